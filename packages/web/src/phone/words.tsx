// The phone's words, in its bearer's language and the zone of the pause. Of its own catalogue alone: the other pages' words
// would make it slow to load.

import type { Language } from '@treve/model/languages'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type WordsOf, wordsFrom } from '../words-of.ts'
import { messages, type PhoneKey } from './messages/catalogue.ts'

export type { PhoneKey }
export type PhoneWords = WordsOf<PhoneKey>

const Context = createContext<PhoneWords | undefined>(undefined)

export function useWords(): PhoneWords {
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
  const words = useMemo(() => wordsFrom(messages, language, timeZone), [language, timeZone])
  return <Context value={words}>{children}</Context>
}

/** Why something was refused; where a code has no words here, in those of the server. */
export function refusalWords(
  { t }: PhoneWords,
  { code, text }: { readonly code: string; readonly text: string },
): string {
  const key = `refused.${code}`
  return isKey(key) ? t(key) : text === '' ? t('refused.other', { code }) : text
}

function isKey(key: string): key is PhoneKey {
  return Object.hasOwn(messages.en, key)
}
