// What may be said of people in coordination: functions, call signs and duty numbers, never names or private numbers.

import { type Refused, refuse } from './part.ts'

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

/** `2016-11-04`, `04.11.2016`, `08.00-19.00`: ordinary in what is said of a pause, and many digits in a row. */
const daysAndHours =
  /\d{4}-\d{2}-\d{2}|(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:19|20)\d{2}(?!\d)|(?<!\d)(?:[01]?\d|2[0-3])\.[0-5]\d ?[-\u2013] ?(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d)/g

/** Undefined: nothing in it looks like the address or number of a person. */
export function personalFault(
  texts: Readonly<Record<string, string | undefined>>,
): { readonly refused: Refused } | undefined {
  for (const [field, text] of Object.entries(texts)) {
    if (text === undefined) continue
    if (/[^\s@]@[^\s@]/.test(text))
      return refuse(
        'address_of_a_person',
        `“${field}” holds what looks like an e-mail address. Write a function, a call sign or a duty number instead.`,
        { field },
      )
    // A phone number, however it is grouped and in whichever digits; a reference with letters or strokes in it is none.
    if (/(?<![\w:.\-\p{Nd}])\+?\p{Nd}(?:[ ().-]{0,2}\p{Nd}){8,}(?![\w:])/u.test(text.replace(daysAndHours, ';')))
      return refuse(
        'number_of_a_person',
        `“${field}” holds what looks like a telephone number. Duty numbers stand in the contacts; name the function or call sign.`,
        { field },
      )
  }
  return undefined
}
