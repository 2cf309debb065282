// The words of the pages by which people come in, in each language.

import type { Language } from '@treve/model'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { ru } from './ru.ts'

export type Key = keyof typeof en
export type Catalogue = Readonly<Record<Key, string>>

export const messages: Readonly<Record<Language, Catalogue>> = { en, fr, ar, ru }
