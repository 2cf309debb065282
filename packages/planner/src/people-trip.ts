// Trips that bring people out: in by one corridor, from one pick-up, out by one corridor, to one destination.

import type { Fleet, Leg, Movement } from '@treve/model'
import { firstAt, isWithinShift, laterWayIn, type Passing, passageLegs, waysIn, waysOut } from './passage.ts'
import { fits, noPlaces, type PlaceCounts, placeCounts, plus, unitsThatFit } from './places.ts'
import { handlingSeconds, type PeopleJob, type PlannedGroup, type Problem } from './problem.ts'
import { type Arrived, leg, type Passage, type PlannedTrip } from './trip.ts'
import type { World } from './world.ts'

export interface PeopleChoice {
  readonly trip: PlannedTrip
  /** People of the tier that is being served. */
  readonly gain: number
  /** Seconds of the vehicle's time that it takes. */
  readonly cost: number
}

/**
 * Of all trips that the vehicle could make next for a tier, the one that serves most for its time. `isPartAsked`: where no
 * full load would be out in time, as many as would be.
 */
export function bestPeopleTrip(
  world: World,
  vehicle: number,
  tier: number,
  isBetter: (gain: number, cost: number, best: PeopleChoice | undefined) => boolean,
  isPartAsked = false,
): PeopleChoice | undefined {
  const { problem } = world
  const fleet = problem.vehicles[vehicle]?.fleet
  if (fleet === undefined) return undefined
  const { place, free } = world.whereabouts(vehicle)
  let best: (PeopleChoice & { readonly build: () => PlannedTrip }) | undefined
  for (let index = 0; index < problem.windows.length; index++) {
    const window = problem.windows[index]
    if (window === undefined || free >= window.clearBy) continue
    for (const isPart of isPartAsked ? [false, true] : [false]) {
      if (best !== undefined) break
      for (const movement of movementsWaiting(world, tier)) {
        if (!fleet.carries.includes(movement)) continue
        const passing: Passing = { kind: fleet.kind, movements: [movement], isLoaded: false }
        const loaded: Passing = { ...passing, isLoaded: true }
        const ways = waysIn(world, passing, place, free, window)
        if (ways.length === 0) continue
        for (const [pickUp, jobs] of jobsByPickUp(world, movement)) {
          if (!jobs.some((job) => isWaiting(world, job, tier))) continue
          const way = firstAt(world, ways, fleet.kind, pickUp)
          if (way === undefined || way.arrival >= window.clearBy) continue
          const outByReady = new Map<number, Passage[]>()
          for (const job of jobs) {
            if (!isWaiting(world, job, tier)) continue
            const full = firstLoad(world, vehicle, job, way.arrival, { tier })
            if (full === undefined || full.at >= window.clearBy) continue
            // Where nobody else is there either, it goes in as early as it can: who comes is not missed for a delay on the way.
            const areOthersThere =
              full.at > way.arrival && firstLoad(world, vehicle, job, way.arrival, {})?.at === way.arrival
            const { passage: inward } = areOthersThere ? laterWayIn(world, passing, way, pickUp, full.at, window) : way
            const roundWith = (load: Load): PeopleRound | undefined => {
              const boarded = load.at + handlingSeconds(fleet.board, fleet.doors, load.people)
              let outs = inward === way.passage ? outByReady.get(boarded) : undefined
              if (outs === undefined) {
                outs = holding(world, vehicle, index, inward, () => waysOut(world, loaded, pickUp, boarded, window))
                if (inward === way.passage) outByReady.set(boarded, outs)
              }
              const out = firstHome(world, outs, fleet.kind, job.destination)
              if (out === undefined) return undefined
              const taken = takeIn(world, vehicle, job, load.people, out.arrival)
              if (taken === undefined) return undefined
              const departure = departureFor(world, vehicle, inward)
              if (!isWithinShift(world, vehicle, index, departure, taken.end)) return undefined
              return { window: index, load, boarded, inward, outward: out.passage, taken, departure }
            }
            const round = isPart ? largestPart(world, full, tier, roundWith) : roundWith(full)
            const gain = round === undefined ? 0 : gainOf(round.load.people, tier)
            if (round === undefined || gain === 0) continue
            // Time counts from the opening, not from before it: who starts near must not look slow.
            const cost = Math.max(1, round.taken.end - Math.max(free, window.open))
            if (!isBetter(gain, cost, best)) continue
            best = { gain, cost, trip: placeholder, build: () => peopleTrip(world, vehicle, job, round) }
          }
        }
      }
    }
    if (best !== undefined) return { ...best, trip: best.build() }
  }
  return undefined
}

/** The most of a load, the most urgent first and groups whole, with whom the round can still be made. */
function largestPart(
  world: World,
  full: Load,
  tier: number,
  roundWith: (load: Load) => PeopleRound | undefined,
): PeopleRound | undefined {
  const partOf = (persons: number): Load => {
    const people = new Map<PlannedGroup, number>()
    let left = persons
    for (const [planned, count] of full.people) {
      const some = wholeGroups(world, planned, Math.min(count, left))
      if (some > 0) people.set(planned, some)
      left -= some
    }
    return { ...full, people }
  }
  // The clinicians' order is of loads as they come: none is cut short there.
  if ([...full.people.keys()].some(({ group }) => group.rank !== undefined)) return undefined
  const first = [...full.people.keys()].find((planned) => planned.tier === tier)
  if (first === undefined) return undefined
  const ofFirst = unitOf(world, first)
  let enough = [...full.people].reduce((sum, [planned, count]) => (planned.tier < tier ? sum + count : sum), ofFirst)
  let best = roundWith(partOf(enough))
  let tooMany = [...full.people.values()].reduce((sum, count) => sum + count, 0)
  if (best === undefined) return undefined
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2)
    const round = roundWith(partOf(middle))
    if (round === undefined) tooMany = middle
    else {
      enough = middle
      best = round
    }
  }
  return best
}

/** The fewest of a group who may go in one load. */
function unitOf(world: World, planned: PlannedGroup): number {
  const { group, index } = planned
  const remainder = group.count.best % group.group_size
  return remainder === 0 || world.isRemainderGone[index] === true ? group.group_size : remainder
}

const placeholder: PlannedTrip = {
  kind: 'trip',
  vehicle: -1,
  window: 0,
  configuration: null,
  departure: 0,
  passages: [],
  legs: [],
  boarded: [],
  arrived: [],
  pieces: [],
  delivered: [],
  handlings: [],
  endPlace: '',
  end: 0,
}

export interface Load {
  readonly at: number
  readonly configuration: number
  readonly people: ReadonlyMap<PlannedGroup, number>
}

export interface PeopleRound {
  readonly window: number
  readonly load: Load
  /** When all have boarded. */
  readonly boarded: number
  /** A stop made before, with people for the same destination. */
  readonly before?: { readonly job: PeopleJob; readonly load: Load; readonly boarded: number }
  readonly inward: Passage | undefined
  readonly outward: Passage
  readonly taken: TakenIn
  readonly departure: number
}

/** The trip, with its legs. */
export function peopleTrip(world: World, vehicle: number, job: PeopleJob, round: PeopleRound): PlannedTrip {
  const { problem } = world
  const { load, boarded, before, inward, outward, taken, departure } = round
  const innerMouth = problem.corridors[outward.corridor]?.inside ?? job.pickUp
  const kind = problem.vehicles[vehicle]?.fleet.kind ?? 'bus'
  const boardAt = stopAt(problem, kind, { job, load, boarded }, innerMouth, outward.entry)
  const stops = [{ job, load, boardAt, seconds: boarded - load.at }]
  if (before !== undefined) {
    const earlierAt = stopAt(problem, kind, before, job.pickUp, boardAt)
    stops.unshift({ ...before, boardAt: earlierAt, seconds: before.boarded - before.load.at })
  }
  return {
    kind: 'trip',
    vehicle,
    window: round.window,
    configuration: load.configuration,
    departure,
    passages: inward === undefined ? [outward] : [inward, outward],
    legs: [
      leg('depart', departure, departure, { place: world.whereabouts(vehicle).place }),
      ...(inward === undefined ? [] : passageLegs(problem, inward)),
      ...stops.map((stop) =>
        leg('load', stop.boardAt, stop.boardAt + stop.seconds, {
          place: stop.job.pickUp,
          people: countsOf(stop.load.people),
        }),
      ),
      ...passageLegs(problem, outward),
      ...taken.legs,
    ],
    boarded: stops.flatMap((stop) =>
      [...stop.load.people].map(([group, count]) => ({ group, count, at: stop.boardAt })),
    ),
    arrived: taken.arrived.map((each) => ({ ...each, exit: outward.exit })),
    pieces: [],
    delivered: [],
    handlings: [],
    endPlace: job.destination,
    end: taken.end,
  }
}

/**
 * People wait at the pick-up rather than aboard: they board as late as what comes next allows; but where clinicians have
 * set an order, at once, so that nobody's turn depends on another vehicle's exit.
 */
function stopAt(
  problem: Problem,
  kind: Passing['kind'],
  { job, load, boarded }: { readonly job: PeopleJob; readonly load: Load; readonly boarded: number },
  next: string,
  nextAt: number,
): number {
  const isRanked = [...load.people.keys()].some(({ group }) => group.rank !== undefined)
  return isRanked ? load.at : boardingAt(problem, kind, job.pickUp, boarded, boarded - load.at, next, nextAt)
}

/** When boarding for so many seconds begins, at the latest for what comes next, where it may be over at `boarded`. */
export function boardingAt(
  { times }: Problem,
  kind: Passing['kind'],
  pickUp: string,
  boarded: number,
  seconds: number,
  next: string,
  nextAt: number,
): number {
  return times.departure(kind, pickUp, next, nextAt, boarded) - seconds
}

/** What an action finds while a way in is reserved: with it a vehicle must not meet itself on the way out. */
export function holding<T>(world: World, vehicle: number, window: number, passage: Passage, act: () => T): T {
  const corridor = world.problem.corridors[passage.corridor]
  const canMeetItself =
    corridor?.direction === 'alternating' || corridor?.capacity?.some(({ value }) => value.shared) === true
  if (!canMeetItself) return act()
  const mark = world.mark()
  world.commit({ ...placeholder, vehicle, window, departure: passage.entry, passages: [passage] })
  const result = act()
  world.rewind(mark)
  return result
}

export function departureFor(world: World, vehicle: number, inward: Passage): number {
  const { problem } = world
  const { place, free } = world.whereabouts(vehicle)
  const kind = problem.vehicles[vehicle]?.fleet.kind ?? 'bus'
  const mouth = problem.corridors[inward.corridor]?.outside ?? place
  return problem.times.departure(kind, place, mouth, inward.entry, free)
}

export function firstHome(world: World, ways: readonly Passage[], kind: Passing['kind'], destination: string) {
  let best: { readonly passage: Passage; readonly arrival: number } | undefined
  for (const passage of ways) {
    const outside = world.problem.corridors[passage.corridor]?.outside
    if (outside === undefined || (best !== undefined && passage.exit >= best.arrival)) continue
    const arrival = world.problem.times.arrival(kind, outside, destination, passage.exit)
    if (arrival !== undefined && (best === undefined || arrival < best.arrival)) best = { passage, arrival }
  }
  return best
}

function gainOf(people: ReadonlyMap<PlannedGroup, number>, tier: number): number {
  let gain = 0
  for (const [planned, count] of people) if (planned.tier === tier) gain += count
  return gain
}

export function isWaiting(world: World, job: PeopleJob, tier: number): boolean {
  return job.groups.some((planned) => planned.tier === tier && (world.waiting[planned.index] ?? 0) > 0)
}

export function movementsWaiting(world: World, tier: number): Movement[] {
  const found = new Set<Movement>()
  for (const { group, index, tier: own } of world.problem.groups)
    if (own === tier && (world.waiting[index] ?? 0) > 0) found.add(group.movement)
  return [...found]
}

export function jobsByPickUp({ problem }: World, movement: Movement): ReadonlyMap<string, readonly PeopleJob[]> {
  return jobsByPickUpOf(problem, movement)
}

export function jobsByPickUpOf({ peopleJobs }: Problem, movement: Movement): ReadonlyMap<string, readonly PeopleJob[]> {
  let byMovement = jobsKnown.get(peopleJobs)
  if (byMovement === undefined) {
    byMovement = new Map()
    for (const job of peopleJobs) {
      const byPickUp = byMovement.get(job.movement) ?? new Map<string, PeopleJob[]>()
      byMovement.set(job.movement, byPickUp)
      const jobs = byPickUp.get(job.pickUp) ?? []
      byPickUp.set(job.pickUp, jobs)
      jobs.push(job)
    }
    jobsKnown.set(peopleJobs, byMovement)
  }
  return byMovement.get(movement) ?? new Map()
}

// A cache of a pure function of the problem's jobs.
const jobsKnown = new WeakMap<readonly PeopleJob[], Map<Movement, Map<string, PeopleJob[]>>>()

/**
 * The best load there is on arrival, or, if nobody has come yet, when somebody has. `tier`: somebody of that level, for whom
 * others who are there already are not enough.
 */
export function firstLoad(
  world: World,
  vehicle: number,
  job: PeopleJob,
  arrival: number,
  { worth, tier }: { readonly worth?: Float64Array; readonly tier?: number },
): Load | undefined {
  const fleet = world.problem.vehicles[vehicle]?.fleet
  if (fleet === undefined) return undefined
  const isEnough = (people: ReadonlyMap<PlannedGroup, number>) => tier === undefined || gainOf(people, tier) > 0
  const now = bestLoadOf(world, fleet, job, arrival, worth)
  if (now !== undefined && isEnough(now.people)) return { at: arrival, ...now }
  const isRanked = job.groups.some(({ group }) => group.rank !== undefined)
  const moments = job.groups.flatMap((planned) =>
    tier === undefined || planned.tier === tier || isRanked ? planned.ready.map((each) => each.at) : [],
  )
  // Where an order is kept, whoever comes before in it may have to be waited for.
  if (isRanked) moments.push(...world.rankedMoments(job.pickUp))
  for (const at of [...new Set(moments)].filter((each) => each > arrival).sort((a, b) => a - b)) {
    const best = bestLoadOf(world, fleet, job, at, worth)
    if (best !== undefined && isEnough(best.people)) return { at, ...best }
  }
  return undefined
}

/**
 * Over the configurations, the load that is best by priority, the most urgent first; or, where it is told what one of each
 * group is worth, the one that is worth most.
 */
export function bestLoadOf(
  world: World,
  fleet: Fleet,
  job: PeopleJob,
  at: number,
  worth?: Float64Array,
): { configuration: number; people: ReadonlyMap<PlannedGroup, number> } | undefined {
  let best: { configuration: number; people: ReadonlyMap<PlannedGroup, number>; values: number[] } | undefined
  for (const { configuration, people } of loadsOf(world, fleet, job, at)) {
    const values = worth === undefined ? [0, 0, 0, 0] : [0]
    for (const [planned, count] of people) {
      if (worth === undefined) values[planned.tier] = (values[planned.tier] ?? 0) + count
      else values[0] = (values[0] ?? 0) + count * (worth[planned.index] ?? 0)
    }
    if (best === undefined || firstDifference(values, best.values) > 0) best = { configuration, people, values }
  }
  return best
}

/** The load that fills each configuration. */
export function loadsOf(
  world: World,
  fleet: Fleet,
  job: PeopleJob,
  at: number,
): { configuration: number; people: ReadonlyMap<PlannedGroup, number> }[] {
  const found: { configuration: number; people: ReadonlyMap<PlannedGroup, number> }[] = []
  for (let configuration = 0; configuration < fleet.loads.length; configuration++) {
    const people = fill(world, job, at, placeCounts(fleet.loads[configuration] ?? {}))
    if (people.size > 0) found.push({ configuration, people })
  }
  return found
}

/** Who of a job would fill the places offered; `aboard`, for the same destination, and `others` have theirs already. */
export function fill(
  world: World,
  job: PeopleJob,
  at: number,
  offered: PlaceCounts,
  aboard?: ReadonlyMap<PlannedGroup, number>,
  others?: ReadonlyMap<PlannedGroup, number>,
): Map<PlannedGroup, number> {
  const people = new Map<PlannedGroup, number>()
  const destination = world.destination(job.destination)
  let taken = noPlaces
  let bedsTaken = destination.bedsTaken
  let placesLeft = destination.placesLeft
  for (const [planned, count] of aboard ?? []) {
    taken = plus(taken, planned.unit, count)
    bedsTaken = plus(bedsTaken, planned.bed, count)
    placesLeft -= count * (1 + planned.group.companions)
  }
  for (const [planned, count] of others ?? []) taken = plus(taken, planned.unit, count)
  // The lowest rank first: whoever comes after one of these whom the load does not take whole is outranked.
  const inOrder = world.rankedWaiting(job.pickUp)
  const isOutranked = ({ group: { rank } }: PlannedGroup) => {
    if (rank === undefined) return false
    for (const other of inOrder) {
      if ((other.group.rank ?? 0) >= rank) return false
      if ((world.waiting[other.index] ?? 0) > (people.get(other) ?? 0)) return true
    }
    return false
  }
  for (const planned of job.groups) {
    if ((world.waiting[planned.index] ?? 0) === 0 || isOutranked(planned)) continue
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
    if (planned.group.rank !== undefined) {
      const loads = [...people, [planned, count] as const]
        .filter(([each]) => each.group.rank !== undefined)
        .map(([group, number]) => ({ group, at, count: number }))
      if (!world.mayAddRanked(job.pickUp, loads)) continue
    }
    people.set(planned, count)
    taken = plus(taken, planned.unit, count)
    bedsTaken = plus(bedsTaken, planned.bed, count)
    placesLeft -= count * persons
  }
  return fits(taken, offered) ? people : new Map()
}

/** Whether there are beds and places for them still, beside those who have come there on the same trip. */
export function hasRoomFor(
  world: World,
  people: Iterable<readonly [PlannedGroup, number]>,
  destination: string,
  arrived: readonly { readonly group: PlannedGroup; readonly count: number }[] = [],
): boolean {
  const { beds, bedsTaken, placesLeft } = world.destination(destination)
  let persons = 0
  let needed = bedsTaken
  for (const [planned, count] of [...people, ...arrived.map(({ group, count }) => [group, count] as const)]) {
    persons += count * (1 + planned.group.companions)
    needed = plus(needed, planned.bed, count)
  }
  return persons <= placesLeft && (beds === undefined || fits(needed, beds))
}

/** When so many of a group who still wait have come. */
export function readyBy(world: World, planned: PlannedGroup, count: number): number {
  const gone = planned.group.count.best - (world.waiting[planned.index] ?? 0)
  return planned.ready.find((each) => each.count >= gone + count)?.at ?? Number.POSITIVE_INFINITY
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

export interface TakenIn {
  readonly legs: readonly Leg[]
  readonly end: number
  readonly arrived: readonly Omit<Arrived, 'exit'>[]
}

/** Unloading at the rate of intake: at once where a bin takes all, else in several legs, bin by bin. */
export function takeIn(
  world: World,
  vehicle: number,
  job: PeopleJob,
  people: ReadonlyMap<PlannedGroup, number>,
  arrival: number,
  /** Who of the same trip has been taken in already. */
  before: TakenIn['arrived'] = [],
): TakenIn | undefined {
  const fleet = world.problem.vehicles[vehicle]?.fleet
  if (fleet === undefined) return undefined
  const { intake, intakeRate } = world.destination(job.destination)
  const legs: Leg[] = []
  const arrived: Omit<Arrived, 'exit'>[] = []
  const left = new Map(people)
  let at = arrival
  const mostBins = 10_000
  for (let bins = 0; bins < mostBins && left.size > 0; bins++) {
    const persons = personsOf(left)
    const room =
      intake === undefined
        ? Number.POSITIVE_INFINITY
        : Math.min(intake.room(at) - takenAlready(intake, [...before, ...arrived], at), intakeRate)
    const isWorthWaiting = room < persons && room < intakeRate
    const portion = isWorthWaiting ? new Map<PlannedGroup, number>() : portionOf(left, room)
    if (portion.size === 0) {
      if (intake === undefined || intakeRate === 0) return undefined
      at = intake.nextBin(at)
      continue
    }
    const seconds = handlingSeconds(fleet.alight, fleet.doors, portion)
    legs.push(leg('unload', at, at + seconds, { place: job.destination, people: countsOf(portion) }))
    for (const [group, count] of portion) {
      arrived.push({ group, count, destination: job.destination, at })
      const rest = (left.get(group) ?? 0) - count
      if (rest > 0) left.set(group, rest)
      else left.delete(group)
    }
    at += seconds
  }
  return left.size > 0 ? undefined : { legs, end: at, arrived }
}

function takenAlready(
  intake: { isSameBin(one: number, other: number): boolean },
  arrived: readonly Omit<Arrived, 'exit'>[],
  at: number,
): number {
  let sum = 0
  for (const each of arrived) if (intake.isSameBin(each.at, at)) sum += each.count * (1 + each.group.group.companions)
  return sum
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

export function countsOf(people: ReadonlyMap<PlannedGroup, number>): Record<string, number> {
  return Object.fromEntries([...people].map(([{ group }, count]) => [group.id, count]))
}

export function firstDifference(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

export function emptyTrip(vehicle: number, window: number): PlannedTrip {
  return { ...placeholder, vehicle, window }
}
