// What is wrong with an input, where, and what to do about it. A problem carries a code and its particulars; the
// words come from the catalogue of the reader's language (messages/), so that no reader of files speaks English only.

import { durationText } from './durations.ts'
import type { Language } from './languages.ts'
import { type MessageCode, messages, type TermCode, terms } from './messages/catalogue.ts'
import type { Node } from './reading/node.ts'
import { LineIndex, pathOf } from './reading/node.ts'

/** A word of the reader's language, a duration, or the line on which something else stands; the rest is shown as it is. */
export type Particular =
  | string
  | number
  | { readonly term: TermCode }
  | { readonly seconds: number }
  | { readonly lineOf: number }
export type Particulars = Readonly<Record<string, Particular>>

export interface Problem {
  readonly code: MessageCode
  /** Where in the file: `people[2].count`; '' for the file as a whole. */
  readonly path: string
  /** Offset in the text of the file. */
  readonly at: number
  readonly particulars: Particulars
}

/** A problem in words. `line` and `column` count from 1. */
export interface Finding {
  readonly code: string
  readonly path: string
  readonly line: number
  readonly column: number
  readonly text: string
  readonly remedy: string
}

export function problemAt(node: Node, code: MessageCode, particulars: Particulars = {}): Problem {
  return { code, path: pathOf(node), at: node.at, particulars }
}

export function inWords(problems: readonly Problem[], text: string, language: Language): Finding[] {
  const lines = new LineIndex(text)
  const catalogue = messages[language]
  return problems
    .map((problem) => ({ problem, ...lines.at(Math.min(problem.at, text.length)) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ problem, line, column }) => {
      const message = catalogue[problem.code]
      return {
        code: problem.code,
        path: problem.path,
        line,
        column,
        text: fill(message.text, problem.particulars, language, lines),
        remedy: fill(message.remedy, problem.particulars, language, lines),
      }
    })
}

function fill(template: string, particulars: Particulars, language: Language, lines: LineIndex): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const given = particulars[name]
    if (given === undefined) return whole
    if (typeof given === 'object' && 'term' in given) return terms[language][given.term]
    const shown =
      typeof given !== 'object'
        ? given
        : 'seconds' in given
          ? durationText(given.seconds, language)
          : lines.at(given.lineOf).line
    // Ids and figures keep their own direction within Arabic text (first strong isolate … pop).
    return language === 'ar' ? `\u2068${shown}\u2069` : String(shown)
  })
}
