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
import { carriedPrices, type NamedPrices, namedPrices } from './carried.ts'
import { type Goal, goalOf, weightedGoal } from './goal.ts'
import { boundAt, type Heard, Improvement, type Priced, pricedAt, type Steps } from './improve.ts'
import { type MarginalValue, type MarginalValues, marginalValuesOf, windowValuesOf } from './marginal.ts'
import { type Prices, pricesOf } from './prices.ts'
import { gateRowSeconds, type Space, spaceOf } from './space.ts'
import { startPrices } from './start.ts'

export interface PricedBound {
  /**
   * One step towards better prices for a level, among plans at least as good as `outcome` before it: one evaluation, some
   * hundredths of a second. False where nothing more is looked for.
   */
  step(level: LevelName, outcome: Outcome): boolean
  /** What the bound of a level was found with; undefined where it was not looked for. */
  prices(level: LevelName): Prices | undefined
  marginalValues(level: LevelName, outcome: Outcome): MarginalValues | undefined
  /** Least bound found so far that holds for plans at least as good as `outcome` before the level; infinite: none. */
  least(level: LevelName, outcome: Outcome): number
  /** A minute more of each window: an evaluation for each end. */
  windowValues(level: LevelName, outcome: Outcome): readonly MarginalValue[]
  /** Length of its rows of time; undefined where none was looked for. */
  slotSeconds(): number | undefined
  /** For another pause that is much the same. */
  named(level: LevelName): NamedPrices | undefined
}

/** They follow from the pause alone, so that the bound is the same on any machine. */
function stepsFor({ work }: Space): Steps {
  return work < 2e7 ? { rounds: 3, balanced: 24 } : { rounds: 2, balanced: 8 }
}

/** `known`: of a pause that is much the same; its prices are where the search for better ones starts. */
export function pricedBoundOf(problem: Problem, known?: PricedBound): PricedBound | undefined {
  const space = spaceOf(problem)
  if (space === undefined) return undefined
  const found = new Map<LevelName, { readonly goal: Goal; readonly improvement: Improvement }>()
  const heard: Heard = []
  return {
    step(level, outcome) {
      const goal = goalOf(space, level, outcome)
      let search = found.get(level)
      if (search === undefined) {
        const named = known?.named(level)
        const start = named && carriedPrices(space, goal, named)
        search = { goal, improvement: new Improvement(space, goal, start, heard, stepsFor(space)) }
        found.set(level, search)
      }
      return search.improvement.step(goal, servedOn(level, outcome))
    },
    prices(level) {
      const search = found.get(level)
      const best = search?.improvement.best
      return search && best && pricesOf(space, search.goal, best)
    },
    marginalValues(level, outcome) {
      const best = found.get(level)?.improvement.best
      return best && marginalValuesOf(space, goalOf(space, level, outcome), level, best)
    },
    windowValues(level, outcome) {
      const best = found.get(level)?.improvement.best
      return best === undefined ? [] : windowValuesOf(space, goalOf(space, level, outcome), level, outcome, best)
    },
    least(level, outcome) {
      const best = found.get(level)?.improvement.best
      return best === undefined ? Number.POSITIVE_INFINITY : wholeBound(best, goalOf(space, level, outcome))
    },
    slotSeconds: () => (found.size === 0 ? undefined : gateRowSeconds(space.clock)),
    named(level) {
      const best = found.get(level)?.improvement.best
      return best && namedPrices(space, best.prices)
    },
  }
}

function wholeBound(priced: Priced, goal: Goal): number {
  let { magnitude } = priced
  for (const [row, limit] of goal.kept) magnitude += Math.abs((priced.prices[row] ?? 0) * limit)
  return Math.floor(boundAt(priced, goal) + margin(magnitude))
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
  const improvement = new Improvement(space, goal, undefined, [], stepsFor(space))
  while (improvement.step(goal, 0));
  const best = improvement.best ?? pricedAt(space, goal, startPrices(space, goal))
  return { value: boundAt(best, goal) + margin(best.magnitude), prices: pricesOf(space, goal, best) }
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

export function servedOn(level: LevelName, outcome: Outcome): number {
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
