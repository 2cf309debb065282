// What each vehicle is to do, taken out of a plan: what its order sheet says, as data. Only what a crew needs is here:
// no positions, no name or affiliation of a group, a priority only where clinicians set it, nobody else's times.

import {
  type Configuration,
  formatInstant,
  type Instant,
  type Language,
  type Leg,
  type LegKind,
  type LocalText,
  type Mobility,
  type Pause,
  type Plan,
  type Priority,
  type Trip,
  type TurnBack,
  textIn,
  type Unfinished,
  type VehicleKind,
  vehiclesOf,
  type Window,
} from '@treve/model'
import { isAgreed } from '../view.ts'

export interface Orders {
  /** Version of this form. */
  readonly treve_orders: 1
  readonly pause: string
  readonly title: string
  readonly exercise: boolean
  readonly is_agreed: boolean
  readonly time_zone: Pause['time_zone']
  readonly language: Language
  /** Of the bytes of the pause file and of the plan file: which versions these sheets are of. */
  readonly input_sha256: string
  readonly plan_sha256: string
  /** Why this plan is none to go by yet; null: it is finished. */
  readonly unfinished: Unfinished | null
  readonly vehicles: readonly VehicleOrders[]
  /** Vehicles that the plan does not move. */
  readonly no_trip: readonly string[]
}

export interface VehicleOrders {
  readonly vehicle: string
  readonly kind: VehicleKind
  readonly windows: readonly WindowOrders[]
  readonly trips: readonly TripOrders[]
}

export interface WindowOrders {
  readonly id: string
  readonly open: Instant
  readonly clear_by: Instant
  readonly close: Instant
  /** First departure to last leg of this vehicle's trips in the window. */
  readonly shift: { readonly from: Instant; readonly until: Instant }
}

export interface Named {
  readonly id: string
  readonly name: string
}

export interface TripOrders {
  readonly id: string
  readonly configuration: FittedOut | null
  readonly convoy: string | null
  readonly escort_of: string | null
  /** Vehicles of the same convoy, in the order in which they enter their first corridor. */
  readonly convoy_vehicles: readonly string[]
  readonly escorts: readonly string[]
  readonly destinations: readonly Named[]
  /** What an earlier trip left in the vehicle. */
  readonly aboard_before: Carried
  /** What is loaded on this trip, all stops together. */
  readonly people: readonly PeopleOrders[]
  readonly aid: readonly AidOrders[]
  /** Null: not computed yet, or it never goes in. */
  readonly turn_back: TurnBack | null
  /** Where its turn-back times name one: where to wait safely if the way out cannot be reached. */
  readonly refuge: Named | null
  /** Where one is reserved: which other corridor to turn to, and when, if its own still keeps it waiting. */
  readonly second_exit: {
    readonly corridor: Named
    readonly turn_by: Instant
    readonly from: Instant
    readonly kept_until: Instant
  } | null
  readonly legs: readonly LegOrders[]
}

export interface FittedOut {
  readonly seated: number | null
  readonly wheelchair: number | null
  readonly stretcher: number | null
  readonly mass_g: number | null
  readonly volume_ml: number | null
}

export interface LegOrders {
  readonly kind: LegKind
  readonly place: Named | null
  readonly corridor: Named | null
  readonly gate: Named | null
  /** From 0, of so many. */
  readonly lane: number | null
  readonly lanes: number | null
  readonly from: Instant
  readonly until: Instant
  /** Moved here: of load and unload alone. */
  readonly people: readonly PeopleOrders[]
  readonly aid: readonly AidOrders[]
  /** Once this leg is done. */
  readonly aboard: Carried
}

export interface Carried {
  readonly people: number
  readonly companions: number
  readonly aid_g: number
}

export interface PeopleOrders {
  readonly group: string
  readonly count: number
  readonly mobility: Mobility
  /** Null unless medical. */
  readonly priority: Extract<Priority, 'life_critical' | 'medical'> | null
  readonly group_size: number
  readonly companions: number
  readonly to: readonly Named[]
}

export interface AidOrders {
  readonly consignment: Named
  readonly item: Named
  readonly count: number
  readonly mass_g: number
  readonly to: Named
}

export interface OrdersRequest {
  readonly language: Language
  readonly inputSha256: string
  readonly planSha256: string
  /** Printed all the same: each sheet says so. */
  readonly unfinished?: Unfinished
  /** This one alone. */
  readonly vehicle?: string
}

/** Of a plan that the checker has found valid: everything that it names is there. */
export function ordersOf(
  pause: Pause,
  plan: Pick<Plan, 'trips'> & Partial<Pick<Plan, 'windows'>>,
  request: OrdersRequest,
): Orders {
  const { language, inputSha256, planSha256 } = request
  const asked = vehiclesOf(pause).filter(({ id }) => request.vehicle === undefined || id === request.vehicle)
  const tripsOf = Map.groupBy(
    [...plan.trips].sort((a, b) => startOf(a) - startOf(b)),
    ({ vehicle }) => vehicle,
  )
  const names = namesIn(pause, language)
  return {
    treve_orders: 1,
    pause: pause.id,
    title: textIn(pause.title, language),
    exercise: pause.exercise,
    is_agreed: isAgreed(pause),
    time_zone: pause.time_zone,
    language,
    input_sha256: inputSha256,
    plan_sha256: planSha256,
    unfinished: request.unfinished ?? null,
    vehicles: asked.flatMap(({ id, fleet }) => {
      const trips = tripsOf.get(id)
      if (trips === undefined) return []
      const aboard: Aboard = { people: new Map(), aid: new Map() }
      return [
        {
          vehicle: id,
          kind: fleet.kind,
          windows: windowsOf(pause, plan, trips),
          trips: trips.map((trip) => tripOrders(trip, plan, fleet.loads, names, aboard)),
        },
      ]
    }),
    no_trip: asked.map(({ id }) => id).filter((id) => !tripsOf.has(id)),
  }
}

/** Instants of orders, wherever they stand. */
const instantKeys = new Set([
  'from',
  'until',
  'open',
  'close',
  'clear_by',
  'enter_by',
  'leave_stop_by',
  'join_exit_by',
  'reach_refuge_by',
  'turn_by',
  'kept_until',
])

export function ordersToJson(orders: Orders): string {
  return `${JSON.stringify(
    orders,
    (key, value: unknown) =>
      typeof value === 'number' && instantKeys.has(key) ? formatInstant(value as Instant, orders.time_zone) : value,
    1,
  )}\n`
}

/** The moment it sets off: a vehicle may stand ready before, but what it loads it loads on duty. */
function startOf(trip: Trip): number {
  const [first] = trip.legs
  return (first?.kind === 'depart' ? first.until : first?.from) ?? 0
}

/** The windows that these trips are in, each with the crew's shift: first departure to last leg. */
function windowsOf(pause: Pause, plan: Partial<Pick<Plan, 'windows'>>, trips: readonly Trip[]): WindowOrders[] {
  return pause.terms.windows.flatMap((window) => {
    const own = trips.filter((trip) => windowOf(pause.terms.windows, trip) === window)
    if (own.length === 0) return []
    const { id, open, close } = window
    // The plan may keep more than the terms ask for.
    const clearBy =
      plan.windows?.find((each) => each.id === id)?.clear_by ?? ((close - pause.terms.clear.buffer) as Instant)
    const from = Math.min(...own.map(startOf)) as Instant
    const until = Math.max(...own.flatMap(({ legs }) => legs.map((leg) => leg.until))) as Instant
    return [{ id, open, clear_by: clearBy, close, shift: { from, until } }]
  })
}

/** A trip belongs to the latest window begun when it enters its first corridor, or ends; before the first, to that. */
function windowOf(windows: readonly Window[], trip: Trip): Window | undefined {
  const at = firstPassage(trip)?.from ?? trip.legs.at(-1)?.until ?? 0
  const begun = windows.filter(({ open }) => open <= at)
  return begun.length === 0 ? windows[0] : begun.reduce((latest, each) => (each.open > latest.open ? each : latest))
}

function firstPassage(trip: Trip): Leg | undefined {
  return trip.legs.find(({ kind }) => kind === 'corridor_in' || kind === 'corridor_out')
}

function tripOrders(
  trip: Trip,
  plan: Pick<Plan, 'trips'> & Partial<Pick<Plan, 'windows'>>,
  loads: readonly Configuration[],
  names: Names,
  aboard: Aboard,
): TripOrders {
  const convoy = trip.convoy ?? trip.escort_of
  const others = plan.trips
    .filter((other) => convoy !== null && other.id !== trip.id && other.vehicle !== trip.vehicle)
    .sort((a, b) => (firstPassage(a)?.from ?? 0) - (firstPassage(b)?.from ?? 0))
  const vehicles = (members: readonly Trip[]) => [...new Set(members.map(({ vehicle }) => vehicle))]
  const loaded = trip.legs.filter(({ kind }) => kind === 'load')
  const unloaded = trip.legs.filter(({ kind }) => kind === 'unload')
  const goals = [...new Set(unloaded.map(({ place }) => place ?? ''))].filter((place) => place !== '')
  const goalsOf = (group: string) =>
    [...new Set(unloaded.filter(({ people }) => (people[group] ?? 0) > 0).map(({ place }) => place ?? ''))].map(
      names.place,
    )
  return {
    id: trip.id,
    configuration: trip.configuration === null ? null : fittedOut(loads[trip.configuration]),
    convoy: trip.convoy,
    escort_of: trip.escort_of,
    convoy_vehicles: vehicles(others.filter((other) => other.convoy === convoy)),
    escorts: vehicles(others.filter((other) => other.escort_of === convoy)),
    destinations: goals.map(names.place),
    aboard_before: carried(aboard, names),
    people: peopleMoved(loaded, names, goalsOf),
    aid: aidMoved(loaded, names),
    turn_back: trip.turn_back,
    refuge: trip.turn_back?.refuge === undefined ? null : names.place(trip.turn_back.refuge),
    second_exit: secondExit(trip, names),
    legs: trip.legs.map((leg) => legOrders(leg, names, goalsOf, aboard)),
  }
}

function secondExit({ second_exit: second }: Trip, names: Names): TripOrders['second_exit'] {
  if (second === undefined) return null
  const { corridor, turn_by, from, kept_until } = second
  return { corridor: names.corridor(corridor), turn_by, from, kept_until }
}

function fittedOut(configuration: Configuration | undefined): FittedOut | null {
  if (configuration === undefined) return null
  const { seated = null, wheelchair = null, stretcher = null, mass = null, volume = null } = configuration
  return { seated, wheelchair, stretcher, mass_g: mass, volume_ml: volume }
}

function legOrders(leg: Leg, names: Names, goalsOf: (group: string) => Named[], aboard: Aboard): LegOrders {
  const moves = leg.kind === 'load' || leg.kind === 'unload'
  if (moves) move(leg, names, aboard)
  return {
    kind: leg.kind,
    place: leg.place === null ? null : names.place(leg.place),
    corridor: leg.corridor === null ? null : names.corridor(leg.corridor),
    gate: leg.gate === null ? null : names.gate(leg.corridor ?? '', leg.gate),
    lane: leg.lane,
    lanes: leg.gate === null ? null : names.lanes(leg.corridor ?? '', leg.gate),
    from: leg.from,
    until: leg.until,
    people: moves ? peopleMoved([leg], names, goalsOf) : [],
    aid: moves ? aidMoved([leg], names) : [],
    aboard: carried(aboard, names),
  }
}

/** What is in a vehicle now. What is not delivered stays in it, also from one trip to the next. */
interface Aboard {
  readonly people: Map<string, number>
  /** In grams. */
  readonly aid: Map<string, number>
}

function carried(aboard: Aboard, names: Names): Carried {
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0)
  return {
    people: sum(aboard.people.values()),
    companions: sum([...aboard.people].map(([group, count]) => count * names.companions(group))),
    aid_g: sum(aboard.aid.values()),
  }
}

function move(leg: Leg, names: Names, aboard: Aboard): void {
  const sign = leg.kind === 'load' ? 1 : -1
  for (const [group, count] of Object.entries(leg.people)) {
    aboard.people.set(group, (aboard.people.get(group) ?? 0) + sign * count)
  }
  for (const { consignment, mass_g } of aidMoved([leg], names)) {
    aboard.aid.set(consignment.id, (aboard.aid.get(consignment.id) ?? 0) + sign * mass_g)
  }
}

function peopleMoved(legs: readonly Leg[], names: Names, goalsOf: (group: string) => Named[]): PeopleOrders[] {
  const counts = new Map<string, number>()
  for (const { people } of legs) {
    for (const [group, count] of Object.entries(people)) counts.set(group, (counts.get(group) ?? 0) + count)
  }
  return [...counts].flatMap(([id, count]) => {
    const group = names.group(id)
    if (group === undefined || count === 0) return []
    const { mobility, priority, group_size, companions } = group
    return [
      {
        group: id,
        count,
        mobility,
        priority: priority === 'life_critical' || priority === 'medical' ? priority : null,
        group_size,
        companions: count * companions,
        to: goalsOf(id),
      },
    ]
  })
}

function aidMoved(legs: readonly Leg[], names: Names): AidOrders[] {
  return legs.flatMap(({ aid }) =>
    Object.entries(aid).flatMap(([consignment, items]) =>
      Object.entries(items)
        .filter(([, count]) => count > 0)
        .flatMap(([item, count]) => names.aid(consignment, item, count)),
    ),
  )
}

type Names = ReturnType<typeof namesIn>

/** What things are called in a language; by their ids, where they have no name. */
function namesIn(pause: Pause, language: Language) {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) => new Map(list.map((each) => [each.id, each]))
  const named = (id: string, thing: { readonly name?: LocalText } | undefined): Named => ({
    id,
    name: (thing?.name === undefined ? '' : textIn(thing.name, language)) || id,
  })
  const places = byId(pause.places)
  const corridors = byId(pause.corridors)
  const groups = byId(pause.people)
  const consignments = byId(pause.aid)
  const gateOf = (corridor: string, gate: string) => corridors.get(corridor)?.gates.find(({ id }) => id === gate)
  return {
    place: (id: string) => named(id, places.get(id)),
    corridor: (id: string) => named(id, corridors.get(id)),
    gate: (corridor: string, id: string) => named(id, gateOf(corridor, id)),
    lanes: (corridor: string, id: string) => gateOf(corridor, id)?.lanes ?? null,
    group: (id: string) => groups.get(id),
    companions: (id: string) => groups.get(id)?.companions ?? 0,
    aid(id: string, itemId: string, count: number): AidOrders[] {
      const consignment = consignments.get(id)
      const item = consignment?.items.find((each) => each.id === itemId)
      if (consignment === undefined || item === undefined) return []
      const to = named(consignment.to, places.get(consignment.to))
      return [{ consignment: named(id, consignment), item: named(itemId, item), count, mass_g: count * item.mass, to }]
    },
  }
}
