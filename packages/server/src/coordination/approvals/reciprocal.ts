// “They move if we move”: who waits for whom, and whether that is met. Nothing medical ever waits.

import { type Movement, movements } from '@treve/model'
import type { Coordination } from '../state.ts'
import { onTheTable } from '../terms/state.ts'
import type { ConditionState } from '../words.ts'

export interface Condition {
  readonly id: string
  readonly movement: Movement | 'aid'
  readonly waitsFor: string
  /** Medical movement always among them. */
  readonly exempt: readonly string[]
  readonly state: ConditionState
  readonly waived: boolean
}

export function conditions({ terms, approvals, life }: Coordination): readonly Condition[] {
  const reciprocal = onTheTable(terms)?.summary.reciprocal ?? []
  return reciprocal.map((rule) => {
    const awaited = movements.find((movement) => movement === rule.waits_for)
    const attested = awaited === undefined ? approvals.happened.get(rule.waits_for) : approvals.out.get(awaited)
    const isMet = attested !== undefined && attested.length > 0
    // What the account does not hold did not thereby not happen; but before it has begun nobody has come out by it.
    const otherwise = awaited !== undefined && life.begunAt === undefined ? 'not_met' : 'unknown'
    return {
      id: rule.id,
      movement: rule.movement,
      waitsFor: rule.waits_for,
      exempt: [...new Set(['medical', ...rule.exempt])],
      state: isMet ? 'met' : otherwise,
      waived: approvals.waived.has(rule.id),
    }
  })
}

/** Conditions that hold a movement back now. Nothing medical or exempt is held. */
export function heldBack(whole: Coordination, movement: Movement | 'aid'): readonly Condition[] {
  return conditions(whole).filter(
    (each) =>
      each.movement === movement &&
      each.state !== 'met' &&
      !each.waived &&
      !each.exempt.some((use) => use === movement),
  )
}
