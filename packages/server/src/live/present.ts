// Where everybody is, as the planner reads it: what was reported and what trackers tell, each as far as it is newer.

import { formatInstant, type Instant, type Pause, type TimeZone } from '@treve/model'
import { type Day, loadNow, vehicleNow } from '../coordination/day/index.ts'
import type { Course, Progress } from './course.ts'
import type { MapOfPause, Whereabouts } from './map.ts'

export interface SeenVehicle {
  readonly vehicle: string
  readonly trip: string | undefined
  readonly where: Whereabouts | undefined
  /** By what, and as of when. */
  readonly by: 'position' | 'report' | 'plan'
  readonly asOf: number | undefined
  readonly aboard: Readonly<Record<string, number>>
  /** Nobody counted who is aboard: it is taken from the plan. */
  readonly isAboardPlanned: boolean
  readonly done: readonly string[]
  readonly progress: Progress
}

export interface Known {
  readonly day: Day
  readonly pause: Pause
  readonly map: MapOfPause
  /** How far it has come by its fixes, and when the last of them was: seconds. */
  readonly progress: Progress
  readonly fixAt: number | undefined
}

export function seenVehicle(course: Course, { day, pause, map, progress, fixAt }: Known): SeenVehicle {
  const { vehicle, milestones } = course
  const told = vehicleNow(day, vehicle)
  const isFixNewer = progress.seen !== undefined && fixAt !== undefined && fixAt >= (told.since ?? 0)
  const milestone = milestones[progress.at]
  const trip = told.trip ?? milestone?.trip
  const where = isFixNewer ? stoodAt(map, progress, milestone?.kind) : reportedAt(pause, told)
  const by = where === undefined ? 'plan' : isFixNewer ? 'position' : 'report'
  const counted = told.load === null ? null : loadNow(day, told.load).aboard
  const planned = milestone?.trip === trip ? milestone?.aboard : undefined
  const trips = [...new Set(milestones.map((each) => each.trip))]
  const current = trip === undefined ? -1 : trips.indexOf(trip)
  const isDone = told.phase === 'done' && told.trip === trip
  return {
    vehicle,
    trip,
    where,
    by,
    asOf: by === 'plan' ? undefined : isFixNewer ? fixAt : (told.since ?? undefined),
    ...aboardOf(counted?.best, planned ?? plannedBy(course, told.phase, trip), loadedBy(course, trip)),
    done: trips.slice(0, isDone ? current + 1 : Math.max(0, current)),
    progress,
  }
}

/** So near to a mouth it is at it: not on the corridor yet, or not any more. */
const mouthShare = 0.03

/** Between two places it counts as at the one that it left: the drive to the next is before it yet. */
function stoodAt(map: MapOfPause, { seen, isThere }: Progress, kind: string | undefined): Whereabouts | undefined {
  if (seen === undefined || 'place' in seen) return seen
  const line = map.corridors.get(seen.corridor)
  if (line === undefined) return seen
  if (!isThere) return { place: kind === 'corridor_out' ? line.outside : line.inside }
  if (seen.position <= mouthShare) return { place: line.outside }
  return seen.position >= 1 - mouthShare ? { place: line.inside } : seen
}

function reportedAt(pause: Pause, { at, phase }: ReturnType<typeof vehicleNow>): Whereabouts | undefined {
  if (at === null) return undefined
  if ('place' in at) return pause.places.some(({ id }) => id === at.place) ? { place: at.place } : undefined
  const corridor = pause.corridors.find(({ id }) => id === at.corridor)
  if (corridor === undefined) return undefined
  const gate = corridor.gates.find(({ id }) => id === at.gate)
  const isOutward = at.direction === 'out' || phase === 'leaving' || phase === 'out'
  return { corridor: corridor.id, position: gate?.position ?? (isOutward ? 1 : 0) }
}

/** Of whom nobody has counted who is aboard. */
function plannedBy({ milestones }: Course, phase: string, trip: string | undefined): Readonly<Record<string, number>> {
  if (phase !== 'leaving' && phase !== 'out') return {}
  return loadedBy({ milestones }, trip)
}

/** Once it has loaded for the last time on that trip. */
function loadedBy(
  { milestones }: Pick<Course, 'milestones'>,
  trip: string | undefined,
): Readonly<Record<string, number>> {
  return milestones.findLast((each) => each.trip === trip && each.kind === 'load')?.aboard ?? {}
}

/**
 * As many as were counted, of the groups that were to be aboard, each in its share; where nobody was to be aboard yet, of those that the
 * trip was to take: whoever is counted is there.
 */
function aboardOf(
  counted: number | undefined,
  planned: Readonly<Record<string, number>>,
  ofTrip: Readonly<Record<string, number>>,
): Pick<SeenVehicle, 'aboard' | 'isAboardPlanned'> {
  if (counted === undefined) return { aboard: planned, isAboardPlanned: Object.keys(planned).length > 0 }
  const entries = Object.entries(Object.keys(planned).length === 0 ? ofTrip : planned)
  const sum = entries.reduce((total, [, count]) => total + count, 0)
  if (sum === 0) return { aboard: {}, isAboardPlanned: false }
  let left = counted
  let of = sum
  const aboard: Record<string, number> = {}
  for (const [group, count] of entries) {
    const share = Math.round((left * count) / of)
    if (share > 0) aboard[group] = share
    left -= share
    of -= count
  }
  return { aboard, isAboardPlanned: false }
}

/** As a pause file has it under `state`. */
export function stateText(at: number, seen: readonly SeenVehicle[], zone: TimeZone): string {
  return JSON.stringify({
    at: formatInstant(Math.floor(at) as Instant, zone),
    vehicles: seen.flatMap(({ vehicle, where, aboard }) => {
      if (where === undefined) return []
      const place = 'place' in where ? where : { corridor: where.corridor, position: rounded(where.position) }
      return [{ id: vehicle, ...place, aboard }]
    }),
    done: seen.flatMap(({ done }) => done),
  })
}

function rounded(position: number): number {
  return Math.round(position * 1000) / 1000
}
