// Prices carried from one pause to another that is much the same: an hour more, a bus more, a corridor more.

import type { Goal } from './goal.ts'
import { nameKey, timeOf } from './rows.ts'
import type { Space } from './space.ts'
import { startPrices } from './start.ts'

/** By what a row is of, in order of time. */
export type NamedPrices = ReadonlyMap<string, readonly { readonly at: number; readonly price: number }[]>

export function namedPrices({ rows, problem }: Space, prices: Float64Array): NamedPrices {
  const named = new Map<string, { at: number; price: number }[]>()
  rows.names.forEach((name, row) => {
    const key = nameKey(problem, name)
    const known = named.get(key) ?? []
    named.set(key, known)
    known.push({ at: timeOf(name), price: prices[row] ?? 0 })
  })
  return named
}

/**
 * Each row has the price of the same row, or of the one of its kind nearest to it in time; what is new altogether starts as
 * where nothing is known.
 */
export function carriedPrices(space: Space, goal: Goal, named: NamedPrices): Float64Array {
  const prices = startPrices(space, goal)
  space.rows.names.forEach((name, row) => {
    const known = named.get(nameKey(space.problem, name))
    if (known === undefined || (!goal.kept.has(row) && name.kind.endsWith('_kept'))) return
    prices[row] = nearest(known, timeOf(name))
  })
  return prices
}

function nearest(known: readonly { readonly at: number; readonly price: number }[], at: number): number {
  let [price, least] = [0, Number.POSITIVE_INFINITY]
  for (const each of known) {
    const away = each.at === at ? 0 : Math.abs(each.at - at)
    if (away < least) [price, least] = [each.price, away]
  }
  return price
}
