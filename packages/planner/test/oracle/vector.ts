// What a plan reaches, as a vector of levels; larger is better, entry by entry.

import { type LevelName, levelOfPriority, type Pause, type Plan } from '@treve/model'
import type { Tally, Thing } from './things.ts'

/**
 * Levels 2 to 6b in their order; 5a is two entries: the least share of a floor, then grams within floors. The last is no
 * level: grams of aid, whatever the need.
 */
export const entries = ['2', '3', '4', '5a share', '5a', '5b', '6a', '6b', 'aid'] as const
export type Entry = (typeof entries)[number]
export type Vector = readonly number[]

export const entryOf = (vector: Vector, entry: Entry): number => vector[entries.indexOf(entry)] ?? 0

/** Of what was delivered where it was for, and of who was brought out. Never less for a larger tally. */
export function vectorOf(pause: Pause, things: readonly Thing[], tally: Tally): Vector {
  const people: Partial<Record<LevelName, number>> = {}
  const drops = new Map<string, { grams: number; floor: number; demand: number }>()
  for (const { to, floor, items } of pause.aid) {
    const drop = drops.get(to) ?? { grams: 0, floor: 0, demand: 0 }
    drop.floor += floor
    for (const { mass, count } of items) drop.demand += mass * count
    drops.set(to, drop)
  }
  things.forEach((thing, index) => {
    const count = tally[index] ?? 0
    if (thing.kind === 'people') {
      const level = levelOfPriority[thing.group.priority]
      people[level] = (people[level] ?? 0) + count
    } else {
      const drop = drops.get(thing.consignment.to)
      if (drop !== undefined) drop.grams += count * thing.item.mass
    }
  })
  const all = [...drops.values()]
  const share = (wanted: (drop: (typeof all)[number]) => number) =>
    all.reduce((least, drop) => {
      const want = wanted(drop)
      return want === 0 ? least : Math.min(least, Math.floor((1e6 * Math.min(drop.grams, want)) / want))
    }, 1_000_000)
  return [
    people['2'] ?? 0,
    people['3'] ?? 0,
    people['4'] ?? 0,
    share(({ floor }) => floor),
    all.reduce((sum, { grams, floor }) => sum + Math.min(grams, floor), 0),
    people['5b'] ?? 0,
    share(({ demand }) => demand),
    byNeed(pause, drops),
    sum(all, ({ grams }) => grams),
  ]
}

/** Grams × serves ÷ the mean of `serves`; a drop without it counts as the mean. */
function byNeed(pause: Pause, drops: ReadonlyMap<string, { readonly grams: number }>): number {
  const stated = [...drops].flatMap(([id, { grams }]) => {
    const serves = pause.places.find((place) => place.id === id)?.serves
    return serves === undefined ? [] : [{ grams, serves }]
  })
  const plain = [...drops.values()].reduce((sum, { grams }) => sum + grams, 0) - sum(stated, ({ grams }) => grams)
  const serves = sum(stated, (each) => each.serves)
  const weighted = sum(stated, (each) => each.grams * each.serves)
  return plain + (serves === 0 ? 0 : Math.floor((weighted * stated.length) / serves))
}

function sum<T>(things: readonly T[], of: (thing: T) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0)
}

/** As the plan itself states it. */
export function vectorOfPlan(plan: Plan): Vector {
  return entries.map((entry) => {
    if (entry === 'aid') return plan.served.aid_g
    const level = plan.levels.find((each) => each.level === (entry === '5a share' ? '5a' : entry))
    return (entry === '5a share' ? level?.share_ppm : level?.served) ?? 0
  })
}

/** Level by level: above 0 if `a` is better, 0 if they are alike on every level. */
export function compareVectors(a: Vector, b: Vector): number {
  const index = entries.findIndex((entry, at) => entry !== 'aid' && a[at] !== b[at])
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

export const isNowhereBetter = (a: Vector, b: Vector): boolean => a.every((value, index) => value <= (b[index] ?? 0))

/** Vectors of which none is nowhere better than another. */
export class Front {
  readonly vectors: Vector[] = []

  covers(vector: Vector): boolean {
    return this.vectors.some((known) => isNowhereBetter(vector, known))
  }

  add(vector: Vector): void {
    if (this.covers(vector)) return
    const kept = this.vectors.filter((known) => !isNowhereBetter(known, vector))
    this.vectors.splice(0, this.vectors.length, ...kept, vector)
  }
}
