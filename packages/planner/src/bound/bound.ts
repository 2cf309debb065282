// What no plan exceeds, level by level.

import type { LevelName } from '@treve/model'
import type { Outcome } from '../objective.ts'
import type { Problem } from '../problem.ts'
import { type AidBound, mostAid } from './aid.ts'
import { mostPeople } from './people.ts'
import { pricedBoundOf } from './priced/priced.ts'
import type { Prices } from './priced/prices.ts'

export interface Bound {
  /** For any plan at least as good on all earlier levels as `outcome`. */
  readonly levels: (outcome: Outcome) => ReadonlyMap<LevelName, number>
  /** Looks for prices that bring the bounds nearer to a plan; how long follows from the problem alone. */
  readonly tighten: (outcome: Outcome) => void
  /** What the bound of a level was found with; undefined where it was proved without. */
  readonly prices: (level: LevelName) => Prices | undefined
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
 */
export function boundOf(problem: Problem): Bound {
  const ofTiers = (from: number, to: number) =>
    mostPeople(
      problem,
      problem.groups.filter(({ tier }) => tier >= from && tier <= to),
    )
  const most = [0, 1, 2, 3].map((to) => Array.from({ length: to + 1 }, (_, from) => ofTiers(from, to)))
  const aid = mostAid(problem)
  const peopleLevels = ['2', '3', '4', '5b'] as const
  const priced = pricedBoundOf(problem)
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
    tighten(outcome) {
      const served = servedBy(outcome)
      for (const [level, bound] of levels(outcome))
        if (bound > (served.get(level) ?? 0)) priced?.tighten(level, outcome)
    },
  }
}

function servedBy(outcome: Outcome): ReadonlyMap<LevelName, number> {
  const [lifeCritical = 0, medical = 0, dependent = 0, general = 0] = outcome.people
  return new Map<LevelName, number>([
    ['2', lifeCritical],
    ['3', medical],
    ['4', dependent],
    ['5a', outcome.floorGrams],
    ['5b', general],
    ['6a', outcome.leastShare],
    ['6b', outcome.gramsByNeed],
  ])
}

/** No plan is better on any of the levels 2 to 6b. */
export function isProved(bound: Bound, outcome: Outcome): boolean {
  const levels = bound.levels(outcome)
  const [lifeCritical, medical, dependent, general] = outcome.people
  return (
    levels.get('2') === lifeCritical &&
    levels.get('3') === medical &&
    levels.get('4') === dependent &&
    levels.get('5b') === general &&
    bound.aid.floorShare === outcome.floorShare &&
    bound.aid.floorGrams === outcome.floorGrams &&
    bound.aid.leastShare === outcome.leastShare &&
    bound.aid.gramsByNeed === outcome.gramsByNeed
  )
}
