// What the prices of the bound say of who should be fetched: people whom many could fetch cost others the chance, people far
// from everything cost nobody anything. Of two days that bring out as many, the one that leaves the former is better.

import type { Prices } from '../bound/priced/prices.ts'
import type { PlannedGroup, Problem } from '../problem.ts'
import type { World } from '../world.ts'
import { type Guide, plainGuide } from './guide.ts'

export class PricedPeople {
  private readonly problem: Problem
  /** What it costs others that one of a group is fetched, 0 to 1, by index of the group; none but of level 5b. */
  private readonly costs: Float64Array

  private constructor(problem: Problem, costs: Float64Array) {
    this.problem = problem
    this.costs = costs
  }

  /** Undefined where there are no prices yet, or where nobody has one: slots are short then, and not vehicles. */
  static of(problem: Problem, prices: Prices | undefined): PricedPeople | undefined {
    if (prices === undefined) return undefined
    const costs = Float64Array.from(problem.groups, (planned) => costOf(planned, prices))
    return costs.some((cost) => cost > leastCost) ? new PricedPeople(problem, costs) : undefined
  }

  /** `share`: of the prices that count, 0 to 1. */
  guide(share: number): Guide {
    const plain = plainGuide(this.problem)
    return { ...plain, person: plain.person.map((count, group) => count - share * (this.costs[group] ?? 0)) }
  }

  /** What it would cost others to fetch those who are left: of two plans that serve as many, the one with more is better. */
  costOfWaiting({ waiting }: World): number {
    return this.costs.reduce((sum, cost, group) => sum + cost * (waiting[group] ?? 0), 0)
  }
}

function costOf(planned: PlannedGroup, prices: Prices): number {
  if (planned.tier < 3) return 0
  const gains = planned.group.to.map((to) => prices.person(planned, to, Number.POSITIVE_INFINITY))
  return Math.min(mostCost, Math.max(0, 1 - Math.max(0, ...gains)))
}

/** Nobody counts for nothing: who is passed by all the same is fetched if nobody else is left. */
const mostCost = 0.98
const leastCost = 0.02
