// What a change is worth by the prices of the bound, to first order, beside what a plan makes of it; and the bounds of the
// changed pauses, which begin from those prices.

import type { LevelName, Pause, Plan } from '@treve/model'
import { type Change, changeCode } from '@treve/model/frontier'
import { type Bound, boundOf } from '../bound/bound.ts'
import type { MarginalValue } from '../bound/priced/marginal.ts'
import type { Outcome } from '../objective.ts'
import { type Problem, problemOf, type Times } from '../problem.ts'
import type { PauseToPlan } from '../reserve/kept.ts'
import { applyAll } from './apply.ts'
import { type Bounds, judged } from './compare.ts'

export interface Priced {
  /** Of the plan as it is, by the terms alone: another plan need not hold back what this one does. */
  readonly bounds: Bounds
  /** By codes of the changes, of their plans, by the changed terms alone; what there was no time for is not in it. */
  readonly changed: ReadonlyMap<string, Bounds>
  /** By code of the change, of levels; what no price says anything of is not in it. */
  readonly values: ReadonlyMap<string, ReadonlyMap<LevelName, number>>
  /** The first that is not proved, else the first of which somebody is left: what prices are of where nothing is gained. */
  readonly level: LevelName | null
}

/** What is asked for, and the levels of the plan that came of it. */
export interface ChangedPlan {
  readonly changes: readonly Change[]
  readonly levels: Plan['levels']
}

/** Steps for each changed pause: the first takes the prices over, which is most of it. */
const stepsEach = 6
/** And for a level of the pause as it is that is proved without prices. */
const stepsProved = 30

/** Of the time there is: for the bound of the terms as they are, and then of the changed ones; prices have the rest. */
const [boundShare, changedShare] = [0.4, 0.75]

/**
 * Bounds are of terms alone; prices are of what there is to plan with, what `reserved` holds back taken off. `mustStop` is
 * asked between steps, with the share of the time that may be over by then: bounds hold after any number of them.
 */
export function pricesOf(
  { pause, reserved, times }: { readonly pause: Pause; readonly reserved: PauseToPlan; readonly times: Times },
  asItIs: Plan['levels'],
  plans: readonly ChangedPlan[],
  mustStop: (share: number) => boolean,
): Priced {
  const problem = problemOf(pause, times)
  const bound = boundOf(problem)
  const outcome = outcomeOf(asItIs)
  bound.tighten(outcome, Number.POSITIVE_INFINITY, () => mustStop(boundShare))
  const bounds = boundsOf(bound, outcome)
  const changed = new Map<string, Bounds>()
  for (const { changes, levels } of plans) {
    // A bound is begun in tenths of a second where there are hundreds of trips: too long, for fifty of them, after the time.
    if (mustStop(1)) break
    const its = boundOf(problemOf(applyAll(pause, changes), times), bound)
    const itsOutcome = outcomeOf(levels)
    for (let steps = 0; steps < stepsEach && !mustStop(changedShare) && its.step(itsOutcome); steps++);
    changed.set(changes.map(changeCode).join(' & '), boundsOf(its, itsOutcome))
  }
  const held = reserved.reserve === undefined ? bound : boundOf(problemOf(reserved, times), bound)
  if (held !== bound) held.tighten(outcome, Number.POSITIVE_INFINITY, () => mustStop(1))
  const most = held.levels(outcome)
  const level = asItIs.find((each) => (most.get(each.level) ?? each.served) > each.served)?.level
  const mainLevel = level ?? firstLeft(problem, outcome) ?? null
  const gained = plans.flatMap(({ levels }) => judged(asItIs, levels).gain_level ?? [])
  const values = new Map<string, Map<LevelName, number>>()
  for (const each of new Set([...(mainLevel === null ? [] : [mainLevel]), ...gained])) {
    const isProvedAtSight = (most.get(each) ?? 0) <= servedOn(asItIs, each)
    // Proved at sight, and so without prices so far: what would move that limit is what is asked about.
    for (let steps = 0; isProvedAtSight && steps < stepsProved && !mustStop(1); steps++)
      if (held.priced?.step(each, outcome) !== true) break
    const marginal = held.marginalValues(each, outcome)
    if (marginal === undefined) continue
    const all = [...marginal.values, ...held.windowValues(each, outcome)]
    for (const { changes } of plans) {
      const [change, more] = changes
      const value = change === undefined || more !== undefined ? undefined : valueOfChange(pause, all, change)
      if (change === undefined || value === undefined) continue
      const code = changeCode(change)
      values.set(code, (values.get(code) ?? new Map<LevelName, number>()).set(each, value))
    }
  }
  return { bounds, changed, values, level: mainLevel }
}

function boundsOf(bound: Bound, outcome: Outcome): Bounds {
  return { most: bound.levels(outcome), floorShare: bound.aid.floorShare }
}

/** By price, but no more than is left to be had on that level, nor less than there is. */
export function withinReach(value: number, from: number, most: number): number {
  return Math.max(0 - from, Math.min(value, Math.max(0, most - from)))
}

/** The most urgent level of which somebody is left. */
function firstLeft({ groups }: Problem, { people }: Outcome): LevelName | undefined {
  return (['2', '3', '4', '5b'] as const).find((_, index) => {
    const wished = groups.reduce((sum, { tier, group }) => sum + (tier === index ? group.count.best : 0), 0)
    return (people[index] ?? 0) < wished
  })
}

function servedOn(levels: Plan['levels'], name: LevelName): number {
  return levels.find(({ level }) => level === name)?.served ?? 0
}

/** As far as a bound asks about it: levels 2 to 6b. */
function outcomeOf(levels: Plan['levels']): Outcome {
  const served = (name: LevelName) => servedOn(levels, name)
  return {
    people: [served('2'), served('3'), served('4'), served('5b')],
    floorShare: levels.find(({ level }) => level === '5a')?.share_ppm ?? 0,
    floorGrams: served('5a'),
    leastShare: served('6a'),
    gramsByNeed: served('6b'),
    changedOrders: 0,
    exitSeconds: [],
    standingSeconds: 0,
    metres: 0,
  }
}

/** Undefined of what is not marginal: a corridor, people who may walk. */
function valueOfChange(pause: Pause, values: readonly MarginalValue[], change: Change): number | undefined {
  const sumOf = (isOf: (value: MarginalValue) => boolean, amount: number) =>
    amount * values.reduce((sum, each) => sum + (isOf(each) ? each.value : 0), 0)
  switch (change.kind) {
    case 'window':
      // With the window the corridors are asked to open earlier, which no price is of.
      if (change.end === 'open' && pause.corridors.some(({ opens }) => opens.earliest !== undefined)) return undefined
      return sumOf(
        (value) => value.kind === 'window' && value.window === change.window && value.end === change.end,
        change.seconds / 60,
      )
    case 'lane':
      return sumOf(
        (value) => value.kind === 'gate' && value.corridor === change.corridor && value.gate === change.gate,
        change.lanes,
      )
    case 'slots':
      return sumOf((value) => value.kind === 'slot' && value.corridor === change.corridor, change.vehicles)
    case 'vehicles':
      return sumOf((value) => value.kind === 'vehicle' && value.fleet === change.fleet, change.count)
    case 'beds':
      return sumOf(
        (value) => value.kind === 'bed' && value.place === change.place && value.mobility === change.mobility,
        change.count,
      )
    case 'places':
      return sumOf((value) => value.kind === 'places' && value.place === change.place, change.count)
    // A minute of buffer is a minute less of the window, for whoever would have been out in it.
    case 'buffer':
      return 0 - sumOf((value) => value.kind === 'window' && value.end === 'close', change.seconds / 60)
    default:
      return undefined
  }
}
