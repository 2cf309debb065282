// What the rules read: the plan taken apart into plain derived data, with nothing judged yet. A plan may be
// nonsense; what cannot be made out is left out here, and `plan_reference` or `leg_order` says so.

import {
  type Configuration,
  type Consignment,
  type Corridor,
  type Group,
  type Instant,
  type Item,
  type Leg,
  type NotPlanned,
  type Pause,
  type Place,
  type Plan,
  type Trip,
  type Use,
  type Vehicle,
  type VehicleKind,
  vehiclesOf,
} from '@treve/model'
import { type Aboard, aboardAtStart, boardTrip, type Handling } from './aboard.ts'
import { type Passage, passagesOf } from './passages.ts'
import { type Walking, walkingOf } from './walking.ts'
import { type Ways, waysOf } from './ways.ts'

/** A rule is told so each time it finds itself broken. */
export type Refuse = (at: Instant | null, trip: string | null, text: string) => void
export type Check = (reading: Reading, refuse: Refuse) => void

export interface Reading {
  readonly pause: Pause
  readonly plan: Plan
  readonly known: Known
  readonly ways: Ways
  /** In the plan's order. */
  readonly trips: readonly TripReading[]
  /** Each vehicle's trips in order of time. */
  readonly journeys: ReadonlyMap<string, readonly TripReading[]>
  /** By entry. */
  readonly passages: readonly Passage[]
  /** Loading and unloading, by start. */
  readonly handlings: readonly Handling[]
  readonly walking: readonly Walking[]
}

/** The things of a pause by id. */
export interface Known {
  readonly places: ReadonlyMap<string, Place>
  readonly corridors: ReadonlyMap<string, Corridor>
  readonly groups: ReadonlyMap<string, Group>
  /** Who chose to stay, or was not asked. */
  readonly notPlanned: ReadonlyMap<string, NotPlanned>
  readonly consignments: ReadonlyMap<string, Consignment>
  readonly items: ReadonlyMap<string, ReadonlyMap<string, Item>>
  readonly vehicles: ReadonlyMap<string, Vehicle>
}

export interface TripReading {
  readonly trip: Trip
  readonly vehicle: Vehicle | undefined
  readonly kind: VehicleKind | undefined
  readonly configuration: Configuration | undefined
  readonly isEscort: boolean
  readonly steps: readonly Step[]
  readonly passages: readonly Passage[]
  readonly handlings: readonly Handling[]
  readonly aboardAtStart: Aboard
  /** What is aboard after each leg, by the leg's index. */
  readonly aboardAfter: readonly Aboard[]
  /** Of all it loads, and of aid still aboard from an earlier trip. */
  readonly movements: ReadonlySet<Use>
}

/** A leg that is not a service at a gate, and where it begins and ends. */
export interface Step {
  readonly leg: Leg
  /** In the trip's legs. */
  readonly index: number
  readonly start: Place | undefined
  readonly end: Place | undefined
}

export function readingOf(pause: Pause, plan: Plan): Reading {
  const known = knownOf(pause)
  const ways = waysOf(pause)
  const byVehicle = new Map<string, Trip[]>()
  for (const trip of plan.trips) {
    const others = byVehicle.get(trip.vehicle)
    if (others === undefined) byVehicle.set(trip.vehicle, [trip])
    else others.push(trip)
  }
  const journeys = new Map<string, readonly TripReading[]>()
  const readings = new Map<Trip, TripReading>()
  for (const [vehicle, trips] of byVehicle) {
    const journey = readJourney(pause, known, vehicle, trips.sort(byStart))
    journeys.set(vehicle, journey)
    for (const reading of journey) readings.set(reading.trip, reading)
  }
  const trips = plan.trips.flatMap((trip) => readings.get(trip) ?? [])
  const passages = trips.flatMap((trip) => trip.passages).sort((a, b) => a.enter - b.enter)
  const handlings = trips.flatMap((trip) => trip.handlings).sort((a, b) => a.leg.from - b.leg.from)
  const walking = walkingOf(pause, plan, known, ways)
  return { pause, plan, known, ways, trips, journeys, passages, handlings, walking }
}

/** One vehicle's trips, in order: what is left aboard at the end of one is there at the start of the next. */
function readJourney(pause: Pause, known: Known, vehicleId: string, trips: readonly Trip[]): TripReading[] {
  const vehicle = known.vehicles.get(vehicleId)
  let aboard = aboardAtStart(pause, vehicleId, trips[0])
  return trips.map((trip, number) => {
    const boarding = boardTrip(known, trip, aboard)
    const passages: Passage[] = []
    const handlings: Handling[] = []
    const reading: TripReading = {
      trip,
      vehicle,
      kind: vehicle?.fleet.kind,
      configuration: trip.configuration === null ? undefined : vehicle?.fleet.loads[trip.configuration],
      isEscort: trip.escort_of !== null,
      steps: stepsOf(known, trip),
      passages,
      handlings,
      aboardAtStart: aboard,
      aboardAfter: boarding.aboardAfter,
      movements: boarding.movements,
    }
    handlings.push(...boarding.moves.map((moved) => ({ ...moved, trip: reading })))
    passages.push(...passagesOf(pause, known, reading, number === 0))
    aboard = boarding.aboardAfter.at(-1) ?? aboard
    return reading
  })
}

function stepsOf(known: Known, trip: Trip): Step[] {
  const steps: Step[] = []
  trip.legs.forEach((leg, index) => {
    if (leg.kind === 'gate') return
    if (leg.kind === 'corridor_in' || leg.kind === 'corridor_out') {
      const corridor = leg.corridor === null ? undefined : known.corridors.get(leg.corridor)
      const outside = corridor && known.places.get(corridor.outside)
      const inside = corridor && known.places.get(corridor.inside)
      const isIn = leg.kind === 'corridor_in'
      steps.push({ leg, index, start: isIn ? outside : inside, end: isIn ? inside : outside })
      return
    }
    const place = leg.place === null ? undefined : known.places.get(leg.place)
    steps.push({ leg, index, start: place, end: place })
  })
  return steps
}

function knownOf(pause: Pause): Known {
  return {
    places: byId(pause.places),
    corridors: byId(pause.corridors),
    groups: byId(pause.people),
    notPlanned: byId(pause.not_planned),
    consignments: byId(pause.aid),
    items: new Map(pause.aid.map((consignment) => [consignment.id, byId(consignment.items)])),
    vehicles: byId(vehiclesOf(pause)),
  }
}

function byId<T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]))
}

function byStart(a: Trip, b: Trip): number {
  return (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0)
}
