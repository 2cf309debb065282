// What a decision test must count for the required probability to be shown, and how few days may go wrong in tuning for
// that to be likely.

import { log } from '../assure/functions.ts'
import { alphaOf, lowerLimit } from '../assure/limits.ts'
import type { Goal, Sort } from './tuning.ts'

/** Each vehicle may be late on so many days. */
const vehicleLateMost = 0.001
/** How surely the first decision test is to show it, in standard deviations of its count: 4 times of 5. */
const fourOfFive = 0.84

/** By number of tuning days. `test`: the first that it is to show it, counted over all plans of the pause. Undefined: no number of clear decision days shows as much. */
export function goalsFor(
  required: number,
  replications: number,
  {
    sort,
    vehicles,
    test = 1,
    surely = fourOfFive,
  }: { readonly sort: Sort; readonly vehicles: number; readonly test?: number; readonly surely?: number },
): ((tuningDays: number) => Goal) | undefined {
  const least = leastClear(required, replications, alphaOf(test))
  if (least === undefined) return undefined
  const spread = Math.sqrt((least * (replications - least)) / replications) / replications
  const share = Math.min(1, least / replications + surely * spread)
  return (tuningDays) => {
    // Of many vehicles the worst is late by chance on more days than each should be: by that many standard deviations.
    const expected = tuningDays * vehicleLateMost
    return {
      sort,
      badDays: Math.floor(tuningDays * (1 - share)),
      badDaysOfVehicle: Math.floor(expected + (1 + Math.sqrt(2 * log(Math.max(1, vehicles)))) * Math.sqrt(expected)),
    }
  }
}

/** The least number of clear days whose exact lower limit is at least what is required. */
export function leastClear(required: number, replications: number, alpha: number): number | undefined {
  if (lowerLimit(replications, replications, alpha) < required) return undefined
  let low = 0
  let high = replications
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (lowerLimit(middle, replications, alpha) >= required) high = middle
    else low = middle + 1
  }
  return low
}
