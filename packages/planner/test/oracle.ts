// An exhaustive oracle for tiny pauses: it tries every plan on a grid of ten minutes and keeps what the checker accepts.
// It shares no code with the planner or the bound.
//
// Why the grid loses nothing: in these pauses every time stated is a multiple of the grid, and there are no gates. Take any
// accepted plan and round each instant down to the grid: drives and passages keep their length, nobody leaves before they are
// there, each slot, opening and window begins on the grid, and so every rule that held holds still.

import { checkPlan, type Rule } from '@treve/checker'
import type { Instant, Leg, Pause, Plan, Trip } from '@treve/model'

const grid = 600

/** People out on levels 2, 3, 4 and 5b. */
export type Reached = readonly [number, number, number, number]

/** What a plan says of itself is left empty here; every other rule must hold. */
const ofItself: readonly Rule[] = ['served_totals', 'unserved_totals', 'levels_served', 'level_bounds', 'plan_windows']

/** Every combination of people out by level that some accepted plan reaches. */
export function everyReach(pause: Pause, stop: string, minutes: Minutes): Reached[] {
  const byVehicle = pause.fleet.flatMap((fleet) =>
    Array.from({ length: fleet.count }, (_, index) => {
      const vehicle = `${fleet.id}-${String(index + 1).padStart(3, '0')}`
      return daysOf(pause, fleet, vehicle, stop, minutes)
    }),
  )
  const reached = new Map<string, Reached>()
  const choose = (vehicle: number, trips: readonly Trip[]): void => {
    if (trips.length > 0 && !isAccepted(pause, trips)) return
    const days = byVehicle[vehicle]
    if (days === undefined) {
      const sums = reachOf(pause, trips)
      reached.set(sums.join(), sums)
      return
    }
    for (const day of days) choose(vehicle + 1, [...trips, ...day])
  }
  choose(0, [])
  return [...reached.values()]
}

/** Fixed ways of the tiny pauses, in minutes: from a mouth to the stop, the depot and each destination. */
export interface Minutes {
  readonly toStop: number
  readonly toDepot: number
  readonly toDestination: number
  readonly passage: number
  readonly boarding: number
}

/** All days a vehicle might have, none of them included, that are accepted by themselves. */
function daysOf(
  pause: Pause,
  fleet: Pause['fleet'][number],
  vehicle: string,
  stop: string,
  minutes: Minutes,
): Trip[][] {
  const days: Trip[][] = [[]]
  const extend = (before: Trip[], free: number, place: string): void => {
    for (const trip of tripsFrom(pause, fleet, vehicle, stop, minutes, free, place, before.length + 1)) {
      const day = [...before, trip]
      if (!isAccepted(pause, day)) continue
      days.push(day)
      const last = trip.legs.at(-1)
      extend(day, last?.until ?? 0, last?.place ?? '')
    }
  }
  extend([], 0, fleet.at)
  return days
}

function* tripsFrom(
  pause: Pause,
  fleet: Pause['fleet'][number],
  vehicle: string,
  stop: string,
  minutes: Minutes,
  free: number,
  place: string,
  number: number,
): Generator<Trip> {
  const [toStop, passage, boarding] = [minutes.toStop * 60, minutes.passage * 60, minutes.boarding * 60]
  const toMouth = (place === fleet.at ? minutes.toDepot : minutes.toDestination) * 60
  const loads = [...loadsOf(pause, stop)]
  for (const { open, close } of pause.terms.windows) {
    for (let entry: number = open; entry < close; entry += grid) {
      if (entry - toMouth < free) continue
      const inside = entry + passage + toStop + boarding + toStop
      for (let exit = inside; exit + passage <= close; exit += grid) {
        for (const inward of pause.corridors) {
          for (const outward of pause.corridors) {
            for (const people of loads) {
              for (const destination of new Set(pause.people.flatMap(({ to }) => to))) {
                for (let configuration = 0; configuration < fleet.loads.length; configuration++) {
                  const arrival = exit + passage + minutes.toDestination * 60
                  yield {
                    id: `${vehicle}-t${number}`,
                    vehicle,
                    configuration,
                    convoy: null,
                    escort_of: null,
                    turn_back: null,
                    legs: [
                      leg('depart', entry - toMouth, entry - toMouth, { place }),
                      leg('corridor_in', entry, entry + passage, { corridor: inward.id }),
                      leg('load', exit - toStop - boarding, exit - toStop, { place: stop, people }),
                      leg('corridor_out', exit, exit + passage, { corridor: outward.id }),
                      leg('unload', arrival, arrival, { place: destination, people }),
                    ],
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/** Every choice of how many of each group, somebody at least. */
function* loadsOf(pause: Pause, stop: string): Generator<Record<string, number>> {
  const groups = pause.people.filter(({ at }) => at === stop)
  const counts = groups.map(() => 0)
  for (;;) {
    let index = 0
    while (index < groups.length && counts[index] === groups[index]?.count.best) counts[index++] = 0
    if (index === groups.length) return
    counts[index] = (counts[index] ?? 0) + 1
    yield Object.fromEntries(groups.map(({ id }, at) => [id, counts[at] ?? 0]).filter(([, count]) => count !== 0))
  }
}

function isAccepted(pause: Pause, trips: readonly Trip[]): boolean {
  return checkPlan(pause, planOf(pause, trips)).every(({ rule }) => ofItself.includes(rule))
}

function planOf(pause: Pause, trips: readonly Trip[]): Plan {
  const none = {
    people: 0,
    by_mobility: {},
    by_priority: {},
    by_movement: {},
    companions: 0,
    aid_g: 0,
    by_category: {},
  }
  return {
    treve_plan: 1,
    pause: pause.id,
    input_sha256: '0'.repeat(64),
    files: {},
    seed: 1,
    effort: { iterations: 0, seconds_cpu: 0, assurance_seconds_cpu: 0, stopped_by: 'iterations' },
    served: none as Plan['served'],
    levels: [],
    bound: { people: 0, aid_g: 0, relaxed: [], slot_s: null },
    gap_percent: 0,
    gap_level: null,
    windows: [],
    clear_probability: null,
    bottleneck: [],
    trips,
    walking: [],
    directions: turnsOf(pause, trips),
    unserved: [],
  }
}

/** On an alternating corridor, runs of passages of one direction. */
function turnsOf(pause: Pause, trips: readonly Trip[]): Plan['directions'] {
  return pause.corridors
    .filter(({ direction }) => direction === 'alternating')
    .flatMap(({ id }) => {
      const runs: { corridor: string; direction: 'in' | 'out'; from: Instant; until: Instant }[] = []
      const passages = trips.flatMap(({ legs }) => legs.filter((each) => each.corridor === id))
      for (const { kind, from, until } of passages.sort((a, b) => a.from - b.from)) {
        const direction = kind === 'corridor_in' ? 'in' : 'out'
        const last = runs.at(-1)
        if (last?.direction === direction) last.until = Math.max(last.until, until) as Instant
        else runs.push({ corridor: id, direction, from, until })
      }
      return runs
    })
}

function reachOf(pause: Pause, trips: readonly Trip[]): Reached {
  const sums = { life_critical: 0, medical: 0, dependent: 0, general: 0 }
  for (const { legs } of trips)
    for (const { kind, people } of legs) {
      if (kind !== 'unload') continue
      for (const { id, priority } of pause.people) sums[priority] += people[id] ?? 0
    }
  return [sums.life_critical, sums.medical, sums.dependent, sums.general]
}

function leg(kind: Leg['kind'], from: number, until: number, where: Partial<Leg>): Leg {
  const none = { place: null, corridor: null, gate: null, lane: null, people: {}, aid: {} }
  return { ...none, ...where, kind, from: from as Instant, until: until as Instant }
}
