// What may be said of people in coordination: functions, call signs and duty numbers, never names or private numbers.

import type { Decision } from './part.ts'
import { refuse } from './part.ts'

export const channels = [
  'link',
  'cap',
  'email',
  'telephone',
  'satellite_telephone',
  'radio',
  'text_message',
  'letter',
  'in_person',
] as const
export type Channel = (typeof channels)[number]

/** Undefined: nothing in it looks like the address or number of a person. */
export function personalFault(texts: Readonly<Record<string, string | undefined>>): Decision | undefined {
  for (const [field, text] of Object.entries(texts)) {
    if (text === undefined) continue
    if (/[^\s@]@[^\s@]/.test(text))
      return refuse(
        'address_of_a_person',
        `“${field}” holds what looks like an e-mail address. Write a function, a call sign or a duty number instead.`,
        { field },
      )
    // A phone number, however it is grouped; a time, a day and a date are shorter or have other signs between.
    if (/(?<![\w:.-])\+?\d(?:[ ().-]?\d){8,}(?![\w:])/.test(text.replace(/\d{4}-\d{2}-\d{2}/g, '')))
      return refuse(
        'number_of_a_person',
        `“${field}” holds what looks like a telephone number. Duty numbers stand in the contacts; name the function or call sign.`,
        { field },
      )
  }
  return undefined
}
