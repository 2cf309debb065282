// Two plans level by level: what a change brings, whether that is certain, and which change comes before which.

import type { Plan, PlanLevel } from '@treve/model'
import { changeAmount, changeSubject, type FrontierOption, type OptionLevel } from '@treve/model/frontier'

type Levels = Plan['levels']

/** What is compared of a level, in order: of 5a the share comes first. */
function served({ served: amount, share_ppm: share }: PlanLevel): readonly number[] {
  return share === undefined ? [amount] : [share, amount]
}

/** Levels 2 to 6b: what people and aid are served by. */
export function ranked(levels: Levels): PlanLevel[] {
  return levels.filter(({ level }) => level !== '7' && level !== '8' && level !== '9')
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
 * loss of which the new bound is below the old plan cannot be made up for.
 */
export function judged(from: Levels, to: Levels): Pick<FrontierOption, 'gain_level' | 'certainty'> {
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
  return {
    gain_level: before.level,
    certainty: isBeyond || (isOfShare && worse.proved) ? 'certain' : 'possible',
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
