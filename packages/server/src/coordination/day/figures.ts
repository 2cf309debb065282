// What of the pause file and of the plan agreed the day is followed by. Both are attached to the account, which whoever folds
// it does not open; so what is needed of them is said beside, in as many entries as it takes.

import type { Instant, Pause, Plan, Trip } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import type { Json, JsonObject, PauseEvent, Said } from '../event.ts'
import { objectOf, textOf } from '../opened.ts'

export interface Place {
  readonly id: string
  readonly kind: string
  readonly isInside: boolean
  /** How many may wait there; null: not said. */
  readonly holds: number | null
}

export interface GateFigures {
  readonly gate: string
  readonly corridor: string
  /** How long the check of the slowest kind of vehicle takes, as planned; null: not said. */
  readonly serviceSeconds: number | null
}

export interface Figures {
  readonly version: number
  readonly places: ReadonlyMap<string, Place>
  readonly fleets: readonly { readonly id: string; readonly kind: string; readonly count: number }[]
  readonly gates: readonly GateFigures[]
  readonly corridors: readonly CorridorFigures[]
  readonly refuges: readonly { readonly at: string; readonly capacity: number; readonly until: Instant }[]
  /** From stops in the zone to refuges and inside mouths: the quickest way of the slowest kind of vehicle. */
  readonly ways: readonly { readonly from: string; readonly to: string; readonly seconds: number }[]
}

export interface CorridorFigures {
  readonly id: string
  readonly outside: string
  readonly inside: string
  /** Mouth to mouth, of the slowest kind of vehicle at the slowest hour; null: no vehicle passes. */
  readonly seconds: number | null
}

export interface TurnBack {
  readonly enterBy: Instant | null
  readonly leaveStopBy: Instant
  readonly joinExitBy: Instant
  readonly refuge: string | null
}

export interface PlannedStop {
  readonly kind: 'load' | 'unload'
  readonly place: string
  readonly from: Instant
  readonly until: Instant
  readonly people: number
  readonly hasAid: boolean
  /** People by group. */
  readonly groups: Readonly<Record<string, number>>
}

export interface PlannedTrip {
  readonly id: string
  readonly vehicle: string
  readonly convoy: string | null
  readonly departs: Instant
  readonly arrives: Instant
  readonly corridorIn: string | null
  readonly corridorOut: string | null
  /** When it is to be out of the zone; null: it never is inside. */
  readonly outAt: Instant | null
  readonly from: string | null
  readonly to: string | null
  readonly stops: readonly PlannedStop[]
  readonly turnBack: TurnBack | null
}

export interface PlanTrips {
  readonly planSha256: string
  readonly trips: ReadonlyMap<string, PlannedTrip>
  /** In order of time. */
  readonly ofVehicle: ReadonlyMap<string, readonly PlannedTrip[]>
  /** Of plans before: who set out by one of these is still on the way by it, though no plan has it any more. */
  readonly former: ReadonlyMap<string, PlannedTrip>
  /** By trip that a plan made anew begins with people aboard: the load that they are. */
  readonly goingOn: ReadonlyMap<string, string>
}

/** In the plan, or in one before it. */
export function tripNamed(plan: PlanTrips | undefined, id: string | null): PlannedTrip | undefined {
  return id === null ? undefined : (plan?.trips.get(id) ?? plan?.former.get(id))
}

/** A trip that is in no plan any more goes on as the plan in force has it go on, where it does. */
export function tripOnWhich(
  plan: PlanTrips | undefined,
  { trip, load }: { readonly trip: string | null; readonly load: string | null },
): PlannedTrip | undefined {
  const planned = trip === null ? undefined : plan?.trips.get(trip)
  return planned ?? (load === null ? undefined : goingOnWith(plan, load)) ?? tripNamed(plan, trip)
}

/** The trip of the plan in force that brings on whom an earlier one had aboard. */
export function goingOnWith(plan: PlanTrips | undefined, load: string): PlannedTrip | undefined {
  const found = [...(plan?.goingOn ?? [])].findLast(([trip, of]) => of === load && plan?.trips.has(trip) === true)
  return found === undefined ? undefined : plan?.trips.get(found[0])
}

/** Which load a trip has: its own, or whom it began with. */
export function loadOfTrip(plan: PlanTrips | undefined, trip: string): string {
  return plan?.goingOn.get(trip) ?? trip
}

/** It lets people off before it takes any up. */
export function beginsWithPeople({ stops }: PlannedTrip): boolean {
  return stops.find(({ people }) => people > 0)?.kind === 'unload'
}

/** Of an entry of the account, with room for what is said around it. */
const mostLetters = 150_000

/** Rows as JSON, in as many entries as it takes. */
function chunks(rows: readonly Json[]): readonly (readonly Json[])[] {
  const all: Json[][] = [[]]
  let letters = 0
  for (const row of rows) {
    const length = JSON.stringify(row).length + 1
    if (letters + length > mostLetters) {
      all.push([])
      letters = 0
    }
    all.at(-1)?.push(row)
    letters += length
  }
  return all
}

function said(type: 'terms_places' | 'plan_trips', of: JsonObject, rows: readonly Json[]): readonly Said[] {
  const parts = chunks(rows)
  return parts.map((part, at) => ({ type, details: { ...of, part: at + 1, parts: parts.length, rows: part } }))
}

/** As rows of `terms_places`. */
export function figureRows(pause: Pause): readonly Json[] {
  const used = new Set([
    ...pause.people.flatMap(({ at, to }) => [at, ...to]),
    ...pause.aid.flatMap(({ from, to }) => [from, to]),
    ...pause.rules.refuges.map(({ at }) => at),
  ])
  return [
    ...pause.places
      .filter(({ id, kind }) => used.has(id) || kind !== 'junction')
      .map(({ id, kind, inside, holding }): Json => ['place', id, kind, inside ? 1 : 0, holding ?? null]),
    ...pause.fleet.map(({ id, kind, count }): Json => ['fleet', id, kind, count]),
    ...pause.corridors.flatMap(({ id, outside, inside, gates, travel }): Json[] => [
      ['corridor', id, outside, inside, slowest(travel.map(({ value }) => value))],
      ...gates.map(({ id: gate, service }): Json => {
        return ['gate', id, gate, slowest([service])]
      }),
    ]),
    ...pause.rules.refuges.map(({ at, capacity, until }): Json => ['refuge', at, capacity, until]),
    ...wayRows(pause),
  ]
}

function slowest(times: readonly Pause['corridors'][number]['gates'][number]['service'][]): number | null {
  const seconds = times.flatMap(({ on_foot: _people, ...vehicles }) => Object.values(vehicles))
  return seconds.length === 0 ? null : Math.max(...seconds)
}

/** Where a vehicle that is called back can go to. */
function wayRows(pause: Pause): readonly Json[] {
  const times = travelTimesOf(pause)
  const kinds = [...new Set(pause.fleet.map(({ kind }) => kind))]
  const targets = new Set([...pause.rules.refuges.map(({ at }) => at), ...pause.corridors.map(({ inside }) => inside)])
  const stops = new Set([...pause.people.map(({ at }) => at), ...pause.aid.map(({ to }) => to), ...targets])
  return [...stops].flatMap((from) =>
    [...targets].flatMap((to): Json[] => {
      if (from === to) return []
      const ways = kinds.map((kind) => times.leastSeconds(kind, from, to))
      const known = ways.filter((seconds) => seconds !== undefined)
      return known.length === 0 ? [] : [['way', from, to, Math.max(...known)]]
    }),
  )
}

/** As rows of `plan_trips`. */
export function tripRows(plan: Plan): readonly Json[] {
  return plan.trips.map(tripRow)
}

function tripRow({ id, vehicle, convoy, legs, turn_back: back }: Trip): Json {
  const [first, last] = [legs[0], legs.at(-1)]
  const corridor = (kind: 'corridor_in' | 'corridor_out') => legs.find((leg) => leg.kind === kind)
  const out = legs.findLast((leg) => leg.kind === 'corridor_out')
  return [
    id,
    vehicle,
    convoy,
    first?.from ?? 0,
    last?.until ?? 0,
    corridor('corridor_in')?.corridor ?? null,
    out?.corridor ?? null,
    out?.until ?? null,
    first?.place ?? null,
    last?.place ?? null,
    legs
      .filter((leg) => leg.kind === 'load' || leg.kind === 'unload')
      .map(
        (leg): Json => [
          leg.kind,
          leg.place,
          leg.from,
          leg.until,
          { ...leg.people },
          Object.keys(leg.aid).length > 0 ? 1 : 0,
        ],
      ),
    back === null ? null : [back.enter_by, back.leave_stop_by, back.join_exit_by, back.refuge ?? null],
  ]
}

export function saidOfTerms(version: number, rows: readonly Json[]): readonly Said[] {
  return said('terms_places', { version }, rows)
}

export function saidOfPlan(planSha256: string, rows: readonly Json[]): readonly Said[] {
  return said('plan_trips', { plan_sha256: planSha256 }, rows)
}

function rowsIn(event: PauseEvent): { readonly of: JsonObject; readonly rows: readonly (readonly Json[])[] } {
  try {
    const of = objectOf(JSON.parse(textOf(objectOf(event.opened.notice).details) ?? 'null') as Json)
    return { of, rows: Array.isArray(of.rows) ? of.rows.filter((row) => Array.isArray(row)) : [] }
  } catch {
    return { of: {}, rows: [] }
  }
}

/** Undefined: it cannot be read. */
export function withFigures(known: ReadonlyMap<number, Figures>, event: PauseEvent): Figures | undefined {
  const { of, rows } = rowsIn(event)
  const version = numberIn(of.version)
  if (version === null) return undefined
  const before: Figures = known.get(version) ?? {
    version,
    places: new Map(),
    fleets: [],
    gates: [],
    corridors: [],
    refuges: [],
    ways: [],
  }
  const ofKind = (kind: string) => rows.filter((row) => row[0] === kind)
  return {
    ...before,
    places: new Map([
      ...before.places,
      ...ofKind('place').flatMap(([, id, kind, inside, holds]): [string, Place][] =>
        typeof id === 'string'
          ? [[id, { id, kind: String(kind), isInside: inside === 1, holds: numberIn(holds) }]]
          : [],
      ),
    ]),
    fleets: [
      ...before.fleets,
      ...ofKind('fleet').map(([, id, kind, count]) => ({
        id: String(id),
        kind: String(kind),
        count: numberIn(count) ?? 0,
      })),
    ],
    corridors: [
      ...before.corridors,
      ...ofKind('corridor').map(([, id, outside, inside, seconds]) => ({
        id: String(id),
        outside: String(outside),
        inside: String(inside),
        seconds: numberIn(seconds),
      })),
    ],
    ways: [
      ...before.ways,
      ...ofKind('way').map(([, from, to, seconds]) => ({
        from: String(from),
        to: String(to),
        seconds: numberIn(seconds) ?? 0,
      })),
    ],
    gates: [
      ...before.gates,
      ...ofKind('gate').map(([, corridor, gate, seconds]) => ({
        gate: String(gate),
        corridor: String(corridor),
        serviceSeconds: numberIn(seconds),
      })),
    ],
    refuges: [
      ...before.refuges,
      ...ofKind('refuge').map(([, at, capacity, until]) => ({
        at: String(at),
        capacity: numberIn(capacity) ?? 0,
        until: (numberIn(until) ?? 0) as Instant,
      })),
    ],
  }
}

export function withTrips(known: PlanTrips | undefined, event: PauseEvent): PlanTrips | undefined {
  const { of, rows } = rowsIn(event)
  const planSha256 = textOf(of.plan_sha256)
  if (planSha256 === undefined) return known
  const isSame = known?.planSha256 === planSha256
  const trips = new Map(isSame ? known.trips : [])
  const former = isSame ? known.former : new Map([...(known?.former ?? []), ...(known?.trips ?? [])])
  for (const row of rows) {
    const trip = tripOf(row)
    if (trip !== undefined) trips.set(trip.id, trip)
  }
  const ofVehicle = Map.groupBy(trips.values(), ({ vehicle }) => vehicle)
  for (const own of ofVehicle.values()) own.sort((a, b) => a.departs - b.departs)
  return { planSha256, trips, ofVehicle, former, goingOn: known?.goingOn ?? new Map() }
}

function tripOf(row: readonly Json[]): PlannedTrip | undefined {
  const [id, vehicle, convoy, departs, arrives, corridorIn, corridorOut, outAt, from, to, stops, back] = row
  if (typeof id !== 'string' || typeof vehicle !== 'string') return undefined
  const name = (value: Json | undefined) => textOf(value) ?? null
  const when = (value: Json | undefined) => numberIn(value) as Instant | null
  const [enterBy, leaveStopBy, joinExitBy, refuge] = Array.isArray(back) ? (back as readonly Json[]) : []
  const [leave, join] = [when(leaveStopBy), when(joinExitBy)]
  return {
    id,
    vehicle,
    convoy: name(convoy),
    departs: when(departs) ?? (0 as Instant),
    arrives: when(arrives) ?? (0 as Instant),
    corridorIn: name(corridorIn),
    corridorOut: name(corridorOut),
    outAt: when(outAt),
    from: name(from),
    to: name(to),
    stops: Array.isArray(stops) ? stops.flatMap(stopOf) : [],
    turnBack:
      leave === null || join === null
        ? null
        : { enterBy: when(enterBy), leaveStopBy: leave, joinExitBy: join, refuge: name(refuge) },
  }
}

function stopOf(row: Json): readonly PlannedStop[] {
  if (!Array.isArray(row)) return []
  const [kind, place, from, until, people, hasAid] = row as readonly Json[]
  if ((kind !== 'load' && kind !== 'unload') || typeof place !== 'string') return []
  const groups = Object.fromEntries(
    Object.entries(objectOf(people)).filter((each): each is [string, number] => typeof each[1] === 'number'),
  )
  return [
    {
      kind,
      place,
      from: (numberIn(from) ?? 0) as Instant,
      until: (numberIn(until) ?? 0) as Instant,
      people: Object.values(groups).reduce((a, b) => a + b, 0),
      hasAid: hasAid === 1,
      groups,
    },
  ]
}

function numberIn(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}

/** Of a fleet: <fleet>-001. Undefined: no fleet of the pause has it. */
export function kindOfVehicle(figures: Figures | undefined, vehicle: string): string | undefined {
  const [, fleet, number] = /^(.*)-(\d+)$/.exec(vehicle) ?? []
  const found = figures?.fleets.find(({ id }) => id === fleet)
  return found !== undefined && Number(number) >= 1 && Number(number) <= found.count ? found.kind : undefined
}
