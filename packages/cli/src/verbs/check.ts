import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { inWords, type Language, languages, type Pause, type Question, questionsOf, readPause } from '@treve/model'
import { questionsPage } from '@treve/server/questions'
import { openGiven } from '../files.ts'
import { optionsOf } from '../options.ts'
import type { Io, Verb } from '../verb.ts'
import { verdictWords } from '../verdict-words.ts'

export const checkVerb: Verb = {
  name: 'check',
  summary: 'is a pause file sound: every error at once, warnings, and what to ask',
  help: `treve check FILE [--json] [--lang en|fr|ar|ru] [--questions FOLDER]

Reads the pause in FILE (- for standard input) and tells every error with line, column and remedy; then
warnings, and the questions that the terms leave open. Exit 0: sound; 2: it has errors or cannot be read.

  --json               { "ok", "errors", "warnings", "questions" }
  --lang L             language of what is told: ${languages.join(', ')} (en)
  --questions FOLDER   writes the questions as pages to print, one for each party and language
`,
  async run(args, io) {
    const options = optionsOf(
      'check',
      args,
      { json: { type: 'boolean' }, lang: { type: 'string' }, questions: { type: 'string' } },
      io,
    )
    if (options === undefined) return 2
    const [name, more] = options.positionals
    if (name === undefined || more !== undefined) {
      io.err('treve check: name one pause file, or - for standard input. See treve check --help.\n')
      return 2
    }
    const language = languageOf(options.values.lang)
    if (language === undefined) {
      io.err(`treve check: --lang ${options.values.lang}: one of ${languages.join(', ')} is expected.\n`)
      return 2
    }
    const given = await openGiven(name, io)
    if (given === undefined) return 2
    const { text, pause, errors, warnings } = readPause(given.bytes, given.openBeside)
    const result: Result = {
      ok: pause !== undefined,
      errors: inWords(errors, text, language),
      warnings: inWords(warnings, text, language),
      questions: pause === undefined ? [] : questionsOf(pause, language),
    }
    if (options.values.json === true) io.out(`${JSON.stringify(result, null, 1)}\n`)
    else tell(result, given.shown, language, io)
    const folder = options.values.questions
    if (pause !== undefined && folder !== undefined && !(await writeQuestions(pause, folder, io))) return 2
    return result.ok ? 0 : 2
  },
}

interface Result {
  readonly ok: boolean
  readonly errors: ReturnType<typeof inWords>
  readonly warnings: ReturnType<typeof inWords>
  readonly questions: readonly Question[]
}

function languageOf(written: string | undefined): Language | undefined {
  return languages.find((language) => language === (written ?? 'en'))
}

function tell({ ok, errors, warnings, questions }: Result, shown: string, language: Language, io: Io): void {
  const words = verdictWords[language]
  for (const [kind, findings] of [
    [words.error, errors],
    [words.warning, warnings],
  ] as const) {
    for (const { line, column, text, remedy } of findings) {
      io.err(`${shown}:${line}:${column}  ${kind}  ${text}\n    ${remedy}\n`)
    }
  }
  io.out(
    `${shown}: ${words.verdict({ ok, errors: errors.length, warnings: warnings.length, questions: questions.length })}\n`,
  )
  if (!ok) return
  for (const { title, questions: asked, about } of questions) {
    const list = about.length === 0 ? '' : ` (${about.join('; ')})`
    io.out(`\n${title}${list}\n${asked.map((question) => `  ${question}\n`).join('')}`)
  }
}

/** Ids hold no separators of paths, so that no page is written elsewhere. */
async function writeQuestions(pause: Pause, folder: string, io: Io): Promise<boolean> {
  const path = resolve(io.folder, folder)
  try {
    await mkdir(path, { recursive: true })
    for (const party of pause.parties) {
      for (const language of languages) {
        const page = questionsPage(pause, party.id, language)
        await writeFile(join(path, `${pause.id}-${party.id}-${language}.html`), page)
      }
    }
    io.err(`Pages of questions written to ${folder}: ${pause.parties.length * languages.length}\n`)
    return true
  } catch (fault) {
    io.err(`treve check: --questions ${folder}: ${fault instanceof Error ? fault.message : String(fault)}\n`)
    return false
  }
}
