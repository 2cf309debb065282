// Which trackers are bound to which vehicles, as the account has it.

import type { LivePause } from '../api/live.ts'
import type { Bound } from '../positions/positions.ts'

/** Trackers by their ids, and the vehicles that they are on. */
export function boundIn({ state }: LivePause): ReadonlyMap<string, Bound> {
  return state.day.trackers
}
