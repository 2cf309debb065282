// Why somebody or something is not served.

import type { Wish } from '../pause/words.ts'

export const reasons = [
  'window',
  'corridor',
  'gate',
  'vehicle',
  'bed',
  'intake',
  'separation',
  'assurance',
  'excluded_by_terms',
  'chose_to_stay',
  'not_asked',
  'not_known',
] as const
export type Reason = (typeof reasons)[number]

/** Why those are told who are not planned for: what they said themselves, or that nobody asked. */
export const reasonOfWish = {
  stay: 'chose_to_stay',
  not_asked: 'not_asked',
} as const satisfies Record<Exclude<Wish, 'leave'>, Reason>

/** Not what stands in anybody's way: these people are counted apart wherever others are. */
export function isOfWish(reason: Reason): boolean {
  return Object.values(reasonOfWish).some((each) => each === reason)
}
