// When a vehicle will be out, and at its destination: as planned, and later by as much as it is late now.

import type { Course } from './course.ts'
import type { SeenVehicle } from './present.ts'

export interface Estimate {
  readonly vehicle: string
  readonly trip: string
  /** Null: it is out already, or never goes in. */
  readonly exitAt: number | null
  readonly arriveAt: number
  readonly lateSeconds: number
  readonly by: SeenVehicle['by']
  readonly asOf: number | null
}

/** Undefined: its trips are over. */
export function estimateOf({ milestones }: Course, seen: SeenVehicle, now: number): Estimate | undefined {
  const { vehicle, where, done, by, asOf, progress } = seen
  const isLeft = (trip: string) => !done.includes(trip)
  const trip =
    seen.trip !== undefined && isLeft(seen.trip) ? seen.trip : milestones.find((each) => isLeft(each.trip))?.trip
  if (trip === undefined) return undefined
  const legs = milestones.filter((each) => each.trip === trip)
  const [last] = legs.slice(-1)
  const exit = legs.findLast(({ kind }) => kind === 'corridor_out')
  if (last === undefined) return undefined
  const here = milestones[progress.at]
  const isOn = here !== undefined && here.trip === trip && where !== undefined && by === 'position'
  const at = isOn
    ? here
    : where === undefined
      ? undefined
      : legs.findLast((each) => isOf(each, where) && each.from <= now)
  const lateSeconds =
    at === undefined
      ? Math.max(0, now - (legs[0]?.until ?? now)) * (where === undefined ? 0 : 1)
      : lateness(at, where, now)
  const isOut = exit !== undefined && at !== undefined && legs.indexOf(at) > legs.indexOf(exit)
  return {
    vehicle,
    trip,
    exitAt: exit === undefined || isOut ? null : Math.max(now, exit.until + lateSeconds),
    arriveAt: Math.max(now, last.from + lateSeconds),
    lateSeconds,
    by,
    asOf: asOf ?? null,
  }
}

function isOf({ place, corridor }: Course['milestones'][number], where: NonNullable<SeenVehicle['where']>): boolean {
  return 'place' in where ? place === where.place : corridor === where.corridor
}

/** Against the moment at which it was to be where it is: on a corridor by its share of the way, at a place by when it leaves. */
function lateness(at: Course['milestones'][number], where: SeenVehicle['where'], now: number): number {
  if (where === undefined || 'place' in where) return Math.max(0, now - at.until)
  const share = at.kind === 'corridor_out' ? 1 - where.position : where.position
  return Math.max(0, Math.round(now - (at.from + share * (at.until - at.from))))
}

export function estimateJson({ vehicle, trip, exitAt, arriveAt, lateSeconds, by, asOf }: Estimate) {
  const instant = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString())
  return {
    vehicle,
    trip,
    exit_at: instant(exitAt),
    arrive_at: instant(arriveAt),
    late_s: Math.round(lateSeconds),
    by,
    as_of: instant(asOf),
  }
}
