// Better prices: the volume algorithm (Barahona and Anbil 2000). Any prices give a bound; these steps only make it lower.

import { type Evaluation, evaluate, limitOf } from './evaluate.ts'
import type { Goal } from './goal.ts'
import type { Space } from './space.ts'

export interface Priced {
  readonly prices: Float64Array
  readonly evaluation: Evaluation
}

export interface Effort {
  readonly iterations: number
  /** A value that some plan has: no bound is lower, and steps are measured by the distance to it. */
  readonly target: number
  readonly mustStop?: () => boolean
}

export function improve(space: Space, goal: Goal, start: Float64Array, effort: Effort): Priced {
  const { rows } = space
  const isPriced = (row: number) => goal.kept.has(row) || !isKept(space, row)
  let best: Priced = { prices: start, evaluation: evaluate(space, goal, start) }
  const usage = Float64Array.from(best.evaluation.usage)
  const trial = new Float64Array(rows.count)
  let factor = 0.5
  let failures = 0
  const target = effort.target
  for (let iteration = 0; iteration < effort.iterations; iteration++) {
    if (effort.mustStop?.() === true) break
    const gap = best.evaluation.value - target
    if (gap <= 1e-9 * Math.abs(best.evaluation.value)) break
    // The excess of what is taken over what there is, in typical trips; where nothing is paid nothing can be refunded.
    let norm = 0
    for (let row = 0; row < rows.count; row++) {
      if (!isPriced(row)) continue
      const excess = (usage[row] as number) - limitOf(space, goal, row)
      if (excess < 0 && (best.prices[row] as number) === 0) continue
      norm += (excess / (rows.scales[row] ?? 1)) ** 2
    }
    if (norm === 0) break
    const step = (factor * gap) / norm
    for (let row = 0; row < rows.count; row++) {
      const price = best.prices[row] as number
      if (!isPriced(row)) continue
      const excess = (usage[row] as number) - limitOf(space, goal, row)
      trial[row] = Math.max(0, price + (step * excess) / (rows.scales[row] ?? 1) ** 2)
    }
    const evaluation = evaluate(space, goal, trial)
    const share = 0.15
    for (let row = 0; row < rows.count; row++)
      usage[row] = (1 - share) * (usage[row] as number) + share * (evaluation.usage[row] as number)
    if (evaluation.value < best.evaluation.value) {
      best = { prices: Float64Array.from(trial), evaluation }
      factor = Math.min(1.9, factor * 1.1)
      failures = 0
    } else {
      failures += 1
      if (failures >= 4) {
        factor *= 0.7
        failures = 0
      }
    }
  }
  return best
}

/** Rows that only some goals have. */
function isKept(space: Space, row: number): boolean {
  return (space.rows.names[row]?.kind ?? '').endsWith('_kept')
}
