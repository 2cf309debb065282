// The Lagrangian at given prices: its value, which no plan exceeds, and what the best answers to the prices take.

import type { PlannedGroup } from '../../problem.ts'
import { bestDays } from './days.ts'
import { personGains } from './gains.ts'
import type { Goal } from './goal.ts'
import type { Space } from './space.ts'
import { type Column, Usage } from './usage.ts'

export interface Evaluation {
  /** Sum of limit × price and of the best that each vehicle and walker can make of it. */
  readonly value: number
  /** Sum of the magnitudes that were added up: the error of rounding is a share of it. */
  readonly magnitude: number
  readonly answers: readonly Answer[]
}

/** The best answer of one who answers by itself: `count` alike of a fleet, a stretch of time on foot, a measure of aid. */
export interface Answer {
  readonly who: string
  /** Indexes of the fleets that it answers for. */
  readonly fleets: readonly number[]
  readonly count: number
  /** What each gains less what it pays. */
  readonly value: number
  readonly column: Column
  /** Other good answers, for the choice of prices alone. */
  readonly others: readonly Column[]
}

export function evaluate(space: Space, goal: Goal, prices: Float64Array): Evaluation {
  const { rows } = space
  let value = 0
  let magnitude = 0
  for (let row = 0; row < rows.count; row++) {
    const price = prices[row] ?? 0
    if (price === 0) continue
    const amount = price * limitOf(space, goal, row)
    value += amount
    magnitude += Math.abs(amount)
  }
  const answers = answersTo(space, goal, prices)
  for (const { count, value: each } of answers) {
    value += count * each
    magnitude += Math.abs(count * each)
  }
  return { value, magnitude, answers }
}

export function limitOf(space: Space, goal: Goal, row: number): number {
  return goal.kept.get(row) ?? space.rows.limits[row] ?? 0
}

function answersTo(space: Space, goal: Goal, prices: Float64Array): Answer[] {
  const usage = new Usage(space.rows.count)
  const gains = personGains(space, goal, prices)
  const answers: Answer[] = bestDays(space, goal, prices, gains, usage).map((each) => ({
    who: `fleet ${each.fleets[0]}`,
    ...each,
  }))
  // On foot: within the rate of a stretch of time, the best who may walk then.
  space.walks.forEach(({ spans, perSecond, choices }, walk) => {
    spans.forEach(({ from, until }, span) => {
      let best = 0
      let chosen: { readonly group: PlannedGroup; readonly to: string; readonly at: number } | undefined
      for (const { group, to, walkSeconds } of choices) {
        // Whoever passes last set out last, when least is asked for being early. Two seconds for rounding.
        const at = until - walkSeconds + 2
        const gain = gains.gain(group, to, at)
        if (gain > best) [best, chosen] = [gain, { group, to, at }]
      }
      if (chosen === undefined) return
      const people = perSecond * (until - from)
      gains.take(usage, chosen.group, chosen.to, chosen.at, people)
      answers.push({
        who: `walk ${walk} ${span}`,
        fleets: [],
        count: 1,
        value: people * best,
        column: usage.column(),
        others: [],
      })
    })
  })
  for (const { index, floorGrams } of space.problem.drops) {
    const row = space.floorDeliveredRows[index] ?? -1
    const gain = goal.floorGram - (prices[row] ?? 0)
    if (gain <= 0) continue
    usage.add(row, floorGrams)
    answers.push({
      who: `floor ${index}`,
      fleets: [],
      count: 1,
      value: floorGrams * gain,
      column: usage.column(),
      others: [],
    })
  }
  let share = goal.share
  for (const { index, demandGrams } of space.problem.drops) {
    const row = space.shareDeliveredRows[index] ?? -1
    share -= ((prices[row] ?? 0) * demandGrams) / 1_000_000
    usage.add(row, demandGrams)
  }
  const column = usage.column()
  if (share > 0) answers.push({ who: 'share', fleets: [], count: 1, value: 1_000_000 * share, column, others: [] })
  return answers
}
