// The phone's words by language. A key that a language lacks fails the type check.

import type { Language } from '@treve/model/languages'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { ru } from './ru.ts'

export type PhoneKey = keyof typeof en
export type PhoneCatalogue = Readonly<Record<PhoneKey, string>>

export const messages: Readonly<Record<Language, PhoneCatalogue>> = { en, fr, ar, ru }
