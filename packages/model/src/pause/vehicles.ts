// Vehicles one by one, as plans name them.

import type { Fleet, Pause } from './schema.ts'

export interface Vehicle {
  /** `bus-001`. */
  readonly id: string
  readonly fleet: Fleet
}

export function vehicleIdOf(fleetId: string, number: number): string {
  return `${fleetId}-${String(number).padStart(3, '0')}`
}

/** All vehicles of a pause, fleet by fleet, numbered from 001. */
export function vehiclesOf(pause: Pause): Vehicle[] {
  return pause.fleet.flatMap((fleet) =>
    Array.from({ length: fleet.count }, (_, index) => ({ id: vehicleIdOf(fleet.id, index + 1), fleet })),
  )
}
