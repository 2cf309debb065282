// Every message about an input, in each language. A code is stable; its words may improve.

import type { Language } from '../languages.ts'
import { ar, arTerms } from './ar.ts'
import { en, enTerms } from './en.ts'
import { fr, frTerms } from './fr.ts'
import { ru, ruTerms } from './ru.ts'

export interface Message {
  /** What is wrong. Particulars stand in braces. */
  readonly text: string
  /** What to do about it. */
  readonly remedy: string
}

export type MessageCode = keyof typeof en
export type Catalogue = Readonly<Record<MessageCode, Message>>
export type TermCode = keyof typeof enTerms
export type Terms = Readonly<Record<TermCode, string>>

export const messages: Readonly<Record<Language, Catalogue>> = { en, fr, ar, ru }
export const terms: Readonly<Record<Language, Terms>> = { en: enTerms, fr: frTerms, ar: arTerms, ru: ruTerms }
