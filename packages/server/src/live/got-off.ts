// Who has got off already on a trip that goes on: they are out, and neither wait nor are aboard.

import type { Plan, Trip } from '@treve/model'
import { type Day, loadNow, vehicleNow } from '../coordination/day/index.ts'
import { arrivedSince } from '../coordination/day/loads.ts'

export interface GotOff {
  readonly trip: string
  readonly group: string
  readonly to: string
  readonly people: number
}

/**
 * As many as were counted where they arrived, of the groups that were to get off. Only of vehicles of which it was counted too who got on:
 * of any other, who is aboard is taken from the plan, and the same people would be told aboard and out.
 */
export function gotOffOn(day: Day, plan: Plan, vehicle: string): readonly GotOff[] {
  const { trip: name, load } = vehicleNow(day, vehicle)
  const trip = plan.trips.find(({ id }) => id === name)
  if (trip === undefined || load === null || loadNow(day, load).aboard === null) return []
  const stops = stopsOf(trip)
  // Whoever was counted before such a trip began, where a state told its vehicle, is in the plan as earlier.
  const goesOn = trip.legs[0]?.kind !== 'depart' && trip.legs[0]?.kind !== 'load'
  const since = goesOn ? (trip.legs[0]?.from ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY
  return [...arrivedSince(day, load, since)].flatMap(([place, count]) => {
    const to = stops.has(place) ? place : stops.keys().next().value
    const planned = to === undefined ? undefined : stops.get(to)
    if (to === undefined || planned === undefined) return []
    return sharedOut(count, planned).map(([group, people]) => ({ trip: trip.id, group, to, people }))
  })
}

/** Who is to get off where, in order of time. */
function stopsOf({ legs }: Trip): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const stops = new Map<string, Record<string, number>>()
  for (const { kind, place, people } of legs) {
    if (kind !== 'unload' || place === null || Object.keys(people).length === 0) continue
    const at = stops.get(place) ?? {}
    for (const [group, count] of Object.entries(people)) at[group] = (at[group] ?? 0) + count
    stops.set(place, at)
  }
  return stops
}

/** Each group in its share. */
function sharedOut(counted: number, planned: Readonly<Record<string, number>>): (readonly [string, number])[] {
  let left = counted
  let of = Object.values(planned).reduce((a, b) => a + b, 0)
  return Object.entries(planned).flatMap(([group, count]) => {
    const share = of === 0 ? 0 : Math.round((left * count) / of)
    left -= share
    of -= count
    return share > 0 ? [[group, share] as const] : []
  })
}
