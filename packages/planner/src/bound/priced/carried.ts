// Prices carried from one pause to another that is much the same: an hour more, a bus more, a corridor more.

import type { PlannedWindow } from '../../problem.ts'
import type { Goal } from './goal.ts'
import { nameKey, timeOf } from './rows.ts'
import type { Space } from './space.ts'
import { startPrices } from './start.ts'

/** By what a row is of, in order of time; and the windows that they are of. */
export interface NamedPrices {
  readonly rows: ReadonlyMap<string, readonly { readonly at: number; readonly price: number }[]>
  readonly windows: readonly PlannedWindow[]
}

export function namedPrices({ rows, problem }: Space, prices: Float64Array): NamedPrices {
  const named = new Map<string, { at: number; price: number }[]>()
  rows.names.forEach((name, row) => {
    const key = nameKey(problem, name)
    const known = named.get(key) ?? []
    named.set(key, known)
    known.push({ at: timeOf(name), price: prices[row] ?? 0 })
  })
  return { rows: named, windows: problem.windows }
}

/**
 * Each row has the price of the row of its kind nearest in time, as far from the nearer end of its window: a longer window is
 * longer in its middle. What is new altogether starts as where nothing is known.
 */
export function carriedPrices(space: Space, goal: Goal, named: NamedPrices): Float64Array {
  const { problem, rows } = space
  const prices = startPrices(space, goal)
  rows.names.forEach((name, row) => {
    const known = named.rows.get(nameKey(problem, name))
    if (known === undefined || (!goal.kept.has(row) && name.kind.endsWith('_kept'))) return
    const at = timeOf(name)
    // Before a corridor opens nobody needs it.
    const opens = 'corridor' in name ? problem.corridors[name.corridor]?.opens.earliest : undefined
    if (opens !== undefined && 'until' in name && name.until <= opens) prices[row] = 0
    else prices[row] = nearest(known, 'from' in name ? timeBefore(at, problem.windows, named.windows) : at)
  })
  return prices
}

/** When that was in the other pause. */
function timeBefore(at: number, windows: readonly PlannedWindow[], before: readonly PlannedWindow[]): number {
  const window = windows.findLast(({ open }) => open <= at) ?? windows[0]
  const other = before.find(({ id }) => id === window?.id)
  if (window === undefined || other === undefined) return at
  const half = (other.clearBy - other.open) / 2
  const sinceOpen = at - window.open
  const untilClear = window.clearBy - at
  return sinceOpen < untilClear
    ? other.open + Math.min(sinceOpen, Math.max(half, 0))
    : other.clearBy - Math.min(untilClear, Math.max(half, 0))
}

function nearest(known: readonly { readonly at: number; readonly price: number }[], at: number): number {
  let [price, least] = [0, Number.POSITIVE_INFINITY]
  for (const each of known) {
    const away = each.at === at ? 0 : Math.abs(each.at - at)
    if (away < least) [price, least] = [each.price, away]
  }
  return price
}
