// Calling back: who is, and what is said of it, each vehicle with its own safe point.

import type { Instant } from '@treve/model'
import type { JsonObject, Said } from '../event.ts'
import type { Coordination } from '../state.ts'
import { type lackings, safePoints } from './safe-points.ts'
import type { Day } from './state.ts'
import { saidOutSeenInside, type VehicleNow, vehicleIds, vehicleNow } from './vehicles.ts'

/** Nothing was reported of it, and its plan has it in the zone or on its way there. */
export function isUnderWayByPlan(day: Day, vehicle: string, now: Instant): boolean {
  if (vehicleNow(day, vehicle).since !== null) return false
  return (day.plan?.ofVehicle.get(vehicle) ?? []).some(
    ({ departs, outAt }) => outAt !== null && departs < now && now < outAt,
  )
}

export function isUnderWay({ phase }: VehicleNow): boolean {
  return phase !== 'before' && phase !== 'done'
}

/** Set out, and nothing says that they are out again; or somebody says so, and they were seen in the zone since. */
export function notKnownToBeClear(day: Day): readonly string[] {
  const inside = vehicleIds(day).filter((vehicle) => vehicleNow(day, vehicle).isInside)
  return [...new Set([...inside, ...saidOutSeenInside(day)])]
}

type Point = {
  readonly vehicle: string
  readonly place: string
  readonly by_plan?: boolean
  readonly lacks?: (typeof lackings)[number]
}

/** As many as are named in one entry. */
const mostAtOnce = 1500

/** Of the vehicles that are named, or of all that are under way, each to its own. */
export function recalled(
  whole: Coordination,
  { vehicles, reason, to }: { readonly vehicles: readonly string[]; readonly reason?: string; readonly to?: string },
  now: Instant,
): readonly Said[] {
  const { day } = whole
  const doubtful = new Set(saidOutSeenInside(day))
  const called =
    vehicles.length > 0
      ? vehicles
      : vehicleIds(day).filter(
          (vehicle) =>
            isUnderWay(vehicleNow(day, vehicle)) || isUnderWayByPlan(day, vehicle, now) || doubtful.has(vehicle),
        )
  const known = to === undefined ? safePoints(whole, now) : undefined
  const points = called.flatMap((vehicle): Point[] => {
    if (to !== undefined) return [{ vehicle, place: to }]
    const found = known?.get(vehicle)
    if (found === undefined || found === null) return []
    const { place, isByPlan, lacks } = found
    return [{ vehicle, place, ...(isByPlan ? { by_plan: true } : {}), ...(lacks === null ? {} : { lacks }) }]
  })
  const said = (named: readonly string[], some: readonly Point[]): Said => ({
    type: 'recalled',
    notice: reason === undefined ? { not_given: ['reason'] } : { reason },
    details: { vehicles: [...named], to: [...some] } satisfies JsonObject,
    ...(to === undefined ? {} : { place: { place: to } }),
  })
  const rest = Array.from({ length: Math.max(0, Math.ceil(points.length / mostAtOnce) - 1) }, (_, at) =>
    points.slice((at + 1) * mostAtOnce, (at + 2) * mostAtOnce),
  )
  return [
    said(vehicles, points.slice(0, mostAtOnce)),
    ...rest.map((some) =>
      said(
        some.map(({ vehicle }) => vehicle),
        some,
      ),
    ),
  ]
}
