// What places and gates are called; by their ids where nobody named them.

import type { MyDay } from '../day/my-day.ts'
import type { PhoneWords } from '../words.tsx'

export function placeName({ text }: PhoneWords, day: MyDay | null, id: string): string {
  return text(day?.places.find((each) => each.id === id)?.name ?? {}, id)
}

export function gateName({ text }: PhoneWords, day: MyDay | null, id: string): string {
  return text(day?.gates.find((each) => each.id === id)?.name ?? {}, id)
}
