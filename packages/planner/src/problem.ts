// A pause as the planner works on it: what does not change during the search, looked up once.
// The planner is handed times, it does not route: anything with this shape will do.

import {
  type Consignment,
  type ConvoyRule,
  type Corridor,
  type Gate,
  type Group,
  type Instant,
  type Item,
  localSecondsOfDay,
  type Movement,
  mobilities,
  movements,
  type Pause,
  type Place,
  priorities,
  type Use,
  type Varying,
  type Vehicle,
  type VehicleKind,
  valueAt,
  vehiclesOf,
  zoneOffsetSeconds,
} from '@treve/model'
import type { InForce } from './in-force.ts'
import { noPlaces, type PlaceCounts, placeOf, plus } from './places.ts'
import { clearByWith, earlierExits, type PauseToPlan } from './reserve/kept.ts'

/** Quickest ways between places of one side, as `network` finds them. */
export interface Times {
  /** On foot; undefined where there is no way. */
  walkSeconds(from: string, to: string): number | undefined
  arrival(kind: VehicleKind, from: string, to: string, departure: number): number | undefined
  leastSeconds(kind: VehicleKind, from: string, to: string): number | undefined
  departure(kind: VehicleKind, from: string, to: string, arriveBy: number, notBefore: number): number
}

export interface Problem {
  readonly pause: PauseToPlan
  readonly times: Times
  readonly windows: readonly PlannedWindow[]
  readonly corridors: readonly Corridor[]
  readonly vehicles: readonly Vehicle[]
  /** In order of priority, then of mobility: who needs the rarer place first. */
  readonly groups: readonly PlannedGroup[]
  readonly drops: readonly PlannedDrop[]
  /** Every line of every consignment. */
  readonly items: readonly PlannedItem[]
  readonly peopleJobs: readonly PeopleJob[]
  readonly aidJobs: readonly AidJob[]
  readonly placeById: ReadonlyMap<string, Place>
  readonly groupById: ReadonlyMap<string, PlannedGroup>
  readonly vehicleById: ReadonlyMap<string, number>
  /** Private cars by corridor index: when they enter and leave, which no plan decides. */
  readonly cars: readonly (readonly CarPassage[])[]
  /** What a movement waits for before it starts out loaded. */
  readonly waits: ReadonlyMap<Use, readonly Wait[]>
  /** By corridor index: the rules of convoys that hold there. */
  readonly convoys: readonly (readonly ConvoyRule[])[]
  /** By corridor index: whether this plan may use it at all. An alternate is for plans made anew. */
  readonly isUsable: readonly boolean[]
  /** By corridor index: seconds before all must be clear from which on its exits are kept free for who is late. */
  readonly earlierExits: readonly number[]
  /** What vehicles have been told already; a new plan changes no more of it than it must. */
  readonly inForce: InForce | undefined
}

export interface CarPassage {
  readonly enter: number
  readonly exit: number
}

/** The first loaded exit of a movement, or an instant. */
export type Wait =
  | { readonly movement: Movement | 'aid'; readonly metAt: undefined }
  | { readonly movement: undefined; readonly metAt: number }

export interface PlannedWindow {
  readonly id: string
  readonly open: number
  readonly close: number
  /** close − buffer. */
  readonly clearBy: number
}

export interface PlannedGroup {
  readonly group: Group
  readonly index: number
  /** 0 life-critical … 3 general. */
  readonly tier: number
  /** Places that one of them takes in a vehicle, companions included. */
  readonly unit: PlaceCounts
  /** Bed that one of them takes. */
  readonly bed: PlaceCounts
  /** Cumulative: how many have come by when. */
  readonly ready: readonly { readonly at: number; readonly count: number }[]
}

export interface PlannedItem {
  /** Among all items of the pause. */
  readonly index: number
  /** Index of the drop it is for. */
  readonly drop: number
  readonly consignment: Consignment
  readonly item: Item
}

/** A drop, with all that is consigned to it. */
export interface PlannedDrop {
  readonly place: Place
  readonly index: number
  readonly demandGrams: number
  /** The floors of its consignments added up; where more than is consigned, no plan can reach it. */
  readonly floorGrams: number
  /** serves ÷ mean serves, as a fraction: grams × weightNumerator ÷ weightDenominator. */
  readonly weight: { readonly numerator: number; readonly denominator: number }
}

/** People of one movement from one pick-up to one destination. */
export interface PeopleJob {
  readonly pickUp: string
  readonly destination: string
  readonly movement: Movement
  readonly groups: readonly PlannedGroup[]
}

/** Items from one warehouse to one drop. */
export interface AidJob {
  readonly warehouse: string
  readonly drop: PlannedDrop
  readonly items: readonly PlannedItem[]
}

export function problemOf(pause: PauseToPlan, times: Times): Problem {
  const placeById = new Map(pause.places.map((place) => [place.id, place]))
  const buffer = pause.terms.clear.buffer
  const ofTerms = pause.terms.windows.map(({ id, open, close }) => ({ id, open, close, clearBy: close - buffer }))
  const windows = ofTerms.map((window) => ({ ...window, clearBy: clearByWith(pause, window) }))
  const firstOpen = windows[0]?.open ?? 0
  const groups = [...pause.people]
    .sort(
      (a, b) =>
        priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
        (a.rank ?? 0) - (b.rank ?? 0) ||
        mobilities.indexOf(b.mobility) - mobilities.indexOf(a.mobility),
    )
    .map((group, index) => plannedGroup(group, index, firstOpen))
  const drops = plannedDrops(pause, placeById)
  const vehicles = vehiclesOf(pause)
  const items = pause.aid
    .flatMap((consignment) => consignment.items.map((item) => ({ consignment, item })))
    .map((line, index) => ({
      ...line,
      index,
      drop: drops.findIndex(({ place }) => place.id === line.consignment.to),
    }))
  const alternates = new Set(pause.rules.state === undefined ? pause.rules.alternates.map((each) => each.corridor) : [])
  return {
    pause,
    times,
    windows,
    corridors: pause.corridors,
    earlierExits: earlierExits(pause),
    vehicles,
    groups,
    drops,
    items,
    placeById,
    groupById: new Map(groups.map((planned) => [planned.group.id, planned])),
    vehicleById: new Map(vehicles.map(({ id }, index) => [id, index])),
    peopleJobs: peopleJobsOf(groups),
    aidJobs: aidJobsOf(pause, drops, items),
    // Who leaves by car is held to the terms, whatever a plan keeps free beyond them.
    cars: pause.corridors.map((corridor) => carsOf(pause, corridor, ofTerms)),
    waits: waitsOf(pause),
    convoys: pause.corridors.map(({ id }) => pause.rules.convoys.filter((rule) => rule.corridor === id)),
    isUsable: pause.corridors.map(({ id }) => !alternates.has(id)),
    inForce: undefined,
  }
}

function waitsOf(pause: Pause): ReadonlyMap<Use, readonly Wait[]> {
  const waits = new Map<Use, Wait[]>()
  for (const { movement, waits_for, exempt } of pause.rules.reciprocal) {
    // Nothing that is medical, or exempt, is ever held.
    if (exempt.includes(movement)) continue
    const event = pause.rules.events.find((each) => each.id === waits_for)
    const awaited = [...movements, 'aid' as const].find((each) => each === waits_for)
    const wait: Wait | undefined =
      event !== undefined
        ? { movement: undefined, metAt: event.earliest }
        : awaited && { movement: awaited, metAt: undefined }
    // What names neither can never be met.
    waits.set(movement, [
      ...(waits.get(movement) ?? []),
      wait ?? { movement: undefined, metAt: Number.POSITIVE_INFINITY },
    ])
  }
  return waits
}

/** Cars enter evenly from the opening on, and wait for nobody but each other at gates. */
function carsOf(pause: Pause, corridor: Corridor, windows: readonly PlannedWindow[]): CarPassage[] {
  const flow = corridor.private_cars
  const gates = gatesOf(corridor, 'out')
  if (flow === undefined || flow.vehicles === 0 || corridor.direction === 'in') return []
  if (gates.some((gate) => gate.car_lanes === 0 || gate.service.car === undefined)) return []
  const serviceSeconds = gates.reduce((sum, gate) => sum + (gate.service.car ?? 0), 0)
  const zone = pause.time_zone
  const passages: CarPassage[] = []
  for (const { open, clearBy } of windows) {
    const opens = Math.max(open, corridor.opens.earliest ?? open)
    const freeAt = gates.map((gate) => new Array<number>(gate.car_lanes).fill(Number.NEGATIVE_INFINITY))
    for (let car = 0; car < mostCars; car++) {
      const enter = opens + Math.floor((car * flow.per) / flow.vehicles)
      if (enter > clearBy) break
      const travel = valueAt(corridor.travel, localSecondsOfDay(enter as Instant, zone)).car
      if (travel === undefined || enter + travel + serviceSeconds > clearBy) continue
      let [at, position] = [enter, 1]
      gates.forEach((gate, index) => {
        const lanes = freeAt[index] ?? []
        const freest = Math.min(...lanes)
        at = Math.max(at + secondsBetween(position, gate.position, travel), freest) + (gate.service.car ?? 0)
        lanes[lanes.indexOf(freest)] = at
        position = gate.position
      })
      passages.push({ enter, exit: at + secondsBetween(position, 0, travel) })
    }
  }
  return passages
}

/** More than any road takes in a week. */
const mostCars = 500_000

/** Index of the row of a corridor's capacity that holds at an instant. */
export function slotRowAt(problem: Problem, corridor: Corridor, instant: number): number {
  const rows = corridor.capacity ?? []
  if (rows.length < 2) return 0
  const value = valueAt(rows, localSecondsOfDay(instant as Instant, problem.pause.time_zone))
  return rows.findIndex((row) => row.value === value)
}

function plannedGroup(group: Group, index: number, firstOpen: number): PlannedGroup {
  const bed = { ...noPlaces, [placeOf(group.mobility)]: 1 }
  const arrivals =
    group.ready === undefined
      ? [{ at: firstOpen, count: group.count.best }]
      : typeof group.ready === 'number'
        ? [{ at: group.ready as number, count: group.count.best }]
        : [...group.ready].sort((a, b) => a.at - b.at)
  let sum = 0
  const ready = arrivals.map(({ at, count }) => {
    sum += count
    return { at: at as number, count: sum }
  })
  return {
    group,
    index,
    tier: priorities.indexOf(group.priority),
    bed,
    unit: plus(bed, { ...noPlaces, seated: group.companions }),
    ready,
  }
}

function plannedDrops(pause: Pause, placeById: ReadonlyMap<string, Place>): PlannedDrop[] {
  const byDrop = new Map<string, { demand: number; floor: number }>()
  for (const consignment of pause.aid) {
    const sums = byDrop.get(consignment.to) ?? { demand: 0, floor: 0 }
    sums.demand += gramsOf(consignment)
    sums.floor += consignment.floor
    byDrop.set(consignment.to, sums)
  }
  const places = [...byDrop.keys()].flatMap((id) => placeById.get(id) ?? [])
  const stated = places.flatMap((place) => place.serves ?? [])
  const sum = stated.reduce((a, b) => a + b, 0)
  return places.map((place, index) => {
    const { demand, floor } = byDrop.get(place.id) ?? { demand: 0, floor: 0 }
    // serves ÷ (sum ÷ n) = serves × n ÷ sum; one without counts as the mean.
    const weight =
      place.serves === undefined
        ? { numerator: 1, denominator: 1 }
        : sum === 0
          ? { numerator: 0, denominator: 1 }
          : { numerator: place.serves * stated.length, denominator: sum }
    return { place, index, demandGrams: demand, floorGrams: floor, weight }
  })
}

export function gramsOf(consignment: Consignment): number {
  return consignment.items.reduce((sum, item) => sum + item.count * item.mass, 0)
}

function peopleJobsOf(groups: readonly PlannedGroup[]): PeopleJob[] {
  const jobs = new Map<string, { pickUp: string; destination: string; movement: Movement; groups: PlannedGroup[] }>()
  for (const planned of groups) {
    const { at, movement, to } = planned.group
    for (const destination of new Set(to)) {
      const key = `${at} ${destination} ${movement}`
      const job = jobs.get(key) ?? { pickUp: at, destination, movement, groups: [] }
      job.groups.push(planned)
      jobs.set(key, job)
    }
  }
  return [...jobs.values()]
}

function aidJobsOf(pause: Pause, drops: readonly PlannedDrop[], items: readonly PlannedItem[]): AidJob[] {
  const jobs = new Map<string, { warehouse: string; drop: PlannedDrop; items: PlannedItem[] }>()
  for (const consignment of pause.aid) {
    const drop = drops.find((each) => each.place.id === consignment.to)
    if (drop === undefined) continue
    const key = `${consignment.from} ${consignment.to}`
    const job = jobs.get(key) ?? { warehouse: consignment.from, drop, items: [] }
    job.items.push(...items.filter((item) => item.consignment === consignment))
    jobs.set(key, job)
  }
  return [...jobs.values()]
}

/** What a figure that varies over the local day is at an instant. */
export function valueThen<T>(problem: Problem, rows: Varying<T>, instant: number): T {
  const [only] = rows
  if (rows.length === 1 && only !== undefined) return only.value
  return valueAt(rows, localSecondsOfDay(instant as Instant, problem.pause.time_zone))
}

/** The next instant at which another row of a figure that varies over the local day may hold; undefined: it does not. */
export function nextRow<T>(problem: Problem, rows: Varying<T>, instant: number): number | undefined {
  if (rows.length < 2) return undefined
  const zone = problem.pause.time_zone
  const now = localSecondsOfDay(instant as Instant, zone)
  const ahead = rows.map(({ from }) => (from - now + daySeconds) % daySeconds).filter((seconds) => seconds > 0)
  const next = instant + Math.min(...ahead)
  if (zoneOffsetSeconds(zone, instant as Instant) === zoneOffsetSeconds(zone, next as Instant)) return next
  // Clocks change on the way, on a quarter of an hour: on to the next of them, and look again there.
  return (Math.floor(instant / 900) + 1) * 900
}

const daySeconds = 86_400

/** Gates that check the direction, in the order in which it meets them. */
export function gatesOf(corridor: Corridor, direction: 'in' | 'out'): readonly Gate[] {
  const checking = corridor.gates.filter((gate) => gate.checks.includes(direction))
  return checking.sort((a, b) => (direction === 'in' ? a.position - b.position : b.position - a.position))
}

/**
 * Driving time between two positions of a corridor, from 0 at the outside mouth to 1 at the inside one, in whole
 * seconds. Offsets are rounded up to the second from one mouth or from the other: the longer of the two is taken, so
 * that a plan never counts on the second that rounding hides.
 */
export function secondsBetween(from: number, to: number, travelSeconds: number): number {
  // As the checker counts them: a position is a decimal of at most nine places, and floating point would lose a second.
  const offset = (position: number) => Math.ceil((Math.round(position * 1e9) * travelSeconds) / 1e9)
  const fromOutside = Math.abs(offset(to) - offset(from))
  const fromInside = Math.abs(offset(1 - to) - offset(1 - from))
  return Math.max(fromOutside, fromInside)
}

/** Boarding or alighting of a number of people of groups, companions included. */
export function handlingSeconds(
  rule: Vehicle['fleet']['board'],
  doors: number | undefined,
  people: Iterable<readonly [PlannedGroup, number]>,
): number {
  let sum = 0
  const perSeat = rule.seated ?? 0
  for (const [{ group }, count] of people) {
    const perPerson = group.mobility === 'on_foot' ? perSeat : (rule[group.mobility] ?? perSeat)
    sum += count * (perPerson + group.companions * perSeat)
  }
  return sum === 0 && rule.fixed === 0 ? 0 : rule.fixed + Math.ceil(sum / (rule.doors ?? doors ?? 1))
}
