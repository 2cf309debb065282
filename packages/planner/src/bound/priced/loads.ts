// What a vehicle may have aboard when it leaves the zone, in as few kinds as do not blur it: each kind is charged the
// least time of the loads in it and gains the most.

import type { Fleet } from '@treve/model'
import { placeCounts } from '../../places.ts'
import type { PlannedGroup } from '../../problem.ts'
import { greatestSum, secondsEach } from '../people.ts'

/** Stretchers, wheelchairs, seats: each also takes those after it. */
export const places = ['stretcher', 'wheelchair', 'seated'] as const

export interface LoadKind {
  /** Index of the bucket whose times it is charged. */
  readonly bucket: number
  /** Places (indexes of `places`), those of which there are most first; of equals, the one that lies. */
  readonly order: readonly number[]
  /** The first of them of whom anybody is loaded: those are at the stop, the others anywhere. */
  readonly main: number
  /** People by place: at most so many, and at least. */
  readonly most: readonly number[]
  readonly least: readonly number[]
}

export interface Bucket {
  readonly boardSeconds: number
  readonly alightSeconds: number
  /** Companions included. */
  readonly persons: number
}

export interface Loads {
  readonly kinds: readonly LoadKind[]
  readonly buckets: readonly Bucket[]
  readonly grams: number
}

const mostBuckets = 12

export function loadsOf(fleet: Fleet, groups: readonly PlannedGroup[]): Loads {
  const byPlace = places.map((place) => groups.filter(({ bed }) => bed[place] > 0))
  const companions = byPlace.map((of) => least(of.map(({ group }) => group.companions)))
  const board = byPlace.map((of) => least(of.map((planned) => secondsEach(fleet.board, fleet.doors, planned))))
  const alight = byPlace.map((of) => least(of.map((planned) => secondsEach(fleet.alight, fleet.doors, planned))))
  const wholeMost = remembered((place: number, room: number) => {
    const of = byPlace[place] ?? []
    return greatestSum(
      of,
      Math.min(
        room,
        of.reduce((sum, { group }) => sum + group.count.best, 0),
      ),
    )
  })
  const drafts: (Omit<LoadKind, 'bucket'> & Bucket)[] = []
  const add = (nested: readonly number[], least: readonly number[], most: readonly number[]) => {
    const sum = (each: readonly number[]) =>
      least.reduce((total, count, place) => total + count * (each[place] ?? 0), 0)
    const persons = sum([1, 1, 1].map((one, place) => one + (companions[place] ?? 0)))
    drafts.push({
      order: orderOf(nested),
      main: orderOf(nested).find((place) => (least[place] ?? 0) > 0) ?? -1,
      least,
      most,
      boardSeconds: fleet.board.fixed + Math.floor(sum(board)),
      alightSeconds: fleet.alight.fixed + Math.floor(sum(alight)),
      persons,
    })
  }
  for (const configuration of fleet.loads) {
    const offered = placeCounts(configuration)
    const nested = [
      offered.stretcher,
      offered.stretcher + offered.wheelchair,
      offered.stretcher + offered.wheelchair + offered.seated,
    ]
    const [lyingMost = 0, wheeledMost = 0, all = 0] = nested
    const room = (place: number) => 1 + (companions[place] ?? 0)
    if (all === 0) continue
    for (const lying of rangesTo(wholeMost(0, Math.min(lyingMost, Math.floor(all / room(0)))))) {
      const afterLying = all - lying[0] * room(0)
      for (const wheeled of rangesTo(
        wholeMost(1, Math.min(wheeledMost - lying[0], Math.floor(afterLying / room(1)))),
      )) {
        const left = afterLying - wheeled[0] * room(1)
        if (left < 0) continue
        for (const seated of rangesTo(wholeMost(2, Math.floor(left / room(2))))) {
          const counts = [lying, wheeled, seated]
          if (counts.some(([, most]) => most > 0))
            add(
              nested,
              counts.map(([from]) => from),
              counts.map(([, most]) => most),
            )
        }
      }
    }
  }
  const { kinds, buckets } = bucketsOf(withoutDominated(drafts))
  return { kinds, buckets, grams: Math.max(0, ...fleet.loads.map((load) => load.mass ?? 0)) }
}

function orderOf(nested: readonly number[]): number[] {
  const own = nested.map((sum, place) => sum - (nested[place - 1] ?? 0))
  return [0, 1, 2].sort((a, b) => (own[b] ?? 0) - (own[a] ?? 0) || a - b)
}

/** 0 to `most` in ranges that are narrow near the top, where most loads are. */
function rangesTo(most: number): readonly (readonly [number, number])[] {
  if (most <= 4) return Array.from({ length: Math.max(0, most) + 1 }, (_, count) => [count, count] as const)
  const bounds = [most, most - 1, most - 2, Math.floor(most * 0.9), Math.floor(most * 0.75), Math.floor(most / 2), 0]
  const ranges: [number, number][] = [[0, 0]]
  for (let index = bounds.length - 1; index > 0; index--) {
    const [from, to] = [(bounds[index] ?? 0) + 1, bounds[index - 1] ?? 0]
    if (from <= to) ranges.push([from, to])
  }
  return ranges
}

type Draft = Omit<LoadKind, 'bucket'> & Bucket

/** Another takes as many of each, leaves as much free, in no more time. */
function withoutDominated(drafts: readonly Draft[]): Draft[] {
  const covers = (a: Draft, b: Draft) =>
    a.main === b.main &&
    a.order.every((place, index) => place === b.order[index]) &&
    a.boardSeconds <= b.boardSeconds &&
    a.alightSeconds <= b.alightSeconds &&
    a.persons <= b.persons &&
    a.most.every((count, place) => count >= (b.most[place] ?? 0)) &&
    a.least.every((count, place) => count <= (b.least[place] ?? 0))
  return drafts.filter(
    (draft, index) =>
      !drafts.some((other, at) => at !== index && covers(other, draft) && (at < index || !covers(draft, other))),
  )
}

/** Neighbours in time are put together, the nearest first, until there are few enough. */
function bucketsOf(drafts: readonly Draft[]): { kinds: LoadKind[]; buckets: Bucket[] } {
  const timeOf = (each: Bucket) => each.boardSeconds + each.alightSeconds
  const sorted = [...drafts].sort((a, b) => timeOf(a) - timeOf(b))
  const groups = sorted.map((draft) => [draft])
  while (groups.length > mostBuckets) {
    let nearest = 0
    let difference = Number.POSITIVE_INFINITY
    for (let index = 0; index + 1 < groups.length; index++) {
      const [first, last] = [groups[index]?.[0], groups[index + 1]?.at(-1)]
      if (first === undefined || last === undefined) continue
      const span = timeOf(last) - timeOf(first)
      if (span < difference) [nearest, difference] = [index, span]
    }
    groups.splice(nearest, 2, [...(groups[nearest] ?? []), ...(groups[nearest + 1] ?? [])])
  }
  const buckets = groups.map((group) => ({
    boardSeconds: least(group.map(({ boardSeconds }) => boardSeconds)),
    alightSeconds: least(group.map(({ alightSeconds }) => alightSeconds)),
    persons: least(group.map(({ persons }) => persons)),
  }))
  const kinds = groups.flatMap((group, bucket) =>
    group.map(({ order, main, most, least: fewest }) => ({
      bucket,
      order,
      main,
      most,
      least: fewest,
    })),
  )
  return { kinds, buckets }
}

function least(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.min(...values)
}

function remembered(work: (place: number, room: number) => number): (place: number, room: number) => number {
  const known = new Map<number, number>()
  return (place, room) => {
    if (room <= 0) return 0
    const key = room * 4 + place
    const value = known.get(key) ?? work(place, room)
    known.set(key, value)
    return value
  }
}
