// A plan in force at an instant of its day: what of it is done, and from where each vehicle goes on. Of a vehicle that is
// told of, where it stands and who is aboard say which step of its orders comes next; all others are where the plan has
// them.

import type { Pause } from '@treve/model'
import { type Problem, secondsBetween, valueThen } from '../problem.ts'
import { type Draft, steps } from './step-rows.ts'

export type Told = NonNullable<Pause['rules']['state']>['vehicles'][number]

export interface Present {
  readonly at: number
  /** By id. */
  readonly vehicles: ReadonlyMap<string, Told>
  /** Trips that have ended, by id. */
  readonly done: ReadonlySet<string>
  /** Corridors by which nobody sets out any more, by id. */
  readonly shut?: ReadonlySet<string>
}

/** How a vehicle begins the day, or goes on with it. */
export interface Start {
  readonly step: number
  /** Steps before this one are done: the same, but for who is on a second exit, which stands after all that is planned. */
  readonly done: number
  /** Before everything, where the day begins with its first trip. */
  readonly at: number
  readonly people: number
  /** With companions. */
  readonly persons: number
  readonly grams: number
  /** The entry into the corridor that it is on, or −1. */
  readonly passage: number
}

/** Steps of a vehicle, and the ids of the trips that they are of. */
export interface Orders {
  readonly vehicle: number
  readonly first: number
  readonly end: number
  readonly tripIds: readonly string[]
  /** How a plan made anew finds the vehicle, before its first step; and how long it takes from there to that. */
  readonly found?: {
    readonly people: number
    readonly persons: number
    readonly place: string | undefined
    readonly drive: number
    readonly at: number
  }
}

/** Writes into the steps of a vehicle how it goes on; undefined where it is told to be nowhere that its orders lead. */
export function startNow(problem: Problem, present: Present, drafts: Draft[], orders: Orders): Start | undefined {
  const { first, vehicle } = orders
  const told = present.vehicles.get(problem.vehicles[vehicle]?.id ?? '')
  const course = courseOf(drafts, orders)
  const turned = told === undefined ? undefined : onSecondExit(problem, present, drafts, orders, told)
  if (told !== undefined && turned !== undefined) {
    const { people, persons } = aboardOf(problem, told)
    const { grams } = course[turned.done - first] ?? { grams: 0 }
    const draft = drafts[turned.step]
    if (draft !== undefined) draft.drive = turned.drive
    return { step: turned.step, done: turned.done, at: present.at, people, persons, grams, passage: turned.passage }
  }
  const point =
    told === undefined
      ? plannedPoint(drafts, course, orders, present.at)
      : toldPoint(problem, present, drafts, course, orders, told)
  if (point === undefined) return undefined
  const { step, drive, left } = point
  const before = course[step - first]
  if (before === undefined) return undefined
  const draft = step < orders.end ? drafts[step] : undefined
  if (draft !== undefined) {
    // Under way already: that drive keeps the time it was begun with.
    if (draft.drive !== drive) draft.way = -1
    draft.drive = drive
    if (left !== undefined) goOnWith(draft, left)
    if (left !== undefined && told !== undefined && draft.kind === steps.handle) {
      // Those aboard were told, and the others are those left.
      draft.people = Math.round(draft.people * left)
      draft.load = -1
    }
  }
  const { people, persons, grams, passage } = before
  const hasBegun = told !== undefined || step > first
  const at = hasBegun ? present.at : Number.NEGATIVE_INFINITY
  return {
    step,
    done: step,
    at,
    ...(told === undefined ? { people, persons } : aboardOf(problem, told)),
    grams,
    passage,
  }
}

/**
 * On the corridor of a second exit, where none of its trips passes that corridor outward as planned. Of several that may be
 * passed still, the nearest in time.
 */
function onSecondExit(
  problem: Problem,
  present: Present,
  drafts: readonly Draft[],
  { vehicle, first, end, tripIds }: Orders,
  told: Told,
): (Point & { readonly done: number; readonly passage: number }) | undefined {
  const isBy = ({ kind, corridor }: Draft) => kind === steps.enter && problem.corridors[corridor]?.id === told.corridor
  const planned = drafts.slice(first, end).filter(isBy)
  if (told.corridor === undefined || planned.some(({ sign }) => sign === 1)) return undefined
  // Where it also comes inward by that corridor, it does so with nobody aboard.
  if (planned.length > 0 && Object.keys(told.aboard).length === 0) return undefined
  const lastDone = lastDoneOf(present, tripIds)
  const tripNumbers = tripNumbersOf(drafts, first, end)
  const isLeft = ({ trip }: Draft) => (tripNumbers.get(trip) ?? -1) > lastDone
  const [entry] = drafts
    .slice(end + 1)
    .filter((draft) => isBy(draft) && isLeft(draft))
    .sort((a, b) => Math.abs(a.notBefore - present.at) - Math.abs(b.notBefore - present.at))
  if (entry === undefined) return undefined
  const step = drafts.indexOf(entry)
  const point = onCorridor(problem, vehicle, drafts, step, told.position ?? 0)
  return point === undefined ? undefined : { ...point, done: entry.first, passage: step }
}

/** The last of the trips that is over, by its number; −1: none. */
function lastDoneOf({ done }: Present, tripIds: readonly string[]): number {
  return tripIds.findLastIndex((id) => done.has(id))
}

/** By trip of the script: its number among those of the vehicle. */
function tripNumbersOf(drafts: readonly Draft[], first: number, end: number): ReadonlyMap<number, number> {
  const trips = new Set(drafts.slice(first, end).map(({ trip }) => trip))
  return new Map([...trips].map((trip, index) => [trip, index]))
}

export function aboardOf(problem: Problem, { aboard }: Told): { people: number; persons: number } {
  let people = 0
  let persons = 0
  for (const [id, count] of Object.entries(aboard)) {
    people += count
    persons += count * (1 + (problem.groupById.get(id)?.group.companions ?? 0))
  }
  return { people, persons }
}

/** Where in its orders a vehicle is: before this step, with so many seconds of the drive to it left. */
interface Point {
  readonly step: number
  readonly drive: number
  /** Share left of a service, a boarding or an unloading that has begun. */
  readonly left?: number
}

/** What holds as planned before a step: who is aboard, the entry into the corridor it is on, since when, and from where. */
interface Before {
  readonly people: number
  readonly persons: number
  readonly grams: number
  readonly passage: number
  readonly since: number
  readonly place: string
}

/** One more than there are steps: the last holds after them all. */
function courseOf(drafts: readonly Draft[], { first, end, found }: Orders): Before[] {
  let before: Before = {
    people: found?.people ?? 0,
    persons: found?.persons ?? 0,
    grams: 0,
    passage: -1,
    since: Number.NEGATIVE_INFINITY,
    place: drafts[first]?.place ?? '',
  }
  const course = [before]
  for (const [index, draft] of drafts.slice(first, end).entries()) {
    const sign = draft.kind === steps.handle ? draft.sign : 0
    before = {
      people: before.people + sign * draft.people,
      persons: before.persons + sign * draft.people * draft.personsEach,
      grams: before.grams + sign * draft.grams,
      passage: draft.kind === steps.enter ? first + index : draft.kind === steps.exit ? -1 : before.passage,
      since: endOf(draft),
      place: draft.kind === steps.gate ? before.place : draft.place,
    }
    course.push(before)
  }
  return course
}

function endOf({ kind, notBefore, plannedUntil }: Draft): number {
  return kind === steps.begin ? notBefore : plannedUntil
}

/** As planned: the first step that is not over. */
function plannedPoint(drafts: readonly Draft[], course: readonly Before[], { first, end }: Orders, at: number): Point {
  for (let step = first; step < end; step++) {
    const draft = drafts[step]
    if (draft === undefined || endOf(draft) <= at) continue
    const { kind, notBefore, plannedUntil, drive } = draft
    const isStay = kind === steps.handle || kind === steps.gate || kind === steps.stay
    if (isStay && notBefore <= at) return { step, drive: 0, left: (plannedUntil - at) / (plannedUntil - notBefore) }
    // It set out when the step before was over.
    const since = course[step - first]?.since ?? at
    return { step, drive: step === first ? drive : Math.max(0, Math.min(drive, since + drive - at)) }
  }
  return { step: end, drive: 0 }
}

/** What it does there has begun: of a stop, the fixed part is over; who is aboard is told, or counted when it is done. */
function goOnWith(draft: Draft, left: number): void {
  if (draft.kind === steps.gate) draft.fixed *= left
  if (draft.kind !== steps.handle) return
  draft.variable = (draft.fixed + draft.variable) * left
  draft.fixed = 0
  // They are being taken in already.
  draft.booking = -1
}

/**
 * Of all points of its trips that are not done at which it may be where it is told, the likeliest: each second off the time
 * of the plan counts, each person more or fewer aboard as a minute, and loaded instead of empty as several hours.
 */
function toldPoint(
  problem: Problem,
  present: Present,
  drafts: readonly Draft[],
  course: readonly Before[],
  { vehicle, first, end, tripIds, found }: Orders,
  told: Told,
): Point | undefined {
  const { people } = aboardOf(problem, told)
  const { at } = present
  let best: { readonly point: Point; readonly cost: number } | undefined
  const offer = (point: Point, from: number, until: number, planned: number) => {
    const cost =
      Math.max(0, from - at, at - until) + 60 * Math.abs(people - planned) + (people > 0 === planned > 0 ? 0 : 4 * 3600)
    if (best === undefined || cost < best.cost) best = { point, cost }
  }
  const lastDone = lastDoneOf(present, tripIds)
  const tripNumbers = tripNumbersOf(drafts, first, end)
  if (found?.place !== undefined && found.place === told.place && lastDone === -1)
    offer({ step: first, drive: found.drive }, found.at, drafts[first]?.notBefore ?? found.at, found.people)
  for (let step = first; step < end; step++) {
    const draft = drafts[step]
    const before = course[step - first]
    const after = course[step - first + 1]
    if (draft === undefined || before === undefined || after === undefined) continue
    if ((tripNumbers.get(draft.trip) ?? 0) <= lastDone) continue
    if (told.corridor !== undefined) {
      if (draft.kind !== steps.enter || problem.corridors[draft.corridor]?.id !== told.corridor) continue
      const point = onCorridor(problem, vehicle, drafts, step, told.position ?? 0)
      const share = draft.sign === 1 ? 1 - (told.position ?? 0) : (told.position ?? 0)
      const then = draft.notBefore + share * draft.passage
      if (point !== undefined) offer(point, then, then, before.people)
      continue
    }
    if (draft.kind === steps.gate || draft.kind === steps.exit) continue
    const arrival = before.since + draft.drive
    if (draft.place === told.place)
      offer({ step, drive: 0 }, arrival, Math.max(arrival, draft.notBefore), before.people)
    if (before.place === told.place && draft.drive > 0)
      offer({ step, drive: draft.drive }, before.since, arrival, before.people)
    const isBetween = (people - before.people) * (after.people - people) > 0
    if (draft.kind === steps.handle && draft.place === told.place && isBetween) {
      const left = (after.people - people) / (after.people - before.people)
      offer({ step, drive: 0, left }, draft.notBefore, draft.plannedUntil, people)
    }
  }
  const over = course.at(-1)
  if (told.place !== undefined && told.place === over?.place)
    offer({ step: end, drive: 0 }, over.since, Number.POSITIVE_INFINITY, over.people)
  return best?.point
}

/** On a corridor: before the first gate that it has not passed, or before its end. One that stands at a gate is not served yet. */
function onCorridor(
  problem: Problem,
  vehicle: number,
  drafts: readonly Draft[],
  enter: number,
  position: number,
): Point | undefined {
  const { corridor, sign, notBefore } = drafts[enter] ?? {}
  const own = problem.corridors[corridor ?? -1]
  const kind = problem.vehicles[vehicle]?.fleet.kind
  if (own === undefined || kind === undefined) return undefined
  const travel = valueThen(problem, own.travel, notBefore ?? 0)[kind]
  for (let step = enter + 1; step < drafts.length; step++) {
    const draft = drafts[step]
    if (draft === undefined || travel === undefined) return undefined
    const isAhead = sign === 1 ? draft.position <= position : draft.position >= position
    if (draft.kind === steps.exit || isAhead)
      return { step, drive: Math.min(draft.drive, secondsBetween(position, draft.position, travel)) }
  }
  return undefined
}

/** What is done of a plan before its days go on: it happened as planned, as far as is known. */
export interface Past {
  /** Entries into corridors; they stand in the bins that they were in. */
  readonly entered: Int32Array
  readonly peopleOut: number
  readonly gramsIn: number
  /** By awaited movement: when its first loaded exit was; infinite: not yet. */
  readonly heralded: Float64Array
  /** By corridor, inward and outward: vehicles that are on it, and when the last that was had left it. */
  readonly inside: Int32Array
  readonly insideUntil: Float64Array
}

export function pastOf(
  drafts: readonly Draft[],
  starts: readonly { readonly first: number; readonly start: Start; readonly aboard: number }[],
  walks: readonly { readonly until: number; readonly people: number; readonly heralds: number }[],
  known: { from: number | undefined; peopleOut: number; corridors: number; awaited: number },
): Past {
  const { from, corridors, awaited } = known
  const entered: number[] = []
  let { peopleOut } = known
  let gramsIn = 0
  const heralded = new Float64Array(awaited).fill(Number.POSITIVE_INFINITY)
  const inside = new Int32Array(2 * corridors)
  const insideUntil = new Float64Array(2 * corridors).fill(Number.NEGATIVE_INFINITY)
  const herald = (bits: number, at: number) => {
    for (let bit = 0; bit < awaited; bit++)
      if ((bits & (1 << bit)) !== 0) heralded[bit] = Math.min(heralded[bit] ?? at, at)
  }
  for (const { first, start, aboard } of starts) {
    let people = aboard
    for (const [index, draft] of drafts.slice(first, start.done).entries()) {
      const { kind, sign, corridor } = draft
      const cell = 2 * corridor + (sign === 1 ? 1 : 0)
      if (kind === steps.enter) {
        entered.push(first + index)
        inside[cell] = (inside[cell] ?? 0) + 1
      } else if (kind === steps.exit) {
        inside[cell] = (inside[cell] ?? 0) - 1
        insideUntil[cell] = Math.max(insideUntil[cell] ?? draft.plannedUntil, Math.min(draft.plannedUntil, from ?? 0))
        herald(draft.heralds, draft.plannedUntil)
        if (sign === 1) peopleOut += people
      } else if (kind === steps.handle) {
        people += sign * draft.people
        if (sign === -1 && draft.isInside) gramsIn += draft.grams
      }
    }
  }
  for (const { until, people, heralds } of walks) {
    if (from === undefined || until > from) continue
    peopleOut += people
    herald(heralds, until)
  }
  return { entered: Int32Array.from(entered), peopleOut, gramsIn, heralded, inside, insideUntil }
}
