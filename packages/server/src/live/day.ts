// What is taken of the day’s part, in one place.

import type { LivePause } from '../api/live.ts'
import { dutyOf, ownVehicles as ofDuty } from '../coordination/day/index.ts'
import type { Coordination } from '../coordination/index.ts'
import type { Actor } from '../policy/index.ts'
import type { Bound } from '../positions/positions.ts'

/** Trackers by their ids, and the vehicles that they are on. */
export function boundIn({ state }: LivePause): ReadonlyMap<string, Bound> {
  return state.day.trackers
}

/** Of who works in the field: the vehicles of their own convoy. */
export function ownVehicles({ day }: Coordination, actor: Actor): ReadonlySet<string> {
  return ofDuty(day, dutyOf(day, actor))
}
