// What a plan reaches, summed up from its trips and walks alone.

import {
  type Category,
  type Group,
  type LevelName,
  levelOfPriority,
  type Mobility,
  type Movement,
  type Pause,
  type Priority,
} from '@treve/model'
import { aidKey } from './aboard.ts'
import type { Reading } from './reading.ts'

export interface Results {
  readonly people: number
  readonly companions: number
  readonly aidGrams: number
  readonly byGroup: ReadonlyMap<string, number>
  readonly byMobility: ReadonlyMap<Mobility, number>
  readonly byPriority: ReadonlyMap<Priority, number>
  readonly byMovement: ReadonlyMap<Movement, number>
  readonly byCategory: ReadonlyMap<Category, number>
  /** Pieces delivered, by `consignment/item`. */
  readonly byItem: ReadonlyMap<string, number>
  /** Levels 2 to 6b. */
  readonly levels: ReadonlyMap<LevelName, number>
  /** 5a: the least drop's share of its floor. */
  readonly floorSharePpm: number
  /** Level 7 lies between these; they are one where nobody walks. */
  readonly exitSeconds: { readonly least: number; readonly most: number }
}

const whole = 1_000_000

export function resultsOf(reading: Reading): Results {
  const known = sums.get(reading)
  if (known !== undefined) return known
  const results = sumUp(reading)
  sums.set(reading, results)
  return results
}

// A cache of a pure function: several rules read the same sums.
const sums = new WeakMap<Reading, Results>()

function sumUp(reading: Reading): Results {
  const { pause, handlings, walking } = reading
  const byGroup = new Map<string, number>()
  const byMobility = new Map<Mobility, number>()
  const byPriority = new Map<Priority, number>()
  const byMovement = new Map<Movement, number>()
  const byCategory = new Map<Category, number>()
  const byItem = new Map<string, number>()
  const gramsByDrop = new Map<string, number>()
  let [people, companions, aidGrams] = [0, 0, 0]
  let [least, most] = [0, 0]
  const opening = Math.min(...pause.terms.windows.map((window) => window.open))
  const serve = (group: Group, count: number, firstExit: number, lastExit: number) => {
    people += count
    companions += count * group.companions
    add(byGroup, group.id, count)
    add(byMobility, group.mobility, count)
    add(byPriority, group.priority, count)
    add(byMovement, group.movement, count)
    least += count * (firstExit - opening)
    most += count * (lastExit - opening)
  }
  for (const { trip, leg, place, people: moved, aid } of handlings) {
    if (leg.kind !== 'unload' || place === undefined) continue
    if (!place.inside) {
      const out = trip.passages.findLast(({ direction, leg: way }) => direction === 'out' && way.until <= leg.from)
      const exit = out?.exit ?? leg.from
      for (const { group, count } of moved) serve(group, count, exit, exit)
    }
    for (const { consignment, item, count } of aid) {
      if (place.id !== consignment.to) continue
      const grams = item.mass * count
      aidGrams += grams
      add(byCategory, item.category, grams)
      add(byItem, aidKey(consignment.id, item.id), count)
      add(gramsByDrop, place.id, grams)
    }
  }
  for (const { walk, group, firstExit, lastExit } of walking) {
    if (group !== undefined) serve(group, walk.people, firstExit ?? walk.from, lastExit ?? walk.until)
  }
  const { levels, floorSharePpm } = levelsOf(pause, byPriority, gramsByDrop)
  return {
    people,
    companions,
    aidGrams,
    byGroup,
    byMobility,
    byPriority,
    byMovement,
    byCategory,
    byItem,
    levels,
    floorSharePpm,
    exitSeconds: { least, most },
  }
}

function levelsOf(
  pause: Pause,
  byPriority: ReadonlyMap<Priority, number>,
  gramsByDrop: ReadonlyMap<string, number>,
): { levels: Map<LevelName, number>; floorSharePpm: number } {
  const levels = new Map<LevelName, number>()
  for (const priority of ['life_critical', 'medical', 'dependent', 'general'] as const) {
    levels.set(levelOfPriority[priority], byPriority.get(priority) ?? 0)
  }
  const floors = new Map<string, number>()
  const demands = new Map<string, number>()
  for (const consignment of pause.aid) {
    add(floors, consignment.to, consignment.floor)
    add(
      demands,
      consignment.to,
      consignment.items.reduce((sum, item) => sum + item.mass * item.count, 0),
    )
  }
  let floorGrams = 0
  for (const [drop, floor] of floors) floorGrams += Math.min(gramsByDrop.get(drop) ?? 0, floor)
  levels.set('5a', floorGrams)
  levels.set('6a', leastSharePpm(demands, gramsByDrop))
  levels.set('6b', gramsByNeed(pause, [...demands.keys()], gramsByDrop))
  return { levels, floorSharePpm: leastSharePpm(floors, gramsByDrop) }
}

/** Of the least served drop; all of it where nothing is demanded anywhere. Rounded down. */
function leastSharePpm(demands: ReadonlyMap<string, number>, gramsByDrop: ReadonlyMap<string, number>): number {
  let least = whole
  for (const [drop, demand] of demands) {
    if (demand === 0) continue
    const grams = Math.min(gramsByDrop.get(drop) ?? 0, demand)
    least = Math.min(least, Number((BigInt(grams) * BigInt(whole)) / BigInt(demand)))
  }
  return least
}

/** Grams × serves ÷ the mean of `serves` over the drops that anything is for; a drop without it counts as the mean. */
function gramsByNeed(pause: Pause, drops: readonly string[], gramsByDrop: ReadonlyMap<string, number>): number {
  const serves = new Map(pause.places.map((place) => [place.id, place.serves]))
  let [plain, weighted, sum, stated] = [0n, 0n, 0n, 0n]
  for (const drop of drops) {
    const grams = BigInt(gramsByDrop.get(drop) ?? 0)
    const people = serves.get(drop)
    if (people === undefined) {
      plain += grams
      continue
    }
    weighted += grams * BigInt(people)
    sum += BigInt(people)
    stated += 1n
  }
  return Number(plain + (sum === 0n ? 0n : (weighted * stated) / sum))
}

function add<K>(sums: Map<K, number>, key: K, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
