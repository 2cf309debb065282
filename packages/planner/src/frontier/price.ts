// What a change is worth by the prices of the bound, to first order, beside what a plan makes of it.

import type { LevelName, Pause, Plan } from '@treve/model'
import { type Change, changeCode } from '@treve/model/frontier'
import { asItStands } from '../begin.ts'
import { boundOf } from '../bound/bound.ts'
import type { Prices } from '../bound/priced/prices.ts'
import { levelsOf } from '../plan.ts'
import { problemOf, type Times } from '../problem.ts'
import { scoreNow } from '../search.ts'

export interface Priced {
  /** Of the plan, with bounds as near as prices bring them. */
  readonly levels: Plan['levels']
  /** By code of the change; what no price says anything of is not in it. */
  readonly values: ReadonlyMap<string, number>
  /** The level the prices are of: the first that is not proved. */
  readonly level: LevelName | null
}

export function pricesOf(pause: Pause, times: Times, plan: Plan, changes: readonly Change[]): Priced {
  const problem = problemOf(pause, times)
  const { outcome } = scoreNow(asItStands(problem, plan))
  const bound = boundOf(problem)
  bound.tighten(outcome)
  const levels = levelsOf(bound, outcome)
  const level = levels.find(({ level, proved }) => level !== '7' && !proved)?.level ?? null
  const prices = level === null ? undefined : bound.prices(level)
  const values = new Map<string, number>()
  for (const change of changes) {
    const value = prices === undefined ? undefined : valueOfChange(pause, prices, change)
    if (value !== undefined) values.set(changeCode(change), value)
  }
  return { levels, values, level }
}

/** Undefined of what is not marginal: an hour, a corridor. */
function valueOfChange(pause: Pause, prices: Prices, change: Change): number | undefined {
  const sumOf = (worth: (limit: Prices['limits'][number]) => number) =>
    prices.limits.reduce((sum, limit) => sum + worth(limit), 0)
  switch (change.kind) {
    case 'lane': {
      const corridor = pause.corridors.findIndex(({ id }) => id === change.corridor)
      const gate = pause.corridors[corridor]?.gates.findIndex(({ id }) => id === change.gate)
      return sumOf(({ of, price }) =>
        of.kind === 'gate' && of.corridor === corridor && of.gate === gate
          ? price * (of.until - of.from) * change.lanes
          : 0,
      )
    }
    case 'slots': {
      const corridor = pause.corridors.findIndex(({ id }) => id === change.corridor)
      return sumOf(({ of, price }) => (of.kind === 'slot' && of.corridor === corridor ? price * change.vehicles : 0))
    }
    case 'vehicles': {
      const value = prices.vehicles[pause.fleet.findIndex(({ id }) => id === change.fleet)]
      return value === undefined ? undefined : value * change.count
    }
    case 'beds': {
      // A bed for one who lies also takes those who sit: it counts in their limits too.
      const order = ['stretcher', 'wheelchair', 'seated'] as const
      const taking = order.slice(order.indexOf(change.mobility))
      return sumOf(({ of, price }) =>
        of.kind === 'bed' && of.place === change.place && taking.includes(of.mobility) ? price * change.count : 0,
      )
    }
    case 'places':
      return sumOf(({ of, price }) => (of.kind === 'places' && of.place === change.place ? price * change.count : 0))
    default:
      return undefined
  }
}
