// The clinicians' order at a pick-up: no load of a higher rank begins before the last load of a lower one that the plan
// serves and that was ready (pause-file.md, `rank`).

import type { PlannedGroup, Problem } from './problem.ts'

export interface RankedLoad {
  readonly group: PlannedGroup
  readonly at: number
  readonly count: number
}

/** All loads with a rank at one pick-up. */
export function isOrderKept(loads: readonly RankedLoad[]): boolean {
  const byGroup = new Map<PlannedGroup, RankedLoad[]>()
  for (const load of loads) {
    const others = byGroup.get(load.group)
    if (others === undefined) byGroup.set(load.group, [load])
    else others.push(load)
  }
  // The highest rank that is served by each instant from which on somebody lower was ready and not yet served.
  const latestByRank = new Map<number, number>()
  const earliestByRank = new Map<number, number>()
  for (const { group, at } of loads) {
    const rank = group.group.rank ?? 0
    latestByRank.set(rank, Math.max(latestByRank.get(rank) ?? Number.NEGATIVE_INFINITY, at))
    earliestByRank.set(rank, Math.min(earliestByRank.get(rank) ?? Number.POSITIVE_INFINITY, at))
  }
  const ranks = [...latestByRank.keys()].sort((a, b) => a - b)
  let latest = Number.NEGATIVE_INFINITY
  let isApart = true
  for (const rank of ranks) {
    if ((earliestByRank.get(rank) ?? 0) < latest) isApart = false
    latest = Math.max(latest, latestByRank.get(rank) ?? latest)
  }
  // Where every rank begins after all lower ones have left, nothing more need be looked at.
  if (isApart) return true
  for (const [group, own] of byGroup) {
    const rank = group.group.rank ?? 0
    const all = own.reduce((sum, { count }) => sum + count, 0)
    for (const load of loads) {
      if ((load.group.group.rank ?? 0) <= rank) continue
      const come = group.ready.findLast((each) => each.at <= load.at)?.count ?? 0
      const before = own.reduce((sum, { at, count }) => (at <= load.at ? sum + count : sum), 0)
      if (Math.min(all, come) > before) return false
    }
  }
  return true
}

/** Groups with a rank at a pick-up, the lowest rank first. */
export function rankedAt(problem: Problem, pickUp: string): readonly PlannedGroup[] {
  let byPickUp = known.get(problem)
  if (byPickUp === undefined) {
    byPickUp = new Map()
    for (const planned of problem.groups) {
      if (planned.group.rank === undefined) continue
      const others = byPickUp.get(planned.group.at)
      if (others === undefined) byPickUp.set(planned.group.at, [planned])
      else others.push(planned)
    }
    for (const groups of byPickUp.values()) groups.sort((a, b) => (a.group.rank ?? 0) - (b.group.rank ?? 0))
    known.set(problem, byPickUp)
  }
  return byPickUp.get(pickUp) ?? []
}

// A cache of a pure function of the problem.
const known = new WeakMap<Problem, Map<string, PlannedGroup[]>>()
