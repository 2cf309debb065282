// Why something was refused, in the reader's language; where a code has no words of its own, in those of the server.

import { messages } from '../messages/catalogue.ts'
import type { Key, Words } from '../words.tsx'

export function refusalText({ code, detail }: { code: string; detail: string }, t: Words['t']): string {
  const key = `refused.${code}`
  return isKey(key) ? t(key) : detail
}

export function isKey(text: string): text is Key {
  return Object.hasOwn(messages.en, text)
}
