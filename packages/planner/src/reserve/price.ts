// What safety costs: each level of the plan without reserve less what this one has.

import { type Leg, type LevelName, levelOfPriority, type Pause, type Plan, type Reserve } from '@treve/model'
import type { PlanToAssure } from '../assure/script.ts'
import { leftBy } from '../explain/without-reserve.ts'

/** Levels that are counted on average of days, in order. */
const counted = ['2', '3', '4', '5a', '5b'] as const satisfies readonly LevelName[]
export type OnAverage = Readonly<Record<(typeof counted)[number], number>> & { readonly grams: number }

/**
 * By level, what trips bring that are made and out by the close, on average of days. Who walks sets out as planned. Aid
 * within floors by drop; and all of it, in grams.
 */
export function onAverage(pause: Pause, plan: PlanToAssure, made: ReadonlyMap<string, number>): OnAverage {
  const levelOf = new Map(pause.people.map(({ id, priority }) => [id, levelOfPriority[priority]]))
  const sums = { '2': 0, '3': 0, '4': 0, '5b': 0 }
  const byDrop = new Map<string, number>()
  for (const trip of plan.trips) {
    const share = made.get(trip.id) ?? 0
    for (const { kind, people, place, aid } of trip.legs) {
      if (kind !== 'unload') continue
      for (const [group, count] of Object.entries(people)) sums[levelOf.get(group) ?? '5b'] += count * share
      const grams = gramsOf(pause, aid)
      if (grams > 0 && place !== null) byDrop.set(place, (byDrop.get(place) ?? 0) + grams * share)
    }
  }
  for (const { group, people } of plan.walking) sums[levelOf.get(group) ?? '5b'] += people
  let floor = 0
  let all = 0
  for (const [drop, grams] of byDrop) {
    const consigned = pause.aid.filter(({ to }) => to === drop)
    floor += Math.min(
      grams,
      consigned.reduce((sum, each) => sum + each.floor, 0),
    )
    all += grams
  }
  return { ...sums, '5a': floor, grams: all }
}

function gramsOf(pause: Pause, aid: Leg['aid']): number {
  let grams = 0
  for (const [consignment, items] of Object.entries(aid)) {
    const lines = pause.aid.find(({ id }) => id === consignment)?.items ?? []
    for (const [item, count] of Object.entries(items)) grams += count * (lines.find(({ id }) => id === item)?.mass ?? 0)
  }
  return grams
}

/** Level by level, the earlier one first; what differs by less than half of one, or by so small a share, is chance. */
export function isMore(one: OnAverage, other: OnAverage, chance = 1 / 500): boolean | undefined {
  for (const key of [...counted, 'grams'] as const) {
    const more = one[key] - other[key]
    if (Math.abs(more) > Math.max(0.5, one[key] * chance)) return more > 0
  }
  return undefined
}

/** Life-critical people and other patients are given up for nothing: what differs by less than this, on average of days, is chance. */
const patientsByChance = 0.05

export function losesPatients(before: OnAverage, after: OnAverage): boolean {
  return (['2', '3'] as const).some((level) => before[level] - after[level] > patientsByChance)
}

/** Whether leaving out the second would lose more than that share of the first, of people or of aid. */
export function isMoreThanShare(share: number, of: OnAverage, lost: OnAverage): boolean {
  return [...counted, 'grams' as const].some((key) => lost[key] > share * of[key])
}

/** Whether one has that share of the other on every level. */
export function isAtLeast(share: number, one: OnAverage, other: OnAverage): boolean {
  return [...counted, 'grams' as const].every((key) => one[key] >= share * other[key])
}

export function priceOf(
  pause: Pause,
  without: { readonly plan: Plan; readonly made: ReadonlyMap<string, number> },
  kept: { readonly plan: Plan; readonly made: ReadonlyMap<string, number> },
): Reserve['price'] {
  const before = onAverage(pause, without.plan, without.made)
  const after = onAverage(pause, kept.plan, kept.made)
  return without.plan.levels
    .filter(({ level }) => ['2', '3', '4', '5a', '5b', '6a', '6b'].includes(level))
    .map(({ level, served, bound }) => {
      const key = counted.find((each) => each === level)
      const mean = (of: OnAverage) => (key === undefined ? null : Math.round(of[key] * 10) / 10)
      return {
        level,
        without: served,
        bound_without: bound,
        served: kept.plan.levels.find((each) => each.level === level)?.served ?? 0,
        on_average_without: mean(before),
        on_average: mean(after),
        ...groupByGroup(pause, level, without.plan, kept.plan),
      }
    })
}

/**
 * Which people of a level the reserve leaves: some groups it serves less of, and others, in their place, more of. Only the
 * difference of the two is what the level loses.
 */
function groupByGroup(
  pause: Pause,
  level: LevelName,
  without: Pick<Plan, 'unserved'>,
  kept: Pick<Plan, 'unserved'>,
): Pick<Reserve['price'][number], 'left' | 'instead'> {
  const groups = pause.people.filter(({ priority }) => levelOfPriority[priority] === level)
  if (groups.length === 0) return {}
  const [before, after] = [leftBy(without.unserved), leftBy(kept.unserved)]
  const more = groups.map(({ id }) => after.people(id) - before.people(id))
  return {
    left: more.reduce((sum, count) => sum + Math.max(0, count), 0),
    instead: more.reduce((sum, count) => sum + Math.max(0, -count), 0),
  }
}
