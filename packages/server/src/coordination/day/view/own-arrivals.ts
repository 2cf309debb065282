// What a desk sees of the day: what comes to it, and never where that is.

import type { Instant } from '@treve/model'
import type { Actor } from '../../../policy/index.ts'
import type { Json, JsonObject } from '../../event.ts'
import type { Coordination } from '../../state.ts'
import { dispersalJson, dispersalsFor } from '../dispersed.ts'
import { dutyOf } from '../duty.ts'
import { loadOfTrip, type PlannedStop, type PlannedTrip } from '../figures.ts'
import { isCountedAt, loadNow, stillAwaited } from '../loads.ts'
import type { Report } from '../report.ts'
import { standingRecall } from '../standing-recalls.ts'
import { counts, type Day } from '../state.ts'
import { vehicleNow } from '../vehicles.ts'
import { type At, rangeJson } from './parts.ts'
import { bedsJson } from './sites.ts'

/** Who is on the way to a desk, or planned to be; never where they are. */
export function ownArrivals(whole: Coordination, reader: Actor, now: Instant, at: At): JsonObject {
  const { day } = whole
  const { places } = dutyOf(day, reader)
  const coming = [...(day.plan?.trips.values() ?? []), ...stillAwaited(day)].flatMap((trip) =>
    trip.stops.filter(({ kind, place }) => kind === 'unload' && places.includes(place)).map((stop) => ({ trip, stop })),
  )
  return {
    arrivals: coming
      .toSorted((a, b) => a.stop.from - b.stop.from)
      .map(({ trip, stop }): Json => {
        const load = loadNow(day, loadOfTrip(day.plan, trip.id))
        const people = load.aboard ?? load.uncounted?.people ?? null
        const state = arrivalState(day, trip, stop)
        return {
          trip: trip.id,
          vehicle: trip.vehicle,
          place: stop.place,
          planned_at: at(stop.from),
          late: !load.isOver && load.uncounted === null && stop.from < now,
          groups: { ...stop.groups },
          people: people === null ? null : rangeJson(people),
          state,
          recalled: (state === 'expected' || state === 'under_way') && isCalledBack(whole, trip.vehicle, now),
        }
      }),
    dispersals: dispersalsFor(day, { vehicles: new Set(), places }).map((each) => dispersalJson(each, at)),
    beds: places.flatMap((place) => bedsJson(day, place, at)),
  }
}

/** Whether it still comes is not known then. */
function isCalledBack(whole: Coordination, vehicle: string, now: Instant): boolean {
  return standingRecall(whole, vehicle, now) !== undefined
}

/** Uncounted: it has come, and nobody has counted there who came with it. */
function arrivalState(
  day: Day,
  { id, vehicle }: PlannedTrip,
  { place, people }: PlannedStop,
): 'expected' | 'under_way' | 'uncounted' | 'arrived' {
  const load = loadOfTrip(day.plan, id)
  if (isCountedAt(day, load, place)) return 'arrived'
  const hasCome = (day.ofVehicle.get(vehicle) ?? [])
    .filter(counts(day))
    .some(
      (report) => (report.trip === id || report.trip === load) && report.place === place && comes.includes(report.type),
    )
  if (hasCome && people === 0) return 'arrived'
  if (hasCome || loadNow(day, load).uncounted !== null) return 'uncounted'
  const { phase, trip, load: aboard } = vehicleNow(day, vehicle)
  return (trip === id || aboard === load) && phase !== 'before' && phase !== 'done' ? 'under_way' : 'expected'
}

const comes: readonly Report['type'][] = ['came', 'offloaded', 'received']
