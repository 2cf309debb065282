// A whole plan about some trips and walks: lanes, directions and every figure that follows from them. Nothing is decided
// here that a plan could do better: lanes are found if there are any, and directions are as short as can be.

import type { Corridor, Instant, Leg, Pause, Plan, Trip, Walk } from '@treve/model'
import { categories, localSecondsOfDay, mobilities, movements, priorities, valueAt } from '@treve/model'
import { countOf, sumOf, type Tally, type Thing } from './things.ts'
import { entryOf, vectorOf } from './vector.ts'

export function wholePlan(pause: Pause, trips: readonly Trip[], walking: readonly Walk[]): Plan {
  return {
    treve_plan: 1,
    pause: pause.id,
    input_sha256: '0'.repeat(64),
    files: {},
    seed: 1,
    effort: { iterations: 0, seconds_cpu: 0, assurance_seconds_cpu: 0, stopped_by: 'iterations' },
    served: servedOf([], []),
    levels: [],
    bound: { people: 0, aid_g: 0, relaxed: [], slot_s: null },
    gap_percent: 0,
    gap_level: null,
    windows: [],
    clear_probability: null,
    assurance: null,
    reserve: null,
    bottleneck: [],
    trips: inLanes(pause, trips, walking),
    walking,
    directions: directionsOf(pause, trips, walking),
    unserved: [],
  }
}

/** With what it reaches, so that the rules about a plan's own figures hold too. */
export function withFigures(pause: Pause, things: readonly Thing[], plan: Plan, reached: Tally): Plan {
  const vector = vectorOf(pause, things, reached)
  const levels = (['2', '3', '4', '5a', '5b', '6a', '6b'] as const).map((level) => ({
    level,
    unit: level === '6a' ? ('ppm' as const) : level === '5a' || level === '6b' ? ('g' as const) : ('people' as const),
    served: entryOf(vector, level),
    ...(level === '5a' ? { share_ppm: entryOf(vector, '5a share') } : {}),
    bound: null,
    gap: null,
    gap_percent: null,
    proved: false,
  }))
  const served = servedOf(things, reached)
  return {
    ...plan,
    served,
    levels,
    bound: { ...plan.bound, people: served.people, aid_g: served.aid_g },
    windows: pause.terms.windows.map(({ id, open, close }) => {
      const out = plan.trips.flatMap(({ legs }) => legs.filter(({ kind }) => kind === 'corridor_out'))
      const exits = out.filter(({ from }) => open <= from && from < close).map(({ until }) => until)
      const last_exit = exits.length === 0 ? null : (Math.max(...exits) as Instant)
      return { id, close, clear_by: (close - pause.terms.clear.buffer) as Instant, last_exit }
    }),
    unserved: things.flatMap((thing, index): Plan['unserved'][number][] => {
      const left = countOf(thing) - (reached[index] ?? 0)
      if (left === 0) return []
      return thing.kind === 'people'
        ? [{ group: thing.group.id, people: left, reason: 'window' as const }]
        : [{ consignment: thing.consignment.id, items: { [thing.item.id]: left }, reason: 'window' as const }]
    }),
  }
}

function servedOf(things: readonly Thing[], reached: Tally): Plan['served'] {
  const amount = (of: (thing: Thing, count: number) => number) =>
    sumOf(things.map((thing, index) => of(thing, reached[index] ?? 0)))
  const by = <W extends string>(words: readonly W[], of: (thing: Thing) => string, each: (thing: Thing) => number) =>
    Object.fromEntries(
      words.map((word) => [word, amount((thing, count) => (of(thing) === word ? count * each(thing) : 0))]),
    ) as Record<W, number>
  const person = (thing: Thing) => (thing.kind === 'people' ? 1 : 0)
  const grams = (thing: Thing) => (thing.kind === 'pieces' ? thing.item.mass : 0)
  const inGroup = (key: 'mobility' | 'priority' | 'movement') => (thing: Thing) =>
    thing.kind === 'people' ? thing.group[key] : ''
  return {
    people: amount((thing, count) => count * person(thing)),
    by_mobility: by(mobilities, inGroup('mobility'), person),
    by_priority: by(priorities, inGroup('priority'), person),
    by_movement: by(movements, inGroup('movement'), person),
    companions: amount((thing, count) => (thing.kind === 'people' ? count * thing.group.companions : 0)),
    aid_g: amount((thing, count) => count * grams(thing)),
    by_category: by(categories, (thing) => (thing.kind === 'pieces' ? thing.item.category : ''), grams),
  }
}

interface Service {
  readonly leg: Leg
  lane: number
}

/** Each service in a lane that is free; in lane 0, where there is none, for the checker to refuse. */
function inLanes(pause: Pause, trips: readonly Trip[], walking: readonly Walk[]): Trip[] {
  if (pause.corridors.every(({ gates }) => gates.length === 0)) return [...trips]
  const lanes = new Map<Leg, number>()
  for (const { id, gates } of pause.corridors) {
    for (const gate of gates) {
      const services = trips
        .flatMap(({ legs }) => legs.filter((leg) => leg.gate === gate.id && leg.corridor === id))
        .sort((a, b) => a.from - b.from)
        .map((leg): Service => ({ leg, lane: 0 }))
      const held = walking
        .filter(({ corridor }) => corridor === id)
        .flatMap((walk) => walk.gates.filter((each) => each.gate === gate.id))
      const isFree = (lane: number, { from, until }: Leg, before: readonly Service[]) =>
        before.every((other) => other.lane !== lane || other.leg.until <= from || until <= other.leg.from) &&
        held.every((other) => !other.lanes.includes(lane) || other.until <= from || until <= other.from)
      const place = (index: number): boolean => {
        const service = services[index]
        if (service === undefined) return true
        for (let lane = 0; lane < gate.lanes; lane++) {
          service.lane = lane
          if (isFree(lane, service.leg, services.slice(0, index)) && place(index + 1)) return true
        }
        service.lane = 0
        return false
      }
      place(0)
      for (const { leg, lane } of services) lanes.set(leg, lane)
    }
  }
  return trips.map((trip) => ({
    ...trip,
    legs: trip.legs.map((leg) => (leg.kind === 'gate' ? { ...leg, lane: lanes.get(leg) ?? leg.lane } : leg)),
  }))
}

/**
 * On an alternating corridor, runs of passages of one direction. If any intervals are accepted these are: each run lies
 * within one interval of them, as between two of its passages there is none of the other direction.
 */
function directionsOf(pause: Pause, trips: readonly Trip[], walking: readonly Walk[]): Plan['directions'] {
  return pause.corridors
    .filter(({ direction }) => direction === 'alternating')
    .flatMap((corridor) => {
      const { id } = corridor
      const passages = [
        ...trips.flatMap(({ legs }) =>
          legs
            .filter(({ kind, corridor: way }) => way === id && kind !== 'gate')
            .map(({ kind, from, until }) => ({
              way: kind === 'corridor_in' ? ('in' as const) : ('out' as const),
              from,
              until,
            })),
        ),
        ...walking
          .filter((walk) => walk.corridor === id)
          .map((walk) => ({ way: 'out' as const, from: walk.from, until: lastOut(pause, corridor, walk) })),
        ...carsOn(pause, corridor).map((car) => ({ way: 'out' as const, ...car })),
      ].sort((a, b) => a.from - b.from || a.until - b.until)
      const runs: { corridor: string; direction: 'in' | 'out'; from: Instant; until: Instant }[] = []
      for (const { way, from, until } of passages) {
        const last = runs.at(-1)
        if (last?.direction === way) last.until = Math.max(last.until, until) as Instant
        else runs.push({ corridor: id, direction: way, from, until })
      }
      return runs
    })
}

/** On a corridor without gates, as those that alternate and are walked are here. */
function lastOut(pause: Pause, { travel }: Corridor, { until }: Walk): Instant {
  return (until + (valueAt(travel, localSecondsOfDay(until, pause.time_zone)).on_foot ?? 0)) as Instant
}

/** Private cars on a corridor without gates, as those that alternate are here. */
function carsOn(pause: Pause, corridor: Corridor): { readonly from: Instant; readonly until: Instant }[] {
  const flow = corridor.private_cars
  const cars: { from: Instant; until: Instant }[] = []
  if (flow === undefined || flow.vehicles === 0) return cars
  for (const { open, close } of pause.terms.windows) {
    const opens = Math.max(open, corridor.opens.earliest ?? open)
    for (let car = 0; ; car++) {
      const from = (opens + Math.floor((car * flow.per) / flow.vehicles)) as Instant
      const travel = valueAt(corridor.travel, localSecondsOfDay(from, pause.time_zone)).car
      if (travel === undefined || from + travel > close - pause.terms.clear.buffer) break
      cars.push({ from, until: (from + travel) as Instant })
    }
  }
  return cars
}
