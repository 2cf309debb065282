// What is taken of the day’s part, in one place.

import type { LivePause } from '../api/live.ts'
import type { Bound } from '../positions/positions.ts'

export { ownVehicles } from '../coordination/day/index.ts'

/** Trackers by their ids, and the vehicles that they are on. */
export function boundIn({ state }: LivePause): ReadonlyMap<string, Bound> {
  return state.day.trackers
}
