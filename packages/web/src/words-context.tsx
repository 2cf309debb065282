// The words of one catalogue, for all that is drawn below a provider of them.

import type { Language } from '@treve/model/languages'
import { createContext, type FunctionComponent, type ReactNode, useContext, useMemo } from 'react'
import { type UnitKey, type WordsOf, wordsFrom } from './words-of.ts'

export interface WordsGiven {
  readonly language: Language
  readonly timeZone: string
  readonly children: ReactNode
}

export function wordsContext<Key extends string>(
  messages: Readonly<Record<Language, Readonly<Record<Key | UnitKey, string>>>>,
): { readonly useWords: () => WordsOf<Key>; readonly WordsProvider: FunctionComponent<WordsGiven> } {
  const Context = createContext<WordsOf<Key> | undefined>(undefined)
  return {
    useWords() {
      const words = useContext(Context)
      if (words === undefined) throw new Error('useWords is used outside WordsProvider')
      return words
    },
    WordsProvider({ language, timeZone, children }) {
      const words = useMemo(() => wordsFrom(messages, language, timeZone), [messages, language, timeZone])
      return <Context value={words}>{children}</Context>
    },
  }
}
