// A pause and a plan with what the examples lack: a convoy with its escort, two destinations, a night, turn-back times,
// aid that stays aboard, names that are no markup. Made to be shown: the checker is not asked.

import {
  type Instant,
  type Leg,
  type LegKind,
  type Pause,
  type Plan,
  parseInstant,
  readPause,
  type Trip,
} from '@treve/model'

export function pauseOf(text: string): Pause {
  const { pause, errors } = readPause(new TextEncoder().encode(text))
  if (pause === undefined) throw new Error(JSON.stringify(errors))
  return pause
}

export const nightPause = pauseOf(`
treve_pause: 1
id: night
title: { en: "Night <b>& 'day'" , ar: الليل }
time_zone: Asia/Damascus
exercise: true
parties: [{ id: relief, role: humanitarian }, { id: north, role: party_to_conflict }]
terms:
  agreed_by: [north]
  windows: [{ id: eve, open: 2016-11-04T22:00, close: 2016-11-05T02:00 }, { id: next, open: 2016-11-05T22:00, close: 2016-11-06T02:00 }]
  clear: { buffer: 30 min }
zone: { area: { type: Polygon, coordinates: [[[37.13, 36.18], [37.20, 36.18], [37.20, 36.24], [37.13, 36.24], [37.13, 36.18]]] } }
places:
  - { id: depot, kind: depot, at: [37.10, 36.20] }
  - { id: outer, kind: mouth, at: [37.12, 36.20] }
  - { id: inner, kind: mouth, at: [37.14, 36.20], inside: true }
  - { id: school, kind: pick_up, at: [37.16, 36.20], inside: true, name: { en: "<script>School</script>", ar: المدرسة } }
  - { id: east, kind: reception, at: [37.09, 36.20], name: { en: East hall, ar: القاعة الشرقية } }
  - { id: west, kind: reception, at: [37.08, 36.20], name: { en: West hall, ar: القاعة الغربية } }
  - { id: store, kind: warehouse, at: [37.08, 36.21] }
  - { id: bakery, kind: drop, at: [37.15, 36.21], inside: true }
corridors:
  - { id: road, uses: [civilians, aid, armed_groups], outside: outer, inside: inner, travel: { vehicle: 10 min },
      gates: [{ id: bridge, position: 0.5, checks: [out], lanes: 2, service: 1 min }] }
people:
  - { id: fighters-kin, at: school, count: 30, mobility: seated, priority: general, movement: armed_groups, to: [east] }
  - { id: others, at: school, count: 30, mobility: seated, priority: dependent, movement: civilians, to: [east] }
  - { id: walkers, at: school, count: 9, mobility: on_foot, priority: general, movement: civilians, group_size: 3, to: [west] }
  - { id: sick, at: school, count: 2, mobility: wheelchair, priority: medical, movement: medical, companions: 1, to: [west] }
aid:
  - { id: parcels, donor: relief, from: store, to: bakery, items: [{ id: boxes, category: food, count: 100, mass: 12.5 kg, name: { en: "Boxes <i>" } }] }
fleet:
  - { id: bus, kind: bus, count: 3, at: depot, carries: [civilians, armed_groups], loads: [{ seated: 40, wheelchair: 2 }] }
  - { id: truck, kind: truck, count: 1, at: store, carries: [aid], loads: [{ mass: 8 t, volume: 30 m3 }] }
  - { id: jeep, kind: escort, count: 1, at: depot }
`)

const at = (text: string): Instant => {
  const instant = parseInstant(text, nightPause.time_zone)
  if (typeof instant !== 'number') throw new Error(text)
  return instant
}

function leg(kind: LegKind, from: string, until: string, rest: Partial<Leg>): Leg {
  const nowhere = { place: null, corridor: null, gate: null, lane: null, people: {}, aid: {} }
  return { kind, ...nowhere, ...rest, from: at(from), until: at(until) }
}

function roundTrip(vehicle: string, minute: string, people: Leg['people'], rest: Partial<Trip>): Trip {
  const evening = (minutes: string) => `2016-11-04T23:${minutes}`
  const night = (minutes: string) => `2016-11-05T00:${minutes}`
  const to = (...groups: string[]) =>
    Object.fromEntries(Object.entries(people).filter(([group]) => groups.includes(group)))
  const legs = [
    leg('depart', evening(minute), evening(minute), { place: 'depot' }),
    leg('corridor_in', evening(minute), evening('45'), { corridor: 'road' }),
    leg('load', evening('55'), night(minute), { place: 'school', people }),
    leg('corridor_out', night(minute), night('30'), { corridor: 'road' }),
    leg('gate', night('20'), night('21'), { corridor: 'road', gate: 'bridge', lane: 1 }),
    leg('unload', night('40'), night('45'), { place: 'east', people: to('fighters-kin', 'others') }),
    leg('unload', night('50'), night('55'), { place: 'west', people: to('walkers', 'sick') }),
  ]
  const none = { configuration: 0, convoy: null, escort_of: null, turn_back: null }
  return { id: `${vehicle}-t1`, vehicle, ...none, legs, ...rest }
}

const convoy = 'one'
const people = { 'fighters-kin': 12, others: 8, walkers: 9, sick: 2 }

export const nightPlan = {
  pause: 'night',
  input_sha256: 'a'.repeat(64),
  trips: [
    roundTrip('bus-002', '12', people, { convoy }),
    roundTrip('bus-001', '11', people, {
      convoy,
      turn_back: {
        enter_by: at('2016-11-04T23:50'),
        leave_stop_by: at('2016-11-05T00:40'),
        join_exit_by: at('2016-11-05T00:50:30'),
      },
    }),
    roundTrip('jeep-001', '10', {}, { escort_of: convoy, configuration: null }),
    {
      id: 'truck-001-t1',
      vehicle: 'truck-001',
      configuration: 0,
      convoy: null,
      escort_of: null,
      turn_back: null,
      legs: [
        leg('load', '2016-11-04T22:00', '2016-11-04T22:30', { place: 'store', aid: { parcels: { boxes: 100 } } }),
        leg('corridor_in', '2016-11-04T22:40', '2016-11-04T22:50', { corridor: 'road' }),
        leg('unload', '2016-11-04T23:00', '2016-11-04T23:20', { place: 'bakery', aid: { parcels: { boxes: 60 } } }),
        leg('corridor_out', '2016-11-04T23:30', '2016-11-04T23:40', { corridor: 'road' }),
        leg('arrive', '2016-11-04T23:50', '2016-11-04T23:50', { place: 'store' }),
      ],
    },
    {
      id: 'truck-001-t2',
      vehicle: 'truck-001',
      configuration: 0,
      convoy: null,
      escort_of: null,
      turn_back: null,
      legs: [
        leg('depart', '2016-11-05T20:00', '2016-11-05T22:10', { place: 'store' }),
        leg('corridor_in', '2016-11-05T22:40', '2016-11-05T22:50', { corridor: 'road' }),
        leg('unload', '2016-11-05T23:00', '2016-11-05T23:20', { place: 'bakery', aid: { parcels: { boxes: 40 } } }),
        leg('corridor_out', '2016-11-05T23:30', '2016-11-05T23:40', { corridor: 'road' }),
      ],
    },
  ],
} satisfies Pick<Plan, 'pause' | 'input_sha256' | 'trips'>
