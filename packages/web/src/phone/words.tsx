// The phone's words, in its bearer's language and the zone of the pause. Of its own catalogue alone: the other pages' words
// would make it slow to load.

import { wordsContext } from '../words-context.tsx'
import type { WordsOf } from '../words-of.ts'
import { messages, type PhoneKey } from './messages/catalogue.ts'

export type { PhoneKey }
export type PhoneWords = WordsOf<PhoneKey>

export const { useWords, WordsProvider } = wordsContext<PhoneKey>(messages)

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
