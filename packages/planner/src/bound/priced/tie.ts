// Which prices are moved together, in the proportion they have: those of all slots of a corridor and direction, and of a gate.
// Few prices are found in few steps; how they change over the day is found otherwise (slack.ts).

import type { Goal } from './goal.ts'
import type { Tie } from './master.ts'
import type { RowName } from './rows.ts'
import type { Space } from './space.ts'
import { unitPrices } from './start.ts'

export function tieOf(space: Space, goal: Goal, shape: Float64Array): Tie {
  const { rows } = space
  const units = unitPrices(space, goal)
  const numbers = new Map<string, number>()
  const isTiedAs = (name: RowName) =>
    name.kind === 'slot' || name.kind === 'gate' || (name.kind === 'group' && !Number.isFinite(name.before))
  // Where some have a price, the others stay without: tied to them they would get one.
  const withPrice = new Set(
    rows.names.flatMap((name, row) => (isTiedAs(name) && (shape[row] ?? 0) > 0 ? [keyOf(name)] : [])),
  )
  const isShaped = (name: RowName) => isTiedAs(name) && withPrice.has(keyOf(name))
  const of = Int32Array.from(rows.names, (name, row) => {
    if (!isPriced(goal, name, row) || (units[row] ?? 0) <= 0) return -1
    if (isShaped(name) && (shape[row] ?? 0) === 0) return -1
    const key = keyOf(name)
    const known = numbers.get(key) ?? numbers.size
    numbers.set(key, known)
    return known
  })
  function keyOf(name: RowName): string {
    switch (name.kind) {
      case 'slot':
        return `slot ${name.corridor} ${name.direction}`
      case 'gate':
        return `gate ${name.corridor} ${name.gate}`
      case 'group':
        return Number.isFinite(name.before) ? 'early' : `group ${name.group}`
      case 'bed':
        return `bed ${name.mobility}`
      case 'people_kept':
        return `people ${name.tier}`
      default:
        return name.kind
    }
  }
  return {
    count: numbers.size,
    of,
    shares: Float64Array.from(units, (unit, row) => {
      const name = rows.names[row]
      return name !== undefined && isShaped(name) ? (shape[row] ?? 1) : unit > 0 ? unit : 1
    }),
  }
}

function isPriced(goal: Goal, { kind }: RowName, row: number): boolean {
  return goal.kept.has(row) || !kind.endsWith('_kept')
}
