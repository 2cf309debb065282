// Every visible word comes from here, in the reader's language.

import type { Language } from '@treve/model'
import { type Key, messages } from './messages/catalogue.ts'
import { wordsContext } from './words-context.tsx'
import { type WordsOf, wordsFrom } from './words-of.ts'

export type { Key }
export type Words = WordsOf<Key>

export const { useWords, WordsProvider } = wordsContext<Key>(messages)

export function wordsOf(language: Language, timeZone: string): Words {
  return wordsFrom(messages, language, timeZone)
}
