// What bringing out one person is worth at given prices, and what it takes.

import type { PlannedGroup } from '../../problem.ts'
import type { Goal } from './goal.ts'
import type { PlaceRows, Space } from './space.ts'
import type { Usage } from './usage.ts'

export interface PersonGains {
  /** Of one of a group who leaves at an instant and is taken in at a place; −∞ while nobody has come yet. */
  gain(planned: PlannedGroup, to: string, at: number): number
  take(usage: Usage, planned: PlannedGroup, to: string, at: number, count: number): void
}

export function personGains(space: Space, goal: Goal, prices: Float64Array): PersonGains {
  const worth = space.problem.groups.map(
    ({ tier }) => (goal.person[tier] ?? 0) + (prices[space.peopleKeptRows[tier] ?? -1] ?? 0),
  )
  // By group and readiness: what leaving before the next one costs, sums from the last back.
  const presence = space.groupRows.map((rows) => {
    const sums = rows.map((row) => prices[row] ?? 0)
    for (let index = sums.length - 2; index >= 0; index--) sums[index] = (sums[index] ?? 0) + (sums[index + 1] ?? 0)
    return sums
  })
  const priceOf = (row: number | undefined) => (row === undefined ? 0 : (prices[row] ?? 0))
  return {
    gain(planned, to, at) {
      const step = stepAt(planned, at)
      if (step < 0) return Number.NEGATIVE_INFINITY
      const rows = space.placeRows.get(to)
      let gain = (worth[planned.index] ?? 0) - (presence[planned.index]?.[step] ?? 0)
      gain -= (1 + planned.group.companions) * priceOf(rows?.places)
      for (const row of bedsFor(planned, rows)) gain -= priceOf(row)
      return gain
    },
    take(usage, planned, to, at, count) {
      const rows = space.placeRows.get(to)
      for (const row of (space.groupRows[planned.index] ?? []).slice(stepAt(planned, at))) usage.add(row, count)
      usage.add(rows?.places, (1 + planned.group.companions) * count)
      for (const row of bedsFor(planned, rows)) usage.add(row, count)
      usage.add(space.peopleKeptRows[planned.tier], -count)
    },
  }
}

/** The last readiness that has passed; −1: none has. */
function stepAt({ ready }: PlannedGroup, at: number): number {
  let step = -1
  for (let index = 0; index < ready.length && (ready[index]?.at ?? 0) <= at; index++) step = index
  return step
}

/** Beds nest: who lies counts in all three sums, who is seated only in the last. */
function bedsFor(planned: PlannedGroup, rows: PlaceRows | undefined): readonly number[] {
  if (rows?.beds === undefined) return []
  return rows.beds.slice(planned.bed.stretcher > 0 ? 0 : planned.bed.wheelchair > 0 ? 1 : 2)
}
