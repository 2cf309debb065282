// Plans made anew, and promises kept: what is done or promised stands leg by leg, and whoever is under way is brought
// to the end of the trip before anything else is planned.

import type { Leg, Use } from '@treve/model'
import { aidOf } from './aid-trip.ts'
import { type OnCorridor, restOfPassage, secondsToGo, waysOn } from './on-corridor.ts'
import { earliestPassage, isConvoyAsked, opening, type Passing, passageLegs } from './passage.ts'
import { emptyTrip, hasRoomFor, takeIn } from './people-trip.ts'
import type { PeopleJob, PlannedGroup, PlannedItem, Problem } from './problem.ts'
import {
  type Arrived,
  type BayUse,
  type Boarded,
  type Convoy,
  type GateService,
  leg,
  type Passage,
  type PlannedTrip,
} from './trip.ts'
import type { World } from './world.ts'

export function continueFromState(world: World): void {
  const { committed, state } = world.problem.pause.rules
  const byStart = [...committed].sort((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0))
  // Whose promises are all ahead of them go on from where they are told to be, and keep them then. One that sets out from nowhere is how
  // it goes on, and was promised as such.
  const isBegun = (first: Leg | undefined) =>
    state === undefined || first === undefined || first.from <= state.at || first.kind !== 'depart'
  const begun = committed.filter(({ legs: [first] }) => isBegun(first))
  const vehiclesBegun = new Set(begun.map(({ vehicle }) => vehicle))
  const toFinish: Journey[] = []
  for (const { id, vehicle: name, legs } of byStart) {
    const vehicle = world.problem.vehicleById.get(name)
    if (vehicle === undefined) continue
    const journey = journeyOf(world, vehicle, legs)
    if (isOver(world.problem, journey)) world.commit({ ...tripOf(journey), committedId: id })
    else toFinish.push({ ...journey, id })
  }
  for (const told of state?.vehicles ?? []) {
    const vehicle = world.problem.vehicleById.get(told.id)
    if (vehicle === undefined || state === undefined || vehiclesBegun.has(told.id)) continue
    const isInside = told.place !== undefined && world.problem.placeById.get(told.place)?.inside === true
    const people = peopleOf(world.problem, told.aboard)
    if (told.place !== undefined && !isInside && people.size === 0)
      world.place(
        vehicle,
        told.place,
        Math.max(
          state.at,
          world.before(vehicle, 0, () => world.whereabouts(vehicle).free),
        ),
      )
    else toFinish.push(journeyFrom(world, vehicle, told, state.at, people))
  }
  // What each has taken already stands while the others' ways are found.
  const known = toFinish.map((journey) => ({ journey, soFar: tripOf(journey) }))
  for (const { soFar } of known) world.commit(soFar)
  const ways = waysOn(world, toFinish.flatMap(onCorridor))
  const wayOf = ({ corridor }: Journey) => (corridor === undefined ? undefined : ways.get(corridor)) ?? 'out'
  // Gates serve in the order of arrival: first those on a corridor, the nearest to where they leave it before others.
  const secondsOf = (journey: Journey) =>
    onCorridor(journey).reduce((_, each) => secondsToGo(world, each, wayOf(journey)), Number.MAX_SAFE_INTEGER)
  known.sort((a, b) => secondsOf(a.journey) - secondsOf(b.journey) || a.journey.at - b.journey.at)
  for (const { journey, soFar } of known) {
    world.uncommit(soFar)
    const trip = finished(world, journey, wayOf(journey))
    if (trip !== undefined) world.commit({ ...trip, committedId: journey.id ?? `${vehicleName(world, journey)}-t0` })
    // Who has no way out is at no depot: nothing else is planned for them. What they have done stands; the checker says the rest.
    else if (journey.id !== undefined)
      world.commit({ ...soFar, committedId: journey.id, end: Number.POSITIVE_INFINITY })
    else world.place(journey.vehicle, journey.place ?? '', Number.POSITIVE_INFINITY)
  }
}

/** Itself, where it stands on a corridor. */
function onCorridor(journey: Journey): OnCorridor[] {
  const { corridor, people } = journey
  if (corridor === undefined) return []
  return [{ ...journey, corridor, movements: movementsAboard(journey), isLoaded: people.size > 0 }]
}

/** A trip as far as it is known. */
export interface Journey {
  readonly id?: string
  readonly vehicle: number
  readonly window: number
  readonly configuration: number | null
  readonly departure: number
  readonly legs: readonly Leg[]
  readonly passages: readonly Passage[]
  readonly boarded: readonly Boarded[]
  readonly arrived: readonly Arrived[]
  readonly pieces: ReadonlyMap<PlannedItem, number>
  readonly delivered: ReadonlyMap<PlannedItem, number>
  readonly handlings: readonly BayUse[]
  /** Where it is: at a place, or on a corridor at a position from the outside mouth. */
  readonly place: string | undefined
  readonly corridor: number | undefined
  readonly position: number
  readonly at: number
  readonly people: ReadonlyMap<PlannedGroup, number>
  readonly aid: ReadonlyMap<PlannedItem, number>
  /** As which it passes where only convoys do. */
  readonly convoy?: Convoy
}

function journeyFrom(
  world: World,
  vehicle: number,
  told: { readonly place?: string; readonly corridor?: string; readonly position?: number },
  at: number,
  people: ReadonlyMap<PlannedGroup, number>,
): Journey {
  const { problem } = world
  const corridor = problem.corridors.findIndex(({ id }) => id === told.corridor)
  return {
    vehicle,
    window: windowFrom(problem, at),
    configuration: configurationFor(problem, vehicle, people),
    departure: at,
    legs: [],
    passages: [],
    // They boarded before this plan; they no longer wait.
    boarded: [...people].map(([group, count]) => ({ group, count, at })),
    arrived: [],
    pieces: new Map(),
    delivered: new Map(),
    handlings: [],
    place: told.place,
    corridor: corridor === -1 ? undefined : corridor,
    position: told.position ?? 0,
    at,
    people,
    aid: new Map(),
  }
}

/** Legs of a plan, taken apart again. */
export function journeyOf(world: World, vehicle: number, legs: readonly Leg[]): Journey {
  const { problem } = world
  const passages: Passage[] = []
  const boarded: Boarded[] = []
  const arrived: Arrived[] = []
  const pieces = new Map<PlannedItem, number>()
  const delivered = new Map<PlannedItem, number>()
  const handlings: BayUse[] = []
  const people = new Map<PlannedGroup, number>()
  const aid = new Map<PlannedItem, number>()
  const movements = movementsOf(problem, legs)
  const busyBays = new Map<string, number>()
  let place: string | undefined = legs[0]?.place ?? undefined
  legs.forEach((each, index) => {
    if (each.kind === 'corridor_in' || each.kind === 'corridor_out') {
      const corridor = problem.corridors.findIndex(({ id }) => id === each.corridor)
      const found = problem.corridors[corridor]
      if (found === undefined) return
      const direction = each.kind === 'corridor_in' ? 'in' : 'out'
      const services: GateService[] = []
      for (let next = index + 1; legs[next]?.kind === 'gate'; next++) {
        const service = legs[next]
        const gate = found.gates.findIndex(({ id }) => id === service?.gate)
        const lane = service?.lane ?? 0
        // A promised lane that there is not holds nothing; the checker says so.
        if (service !== undefined && gate !== -1 && lane < (found.gates[gate]?.lanes ?? 0))
          services.push({ gate, lane, start: service.from, end: service.until })
      }
      const isLoaded = people.size > 0 || aid.size > 0
      passages.push({ corridor, direction, entry: each.from, exit: each.until, services, movements, isLoaded })
      place = direction === 'in' ? found.inside : found.outside
    } else if (each.place !== null) place = each.place
    if (each.kind !== 'load' && each.kind !== 'unload') return
    const isLoading = each.kind === 'load'
    for (const [group, count] of peopleOf(problem, each.people)) {
      change(people, group, isLoading ? count : -count)
      if (isLoading) boarded.push({ group, count, at: each.from })
      else
        arrived.push({
          group,
          count,
          destination: each.place ?? '',
          at: each.from,
          exit: passages.findLast(({ direction }) => direction === 'out')?.exit ?? each.from,
        })
    }
    for (const [item, count] of itemsOf(problem, each.aid)) {
      change(aid, item, isLoading ? count : -count)
      change(isLoading ? pieces : delivered, item, count)
    }
    const activity = isLoading ? 'load' : 'unload'
    const bays =
      each.place === null || Object.keys(each.aid).length === 0 ? undefined : world.baysOf(each.place, activity)
    const bay = bays?.earliest(each.from, each.until - each.from)
    const key = `${activity} ${each.place}`
    if (bay?.start === each.from && busyBays.get(key) !== each.from) {
      busyBays.set(key, each.from)
      handlings.push({ place: each.place ?? '', activity, ...bay, seconds: each.until - each.from })
    }
  })
  const first = legs[0]
  const entry = passages[0]?.entry ?? first?.from ?? 0
  const aboardMost = new Map<PlannedGroup, number>()
  for (const { group, count } of boarded) aboardMost.set(group, (aboardMost.get(group) ?? 0) + count)
  return {
    vehicle,
    // Which has only set off passes in the window that is next for it.
    window: passages.length === 0 ? windowFrom(problem, entry) : windowAt(problem, entry),
    configuration: configurationFor(problem, vehicle, aboardMost, [...pieces]),
    departure: (first?.kind === 'depart' ? first.until : first?.from) ?? 0,
    legs,
    passages,
    boarded,
    arrived,
    pieces,
    delivered,
    handlings,
    place,
    corridor: undefined,
    position: 0,
    at: legs.at(-1)?.kind === 'gate' ? (passages.at(-1)?.exit ?? 0) : (legs.at(-1)?.until ?? 0),
    people,
    aid,
  }
}

function isOver(problem: Problem, { place, people, aid, passages, legs }: Journey): boolean {
  const isOutside = place !== undefined && problem.placeById.get(place)?.inside !== true
  const last = legs.at(-1)?.kind
  // A trip that was told only as far as its departure goes on.
  return isOutside && people.size === 0 && aid.size === 0 && (passages.length > 0 || last === 'arrive')
}

/**
 * Brings a journey to its end: aid still aboard is delivered where there is time, then out, then to where people go. `way`: in which
 * it leaves the corridor that it stands on, where it can.
 */
function finished(world: World, journey: Journey, way: 'in' | 'out'): PlannedTrip | undefined {
  const { problem } = world
  const kind = problem.vehicles[journey.vehicle]?.fleet.kind
  const window = problem.windows[journey.window]
  if (kind === undefined || window === undefined) return undefined
  let now = journey
  if (now.corridor !== undefined) {
    const [onIt] = onCorridor(now)
    const [first, second] = way === 'in' ? (['in', 'out'] as const) : (['out', 'in'] as const)
    const passage = onIt && (restOfPassage(world, onIt, first) ?? restOfPassage(world, onIt, second))
    if (passage === undefined) return undefined
    now = passed(problem, now, passage)
  }
  const isOutside = (at: Journey) => at.place !== undefined && problem.placeById.get(at.place)?.inside !== true
  if (isOutside(now) && now.aid.size > 0) {
    const inward = nextPassage(world, now, kind, 'in')
    if (inward !== undefined) now = passed(problem, now, inward)
  }
  if (!isOutside(now) && now.aid.size > 0) now = delivering(world, now, kind) ?? now
  if (!isOutside(now)) {
    const outward =
      nextPassage(world, now, kind, 'out') ??
      nextPassage(world, now, kind, 'out', { isInNone: true }) ??
      lateWayOut(world, now, kind, window)
    if (outward === undefined) return undefined
    now = passed(problem, now, outward)
  }
  const home = broughtHome(world, now, kind)
  // One that was told where it stands is on duty from when it leaves, and not all the while from window to window.
  const trip = tripOf(home.id === undefined ? { ...home, departure: home.legs[0]?.from ?? home.departure } : home)
  // What did not come off is aboard still, and in no plan: nothing else is planned for it.
  return home.aid.size === 0 ? trip : { ...trip, end: Number.POSITIVE_INFINITY }
}

/**
 * Nobody is left without a way. Where there is none in time: before the window closes; else in a later one, for nothing may
 * move between them; else the soonest there is. The checker says how late.
 */
function lateWayOut(
  world: World,
  journey: Journey,
  kind: Passing['kind'],
  { close }: { readonly close: number },
): Passage | undefined {
  const { windows } = world.problem
  const beforeClose = nextPassage(world, journey, kind, 'out', { by: close, isInNone: true })
  if (beforeClose !== undefined) return beforeClose
  for (const [index, later] of windows.entries()) {
    if (later.close <= close) continue
    const passage = nextPassage(world, { ...journey, window: index }, kind, 'out', { isInNone: true })
    if (passage !== undefined) return passage
  }
  return nextPassage(world, journey, kind, 'out', { by: Math.max(close, journey.at) + longestWait, isInNone: true })
}

/** Seconds past the close, or past where it is seen after that, for which a way out is looked for where none is in time. */
const longestWait = 24 * 3600

/**
 * The quickest next passage from where it stands, out in time, or by whatever instant is asked for. `isInNone`: loaded too, where
 * only convoys pass so and it is in none; the checker says so.
 */
function nextPassage(
  world: World,
  journey: Journey,
  kind: Passing['kind'],
  direction: 'in' | 'out',
  { by, isInNone }: { readonly by?: number; readonly isInNone?: true } = {},
): Passage | undefined {
  const { problem } = world
  const window = problem.windows[journey.window]
  if (window === undefined || journey.place === undefined) return undefined
  const until = by ?? window.clearBy
  const movements = movementsAboard(journey)
  const isLoaded = journey.people.size > 0 || journey.aid.size > 0
  let best: Passage | undefined
  // It must not meet itself: its own passages so far stand too.
  const mark = world.mark()
  world.commit({ ...emptyTrip(journey.vehicle, journey.window), passages: journey.passages })
  problem.corridors.forEach((corridor, index) => {
    const isRightWay =
      corridor.direction === 'both' || corridor.direction === 'alternating' || corridor.direction === direction
    if (!isRightWay || problem.isUsable[index] !== true || !isFor(problem, journey, movements, corridor.uses)) return
    if (isLoaded && isInNone !== true && !mayBeAlone(problem, index, movements)) return
    const mouth = direction === 'in' ? corridor.outside : corridor.inside
    const atMouth = problem.times.arrival(kind, journey.place ?? '', mouth, journey.at)
    if (atMouth === undefined) return
    const passing: Passing = { kind, movements, isLoaded, isInConvoy: true, isStanding: true }
    const from = Math.max(atMouth, opening(problem, index, window))
    const passage = earliestPassage(world, index, direction, passing, from, until)
    if (passage === undefined || passage.exit > until) return
    if (best === undefined || passage.exit < best.exit) best = passage
  })
  world.rewind(mark)
  return best
}

/** Open to all that it moves; to something that it carries, or escorts, where it moves nothing. */
function isFor(problem: Problem, { vehicle }: Journey, movements: readonly Use[], uses: readonly Use[]): boolean {
  if (movements.length > 0) return movements.every((movement) => uses.includes(movement))
  const fleet = problem.vehicles[vehicle]?.fleet
  if (fleet === undefined) return false
  const escorted = problem.pause.rules.convoys.filter(({ escort }) => escort === fleet.id).flatMap((rule) => rule.uses)
  return [...fleet.carries, ...escorted].some((use) => uses.includes(use))
}

/** Where only convoys pass loaded: as one of its own, if that is large enough and needs no escort. */
function mayBeAlone(problem: Problem, corridor: number, movements: readonly Use[]): boolean {
  const rules = (problem.convoys[corridor] ?? []).filter(({ uses }) => uses.some((use) => movements.includes(use)))
  return rules.every(({ size: [least], escort }) => least <= 1 && escort === 'none')
}

function passed(problem: Problem, journey: Journey, passage: Passage): Journey {
  const corridor = problem.corridors[passage.corridor]
  const { isLoaded, isUnderWay, movements } = passage
  const isConvoy = isLoaded && isUnderWay !== true && isConvoyAsked(problem, passage.corridor, movements)
  return {
    ...journey,
    ...(isConvoy && mayBeAlone(problem, passage.corridor, movements) ? { convoy: { corridor: passage.corridor } } : {}),
    legs: [...journey.legs, ...passageLegs(problem, passage)],
    passages: [...journey.passages, passage],
    place: passage.direction === 'in' ? corridor?.inside : corridor?.outside,
    corridor: undefined,
    at: passage.exit,
  }
}

/** Unloads what is aboard for one drop, whole pieces, as long as it is out in time after it. */
function delivering(world: World, journey: Journey, kind: Passing['kind']): Journey | undefined {
  const { problem } = world
  const drop = [...journey.aid.keys()][0]?.consignment.to
  if (drop === undefined || journey.place === undefined) return undefined
  const arrival = problem.times.arrival(kind, journey.place, drop, journey.at)
  const rate = problem.placeById.get(drop)?.unload
  if (arrival === undefined) return undefined
  const here = [...journey.aid].filter(([item]) => item.consignment.to === drop)
  // The whole, or half of it, and so on: what does not come off in time leaves with the truck.
  for (let share = 1; share > 1 / 64; share /= 2) {
    const pieces = new Map(here.map(([item, count]) => [item, Math.floor(count * share)] as const))
    const grams = [...pieces].reduce((sum, [{ item }, count]) => sum + item.mass * count, 0)
    if (grams === 0) return undefined
    const seconds = rate === undefined ? 0 : Math.ceil((grams * rate.per) / Math.max(1, rate.mass))
    const bay = world.baysOf(drop, 'unload')?.earliest(arrival, seconds)
    const start = bay?.start ?? arrival
    const aid = new Map(journey.aid)
    const delivered = new Map(journey.delivered)
    for (const [item, count] of pieces) {
      change(aid, item, -count)
      change(delivered, item, count)
    }
    const next: Journey = {
      ...journey,
      aid,
      delivered,
      place: drop,
      at: start + seconds,
      legs: [...journey.legs, leg('unload', start, start + seconds, { place: drop, aid: aidOf(pieces) })],
      handlings:
        bay === undefined
          ? journey.handlings
          : [...journey.handlings, { place: drop, activity: 'unload', ...bay, seconds }],
    }
    if (nextPassage(world, next, kind, 'out') !== undefined) return next
  }
  return undefined
}

/** Each group to its own destination, one after another; of several to one that has room, as others come there too. */
function broughtHome(world: World, journey: Journey, kind: Passing['kind']): Journey {
  const { problem } = world
  let now = journey
  const exit = journey.passages.findLast(({ direction }) => direction === 'out')?.exit
  while (now.people.size > 0 && now.place !== undefined) {
    const [first] = now.people.keys()
    const place: string = now.place
    const from = now.at
    const reachable = problem.peopleJobs.filter(
      (each) =>
        first !== undefined &&
        each.groups.includes(first) &&
        problem.times.arrival(kind, place, each.destination, from) !== undefined,
    )
    const aboardFor = ({ groups }: PeopleJob) => [...now.people].filter(([group]) => groups.includes(group))
    const arrivedAt = (id: string) => now.arrived.filter(({ destination }) => destination === id)
    const job =
      reachable.find((each) => hasRoomFor(world, aboardFor(each), each.destination, arrivedAt(each.destination))) ??
      reachable[0]
    if (job === undefined) return now
    const people = new Map(aboardFor(job))
    const arrival = problem.times.arrival(kind, place, job.destination, from) ?? from
    const arrivedHere = arrivedAt(job.destination)
    const taken = takeIn(world, now.vehicle, job, people, arrival, arrivedHere)
    if (taken === undefined) return now
    now = {
      ...now,
      legs: [...now.legs, ...taken.legs],
      arrived: [...now.arrived, ...taken.arrived.map((each) => ({ ...each, exit: exit ?? each.at }))],
      people: new Map([...now.people].filter(([group]) => !people.has(group))),
      place: job.destination,
      at: taken.end,
    }
  }
  const isEmptyHanded = now.legs.at(-1)?.kind === 'corridor_out' || now.legs.at(-1)?.kind === 'gate'
  return isEmptyHanded
    ? { ...now, legs: [...now.legs, leg('arrive', now.at, now.at, { place: now.place ?? null })] }
    : now
}

export function tripOf(journey: Journey): PlannedTrip {
  const { vehicle, window, configuration, departure, legs, passages, boarded, arrived, handlings } = journey
  return {
    ...emptyTrip(vehicle, window),
    configuration,
    departure,
    legs,
    passages,
    boarded,
    arrived,
    handlings,
    ...(journey.convoy === undefined ? {} : { convoy: journey.convoy }),
    pieces: [...journey.pieces].map(([{ index }, count]) => ({ item: index, count })),
    delivered: [...journey.delivered].map(([{ index }, count]) => ({ item: index, count })),
    endPlace: journey.place ?? '',
    end: journey.at,
  }
}

function configurationFor(
  problem: Problem,
  vehicle: number,
  people: ReadonlyMap<PlannedGroup, number>,
  aid: readonly (readonly [PlannedItem, number])[] = [],
): number | null {
  const fleet = problem.vehicles[vehicle]?.fleet
  if (fleet === undefined || fleet.loads.length === 0) return null
  let [stretcher, wheelchair, all] = [0, 0, 0]
  for (const [{ unit }, count] of people) {
    stretcher += unit.stretcher * count
    wheelchair += unit.wheelchair * count
    all += (unit.stretcher + unit.wheelchair + unit.seated) * count
  }
  const grams = aid.reduce((sum, [{ item }, count]) => sum + item.mass * count, 0)
  const index = fleet.loads.findIndex((load) => {
    const lying = load.stretcher ?? 0
    const rolling = lying + (load.wheelchair ?? 0)
    return (
      stretcher <= lying &&
      stretcher + wheelchair <= rolling &&
      all <= rolling + (load.seated ?? 0) &&
      grams <= (load.mass ?? 0)
    )
  })
  return Math.max(0, index)
}

function movementsOf(problem: Problem, legs: readonly Leg[]): Use[] {
  const movements = new Set<Use>()
  for (const each of legs) {
    if (each.kind !== 'load') continue
    for (const [group] of peopleOf(problem, each.people)) movements.add(group.group.movement)
    if (Object.keys(each.aid).length > 0) movements.add('aid')
  }
  return [...movements]
}

function movementsAboard(journey: Journey): Use[] {
  const movements = new Set<Use>()
  for (const { group } of journey.boarded) movements.add(group.group.movement)
  if (journey.pieces.size > 0) movements.add('aid')
  return [...movements]
}

function peopleOf(problem: Problem, counts: Readonly<Record<string, number>>): Map<PlannedGroup, number> {
  const found = new Map<PlannedGroup, number>()
  for (const [id, count] of Object.entries(counts)) {
    const group = problem.groupById.get(id)
    if (group !== undefined && count > 0) found.set(group, count)
  }
  return found
}

function itemsOf(problem: Problem, aid: Leg['aid']): [PlannedItem, number][] {
  return problem.items.flatMap((item): [PlannedItem, number][] => {
    const count = aid[item.consignment.id]?.[item.item.id] ?? 0
    return count > 0 ? [[item, count]] : []
  })
}

function change<K>(counts: Map<K, number>, key: K, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}

function windowAt(problem: Problem, at: number): number {
  return Math.max(
    0,
    problem.windows.findLastIndex(({ open }) => open <= at),
  )
}

/** The window in which it may move from where it was seen: between two, the next. */
function windowFrom(problem: Problem, at: number): number {
  const next = problem.windows.findIndex(({ close }) => at < close)
  return next === -1 ? windowAt(problem, at) : next
}

function vehicleName(world: World, { vehicle }: Journey): string {
  return world.problem.vehicles[vehicle]?.id ?? ''
}
