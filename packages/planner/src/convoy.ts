// Convoys: vehicles that pass a corridor loaded in one slot, one behind another, with their escort, itself routed.

import type { Use } from '@treve/model'
import { deliver, loadUpTo, piecesOf, readyToLeave, withinTime } from './aid-trip.ts'
import {
  earliestPassage,
  firstAt,
  isConvoyAsked,
  isWithinShift,
  mayPass,
  opening,
  type Passing,
  passageLegs,
  waysIn,
  waysOut,
} from './passage.ts'
import {
  departureFor,
  emptyTrip,
  firstLoad,
  holding,
  isWaiting,
  jobsByPickUp,
  type Load,
  movementsWaiting,
  peopleTrip,
  takeIn,
} from './people-trip.ts'
import { type AidJob, handlingSeconds, type PeopleJob, type Problem, valueThen } from './problem.ts'
import { type Convoy, leg, type Passage, type PlannedTrip } from './trip.ts'
import type { World } from './world.ts'

export interface ConvoyChoice {
  /** To be committed in this order. */
  readonly trips: readonly PlannedTrip[]
  readonly gain: number
  readonly cost: number
}

/** What all rules of a corridor that hold for a movement ask together. */
interface ConvoyTerms {
  readonly movements: readonly Use[]
  readonly least: number
  readonly most: number
  /** Fleets that must each give an escort. */
  readonly escorts: readonly string[]
  readonly spacing: (entry: number, kind: Passing['kind']) => number
}

/** Somebody who will pass in the convoy, ready at the mouth of it. */
interface Member {
  readonly vehicle: number
  readonly ready: number
  readonly kind: Passing['kind']
  readonly movements: readonly Use[]
  readonly isLoaded: boolean
}

interface PeopleMember extends Member {
  readonly job: PeopleJob
  readonly load: Load
  readonly boarded: number
  readonly inward: Passage
}

/** How long the first may stand waiting for the last, so that a convoy is not held for one vehicle far away. */
const longestGatheringSeconds = 3600

/** The best convoy of people that a vehicle could lead out now; the others are taken in the order given. */
export function peopleConvoy(
  world: World,
  leader: number,
  others: readonly number[],
  tier: number,
): ConvoyChoice | undefined {
  const { problem } = world
  let best: ConvoyChoice | undefined
  for (const movement of movementsWaiting(world, tier)) {
    if (problem.vehicles[leader]?.fleet.carries.includes(movement) !== true) continue
    for (let corridor = 0; corridor < problem.corridors.length; corridor++) {
      if (!isConvoyAsked(problem, corridor, [movement])) continue
      const terms = termsOf(problem, corridor, [movement])
      for (let window = 0; window < problem.windows.length; window++) {
        const choice = peopleConvoyBy(world, [leader, ...others], tier, movement, corridor, window, terms)
        if (choice === undefined) continue
        if (best === undefined || choice.gain * best.cost > best.gain * choice.cost) best = choice
        break
      }
    }
  }
  return best
}

function peopleConvoyBy(
  world: World,
  vehicles: readonly number[],
  tier: number,
  movement: PeopleJob['movement'],
  corridor: number,
  windowIndex: number,
  terms: ConvoyTerms,
): ConvoyChoice | undefined {
  const { problem } = world
  const window = problem.windows[windowIndex]
  if (window === undefined) return undefined
  const start = world.mark()
  const members: PeopleMember[] = []
  for (const vehicle of vehicles) {
    if (members.length >= terms.most) break
    const member = boardOne(world, vehicle, tier, movement, corridor, windowIndex)
    if (member === undefined) {
      if (members.length === 0) return undefined
      continue
    }
    const [first] = members
    if (first !== undefined && member.ready > first.ready + longestGatheringSeconds) continue
    members.push(member)
    world.commit(boarding(member, windowIndex))
  }
  world.rewind(start)
  for (let count = members.length; count >= Math.max(1, terms.least); count = fewer(count, terms.least)) {
    const gathered = members.slice(0, count)
    for (const member of gathered) world.commit(boarding(member, windowIndex))
    const escorts = gatherEscorts(world, terms, corridor, 'out', windowIndex)
    const out =
      escorts === undefined
        ? undefined
        : passTogether(world, [...gathered, ...escorts], corridor, 'out', windowIndex, terms)
    world.rewind(start)
    if (escorts === undefined || out === undefined) continue
    const convoy: Convoy = { corridor }
    const trips: PlannedTrip[] = []
    let gain = 0
    for (const member of gathered) {
      const outward = out.get(member.vehicle)
      const trip = outward && homeward(world, member, outward, windowIndex)
      if (trip === undefined) break
      for (const [group, people] of member.load.people) if (group.tier === tier) gain += people
      const joined = { ...trip, convoy }
      world.commit(joined)
      trips.push(joined)
    }
    const escorted = trips.length === count ? escortTrips(world, escorts, out, windowIndex, convoy, terms) : undefined
    const cost = costOf(world, [...trips, ...(escorted ?? [])], window.open)
    world.rewind(start)
    if (escorted !== undefined) return { trips: [...trips, ...escorted], gain, cost }
  }
  return undefined
}

function boardOne(
  world: World,
  vehicle: number,
  tier: number,
  movement: PeopleJob['movement'],
  corridor: number,
  windowIndex: number,
): PeopleMember | undefined {
  const { problem } = world
  const fleet = problem.vehicles[vehicle]?.fleet
  const window = problem.windows[windowIndex]
  const inside = problem.corridors[corridor]?.inside
  if (fleet === undefined || window === undefined || inside === undefined || !fleet.carries.includes(movement))
    return undefined
  const { place, free } = world.whereabouts(vehicle)
  if (free >= window.clearBy) return undefined
  const movements = [movement]
  const passing: Passing = { kind: fleet.kind, movements, isLoaded: false }
  if (!mayPass(problem, corridor, 'out', { ...passing, isLoaded: true, isInConvoy: true })) return undefined
  // Its own corridor, where the escort goes in too, or one that asks for no convoy.
  const ways = waysIn(
    world,
    passing,
    place,
    free,
    window,
    (index) => index === corridor || !isConvoyAsked(problem, index, movements),
  )
  let best: PeopleMember | undefined
  let bestGain = 0
  for (const [pickUp, jobs] of jobsByPickUp(world, movement)) {
    const way = firstAt(world, ways, fleet.kind, pickUp)
    if (way === undefined) continue
    for (const job of jobs) {
      if (!isWaiting(world, job, tier)) continue
      const load = firstLoad(world, vehicle, job, way.arrival, { tier })
      if (load === undefined || load.at >= window.clearBy) continue
      const boarded = load.at + handlingSeconds(fleet.board, fleet.doors, load.people)
      const ready = problem.times.arrival(fleet.kind, pickUp, inside, boarded)
      if (ready === undefined || ready >= window.clearBy) continue
      let gain = 0
      for (const [group, count] of load.people) if (group.tier === tier) gain += count
      const isBetter =
        best === undefined || gain * (best.ready - window.open + 1) > bestGain * (ready - window.open + 1)
      if (gain === 0 || !isBetter) continue
      bestGain = gain
      best = {
        vehicle,
        ready,
        kind: fleet.kind,
        movements,
        isLoaded: true,
        job,
        load,
        boarded,
        inward: way.passage,
      }
    }
  }
  return best
}

/** What a member takes until it joins: its way in, who boards, and the beds and places that wait for them. */
function boarding(member: PeopleMember, window: number): PlannedTrip {
  const { ready, job } = member
  return {
    ...emptyTrip(member.vehicle, window),
    departure: member.inward.entry,
    passages: [member.inward],
    boarded: [...member.load.people].map(([group, count]) => ({ group, count, at: member.load.at })),
    arrived: [...member.load.people].map(([group, count]) => ({
      group,
      count,
      destination: job.destination,
      at: ready,
      exit: ready,
    })),
  }
}

function homeward(world: World, member: PeopleMember, outward: Passage, window: number): PlannedTrip | undefined {
  const { problem } = world
  const { vehicle, job, load, boarded, inward } = member
  const outside = problem.corridors[outward.corridor]?.outside
  const arrival =
    outside === undefined ? undefined : problem.times.arrival(member.kind, outside, job.destination, outward.exit)
  const taken = arrival === undefined ? undefined : takeIn(world, vehicle, job, load.people, arrival)
  if (taken === undefined) return undefined
  const departure = departureFor(world, vehicle, inward)
  if (!isWithinShift(world, vehicle, window, departure, taken.end)) return undefined
  return peopleTrip(world, vehicle, job, { window, load, boarded, inward, outward, taken, departure })
}

/** The best convoy of aid that a vehicle could lead in now. `jobs`: what to bring next, asked anew for each truck. */
export function aidConvoy(
  world: World,
  leader: number,
  others: readonly number[],
  jobs: () => readonly { readonly job: AidJob; readonly limitGrams: number }[],
): ConvoyChoice | undefined {
  const { problem } = world
  if (problem.vehicles[leader]?.fleet.carries.includes('aid') !== true) return undefined
  for (let window = 0; window < problem.windows.length; window++) {
    let best: ConvoyChoice | undefined
    for (let corridor = 0; corridor < problem.corridors.length; corridor++) {
      if (!isConvoyAsked(problem, corridor, ['aid'])) continue
      const choice = aidConvoyBy(world, [leader, ...others], jobs, corridor, window)
      if (choice === undefined) continue
      if (best === undefined || choice.gain * best.cost > best.gain * choice.cost) best = choice
    }
    if (best !== undefined) return best
  }
  return undefined
}

interface AidMember extends Member {
  readonly job: AidJob
  readonly limitGrams: number
}

function aidConvoyBy(
  world: World,
  vehicles: readonly number[],
  jobs: () => readonly { readonly job: AidJob; readonly limitGrams: number }[],
  corridor: number,
  windowIndex: number,
): ConvoyChoice | undefined {
  const { problem } = world
  const window = problem.windows[windowIndex]
  const outside = problem.corridors[corridor]?.outside
  if (window === undefined || outside === undefined) return undefined
  const terms = termsOf(problem, corridor, ['aid'])
  const start = world.mark()
  const members: AidMember[] = []
  for (const vehicle of vehicles) {
    if (members.length >= terms.most) break
    const member = loadOne(world, vehicle, jobs(), corridor, windowIndex)
    const [first] = members
    if (member === undefined) {
      if (first === undefined) break
      continue
    }
    if (first !== undefined && member.ready > first.ready + longestGatheringSeconds) continue
    members.push(member)
    world.commit(member.loading)
  }
  world.rewind(start)
  const mayLeaveBy = (index: number) => index === corridor || !isConvoyAsked(problem, index, ['aid'])
  for (let count = members.length; count >= Math.max(1, terms.least); count = fewer(count, terms.least)) {
    const gathered = members.slice(0, count)
    const escorts = gatherEscorts(world, terms, corridor, 'in', windowIndex)
    const entries =
      escorts === undefined
        ? undefined
        : passTogether(world, [...gathered, ...escorts], corridor, 'in', windowIndex, terms)
    world.rewind(start)
    if (escorts === undefined || entries === undefined) continue
    const convoy: Convoy = { corridor }
    const trips: PlannedTrip[] = []
    let gain = 0
    // All ways in are kept while ways out are found: who leaves first must not meet who still comes.
    const kept = new Map<number, PlannedTrip>()
    for (const [vehicle, passage] of entries) {
      const entering = { ...emptyTrip(vehicle, windowIndex), departure: passage.entry, passages: [passage] }
      kept.set(vehicle, entering)
      world.commit(entering)
    }
    const release = (vehicle: number) => {
      const entering = kept.get(vehicle)
      if (entering !== undefined) world.uncommit(entering)
    }
    for (const { vehicle, job, limitGrams } of gathered) {
      const inward = entries.get(vehicle)
      release(vehicle)
      const trip =
        inward &&
        withinTime(world, vehicle, job, limitGrams, (load) =>
          deliver(world, vehicle, job, load, windowIndex, inward, { mayLeaveBy }),
        )
      if (trip === undefined) break
      gain += world.gramsOf(trip)
      const joined = { ...trip, convoy }
      world.commit(joined)
      trips.push(joined)
    }
    if (trips.length === count) for (const { vehicle } of escorts) release(vehicle)
    const escorted =
      trips.length === count ? escortTrips(world, escorts, entries, windowIndex, convoy, terms) : undefined
    const cost = costOf(world, [...trips, ...(escorted ?? [])], window.open)
    world.rewind(start)
    if (escorted !== undefined) return { trips: [...trips, ...escorted], gain, cost }
  }
  return undefined
}

function loadOne(
  world: World,
  vehicle: number,
  jobs: readonly { readonly job: AidJob; readonly limitGrams: number }[],
  corridor: number,
  windowIndex: number,
): (AidMember & { readonly loading: PlannedTrip }) | undefined {
  const { problem } = world
  const fleet = problem.vehicles[vehicle]?.fleet
  const window = problem.windows[windowIndex]
  const outside = problem.corridors[corridor]?.outside
  if (fleet?.carries.includes('aid') !== true || window === undefined || outside === undefined) return undefined
  const passing: Passing = { kind: fleet.kind, movements: ['aid'], isLoaded: true, isInConvoy: true }
  if (!mayPass(problem, corridor, 'in', passing) || world.whereabouts(vehicle).free >= window.clearBy) return undefined
  for (const { job, limitGrams } of jobs) {
    const load = loadUpTo(world, vehicle, job, limitGrams)
    const leaving = load && readyToLeave(world, vehicle, job, load)
    if (load === undefined || leaving === undefined) continue
    const ready = problem.times.arrival(fleet.kind, job.warehouse, outside, leaving.leave)
    if (ready === undefined || ready >= window.clearBy) continue
    const bay = world.baysOf(job.warehouse, 'load')?.earliest(leaving.start, leaving.seconds)
    const loading: PlannedTrip = {
      ...emptyTrip(vehicle, windowIndex),
      pieces: piecesOf(load),
      delivered: piecesOf(load),
      handlings:
        bay === undefined ? [] : [{ place: job.warehouse, activity: 'load', ...bay, seconds: leaving.seconds }],
    }
    return { vehicle, ready, kind: fleet.kind, movements: ['aid'], isLoaded: true, job, limitGrams, loading }
  }
  return undefined
}

interface Escort extends Member {
  /** Its way in, where the convoy is met inside; the convoy's own way in otherwise. */
  readonly inward: Passage | undefined
}

/** Corridors by which an escort goes to its convoy, or back from it: the convoy's own, where that is open this way. */
function escortsWay(problem: Problem, terms: ConvoyTerms, convoyBy: number, direction: 'in' | 'out') {
  const passing: Passing = { kind: 'escort', movements: terms.movements, isLoaded: false }
  const isOwnOpen = mayPass(problem, convoyBy, direction, passing)
  return (corridor: number) => (isOwnOpen ? corridor === convoyBy : mayPass(problem, corridor, direction, passing))
}

/** For each fleet asked for, the escort that is first at the mouth; undefined if one is missing. */
function gatherEscorts(
  world: World,
  terms: ConvoyTerms,
  corridorIndex: number,
  direction: 'in' | 'out',
  windowIndex: number,
): Escort[] | undefined {
  const { problem } = world
  const window = problem.windows[windowIndex]
  const corridor = problem.corridors[corridorIndex]
  if (window === undefined || corridor === undefined) return undefined
  const escorts: Escort[] = []
  for (const fleetId of terms.escorts) {
    let first: Escort | undefined
    problem.vehicles.forEach(({ fleet }, vehicle) => {
      if (fleet.id !== fleetId) return
      const { place, free } = world.whereabouts(vehicle)
      const passing: Passing = { kind: fleet.kind, movements: [], isLoaded: false }
      if (free >= window.clearBy) return
      const escort = { vehicle, kind: fleet.kind, movements: [], isLoaded: false }
      if (direction === 'in') {
        const atMouth = problem.times.arrival(fleet.kind, place, corridor.outside, free)
        if (atMouth === undefined || (first !== undefined && atMouth >= first.ready)) return
        first = { ...escort, ready: atMouth, inward: undefined }
        return
      }
      const ways = waysIn(world, passing, place, free, window, escortsWay(problem, terms, corridorIndex, 'in'))
      const way = firstAt(world, ways, fleet.kind, corridor.inside)
      if (way === undefined || (first !== undefined && way.arrival >= first.ready)) return
      first = { ...escort, ready: way.arrival, inward: way.passage }
    })
    if (first === undefined) return undefined
    escorts.push(first)
    if (first.inward !== undefined)
      world.commit({
        ...emptyTrip(first.vehicle, windowIndex),
        departure: first.inward.entry,
        passages: [first.inward],
      })
  }
  return escorts
}

/** All in one slot, each behind the other, in the order in which they are ready; in the first slot that takes all. */
function passTogether(
  world: World,
  members: readonly Member[],
  corridorIndex: number,
  direction: 'in' | 'out',
  windowIndex: number,
  terms: ConvoyTerms,
): ReadonlyMap<number, Passage> | undefined {
  const { problem } = world
  const window = problem.windows[windowIndex]
  if (window === undefined) return undefined
  const inOrder = [...members].sort((a, b) => a.ready - b.ready)
  const last = inOrder.at(-1)?.ready ?? 0
  const open = opening(problem, corridorIndex, window)
  const until = direction === 'in' ? Math.min(window.close, window.clearBy) : window.clearBy
  let slot = Math.max(open, world.binStart(corridorIndex, Math.max(last, open)))
  for (let tries = 0; tries < mostSlots && slot < until; tries++) {
    const end = Math.min(world.nextBin(corridorIndex, slot), until)
    const mark = world.mark()
    const found = new Map<number, Passage>()
    let previous = Number.NEGATIVE_INFINITY
    for (const member of inOrder) {
      const passing: Passing = { ...member, isInConvoy: true }
      let from = Math.max(slot, member.ready, previous + terms.spacing(slot, member.kind))
      let passage = earliestPassage(world, corridorIndex, direction, passing, from, end)
      // The spacing may be wider where the travel takes longer by then.
      while (passage !== undefined && passage.entry - previous < terms.spacing(passage.entry, member.kind)) {
        from = passage.entry + 1
        passage = earliestPassage(world, corridorIndex, direction, passing, from, end)
      }
      // Where the slots' length changes over the day, the end of a slot is not known from its start alone.
      if (passage === undefined || passage.exit > window.clearBy) break
      if (!world.isSameBin(corridorIndex, slot, passage.entry)) break
      found.set(member.vehicle, passage)
      previous = passage.entry
      world.commit({ ...emptyTrip(member.vehicle, windowIndex), departure: passage.entry, passages: [passage] })
    }
    world.rewind(mark)
    if (found.size === inOrder.length) return found
    slot = world.nextBin(corridorIndex, slot)
  }
  return undefined
}

const mostSlots = 200

/** The escorts' own trips: in and out by the convoy's corridor, then home. */
function escortTrips(
  world: World,
  escorts: readonly Escort[],
  met: ReadonlyMap<number, Passage>,
  windowIndex: number,
  convoy: Convoy,
  terms: ConvoyTerms,
): PlannedTrip[] | undefined {
  const { problem } = world
  const window = problem.windows[windowIndex]
  const corridor = problem.corridors[convoy.corridor]
  if (window === undefined || corridor === undefined) return undefined
  const trips: PlannedTrip[] = []
  for (const { vehicle, kind, inward: ownWay } of escorts) {
    const fleet = problem.vehicles[vehicle]?.fleet
    const passage = met.get(vehicle)
    if (fleet === undefined || passage === undefined) return undefined
    const inward = ownWay ?? passage
    // Where the convoy goes in, the escort comes out again by itself.
    const passing: Passing = { kind, movements: [], isLoaded: false }
    const back = escortsWay(problem, terms, convoy.corridor, 'out')
    const outward =
      ownWay === undefined
        ? holding(world, vehicle, windowIndex, passage, () =>
            waysOut(world, passing, corridor.inside, passage.exit, window, back),
          ).reduce<Passage | undefined>(
            (best, each) => (best === undefined || each.exit < best.exit ? each : best),
            undefined,
          )
        : passage
    if (outward === undefined) return undefined
    const outside = problem.corridors[outward.corridor]?.outside ?? corridor.outside
    const departure = departureFor(world, vehicle, inward)
    const home = problem.times.arrival(kind, outside, fleet.at, outward.exit)
    const isHomeReached = home !== undefined && isWithinShift(world, vehicle, windowIndex, departure, home)
    const [end, endPlace] = isHomeReached ? [home, fleet.at] : [outward.exit, outside]
    if (!isWithinShift(world, vehicle, windowIndex, departure, end)) return undefined
    const trip: PlannedTrip = {
      ...emptyTrip(vehicle, windowIndex),
      departure,
      passages: [inward, outward],
      legs: [
        leg('depart', departure, departure, { place: world.whereabouts(vehicle).place }),
        ...passageLegs(problem, inward),
        ...passageLegs(problem, outward),
        leg('arrive', end, end, { place: endPlace }),
      ],
      endPlace,
      end,
      convoy,
      isEscort: true,
    }
    world.commit(trip)
    trips.push(trip)
  }
  return trips
}

function termsOf(problem: Problem, corridorIndex: number, movements: readonly Use[]): ConvoyTerms {
  const rules = (problem.convoys[corridorIndex] ?? []).filter((rule) =>
    rule.uses.some((use) => movements.includes(use)),
  )
  const corridor = problem.corridors[corridorIndex]
  const capacity = Math.max(0, ...(corridor?.capacity ?? []).map(({ value }) => value.vehicles))
  const escorts = [...new Set(rules.map((rule) => rule.escort).filter((escort) => escort !== 'none'))]
  const room = corridor?.capacity === undefined ? Number.POSITIVE_INFINITY : capacity - escorts.length
  return {
    movements,
    least: rules.reduce((most, { size }) => Math.max(most, size[0]), 1),
    most: rules.reduce((least, { size }) => Math.min(least, size[1]), room),
    escorts,
    spacing: (entry, kind) => {
      const travel = corridor === undefined ? undefined : valueThen(problem, corridor.travel, entry)[kind]
      let widest = 0
      for (const { spacing } of rules) {
        if (spacing === undefined) continue
        if ('seconds' in spacing) widest = Math.max(widest, spacing.seconds)
        else if (travel !== undefined && corridor?.length !== undefined && corridor.length > 0)
          widest = Math.max(widest, Math.ceil((spacing.metres * travel) / corridor.length))
      }
      return widest
    },
  }
}

function fewer(count: number, least: number): number {
  if (count <= Math.max(1, least)) return 0
  return Math.max(1, least, Math.floor(count / 2))
}

function costOf(world: World, trips: readonly PlannedTrip[], open: number): number {
  let cost = 0
  for (const trip of trips) {
    const own = world.tripsOf(trip.vehicle)
    const before = own[own.indexOf(trip) - 1]
    cost += Math.max(1, trip.end - Math.max(before?.end ?? open, open))
  }
  return Math.max(1, cost)
}
