// What each kind of report asks for: as little as its entry needs, so that three taps do.

import type { Leg, MyDay, Trip } from '../day/my-day.ts'
import { legsDone } from '../day/next.ts'
import type { Counted, Line, Report, ReportType, Said } from './report.ts'

/** A count is asked for by what is counted; what both sign is received, too. */
export type FormType = Exclude<ReportType, 'taken_back' | 'counted'> | Counted | 'handed_over'

export function formTypeOf({ type, counted, receiver }: Said): FormType | 'taken_back' {
  if (receiver !== undefined) return 'handed_over'
  return type === 'counted' ? (counted ?? 'waiting') : type
}

export interface Form {
  readonly isOfVehicle: boolean
  /** `either`: a place or a gate. */
  readonly where: 'place' | 'gate' | 'either' | 'none'
  /** A place is offered, and may be left open. */
  readonly mayBeNowhere: boolean
  readonly people: 'asked' | 'may' | 'none'
  readonly counted: Counted | undefined
  readonly hasLines: boolean
  readonly hasIncident: boolean
  readonly hasReason: boolean
  readonly hasPhoto: boolean
}

const form = (more: Partial<Form>): Form => ({
  isOfVehicle: true,
  where: 'none',
  mayBeNowhere: false,
  people: 'none',
  counted: undefined,
  hasLines: false,
  hasIncident: false,
  hasReason: false,
  hasPhoto: false,
  ...more,
})

const aid = form({ where: 'place', hasLines: true, hasPhoto: true })

export const forms: Readonly<Record<FormType, Form>> = {
  departed: form({ where: 'place' }),
  came: form({ where: 'place', hasPhoto: true }),
  clear: form({}),
  broke_down: form({}),
  people_boarded: form({ where: 'place', people: 'asked' }),
  people_passed: form({ where: 'gate', people: 'asked' }),
  people_arrived: form({ where: 'place', people: 'asked' }),
  turned_back: form({ where: 'gate', people: 'asked' }),
  held: form({ where: 'gate', people: 'asked' }),
  stepped_down: form({ where: 'place', people: 'asked' }),
  born: form({ people: 'asked' }),
  died: form({ people: 'asked' }),
  walked_out: form({ isOfVehicle: false, where: 'either', people: 'asked' }),
  refused_to_leave: form({ isOfVehicle: false, where: 'place', people: 'asked' }),
  waiting: form({ isOfVehicle: false, where: 'either', counted: 'waiting' }),
  queue: form({ isOfVehicle: false, where: 'gate', counted: 'queue' }),
  loaded: aid,
  offloaded: aid,
  handed_over: form({ where: 'place', hasLines: true }),
  received: aid,
  removed_at_clearance: form({ where: 'either', hasLines: true, hasReason: true, hasPhoto: true }),
  not_offloaded: aid,
  incident: form({ isOfVehicle: false, where: 'either', mayBeNowhere: true, hasIncident: true }),
  child_alone: form({ isOfVehicle: false, where: 'either', people: 'may' }),
  unregistered_vehicle: form({ isOfVehicle: false, where: 'either' }),
}

/** As buttons, the most frequent first. */
export const groups = {
  way: ['came', 'departed', 'clear', 'broke_down', 'queue'],
  people: ['people_boarded', 'people_passed', 'people_arrived', 'waiting'],
  alarm: ['incident', 'child_alone', 'unregistered_vehicle'],
  aid: ['loaded', 'offloaded', 'handed_over', 'received', 'removed_at_clearance', 'not_offloaded'],
  others: ['turned_back', 'held', 'stepped_down', 'walked_out', 'refused_to_leave', 'born', 'died'],
} as const satisfies Readonly<Record<string, readonly FormType[]>>
export const groupNames = Object.keys(groups) as readonly (keyof typeof groups)[]

/** What is likely next of this trip: the first buttons that its bearer sees. */
export function likelyNext(trip: Trip, reports: readonly Report[]): readonly FormType[] {
  const leg = trip.legs[legsDone(trip, reports)]
  if (leg === undefined) return []
  const last = [...reports].reverse().find(({ said }) => said.trip === trip.trip)
  const isThere = last?.said.type === 'came' && last.said.place === leg.place
  switch (leg.kind) {
    case 'depart':
      return ['departed']
    case 'load':
      if (leg.people > 0) return isThere ? ['people_boarded'] : ['came', 'people_boarded']
      return isThere ? ['loaded'] : ['came', 'loaded']
    case 'unload':
      if (leg.people > 0) return isThere ? ['people_arrived'] : ['came', 'people_arrived']
      return isThere ? ['offloaded', 'handed_over'] : ['came', 'offloaded']
    case 'gate':
      return ['people_passed']
    case 'arrive':
    case 'wait':
      return ['came']
    case 'corridor_in':
      return []
    case 'corridor_out':
      return ['clear']
  }
}

/** Where it is likely to happen: where the trip is, or next does what is reported; else wherever the day begins. */
export function likelyPlace(
  type: FormType,
  day: MyDay,
  trip: Trip | undefined,
  reports: readonly Report[],
): string | undefined {
  const last = trip === undefined ? undefined : [...reports].reverse().find(({ said }) => said.trip === trip.trip)
  if (last?.said.type === 'came' && last.said.place !== undefined && type !== 'came') return last.said.place
  const ahead = (trip?.legs.slice(legsDone(trip, reports)) ?? []).filter(({ place }) => place !== null)
  const kind = placeOf[type]
  const next = ahead.find((leg) => leg.kind === kind) ?? ahead[0]
  return next?.place ?? day.places[0]?.id
}

/** At what kind of leg a type happens. */
const placeOf: Partial<Readonly<Record<FormType, Leg['kind']>>> = {
  departed: 'depart',
  people_boarded: 'load',
  loaded: 'load',
  refused_to_leave: 'load',
  waiting: 'load',
  child_alone: 'load',
  people_arrived: 'unload',
  offloaded: 'unload',
  handed_over: 'unload',
  received: 'unload',
  not_offloaded: 'unload',
}

/** The gate that one stands at by duty, or that the trip meets next. */
export function likelyGate(day: MyDay, trip: Trip | undefined, reports: readonly Report[]): string | undefined {
  const ahead = trip?.legs.slice(legsDone(trip, reports)) ?? []
  const [own] = day.duty.gates
  return own ?? ahead.find(({ gate }) => gate !== null)?.gate ?? day.gates[0]?.id
}

/** What a report may be about: own trips, and what comes to one's desk. */
export interface Moving {
  readonly vehicle: string
  readonly trip: string
  readonly convoy: string | null
  readonly from: number
}

export function movingOf({ trips, arrivals }: MyDay): readonly Moving[] {
  const own = trips.map(({ vehicle, trip, convoy, legs }) => ({ vehicle, trip, convoy, from: legs[0]?.from ?? 0 }))
  const seen = new Set(own.map(({ trip }) => trip))
  const coming = arrivals.map(({ vehicle, trip, planned_at: from }) => ({ vehicle, trip, convoy: null, from }))
  return [...own, ...coming.filter(({ trip }) => !seen.has(trip))]
}

/** As it is painted on the vehicle: a gate sees others than its own. */
export function isVehicle(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/.test(text)
}

/** Numbers that may be meant, each with what it is: to be tapped, never filled in beforehand. */
export interface Offered {
  readonly what: 'planned' | 'boarded'
  readonly count: number
}

export function offered(type: FormType, trip: Trip | undefined, reports: readonly Report[]): readonly Offered[] {
  if (trip === undefined) return []
  const boarded = reports
    .filter(({ said, state }) => said.trip === trip.trip && said.type === 'people_boarded' && state !== 'refused')
    .reduce<number | undefined>((sum, { said }) => (sum ?? 0) + (said.people?.best ?? 0), undefined)
  const planned = trip.legs
    .filter(({ kind }) => kind === (type === 'people_arrived' ? 'unload' : 'load'))
    .reduce((sum, { people }) => sum + people, 0)
  const isAfterBoarding = type === 'people_passed' || type === 'people_arrived'
  const isOffered = isAfterBoarding || type === 'people_boarded'
  return [
    ...(isAfterBoarding && boarded !== undefined ? [{ what: 'boarded' as const, count: boarded }] : []),
    ...(isOffered && planned > 0 ? [{ what: 'planned' as const, count: planned }] : []),
  ]
}

/** Lines of the load at that place, as the plan has them; else all that the trip carries. */
export function plannedLines(type: FormType, trip: Trip | undefined, place: string | undefined): readonly Line[] {
  if (trip === undefined) return []
  const isRemoved = type === 'removed_at_clearance'
  const kind: Leg['kind'] = type === 'loaded' || isRemoved ? 'load' : 'unload'
  const ofKind = trip.legs.filter((leg) => leg.kind === kind)
  const here = ofKind.filter((leg) => leg.place === place && leg.aid.length > 0)
  return (here.length > 0 ? here : ofKind)
    .flatMap(({ aid: lines }) => lines)
    .map(({ consignment, item, category, unit, quantity }) => ({
      consignment,
      item,
      category,
      unit,
      // That all that was planned was taken off is nobody's word.
      ...(isRemoved ? { low: 0, best: 0, high: 0 } : { low: quantity, best: quantity, high: quantity }),
    }))
}

export type Missing = 'place' | 'gate' | 'people' | 'lines' | 'vehicle' | 'reason'

/** What the report still lacks; nothing, if it can be sent. */
export function missing(said: Said): Missing | undefined {
  const type = formTypeOf(said)
  if (type === 'taken_back') return undefined
  const { isOfVehicle, where, mayBeNowhere, people, counted, hasLines, hasReason } = forms[type]
  if (isOfVehicle && said.vehicle === undefined) return 'vehicle'
  if ((where === 'place' || where === 'either') && said.place === undefined && !mayBeNowhere) return 'place'
  if (where === 'gate' && said.gate === undefined) return 'gate'
  if (people === 'asked' && said.people === undefined) return 'people'
  if (counted !== undefined && said.count === undefined) return 'people'
  if (hasLines && (said.lines ?? []).length === 0) return 'lines'
  return hasReason && said.reason === undefined ? 'reason' : undefined
}
