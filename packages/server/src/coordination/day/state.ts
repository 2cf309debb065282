// The day as it is reported: every report is kept, by what it is about, in the order in which things happened. Nothing here
// corrects anything; what is so is worked out beside (vehicles.ts, loads.ts, sites.ts, aid.ts).

import type { Instant } from '@treve/model'
import { id, instant, list, object, oneOf, optional, required, text } from '@treve/model/schema'
import { byDetails, detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { recallDetails } from '../notices/state.ts'
import { happenedAt, noticeOf, objectOf, textOf } from '../opened.ts'
import { high } from '../sensitivity.ts'
import { type Alarm, alarmAfter } from './alarm.ts'
import { type Figures, loadOfTrip, type PlanTrips, withFigures, withTrips } from './figures.ts'
import { Kept } from './kept.ts'
import { aidTypes, peopleTypes, type Report, reportOf, withReport } from './report.ts'

export interface Duty {
  readonly vehicles: readonly string[]
  readonly convoys: readonly string[]
  readonly gates: readonly string[]
  readonly places: readonly string[]
}

export const noDuty: Duty = { vehicles: [], convoys: [], gates: [], places: [] }

export interface Receipt {
  /** An order, or the entry of a recall. */
  readonly order: string
  readonly vehicle: string
  readonly at: Instant
}

export interface Recall {
  readonly entry: string
  readonly at: Instant
  /** Empty: all. */
  readonly vehicles: readonly string[]
  /** Where each is to go; a vehicle that is not named goes by what whoever recalled it said. */
  readonly to: ReadonlyMap<string, string>
  /** Of these, vehicles of which nobody had reported where they were: theirs is by their plan. */
  readonly byPlan: ReadonlySet<string>
  /** Of these, those that have no room, or whose way is shut. */
  readonly lacks: ReadonlyMap<string, string>
  readonly place: string | null
  readonly reason: string | null
}

export interface Dispersal {
  readonly entry: string
  readonly at: Instant
  readonly place: string
  readonly to: readonly string[]
}

export interface Extension {
  readonly entry: string
  readonly at: Instant
  readonly window: string
  readonly until: Instant
}

export const protocols = ['osmand', 'owntracks'] as const

export interface Tracker {
  /** The device’s own id, which it names in each position: whoever knows it can send some. */
  readonly tracker: string
  readonly vehicle: string
  readonly protocol: (typeof protocols)[number]
  readonly at: Instant
}

/** By what they are about, each in order of time. */
type Reports = Kept<readonly Report[]>

export interface Day {
  /** When the latest of what was reported happened. */
  readonly latest: Instant
  /** Of the terms in force; before any are, of the latest draft. */
  readonly figures: Figures | undefined
  readonly figuresOf: ReadonlyMap<number, Figures>
  readonly isInForce: boolean
  readonly plan: PlanTrips | undefined
  readonly ofVehicle: Reports
  readonly ofLoad: Reports
  /** Waiting, and free beds, by place. */
  readonly ofPlace: Reports
  readonly ofGate: Reports
  /** By consignment. */
  readonly ofAid: Reports
  readonly onFoot: readonly Report[]
  readonly stayed: readonly Report[]
  readonly incidents: readonly Report[]
  /** Vehicles that nobody notified, and children alone. */
  readonly sightings: readonly Report[]
  readonly watches: readonly Report[]
  /** By entry that counts no longer: what stands in its place, or that nothing does. */
  readonly replaced: ReadonlyMap<string, string>
  readonly takenBack: ReadonlyMap<string, string>
  /** By entry: entries that do not agree with it. */
  readonly disputed: ReadonlyMap<string, readonly string[]>
  readonly alarms: ReadonlyMap<string, Alarm>
  readonly receipts: readonly Receipt[]
  readonly recalls: readonly Recall[]
  /** How many there were when the pause was stopped, by the order of entries; undefined: it is not stopped. */
  readonly recallsBeforeStop: number | undefined
  /** Recalls, by entry, that stand no more since the pause was resumed. */
  readonly lifted: ReadonlySet<string>
  readonly dispersals: readonly Dispersal[]
  readonly extensions: readonly Extension[]
  readonly trackers: ReadonlyMap<string, Tracker>
  readonly duties: ReadonlyMap<string, Duty>
  /** All that each was ever on duty for: a report may come long after. */
  readonly everOnDuty: ReadonlyMap<string, Duty>
}

export const quiet: Day = {
  latest: 0 as Instant,
  figures: undefined,
  figuresOf: new Map(),
  isInForce: false,
  plan: undefined,
  ofVehicle: new Kept(),
  ofLoad: new Kept(),
  ofPlace: new Kept(),
  ofGate: new Kept(),
  ofAid: new Kept(),
  onFoot: [],
  stayed: [],
  incidents: [],
  sightings: [],
  watches: [],
  replaced: new Map(),
  takenBack: new Map(),
  disputed: new Map(),
  alarms: new Map(),
  receipts: [],
  recalls: [],
  recallsBeforeStop: undefined,
  lifted: new Set(),
  dispersals: [],
  extensions: [],
  trackers: new Map(),
  duties: new Map(),
  everOnDuty: new Map(),
}

export const receivedType = object({
  order: required(text(100), high('The order, or the entry of a recall.')),
  vehicle: required(text(100), high('The vehicle.')),
})

export const dispersedType = object({ to: optional(list(id()), high('Where to.')) })

export const extendedType = object({
  window: required(id(), high('The window.')),
  until: required(instant(), high('Its later close.')),
})

export const trackerType = object({
  tracker: required(text(100), high('Id of the tracker, which it names in each position.')),
  vehicle: optional(text(100), high('Of which vehicle it tells.')),
  protocol: optional(oneOf(protocols), high('How it tells.')),
})

const ids = (doc: string) => optional(list(text(100), { max: 500 }), high(doc))
export const dutyFields = {
  vehicles: ids('Vehicles.'),
  convoys: ids('Convoys of the plan.'),
  gates: ids('Gates.'),
  places: ids('Sites.'),
}
export const dutyType = object({ who: required(text(200), high('Token of the person or device.')), ...dutyFields })

export function afterEvent(state: Day, event: PauseEvent): Day {
  const report = reportOf(event)
  if (report !== undefined) return withReported(state, report)
  switch (event.type) {
    case 'terms_places': {
      const figures = withFigures(state.figuresOf, event)
      if (figures === undefined) return state
      const figuresOf = new Map(state.figuresOf).set(figures.version, figures)
      return { ...state, figuresOf, figures: state.isInForce ? state.figures : figures }
    }
    case 'terms_announced':
    case 'terms_agreed': {
      const figures = state.figuresOf.get(Number(event.clear.version))
      return figures === undefined ? state : { ...state, figures, isInForce: true }
    }
    case 'plan_trips': {
      const plan = withTrips(state.plan, event)
      return plan === state.plan ? state : { ...state, plan }
    }
    case 'taken_back':
      return takenBack(state, event)
    case 'disputed':
      return disputed(state, event)
    case 'alarm_raised':
    case 'alarm_acknowledged':
    case 'alarm_escalated':
    case 'alarm_ended': {
      const alarms = alarmAfter(state.alarms, event)
      return alarms === state.alarms ? state : { ...state, alarms }
    }
    case 'order_received':
      return received(state, event)
    case 'recalled':
      return recalled(state, event)
    case 'resumed':
      return resumed(state)
    case 'suspended':
    case 'aborted':
      return { ...state, recallsBeforeStop: state.recallsBeforeStop ?? state.recalls.length }
    case 'dispersed':
      return dispersed(state, event)
    case 'extended':
      return extended(state, event)
    case 'tracker_bound':
    case 'tracker_unbound':
      return tracked(state, event)
    case 'duty_set':
      return onDuty(state, event)
    default:
      return state
  }
}

function withReported(state: Day, report: Report): Day {
  const { type, corrects, entry } = report
  const next = corrects === undefined ? state : { ...state, replaced: new Map(state.replaced).set(corrects, entry) }
  const added = (all: Reports, key: string | undefined): Reports =>
    key === undefined ? all : all.with(key, withReport(all.get(key) ?? [], report))
  const isPeople = peopleTypes.some((each) => each === type)
  const isAid = aidTypes.some((each) => each === type)
  const consignments = isAid ? [...new Set(report.lines.map(({ consignment }) => consignment))] : []
  return {
    ...next,
    latest: report.at > next.latest ? report.at : next.latest,
    ofVehicle: added(next.ofVehicle, report.vehicle),
    ofLoad: isPeople ? added(next.ofLoad, loadOf(report, next.plan)) : next.ofLoad,
    ofPlace: type === 'counted' && report.gate === undefined ? added(next.ofPlace, report.place) : next.ofPlace,
    ofGate: type === 'counted' ? added(next.ofGate, gateOf(report)) : next.ofGate,
    ofAid: consignments.reduce((all, each) => added(all, each), next.ofAid),
    onFoot: type === 'walked_out' ? withReport(next.onFoot, report) : next.onFoot,
    stayed: type === 'refused_to_leave' ? withReport(next.stayed, report) : next.stayed,
    incidents: type === 'incident' ? withReport(next.incidents, report) : next.incidents,
    sightings:
      type === 'unregistered_vehicle' || type === 'child_alone' ? withReport(next.sightings, report) : next.sightings,
    watches: type === 'watched' ? withReport(next.watches, report) : next.watches,
  }
}

/** A report that names no load is of its trip, else of its vehicle. */
export function loadOf(
  { load, trip, vehicle }: Pick<Report, 'load' | 'trip' | 'vehicle'>,
  plan: PlanTrips | undefined,
): string | undefined {
  return load ?? (trip === undefined ? undefined : loadOfTrip(plan, trip)) ?? vehicle
}

/** Gates are named within their corridor. */
export function gateKey(corridor: string | undefined, gate: string): string {
  return corridor === undefined ? gate : `${corridor} ${gate}`
}

function gateOf({ corridor, gate }: Report): string | undefined {
  return gate === undefined ? undefined : gateKey(corridor, gate)
}

/** What counts: it was neither taken back nor replaced. */
export function counts({ takenBack, replaced }: Pick<Day, 'takenBack' | 'replaced'>): (report: Report) => boolean {
  return takenBack.size === 0 && replaced.size === 0
    ? () => true
    : ({ entry }) => !takenBack.has(entry) && !replaced.has(entry)
}

/** Of all that was reported, by the entry. */
export function reportWith(state: Day, entry: string): Report | undefined {
  const lists = [
    ...[state.ofVehicle, state.ofLoad, state.ofPlace, state.ofGate, state.ofAid].flatMap((all) => all.values()),
    state.onFoot,
    state.stayed,
    state.incidents,
    state.sightings,
    state.watches,
  ]
  for (const all of lists) {
    const found = all.find((each) => each.entry === entry)
    if (found !== undefined) return found
  }
  return undefined
}

/** What it corrects, and nothing that it names besides: who may say it was judged by that alone. */
function takenBack(state: Day, event: PauseEvent): Day {
  const named = textOf(objectOf(event.opened.references).corrects)
  if (named === undefined || state.takenBack.has(named)) return state
  return { ...state, takenBack: new Map(state.takenBack).set(named, event.id) }
}

function disputed(state: Day, event: PauseEvent): Day {
  const named = textOf(objectOf(event.opened.references).disputes)
  if (named === undefined) return state
  const before = state.disputed.get(named) ?? []
  if (before.includes(event.id)) return state
  return { ...state, disputed: new Map(state.disputed).set(named, [...before, event.id].sort()) }
}

const received = byDetails(receivedType, (state: Day, details, event): Day => {
  const { order, vehicle } = details
  if (state.receipts.some((each) => each.order === order && each.vehicle === vehicle)) return state
  return { ...state, receipts: [...state.receipts, { order, vehicle, at: happenedAt(event) }] }
})

function recalled(state: Day, event: PauseEvent): Day {
  const details = detailsOf(recallDetails, event)
  const recall: Recall = {
    entry: event.id,
    at: happenedAt(event),
    vehicles: details?.vehicles ?? [],
    to: new Map(details?.to?.map(({ vehicle, place }) => [vehicle, place])),
    lacks: new Map(details?.to?.flatMap(({ vehicle, lacks }) => (lacks === undefined ? [] : [[vehicle, lacks]]))),
    byPlan: new Set(details?.to?.flatMap(({ vehicle, by_plan: isByPlan }) => (isByPlan === true ? [vehicle] : []))),
    place: textOf(objectOf(event.opened.place).place) ?? null,
    reason: noticeOf(event).reason ?? null,
  }
  return { ...state, recalls: [...state.recalls, recall] }
}

/** Who was called back for a reason of its own, before the pause was stopped, is so still. */
function resumed(state: Day): Day {
  const { recalls, recallsBeforeStop } = state
  if (recallsBeforeStop === undefined) return state
  const over = recalls.filter(({ vehicles }, at) => vehicles.length === 0 || at >= recallsBeforeStop)
  const lifted = new Set([...state.lifted, ...over.map(({ entry }) => entry)])
  return { ...state, recallsBeforeStop: undefined, lifted }
}

function dispersed(state: Day, event: PauseEvent): Day {
  const place = textOf(objectOf(event.opened.place).place)
  if (place === undefined) return state
  const to = detailsOf(dispersedType, event)?.to ?? []
  return { ...state, dispersals: [...state.dispersals, { entry: event.id, at: happenedAt(event), place, to }] }
}

const extended = byDetails(extendedType, (state: Day, details, event): Day => {
  return { ...state, extensions: [...state.extensions, { entry: event.id, at: happenedAt(event), ...details }] }
})

const tracked = byDetails(trackerType, (state: Day, details, event): Day => {
  const { tracker, vehicle, protocol } = details
  const trackers = new Map(state.trackers)
  if (event.type === 'tracker_unbound') trackers.delete(tracker)
  else if (vehicle !== undefined && protocol !== undefined)
    trackers.set(tracker, { tracker, vehicle, protocol, at: happenedAt(event) })
  return { ...state, trackers }
})

const onDuty = byDetails(dutyType, (state: Day, details): Day => {
  const { who, ...duty } = details
  const set = { ...noDuty, ...Object.fromEntries(Object.entries(duty).filter(([, each]) => each !== undefined)) }
  const before = state.everOnDuty.get(who) ?? noDuty
  const ever: Duty = {
    vehicles: [...new Set([...before.vehicles, ...set.vehicles])],
    convoys: [...new Set([...before.convoys, ...set.convoys])],
    gates: [...new Set([...before.gates, ...set.gates])],
    places: [...new Set([...before.places, ...set.places])],
  }
  return {
    ...state,
    duties: new Map(state.duties).set(who, set),
    everOnDuty: new Map(state.everOnDuty).set(who, ever),
  }
})
