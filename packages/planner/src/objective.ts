// The objective: lexicographic, compared by vector, never by a scalar. With weights, the best plan of a corridor-bound
// pause leaves the stretchers behind, because a slot is "worth" more by bus.

import { changedOrders } from './in-force.ts'
import { firstDifference } from './people-trip.ts'
import type { PlannedDrop } from './problem.ts'
import type { World } from './world.ts'

/**
 * Greater is better, entry by entry: levels 2, 3, 4, 5a (share, grams), 5b, 6a, 6b, then changed orders, and 7 to 9, with
 * their sign turned.
 */
export type Score = readonly number[]

export function compare(a: Score, b: Score): number {
  return firstDifference(a, b)
}

export interface Outcome {
  /** By tier: life-critical, medical, dependent, general. */
  readonly people: readonly number[]
  readonly floorShare: number
  readonly floorGrams: number
  readonly leastShare: number
  readonly gramsByNeed: number
  /** Vehicles whose orders are not those in force. */
  readonly changedOrders: number
  /** Sum over people of seconds from the first opening to their exit, by tier. */
  readonly exitSeconds: readonly number[]
  /** Vehicle-seconds of service at gates, on the way out with people aboard. */
  readonly standingSeconds: number
  /** Corridor metres driven; none where any corridor has no length: what is not known is not short. */
  readonly metres: number
}

export function outcomeOf(world: World): Outcome {
  const { problem, deliveredGrams } = world
  const opening = problem.windows[0]?.open ?? 0
  const people = [0, 0, 0, 0]
  const exitSeconds = [0, 0, 0, 0]
  let standingSeconds = 0
  let metres = 0
  const areLengthsKnown = problem.corridors.every(({ length }) => length !== undefined)
  for (const trip of world.trips()) {
    for (const { group, count, exit } of trip.arrived) {
      people[group.tier] = (people[group.tier] ?? 0) + count
      exitSeconds[group.tier] = (exitSeconds[group.tier] ?? 0) + count * (exit - opening)
    }
    for (const { corridor, direction, isLoaded, services } of trip.passages) {
      if (areLengthsKnown) metres += problem.corridors[corridor]?.length ?? 0
      if (isLoaded && direction === 'out') for (const { start, end } of services) standingSeconds += end - start
    }
  }
  for (const { group, people: count, firstExit, lastExit } of world.walks) {
    people[group.tier] = (people[group.tier] ?? 0) + count
    // At an even rate: on average halfway between the first and the last.
    const exit = Math.round((count * (firstExit + lastExit)) / 2) - count * opening
    exitSeconds[group.tier] = (exitSeconds[group.tier] ?? 0) + exit
  }
  return {
    people,
    exitSeconds,
    standingSeconds,
    metres,
    changedOrders: problem.inForce === undefined ? 0 : changedOrders(problem.inForce, world),
    floorShare: leastShare(problem.drops, deliveredGrams, (drop) => drop.floorGrams),
    floorGrams: problem.drops.reduce(
      (sum, drop) => sum + Math.min(deliveredGrams[drop.index] ?? 0, drop.floorGrams),
      0,
    ),
    leastShare: leastShare(problem.drops, deliveredGrams, (drop) => drop.demandGrams),
    gramsByNeed: gramsByNeed(problem.drops, (drop) => deliveredGrams[drop.index] ?? 0),
  }
}

export function scoreOf(outcome: Outcome): Score {
  const [lifeCritical = 0, medical = 0, dependent = 0, general = 0] = outcome.people
  return [
    lifeCritical,
    medical,
    dependent,
    outcome.floorShare,
    outcome.floorGrams,
    general,
    outcome.leastShare,
    outcome.gramsByNeed,
    -outcome.changedOrders,
    ...outcome.exitSeconds.map((seconds) => -seconds),
    -outcome.standingSeconds,
    -outcome.metres,
  ]
}

/** Parts per million, rounded down, of the drop that gets least of what is meant for it; all, where nothing is. */
export function leastShare(
  drops: readonly PlannedDrop[],
  delivered: readonly number[],
  demanded: (drop: PlannedDrop) => number,
): number {
  let least = 1_000_000
  for (const drop of drops) {
    const demand = demanded(drop)
    if (demand > 0) least = Math.min(least, ppm(Math.min(delivered[drop.index] ?? 0, demand), demand))
  }
  return least
}

/** Exact where the product passes 2^53. */
export function ppm(part: number, whole: number): number {
  return Number((BigInt(Math.floor(part)) * 1_000_000n) / BigInt(Math.ceil(whole)))
}

/** Grams × serves ÷ mean serves, summed, rounded down once. */
export function gramsByNeed(drops: readonly PlannedDrop[], gramsAt: (drop: PlannedDrop) => number): number {
  // All weights but the neutral 1 share their denominator: one division at the end keeps the sum exact.
  let plain = 0n
  let weighted = 0n
  let denominator = 1n
  for (const drop of drops) {
    const grams = BigInt(Math.floor(gramsAt(drop)))
    if (drop.weight.denominator === 1 && drop.weight.numerator === 1) plain += grams
    else {
      weighted += grams * BigInt(drop.weight.numerator)
      denominator = BigInt(drop.weight.denominator)
    }
  }
  return Number(plain + weighted / denominator)
}
