// Who is told that people were sent away from a waiting place: whoever has to do with it. It is what was said, and no order to
// a vehicle; nor is where they were sent shown to be safe.

import type { Instant } from '@treve/model'
import type { JsonObject } from '../event.ts'
import { counts, type Day, type Dispersal } from './state.ts'
import { vehicleNow } from './vehicles.ts'

/** Vehicles that are there, or still to come there by the plan. */
export function boundFor(day: Day, place: string): readonly string[] {
  const planned = [...(day.plan?.ofVehicle.keys() ?? [])]
  return [...new Set([...planned, ...day.ofVehicle.keys()])].filter((vehicle) => isBound(day, vehicle, place)).sort()
}

function isBound(day: Day, vehicle: string, place: string): boolean {
  const { at, trip: current, phase } = vehicleNow(day, vehicle)
  if (at !== null && 'place' in at && at.place === place) return true
  return (day.plan?.ofVehicle.get(vehicle) ?? []).some(({ id, stops }) => {
    if (!stops.some((stop) => stop.place === place)) return false
    if (id === current) return phase === 'before' || phase === 'to_stop' || phase === 'at_stop'
    return !(day.ofVehicle.get(vehicle) ?? [])
      .filter(counts(day))
      .some((report) => report.trip === id && report.type === 'clear')
  })
}

export interface DispersalTold {
  readonly at: Instant
  readonly place: string
  readonly to: readonly string[]
  /** Of whoever asks. */
  readonly vehicles: readonly string[]
}

/** The last of each place, for who has duty there, or a vehicle that is there or bound for it. */
export function dispersalsFor(
  day: Day,
  { vehicles, places }: { readonly vehicles: ReadonlySet<string>; readonly places: readonly string[] },
): readonly DispersalTold[] {
  return lastOfEach(day.dispersals).flatMap(({ at: when, place, to }): DispersalTold[] => {
    const own = boundFor(day, place).filter((vehicle) => vehicles.has(vehicle))
    return own.length === 0 && !places.includes(place) ? [] : [{ at: when, place, to, vehicles: own }]
  })
}

export function lastOfEach(dispersals: readonly Dispersal[]): readonly Dispersal[] {
  return [...new Map(dispersals.map((each) => [each.place, each])).values()]
}

export function dispersalJson(
  { at: when, place, to, vehicles }: DispersalTold,
  at: (when: Instant) => string | null,
): JsonObject {
  return { at: at(when), place, to: [...to], vehicles: [...vehicles] }
}
