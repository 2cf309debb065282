// Trips of more than one movement, by vehicles that may carry several: aid in and people out on one round, or patients and
// others who go to different places. Each is a trip as any other, with something added as far as that still goes.

import type { Fleet, Leg, Use, VehicleKind } from '@treve/model'
import { type AidLoad, aidOf, handling, piecesOf, readyToLeave, withinTime } from './aid-trip.ts'
import { least, leastPassage } from './bound/ways.ts'
import { isInTime, isWithinCrewHours } from './gaps.ts'
import { firstAt, isWithinShift, type Passing, passageLegs, waysIn, waysOut } from './passage.ts'
import {
  boardingAt,
  countsOf,
  departureFor,
  emptyTrip,
  fill,
  firstDifference,
  firstHome,
  hasRoomFor,
  holding,
  readyBy,
  takeIn,
  wholeGroups,
} from './people-trip.ts'
import { fits, noPlaces, placeCounts, plus, total } from './places.ts'
import { type AidJob, handlingSeconds, type PeopleJob, type PlannedGroup, type Problem } from './problem.ts'
import { type BayUse, isFixed, leg, type Passage, type PlannedTrip } from './trip.ts'
import type { World } from './world.ts'

type People = ReadonlyMap<PlannedGroup, number>

/** Who boards at one place for one destination. */
interface PeoplePart {
  readonly job: PeopleJob
  readonly people: People
}

interface AidPart {
  readonly job: AidJob
  readonly load: AidLoad
}

/** All that a round moves. */
interface Contents {
  readonly configuration: number
  readonly aid: AidPart | undefined
  readonly people: readonly PeoplePart[]
}

interface Combined {
  readonly trip: PlannedTrip
  readonly contents: Contents
}

/** Places at which it stops inside, or outside: each order of them is tried. */
const mostStops = 3
const mostAdditions = 3
/** Of the pick-ups the nearest to where it stops anyway are looked at, of the drops those that lack most. */
const mostPickUps = 12
const mostDrops = 4
const mostTries = 8

/** By vehicle: whether it may move more than one movement of this pause on one trip. */
export function combiners(problem: Problem): readonly boolean[] {
  let known = combinersKnown.get(problem)
  if (known === undefined) {
    known = problem.vehicles.map(({ fleet }) => mayCombine(problem, fleet))
    combinersKnown.set(problem, known)
  }
  return known
}

// A cache of a pure function of the problem.
const combinersKnown = new WeakMap<Problem, readonly boolean[]>()

function mayCombine(problem: Problem, { kind, carries, loads }: Fleet): boolean {
  if (kind === 'escort' || carries.length < 2) return false
  const isWanted = (use: Use) =>
    use === 'aid' ? problem.aidJobs.length > 0 : problem.peopleJobs.some(({ movement }) => movement === use)
  const wanted = carries.filter(isWanted)
  const holds = (use: Use) => (load: Fleet['loads'][number]) =>
    use === 'aid' ? (load.mass ?? 0) > 0 : total(placeCounts(load)) > 0
  return wanted.some((one) =>
    wanted.some(
      (other) =>
        one !== other &&
        !areApart(problem, [one, other]) &&
        loads.some((load) => holds(one)(load) && holds(other)(load)),
    ),
  )
}

function areApart({ pause }: Problem, movements: readonly Use[]): boolean {
  return pause.rules.separate.some(
    ([one, other]) => one !== other && movements.includes(one) && movements.includes(other),
  )
}

/**
 * Adds to trips that stand what their vehicles can move besides and nobody else does: nothing is lost by it. `isLastOnly`: to the
 * last of each day, as a longer trip seldom ends in time for the next.
 */
export function combine(world: World, vehicles: ReadonlySet<number> | undefined, isLastOnly: boolean): void {
  combiners(world.problem).forEach((isCombiner, vehicle) => {
    if (!isCombiner || vehicles?.has(vehicle) === false) return
    const trips = world.tripsOf(vehicle).length
    for (let count = trips - 1; count >= (isLastOnly ? trips - 1 : 0) && count >= 0; count--) {
      const trip = world.tripsOf(vehicle)[count]
      if (trip === undefined || contentsOf(world, trip) === undefined) continue
      world.uncommit(trip)
      const later = world.tripsOf(vehicle).slice(count)
      const others = [...world.tripsOf(vehicle)]
      const more = world.before(vehicle, count, () => withMore(world, trip))
      const isPossible =
        more !== undefined &&
        later.slice(0, 1).every((next) => isInTime(world, more, next)) &&
        isWithinCrewHours(world, more, others)
      world.commit(isPossible ? more : trip)
    }
  })
}

/** The trip, which is not yet made, with what else the vehicle can move on the same round; undefined: nothing. */
export function withMore(world: World, trip: PlannedTrip): PlannedTrip | undefined {
  const contents = combiners(world.problem)[trip.vehicle] === true ? contentsOf(world, trip) : undefined
  if (contents === undefined) return undefined
  let best: Combined = { trip, contents }
  for (let additions = 0; additions < mostAdditions; additions++) {
    const more = withOneMore(world, best)
    if (more === undefined) break
    best = more
  }
  return best.trip === trip ? undefined : best.trip
}

/** What a trip moves; undefined for one that is left as it is: promised, in a convoy, in the clinicians' order, or under way. */
function contentsOf({ problem }: World, trip: PlannedTrip): Contents | undefined {
  const { configuration, passages, pieces, delivered, arrived, boarded, convoy } = trip
  if (isFixed(trip) || convoy !== undefined || configuration === null) return undefined
  if (passages.map(({ direction }) => direction).join() !== 'in,out') return undefined
  if (passages.some(({ isUnderWay }) => isUnderWay === true)) return undefined
  if (boarded.some(({ group }) => group.group.rank !== undefined)) return undefined
  const people: PeoplePart[] = []
  for (const { group, count, destination } of arrived) {
    const job = problem.peopleJobs.find((each) => each.destination === destination && each.groups.includes(group))
    if (job === undefined) return undefined
    people.splice(0, people.length, ...withPart(people, { job, people: new Map([[group, count]]) }))
  }
  if (delivered.length === 0) return pieces.length > 0 ? undefined : { configuration, aid: undefined, people }
  const lines = delivered.map(({ item, count }) => [problem.items[item], count] as const)
  const [first] = lines
  const job = problem.aidJobs.find((each) => each.items.some((item) => item === first?.[0]))
  const load = new Map<AidJob['items'][number], number>()
  let grams = 0
  for (const [item, count] of lines) {
    if (item === undefined || job?.items.includes(item) !== true) return undefined
    load.set(item, count)
    grams += count * item.item.mass
  }
  const isAllDelivered = pieces.length === delivered.length
  if (job === undefined || !isAllDelivered) return undefined
  return { configuration, aid: { job, load: { configuration, pieces: load, grams } }, people }
}

/** Who boards at the same place for the same destination is one load. */
function withPart(parts: readonly PeoplePart[], added: PeoplePart): PeoplePart[] {
  const same = (part: PeoplePart) =>
    part.job.pickUp === added.job.pickUp && part.job.destination === added.job.destination
  const before = parts.find(same)
  if (before === undefined) return [...parts, added]
  const people = new Map(before.people)
  for (const [group, count] of added.people) people.set(group, (people.get(group) ?? 0) + count)
  return parts.map((part) => (part === before ? { ...part, people } : part))
}

interface Offer {
  /** By what counts first: people by tier but the last, grams within the floor, people of the last tier, grams. */
  readonly gain: readonly number[]
  readonly lay: () => Combined | undefined
}

function withOneMore(world: World, combined: Combined): Combined | undefined {
  const offers = [...peopleOffers(world, combined), ...aidOffers(world, combined)]
  offers.sort((a, b) => firstDifference(b.gain, a.gain))
  for (const offer of offers.slice(0, mostTries)) {
    const more = offer.lay()
    if (more !== undefined) return more
  }
  return undefined
}

function peopleOffers(world: World, { trip, contents }: Combined): Offer[] {
  const { problem } = world
  const fleet = problem.vehicles[trip.vehicle]?.fleet
  const [inward, outward] = trip.passages
  if (fleet === undefined || inward === undefined || outward === undefined) return []
  const aboard = new Map<PlannedGroup, number>()
  for (const { people } of contents.people)
    for (const [group, count] of people) aboard.set(group, (aboard.get(group) ?? 0) + count)
  const configurations = fleet.loads.flatMap((offered, configuration) =>
    holdsAid(offered, contents.aid) && total(placeCounts(offered)) > total(needOf(aboard))
      ? [{ configuration, offered: placeCounts(offered) }]
      : [],
  )
  if (configurations.length === 0) return []
  const stop = contents.aid?.job.drop.place.id ?? contents.people[0]?.job.pickUp ?? ''
  const movements = movementsOf(contents)
  const jobs = problem.peopleJobs
    .filter(
      ({ movement, groups }) =>
        fleet.carries.includes(movement) &&
        !areApart(problem, [...movements, movement]) &&
        groups.some(({ index }) => (world.waiting[index] ?? 0) > 0) &&
        groups.every(({ group }) => group.rank === undefined),
    )
    .map((job) => ({
      job,
      seconds: problem.times.leastSeconds(fleet.kind, stop, job.pickUp) ?? Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => a.seconds - b.seconds)
  const nearest = new Set([...new Set(jobs.map(({ job }) => job.pickUp))].slice(0, mostPickUps))
  // Who is aboard waits no longer.
  const mark = world.mark()
  const boarded = [...aboard].map(([group, count]) => ({ group, count, at: outward.entry }))
  world.commit({ ...emptyTrip(trip.vehicle, trip.window), boarded })
  const offers = jobs.flatMap(({ job }): Offer[] => {
    if (!nearest.has(job.pickUp)) return []
    const forSame = new Map<PlannedGroup, number>()
    const forOthers = new Map<PlannedGroup, number>()
    for (const part of contents.people) {
      const where = part.job.destination === job.destination ? forSame : forOthers
      for (const [group, count] of part.people) where.set(group, (where.get(group) ?? 0) + count)
    }
    const moments = [inward.exit, outward.entry, ...job.groups.flatMap(({ ready }) => ready.map(({ at }) => at))]
    const made = [...new Set(moments)]
      .filter((at) => at >= inward.exit)
      .flatMap((at) =>
        configurations.map(({ configuration, offered }) => {
          const people = fill(world, job, at, offered, forSame, forOthers)
          return { configuration, people, gain: gainOf(people) }
        }),
      )
    const best = made.reduce<(typeof made)[number] | undefined>(
      (one, other) => (one === undefined || firstDifference(other.gain, one.gain) > 0 ? other : one),
      undefined,
    )
    if (best === undefined || best.people.size === 0) return []
    // Now, while who is aboard is: a remainder that is aboard may come only once.
    const shares = sharesOf(world, best.people)
    return [{ gain: best.gain, lay: () => layPart(world, { trip, contents }, job, best.configuration, shares) }]
  })
  world.rewind(mark)
  return offers
}

/** All of them, half, and a quarter, in whole groups: where time is short, more would board than can be out. */
function sharesOf(world: World, people: People): People[] {
  return [1, 2, 4].map((share) => {
    const some = new Map<PlannedGroup, number>()
    for (const [group, count] of people) {
      const whole = share === 1 ? count : wholeGroups(world, group, Math.floor(count / share))
      if (whole > 0) some.set(group, whole)
    }
    return some
  })
}

function layPart(
  world: World,
  { trip, contents }: Combined,
  job: PeopleJob,
  configuration: number,
  shares: readonly People[],
): Combined | undefined {
  let before = -1
  for (const people of shares) {
    const persons = [...people.values()].reduce((sum, count) => sum + count, 0)
    if (persons === 0 || persons === before) continue
    before = persons
    const more: Contents = {
      configuration,
      aid: contents.aid && { ...contents.aid, load: { ...contents.aid.load, configuration } },
      people: withPart(contents.people, { job, people }),
    }
    const laid = roundWith(world, trip, more)
    if (typeof laid !== 'number') return { trip: laid, contents: more }
  }
  return undefined
}

function aidOffers(world: World, { trip, contents }: Combined): Offer[] {
  const { problem } = world
  const fleet = problem.vehicles[trip.vehicle]?.fleet
  if (contents.aid !== undefined || fleet?.carries.includes('aid') !== true) return []
  if (areApart(problem, [...movementsOf(contents), 'aid'])) return []
  const aboard = contents.people.reduce((sum, { people }) => plus(sum, needOf(people)), noPlaces)
  const holdsPeople = (configuration: number) => fits(aboard, placeCounts(fleet.loads[configuration] ?? {}))
  const most = Math.max(0, ...fleet.loads.map((load, index) => (holdsPeople(index) ? (load.mass ?? 0) : 0)))
  if (most === 0) return []
  const lacking = ({ drop }: AidJob) => drop.floorGrams - (world.deliveredGrams[drop.index] ?? 0)
  return problem.aidJobs
    .filter(({ items }) => items.some(({ index }) => (world.pieces[index] ?? 0) > 0))
    .sort((a, b) => lacking(b) - lacking(a))
    .slice(0, mostDrops)
    .map((job) => {
      const left = job.items.reduce((sum, { index, item }) => sum + (world.pieces[index] ?? 0) * item.mass, 0)
      const grams = Math.min(most, left)
      return {
        gain: [0, 0, 0, Math.max(0, Math.min(grams, lacking(job))), 0, grams],
        lay: () => layAid(world, { trip, contents }, job, holdsPeople),
      }
    })
}

function layAid(
  world: World,
  { trip, contents }: Combined,
  job: AidJob,
  mayUse: (configuration: number) => boolean,
): Combined | undefined {
  const rate = job.drop.place.unload
  let made: Contents | undefined
  const laid = withinTime(
    world,
    trip.vehicle,
    job,
    Number.POSITIVE_INFINITY,
    (load) => {
      made = { configuration: load.configuration, aid: { job, load }, people: contents.people }
      const late = roundWith(world, trip, made)
      if (typeof late !== 'number') return late
      return rate === undefined || !Number.isFinite(late) ? 0 : Math.ceil((Math.max(60, late) * rate.mass) / rate.per)
    },
    mayUse,
  )
  return laid === undefined || made === undefined ? undefined : { trip: laid, contents: made }
}

function holdsAid(offered: Fleet['loads'][number], aid: AidPart | undefined): boolean {
  if (aid === undefined) return true
  let volume = 0
  for (const [{ item }, count] of aid.load.pieces) volume += count * item.volume
  return aid.load.grams <= (offered.mass ?? 0) && volume <= (offered.volume ?? Number.POSITIVE_INFINITY)
}

function needOf(people: People) {
  let need = noPlaces
  for (const [planned, count] of people) need = plus(need, planned.unit, count)
  return need
}

function movementsOf({ aid, people }: Contents): Use[] {
  return [...new Set<Use>([...(aid === undefined ? [] : ['aid' as const]), ...people.map(({ job }) => job.movement)])]
}

function gainOf(people: People): number[] {
  const gain = [0, 0, 0, 0, 0, 0]
  for (const [{ tier }, count] of people) {
    const entry = tier === 3 ? 4 : tier
    gain[entry] = (gain[entry] ?? 0) + count
  }
  return gain
}

/** One stop of the round inside: who boards there, or what is unloaded. */
interface Stop {
  readonly place: string
  readonly people: People
  readonly aid: AidPart | undefined
}

interface Visit extends Stop {
  readonly start: number
  readonly until: number
  readonly lane: number
}

/** The round that is over first with all of it, in place of the trip; or by how many seconds it is too long, at the least. */
function roundWith(world: World, { vehicle, window: index }: PlannedTrip, contents: Contents): PlannedTrip | number {
  const { problem } = world
  const window = problem.windows[index]
  const fleet = problem.vehicles[vehicle]?.fleet
  const stops = stopsOf(contents)
  const destinations = [...new Set(contents.people.map(({ job }) => job.destination))]
  const tooMany = stops.length > mostStops || destinations.length > mostStops
  const movements = movementsOf(contents)
  const { aid } = contents
  const { place, free } = world.whereabouts(vehicle)
  const ready = aid && readyToLeave(world, vehicle, aid.job, aid.load)
  const isReady = aid === undefined || ready !== undefined
  if (window === undefined || fleet === undefined || tooMany || !isReady) return Number.POSITIVE_INFINITY
  const passing: Passing = { kind: fleet.kind, movements, isLoaded: aid !== undefined }
  const ways = waysIn(world, passing, aid?.job.warehouse ?? place, ready?.leave ?? free, window)
  let best: PlannedTrip | undefined
  let late = Number.POSITIVE_INFINITY
  for (const order of ordersOf(stops)) {
    const first = firstAt(world, ways, fleet.kind, order[0]?.place ?? '')
    const visits = first && visitsOf(world, fleet, order, first.arrival)
    const last = visits?.at(-1)
    if (first === undefined || visits === undefined || last === undefined) continue
    const start = startOf(world, vehicle, contents, first.passage)
    if (start === undefined) continue
    const loaded: Passing = { ...passing, isLoaded: true }
    const outs = holding(world, vehicle, index, first.passage, () =>
      waysOut(world, loaded, last.place, last.until, window),
    )
    if (outs.length === 0)
      late = Math.min(late, last.until + leastOut(problem, fleet.kind, movements, last.place) - window.clearBy)
    for (const ends of outs.length === 0 ? [] : ordersOf(destinations)) {
      const home = broughtTo(world, vehicle, contents, outs, ends)
      if (home === undefined || (best !== undefined && home.end >= best.end)) continue
      if (!isWithinShift(world, vehicle, index, start.departure, home.end)) continue
      const round = { vehicle, window: index, contents, inward: first.passage, visits, start, home }
      best = tripOf(world, fleet, round)
    }
  }
  return best ?? late
}

function stopsOf({ aid, people }: Contents): Stop[] {
  const stops = new Map<string, Map<PlannedGroup, number>>()
  for (const part of people) {
    const here = stops.get(part.job.pickUp) ?? new Map<PlannedGroup, number>()
    stops.set(part.job.pickUp, here)
    for (const [group, count] of part.people) here.set(group, (here.get(group) ?? 0) + count)
  }
  const boarding = [...stops].map(([place, each]): Stop => ({ place, people: each, aid: undefined }))
  // What is brought comes off first, where it makes no difference.
  return aid === undefined ? boarding : [{ place: aid.job.drop.place.id, people: new Map(), aid }, ...boarding]
}

function ordersOf<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((first) => ordersOf(list.filter((each) => each !== first)).map((rest) => [first, ...rest]))
}

/** Each as early as it may be. */
function visitsOf(world: World, fleet: Fleet, order: readonly Stop[], arrival: number): Visit[] | undefined {
  const visits: Visit[] = []
  let at = arrival
  for (const stop of order) {
    const before = visits.at(-1)
    const there = before === undefined ? at : world.problem.times.arrival(fleet.kind, before.place, stop.place, at)
    if (there === undefined) return undefined
    const visit = stop.aid === undefined ? boards(world, fleet, stop, there) : unloads(world, stop, stop.aid, there)
    if (visit === undefined || !Number.isFinite(visit.until)) return undefined
    visits.push(visit)
    at = visit.until
  }
  return visits
}

function boards(world: World, { board, doors }: Fleet, stop: Stop, arrival: number): Visit {
  const start = Math.max(arrival, ...[...stop.people].map(([group, count]) => readyBy(world, group, count)))
  return { ...stop, start, until: start + handlingSeconds(board, doors, stop.people), lane: 0 }
}

function unloads(world: World, stop: Stop, { load }: AidPart, arrival: number): Visit | undefined {
  const seconds = handling(world, stop.place, 'unload', load.grams)
  const bays = world.baysOf(stop.place, 'unload')
  const at = bays === undefined ? { start: arrival, lane: 0 } : bays.earliest(arrival, seconds)
  return at && { ...stop, ...at, until: at.start + seconds }
}

interface Start {
  readonly departure: number
  readonly loading: { readonly start: number; readonly lane: number; readonly seconds: number } | undefined
}

/** By the warehouse, where it brings aid, as late as the way in allows. */
function startOf(world: World, vehicle: number, { aid }: Contents, inward: Passage): Start | undefined {
  const { problem } = world
  if (aid === undefined) return { departure: departureFor(world, vehicle, inward), loading: undefined }
  const kind = problem.vehicles[vehicle]?.fleet.kind
  const mouth = problem.corridors[inward.corridor]?.outside
  const ready = readyToLeave(world, vehicle, aid.job, aid.load)
  if (kind === undefined || mouth === undefined || ready === undefined) return undefined
  const { warehouse } = aid.job
  const leaveBy = problem.times.departure(kind, warehouse, mouth, inward.entry, ready.leave)
  const bays = world.baysOf(warehouse, 'load')
  const at =
    bays === undefined ? { start: leaveBy - ready.seconds, lane: 0 } : bays.latest(leaveBy, ready.seconds, ready.start)
  if (at === undefined) return undefined
  const { place, free } = world.whereabouts(vehicle)
  return {
    departure: problem.times.departure(kind, place, warehouse, at.start, free),
    loading: { ...at, seconds: ready.seconds },
  }
}

interface Home {
  readonly outward: Passage
  readonly legs: readonly Leg[]
  readonly arrived: PlannedTrip['arrived']
  readonly endPlace: string
  readonly end: number
}

/** Out, and to one destination after another. */
function broughtTo(
  world: World,
  vehicle: number,
  { people }: Contents,
  outs: readonly Passage[],
  ends: readonly string[],
): Home | undefined {
  const { problem } = world
  const kind = problem.vehicles[vehicle]?.fleet.kind
  const [firstEnd] = ends
  const out = kind && firstEnd !== undefined ? firstHome(world, outs, kind, firstEnd) : undefined
  if (kind === undefined || out === undefined) return undefined
  const legs: Leg[] = []
  const arrived: Home['arrived'][number][] = []
  let [endPlace, end] = ['', out.arrival]
  for (const destination of ends) {
    const here = people.filter(({ job }) => job.destination === destination)
    const aboard = here.reduce<Map<PlannedGroup, number>>((sum, part) => {
      for (const [group, count] of part.people) sum.set(group, (sum.get(group) ?? 0) + count)
      return sum
    }, new Map())
    const arrival = endPlace === '' ? end : problem.times.arrival(kind, endPlace, destination, end)
    const [job] = here.map((part) => part.job)
    if (job === undefined || arrival === undefined || !hasRoomFor(world, aboard, destination)) return undefined
    const taken = takeIn(world, vehicle, job, aboard, arrival)
    if (taken === undefined) return undefined
    legs.push(...taken.legs)
    arrived.push(...taken.arrived.map((each) => ({ ...each, exit: out.passage.exit })))
    endPlace = destination
    end = taken.end
  }
  return { outward: out.passage, legs, arrived, endPlace, end }
}

function tripOf(
  world: World,
  { kind }: Fleet,
  {
    vehicle,
    window,
    contents,
    inward,
    visits,
    start,
    home,
  }: {
    readonly vehicle: number
    readonly window: number
    readonly contents: Contents
    readonly inward: Passage
    readonly visits: readonly Visit[]
    readonly start: Start
    readonly home: Home
  },
): PlannedTrip {
  const { problem } = world
  const { aid } = contents
  let next = problem.corridors[home.outward.corridor]?.inside ?? ''
  let nextAt = home.outward.entry
  const made: Visit[] = []
  for (const visit of visits.toReversed()) {
    const seconds = visit.until - visit.start
    const latest = boardingAt(problem, kind, visit.place, visit.until, seconds, next, nextAt)
    made.unshift(visit.aid === undefined ? { ...visit, start: latest, until: latest + seconds } : visit)
    next = visit.place
    nextAt = made[0]?.start ?? nextAt
  }
  const handlings: BayUse[] = []
  const note = (place: string, activity: BayUse['activity'], at: { lane: number; start: number; seconds: number }) => {
    if (world.baysOf(place, activity) !== undefined) handlings.push({ place, activity, ...at })
  }
  if (aid !== undefined && start.loading !== undefined) note(aid.job.warehouse, 'load', start.loading)
  for (const { aid: brought, place, lane, start: from, until } of made)
    if (brought !== undefined) note(place, 'unload', { lane, start: from, seconds: until - from })
  const { loading } = start
  return {
    ...emptyTrip(vehicle, window),
    configuration: contents.configuration,
    departure: start.departure,
    passages: [inward, home.outward],
    legs: [
      leg('depart', start.departure, start.departure, { place: world.whereabouts(vehicle).place }),
      ...(aid === undefined || loading === undefined
        ? []
        : [
            leg('load', loading.start, loading.start + loading.seconds, {
              place: aid.job.warehouse,
              aid: aidOf(aid.load.pieces),
            }),
          ]),
      ...passageLegs(problem, inward),
      ...made.map(({ place, people, aid: brought, start: from, until }) =>
        brought === undefined
          ? leg('load', from, until, { place, people: countsOf(people) })
          : leg('unload', from, until, { place, aid: aidOf(brought.load.pieces) }),
      ),
      ...passageLegs(problem, home.outward),
      ...home.legs,
    ],
    boarded: made.flatMap(({ people, start: at }) => [...people].map(([group, count]) => ({ group, count, at }))),
    arrived: home.arrived,
    pieces: aid === undefined ? [] : piecesOf(aid.load),
    delivered: aid === undefined ? [] : piecesOf(aid.load),
    handlings,
    endPlace: home.endPlace,
    end: home.end,
  }
}

/** From a stop, by any corridor that is open to all of them. */
function leastOut(problem: Problem, kind: VehicleKind, movements: readonly Use[], stop: string): number {
  return least(problem.corridors, (corridor) => {
    if (!movements.every((movement) => corridor.uses.includes(movement))) return undefined
    const drive = problem.times.leastSeconds(kind, stop, corridor.inside)
    const passage = leastPassage(corridor, 'out', kind, movements)
    return drive === undefined || passage === undefined ? undefined : drive + passage
  })
}
