// The plan in force: a new plan begins from it, and of two that serve alike the one that changes fewer orders is better.

import type { Trip } from '@treve/model'
import { aidTripBy } from './aid-trip.ts'
import { earliestPassage, isWithinShift, mayPass, opening, type Passing } from './passage.ts'
import {
  departureFor,
  hasRoomFor,
  holding,
  type Load,
  peopleTrip,
  readyBy,
  takeIn,
  wholeGroups,
} from './people-trip.ts'
import { handlingSeconds, type PeopleJob, type PlannedGroup, type PlannedWindow, type Problem } from './problem.ts'
import type { Passage, PlannedTrip } from './trip.ts'
import type { World } from './world.ts'

/** What a crew is told of a trip, as far as a change of it is a change of the order. */
export interface Order {
  readonly inCorridor: string | undefined
  readonly entry: number
  readonly stop: string | undefined
  readonly outCorridor: string | undefined
  readonly exit: number
  readonly end: string | undefined
}

export interface InForce {
  /** In order of their first passage; without those that stand anyway. */
  readonly trips: readonly Trip[]
  /** By vehicle index. */
  readonly orders: ReadonlyMap<number, readonly Order[]>
}

/** An order whose times move by no more than this is the same order. */
export const sameOrderSeconds = 300

export function inForceOf(problem: Problem, trips: readonly Trip[]): InForce {
  const standing = new Set(problem.pause.rules.committed.map(({ id }) => id))
  const left = trips
    .filter(({ id }) => !standing.has(id))
    .sort((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0))
  const orders = new Map<number, Order[]>()
  for (const trip of left) {
    const vehicle = problem.vehicleById.get(trip.vehicle)
    if (vehicle !== undefined) orders.set(vehicle, [...(orders.get(vehicle) ?? []), orderOf(trip.legs)])
  }
  return { trips: left, orders }
}

function orderOf(legs: Trip['legs']): Order {
  const inward = legs.find(({ kind }) => kind === 'corridor_in')
  const outward = legs.findLast(({ kind }) => kind === 'corridor_out')
  const from = inward === undefined ? -1 : legs.indexOf(inward)
  const until = outward === undefined ? legs.length : legs.indexOf(outward)
  return {
    inCorridor: inward?.corridor ?? undefined,
    entry: inward?.from ?? 0,
    stop: legs.slice(from + 1, until).find(({ kind }) => kind === 'load' || kind === 'unload')?.place ?? undefined,
    outCorridor: outward?.corridor ?? undefined,
    exit: outward?.from ?? 0,
    end: legs.at(-1)?.place ?? undefined,
  }
}

/** How many vehicles have other orders than those in force, among trips that do not stand anyway. */
export function changedOrders(inForce: InForce, world: World): number {
  let changed = 0
  for (const vehicle of world.problem.vehicles.keys()) {
    const had = inForce.orders.get(vehicle) ?? []
    const has = world.tripsOf(vehicle).filter(({ committedId }) => committedId === undefined)
    if (had.length !== has.length || !has.every((trip, at) => isSame(knownOrder(trip), had[at]))) changed += 1
  }
  return changed
}

// A cache of a pure function of the trip.
const ordersKnown = new WeakMap<PlannedTrip, Order>()

function knownOrder(trip: PlannedTrip): Order {
  const known = ordersKnown.get(trip) ?? orderOf(trip.legs)
  ordersKnown.set(trip, known)
  return known
}

function isSame(a: Order, b: Order | undefined): boolean {
  return (
    b !== undefined &&
    a.inCorridor === b.inCorridor &&
    a.stop === b.stop &&
    a.outCorridor === b.outCorridor &&
    a.end === b.end &&
    Math.abs(a.entry - b.entry) <= sameOrderSeconds &&
    Math.abs(a.exit - b.exit) <= sameOrderSeconds
  )
}

/** Lays the trips in force again, one after another, by the same ways and no earlier; what no longer goes is left out. */
export function layAgain(world: World, { trips }: InForce): void {
  for (const trip of trips) {
    const again = laidAgain(world, trip)
    if (again !== undefined) world.commit(again)
  }
}

function laidAgain(world: World, trip: Trip): PlannedTrip | undefined {
  const { problem } = world
  const vehicle = problem.vehicleById.get(trip.vehicle)
  if (vehicle === undefined || trip.convoy !== null || trip.escort_of !== null) return undefined
  const { entry } = orderOf(trip.legs)
  const index = problem.windows.findLastIndex(({ open }) => open <= entry)
  const window = problem.windows[index]
  if (window === undefined || world.whereabouts(vehicle).free >= window.clearBy) return undefined
  return trip.legs.some(({ aid }) => Object.keys(aid).length > 0)
    ? aidAgain(world, trip, vehicle, index)
    : peopleAgain(world, trip, vehicle, index, window)
}

function aidAgain(world: World, trip: Trip, vehicle: number, window: number): PlannedTrip | undefined {
  const { inCorridor, entry, stop, outCorridor, exit } = orderOf(trip.legs)
  const warehouse = trip.legs.find(({ kind }) => kind === 'load')?.place
  const job = world.problem.aidJobs.find((each) => each.warehouse === warehouse && each.drop.place.id === stop)
  const indexOf = (id: string | undefined) => world.problem.corridors.findIndex((corridor) => corridor.id === id)
  const corridor = indexOf(inCorridor)
  if (job === undefined || corridor === -1) return undefined
  const way = { window, corridor, notBefore: entry, limitGrams: gramsLoaded(world, trip) }
  return aidTripBy(world, vehicle, job, { ...way, out: { corridor: indexOf(outCorridor), entry: exit } })
}

/** No more than it was told to load: a fuller truck unloads longer, and takes the slots of others. */
function gramsLoaded({ problem }: World, trip: Trip): number {
  let grams = 0
  for (const { kind, aid } of trip.legs) {
    if (kind !== 'load') continue
    for (const { consignment, item } of problem.items) grams += (aid[consignment.id]?.[item.id] ?? 0) * item.mass
  }
  return grams
}

function peopleAgain(
  world: World,
  trip: Trip,
  vehicle: number,
  index: number,
  window: PlannedWindow,
): PlannedTrip | undefined {
  const { problem } = world
  const fleet = problem.vehicles[vehicle]?.fleet
  const { inCorridor, entry, outCorridor, exit, end } = orderOf(trip.legs)
  const loading = trip.legs.filter(({ kind }) => kind === 'load')
  if (fleet === undefined || end === undefined || trip.configuration === null || loading.length > 2) return undefined
  const [first, last] = [boardedAgain(world, loading[0], end), boardedAgain(world, loading.at(-1), end)]
  if (first === undefined || last === undefined || first.job.movement !== last.job.movement) return undefined
  const { job } = last
  const { place, free } = world.whereabouts(vehicle)
  const passing: Passing = { kind: fleet.kind, movements: [job.movement], isLoaded: false }
  const inward = passageBy(world, inCorridor, 'in', passing, { from: place, ready: free, notBefore: entry, window })
  const inside = problem.corridors[inward?.corridor ?? -1]?.inside
  if (inward === undefined || inside === undefined) return undefined
  const configuration = trip.configuration
  const stopAt = (from: string, leaves: number, { job: here, people }: BoardedAgain) => {
    const arrival = problem.times.arrival(fleet.kind, from, here.pickUp, leaves)
    if (arrival === undefined) return undefined
    const at = Math.max(arrival, ...[...people].map(([planned, count]) => readyBy(world, planned, count)))
    const load: Load = { at, configuration, people }
    return { job: here, load, boarded: at + handlingSeconds(fleet.board, fleet.doors, people) }
  }
  const before = loading.length === 2 ? stopAt(inside, inward.exit, first) : undefined
  if (loading.length === 2 && before === undefined) return undefined
  const made =
    before === undefined ? stopAt(inside, inward.exit, last) : stopAt(before.job.pickUp, before.boarded, last)
  if (made === undefined) return undefined
  const { load, boarded } = made
  const all = new Map([...(before?.load.people ?? []), ...load.people])
  const loaded: Passing = { ...passing, isLoaded: true }
  const outward = holding(world, vehicle, index, inward, () =>
    passageBy(world, outCorridor, 'out', loaded, { from: job.pickUp, ready: boarded, notBefore: exit, window }),
  )
  const outside = problem.corridors[outward?.corridor ?? -1]?.outside
  if (outward === undefined || outside === undefined || outward.exit > window.clearBy) return undefined
  const home = problem.times.arrival(fleet.kind, outside, end, outward.exit)
  const taken = home === undefined ? undefined : takeIn(world, vehicle, job, all, home)
  if (taken === undefined || !hasRoomFor(world, all, end)) return undefined
  const departure = departureFor(world, vehicle, inward)
  if (!isWithinShift(world, vehicle, index, departure, taken.end)) return undefined
  const round = { window: index, load, boarded, inward, outward, taken, departure }
  return peopleTrip(world, vehicle, job, before === undefined ? round : { ...round, before })
}

interface BoardedAgain {
  readonly job: PeopleJob
  readonly people: ReadonlyMap<PlannedGroup, number>
}

/** Who boards at a stop again, of those who still wait; a load in the clinicians' order is planned anew. */
function boardedAgain(world: World, loading: Trip['legs'][number] | undefined, end: string): BoardedAgain | undefined {
  const { problem } = world
  const people = new Map<PlannedGroup, number>()
  for (const [id, count] of Object.entries(loading?.people ?? {})) {
    const planned = problem.groupById.get(id)
    if (planned === undefined || planned.group.rank !== undefined) return undefined
    const left = wholeGroups(world, planned, Math.min(count, world.waiting[planned.index] ?? 0))
    if (left > 0) people.set(planned, left)
  }
  const movements = new Set([...people.keys()].map(({ group }) => group.movement))
  const job = problem.peopleJobs.find(
    (each) => each.pickUp === loading?.place && each.destination === end && movements.has(each.movement),
  )
  return job === undefined || movements.size !== 1 ? undefined : { job, people }
}

function passageBy(
  world: World,
  id: string | undefined,
  direction: 'in' | 'out',
  passing: Passing,
  {
    from,
    ready,
    notBefore,
    window,
  }: { readonly from: string; readonly ready: number; readonly notBefore: number; readonly window: PlannedWindow },
): Passage | undefined {
  const { problem } = world
  const index = problem.corridors.findIndex((corridor) => corridor.id === id)
  const corridor = problem.corridors[index]
  if (corridor === undefined || !mayPass(problem, index, direction, passing)) return undefined
  const mouth = direction === 'in' ? corridor.outside : corridor.inside
  const atMouth = problem.times.arrival(passing.kind, from, mouth, ready)
  if (atMouth === undefined) return undefined
  const earliest = Math.max(atMouth, notBefore, opening(problem, index, window))
  const until = direction === 'in' ? Math.min(window.close, window.clearBy) : window.clearBy
  return earliestPassage(world, index, direction, passing, earliest, until)
}
