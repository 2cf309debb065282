// How much aid any plan can bring in, at most.

import type { Fleet } from '@treve/model'
import { gramsByNeed, leastShare, ppm } from '../objective.ts'
import type { PlannedDrop, PlannedWindow, Problem } from '../problem.ts'
import { slotsBetween } from './people.ts'
import { mostInRounds } from './rounds.ts'
import { earliestEntry, least, leastBetween, leastIn, leastPassage, leastRound } from './ways.ts'

export interface AidBound {
  /** 5a: the least share of its floor, and grams within floors. */
  readonly floorShare: number
  readonly floorGrams: number
  /** 6a. */
  readonly leastShare: number
  /** 6b. */
  readonly gramsByNeed: number
  readonly grams: number
}

/**
 * Upper limits on aid over any plan accepted by the checker.
 *
 * Proof. (Drops) At a drop each bay unloads at its rate, one vehicle at a time, no earlier than the quickest way in from
 * the opening and no later than the quickest way out by close − buffer: that bounds the grams of each drop, as does what
 * is consigned to it. (Vehicles) A truck enters a window with at most one load; each further load is fetched from a
 * warehouse between two rounds, at its rate, by the least way; each round takes at least the least round and the time to
 * unload what it brings. Hence `mostInRounds` (rounds.ts). A truck
 * that comes back in with what was left aboard only spends time. (Corridors) Each load passes inward in a slot. Sums over
 * drops are at most the least of the last two; a sum by need is greatest when the neediest drops are filled first; and a
 * share x of every drop needs x of the sum of what is wanted.
 */
export function mostAid(problem: Problem): AidBound {
  const { drops } = problem
  // A plan made anew starts from wherever trucks are: then only what is consigned counts.
  const isAnew = problem.pause.rules.state !== undefined
  const perDrop = drops.map((drop) =>
    isAnew ? drop.demandGrams : Math.min(drop.demandGrams, unloadable(problem, drop)),
  )
  const carried = isAnew ? Number.MAX_SAFE_INTEGER : Math.min(byVehicles(problem), bySlots(problem))
  const sum = (grams: (drop: PlannedDrop) => number) => drops.reduce((total, drop) => total + grams(drop), 0)
  const atDrop = (drop: PlannedDrop) => perDrop[drop.index] ?? 0
  const shareOf = (wanted: (drop: PlannedDrop) => number) => {
    const all = sum(wanted)
    const byCarried = all === 0 ? 1_000_000 : ppm(Math.min(carried, all), all)
    return Math.min(byCarried, leastShare(drops, perDrop, wanted))
  }
  let left = carried
  const filled = new Map<PlannedDrop, number>()
  const neediest = [...drops].sort(
    (a, b) => b.weight.numerator / b.weight.denominator - a.weight.numerator / a.weight.denominator,
  )
  for (const drop of neediest) {
    const grams = Math.min(left, atDrop(drop))
    filled.set(drop, grams)
    left -= grams
  }
  return {
    floorShare: shareOf((drop) => drop.floorGrams),
    floorGrams: Math.min(
      carried,
      sum((drop) => Math.min(drop.floorGrams, atDrop(drop))),
    ),
    leastShare: shareOf((drop) => drop.demandGrams),
    gramsByNeed: gramsByNeed(drops, (drop) => filled.get(drop) ?? 0),
    grams: Math.min(carried, sum(atDrop)),
  }
}

function unloadable(problem: Problem, drop: PlannedDrop): number {
  const rate = drop.place.unload
  const kinds = [
    ...new Set(problem.pause.fleet.filter(({ carries }) => carries.includes('aid')).map(({ kind }) => kind)),
  ]
  let grams = 0
  for (const window of problem.windows) {
    const inward = least(kinds, (kind) => leastIn(problem, kind, ['aid'], [drop.place.id]))
    const round = least(kinds, (kind) => leastRound(problem, kind, ['aid'], [drop.place.id]))
    const time = window.clearBy - window.open - round
    if (!Number.isFinite(inward) || time < 0) continue
    grams += rate === undefined ? drop.demandGrams : Math.floor((rate.bays * time * rate.mass) / rate.per)
  }
  return grams
}

function byVehicles(problem: Problem): number {
  let sum = 0
  for (const fleet of problem.pause.fleet) {
    if (!fleet.carries.includes('aid') || fleet.count === 0) continue
    let each = 0
    for (const window of problem.windows) each += mostOfOne(problem, fleet, window)
    sum += fleet.count * each
  }
  return Math.min(sum, Number.MAX_SAFE_INTEGER)
}

function mostOfOne(problem: Problem, fleet: Fleet, window: PlannedWindow): number {
  const capacity = Math.max(0, ...fleet.loads.map((load) => load.mass ?? 0))
  const drops = problem.drops.map((drop) => drop.place.id)
  const warehouses = [...new Set(problem.aidJobs.map((job) => job.warehouse))]
  const round = leastRound(problem, fleet.kind, ['aid'], drops)
  const between = leastBetween(problem, fleet.kind, ['aid'], warehouses)
  const entry = earliestEntry(problem, fleet.kind, ['aid'], fleet.at, fleet.available?.[0], window)
  const until = Math.min(window.clearBy, fleet.available?.[1] ?? window.clearBy)
  const time = Math.min(until - entry, fleet.crew_hours ?? Number.POSITIVE_INFINITY)
  if (round === 0) return Number.MAX_SAFE_INTEGER
  return mostInRounds({
    timeSeconds: time,
    roundSeconds: round,
    betweenSeconds: between,
    load: capacity,
    insideSecondsEach: least(problem.drops, ({ place }) => secondsPerGram(place.unload)),
    outsideSecondsEach: least(warehouses, (id) => secondsPerGram(problem.placeById.get(id)?.load)),
  })
}

function bySlots(problem: Problem): number {
  const capacity = Math.max(
    0,
    ...problem.pause.fleet
      .filter(({ carries }) => carries.includes('aid'))
      .flatMap(({ loads }) => loads.map((load) => load.mass ?? 0)),
  )
  let vehicles = 0
  for (const corridor of problem.corridors) {
    const isOpen = problem.pause.fleet.some(
      ({ kind, carries }) => carries.includes('aid') && leastPassage(corridor, 'in', kind, ['aid']) !== undefined,
    )
    if (isOpen)
      for (const window of problem.windows)
        vehicles += slotsBetween(corridor, window.open, window.open, Math.min(window.close - 1, window.clearBy))
  }
  return Math.min(vehicles * capacity, Number.MAX_SAFE_INTEGER)
}

function secondsPerGram(rate: { readonly mass: number; readonly per: number } | undefined): number {
  if (rate === undefined) return 0
  return rate.mass === 0 ? Number.POSITIVE_INFINITY : rate.per / rate.mass
}
