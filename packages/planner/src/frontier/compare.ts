// Two plans level by level: what a change brings, whether that is certain, and which change comes before which.

import type { LevelName, Plan, PlanLevel } from '@treve/model'
import { changeAmount, changeSubject, type FrontierOption, type OptionLevel } from '@treve/model/frontier'

type Levels = Plan['levels']

export interface Bounds {
  /** What no plan exceeds that is as good before the level. */
  readonly most: ReadonlyMap<LevelName, number>
  /** The greatest least drop's share, of 5a. */
  readonly floorShare: number
}

/** What is compared of a level, in order: of 5a the share comes first. */
function served({ served: amount, share_ppm: share }: PlanLevel): readonly number[] {
  return share === undefined ? [amount] : [share, amount]
}

/** Levels 2 to 6b: what people and aid are served by. */
export function ranked(levels: Levels): PlanLevel[] {
  return levels.filter(isRanked)
}

/** Above 0 where the second is better. */
export function differenceOf(from: Levels, to: Levels): number {
  const [one, other] = [ranked(from).flatMap(served), ranked(to).flatMap(served)]
  const at = one.findIndex((each, index) => each !== other[index])
  return at === -1 ? 0 : (other[at] ?? 0) - (one[at] ?? 0)
}

export function levelsOf(from: Levels, to: Levels): OptionLevel[] {
  return ranked(from).map((level, index) => {
    const changed = ranked(to)[index] ?? level
    return {
      level: level.level,
      unit: level.unit,
      from: level.served,
      to: changed.served,
      bound_from: level.bound,
      bound_to: changed.bound,
      ...(level.share_ppm === undefined ? {} : { share_ppm_from: level.share_ppm }),
      ...(changed.share_ppm === undefined ? {} : { share_ppm_to: changed.share_ppm }),
    }
  })
}

/**
 * A bound of a level holds for every plan that is at least as good on all earlier levels, and up to the first level that
 * differs both plans are equally good. So a gain above the bound of the terms as they are is out of their reach, and a
 * loss of which the new bound is below the old plan cannot be made up for. Both bounds are those of terms alone: what a plan
 * holds back beyond them is a choice, that another plan need not make.
 *
 * `reached`: what a plan by the terms as they are is known to serve. What it does as well is not certain, whatever a bound says.
 */
export function judged(
  from: Levels,
  to: Levels,
  reached: readonly Reached[] = [],
): Pick<FrontierOption, 'gain_level' | 'certainty'> {
  const [one, other] = [ranked(from), ranked(to)]
  const at = one.findIndex((level, index) => String(served(level)) !== String(served(other[index] ?? level)))
  const [before, after] = [one[at], other[at]]
  if (before === undefined || after === undefined)
    return { gain_level: null, certainty: other.every(({ proved }) => proved) ? 'certain' : 'possible' }
  const isGain = differenceOf(from, to) > 0
  const [better, bound] = isGain ? [after.served, before.bound] : [before.served, after.bound]
  // A share that is proved is the greatest there is; else its bound is not in a plan, and nothing is said of it.
  const isOfShare = before.share_ppm !== after.share_ppm
  const [worse] = isGain ? [before] : [after]
  const isBeyond = bound !== null && better > bound
  const isOutOfReach = isBeyond || (isOfShare && worse.proved)
  return {
    gain_level: before.level,
    certainty: isOutOfReach && !(isGain && doesAsWell(reached, after.level, other)) ? 'certain' : 'possible',
  }
}

/** A level as a plan serves it; of 5a without its share. */
export type Reached = Pick<PlanLevel, 'level' | 'served'>

/** Up to that level; where nothing is known of a level, nothing is said. */
function doesAsWell(reached: readonly Reached[], upTo: PlanLevel['level'], levels: Levels): boolean {
  for (const { level, served } of ranked(levels)) {
    const known = reached.find((each) => each.level === level)
    if (known === undefined) return false
    if (known.served !== served) return known.served > served
    if (level === upTo) return true
  }
  return true
}

/** With bounds of other terms than the plan was planned by; null: none is known. */
export function boundedBy(levels: Levels, bounds: Bounds | undefined): PlanLevel[] {
  return levels.map((level) =>
    isRanked(level) ? bounded(level, bounds?.most.get(level.level), bounds?.floorShare) : level,
  )
}

/** With whichever bound is nearer, its own or the other. */
export function nearer(levels: Levels, bounds: Bounds | undefined): PlanLevel[] {
  return levels.map((level) => {
    const near = bounds?.most.get(level.level)
    return bounds === undefined || near === undefined || (level.bound !== null && near >= level.bound)
      ? level
      : bounded(level, near, bounds.floorShare)
  })
}

/**
 * A plan that was found, or one that is better, with what is known of bounds. A bound of a level holds for plans no worse
 * before it than the one that it was found for: so it is no bound any more after a level of which the found plan has more.
 */
export function noLess(begin: Plan, found: Plan): Plan {
  if (differenceOf(begin.levels, found.levels) >= 0) return found
  const others = new Map(found.levels.map((level) => [level.level, level]))
  let holds = true
  const levels = begin.levels.map((level) => {
    const other = others.get(level.level)
    const told = bounded(
      level,
      holds ? (other?.bound ?? undefined) : undefined,
      other?.proved ? other.share_ppm : undefined,
    )
    if (
      isRanked(level) &&
      (other === undefined || served(other).some((amount, at) => amount > (served(level)[at] ?? 0)))
    )
      holds = false
    return told
  })
  return { ...begin, levels }
}

function isRanked({ level }: PlanLevel): boolean {
  return level !== '7' && level !== '8' && level !== '9'
}

function bounded(level: PlanLevel, bound: number | undefined, floorShare: number | undefined): PlanLevel {
  if (bound === undefined) return { ...level, bound: null, gap: null, gap_percent: null, proved: false }
  const gap = bound - level.served
  const isShareTheMost = level.share_ppm === undefined || level.share_ppm === floorShare
  return {
    ...level,
    bound,
    gap,
    gap_percent: bound === 0 ? 0 : (100 * gap) / bound,
    proved: gap === 0 && isShareTheMost,
  }
}

type Ranked = Pick<FrontierOption, 'change' | 'changes' | 'levels' | 'clear_probability' | 'outcome'>

/**
 * Best first: by what is gained, level by level and never by a sum. Of what gains alike, the steps of one thing stand
 * together, the least first, since more of it brings no more; such things in order of how sure the least step is, then of
 * what days brought out.
 */
export function inRank<T extends Ranked>(options: readonly T[]): T[] {
  const alike = new Map<string, T[]>()
  for (const option of options) {
    const key = `${option.levels.flatMap(gains).join(' ')} ${subjectOf(option)}`
    alike.set(key, [...(alike.get(key) ?? []), option])
  }
  const steps = [...alike.values()].map((each) => each.sort((a, b) => amountOf(a) - amountOf(b) || byCode(a, b)))
  return steps.sort(([a], [b]) => (a === undefined || b === undefined ? 0 : compareOptions(a, b))).flat()
}

function compareOptions(a: Ranked, b: Ranked): number {
  const [one, two] = [a.levels.flatMap(gains), b.levels.flatMap(gains)]
  const at = one.findIndex((gain, index) => gain !== two[index])
  if (at !== -1) return (two[at] ?? 0) - (one[at] ?? 0)
  return (
    (b.clear_probability?.estimate ?? 0) - (a.clear_probability?.estimate ?? 0) ||
    (b.outcome.simulated?.people_out.mean ?? 0) - (a.outcome.simulated?.people_out.mean ?? 0) ||
    byCode(a, b)
  )
}

function byCode(a: Ranked, b: Ranked): number {
  return a.change < b.change ? -1 : a.change > b.change ? 1 : 0
}

function subjectOf({ changes }: Pick<Ranked, 'changes'>): string {
  return changes.map(changeSubject).join(' & ')
}

export function gains({ from, to, share_ppm_from, share_ppm_to }: OptionLevel): number[] {
  return share_ppm_from === undefined || share_ppm_to === undefined
    ? [to - from]
    : [share_ppm_to - share_ppm_from, to - from]
}

/** Of each thing that may be asked for the least step that brings as much, on every level, as its best one; best first. */
export function leastStepOfEach<T extends Pick<Ranked, 'levels' | 'changes'>>(inOrder: readonly T[]): T[] {
  const bySubject = new Map<string, T>()
  for (const option of inOrder) {
    const subject = subjectOf(option)
    const best = bySubject.get(subject)
    if (best === undefined) bySubject.set(subject, option)
    else if (isAsGood(option, best) && amountOf(option) < amountOf(best)) bySubject.set(subject, option)
  }
  return [...bySubject.values()]
}

function isAsGood(a: Pick<Ranked, 'levels'>, b: Pick<Ranked, 'levels'>): boolean {
  return a.levels.every(({ to, share_ppm_to }, index) => {
    const other = b.levels[index]
    return to === other?.to && share_ppm_to === other.share_ppm_to
  })
}

function amountOf({ changes }: Pick<Ranked, 'changes'>): number {
  return changes.reduce((sum, change) => sum + changeAmount(change), 0)
}
