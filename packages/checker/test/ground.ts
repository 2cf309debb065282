// A small pause for features that the minimal example lacks: ways of five minutes, one corridor `road` of ten, boarding
// in no time; each test adds what it is about.

import type { Instant, Pause, Trip } from '@treve/model'
import { dayOf, pauseFrom } from './plans.ts'

export interface Ground {
  readonly windows?: string
  readonly buffer?: string
  /** More of the corridor `road`. */
  readonly road?: string
  readonly uses?: string
  readonly travel?: string
  readonly corridors?: string
  readonly places?: string
  readonly links?: string
  readonly school?: string
  readonly reception?: string
  readonly people?: string
  readonly aid?: string
  readonly fleet?: string
  readonly rules?: string
}

export const families =
  '{ id: families, at: school, count: 200, mobility: seated, priority: general, movement: civilians, to: [reception] }'
export const buses = '{ id: bus, kind: bus, count: 4, at: depot, carries: [civilians], loads: [{ seated: 50 }] }'

export function groundOf(ground: Ground): Pause {
  return pauseFrom(`
treve_pause: 1
id: ground
title: { en: Ground }
time_zone: Asia/Damascus
exercise: true
parties: [{ id: relief, role: humanitarian }, { id: north, role: party_to_conflict }]
terms:
  stated_by: [north]
  windows: [${ground.windows ?? '{ id: day, open: 2016-11-04T08:00, close: 2016-11-04T12:00 }'}]
  clear: { buffer: ${ground.buffer ?? '30 min'} }
zone: { area: { type: Polygon, coordinates: [[[37.13, 36.18], [37.20, 36.18], [37.20, 36.24], [37.13, 36.24], [37.13, 36.18]]] } }
places:
  - { id: depot, kind: depot, at: [37.10, 36.20] }
  - { id: outer, kind: mouth, at: [37.12, 36.20] }
  - { id: inner, kind: mouth, at: [37.14, 36.20], inside: true }
  - { id: school, kind: pick_up, at: [37.16, 36.20], inside: true${ground.school ?? ''} }
  - { id: reception, kind: reception, at: [37.09, 36.20]${ground.reception ?? ''} }
  - { id: clinic, kind: hospital, at: [37.08, 36.20] }
${ground.places ?? ''}
links:
  - { between: [depot, outer], time: 5 min }
  - { between: [reception, outer], time: 5 min, on_foot: 15 min }
  - { between: [clinic, outer], time: 5 min }
  - { between: [inner, school], time: 5 min, on_foot: 10 min }
${ground.links ?? ''}
corridors:
  - { id: road, uses: [${ground.uses ?? 'civilians, medical, aid, armed_groups'}], outside: outer, inside: inner, length: 5 km,
      travel: ${ground.travel ?? '{ vehicle: 10 min, on_foot: 30 min }'}${ground.road ?? ''} }
${ground.corridors ?? ''}
people: [${ground.people ?? families}]
aid: [${ground.aid ?? ''}]
fleet: [${ground.fleet ?? buses}]
rules: { ${ground.rules ?? ''} }
`)
}

export interface RoundTrip {
  readonly id: string
  readonly vehicle: string
  /** At the outside mouth. */
  readonly enter: string
  readonly people?: Readonly<Record<string, number>>
  readonly to?: string
  readonly from?: string
  /** Before it leaves the pick-up. */
  readonly waitMinutes?: number
  readonly corridor?: string
}

/** In, a load at the school, out, and to a destination: 35 minutes from mouth to unloading. */
export function roundTrip(pause: Pause, way: RoundTrip, rest: Partial<Trip> = {}): Trip {
  const date = way.enter.includes('T') ? way.enter.slice(0, 10) : '2016-11-04'
  const { at, depart, passIn, load, passOut, unload, trip } = dayOf(pause, date)
  const corridor = way.corridor ?? 'road'
  const people = way.people ?? {}
  const made = trip(
    way.id,
    way.vehicle,
    [
      depart(way.from ?? 'depot', '00:00'),
      passIn(corridor, '00:05', '00:15'),
      load('school', '00:20', '00:20', people),
      passOut(corridor, '00:25', '00:35'),
      unload(way.to ?? 'reception', '00:40', '00:40', people),
    ],
    rest,
  )
  const start = at(way.enter) - at('00:05')
  const waitSeconds = 60 * (way.waitMinutes ?? 0)
  return {
    ...made,
    legs: made.legs.map((leg, index) => {
      const shifted = start + (index > 2 ? waitSeconds : 0)
      return { ...leg, from: (leg.from + shifted) as Instant, until: (leg.until + shifted) as Instant }
    }),
  }
}
