// Vehicles on their way: past a moment from which they are still out in time; standing with people aboard.

import type { Instant } from '@treve/model'
import type { Raising } from '../alarm-commands.ts'
import { tripOnWhich } from '../figures.ts'
import { loadNow } from '../loads.ts'
import type { Day } from '../state.ts'
import { vehicleIds, vehicleNow, waitsOutside } from '../vehicles.ts'
import { alarmLimits } from './limits.ts'
import type { Wanted } from './wanted.ts'

/** A vehicle that goes on past the last moment from which it is still out in time. */
export function turnBacks(day: Day, now: Instant): Wanted {
  const raise = vehicleIds(day).flatMap((vehicle): Raising[] => {
    const is = vehicleNow(day, vehicle)
    const { phase, trip } = is
    if (waitsOutside(day, is)) return []
    const back = tripOnWhich(day.plan, is)?.turnBack
    if (trip === null || back === null || back === undefined) return []
    const moments: readonly [which: string, by: Instant | null][] =
      phase === 'to_stop'
        ? [['enter_by', back.enterBy]]
        : phase === 'at_stop'
          ? [['leave_stop_by', back.leaveStopBy]]
          : phase === 'leaving'
            ? [['join_exit_by', back.joinExitBy]]
            : phase === 'broken_down' || phase === 'sheltered'
              ? [['join_exit_by', back.joinExitBy]]
              : []
    return moments.flatMap(([which, by]) =>
      by === null || now < by || isPast(day, vehicle, which)
        ? []
        : [
            {
              kind: 'turn_back_passed',
              key: `${trip} ${which}`,
              cause: `${trip} ${which}`,
              about: { vehicle, trip },
              particulars: { which, by, ...(back.refuge === null ? {} : { refuge: back.refuge }) },
            },
          ],
    )
  })
  return {
    raise,
    isOver: ({ kind, about: { vehicle, trip } }) => {
      if (kind !== 'turn_back_passed' || vehicle === undefined) return false
      const is = vehicleNow(day, vehicle)
      if (waitsOutside(day, is)) return true
      return is.phase === 'out' || is.phase === 'done' || (is.trip !== null && is.trip !== trip)
    },
  }
}

/** Seen on the way in, it has entered; seen at a gate on the way out, it has joined its exit. */
function isPast(day: Day, vehicle: string, which: string): boolean {
  const { at, phase } = vehicleNow(day, vehicle)
  if (at === null || !('corridor' in at)) return false
  return which === 'enter_by' ? phase === 'to_stop' : which === 'join_exit_by' && phase === 'leaving'
}

export function standing(day: Day, now: Instant): Wanted {
  const stands = (vehicle: string) => {
    const is = vehicleNow(day, vehicle)
    const aboard = is.load === null ? null : loadNow(day, is.load).aboard
    const hasPeople = aboard !== null && aboard.high > 0
    return hasPeople && is.standsSince !== null && is.phase !== 'done'
      ? { ...is, since: is.standsSince, aboard }
      : undefined
  }
  const raise = vehicleIds(day).flatMap((vehicle): Raising[] => {
    const is = stands(vehicle)
    if (is === undefined) return []
    const most = is.phase === 'at_stop' ? alarmLimits.boardingSeconds : alarmLimits.standingSeconds
    const seconds = now - is.since
    if (seconds < most) return []
    return [
      {
        kind: 'standing',
        key: vehicle,
        cause: `${is.since}`,
        about: { vehicle, ...(is.trip === null ? {} : { trip: is.trip }), ...placeIn(is.at) },
        particulars: { since: is.since, most_s: most, people_low: is.aboard.low, people_high: is.aboard.high },
      },
    ]
  })
  return {
    raise,
    isOver: ({ kind, about: { vehicle }, particulars, cause }) => {
      // Those that positions gave rise to are theirs to end.
      if (kind !== 'standing' || vehicle === undefined || particulars.since === undefined) return false
      const is = stands(vehicle)
      return is === undefined || `${is.since}` !== cause
    },
  }
}

function placeIn(at: ReturnType<typeof vehicleNow>['at']) {
  if (at === null) return {}
  return 'place' in at
    ? { place: at.place }
    : { corridor: at.corridor, ...(at.gate === undefined ? {} : { gate: at.gate }) }
}
