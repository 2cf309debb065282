// Vehicles on their way: past a moment from which they are still out in time; standing with people aboard.

import type { Instant } from '@treve/model'
import type { Raising } from '../alarm-commands.ts'
import { type TurnBack, tripOnWhich } from '../figures.ts'
import { loadNow } from '../loads.ts'
import type { Day } from '../state.ts'
import { type VehicleNow, vehicleIds, vehicleNow, waitsOutside } from '../vehicles.ts'
import { alarmLimits } from './limits.ts'
import type { Wanted } from './wanted.ts'

/** A vehicle that goes on past the last moment from which it is still out in time. */
export function turnBacks(day: Day, now: Instant): Wanted {
  const raise = vehicleIds(day).flatMap((vehicle): Raising[] => {
    const is = vehicleNow(day, vehicle)
    const { trip } = is
    if (waitsOutside(day, is)) return []
    const back = tripOnWhich(day.plan, is)?.turnBack
    if (trip === null || back === null || back === undefined) return []
    return momentsAhead(is).flatMap((which) => {
      const by = byOf(back, which)
      if (by === null || now < by) return []
      return [
        {
          kind: 'turn_back_passed',
          key: `${trip} ${which}`,
          cause: `${trip} ${which}`,
          about: { vehicle, trip },
          particulars: { which, by, ...(back.refuge === null ? {} : { refuge: back.refuge }) },
        },
      ]
    })
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

const moments = ['enter_by', 'leave_stop_by', 'join_exit_by'] as const
type Moment = (typeof moments)[number]

function byOf(back: TurnBack, which: Moment): Instant | null {
  return which === 'enter_by' ? back.enterBy : which === 'leave_stop_by' ? back.leaveStopBy : back.joinExitBy
}

/**
 * Those that it has not passed. Seen on the way in, it has entered; seen on a corridor on the way out, it has joined its exit. Whoever
 * has not even reached its stop has the later ones before it as well: nothing says that it turned round.
 */
function momentsAhead({ phase, at }: VehicleNow): readonly Moment[] {
  const isOnCorridor = at !== null && 'corridor' in at
  switch (phase) {
    case 'to_stop':
      return isOnCorridor ? ['leave_stop_by', 'join_exit_by'] : moments
    case 'at_stop':
      return ['leave_stop_by', 'join_exit_by']
    case 'leaving':
      return isOnCorridor ? [] : ['join_exit_by']
    case 'sheltered':
    case 'broken_down':
      return ['join_exit_by']
    default:
      return []
  }
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
