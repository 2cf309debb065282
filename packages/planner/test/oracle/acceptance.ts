// What the checker says of a candidate. Acceptance is its word alone: no rule is left out of the final one.

import { checkPlan, type Rule, rules } from '@treve/checker'
import type { Pause, Trip, Walk } from '@treve/model'
import type { Tally, Thing } from './things.ts'
import { wholePlan, withFigures } from './whole-plan.ts'

/**
 * Rules that a part of a plan may break and the whole keep: what is promised, awaited or escorted may be among the trips
 * still to come, a convoy is named last, an order of clinicians holds between all, figures are filled in at the end. Every
 * other rule, once broken, stays broken whatever is added: so a part that breaks it is in no accepted plan.
 */
const mendable: ReadonlySet<Rule> = new Set([
  'committed',
  'convoy_member',
  'convoy_bin',
  'convoy_size',
  'convoy_spacing',
  'convoy_escort',
  'reciprocal',
  'rank',
  'served_totals',
  'unserved_totals',
  'levels_served',
  'level_bounds',
  'plan_windows',
])

/** Rules that look at passages alone, whatever is aboard. */
const ofPassages: ReadonlySet<Rule> = new Set(
  rules.filter((rule) => /^(corridor_capacity|alternating_|gate_)/.test(rule)),
)

export function isPartOfAPlan(pause: Pause, trips: readonly Trip[], walks: readonly Walk[]): boolean {
  return checkPlan(pause, wholePlan(pause, trips, walks)).every(({ rule }) => mendable.has(rule))
}

export function mayPassTogether(pause: Pause, trips: readonly Trip[], walks: readonly Walk[]): boolean {
  return checkPlan(pause, wholePlan(pause, trips, walks)).every(({ rule }) => !ofPassages.has(rule))
}

export function isAccepted(
  pause: Pause,
  things: readonly Thing[],
  trips: readonly Trip[],
  walks: readonly Walk[],
  reached: Tally,
): boolean {
  return checkPlan(pause, withFigures(pause, things, wholePlan(pause, trips, walks), reached)).length === 0
}
