// A pause as the planner works on it: what does not change during the search, looked up once.
// The planner is handed times, it does not route: anything with this shape will do.

import {
  type Consignment,
  type Corridor,
  type Gate,
  type Group,
  type Instant,
  type Item,
  localSecondsOfDay,
  type Movement,
  mobilities,
  type Pause,
  type Place,
  priorities,
  type Varying,
  type Vehicle,
  type VehicleKind,
  valueAt,
  vehiclesOf,
} from '@treve/model'
import { noPlaces, type PlaceCounts, placeOf, plus } from './places.ts'

/** Quickest ways between places of one side, as `network` finds them. */
export interface Times {
  arrival(kind: VehicleKind, from: string, to: string, departure: number): number | undefined
  leastSeconds(kind: VehicleKind, from: string, to: string): number | undefined
  departure(kind: VehicleKind, from: string, to: string, arriveBy: number, notBefore: number): number
}

export interface Problem {
  readonly pause: Pause
  readonly times: Times
  readonly windows: readonly PlannedWindow[]
  readonly corridors: readonly Corridor[]
  readonly vehicles: readonly Vehicle[]
  /** In order of priority, then of mobility: who needs the rarer place first. */
  readonly groups: readonly PlannedGroup[]
  readonly drops: readonly PlannedDrop[]
  readonly peopleJobs: readonly PeopleJob[]
  readonly aidJobs: readonly AidJob[]
  readonly placeById: ReadonlyMap<string, Place>
}

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

export function problemOf(pause: Pause, times: Times): Problem {
  const placeById = new Map(pause.places.map((place) => [place.id, place]))
  const buffer = pause.terms.clear.buffer
  const windows = pause.terms.windows.map(({ id, open, close }) => ({ id, open, close, clearBy: close - buffer }))
  const firstOpen = windows[0]?.open ?? 0
  const groups = [...pause.people]
    .sort(
      (a, b) =>
        priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
        mobilities.indexOf(b.mobility) - mobilities.indexOf(a.mobility),
    )
    .map((group, index) => plannedGroup(group, index, firstOpen))
  const drops = plannedDrops(pause, placeById)
  return {
    pause,
    times,
    windows,
    corridors: pause.corridors,
    vehicles: vehiclesOf(pause),
    groups,
    drops,
    placeById,
    peopleJobs: peopleJobsOf(groups),
    aidJobs: aidJobsOf(pause, drops),
  }
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
      place.serves === undefined || sum === 0
        ? { numerator: 1, denominator: 1 }
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

function aidJobsOf(pause: Pause, drops: readonly PlannedDrop[]): AidJob[] {
  const jobs = new Map<string, { warehouse: string; drop: PlannedDrop; items: PlannedItem[] }>()
  for (const consignment of pause.aid) {
    const drop = drops.find((each) => each.place.id === consignment.to)
    if (drop === undefined) continue
    const key = `${consignment.from} ${consignment.to}`
    const job = jobs.get(key) ?? { warehouse: consignment.from, drop, items: [] }
    job.items.push(...consignment.items.map((item) => ({ consignment, item })))
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
  const offset = (position: number) => Math.ceil(Math.round(position * travelSeconds * 1e6) / 1e6)
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
