// People reconciled per load: boarded, passed, arrived, held, turned back, stepped down, born, died, and who is left over. A
// difference is shown to those who deal with it, and corrected by nobody.

import { type Count, type LoadReconciled, type Outcome, outcomes, reconcileLoad } from '@treve/ledger'
import { byThing, type Combined, total } from './counted.ts'
import { nobody, plus, type Range, type Report, sumOf } from './report.ts'
import { counts, type Day } from './state.ts'
import { vehicleNow } from './vehicles.ts'

export interface Load {
  readonly load: string
  readonly vehicle: string | null
  readonly trip: string | null
  /** What was counted; what nobody counted is absent. */
  readonly of: Partial<Readonly<Record<Outcome, Range>>>
  readonly isOver: boolean
  /** Who should be aboard now, by what was counted; null: nobody counted who got on, or the load is over. */
  readonly aboard: Range | null
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
    const things = byThing(told, ({ report }) => thingOf(report))
    for (const [thing, each] of things)
      if (each.isContradicted) contradictions.push({ what: outcome, thing, told: each })
    // The same people pass one gate after another: it is the last that counts, and not the sum.
    const sum = outcome === 'passed' ? lastOf(things) : total(things.values())
    if (sum !== null) of[outcome] = sum
  }
  const vehicle = counting.findLast((each) => each.vehicle !== undefined)?.vehicle ?? null
  const trip = counting.findLast((each) => each.trip !== undefined)?.trip ?? (day.plan?.trips.has(load) ? load : null)
  const isOver = isLoadOver(day, { load, vehicle, trip, counting })
  const reconciled = reconcileLoad({ load, counts: countsOf(of), isOver })
  return {
    load,
    vehicle,
    trip,
    of,
    isOver,
    aboard: isOver ? null : aboardOf(of),
    reconciled,
    differs: differenceIn(reconciled, isOver, of),
    contradictions,
  }
}

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

/** It has come to all places where it was to let people off; or its vehicle is on another load by now. */
function isLoadOver(
  day: Day,
  {
    load,
    vehicle,
    trip,
    counting,
  }: { load: string; vehicle: string | null; trip: string | null; counting: readonly Report[] },
): boolean {
  const planned = trip === null ? undefined : day.plan?.trips.get(trip)
  const arrivedAt = counting.filter(({ type }) => type === 'people_arrived').map(({ place }) => place)
  const toLetOff = planned?.stops.filter(({ kind, people }) => kind === 'unload' && people > 0) ?? []
  if (arrivedAt.length > 0 && toLetOff.every(({ place }) => arrivedAt.includes(place) || arrivedAt.includes(undefined)))
    return true
  if (vehicle === null) return false
  const now = vehicleNow(day, vehicle)
  return now.phase === 'done' || (now.load !== null && now.load !== load && now.trip !== trip)
}

function aboardOf(of: Load['of']): Range | null {
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
