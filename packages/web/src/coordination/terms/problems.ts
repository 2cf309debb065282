// What is wrong with a pause file, told before it is sent, with the line, in the reader's language. Loaded only when asked for.

import { type Finding, inWords, type Language, readPause } from '@treve/model'
import type { FileTyped } from '../fields.ts'

/** `files`: those that it names, as far as they are given. */
export function problemsIn(file: string, files: readonly FileTyped[], language: Language): readonly Finding[] {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const given = new Map(files.map(({ name, content }) => [name, bytes(content)]))
  const { errors, text } = readPause(bytes(file), (name) => given.get(name) ?? 'missing')
  return inWords(errors, text, language)
}
