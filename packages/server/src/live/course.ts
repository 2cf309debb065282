// How far a vehicle has come in its orders, by where it was seen: legs of its trips as milestones, passed one after another.

import type { Plan, Trip } from '@treve/model'
import type { VehiclePhase } from '../coordination/day/vehicles.ts'
import type { MapOfPause, Whereabouts } from './map.ts'

export interface Milestone {
  readonly trip: string
  readonly kind: 'depart' | 'load' | 'unload' | 'corridor_in' | 'corridor_out' | 'arrive' | 'wait'
  readonly place: string | undefined
  readonly corridor: string | undefined
  readonly from: number
  readonly until: number
  /** Aboard once it is passed, as planned. */
  readonly aboard: Readonly<Record<string, number>>
}

export interface Course {
  readonly vehicle: string
  readonly milestones: readonly Milestone[]
  /** Where it has something to do. */
  readonly stops: readonly string[]
  /** Those, and the mouths that it passes, in order. */
  readonly places: readonly string[]
  readonly corridors: readonly string[]
}

export function coursesOf({ trips }: Pick<Plan, 'trips'>, map: MapOfPause): ReadonlyMap<string, Course> {
  const byVehicle = Map.groupBy(
    [...trips].sort((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0)),
    ({ vehicle }) => vehicle,
  )
  return new Map([...byVehicle].map(([vehicle, own]) => [vehicle, courseOf(vehicle, own, map)]))
}

function courseOf(vehicle: string, trips: readonly Trip[], map: MapOfPause): Course {
  const aboard = new Map<string, number>()
  const milestones = trips.flatMap(({ id, legs }) =>
    legs.flatMap(({ kind, place, corridor, from, until, people }): Milestone[] => {
      if (kind === 'gate') return []
      const sign = kind === 'load' ? 1 : kind === 'unload' ? -1 : 0
      for (const [group, count] of Object.entries(people)) aboard.set(group, (aboard.get(group) ?? 0) + sign * count)
      const now = Object.fromEntries([...aboard].filter(([, count]) => count > 0))
      return [{ trip: id, kind, place: place ?? undefined, corridor: corridor ?? undefined, from, until, aboard: now }]
    }),
  )
  const places = milestones.flatMap(({ kind, place, corridor }) => {
    const line = corridor === undefined ? undefined : map.corridors.get(corridor)
    if (line !== undefined) return kind === 'corridor_in' ? [line.outside, line.inside] : [line.inside, line.outside]
    return place ?? []
  })
  return {
    vehicle,
    milestones,
    stops: [...new Set(milestones.flatMap(({ place }) => place ?? []))],
    places,
    corridors: [...new Set(milestones.flatMap(({ corridor }) => corridor ?? []))],
  }
}

/** How far it has come: at, or past, `milestones[at]`. */
export interface Progress {
  readonly at: number
  /** The last place or corridor at which it was, which it may have left since. */
  readonly seen: Whereabouts | undefined
  /** It is there still; false: it is between that and what comes next. */
  readonly isThere: boolean
  /** The furthest in that it was seen on the corridor on which it is. */
  readonly furthestIn: number
}

export const notSeen: Progress = { at: -1, seen: undefined, isThere: false, furthestIn: 0 }

/** It turned round on its corridor, for certain: so much nearer to the outside. */
const turnedShare = 0.15
/** So many milestones may pass without a fix: where there is no network, nothing is seen. */
const mostSkipped = 6

/** @param told the trip that it is on, and how far it has come on it, where somebody has reported that */
export function progressed(
  course: Course,
  before: Progress,
  where: Whereabouts | undefined,
  told: { readonly trip?: string | null; readonly phase?: VehiclePhase } = {},
): Progress {
  const trip = told.trip ?? undefined
  const first = trip === undefined ? -1 : leastOf(course, trip, told.phase)
  const from = Math.max(before.at, first, 0)
  const last = trip === undefined ? -1 : course.milestones.findLastIndex((each) => each.trip === trip)
  const end = last === -1 ? course.milestones.length : last + 1
  if (where === undefined) return { ...before, at: Math.max(before.at, first), isThere: false }
  const isSame =
    before.seen !== undefined &&
    'corridor' in where &&
    'corridor' in before.seen &&
    before.seen.corridor === where.corridor
  const furthestIn = 'corridor' in where ? Math.max(isSame ? before.furthestIn : 0, where.position) : 0
  const hasTurned = 'corridor' in where && isSame && where.position < furthestIn - turnedShare
  const until = Math.min(end, from + mostSkipped + 1)
  for (let at = from; at < until; at++) {
    const milestone = course.milestones[at]
    if (milestone === undefined || !isAt(milestone, where)) continue
    // On the way in, and yet going outward: it is on its way out already.
    if (hasTurned && milestone.kind === 'corridor_in') continue
    return { at, seen: where, isThere: true, furthestIn: at === before.at ? furthestIn : positionOf(where) }
  }
  return { ...before, at: Math.max(before.at, first), seen: where, isThere: true, furthestIn }
}

/** Reported to be at its stop or on its way from it, it is not on its way in any more, wherever on its corridor it is first seen. */
function leastOf({ milestones }: Course, trip: string, phase: VehiclePhase | undefined): number {
  const begins = milestones.findIndex((each) => each.trip === trip)
  const after = (kind: Milestone['kind']) => milestones.findIndex((each) => each.trip === trip && each.kind === kind)
  switch (phase) {
    case 'at_stop':
    case 'leaving':
    case 'sheltered': {
      const entered = after('corridor_in')
      return entered === -1 ? begins : Math.min(entered + 1, milestones.length - 1)
    }
    case 'out':
    case 'done':
      return Math.max(begins, after('corridor_out'))
    default:
      return begins
  }
}

function isAt({ place, corridor }: Milestone, where: Whereabouts): boolean {
  return 'place' in where ? place === where.place : corridor === where.corridor
}

function positionOf(where: Whereabouts): number {
  return 'corridor' in where ? where.position : 0
}
