// Who cannot be brought out in time, or where they go within the hours of their vehicle, by any plan made from where they are: told apart from
// those who can, so that they do not stand in the way of everybody else's orders.

import type { Violation } from '@treve/checker'
import { type Instant, type Pause, type Plan, vehiclesOf } from '@treve/model'
import { changedOrders, type OrderOfTrip } from './changed-orders.ts'
import type { Refused } from './replan.ts'

export const whyStranded = ['not_out_in_time', 'after_hours', 'no_way_out'] as const

export interface Stranded {
  readonly vehicle: string
  readonly why: (typeof whyStranded)[number]
  /** People, as told or planned; 0 where nobody is told aboard. */
  readonly aboard: number
  /** The soonest that can be, which breaks a rule: no order. */
  readonly soonest: readonly OrderOfTrip[]
  readonly violations: readonly Refused[]
}

/** Of a plan of which nothing else is wrong (`stranded`, by planning/answer.ts). */
export function strandedOf(now: Pause, found: Plan, violations: readonly Violation[]): readonly Stranded[] {
  const vehicleOf = new Map(found.trips.map(({ id, vehicle }) => [id, vehicle]))
  const byVehicle = Map.groupBy(violations, ({ trip }) => vehicleOf.get(trip ?? ''))
  return vehiclesOf(now).flatMap(({ id: vehicle }): Stranded[] => {
    const own = byVehicle.get(vehicle) ?? []
    const hasNoWay = !found.trips.some((trip) => trip.vehicle === vehicle) && isToldInside(now, vehicle)
    if (own.length === 0 && !hasNoWay) return []
    return [
      {
        vehicle,
        why: hasNoWay ? 'no_way_out' : own.every(isOfHours) ? 'after_hours' : 'not_out_in_time',
        aboard: aboardOf(now, found, vehicle, new Set(own.map(({ trip }) => trip))),
        soonest: soonestOf(now, found, vehicle),
        violations: own,
      },
    ]
  })
}

/** Who has no trip in it would be followed by nobody once it is in force. */
export function hasTripForAll(found: Plan, violations: readonly Violation[]): boolean {
  const trips = new Set(found.trips.map(({ id }) => id))
  return violations.every(({ trip }) => trip !== null && trips.has(trip))
}

function isOfHours({ rule }: Violation): boolean {
  return rule === 'vehicle_available' || rule === 'crew_hours'
}

function isToldInside({ places, rules: { state } }: Pause, vehicle: string): boolean {
  const told = state?.vehicles.find(({ id }) => id === vehicle)
  if (told === undefined) return false
  return told.corridor !== undefined || places.some(({ id, inside }) => id === told.place && inside)
}

/** Told so; else whoever gets off after now on the trips that break the rules. */
function aboardOf(
  { rules: { state } }: Pause,
  { trips }: Plan,
  vehicle: string,
  broken: ReadonlySet<string | null>,
): number {
  const told = state?.vehicles.find(({ id }) => id === vehicle)
  if (told !== undefined) return sumOf(told.aboard)
  const now = state?.at ?? 0
  return trips
    .filter(({ id }) => broken.has(id))
    .flatMap(({ legs }) => legs.filter(({ kind, until }) => kind === 'unload' && until > now))
    .reduce((sum, { people }) => sum + sumOf(people), 0)
}

function soonestOf({ rules: { state } }: Pause, { trips }: Plan, vehicle: string): readonly OrderOfTrip[] {
  const own = trips.filter((trip) => trip.vehicle === vehicle)
  return changedOrders({ trips: [] }, { trips: own }, state?.at ?? (0 as Instant)).flatMap(({ to }) => to)
}

function sumOf(people: Readonly<Record<string, number>>): number {
  return Object.values(people).reduce((a, b) => a + b, 0)
}
