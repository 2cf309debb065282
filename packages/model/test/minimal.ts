// A small good pause, and ways to spoil it: tests of bad input start from a good file and change one thing. It is a
// fixture of its own, so that examples/ may be rewritten.

import { readFileSync } from 'node:fs'
import { type Finding, inWords, readPause } from '@treve/model'

export const minimal = readFileSync(new URL('./fixtures/pause.yaml', import.meta.url), 'utf8')

/** The file with one passage replaced. The passage must be there: else a test would pass for nothing. */
export function edited(...changes: readonly (readonly [passage: string, replacement: string])[]): string {
  let text = minimal
  for (const [passage, replacement] of changes) {
    if (!text.includes(passage)) throw new Error(`the fixture has no “${passage}”`)
    text = text.replace(passage, () => replacement)
  }
  return text
}

export interface Report {
  readonly ok: boolean
  readonly errors: readonly Finding[]
  readonly warnings: readonly Finding[]
}

export function reportOn(text: string | Uint8Array, files: Readonly<Record<string, string>> = {}): Report {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const read = readPause(bytes, (name) => {
    const content = files[name]
    return content === undefined ? 'missing' : new TextEncoder().encode(content)
  })
  return {
    ok: read.pause !== undefined,
    errors: inWords(read.errors, read.text, 'en'),
    warnings: inWords(read.warnings, read.text, 'en'),
  }
}

/** `code@line:column` of each. */
export function places(findings: readonly Finding[]): string[] {
  return findings.map(({ code, line, column }) => `${code}@${line}:${column}`)
}

/** Line and column at which a passage of a text begins, shifted by so many characters. */
export function at(text: string, passage: string, shift = 0): string {
  const offset = text.indexOf(passage)
  if (offset === -1) throw new Error(`the text has no “${passage}”`)
  const before = text.slice(0, offset + shift).split('\n')
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`
}
