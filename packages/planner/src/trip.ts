// One trip: a way in, a stop, a way out, a destination. Scheduling reserves nothing; committing does.

import type { Configuration, Leg, Use } from '@treve/model'
import type { AidJob, PeopleJob, PlannedGroup, PlannedItem, PlannedWindow, Problem } from './problem.ts'
import type { Passage, World } from './world.ts'

export interface ScheduledTrip {
  readonly vehicle: number
  readonly window: number
  readonly configuration: number
  readonly inward: Passage
  readonly outward: Passage
  readonly movements: readonly Use[]
  readonly departure: number
  readonly legs: readonly Leg[]
  /** Where and when the vehicle is free again. */
  readonly endPlace: string
  readonly end: number
  readonly load: PeopleLoad | AidLoad
}

export interface PeopleLoad {
  readonly kind: 'people'
  readonly job: PeopleJob
  readonly people: ReadonlyMap<PlannedGroup, number>
  readonly unloads: readonly { readonly at: number; readonly persons: number }[]
}

export interface AidLoad {
  readonly kind: 'aid'
  readonly job: AidJob
  readonly pieces: ReadonlyMap<PlannedItem, number>
  readonly grams: number
  readonly loading: { readonly lane: number; readonly start: number; readonly seconds: number } | undefined
  readonly unloading: { readonly lane: number; readonly start: number; readonly seconds: number } | undefined
}

/** The way in and the way out that a stop allows, found one after the other. */
export interface WayIn {
  readonly passage: Passage
  readonly corridorIndex: number
  readonly arrival: number
}

/** Earliest arrival at a stop in the zone, over all corridors. */
export function wayIn(
  world: World,
  vehicle: number,
  from: string,
  ready: number,
  stop: string,
  window: PlannedWindow,
  movements: readonly Use[],
): WayIn | undefined {
  const { problem } = world
  const kind = problem.vehicles[vehicle]?.fleet.kind
  if (kind === undefined) return undefined
  let best: WayIn | undefined
  for (let index = 0; index < problem.corridors.length; index++) {
    const corridor = problem.corridors[index]
    if (
      corridor === undefined ||
      corridor.direction === 'out' ||
      !movements.every((movement) => corridor.uses.includes(movement))
    )
      continue
    const atMouth = problem.times.arrival(kind, from, corridor.outside, ready)
    if (atMouth === undefined) continue
    const open = Math.max(window.open, corridor.opens.earliest ?? window.open)
    const until = Math.min(window.close, window.clearBy, best?.arrival ?? Number.POSITIVE_INFINITY)
    const passage = world.earliestPassage(index, 'in', kind, movements, Math.max(atMouth, open), until)
    if (passage === undefined) continue
    const arrival = problem.times.arrival(kind, corridor.inside, stop, passage.exit)
    if (arrival !== undefined && (best === undefined || arrival < best.arrival))
      best = { passage, corridorIndex: index, arrival }
  }
  return best
}

export interface WayOut {
  readonly passage: Passage
  readonly corridorIndex: number
  /** At the destination, or at the outside mouth where there is none. */
  readonly arrival: number
}

/** Earliest arrival outside from a stop left at `ready`, out by `clearBy`. */
export function wayOut(
  world: World,
  vehicle: number,
  stop: string,
  ready: number,
  destination: string | undefined,
  window: PlannedWindow,
  movements: readonly Use[],
  inward: Passage,
): WayOut | undefined {
  const { problem } = world
  const kind = problem.vehicles[vehicle]?.fleet.kind
  if (kind === undefined) return undefined
  let best: WayOut | undefined
  for (let index = 0; index < problem.corridors.length; index++) {
    const corridor = problem.corridors[index]
    if (
      corridor === undefined ||
      corridor.direction === 'in' ||
      !movements.every((movement) => corridor.uses.includes(movement))
    )
      continue
    const atMouth = problem.times.arrival(kind, stop, corridor.inside, ready)
    if (atMouth === undefined) continue
    const open = Math.max(window.open, corridor.opens.earliest ?? window.open)
    const passage = world.earliestPassage(
      index,
      'out',
      kind,
      movements,
      Math.max(atMouth, open),
      window.clearBy,
      inward,
    )
    if (passage === undefined || passage.exit > window.clearBy) continue
    const arrival =
      destination === undefined
        ? passage.exit
        : problem.times.arrival(kind, corridor.outside, destination, passage.exit)
    if (arrival !== undefined && (best === undefined || arrival < best.arrival))
      best = { passage, corridorIndex: index, arrival }
  }
  return best
}

export function leg(
  kind: Leg['kind'],
  from: number,
  until: number,
  where: Partial<Pick<Leg, 'place' | 'corridor' | 'gate' | 'lane' | 'people' | 'aid'>>,
): Leg {
  // Instants are computed as plain seconds; here they become the plan's.
  return {
    kind,
    place: null,
    corridor: null,
    gate: null,
    lane: null,
    people: {},
    aid: {},
    ...where,
    from: from as Leg['from'],
    until: until as Leg['until'],
  }
}

export function passageLegs(passage: Passage): Leg[] {
  const { corridor, direction, entry, exit, services } = passage
  return [
    leg(direction === 'in' ? 'corridor_in' : 'corridor_out', entry, exit, { corridor: corridor.id }),
    ...services.map(({ gate, lane, start, end }) =>
      leg('gate', start, end, { corridor: corridor.id, gate: gate.id, lane }),
    ),
  ]
}

/** Whether the crew and the vehicle may work from the departure to the end of the trip. */
export function isWithinShift(world: World, vehicle: number, window: number, departure: number, end: number): boolean {
  const fleet = world.problem.vehicles[vehicle]?.fleet
  const state = world.vehicles[vehicle]
  if (fleet === undefined || state === undefined) return false
  if (fleet.available !== undefined && end > fleet.available[1]) return false
  const shiftStart = state.shift?.window === window ? state.shift.departure : departure
  return fleet.crew_hours === undefined || end - shiftStart <= fleet.crew_hours
}

export function commit(world: World, trip: ScheduledTrip): void {
  const vehicle = world.vehicles[trip.vehicle]
  if (vehicle === undefined) return
  const corridors = world.problem.corridors
  world.reservePassage(corridors.indexOf(trip.inward.corridor), trip.inward, trip.movements)
  world.reservePassage(corridors.indexOf(trip.outward.corridor), trip.outward, trip.movements)
  vehicle.place = trip.endPlace
  vehicle.free = trip.end
  vehicle.trips += 1
  if (vehicle.shift?.window !== trip.window) vehicle.shift = { window: trip.window, departure: trip.departure }
  if (trip.load.kind === 'people') commitPeople(world, trip.load)
  else commitAid(world, trip.load)
}

function commitPeople(world: World, { job, people, unloads }: PeopleLoad): void {
  const destination = world.destination(job.destination)
  for (const [planned, count] of people) {
    const { group, index, bed } = planned
    world.waiting[index] = (world.waiting[index] ?? 0) - count
    if (count % group.group_size !== 0) world.isRemainderGone[index] = true
    destination.bedsTaken = {
      stretcher: destination.bedsTaken.stretcher + bed.stretcher * count,
      wheelchair: destination.bedsTaken.wheelchair + bed.wheelchair * count,
      seated: destination.bedsTaken.seated + bed.seated * count,
    }
    destination.placesLeft -= count * (1 + group.companions)
  }
  for (const { at, persons } of unloads) destination.intake?.take(at, persons)
}

function commitAid(world: World, { job, pieces, grams, loading, unloading }: AidLoad): void {
  for (const [{ item }, count] of pieces) world.pieces.set(item, (world.pieces.get(item) ?? 0) - count)
  world.deliveredGrams[job.drop.index] = (world.deliveredGrams[job.drop.index] ?? 0) + grams
  if (loading !== undefined) world.baysOf(job.warehouse, 'load')?.reserve(loading.lane, loading.start, loading.seconds)
  if (unloading !== undefined)
    world.baysOf(job.drop.place.id, 'unload')?.reserve(unloading.lane, unloading.start, unloading.seconds)
}

export function configurationsOf(problem: Problem, vehicle: number): readonly Configuration[] {
  return problem.vehicles[vehicle]?.fleet.loads ?? []
}
