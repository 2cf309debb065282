// Why a departure is not moved at all, before anybody computes anything: it is over or promised, would be so soon that nobody
// could follow, or is outside what the parties were told.

import type { Plan } from '@treve/model'
import { promisedSeconds } from '../coordination/day/standing-recalls.ts'
import type { Coordination } from '../coordination/index.ts'
import type { InForce } from './in-force.ts'
import { type DepartureOfTrip, departuresOfChanged } from './notified.ts'
import type { Shift, WhyNotMoved } from './replan.ts'
import { movedWith, shifted } from './shift.ts'

export interface NotMoved {
  readonly code: WhyNotMoved
  /** From what the parties were told. */
  readonly departures: readonly DepartureOfTrip[]
}

export function whyNotMoved(
  state: Coordination,
  { pause, plan }: Pick<InForce, 'pause' | 'plan'>,
  { trip, seconds }: Shift,
  now: number,
): NotMoved | undefined {
  const code = (code: NotMoved['code'], departures: NotMoved['departures'] = []) => ({ code, departures })
  const moved = movedWith(plan.trips, trip)
  if (moved.length === 0) return code('trip_unknown')
  if (seconds === 0) return code('not_moved')
  const begins = Math.min(...moved.map(({ legs }) => legs[0]?.from ?? now))
  if (begins < now + promisedSeconds) return code('trip_promised')
  if (begins + seconds < now + promisedSeconds) return code('departs_too_soon')
  const outside = newlyOutside(
    state,
    pause,
    plan,
    moved.map(({ id }) => id),
    { trip, seconds },
    now,
  )
  return outside.length === 0 ? undefined : code('outside_notified', outside)
}

/** What was outside before, and is so as it was, is no fault of the move. */
function newlyOutside(
  state: Coordination,
  pause: InForce['pause'],
  plan: Plan,
  ids: readonly string[],
  { trip, seconds }: Shift,
  now: number,
): readonly DepartureOfTrip[] {
  const of = ({ trips }: Plan) =>
    departuresOfChanged(
      state,
      pause,
      trips.filter(({ id }) => ids.includes(id)),
      now,
    )
  const before = new Set(of(plan).map((each) => JSON.stringify(each)))
  return of(shifted(pause, plan, trip, seconds)).filter((each) => !before.has(JSON.stringify(each)))
}
