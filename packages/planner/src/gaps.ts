// Time that a vehicle has before a trip that it makes already: because people come later, or a promise or an urgent load was
// laid first.

import type { PlannedTrip } from './trip.ts'
import type { World } from './world.ts'

/** A trip of the vehicle that ends in time for the one after it; undefined where no gap holds one. */
export function tripInGap(world: World, vehicle: number, plan: () => PlannedTrip | undefined): PlannedTrip | undefined {
  const trips = [...world.tripsOf(vehicle)]
  for (let count = 0; count < trips.length; count++) {
    const next = trips[count]
    if (next === undefined || !isLongEnough(world, vehicle, trips, count)) continue
    const trip = world.before(vehicle, count, plan)
    if (trip !== undefined && isInTime(world, trip, next) && isWithinCrewHours(world, trip, trips)) return trip
  }
  return undefined
}

/** As long as its shortest trip: else looking is in vain nearly always, and takes the time that the search needs. */
function isLongEnough(world: World, vehicle: number, trips: readonly PlannedTrip[], count: number): boolean {
  const opens = world.problem.windows[0]?.open ?? 0
  const { free } = world.before(vehicle, count, () => world.whereabouts(vehicle))
  const shortest = Math.min(...trips.map(({ departure, end }) => end - departure))
  return (trips[count]?.departure ?? 0) - Math.max(free, opens) >= shortest
}

export function isInTime({ problem }: World, trip: PlannedTrip, next: PlannedTrip): boolean {
  const kind = problem.vehicles[trip.vehicle]?.fleet.kind
  const [start] = next.legs
  if (kind === undefined || start?.place === undefined || start.place === null) return false
  const arrival = problem.times.arrival(kind, trip.endPlace, start.place, trip.end)
  return arrival !== undefined && arrival <= next.departure
}

/** Later trips of the crew count from its new first departure. */
export function isWithinCrewHours(world: World, trip: PlannedTrip, trips: readonly PlannedTrip[]): boolean {
  const hours = world.problem.vehicles[trip.vehicle]?.fleet.crew_hours
  if (hours === undefined) return true
  const shift = [trip, ...trips].filter(({ window }) => window === trip.window)
  const begin = Math.min(...shift.map(({ departure }) => departure))
  return Math.max(...shift.map(({ end }) => end)) - begin <= hours
}
