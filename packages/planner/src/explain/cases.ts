// Who and what a plan leaves, gathered into cases: those who wait at one place, for the same places, and are alike in all
// that a plan looks at, have one explanation.

import type { Unserved, Use } from '@treve/model'
import { placeOf } from '../places.ts'
import type { PlannedGroup, Problem } from '../problem.ts'
import type { PlannedTrip, Walk } from '../trip.ts'
import type { Left } from './without-reserve.ts'

/** How many of each group, and pieces of each item, a plan serves: by index of the problem. */
export interface Served {
  readonly people: readonly number[]
  readonly pieces: readonly number[]
}

export interface Case {
  readonly what: 'people' | 'aid'
  /** Levels 2, 3, 4 and 5b as 0 to 3; aid as 3. */
  readonly tier: number
  /** Place of its level among all: aid for a drop that is short of its floor comes before people of the last. */
  readonly level: number
  readonly use: Use
  /** Indices of the groups, or of the items. */
  readonly members: readonly number[]
  /** How many are missing, by member. */
  readonly missing: readonly number[]
  readonly stop: string
  readonly outside: readonly string[]
  /** Left for the reserve: the plan without it serves so many more. */
  readonly isHeldBack: boolean
  /** Unserved entries of it, each with how many; the reason comes later. */
  readonly entries: readonly Omit<Unserved, 'reason'>[]
}

export function servedBy(
  problem: Problem,
  { trips, walks }: { readonly trips: readonly PlannedTrip[]; readonly walks: readonly Walk[] },
): Served {
  const people = problem.groups.map(() => 0)
  const pieces = problem.items.map(() => 0)
  const serve = ({ group: { id } }: PlannedGroup, count: number) => {
    const index = problem.groupById.get(id)?.index
    if (index !== undefined) people[index] = (people[index] ?? 0) + count
  }
  for (const { arrived, delivered } of trips) {
    for (const { group, count } of arrived) serve(group, count)
    for (const { item, count } of delivered) pieces[item] = (pieces[item] ?? 0) + count
  }
  for (const { group, people: count } of walks) serve(group, count)
  return { people, pieces }
}

/**
 * In the order of the levels, the most urgent first; within one the greatest, where a person would look first. `without`: what
 * the plan without reserve leaves; of a group whom it serves more of, those are a case of their own.
 */
export function casesOf(problem: Problem, served: Served, without?: Left): Case[] {
  const cases = new Map<string, Case>()
  /** Of so many: who is left anyway, and who is for the reserve. */
  const parts = (missing: number, leftWithout: number | undefined) => {
    const anyway = Math.min(missing, leftWithout ?? missing)
    return [
      { count: anyway, isHeldBack: false },
      { count: missing - anyway, isHeldBack: true },
    ]
  }
  const add = (key: string, found: Case) => {
    const known = cases.get(key)
    cases.set(
      key,
      known === undefined
        ? found
        : {
            ...known,
            members: [...known.members, ...found.members],
            missing: [...known.missing, ...found.missing],
            entries: [...known.entries, ...found.entries],
          },
    )
  }
  for (const group of problem.pause.people) {
    const planned = problem.groupById.get(group.id)
    if (planned === undefined) continue
    const missing = group.count.best - (served.people[planned.index] ?? 0)
    if (missing <= 0) continue
    const { at, to, mobility, movement, priority, group_size, companions, rank, ready } = group
    const key = JSON.stringify([
      at,
      to,
      placeOf(mobility),
      mobility,
      movement,
      priority,
      group_size,
      companions,
      rank,
      ready,
    ])
    for (const { count, isHeldBack } of parts(missing, without?.people(group.id))) {
      if (count === 0) continue
      add(`people ${isHeldBack} ${key}`, {
        what: 'people',
        tier: planned.tier,
        level: planned.tier < 3 ? planned.tier : 4,
        use: movement,
        members: [planned.index],
        missing: [count],
        stop: at,
        outside: to,
        isHeldBack,
        entries: [{ group: group.id, people: count }],
      })
    }
  }
  for (const consignment of problem.pause.aid) {
    const lines = problem.items.filter((line) => line.consignment === consignment)
    const left = lines.flatMap((line) => {
      const missing = line.item.count - (served.pieces[line.index] ?? 0)
      return parts(missing, without?.pieces(consignment.id, line.item.id)).map((part) => ({ line, ...part }))
    })
    for (const isHeldBack of [false, true]) {
      const short = left.filter((part) => part.isHeldBack === isHeldBack && part.count > 0)
      if (short.length === 0) continue
      add(`aid ${isHeldBack} ${JSON.stringify([consignment.from, consignment.to])}`, {
        what: 'aid',
        tier: 3,
        level: short.some(({ line }) => isBelowFloor(problem, served, line.drop)) ? 3 : 5,
        use: 'aid',
        members: short.map(({ line }) => line.index),
        missing: short.map(({ count }) => count),
        stop: consignment.to,
        outside: [consignment.from],
        isHeldBack,
        entries: [
          {
            consignment: consignment.id,
            items: Object.fromEntries(short.map(({ line, count }) => [line.item.id, count])),
          },
        ],
      })
    }
  }
  return [...cases.values()].sort((a, b) => a.level - b.level || sizeOf(problem, b) - sizeOf(problem, a))
}

export function isBelowFloor(problem: Problem, served: Served, drop: number): boolean {
  const floor = problem.drops[drop]?.floorGrams ?? 0
  const grams = problem.items.reduce(
    (sum, { index, item, drop: at }) => (at === drop ? sum + (served.pieces[index] ?? 0) * item.mass : sum),
    0,
  )
  return grams < floor
}

/** People, or grams. */
function sizeOf({ items }: Problem, { what, members, missing }: Case): number {
  return members.reduce(
    (sum, member, position) =>
      sum + (missing[position] ?? 0) * (what === 'people' ? 1 : (items[member]?.item.mass ?? 0)),
    0,
  )
}

export function missingOf({ missing }: Case): number {
  return missing.reduce((sum, count) => sum + count, 0)
}

/** How many of a case another plan of the same groups and items leaves. */
export function leftOf({ what, members, missing }: Case, before: Served, now: Served): number {
  const count = what === 'people' ? [before.people, now.people] : [before.pieces, now.pieces]
  return members.reduce((sum, member, position) => {
    const more = (count[1]?.[member] ?? 0) - (count[0]?.[member] ?? 0)
    return sum + Math.max(0, (missing[position] ?? 0) - more)
  }, 0)
}
