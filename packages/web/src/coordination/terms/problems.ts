// What is wrong with a pause file, told before it is sent, with the line, in the reader's language. Loaded only when asked for.

import { type Finding, inWords, type Language, readPause } from '@treve/model'

/** Files that it names are with whoever plans: the server asks for them. */
export function problemsIn(file: string, language: Language): readonly Finding[] {
  const { errors, text } = readPause(new TextEncoder().encode(file))
  return inWords(
    errors.filter(({ code }) => code !== 'file_missing'),
    text,
    language,
  )
}
