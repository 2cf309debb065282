// Two plans on the same days. Chance is keyed by day and entity, so both meet the same weather, and what differs is the plans:
// far fewer days tell them apart than if each had days of its own. For comparing only, never for a claim.

import { assumptionsOf, type Pause } from '@treve/model'
import type { Times } from '../problem.ts'
import { betaBelow } from './functions.ts'
import { type PlanToAssure, scriptOf } from './script.ts'
import { Simulation } from './simulation.ts'
import type { Day } from './streams.ts'

export interface ComparisonRequest {
  readonly seed: number
  readonly replications: number
  /** Days of this number are never those of another; nor are they ever days that decide. */
  readonly block?: number
  readonly isStopped?: () => boolean
}

export interface Comparison {
  readonly replications: number
  /** Days on which all are clear with both plans, with one alone, with neither. */
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly neither: number
  /** The chance of days as unlike as these, or more, if neither plan were clear more often: `mcnemar`. */
  readonly chance: number
  /** Second minus first, means over the days. */
  readonly peopleOut: number
  readonly personsLate: number
}

/** Undefined where it was broken off. */
export function comparePlans(
  pause: Pause,
  times: Times,
  first: PlanToAssure,
  second: PlanToAssure,
  { seed, replications, block = 1, isStopped = () => false }: ComparisonRequest,
): Comparison | undefined {
  const assumptions = assumptionsOf(pause)
  const [one, other] = [first, second].map((plan) => new Simulation(scriptOf(pause, times, plan, assumptions)))
  if (one === undefined || other === undefined) return undefined
  let [both, onlyFirst, onlySecond, neither, peopleOut, personsLate] = [0, 0, 0, 0, 0, 0]
  for (let replication = 0; replication < replications; replication++) {
    if (isStopped()) return undefined
    const day: Day = { seed, purpose: 'tuning', block, replication }
    const a = one.run(day, { hasHalts: true })
    const b = other.run(day, { hasHalts: true })
    if (a.isClear && b.isClear) both++
    else if (a.isClear) onlyFirst++
    else if (b.isClear) onlySecond++
    else neither++
    peopleOut += b.peopleOut - a.peopleOut
    personsLate += b.personsLate - a.personsLate
  }
  return {
    replications,
    both,
    onlyFirst,
    onlySecond,
    neither,
    chance: mcnemar(onlyFirst, onlySecond),
    peopleOut: peopleOut / replications,
    personsLate: personsLate / replications,
  }
}

/**
 * McNemar's test (1947), exact and two-sided: of the days on which the plans differ each is as likely to be for the one as
 * for the other, if neither is clear more often. How likely is so uneven a split, or a more uneven one?
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const fewer = Math.min(onlyFirst, onlySecond)
  const more = Math.max(onlyFirst, onlySecond)
  // P(X ≤ fewer) of a binomial with one half is a beta below one half.
  return fewer === more ? 1 : Math.min(1, 2 * betaBelow(more, fewer + 1, 0.5))
}
