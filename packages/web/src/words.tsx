// Every visible word comes from here, in the reader's language.

import type { Language } from '@treve/model'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Key, messages } from './messages/catalogue.ts'
import { type WordsOf, wordsFrom } from './words-of.ts'

export type { Key }
export type Words = WordsOf<Key>

const Context = createContext<Words | undefined>(undefined)

export function useWords(): Words {
  const words = useContext(Context)
  if (words === undefined) throw new Error('useWords is used outside WordsProvider')
  return words
}

export function WordsProvider({
  language,
  timeZone,
  children,
}: {
  language: Language
  timeZone: string
  children: ReactNode
}) {
  const words = useMemo(() => wordsOf(language, timeZone), [language, timeZone])
  return <Context value={words}>{children}</Context>
}

export function wordsOf(language: Language, timeZone: string): Words {
  return wordsFrom(messages, language, timeZone)
}
