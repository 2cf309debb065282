// Plans written by hand, leg by leg; their totals are summed here, apart from the checker.

import {
  type Consignment,
  formatInstant,
  type Instant,
  type Leg,
  type LegKind,
  type Pause,
  type Plan,
  parseInstant,
  readPause,
  type Trip,
} from '@treve/model'
import { expect } from 'vitest'
import { checkPlan, type Rule } from '../src/index.ts'

export type Draft<T> = T extends number | string | boolean | null | undefined
  ? T
  : { -readonly [K in keyof T]: Draft<T[K]> }

type People = Readonly<Record<string, number>>
type Aid = Readonly<Record<string, Readonly<Record<string, number>>>>

export function pauseFrom(yaml: string): Pause {
  const { pause, errors } = readPause(new TextEncoder().encode(yaml))
  if (pause === undefined) throw new Error(`the pause cannot be read: ${JSON.stringify(errors, null, 1)}`)
  return pause
}

/** Legs of one day, by the local clock. */
export function dayOf(pause: Pause, day: string) {
  const at = (time: string): Instant => {
    const instant = parseInstant(time.includes('T') ? time : `${day}T${time}`, pause.time_zone)
    if (typeof instant !== 'number') throw new Error(`${time} is not a time`)
    return instant
  }
  const leg = (kind: LegKind, from: string, until: string, rest: Partial<Leg>): Leg => ({
    kind,
    place: null,
    corridor: null,
    gate: null,
    lane: null,
    people: {},
    aid: {},
    ...rest,
    from: at(from),
    until: at(until),
  })
  const pass =
    (kind: LegKind) =>
    (corridor: string, from: string, until: string, gates: readonly Leg[] = []) => [
      leg(kind, from, until, { corridor }),
      ...gates.map((gate) => ({ ...gate, corridor })),
    ]
  return {
    at,
    depart: (place: string, time: string) => [leg('depart', time, time, { place })],
    arrive: (place: string, time: string) => [leg('arrive', time, time, { place })],
    load: (place: string, from: string, until: string, people: People, aid: Aid = {}) => [
      leg('load', from, until, { place, people, aid }),
    ],
    unload: (place: string, from: string, until: string, people: People, aid: Aid = {}) => [
      leg('unload', from, until, { place, people, aid }),
    ],
    passIn: pass('corridor_in'),
    passOut: pass('corridor_out'),
    gate: (gate: string, lane: number, from: string, until: string) => leg('gate', from, until, { gate, lane }),
    trip: (id: string, vehicle: string, legs: readonly (readonly Leg[])[], rest: Partial<Trip> = {}): Trip => ({
      id,
      vehicle,
      configuration: 0,
      convoy: null,
      escort_of: null,
      turn_back: null,
      legs: legs.flat(),
      ...rest,
    }),
  }
}

export function planOf(
  pause: Pause,
  parts: {
    readonly trips?: readonly Trip[]
    readonly walking?: Plan['walking']
    readonly directions?: Plan['directions']
  },
): Draft<Plan> {
  const plan = {
    treve_plan: 1,
    pause: pause.id,
    input_sha256: '0'.repeat(64),
    files: {},
    seed: 1,
    effort: { iterations: 0, seconds_cpu: 0, assurance_seconds_cpu: 0, stopped_by: 'iterations' },
    served: { people: 0, by_mobility: {}, by_priority: {}, by_movement: {}, companions: 0, aid_g: 0, by_category: {} },
    levels: [],
    bound: { people: 1_000_000, aid_g: 1e12, relaxed: [], slot_s: 900 },
    gap_percent: 0,
    gap_level: null,
    windows: [],
    clear_probability: null,
    assurance: null,
    reserve: null,
    bottleneck: [],
    trips: parts.trips ?? [],
    walking: parts.walking ?? [],
    directions: parts.directions ?? [],
    unserved: [],
  } as Plan
  const draft = structuredClone(plan) as Draft<Plan>
  total(pause, draft)
  return draft
}

/** Sums the plan's own figures anew, so that a test can break one rule and no sum. */
export function total(pause: Pause, plan: Draft<Plan>): void {
  const people = new Map<string, number>()
  const pieces = new Map<string, number>()
  let exitSeconds = 0
  const opening = Math.min(...pause.terms.windows.map((window) => window.open))
  for (const trip of plan.trips) {
    let out = 0
    for (const leg of trip.legs) {
      if (leg.kind === 'corridor_out') out = leg.until
      if (leg.kind !== 'unload') continue
      for (const [group, count] of Object.entries(leg.people)) {
        people.set(group, (people.get(group) ?? 0) + count)
        exitSeconds += count * (out - opening)
      }
      for (const [id, items] of Object.entries(leg.aid)) {
        for (const [item, count] of Object.entries(items)) {
          pieces.set(`${id}/${item}`, (pieces.get(`${id}/${item}`) ?? 0) + count)
        }
      }
    }
  }
  for (const walk of plan.walking) people.set(walk.group, (people.get(walk.group) ?? 0) + walk.people)
  const sumOf = (of: (group: Pause['people'][number]) => boolean) =>
    pause.people.filter(of).reduce((sum, group) => sum + (people.get(group.id) ?? 0), 0)
  const gramsOf = (consignment: Consignment, category?: string) =>
    consignment.items
      .filter((item) => category === undefined || item.category === category)
      .reduce((sum, item) => sum + item.mass * (pieces.get(`${consignment.id}/${item.id}`) ?? 0), 0)
  const table = (words: readonly string[], of: (word: string) => number) =>
    Object.fromEntries(words.map((word) => [word, of(word)]))
  plan.served = {
    people: sumOf(() => true),
    by_mobility: table(['on_foot', 'seated', 'wheelchair', 'stretcher'], (w) => sumOf((g) => g.mobility === w)),
    by_priority: table(['life_critical', 'medical', 'dependent', 'general'], (w) => sumOf((g) => g.priority === w)),
    by_movement: table(['civilians', 'medical', 'armed_groups'], (w) => sumOf((g) => g.movement === w)),
    companions: pause.people.reduce((sum, group) => sum + group.companions * (people.get(group.id) ?? 0), 0),
    aid_g: pause.aid.reduce((sum, consignment) => sum + gramsOf(consignment), 0),
    by_category: table(['food', 'medicine'], (w) => pause.aid.reduce((sum, each) => sum + gramsOf(each, w), 0)),
  }
  const drops = [...new Set(pause.aid.map((each) => each.to))].map((drop) => {
    const own = pause.aid.filter((each) => each.to === drop)
    const serves = pause.places.find((place) => place.id === drop)?.serves
    return {
      serves,
      grams: own.reduce((sum, each) => sum + gramsOf(each), 0),
      floor: own.reduce((sum, each) => sum + each.floor, 0),
      demand: own.reduce((sum, each) => sum + each.items.reduce((s, item) => s + item.mass * item.count, 0), 0),
    }
  })
  const stated = drops.flatMap(({ serves }) => (serves === undefined ? [] : [serves]))
  const mean = stated.reduce((sum, serves) => sum + serves, 0) / Math.max(1, stated.length)
  const share = (grams: number, of: number) => (of === 0 ? 1_000_000 : Math.floor((Math.min(grams, of) * 1e6) / of))
  const level = (name: string, unit: string, served: number, rest = {}) => ({
    level: name,
    unit,
    served,
    bound: null,
    gap: null,
    gap_percent: null,
    proved: false,
    ...rest,
  })
  plan.levels = [
    level('2', 'people', plan.served.by_priority.life_critical ?? 0),
    level('3', 'people', plan.served.by_priority.medical ?? 0),
    level('4', 'people', plan.served.by_priority.dependent ?? 0),
    level(
      '5a',
      'g',
      drops.reduce((sum, { grams, floor }) => sum + Math.min(grams, floor), 0),
      {
        share_ppm: Math.min(1_000_000, ...drops.map(({ grams, floor }) => share(grams, floor))),
      },
    ),
    level('5b', 'people', plan.served.by_priority.general ?? 0),
    level('6a', 'ppm', Math.min(1_000_000, ...drops.map(({ grams, demand }) => share(grams, demand)))),
    level(
      '6b',
      'g',
      Math.floor(drops.reduce((sum, { grams, serves }) => sum + grams * ((serves ?? mean) / (mean || 1)), 0)),
    ),
    ...(plan.walking.length === 0 ? [level('7', 's', exitSeconds)] : []),
  ] as Draft<Plan>['levels']
  plan.windows = pause.terms.windows.map(({ id, open, close }) => {
    const next = Math.min(...pause.terms.windows.map((each) => each.open).filter((each) => each > open))
    const exits = plan.trips
      .flatMap((trip) => trip.legs)
      .filter((leg) => leg.kind === 'corridor_out' && leg.from >= open && leg.from < next)
      .map((leg) => leg.until)
    const last_exit = exits.length === 0 ? null : (Math.max(...exits) as Instant)
    return { id, close, clear_by: (close - pause.terms.clear.buffer) as Instant, last_exit }
  })
  plan.unserved = [
    ...pause.people.map((group) => ({
      group: group.id,
      people: Math.max(0, group.count.best - (people.get(group.id) ?? 0)),
      reason: 'window' as const,
    })),
    ...pause.aid.map((each) => ({
      consignment: each.id,
      items: Object.fromEntries(
        each.items.map((item) => [item.id, Math.max(0, item.count - (pieces.get(`${each.id}/${item.id}`) ?? 0))]),
      ),
      reason: 'window' as const,
    })),
  ].filter((entry) => ('group' in entry ? entry.people > 0 : Object.values(entry.items).some((count) => count > 0)))
}

export function rulesBroken(pause: Pause, plan: Draft<Plan>): Rule[] {
  return [...new Set(checkPlan(pause, plan as Plan).map((violation) => violation.rule))]
}

export function expectValid(pause: Pause, plan: Draft<Plan>): void {
  const found = checkPlan(pause, plan as Plan)
  expect(
    found.map(({ rule, at, text }) => `${rule} ${at === null ? '' : formatInstant(at, pause.time_zone)} ${text}`),
  ).toEqual([])
}

/** A change to a good plan breaks exactly these rules; its own figures are summed anew unless they are what breaks. */
export function expectBroken(
  pause: Pause,
  good: Draft<Plan>,
  rules: readonly Rule[],
  change: (plan: Draft<Plan>) => void,
  { isTotalled = true } = {},
): void {
  const plan = structuredClone(good)
  change(plan)
  if (isTotalled) total(pause, plan)
  const found = checkPlan(pause, plan as Plan)
  expect([...new Set(found.map((violation) => violation.rule))], JSON.stringify(found, null, 1)).toEqual(rules)
}

/** A part of a plan that a test relies on. */
export function existing<T>(thing: T | undefined | null): T {
  if (thing === undefined || thing === null) throw new Error('the plan of this test lacks what it means to change')
  return thing
}

export function legOf(plan: Draft<Plan>, trip: string, kind: LegKind, number = 0): Draft<Leg> {
  return existing(plan.trips.find((each) => each.id === trip)?.legs.filter((leg) => leg.kind === kind)[number])
}

export function tripOf(plan: Draft<Plan>, id: string): Draft<Trip> {
  return existing(plan.trips.find((each) => each.id === id))
}

/** Moves legs of a trip, from this index to the end, by seconds. */
export function shift(trip: Draft<Trip>, seconds: number, first = 0, last = trip.legs.length): void {
  for (const leg of trip.legs.slice(first, last)) {
    leg.from = (leg.from + seconds) as Instant
    leg.until = (leg.until + seconds) as Instant
  }
}
