// What is taken of the day’s part, in one place.

import type { LivePause } from '../api/live.ts'
import type { Coordination } from '../coordination/index.ts'
import type { Actor } from '../policy/index.ts'
import type { Bound } from '../positions/positions.ts'

interface DayRead {
  readonly trackers?: ReadonlyMap<string, Bound>
}

const none: ReadonlyMap<string, Bound> = new Map()

/** Trackers by their ids, and the vehicles that they are on. */
export function boundIn({ state }: LivePause): ReadonlyMap<string, Bound> {
  return (state as unknown as { readonly day?: DayRead }).day?.trackers ?? none
}

/** Of who works in the field: the vehicles of their own convoy. */
export function ownVehicles(_state: Coordination, _actor: Actor): ReadonlySet<string> {
  return new Set()
}
