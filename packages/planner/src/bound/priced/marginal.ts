// What one more of anything that is short would add to the bound of a level, at the margin: the prices, by the pause's own
// names.
//
// What such a value is. At its prices the Lagrangian of the pause is a bound; so it is, at the same prices, of the pause with
// one more of something. The value is by how much the second is greater than the first. It is therefore not what a plan
// gains, which may be more or less, but this holds for certain: bound + value is a bound of the changed pause. For all but
// the windows the Lagrangian is linear in how much there is of it, so that n more are worth n values and the sum still
// holds, for several changes too. A corridor, a place or a movement that the pause does not have has no price.

import type { Instant, LevelName, Pause, PlaceMobility, PlanLevel } from '@treve/model'
import type { Outcome } from '../../objective.ts'
import { problemOf } from '../../problem.ts'
import { carriedPrices, namedPrices } from './carried.ts'
import { type Goal, goalOf } from './goal.ts'
import { boundAt, type Priced, pricedAt } from './improve.ts'
import { type Space, spaceOf } from './space.ts'

export interface MarginalValues {
  readonly level: LevelName
  /** Of every `value`. */
  readonly unit: PlanLevel['unit']
  /** The bound that they belong to, not rounded down. */
  readonly bound: number
  /** The dearest first; what is worth nothing is left out. */
  readonly values: readonly MarginalValue[]
}

export type MarginalValue = { readonly value: number } & (
  | {
      /** One vehicle more may enter it in that direction (`both`: in either) between the two instants, one bin. */
      readonly kind: 'slot'
      readonly corridor: string
      readonly direction: 'in' | 'out' | 'both'
      readonly from: Instant
      readonly until: Instant
    }
  /** One lane more between the two instants. */
  | {
      readonly kind: 'gate'
      readonly corridor: string
      readonly gate: string
      readonly from: Instant
      readonly until: Instant
    }
  /** One vehicle more of the fleet. */
  | { readonly kind: 'vehicle'; readonly fleet: string }
  /** One bed more of that kind at the place, which also takes who needs less. */
  | { readonly kind: 'bed'; readonly place: string; readonly mobility: PlaceMobility }
  /** One person more finds room at the place. */
  | { readonly kind: 'places'; readonly place: string }
  /** One person more may be taken in between the two instants, one bin. */
  | { readonly kind: 'intake'; readonly place: string; readonly from: Instant; readonly until: Instant }
  /** One more of the group wishes to leave, and is there at that time. */
  | { readonly kind: 'group'; readonly group: string; readonly ready: Instant }
  /** One person more a minute may walk in, all day. */
  | { readonly kind: 'walking'; readonly corridor: string }
  /** One gram more is consigned to the drop. */
  | { readonly kind: 'demand'; readonly drop: string }
  /** One person fewer need be had on an earlier level, or one gram at a drop. */
  | { readonly kind: 'kept'; readonly level: LevelName; readonly drop: string | null }
  /**
   * A minute more of the window at that end: an even part of what `windowMinutes` of them add, as a single one may fall
   * between two cells of time. Bins that come new have the price of their neighbour.
   */
  | { readonly kind: 'window'; readonly window: string; readonly end: 'open' | 'close' }
)

export const windowMinutes = 15

export function marginalValuesOf(space: Space, goal: Goal, level: LevelName, priced: Priced): MarginalValues {
  const values = [...rowValues(space, goal, priced), ...answerValues(space, priced)]
  return {
    level,
    unit: level === '6a' ? 'ppm' : level === '5a' || level === '6b' ? 'g' : 'people',
    bound: boundAt(priced, goal),
    values: values.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value),
  }
}

function rowValues(space: Space, goal: Goal, { prices }: Priced): MarginalValue[] {
  const { corridors, groups, drops } = space.problem
  const values: MarginalValue[] = []
  space.rows.names.forEach((name, row) => {
    const value = prices[row] ?? 0
    switch (name.kind) {
      case 'slot':
        values.push({
          kind: 'slot',
          corridor: corridors[name.corridor]?.id ?? '',
          direction: name.direction,
          from: name.from as Instant,
          until: name.until as Instant,
          value,
        })
        break
      case 'gate': {
        const corridor = corridors[name.corridor]
        values.push({
          kind: 'gate',
          corridor: corridor?.id ?? '',
          gate: corridor?.gates[name.gate]?.id ?? '',
          from: name.from as Instant,
          until: name.until as Instant,
          value: value * (name.until - name.from),
        })
        break
      }
      case 'places':
        values.push({ kind: 'places', place: name.place, value })
        break
      case 'intake': {
        const { place, from, until } = name
        values.push({ kind: 'intake', place, from: from as Instant, until: until as Instant, value })
        break
      }
      case 'demand':
        values.push({ kind: 'demand', drop: drops[name.drop]?.place.id ?? '', value })
        break
      case 'people_kept':
        if (goal.kept.has(row))
          values.push({ kind: 'kept', level: (['2', '3', '4', '5b'] as const)[name.tier] ?? '5b', drop: null, value })
        break
      case 'floor_kept':
      case 'share_kept':
        if (goal.kept.has(row)) {
          const level = name.kind === 'floor_kept' ? '5a' : '6a'
          values.push({ kind: 'kept', level, drop: drops[name.drop]?.place.id ?? '', value })
        }
        break
      default:
    }
  })
  // These rows are sums of one thing and all that comes after it: one more of it is one more of each of those.
  const fromEachOn = (rows: readonly number[]) =>
    rows.map((_, index) => rows.slice(index).reduce((sum, row) => sum + (prices[row] ?? 0), 0))
  space.groupRows.forEach((rows, index) => {
    const planned = groups[index]
    fromEachOn(rows).forEach((value, step) => {
      const ready = (planned?.ready[step]?.at ?? 0) as Instant
      values.push({ kind: 'group', group: planned?.group.id ?? '', ready, value })
    })
  })
  for (const [place, { beds }] of space.placeRows)
    fromEachOn(beds ?? []).forEach((value, depth) => {
      values.push({ kind: 'bed', place, mobility: bedKinds[depth] ?? 'seated', value })
    })
  return values
}

const bedKinds = ['stretcher', 'wheelchair', 'seated'] as const

function answerValues({ problem, walks }: Space, { answers }: Priced): MarginalValue[] {
  const { fleet } = problem.pause
  const values: MarginalValue[] = []
  const byWalk = walks.map(() => 0)
  for (const { who, fleets, value } of answers) {
    for (const index of fleets) values.push({ kind: 'vehicle', fleet: fleet[index]?.id ?? '', value })
    const [, walk] = /^walk (\d+) /.exec(who) ?? []
    if (walk !== undefined) byWalk[Number(walk)] = (byWalk[Number(walk)] ?? 0) + value
  }
  walks.forEach(({ corridor, perSecond }, walk) => {
    const value = (byWalk[walk] ?? 0) / perSecond / 60
    values.push({ kind: 'walking', corridor: problem.corridors[corridor]?.id ?? '', value })
  })
  return values
}

/** What a minute more at either end of each window would add: the Lagrangian of that pause at the same prices. */
export function windowValuesOf(
  space: Space,
  goal: Goal,
  level: LevelName,
  outcome: Outcome,
  priced: Priced,
): MarginalValue[] {
  const { problem } = space
  const named = namedPrices(space, priced.prices)
  const before = boundAt(priced, goal)
  return problem.pause.terms.windows.flatMap((window) =>
    (['open', 'close'] as const).flatMap((end): MarginalValue[] => {
      const changed = spaceOf(problemOf(longer(problem.pause, window.id, end), problem.times), space.clock.cellSeconds)
      if (changed === undefined) return []
      const itsGoal = goalOf(changed, level, outcome)
      const after = boundAt(pricedAt(changed, itsGoal, carriedPrices(changed, itsGoal, named)), itsGoal)
      return [{ kind: 'window', window: window.id, end, value: Math.max(0, after - before) / windowMinutes }]
    }),
  )
}

function longer(pause: Pause, id: string, end: 'open' | 'close'): Pause {
  const seconds = windowMinutes * 60
  const windows = pause.terms.windows.map((window) =>
    window.id !== id
      ? window
      : end === 'open'
        ? { ...window, open: (window.open - seconds) as Instant }
        : { ...window, close: (window.close + seconds) as Instant },
  )
  return { ...pause, terms: { ...pause.terms, windows } }
}
