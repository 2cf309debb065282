// The three times of every order: the last moments from which a vehicle is still out in time.

import type { Instant, TurnBack } from '@treve/model'
import type { Script } from './script.ts'

/** By trip; a trip that never goes in has none. Rounded down: a second early is in time. */
export function turnBackTimes({ trips, refuges, windows }: Script): ReadonlyMap<string, TurnBack> {
  const found = new Map<string, TurnBack>()
  for (const { id, window, enter, leaveStop, joinExit, exitCorridor } of trips) {
    if (!Number.isFinite(joinExit)) continue
    const reachable = refuges.find(({ fromMouth }) => (fromMouth[exitCorridor] ?? -1) >= 0)
    const until = Math.min(reachable?.until ?? 0, windows[window]?.close ?? 0)
    found.set(id, {
      enter_by: Number.isFinite(enter) ? instant(enter) : null,
      leave_stop_by: instant(leaveStop),
      join_exit_by: instant(joinExit),
      ...(reachable === undefined ? {} : { refuge: reachable.place, reach_refuge_by: instant(until) }),
    })
  }
  return found
}

function instant(seconds: number): Instant {
  return Math.floor(seconds) as Instant
}
