// People reconciled per load: boarded, passed, arrived, held, turned back, stepped down, born, died, and who is left over. A
// difference is shown to those who deal with it, and corrected by nobody.

import { type Count, type LoadReconciled, type Outcome, outcomes, reconcileLoad } from '@treve/ledger'
import type { Instant } from '@treve/model'
import { type Combined, ofPartsOrWhole, type Told } from './counted.ts'
import { goingOnWith, loadOfTrip, type PlannedStop, type PlannedTrip, tripNamed, tripOnWhich } from './figures.ts'
import { nobody, plus, type Range, type Report, sumOf } from './report.ts'
import { counts, type Day } from './state.ts'
import { endOfLoad } from './vehicles.ts'

export interface Uncounted {
  readonly since: Instant
  /** Who is still to be counted, by who got on. */
  readonly people: Range
  /** Of the places where some were to get off, those where nobody was counted. */
  readonly places: readonly string[]
  /** Wherever they are, they were out of the zone with it. */
  readonly isOut: boolean
}

export interface Load {
  readonly load: string
  readonly vehicle: string | null
  readonly trip: string | null
  /** What was counted; what nobody counted is absent. */
  readonly of: Partial<Readonly<Record<Outcome, Range>>>
  readonly isOver: boolean
  /** Who should be aboard now, by what was counted; null: nobody counted who got on, or its vehicle has come to its last place. */
  readonly aboard: Range | null
  /** Its vehicle has come to its last place or gone on, and not all who came with it were counted: not known, and not nobody. */
  readonly uncounted: Uncounted | null
  readonly reconciled: LoadReconciled
  /** People are left over, or more are accounted for than there were; null: it cannot be told yet. */
  readonly differs: boolean | null
  readonly contradictions: readonly { readonly what: Outcome; readonly thing: string; readonly told: Combined }[]
}

const typeOfOutcome: Readonly<Record<Outcome, Report['type']>> = {
  boarded: 'people_boarded',
  passed: 'people_passed',
  arrived: 'people_arrived',
  held: 'held',
  turned_back: 'turned_back',
  stepped_down: 'stepped_down',
  born: 'born',
  died: 'died',
}

const known = new WeakMap<readonly Report[], { readonly day: Day; readonly load: Load }>()

export function loadNow(day: Day, load: string): Load {
  const reports = day.ofLoad.get(load) ?? []
  const before = known.get(reports)
  if (before !== undefined && before.load.load === load && isSameGround(before.day, day, before.load))
    return before.load
  const made = reconciledLoad(day, load, reports)
  known.set(reports, { day, load: made })
  return made
}

function isSameGround(a: Day, b: Day, { vehicle }: Load): boolean {
  return (
    a === b ||
    (a.plan === b.plan &&
      a.replaced === b.replaced &&
      a.takenBack === b.takenBack &&
      a.figures === b.figures &&
      (vehicle === null || a.ofVehicle.get(vehicle) === b.ofVehicle.get(vehicle)))
  )
}

/** Asked for by everything that is shown of one state. */
const all = new WeakMap<Day, readonly Load[]>()

export function loadsNow(day: Day): readonly Load[] {
  const found = all.get(day) ?? day.ofLoad.keys().map((load) => loadNow(day, load))
  all.set(day, found)
  return found
}

function reconciledLoad(day: Day, load: string, reports: readonly Report[]): Load {
  const counting = reports.filter(counts(day))
  const of: Partial<Record<Outcome, Range>> = {}
  const contradictions: { what: Outcome; thing: string; told: Combined }[] = []
  for (const outcome of outcomes) {
    const told = counting
      .filter(({ type }) => type === typeOfOutcome[outcome])
      .map((report) => ({ report, range: sumOf(report.people) }))
    const isPlaced = (each: Told) => !countedOnce.includes(outcome) || thingOf(each.report) !== nowhere
    const { things, range, contradicted } = ofPartsOrWhole(told, { partOf: ({ report }) => thingOf(report), isPlaced })
    for (const [thing, each] of contradicted) contradictions.push({ what: outcome, thing, told: each })
    // The same people pass one gate after another: it is the last that counts, and not the sum.
    const found = outcome === 'passed' ? lastOf(things) : range
    if (found !== null) of[outcome] = found
  }
  const vehicle = counting.findLast((each) => each.vehicle !== undefined)?.vehicle ?? null
  const trip =
    counting.findLast((each) => each.trip !== undefined)?.trip ??
    (tripNamed(day.plan, load) === undefined ? null : load)
  const left = leftOf(of)
  const ending = endingOf(day, { load, vehicle, trip, counting, left })
  const isOver = ending === 'over'
  const reconciled = reconcileLoad({ load, counts: countsOf(of), isOver })
  return {
    load,
    vehicle,
    trip,
    of,
    isOver,
    aboard: ending === 'under_way' ? left : null,
    uncounted: typeof ending === 'string' ? null : ending,
    reconciled,
    differs: differenceIn(reconciled, isOver, of),
    contradictions,
  }
}

/** How many were counted as arrived from then on, where; '': nobody said where. */
export function arrivedSince(day: Day, load: string, since: number): ReadonlyMap<string, number> {
  const told = (day.ofLoad.get(load) ?? [])
    .filter(counts(day))
    .filter((report) => isArrival(report) && report.at >= since)
    .map((report) => ({ report, range: sumOf(report.people) }))
  const { things } = ofPartsOrWhole(told, {
    partOf: ({ report }) => report.place ?? '',
    isPlaced: ({ report }) => report.place !== undefined,
  })
  return new Map([...things].map(([place, { range }]) => [place, range.best]))
}

/** Everybody gets on once and arrives once; somebody may be held, or step down, twice. */
const countedOnce: readonly Outcome[] = ['boarded', 'arrived']

/** Nothing says where. */
const nowhere = '  '

/** Where it was counted; those who name the event by the same name count the same. */
function thingOf({ event, gate, corridor, place }: Report): string {
  return event ?? [corridor ?? '', gate ?? '', place ?? ''].join(' ')
}

function lastOf(things: ReadonlyMap<string, Combined>): Range | null {
  const all = [...things.values()]
  const at = (each: Combined) => Math.max(...each.sources.map((source) => source.at))
  return all.toSorted((a, b) => at(a) - at(b)).at(-1)?.range ?? null
}

function countsOf(of: Load['of']): Partial<Record<Outcome, Count>> {
  return Object.fromEntries(Object.entries(of).map(([outcome, { low, high }]) => [outcome, { low, high }]))
}

interface Ending {
  readonly load: string
  readonly vehicle: string | null
  readonly trip: string | null
  readonly counting: readonly Report[]
  readonly left: Range | null
}

/**
 * Over is a load once all were counted where they were to get off, or its vehicle is done with it and nobody was left, or it
 * has brought them elsewhere. That it came, or went on to another, says nothing of who came with it: who is not counted is not
 * known. A driver may be quicker than a desk.
 */
function endingOf(day: Day, { load, vehicle, trip, counting, left }: Ending): 'under_way' | 'over' | Uncounted {
  const planned = tripOnWhich(day.plan, { trip, load })
  const toLetOff = planned?.stops.filter(({ kind, people }) => kind === 'unload' && people > 0) ?? []
  const places = [...new Set(toLetOff.map(({ place }) => place))].filter(
    (place) => !counting.some((report) => isCountAt(report, place)),
  )
  if (places.length === 0 && counting.some(isArrival)) return 'over'
  if (vehicle === null) return 'under_way'
  const end = endOfLoad(day, vehicle, { load, trip })
  if (end === undefined) return 'under_way'
  // Brought and counted elsewhere instead: where it never came nobody is waited for, and who is not there is missing.
  if (
    places.length <= countedElsewhere(day, counting, toLetOff) &&
    !places.some((place) => cameTo(day, vehicle, { load, trip }, place))
  )
    return 'over'
  return left === null || left.high === 0 ? 'over' : { since: end.at, people: left, places, isOut: end.isOut }
}

function isArrival({ type }: Report): boolean {
  return type === 'people_arrived'
}

/** One that names no place is of all. */
function isCountAt(report: Report, place: string): boolean {
  return isArrival(report) && (report.place === undefined || report.place === place)
}

/** At how many places out of the zone where none were to get off. */
function countedElsewhere({ figures }: Day, counting: readonly Report[], planned: readonly PlannedStop[]): number {
  const isElsewhere = (place: string) =>
    figures?.places.get(place)?.isInside === false && planned.every((stop) => stop.place !== place)
  return new Set(
    counting.filter(isArrival).flatMap(({ place }) => (place !== undefined && isElsewhere(place) ? [place] : [])),
  ).size
}

function cameTo(day: Day, vehicle: string, { load, trip }: Pick<Ending, 'load' | 'trip'>, place: string): boolean {
  const isOfIt = (named: string | undefined) =>
    named === undefined ? trip === null : named === trip || loadOfTrip(day.plan, named) === load
  return (day.ofVehicle.get(vehicle) ?? [])
    .filter(counts(day))
    .some((report) => isOfIt(report.trip) && report.place === place)
}

/** Trips of plans before that no plan has any more, with people who are on the way by them still, or not counted. */
export function stillAwaited(day: Day): readonly PlannedTrip[] {
  const { plan } = day
  return [...(plan?.former.values() ?? [])].filter((trip) => {
    if (plan?.trips.has(trip.id) === true || day.ofLoad.get(trip.id) === undefined) return false
    if (goingOnWith(plan, trip.id) !== undefined) return false
    const { aboard, uncounted } = loadNow(day, trip.id)
    return (aboard?.high ?? 0) > 0 || uncounted !== null
  })
}

/** Whether anybody has counted there who came with it. */
export function isCountedAt(day: Day, load: string, place: string): boolean {
  return (day.ofLoad.get(load) ?? []).filter(counts(day)).some((report) => isCountAt(report, place))
}

/** Got on, and not known to have left it. */
function leftOf(of: Load['of']): Range | null {
  const { boarded } = of
  if (boarded === undefined) return null
  const came = plus(boarded, of.born ?? nobody)
  const left = sumOf([of.arrived, of.held, of.turned_back, of.stepped_down, of.died].map((each) => each ?? nobody))
  return {
    low: Math.max(0, came.low - left.high),
    best: Math.max(0, came.best - left.best),
    high: Math.max(0, came.high - left.low),
  }
}

/** Only what no reading of the ranges makes good is a difference. */
function differenceIn(reconciled: LoadReconciled, isOver: boolean, of: Load['of']): boolean | null {
  const { unknown, surplus, notPassed } = reconciled
  if (of.boarded === undefined) return null
  if ([unknown, surplus, notPassed].some((each) => (each?.low ?? 0) > 0)) return true
  const passedMore = of.passed !== undefined && of.passed.low > of.boarded.high + (of.born?.high ?? 0)
  if (passedMore) return true
  return isOver ? false : null
}
