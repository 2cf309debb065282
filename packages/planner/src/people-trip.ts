// A trip that brings people out: from one pick-up to one destination.

import type { Leg } from '@treve/model'
import { fits, noPlaces, type PlaceCounts, placeCounts, plus, unitsThatFit } from './places.ts'
import { handlingSeconds, type PeopleJob, type PlannedGroup } from './problem.ts'
import { configurationsOf, isWithinShift, leg, passageLegs, type ScheduledTrip, wayIn, wayOut } from './trip.ts'
import type { World } from './world.ts'

/** The earliest such trip of the vehicle, with the best load by priority; undefined where there is none. */
export function schedulePeopleTrip(world: World, vehicle: number, job: PeopleJob): ScheduledTrip | undefined {
  const { problem } = world
  const state = world.vehicles[vehicle]
  const fleet = problem.vehicles[vehicle]?.fleet
  if (state === undefined || fleet === undefined || !fleet.carries.includes(job.movement)) return undefined
  for (let index = 0; index < problem.windows.length; index++) {
    const window = problem.windows[index]
    if (window === undefined || state.free >= window.clearBy) continue
    const way = wayIn(world, vehicle, state.place, state.free, job.pickUp, window, [job.movement])
    if (way === undefined) continue
    const loadable = firstLoad(world, vehicle, job, way.arrival)
    if (loadable === undefined || loadable.at >= window.clearBy) continue
    const { configuration, people } = loadable
    const boarding = handlingSeconds(fleet.board, fleet.doors, people)
    const out = wayOut(
      world,
      vehicle,
      job.pickUp,
      loadable.at + boarding,
      job.destination,
      window,
      [job.movement],
      way.passage,
    )
    if (out === undefined) continue
    const arrival = takeIn(world, vehicle, job, people, out.arrival)
    if (arrival === undefined) continue
    const departure = problem.times.departure(
      fleet.kind,
      state.place,
      way.passage.corridor.outside,
      way.passage.entry,
      state.free,
    )
    if (!isWithinShift(world, vehicle, index, departure, arrival.end)) continue
    // People wait at the pick-up rather than aboard: they board as late as the reserved exit allows.
    const boardAt =
      problem.times.departure(
        fleet.kind,
        job.pickUp,
        out.passage.corridor.inside,
        out.passage.entry,
        loadable.at + boarding,
      ) - boarding
    const legs: Leg[] = [
      leg('depart', departure, departure, { place: state.place }),
      ...passageLegs(way.passage),
      leg('load', boardAt, boardAt + boarding, { place: job.pickUp, people: countsOf(people) }),
      ...passageLegs(out.passage),
      ...arrival.legs,
    ]
    return {
      vehicle,
      window: index,
      configuration,
      inward: way.passage,
      outward: out.passage,
      movements: [job.movement],
      departure,
      legs,
      endPlace: job.destination,
      end: arrival.end,
      load: { kind: 'people', job, people, unloads: arrival.unloads },
    }
  }
  return undefined
}

/** The best load there is on arrival, or, if nobody has come yet, when somebody has. */
function firstLoad(
  world: World,
  vehicle: number,
  job: PeopleJob,
  arrival: number,
): { at: number; configuration: number; people: Map<PlannedGroup, number> } | undefined {
  const moments = [
    arrival,
    ...new Set(job.groups.flatMap((planned) => planned.ready.map((each) => each.at)).filter((at) => at > arrival)),
  ].sort((a, b) => a - b)
  for (const at of moments) {
    const best = bestLoad(world, vehicle, job, at)
    if (best !== undefined) return { at, ...best }
  }
  return undefined
}

/** Over the configurations, the load that is best by priority, the most urgent first. */
function bestLoad(
  world: World,
  vehicle: number,
  job: PeopleJob,
  at: number,
): { configuration: number; people: Map<PlannedGroup, number> } | undefined {
  let best: { configuration: number; people: Map<PlannedGroup, number>; tiers: number[] } | undefined
  const configurations = configurationsOf(world.problem, vehicle)
  for (let index = 0; index < configurations.length; index++) {
    const offered = placeCounts(configurations[index] ?? {})
    const people = fill(world, job, at, offered)
    if (people.size === 0) continue
    const tiers = [0, 0, 0, 0]
    for (const [planned, count] of people) tiers[planned.tier] = (tiers[planned.tier] ?? 0) + count
    if (best === undefined || firstDifference(tiers, best.tiers) > 0) best = { configuration: index, people, tiers }
  }
  return best
}

function fill(world: World, job: PeopleJob, at: number, offered: PlaceCounts): Map<PlannedGroup, number> {
  const people = new Map<PlannedGroup, number>()
  const destination = world.destination(job.destination)
  let taken = noPlaces
  let bedsTaken = destination.bedsTaken
  let placesLeft = destination.placesLeft
  for (const planned of job.groups) {
    const persons = 1 + planned.group.companions
    const room = Math.min(
      unitsThatFit(planned.unit, taken, offered),
      destination.beds === undefined
        ? Number.POSITIVE_INFINITY
        : unitsThatFit(planned.bed, bedsTaken, destination.beds),
      Math.floor(placesLeft / persons),
      world.presentBy(planned, at),
    )
    const count = wholeGroups(world, planned, room)
    if (count === 0) continue
    people.set(planned, count)
    taken = plus(taken, planned.unit, count)
    bedsTaken = plus(bedsTaken, planned.bed, count)
    placesLeft -= count * persons
  }
  return fits(taken, offered) ? people : new Map()
}

/** Most people up to `room` that keep groups whole: a multiple of the size, once with the remainder. */
export function wholeGroups(world: World, planned: PlannedGroup, room: number): number {
  const size = planned.group.group_size
  const remainder = planned.group.count.best % size
  const multiple = Math.floor(room / size) * size
  if (remainder === 0 || world.isRemainderGone[planned.index] === true) return multiple
  const withRemainder = room < remainder ? 0 : Math.floor((room - remainder) / size) * size + remainder
  return Math.max(multiple, withRemainder)
}

interface TakenIn {
  readonly legs: readonly Leg[]
  readonly end: number
  readonly unloads: readonly { readonly at: number; readonly persons: number }[]
}

/** Unloading at the rate of intake: at once where a bin takes all, else in several legs, bin by bin. */
function takeIn(
  world: World,
  vehicle: number,
  job: PeopleJob,
  people: ReadonlyMap<PlannedGroup, number>,
  arrival: number,
): TakenIn | undefined {
  const fleet = world.problem.vehicles[vehicle]?.fleet
  if (fleet === undefined) return undefined
  const { intake, intakeRate } = world.destination(job.destination)
  const legs: Leg[] = []
  const unloads: { at: number; persons: number }[] = []
  const left = new Map(people)
  let at = arrival
  const mostBins = 10_000
  for (let bins = 0; bins < mostBins && left.size > 0; bins++) {
    const persons = personsOf(left)
    const room =
      intake === undefined
        ? Number.POSITIVE_INFINITY
        : Math.min(intake.room(at) - takenAlready(intake, unloads, at), intakeRate)
    const isWorthWaiting = room < persons && room < intakeRate
    const portion = isWorthWaiting ? new Map<PlannedGroup, number>() : portionOf(left, room)
    if (portion.size === 0) {
      if (intake === undefined || intakeRate === 0) return undefined
      at = intake.nextBin(at)
      continue
    }
    const seconds = handlingSeconds(fleet.alight, fleet.doors, portion)
    legs.push(leg('unload', at, at + seconds, { place: job.destination, people: countsOf(portion) }))
    unloads.push({ at, persons: personsOf(portion) })
    for (const [planned, count] of portion) {
      const rest = (left.get(planned) ?? 0) - count
      if (rest > 0) left.set(planned, rest)
      else left.delete(planned)
    }
    at += seconds
  }
  return left.size > 0 ? undefined : { legs, end: at, unloads }
}

function takenAlready(
  intake: { isSameBin(one: number, other: number): boolean },
  unloads: readonly { at: number; persons: number }[],
  at: number,
): number {
  return unloads.reduce((sum, unload) => sum + (intake.isSameBin(unload.at, at) ? unload.persons : 0), 0)
}

function portionOf(left: ReadonlyMap<PlannedGroup, number>, room: number): Map<PlannedGroup, number> {
  const portion = new Map<PlannedGroup, number>()
  let rest = room
  for (const [planned, count] of left) {
    const persons = 1 + planned.group.companions
    const now = Math.min(count, Math.floor(rest / persons))
    if (now > 0) portion.set(planned, now)
    rest -= now * persons
  }
  return portion
}

function personsOf(people: ReadonlyMap<PlannedGroup, number>): number {
  let sum = 0
  for (const [{ group }, count] of people) sum += count * (1 + group.companions)
  return sum
}

function countsOf(people: ReadonlyMap<PlannedGroup, number>): Record<string, number> {
  return Object.fromEntries([...people].map(([{ group }, count]) => [group.id, count]))
}

export function firstDifference(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
