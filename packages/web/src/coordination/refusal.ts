// Why something was refused, in the reader's language; where a code has no words of its own, in those of the server.

import { messages } from '../messages/catalogue.ts'
import type { Key, Words } from '../words.tsx'

export interface Refusal {
  readonly code: string
  readonly detail: string
  /** The time that it speaks of, as the server writes it. */
  readonly when?: string
}

export function refusalText(
  { code, detail, when }: Refusal,
  { t, day, clock }: Pick<Words, 't' | 'day' | 'clock'>,
): string {
  const key = `refused.${code}`
  if (!isKey(key)) return detail
  return t(key, { when: when === undefined ? '…' : t('instant.at', { day: day(when), time: clock(Date.parse(when)) }) })
}

export function isKey(text: string): text is Key {
  return Object.hasOwn(messages.en, text)
}
