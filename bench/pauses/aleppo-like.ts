// Pauses like that of Aleppo, made from a seed, in four regimes: what is scarce is wishes to leave, vehicles, corridors,
// or a little of both. Written as a pause file is and read by `readPause`, so that each is sound.

import { type Pause, readPause } from '@treve/model'

export const regimes = ['demand', 'fleet', 'corridor', 'mixed'] as const
export type Regime = (typeof regimes)[number]

/** By loads: `standard` in proportion, of everything so much more or less. How cost grows is measured on these. */
export const sizes = ['small', 'standard', 'large', 'loads-100', 'loads-300', 'loads-1000', 'loads-3000'] as const
export type Size = (typeof sizes)[number]

/** One that is not known ends the bench with 2, and one line that names those that are. */
export function chosenSize(asked = 'standard'): Size {
  const size = sizes.find((each) => each === asked)
  if (size !== undefined) return size
  console.error(`--size ${asked}: one of ${sizes.join(', ')} is expected.`)
  process.exit(2)
}

/** How much of what there is. */
interface Scale {
  readonly corridors: number
  readonly pickUps: number
  readonly receptions: number
  readonly hospitals: number
  readonly depots: number
  readonly drops: number
  readonly people: number
  readonly stretchers: number
  readonly ambulances: number
  readonly trucks: number
  readonly aidTonnes: number
  readonly buses: Readonly<Record<Regime, number>>
  /** Slots are so many times those of the regime. */
  readonly slots: number
  /** From 08:00. */
  readonly windowHours: number
}

const scalesByName = {
  small: {
    corridors: 3,
    pickUps: 6,
    receptions: 2,
    hospitals: 1,
    depots: 1,
    drops: 2,
    people: 4500,
    stretchers: 20,
    ambulances: 4,
    trucks: 3,
    aidTonnes: 12,
    buses: { demand: 20, fleet: 8, corridor: 16, mixed: 11 },
    slots: 1,
    windowHours: 8,
  },
  standard: {
    corridors: 8,
    pickUps: 30,
    receptions: 4,
    hospitals: 3,
    depots: 3,
    drops: 10,
    people: 30_000,
    stretchers: 200,
    ambulances: 40,
    trucks: 18,
    aidTonnes: 100,
    buses: { demand: 120, fleet: 80, corridor: 160, mixed: 110 },
    slots: 1,
    windowHours: 11,
  },
  large: {
    corridors: 16,
    pickUps: 60,
    receptions: 8,
    hospitals: 5,
    depots: 6,
    drops: 16,
    people: 120_000,
    stretchers: 500,
    ambulances: 70,
    trucks: 30,
    aidTonnes: 240,
    buses: { demand: 400, fleet: 260, corridor: 380, mixed: 320 },
    slots: 2,
    windowHours: 13,
  },
} as const satisfies Readonly<Record<string, Scale>>

const scales: Readonly<Record<Size, Scale>> = {
  ...scalesByName,
  'loads-100': inProportion(100),
  'loads-300': inProportion(300),
  'loads-1000': inProportion(1000),
  'loads-3000': inProportion(3000),
}

function inProportion(loads: number): Scale {
  const { standard } = scalesByName
  const share = loads / loadsIn(standard)
  const part = (of: number, least = 1) => Math.max(least, Math.round(of * share))
  const { demand, fleet, corridor, mixed } = standard.buses
  return {
    corridors: part(standard.corridors, 2),
    pickUps: part(standard.pickUps),
    receptions: part(standard.receptions, 2),
    hospitals: part(standard.hospitals),
    depots: part(standard.depots),
    drops: part(standard.drops),
    people: part(standard.people),
    stretchers: part(standard.stretchers),
    ambulances: part(standard.ambulances),
    trucks: part(standard.trucks),
    aidTonnes: part(standard.aidTonnes),
    buses: { demand: part(demand), fleet: part(fleet), corridor: part(corridor), mixed: part(mixed) },
    slots: standard.slots,
    windowHours: standard.windowHours,
  }
}

/** As many as it takes trips to move all that is asked for: bus-loads, two stretchers an ambulance, 8 tonnes a truck. */
export function loadsOf(size: Size): number {
  return loadsIn(scales[size])
}

function loadsIn({ people, stretchers, aidTonnes }: Scale): number {
  return Math.ceil(people / 50) + Math.ceil(stretchers / 2) + Math.ceil(aidTonnes / 8)
}

/** What makes a regime: slots a quarter of an hour, how long a gate takes for a bus, how slow the streets are. */
const roads = {
  demand: { slots: [2, 3], serviceSeconds: [60, 120], lanes: [1, 2], slowness: 1.5 },
  fleet: { slots: [5, 8], serviceSeconds: [60, 120], lanes: [2, 2], slowness: 3.5 },
  corridor: { slots: [1, 2], serviceSeconds: [120, 180], lanes: [1, 1], slowness: 1 },
  mixed: { slots: [1, 3], serviceSeconds: [90, 180], lanes: [1, 2], slowness: 1.35 },
} as const

/** The same size, regime and seed make the same pause. */
export function aleppoLike(size: Size, regime: Regime, seed: number): Pause {
  const read = readPause(aleppoLikeBytes(size, regime, seed))
  if (read.pause === undefined) {
    const [first] = read.errors
    throw new Error(`${size} ${regime} ${seed} is not sound: ${JSON.stringify(first)}`)
  }
  return read.pause
}

/** As a pause file. */
export function aleppoLikeBytes(size: Size, regime: Regime, seed: number): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(fileOf(size, regime, seed)))
}

function fileOf(size: Size, regime: Regime, seed: number): Record<string, unknown> {
  const scale = scales[size]
  const road = roads[regime]
  const draw = drawFrom(seed * 8191 + sizes.indexOf(size) * 131 + regimes.indexOf(regime))
  const city = cityOf(scale, draw)
  const { corridors, pickUps, receptions, hospitals, depots, warehouses, drops } = city
  const to = (mouth: number) => nearest(receptions, corridors[mouth]?.outer ?? centre, 2).map(({ id }) => id)
  return {
    treve_pause: 1,
    id: `${size}-${regime}-${seed}`,
    title: { en: `${regime}, ${size}, ${seed}` },
    time_zone: 'Asia/Damascus',
    exercise: true,
    parties: [{ id: 'relief', role: 'humanitarian', name: { en: 'Relief' } }],
    terms: {
      stated_by: [],
      windows: [{ id: 'day', open: clock(0), close: clock(scale.windowHours * 60) }],
      clear: { buffer: '30 min', probability: null },
      silent_on: [],
    },
    zone: { area: { type: 'Polygon', coordinates: [city.border.map(degrees)] } },
    places: [
      ...corridors.flatMap(({ id, inner, outer }) => [
        { id: `${id}-outer`, kind: 'mouth', at: degrees(outer) },
        { id: `${id}-inner`, kind: 'mouth', at: degrees(inner), inside: true },
      ]),
      ...pickUps.map(({ id, at }) => ({ id, kind: 'pick_up', at: degrees(at), inside: true })),
      ...drops.map(({ id, at }) => ({
        id,
        kind: 'drop',
        at: degrees(at),
        inside: true,
        serves: draw.between(10_000, 40_000),
        unload: { mass: '6 t', per: '1 h', bays: 2 },
      })),
      ...receptions.map(({ id, at }) => ({
        id,
        kind: 'reception',
        at: degrees(at),
        places: Math.ceil((1.15 * scale.people) / receptions.length),
        intake: { people: Math.max(150, Math.ceil(scale.people / receptions.length / 14)), per: '15 min' },
      })),
      ...hospitals.map(({ id, at }) => ({
        id,
        kind: 'hospital',
        at: degrees(at),
        beds: {
          stretcher: Math.ceil((1.1 * scale.stretchers) / hospitals.length),
          wheelchair: Math.ceil((0.3 * scale.stretchers) / hospitals.length),
          seated: Math.ceil((0.9 * scale.stretchers) / hospitals.length),
        },
      })),
      ...depots.map(({ id, at }) => ({ id, kind: 'depot', at: degrees(at) })),
      ...warehouses.map(({ id, at }) => ({
        id,
        kind: 'warehouse',
        at: degrees(at),
        load: { mass: '20 t', per: '1 h', bays: 3 },
      })),
    ],
    links: linksOf(city, road.slowness),
    corridors: corridors.map(({ id, inner, outer }, index) => {
      const busSeconds = 10 * draw.between(road.serviceSeconds[0] / 10, road.serviceSeconds[1] / 10)
      return {
        id,
        // Every other corridor is open to aid too; on the first two people may walk.
        uses: ['civilians', 'medical', ...(index % 2 === 0 ? ['aid'] : [])],
        outside: `${id}-outer`,
        inside: `${id}-inner`,
        length: `${kilometres(inner, outer)} km`,
        travel: { vehicle: `${Math.ceil(kilometres(inner, outer) * 4)} min`, on_foot: '50 min' },
        capacity: { vehicles: scale.slots * draw.between(road.slots[0], road.slots[1]), per: '15 min' },
        ...(index < 2 ? { on_foot: { people: 20, per: '1 min' } } : {}),
        gates: [
          {
            id: 'gate',
            position: 0.5,
            checks: draw.between(0, 2) === 0 ? ['in', 'out'] : ['out'],
            lanes: scale.slots * draw.between(road.lanes[0], road.lanes[1]),
            foot_lanes: index < 2 ? 3 : 0,
            service: {
              bus: `${busSeconds} s`,
              ambulance: `${Math.ceil(busSeconds / 2)} s`,
              truck: `${Math.ceil(busSeconds * 1.5)} s`,
              person_on_foot: '6 s',
            },
          },
        ],
        opens: { needs: [], earliest: clock(index % 4 === 3 ? 30 : 0) },
      }
    }),
    people: pickUps.flatMap((pickUp, index) => {
      const share = pickUp.weight / pickUps.reduce((sum, { weight }) => sum + weight, 0)
      const whole = (all: number) => Math.round(all * share)
      const closest = nearestIndex(corridors, pickUp.at)
      const civil = { at: pickUp.id, movement: 'civilians', to: to(closest) }
      const sick = { at: pickUp.id, movement: 'medical', mobility: 'stretcher', companions: index % 2 }
      const hospital = nearest(hospitals, pickUp.at, 2).map(({ id }) => id)
      const families = whole(0.88 * scale.people)
      const comeLate = Math.floor(families / 3)
      return [
        {
          id: `${pickUp.id}-critical`,
          ...sick,
          count: whole(0.3 * scale.stretchers),
          priority: 'life_critical',
          to: hospital,
        },
        {
          id: `${pickUp.id}-wounded`,
          ...sick,
          count: whole(0.7 * scale.stretchers),
          priority: 'medical',
          to: hospital,
        },
        {
          id: `${pickUp.id}-wheelchair`,
          ...civil,
          count: whole(0.013 * scale.people),
          mobility: 'wheelchair',
          priority: 'dependent',
        },
        {
          id: `${pickUp.id}-families`,
          ...civil,
          count: families,
          mobility: 'seated',
          priority: 'general',
          group_size: [1, 4, 5][index % 3],
          ...(index % 3 === 2
            ? {
                ready: [
                  { at: clock(0), count: families - comeLate },
                  { at: clock(60 * draw.between(1, 4)), count: comeLate },
                ],
              }
            : {}),
        },
        {
          id: `${pickUp.id}-able`,
          ...civil,
          count: whole(0.1 * scale.people),
          mobility: 'on_foot',
          priority: 'general',
        },
      ]
    }),
    aid: drops.map(({ id }, index) => ({
      id: `for-${id}`,
      donor: 'relief',
      from: warehouses[index % warehouses.length]?.id,
      to: id,
      floor: `${Math.floor((300 * scale.aidTonnes) / drops.length)} kg`,
      items: [
        {
          id: 'sacks',
          category: 'food',
          count: Math.floor((700 * scale.aidTonnes) / drops.length / 25),
          mass: '25 kg',
          volume: '36 l',
        },
        {
          id: 'kits',
          category: 'medicine',
          count: Math.floor((300 * scale.aidTonnes) / drops.length / 10),
          mass: '10 kg',
          volume: '30 l',
        },
      ],
    })),
    fleet: depots.flatMap(({ id }, index) => {
      const share = (all: number) => Math.floor(all / depots.length) + (index < all % depots.length ? 1 : 0)
      return [
        {
          id: `bus-${index}`,
          kind: 'bus',
          count: share(scale.buses[regime]),
          at: id,
          carries: ['civilians'],
          doors: 2,
          loads: [{ seated: 50 }, { seated: 38, wheelchair: 4 }],
          board: { fixed: '4 min', seated: '10 s', wheelchair: '3 min' },
          alight: { fixed: '2 min', seated: '6 s', wheelchair: '2 min' },
        },
        {
          id: `ambulance-${index}`,
          kind: 'ambulance',
          count: share(scale.ambulances),
          at: hospitals[index % hospitals.length]?.id,
          carries: ['medical'],
          loads: [
            { stretcher: 2, seated: 2 },
            { stretcher: 1, wheelchair: 1, seated: 2 },
          ],
          board: { fixed: '3 min', stretcher: '5 min', seated: '10 s' },
          alight: { fixed: '3 min', stretcher: '4 min', seated: '5 s' },
        },
        {
          id: `truck-${index}`,
          kind: 'truck',
          count: share(scale.trucks),
          at: warehouses[index % warehouses.length]?.id,
          carries: ['aid'],
          loads: [{ mass: '8 t', volume: '30 m3' }],
        },
      ]
    }),
  }
}

/** In kilometres east and north of the centre. */
type Point = readonly [number, number]
interface Site {
  readonly id: string
  readonly at: Point
}

const centre: Point = [0, 0]
const radiusKilometres = 3.5

interface City {
  readonly border: readonly Point[]
  readonly corridors: readonly { readonly id: string; readonly inner: Point; readonly outer: Point }[]
  readonly pickUps: readonly (Site & { readonly weight: number })[]
  readonly receptions: readonly Site[]
  readonly hospitals: readonly Site[]
  readonly depots: readonly Site[]
  readonly warehouses: readonly Site[]
  readonly drops: readonly Site[]
}

function cityOf(scale: Scale, draw: Draw): City {
  const ring = (turn: number, radius: number): Point => [
    radius * Math.cos(2 * Math.PI * turn),
    radius * Math.sin(2 * Math.PI * turn),
  ]
  const around = (kind: string, count: number, from: number, to: number): Site[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `${kind}-${index}`,
      at: ring((index + draw.between(0, 100) / 150) / count, radiusKilometres * (from + draw.share() * (to - from))),
    }))
  const within = (kind: string, count: number): Site[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `${kind}-${index}`,
      at: ring(draw.share(), radiusKilometres * 0.85 * Math.sqrt(draw.share())),
    }))
  return {
    border: [
      ...Array.from({ length: 36 }, (_, index) => ring(index / 36, radiusKilometres)),
      ring(0, radiusKilometres),
    ],
    corridors: Array.from({ length: scale.corridors }, (_, index) => {
      const turn = (index + draw.between(0, 60) / 100) / scale.corridors
      return {
        id: `corridor-${index}`,
        inner: ring(turn, radiusKilometres * 0.93),
        outer: ring(turn, radiusKilometres * (1.3 + draw.share() * 0.4)),
      }
    }),
    pickUps: within('pick-up', scale.pickUps).map((site) => ({ ...site, weight: draw.between(40, 160) })),
    receptions: around('reception', scale.receptions, 1.8, 2.6),
    hospitals: around('hospital', scale.hospitals, 1.7, 2.4),
    depots: around('depot', scale.depots, 1.7, 2.2),
    warehouses: around('warehouse', 2, 2, 2.6),
    drops: within('drop', scale.drops),
  }
}

/** From each mouth to every place on its side; about 20 km/h inside, 30 km/h outside, on roads a third longer. */
function linksOf(city: City, slowness: number): Record<string, unknown>[] {
  const inside = [...city.pickUps, ...city.drops]
  const outside = [...city.receptions, ...city.hospitals, ...city.depots, ...city.warehouses]
  const minutes = (from: Point, to: Point, each: number) =>
    Math.max(1, Math.ceil(kilometres(from, to) * each * slowness))
  return city.corridors.flatMap(({ id, inner, outer }) => [
    ...inside.map((site) => ({
      between: [`${id}-inner`, site.id],
      time: `${minutes(inner, site.at, 4)} min`,
      on_foot: `${Math.ceil(kilometres(inner, site.at) * 18) + 1} min`,
    })),
    ...outside.map((site) => ({
      between: [`${id}-outer`, site.id],
      time: `${minutes(outer, site.at, 2.7)} min`,
      on_foot: `${Math.ceil(kilometres(outer, site.at) * 16) + 1} min`,
    })),
  ])
}

function nearest(sites: readonly Site[], at: Point, count: number): Site[] {
  return [...sites].sort((a, b) => kilometres(a.at, at) - kilometres(b.at, at)).slice(0, count)
}

function nearestIndex(corridors: City['corridors'], at: Point): number {
  const distances = corridors.map(({ inner }) => kilometres(inner, at))
  return distances.indexOf(Math.min(...distances))
}

function kilometres([x, y]: Point, [toX, toY]: Point): number {
  return Math.round(1000 * Math.sqrt((x - toX) ** 2 + (y - toY) ** 2)) / 1000
}

function degrees([x, y]: Point): Point {
  return [37.16 + Math.round((x / 89.9) * 1e5) / 1e5, 36.2 + Math.round((y / 111) * 1e5) / 1e5]
}

function clock(minute: number): string {
  const at = 8 * 60 + minute
  return `2016-11-04T${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}

interface Draw {
  /** Whole, both ends included. */
  between(low: number, high: number): number
  share(): number
}

/** A linear congruential generator (Knuth's MMIX), of whose 64 bits the upper 32 are used. */
function drawFrom(seed: number): Draw {
  let state = BigInt(seed) + 0x9e3779b97f4a7c15n
  const next = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    return Number(state >> 32n)
  }
  for (let warm = 0; warm < 8; warm++) next()
  return { between: (low, high) => low + (next() % (high - low + 1)), share: () => next() / 2 ** 32 }
}
