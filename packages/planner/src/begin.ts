// A plan that is there already, laid as it stands, to the second: under terms that take nothing away every trip and walk
// of it is still possible, so that a search which begins from it never ends with less.

import type { Plan, Trip } from '@treve/model'
import { complete } from './construct.ts'
import { journeyOf, tripOf } from './continuing.ts'
import { type InForce, inForceOf, layAgain } from './in-force.ts'
import { compare } from './objective.ts'
import type { Problem } from './problem.ts'
import { scoreNow, startWorld } from './search.ts'
import type { BayUse, Convoy, PlannedTrip } from './trip.ts'
import { walkAgain } from './walking.ts'
import { World } from './world.ts'

export type StandingPlan = Pick<Plan, 'trips' | 'walking'>

/**
 * The better of two beginnings, each filled with what else fits: the plan as it stands, which alone guarantees that
 * nothing is lost; and the same trips by the same ways, each as early as it may now be.
 */
export function bestBeginning(problem: Problem, plan: StandingPlan): World {
  const standing = completed(asItStands(problem, plan))
  const early = completed(asEarlyAsMayBe(problem, plan))
  const isBetter = compare(scoreNow(early).score, scoreNow(standing).score) > 0
  return isBetter && early.isReciprocityKept() && early.isEveryRankKept() ? early : standing
}

function completed(world: World): World {
  complete(world)
  world.forget()
  return world
}

export function asItStands(problem: Problem, plan: StandingPlan): World {
  const gone = new Set<Trip>()
  for (;;) {
    const world = startWorld(problem, [])
    const standing = new Set(world.trips().map(({ committedId }) => committedId))
    const trips = possible(
      problem,
      plan.trips.filter(({ id }) => !standing.has(id)),
      gone,
    )
    const convoys = new Map<string, Convoy>()
    const laidOut = trips.flatMap((trip) => {
      const planned = laid(world, trip, convoys)
      return planned === undefined ? [] : [{ trip, planned }]
    })
    const before = gone.size
    for (const { trip, planned } of withBays(world, laidOut)) {
      // Cars that come by themselves may have taken its slot: more of them come where a window is longer.
      if (fits(world, planned)) world.commit(planned)
      else gone.add(trip)
    }
    if (gone.size > before) continue
    walkAllAgain(world, plan)
    world.forget()
    // What one of them waited for may be what no longer goes.
    return world.isReciprocityKept() ? world : startWorld(problem, [])
  }
}

/** All of a plan where it says, also who was inside or promised already: a plan made anew from there might bring them otherwise. */
export function exactlyAsItStands(problem: Problem, plan: StandingPlan): World {
  const world = new World(problem)
  const convoys = new Map<string, Convoy>()
  const onCorridor = new Set(problem.pause.rules.state?.vehicles.flatMap(({ id, corridor }) => (corridor ? [id] : [])))
  const begun = new Set<string>()
  for (const trip of [...plan.trips].sort((a, b) => startOf(a) - startOf(b))) {
    const planned = laid(world, trip, convoys)
    // Who is told on a corridor entered it before: it takes no slot now.
    const isUnderWay = onCorridor.has(trip.vehicle) && !begun.has(trip.vehicle)
    begun.add(trip.vehicle)
    if (planned === undefined) continue
    const [first, ...others] = planned.passages
    const passages =
      first === undefined || !isUnderWay ? planned.passages : [{ ...first, isUnderWay: true as const }, ...others]
    world.commit({ ...planned, passages })
  }
  walkAllAgain(world, plan)
  world.forget()
  return world
}

function walkAllAgain(world: World, plan: StandingPlan): void {
  const { problem } = world
  for (const walk of plan.walking) {
    const group = problem.groupById.get(walk.group)
    const corridor = problem.corridors.findIndex(({ id }) => id === walk.corridor)
    const again = group === undefined ? undefined : walkAgain(world, group, corridor, walk)
    if (again !== undefined) world.commit(again)
  }
}

/** Whether all that a trip passes is free when it passes. */
function fits(world: World, { passages }: PlannedTrip): boolean {
  return passages.every(
    ({ corridor, direction, entry, exit, services }) =>
      (world.slotsAt(corridor, direction, entry)?.room(entry) ?? 1) >= 1 &&
      world.turnsOf(corridor)?.blockedUntil(direction, entry, exit) === undefined &&
      services.every(
        ({ gate, lane, start, end }) =>
          (world.lanesOf(corridor, gate)?.earliestOn(lane, start, end - start) ?? start) === start,
      ),
  )
}

/** Those that end in time, of each day up to the first that is gone; a convoy goes whole or not at all. */
function possible(problem: Problem, trips: readonly Trip[], excluded: ReadonlySet<Trip>): Trip[] {
  const inOrder = [...trips].sort((a, b) => startOf(a) - startOf(b))
  const gone = new Set(inOrder.filter((trip) => excluded.has(trip) || !isInTime(problem, trip)))
  for (let isGrowing = true; isGrowing; ) {
    const before = gone.size
    const vehicles = new Set<string>()
    const convoys = new Set([...gone].flatMap(convoyOf))
    for (const trip of inOrder) {
      if (vehicles.has(trip.vehicle) || convoyOf(trip).some((name) => convoys.has(name))) gone.add(trip)
      if (gone.has(trip)) vehicles.add(trip.vehicle)
    }
    isGrowing = gone.size > before
  }
  return inOrder.filter((trip) => !gone.has(trip))
}

function convoyOf({ convoy, escort_of }: Trip): string[] {
  const name = convoy ?? escort_of
  return name === null ? [] : [name]
}

function startOf({ legs }: Trip): number {
  return legs[0]?.from ?? 0
}

function isInTime(problem: Problem, { vehicle, legs }: Trip): boolean {
  const passages = legs.filter(({ kind }) => kind === 'corridor_in' || kind === 'corridor_out')
  const entry = passages[0]?.from ?? 0
  const window = problem.windows.findLast(({ open }) => open <= entry)
  return (
    window !== undefined &&
    problem.vehicleById.has(vehicle) &&
    passages.every(({ until }) => until <= window.clearBy) &&
    passages.every(({ corridor }) => problem.corridors.some(({ id }) => id === corridor))
  )
}

function laid(world: World, trip: Trip, convoys: Map<string, Convoy>): PlannedTrip | undefined {
  const { problem } = world
  const vehicle = problem.vehicleById.get(trip.vehicle)
  if (vehicle === undefined) return undefined
  const planned = { ...tripOf(journeyOf(world, vehicle, trip.legs)), configuration: trip.configuration }
  const [name] = convoyOf(trip)
  if (name === undefined) return planned
  const known = convoys.get(name) ?? { corridor: convoyCorridor(problem, planned) }
  convoys.set(name, known)
  return { ...planned, convoy: known, ...(trip.escort_of === null ? {} : { isEscort: true as const }) }
}

function convoyCorridor(problem: Problem, { passages }: PlannedTrip): number {
  const ruled = passages.find(({ corridor }) => (problem.convoys[corridor] ?? []).length > 0)
  return ruled?.corridor ?? passages[0]?.corridor ?? 0
}

interface Laid {
  readonly trip: Trip
  readonly planned: PlannedTrip
}

/** A plan does not say which bay: taken in the order of time, one that is free is always found. */
function withBays(world: World, laidOut: readonly Laid[]): Laid[] {
  const uses = laidOut.flatMap(({ trip }, index) =>
    trip.legs.flatMap(({ kind, place, aid, from, until }) => {
      if ((kind !== 'load' && kind !== 'unload') || place === null || Object.keys(aid).length === 0) return []
      const bays = problemBays(world, place, kind)
      return bays === 0 || until === from ? [] : [{ index, place, activity: kind, from, until, bays }]
    }),
  )
  const free = new Map<string, number[]>()
  const handlings = laidOut.map((): BayUse[] => [])
  for (const { index, place, activity, from, until, bays } of uses.sort((a, b) => a.from - b.from)) {
    const key = `${activity} ${place}`
    const lanes = free.get(key) ?? new Array<number>(bays).fill(Number.NEGATIVE_INFINITY)
    free.set(key, lanes)
    const lane = lanes.findIndex((until) => until <= from)
    if (lane === -1) continue
    lanes[lane] = until
    handlings[index]?.push({ place, activity, lane, start: from, seconds: until - from })
  }
  return laidOut.map(({ trip, planned }, index) => ({
    trip,
    planned: { ...planned, handlings: handlings[index] ?? [] },
  }))
}

function problemBays({ problem }: World, place: string, activity: 'load' | 'unload'): number {
  return problem.placeById.get(place)?.[activity]?.bays ?? 0
}

/** The trips again, in their order and by their ways, none of which waits for an hour that was only the old terms'. */
function asEarlyAsMayBe(problem: Problem, plan: StandingPlan): World {
  const world = startWorld(problem, [])
  layAgain(world, unhurried(problem, inForceOf(problem, plan.trips)))
  world.forget()
  return world
}

function unhurried(problem: Problem, inForce: InForce): InForce {
  const early = (trip: Trip): Trip => {
    const entry = trip.legs.find(({ kind }) => kind === 'corridor_in')?.from ?? startOf(trip)
    const open = problem.windows.findLast((window) => window.open <= entry)?.open
    if (open === undefined) return trip
    return {
      ...trip,
      legs: trip.legs.map((leg) =>
        leg.kind === 'corridor_in' || leg.kind === 'corridor_out' ? { ...leg, from: open as typeof leg.from } : leg,
      ),
    }
  }
  return { ...inForce, trips: inForce.trips.map(early) }
}
