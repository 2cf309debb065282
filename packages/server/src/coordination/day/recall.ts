// Where a vehicle that is called back is to go: the nearest safe point, by what was reported of it and by the quickest ways of
// the pause. Outside it stays outside; inside it is the nearer of a refuge that holds and its own exit. Of one of which nothing
// was reported its plan tells, and that it does is said with it. Where not even that is known nobody is sent: then it is whoever
// calls back that says where.

import type { Instant } from '@treve/model'
import type { JsonObject, Said } from '../event.ts'
import { tripOnWhich } from './figures.ts'
import type { Day } from './state.ts'
import { type VehicleNow, vehicleIds, vehicleNow } from './vehicles.ts'

export interface SafePoint {
  readonly place: string
  /** Nobody reported where it is: by where its plan has it now. */
  readonly isByPlan: boolean
}

/** Null: it is not known. */
export function safePointOf(day: Day, vehicle: string, now: Instant): SafePoint | null {
  const is = vehicleNow(day, vehicle)
  const isByPlan = is.at === null && is.phase === 'before'
  const place = isByPlan ? safePointByPlan(day, vehicle, now) : safePointAsTold(day, is, now)
  return place === null ? null : { place, isByPlan }
}

function safePointByPlan(day: Day, vehicle: string, now: Instant): string | null {
  const trips = day.plan?.ofVehicle.get(vehicle) ?? []
  const begun = trips.findLast(({ departs }) => departs < now)
  if (begun === undefined) return trips[0]?.from ?? null
  if (begun.outAt === null || begun.outAt <= now) return begun.to
  const mouth = (corridor: string | null) => day.figures?.corridors.find(({ id }) => id === corridor)?.outside ?? null
  const inside = begun.stops.filter(({ place }) => day.figures?.places.get(place)?.isInside === true)
  const isIn = inside.some(({ from }) => from <= now)
  if (!isIn) return mouth(begun.corridorIn) ?? begun.from
  const at = inside.find(({ from, until }) => from <= now && now <= until)
  return at === undefined ? mouth(begun.corridorOut) : nearest(day, at.place, begun.corridorOut, now)
}

/** Nothing was reported of it, and its plan has it in the zone or on its way there. */
export function isUnderWayByPlan(day: Day, vehicle: string, now: Instant): boolean {
  if (vehicleNow(day, vehicle).since !== null) return false
  return (day.plan?.ofVehicle.get(vehicle) ?? []).some(
    ({ departs, outAt }) => outAt !== null && departs < now && now < outAt,
  )
}

function safePointAsTold(day: Day, is: VehicleNow, now: Instant): string | null {
  const trip = tripOnWhich(day.plan, is)
  const corridor = (name: string | null | undefined) => day.figures?.corridors.find(({ id }) => id === name)
  if (!is.isInside) return placeOf(is) ?? trip?.from ?? null
  if (is.at !== null && 'corridor' in is.at) {
    // On a corridor the mouth outside is never further than where it was going.
    const on = corridor(is.at.corridor === '' ? (trip?.corridorOut ?? trip?.corridorIn) : is.at.corridor)
    if (on !== undefined) return on.outside
  }
  if (is.phase === 'to_stop') return corridor(trip?.corridorIn)?.outside ?? trip?.from ?? null
  if (is.phase === 'sheltered') return placeOf(is)
  if (is.phase === 'leaving') return corridor(trip?.corridorOut)?.outside ?? null
  return nearest(day, placeOf(is), trip?.corridorOut ?? null, now) ?? trip?.turnBack?.refuge ?? null
}

function placeOf({ at }: VehicleNow): string | null {
  return at !== null && 'place' in at ? at.place : null
}

function nearest({ figures }: Day, from: string | null, exit: string | null, now: Instant): string | null {
  if (figures === undefined || from === null) return null
  const way = (to: string) =>
    from === to ? 0 : figures.ways.find((each) => each.from === from && each.to === to)?.seconds
  const refuges = figures.refuges.filter(({ until }) => until > now).map(({ at }) => ({ place: at, seconds: way(at) }))
  const exits = figures.corridors
    .filter(({ id }) => exit === null || id === exit)
    .map(({ outside, inside, seconds }) => {
      const toMouth = way(inside)
      return { place: outside, seconds: toMouth === undefined || seconds === null ? undefined : toMouth + seconds }
    })
  const known = [...refuges, ...exits].flatMap(({ place, seconds }) =>
    seconds === undefined ? [] : [{ place, seconds }],
  )
  return known.toSorted((a, b) => a.seconds - b.seconds)[0]?.place ?? null
}

export function isUnderWay({ phase }: VehicleNow): boolean {
  return phase !== 'before' && phase !== 'done'
}

/** Set out, and nothing says that they are out again. */
export function notKnownToBeClear(day: Day): readonly string[] {
  return vehicleIds(day).filter((vehicle) => vehicleNow(day, vehicle).isInside)
}

/** As many as are named in one entry. */
const mostAtOnce = 1500

/** Of the vehicles that are named, or of all that are under way, each to its own. */
export function recalled(
  day: Day,
  { vehicles, reason, to }: { readonly vehicles: readonly string[]; readonly reason?: string; readonly to?: string },
  now: Instant,
): readonly Said[] {
  const called =
    vehicles.length > 0
      ? vehicles
      : vehicleIds(day).filter((vehicle) => isUnderWay(vehicleNow(day, vehicle)) || isUnderWayByPlan(day, vehicle, now))
  const points = called.flatMap((vehicle): { vehicle: string; place: string; by_plan?: boolean }[] => {
    const found = to === undefined ? safePointOf(day, vehicle, now) : { place: to, isByPlan: false }
    return found === null ? [] : [{ vehicle, place: found.place, ...(found.isByPlan ? { by_plan: true } : {}) }]
  })
  const said = (named: readonly string[], some: typeof points): Said => ({
    type: 'recalled',
    notice: reason === undefined ? { not_given: ['reason'] } : { reason },
    details: { vehicles: [...named], to: some } satisfies JsonObject,
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
