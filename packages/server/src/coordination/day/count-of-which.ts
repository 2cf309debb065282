// Of which trip a desk counts those who arrived, where it names none: a vehicle may have set out anew by then.

import { loadsNow } from './loads.ts'
import type { Report } from './report.ts'
import { counts, type Day } from './state.ts'
import { onWhich, vehicleThen } from './vehicles.ts'

export interface Which {
  readonly trip: string | null
  readonly load: string | null
}

/** The one load that can have arrived there; `several`: more can, or none that is known, and who counts must say which. */
export function countOfWhich(
  day: Day,
  vehicle: string,
  report: Pick<Report, 'type' | 'at'> & { readonly place?: string | undefined },
): Which | 'several' {
  const is = vehicleThen(day, vehicle, report.at)
  const current = onWhich(day, vehicle, report)
  const hasSetOut = is.phase === 'to_stop'
  const earlier = loadsNow(day).filter(
    ({ load, vehicle: of, uncounted }) =>
      of === vehicle && load !== current.load && uncounted !== null && isAt(uncounted.places, report.place),
  )
  const possible: readonly Which[] = [...earlier, ...(hasSetOut ? [] : [current])]
  const [only] = possible
  if (possible.length === 1 && only !== undefined) return { trip: only.trip, load: only.load }
  if (possible.length > 1) return 'several'
  // On its way in by what was told: of it alone, unless it was on another before.
  const wasOnAnother = (day.ofVehicle.get(vehicle) ?? [])
    .filter(counts(day))
    .some(({ trip, at }) => at <= report.at && trip !== undefined && trip !== current.trip)
  return wasOnAnother ? 'several' : current
}

/** Where no plan says where they were to get off, it may be anywhere. */
function isAt(places: readonly string[], place: string | undefined): boolean {
  return place === undefined || places.length === 0 || places.includes(place)
}
