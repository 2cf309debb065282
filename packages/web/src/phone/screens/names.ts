// What places and gates are called; by their ids where nobody named them.

import type { MyDay } from '../day/my-day.ts'
import type { PhoneWords } from '../words.tsx'

export function placeName({ text }: PhoneWords, day: MyDay | null, id: string): string {
  return text(day?.places.find((each) => each.id === id)?.name ?? {}, id)
}

/** As it is signed, where it has no word: what is no gram is not therefore a piece. */
export function unitName({ t }: PhoneWords, unit: string): string {
  if (unit === 'g') return t('unit.grams')
  return unit === 'items' ? t('unit.pieces') : unit
}

export function gateName({ text }: PhoneWords, day: MyDay | null, id: string): string {
  return text(day?.gates.find((each) => each.id === id)?.name ?? {}, id)
}
