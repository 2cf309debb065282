// Better prices: a bundle method with a model of its own for each who answers (Lemaréchal 1975; by parts as in Frangioni
// 2002). The answers found so far stand for all that may be answered; the best mixture of them, with a price on moving away
// from the best prices known, gives the next prices (master.ts). Any prices give a bound: these steps only make it lower.

import { type Answer, type Evaluation, evaluate } from './evaluate.ts'
import type { Goal } from './goal.ts'
import { Master, type Tie } from './master.ts'
import type { Space } from './space.ts'
import { leastSecondsEach, secondPrices, shapedPrices } from './start.ts'
import { tieOf } from './tie.ts'

export interface Priced {
  readonly prices: Float64Array
  readonly evaluation: Evaluation
}

export interface Effort {
  /** Steps with all groups of a kind tied; then with each group by itself. Slots and gates are tied over the day. */
  readonly tied: number
  readonly untied: number
  /** A value that some plan has: no bound is lower. */
  readonly target: number
  readonly onStep?: (step: {
    readonly best: number
    readonly model: number
    readonly trial: number
    readonly reach: number
  }) => void
}

/** Answers of any goal: they are as good for another, which only values them otherwise. */
export type Heard = (readonly Answer[])[]

export function improve(space: Space, goal: Goal, start: Float64Array, heard: Heard, effort: Effort): Priced {
  let best: Priced = { prices: start, evaluation: evaluate(space, goal, start) }
  heard.push(best.evaluation.answers)
  // Where vehicles are short their time has a price, and who is far away is worth less: so dear that ever fewer pay.
  const seconds = leastSecondsEach(space)
  for (const price of secondPrices(space, goal, seconds)) {
    if (best.evaluation.value < effort.target + 1) break
    const prices = shapedPrices(space, goal, seconds, price)
    const evaluation = evaluate(space, goal, prices)
    heard.push(evaluation.answers)
    if (evaluation.value >= best.evaluation.value) break
    best = { prices, evaluation }
  }
  best = phase(space, goal, tieOf(space, goal, best.prices, true), best, heard, effort.tied, effort)
  return phase(space, goal, tieOf(space, goal, best.prices, false), best, heard, effort.untied, effort)
}

function phase(
  space: Space,
  goal: Goal,
  tie: Tie,
  from: Priced,
  heard: Heard,
  iterations: number,
  effort: Effort,
): Priced {
  let best = from
  const master = new Master(space, goal, tie)
  for (const answers of heard) master.add(answers)
  let reach = 0.03
  for (let iteration = 0; iteration < iterations; iteration++) {
    const { value } = best.evaluation
    // All levels are whole numbers: below the next one, what some plan has is proved.
    if (value < effort.target + 1) break
    const { prices, model } = master.solve(best.prices, reach)
    const expected = value - model
    // Far from here nothing better is expected either.
    if (reach > 8 && expected < closeEnough * Math.abs(value)) break
    const evaluation = evaluate(space, goal, prices)
    heard.push(evaluation.answers)
    master.add(evaluation.answers)
    const gained = value - evaluation.value
    effort.onStep?.({ best: value, model, trial: evaluation.value, reach })
    if (gained > 0.02 * expected && gained > 0) {
      best = { prices, evaluation }
      reach *= gained > 0.8 * expected ? 4 : gained > 0.4 * expected ? 2 : 1
    } else if (gained < -expected) reach = Math.max(0.02, reach * 0.5)
  }
  return best
}

const closeEnough = 1e-4
