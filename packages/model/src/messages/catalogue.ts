// Every message about an input, in each language. A code is stable; its words may improve.

import type { Language } from '../languages.ts'
import { en } from './en.ts'

export interface Message {
  /** What is wrong. Particulars stand in braces. */
  readonly text: string
  /** What to do about it. */
  readonly remedy: string
}

export type MessageCode = keyof typeof en
export type Catalogue = Readonly<Record<MessageCode, Message>>

export const messages: Readonly<Record<Language, Catalogue>> = { en, fr: en, ar: en, ru: en }
