// The bound by prices, level by level.
//
// Proof. Let x be a plan that the checker accepts and that is at least as good as `outcome` on every earlier level. The
// relaxation (space.ts, arcs.ts, load-gains.ts, costs.ts) holds for x: what it takes of each row is at most the row's
// limit. So for any prices π ≥ 0, f(x) ≤ f(x) + Σ π (limit − taken) = Σ π · limit + Σ over vehicles and walkers of what
// each gains less what it pays; and no vehicle or walker has more of that than the best that `evaluate` finds for it by
// itself. What is left is rounding: see `margin`.

import type { LevelName } from '@treve/model'
import type { Outcome } from '../../objective.ts'
import type { Problem } from '../../problem.ts'
import { limitOf } from './evaluate.ts'
import { type Goal, goalOf, weightedGoal } from './goal.ts'
import { type Heard, improve, type Priced } from './improve.ts'
import { type Prices, pricesOf } from './prices.ts'
import { type Space, spaceOf } from './space.ts'
import { startPrices } from './start.ts'

export interface PricedBound {
  /** Looks for better prices for a level, among plans at least as good as `outcome` before it. */
  tighten(level: LevelName, outcome: Outcome): void
  /** What the bound of a level was found with; undefined where it was not looked for. */
  prices(level: LevelName): Prices | undefined
  /** Least bound found so far that holds for plans at least as good as `outcome` before the level; infinite: none. */
  least(level: LevelName, outcome: Outcome): number
}

/** Prices for a level, with the value they have where nothing is kept: what is kept changes it by price × amount. */
interface Certificate {
  readonly goal: Goal
  readonly priced: Priced
  readonly free: number
  readonly magnitude: number
}

/** Steps for a level: they follow from the pause alone, so that the bound is the same on any machine. */
function stepsFor({ work }: Space): { readonly tied: number; readonly untied: number } {
  return work < 1e6 ? { tied: 12, untied: 6 } : work < 2e7 ? { tied: 20, untied: 12 } : { tied: 16, untied: 4 }
}

export function pricedBoundOf(problem: Problem): PricedBound | undefined {
  const space = spaceOf(problem)
  if (space === undefined) return undefined
  const found = new Map<LevelName, Certificate>()
  const heard: Heard = []
  return {
    tighten(level, outcome) {
      const goal = goalOf(space, level, outcome)
      const known = found.get(level)
      const start = known?.priced.prices ?? startPrices(space, goal)
      const priced = improve(space, goal, start, heard, { ...stepsFor(space), target: servedOn(level, outcome) })
      found.set(level, certificate(space, goal, priced))
    },
    prices(level) {
      const known = found.get(level)
      return known && pricesOf(space, known.goal, known.priced)
    },
    least(level, outcome) {
      const known = found.get(level)
      if (known === undefined) return Number.POSITIVE_INFINITY
      let value = known.free
      let magnitude = known.magnitude
      for (const [row, limit] of goalOf(space, level, outcome).kept) {
        value += (known.priced.prices[row] ?? 0) * limit
        magnitude += Math.abs((known.priced.prices[row] ?? 0) * limit)
      }
      return Math.floor(value + margin(magnitude))
    },
  }
}

function certificate(space: Space, goal: Goal, priced: Priced): Certificate {
  const { value, magnitude } = priced.evaluation
  let free = value
  for (const row of goal.kept.keys()) free -= (priced.prices[row] ?? 0) * limitOf(space, goal, row)
  return { goal, priced, free, magnitude: magnitude + Math.abs(free) + Math.abs(value) }
}

/** With weights instead of levels: what no plan's weighted score exceeds. For measuring; undefined where there is none. */
export function weightedBound(
  problem: Problem,
  person: readonly number[],
  gram: number,
): { readonly value: number; readonly prices: Prices } | undefined {
  const space = spaceOf(problem)
  if (space === undefined) return undefined
  const goal = weightedGoal(space, person, gram)
  const priced = improve(space, goal, startPrices(space, goal), [], { ...stepsFor(space), target: 0 })
  const { value, magnitude } = priced.evaluation
  return { value: value + margin(magnitude), prices: pricesOf(space, goal, priced) }
}

/**
 * Every figure is a sum of products of doubles. A sum of n terms is wrong by at most n · 2⁻⁵³ of the sum of their
 * magnitudes (Higham 2002, chapter 4), and so is the best of such sums. The value adds up some 10⁵ rows, and days of some
 * 10⁴ steps each, whose magnitudes are all within those of the rows and of what is gained: less than 10⁶ · 1.2 · 10⁻¹⁶ of
 * `magnitude`. Ten times as much is taken, and a hair for what is nothing.
 */
function margin(magnitude: number): number {
  return 1.2e-9 * magnitude + 1e-9
}

function servedOn(level: LevelName, outcome: Outcome): number {
  const [lifeCritical = 0, medical = 0, dependent = 0, general = 0] = outcome.people
  const served: Partial<Record<LevelName, number>> = {
    '2': lifeCritical,
    '3': medical,
    '4': dependent,
    '5a': outcome.floorGrams,
    '5b': general,
    '6a': outcome.leastShare,
    '6b': outcome.gramsByNeed,
  }
  return served[level] ?? 0
}
