// A departure being moved on the timetable: where its lines come to lie, and at once what stands against it there, as far as a
// page can tell. The checker, on the server, has the last word.

import type { PlanLeg, PlanTrip, PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'

export interface Moving {
  readonly trip: string
  /** Later by so much; below 0: earlier. */
  readonly seconds: number
}

/** By rules of the checker, and two of the day. */
export type ConflictRule =
  | 'departs_too_soon'
  | 'trip_continuity'
  | 'window_entry'
  | 'clearance'
  | 'corridor_capacity'
  | 'alternating_clearance'
  | 'gate_lane'

export interface Conflict {
  readonly rule: ConflictRule
  /** When it would be: milliseconds since 1970. */
  readonly at: number
  /** Whom it is with; where it is with no other, the one that is moved. */
  readonly trip: string
}

/** What moves together, as the server moves it: nobody leaves a convoy by being moved. */
export function movedWith(trips: readonly PlanTrip[], id: string): readonly PlanTrip[] {
  const trip = trips.find((each) => each.id === id)
  const convoy = trip?.convoy ?? trip?.escort_of ?? null
  if (trip === undefined || convoy === null) return trip === undefined ? [] : [trip]
  return trips.filter((each) => each.convoy === convoy || each.escort_of === convoy)
}

export function movedBy(trip: PlanTrip, seconds: number): PlanTrip {
  const later = (instant: string) => new Date(Date.parse(instant) + seconds * 1000).toISOString()
  return { ...trip, legs: trip.legs.map((leg) => ({ ...leg, from: later(leg.from), until: later(leg.until) })) }
}

/** When its first order begins. */
export function departureOf({ legs }: PlanTrip): number {
  return legs[0] === undefined ? Number.NaN : Date.parse(legs[0].from)
}

interface Span {
  readonly trip: string
  readonly from: number
  readonly until: number
}

interface PassageSpan extends Span {
  readonly direction: 'in' | 'out'
}

/** All of a plan, where one who moves may meet it; made once for each plan. */
export interface Ground {
  readonly pause: PauseView
  readonly passages: ReadonlyMap<string, readonly PassageSpan[]>
  /** By corridor and gate. */
  readonly services: ReadonlyMap<string, readonly Span[]>
  /** By vehicle, each trip from its first to its last leg. */
  readonly rounds: ReadonlyMap<string, readonly Span[]>
}

export function groundOf(pause: PauseView, { trips }: Pick<PlanView, 'trips'>): Ground {
  return {
    pause,
    passages: grouped(trips, passagesOf),
    services: grouped(trips, servicesOf),
    rounds: grouped(trips, (trip) => [[trip.vehicle, roundOf(trip)]]),
  }
}

/** @param moved as they lie now, with the ids that they have in the plan */
export function conflictsOf(
  { pause, passages, services, rounds }: Ground,
  moved: readonly PlanTrip[],
  { now, promisedSeconds }: { readonly now: number; readonly promisedSeconds: number },
): readonly Conflict[] {
  const moving = new Set(moved.map(({ id }) => id))
  const others = <S extends Span>(known: ReadonlyMap<string, readonly S[]>, key: string) =>
    (known.get(key) ?? []).filter(({ trip }) => !moving.has(trip))
  const found: Conflict[] = []
  const add = (rule: ConflictRule, at: number, trip: string) => {
    if (!found.some((each) => each.rule === rule && each.trip === trip)) found.push({ rule, at, trip })
  }
  const ownPassages = grouped(moved, passagesOf)
  const ownServices = grouped(moved, servicesOf)
  for (const trip of moved) {
    const departure = departureOf(trip)
    if (departure < now + promisedSeconds * 1000) add('departs_too_soon', departure, trip.id)
    const round = roundOf(trip)
    for (const other of others(rounds, trip.vehicle))
      if (overlaps(round, other)) add('trip_continuity', Math.max(round.from, other.from), other.trip)
    windows(pause, trip, add)
  }
  for (const corridor of pause.corridors) {
    const own = ownPassages.get(corridor.id) ?? []
    if (own.length === 0) continue
    const all = others(passages, corridor.id)
    if (corridor.direction === 'alternating')
      for (const passage of own) meets(passage, all, corridor.clearance_s * 1000, add)
    slots(pause, corridor, own, all, add)
    for (const { id, lanes } of corridor.gates)
      for (const service of ownServices.get(`${corridor.id} ${id}`) ?? [])
        served(
          service,
          [...others(services, `${corridor.id} ${id}`), ...(ownServices.get(`${corridor.id} ${id}`) ?? [])],
          lanes,
          add,
        )
  }
  return found.sort((a, b) => a.at - b.at)
}

type Add = (rule: ConflictRule, at: number, trip: string) => void

/** Whoever enters does so in a window, and is out of it in time. */
function windows(pause: PauseView, { id, legs }: PlanTrip, add: Add): void {
  let within: PauseView['windows'][number] | undefined
  for (const leg of legs) {
    const { from, until } = span(leg)
    if (leg.kind === 'corridor_in') {
      within = pause.windows.find(({ open, close }) => Date.parse(open) <= from && from < Date.parse(close))
      if (within === undefined) add('window_entry', from, id)
    }
    if (leg.kind === 'corridor_out' && within !== undefined && until > Date.parse(within.clear_by))
      add('clearance', until, id)
  }
}

function meets(own: PassageSpan, others: readonly PassageSpan[], clearance: number, add: Add): void {
  for (const other of others)
    if (other.direction !== own.direction && own.from < other.until + clearance && other.from < own.until + clearance)
      add('alternating_clearance', Math.max(own.from, other.from), other.trip)
}

/** Slots count from the opening of the latest window that has begun. */
function slots(
  pause: PauseView,
  { capacity }: PauseView['corridors'][number],
  own: readonly PassageSpan[],
  others: readonly PassageSpan[],
  add: Add,
): void {
  if (capacity === null) return
  const opens = pause.windows.map(({ open }) => Date.parse(open)).sort((a, b) => a - b)
  const slotOf = (at: number) => {
    const open = opens.findLast((each) => each <= at) ?? opens[0] ?? 0
    return `${open} ${Math.floor((at - open) / (capacity.per_s * 1000))}`
  }
  for (const passage of own) {
    const slot = slotOf(passage.from)
    const beside = [...own, ...others].filter(
      ({ from, direction }) => (capacity.shared || direction === passage.direction) && slotOf(from) === slot,
    )
    if (beside.length > capacity.vehicles) add('corridor_capacity', passage.from, passage.trip)
  }
}

/** Of all that are served at the gate, itself among them, more at once than it has lanes. */
function served(own: Span, all: readonly Span[], lanes: number, add: Add): void {
  const beside = all.filter((each) => each === own || overlaps(each, own))
  const instants = [own.from, ...beside.map(({ from }) => from).filter((from) => from >= own.from)]
  for (const at of instants) {
    const there = beside.filter(({ from, until }) => from <= at && at < until)
    if (there.length <= lanes) continue
    add('gate_lane', at, there.find(({ trip }) => trip !== own.trip)?.trip ?? own.trip)
    return
  }
}

function overlaps(one: Pick<Span, 'from' | 'until'>, other: Pick<Span, 'from' | 'until'>): boolean {
  return one.from < other.until && other.from < one.until
}

function passagesOf({ id, legs }: PlanTrip): [string, PassageSpan][] {
  return legs.flatMap((leg): [string, PassageSpan][] =>
    leg.corridor !== null && (leg.kind === 'corridor_in' || leg.kind === 'corridor_out')
      ? [[leg.corridor, { trip: id, direction: leg.kind === 'corridor_in' ? 'in' : 'out', ...span(leg) }]]
      : [],
  )
}

function servicesOf({ id, legs }: PlanTrip): [string, Span][] {
  let corridor: string | null = null
  return legs.flatMap((leg): [string, Span][] => {
    if (leg.kind === 'corridor_in' || leg.kind === 'corridor_out') corridor = leg.corridor
    return leg.kind === 'gate' ? [[`${leg.corridor ?? corridor} ${leg.gate}`, { trip: id, ...span(leg) }]] : []
  })
}

function roundOf(trip: PlanTrip): Span {
  return { trip: trip.id, from: departureOf(trip), until: Math.max(...trip.legs.map(({ until }) => Date.parse(until))) }
}

function grouped<S extends Span>(
  trips: readonly PlanTrip[],
  of: (trip: PlanTrip) => readonly (readonly [string, S])[],
): ReadonlyMap<string, readonly S[]> {
  const all = new Map<string, S[]>()
  for (const [key, value] of trips.flatMap(of)) {
    const known = all.get(key)
    if (known === undefined) all.set(key, [value])
    else known.push(value)
  }
  return all
}

function span(leg: PlanLeg): { from: number; until: number } {
  return { from: Date.parse(leg.from), until: Date.parse(leg.until) }
}
