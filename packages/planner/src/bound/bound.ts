// What no plan exceeds, level by level.

import type { LevelName } from '@treve/model'
import type { Outcome } from '../objective.ts'
import { type Problem, problemOf } from '../problem.ts'
import { type AidBound, mostAid } from './aid.ts'
import { mostPeople } from './people.ts'
import type { MarginalValue, MarginalValues } from './priced/marginal.ts'
import { type PricedBound, pricedBoundOf, servedOn } from './priced/priced.ts'
import type { Prices } from './priced/prices.ts'

export interface Bound {
  /** For any plan at least as good on all earlier levels as `outcome`. */
  readonly levels: (outcome: Outcome) => ReadonlyMap<LevelName, number>
  /**
   * One step towards prices that bring the bounds nearer to a plan: some hundredths of a second. Bounds hold after any
   * number of steps; which level a step is for follows from the steps before it. False: nothing more is looked for.
   */
  readonly step: (outcome: Outcome) => boolean
  /** At most so many steps, until nothing more is looked for, or it must stop; how many that were. */
  readonly tighten: (outcome: Outcome, most?: number, mustStop?: () => boolean) => number
  /** What the bound of a level was found with; undefined where it was proved without. */
  readonly prices: (level: LevelName) => Prices | undefined
  /** What one more of anything short would add to the bound of a level; undefined where it was proved without prices. */
  readonly marginalValues: (level: LevelName, outcome: Outcome) => MarginalValues | undefined
  /** What a minute more of each window would add: two evaluations a window, apart for that. */
  readonly windowValues: (level: LevelName, outcome: Outcome) => readonly MarginalValue[]
  /** For a bound on another pause that is much the same, to start from. */
  readonly priced: PricedBound | undefined
  readonly aid: AidBound
  /** Unconditional maxima. */
  readonly people: number
  readonly aidGrams: number
}

/** What the bound leaves out; each only ever makes it higher. */
export const relaxed = [
  'groups_whole',
  'queues',
  'intake',
  'separation',
  'one_place_per_seat',
  'shared_slots',
  'fleet_shared_between_levels',
  'readiness',
  'volume',
  'whole_items',
  'several_stops',
  'walking',
  'alternation',
  'convoys',
  'private_cars',
  'reciprocity',
  'rank',
  'promises',
  'hours_of_the_day',
  'state',
] as const

/**
 * For people, with U(S) the most of a set S of levels (people.ts): a plan with f_j ≥ v_j on earlier levels has
 * f_ℓ ≤ U(S ∪ {ℓ}) − Σ_{j ∈ S} v_j for every S of earlier levels; the least over runs of levels that end in ℓ is taken.
 * For aid the unconditional limits are used (aid.ts): fewer plans cannot do better than all.
 *
 * `known`: the bound of a pause that is much the same. Its prices are evaluated first, with the first step of a level: so
 * the bound is at once what its prices come to for this pause.
 */
export function boundOf(planned: Problem, known?: Bound): Bound {
  const problem = byTheTerms(planned)
  const ofTiers = (from: number, to: number) =>
    mostPeople(
      problem,
      problem.groups.filter(({ tier }) => tier >= from && tier <= to),
    )
  const most = [0, 1, 2, 3].map((to) => Array.from({ length: to + 1 }, (_, from) => ofTiers(from, to)))
  const aid = mostAid(problem)
  const peopleLevels = ['2', '3', '4', '5b'] as const
  const priced = pricedBoundOf(problem, known?.priced)
  const levels = (outcome: Outcome) => {
    const bounds = combinatorial(outcome)
    if (priced !== undefined)
      for (const [level, bound] of bounds) bounds.set(level, Math.min(bound, priced.least(level, outcome)))
    return bounds
  }
  function combinatorial(outcome: Outcome): Map<LevelName, number> {
    const bounds = new Map<LevelName, number>()
    peopleLevels.forEach((level, tier) => {
      let least = Number.POSITIVE_INFINITY
      let earlier = 0
      for (let from = tier; from >= 0; from--) {
        if (from < tier) earlier += outcome.people[from] ?? 0
        least = Math.min(least, (most[tier]?.[from] ?? 0) - earlier)
      }
      bounds.set(level, least)
    })
    bounds.set('5a', aid.floorGrams)
    bounds.set('6a', aid.leastShare)
    bounds.set('6b', aid.gramsByNeed)
    return bounds
  }
  return {
    aid,
    people: most[3]?.[0] ?? 0,
    aidGrams: aid.grams,
    levels,
    prices: (level) => priced?.prices(level),
    marginalValues: (level, outcome) => priced?.marginalValues(level, outcome),
    windowValues: (level, outcome) => priced?.windowValues(level, outcome) ?? [],
    priced,
    step,
    tighten(outcome, most = Number.POSITIVE_INFINITY, mustStop = () => false) {
      let steps = 0
      while (steps < most && !mustStop() && step(outcome)) steps += 1
      return steps
    },
  }
  /** The first level that is open, and for which there is something to look for. */
  function step(outcome: Outcome): boolean {
    if (priced === undefined) return false
    const bounds = levels(outcome)
    return levelOrder.some(
      (level) => (bounds.get(level) ?? 0) > servedOn(level, outcome) && priced.step(level, outcome),
    )
  }
}

/** What is promised may come out later than a reserve lets anything else: then only the terms limit a plan. */
function byTheTerms(problem: Problem): Problem {
  const { reserve, ...terms } = problem.pause
  return reserve === undefined || terms.rules.committed.length === 0 ? problem : problemOf(terms, problem.times)
}

/** In which order levels have their turn: most people wait on 5b, whose prices guide the search. */
const levelOrder: readonly LevelName[] = ['5b', '2', '3', '4', '5a', '6b', '6a']

/** No plan is better on any of the levels 2 to 6b. */
export function isProved(bound: Bound, outcome: Outcome): boolean {
  if (bound.aid.floorShare !== outcome.floorShare) return false
  return [...bound.levels(outcome)].every(([level, most]) => most === servedOn(level, outcome))
}
