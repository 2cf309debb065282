// The Lagrangian at given prices: its value, which no plan exceeds, and what the best answers to the prices take.

import type { PlannedGroup } from '../../problem.ts'
import { bestDays } from './days.ts'
import { personGains } from './gains.ts'
import type { Goal } from './goal.ts'
import type { Space } from './space.ts'

export interface Evaluation {
  /** Sum of limit × price and of the best that each vehicle and walker can make of it. */
  readonly value: number
  /** Sum of the magnitudes that were added up: the error of rounding is a share of it. */
  readonly magnitude: number
  /** By row: what the best answers take. */
  readonly usage: Float64Array
  /** By fleet: what one vehicle makes of its day. */
  readonly vehicleValues: readonly number[]
}

export function evaluate(space: Space, goal: Goal, prices: Float64Array): Evaluation {
  const { rows, problem } = space
  const usage = new Float64Array(rows.count)
  let value = 0
  let magnitude = 0
  const add = (amount: number) => {
    value += amount
    magnitude += Math.abs(amount)
  }
  for (let row = 0; row < rows.count; row++) {
    const price = prices[row] ?? 0
    if (price !== 0) add(price * limitOf(space, goal, row))
  }
  const gains = personGains(space, goal, prices)
  const vehicleValues = problem.pause.fleet.map(() => 0)
  for (const found of bestDays(space, goal, prices, gains, usage)) {
    vehicleValues[found.fleet] = found.value
    add(found.count * found.value)
  }
  // On foot: within the rate of a stretch of time, the best who may walk then.
  for (const { spans, perSecond, choices } of space.walks) {
    for (const { from, until } of spans) {
      let best = 0
      let chosen: { readonly group: PlannedGroup; readonly to: string; readonly at: number } | undefined
      for (const { group, to, walkSeconds } of choices) {
        // Whoever passes last set out last, when least is asked for being early. Two seconds for rounding.
        const at = until - walkSeconds + 2
        const gain = gains.gain(group, to, at)
        if (gain > best) [best, chosen] = [gain, { group, to, at }]
      }
      if (chosen === undefined) continue
      const people = perSecond * (until - from)
      add(people * best)
      gains.take(usage, chosen.group, chosen.to, chosen.at, people)
    }
  }
  for (const { index, floorGrams } of problem.drops) {
    const floorRow = space.floorDeliveredRows[index] ?? -1
    if (goal.floorGram - (prices[floorRow] ?? 0) > 0) {
      add(floorGrams * (goal.floorGram - (prices[floorRow] ?? 0)))
      usage[floorRow] = (usage[floorRow] ?? 0) + floorGrams
    }
  }
  let shareValue = goal.share
  for (const { index, demandGrams } of problem.drops)
    shareValue -= ((prices[space.shareDeliveredRows[index] ?? -1] ?? 0) * demandGrams) / 1_000_000
  if (shareValue > 0) {
    add(shareValue * 1_000_000)
    for (const { index, demandGrams } of problem.drops) {
      const row = space.shareDeliveredRows[index] ?? -1
      usage[row] = (usage[row] ?? 0) + demandGrams
    }
  }
  return { value, magnitude, usage, vehicleValues }
}

export function limitOf(space: Space, goal: Goal, row: number): number {
  return goal.kept.get(row) ?? space.rows.limits[row] ?? 0
}
