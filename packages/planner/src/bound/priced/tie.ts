// Which prices are moved together: those of all slots of a corridor and direction, of a gate, and at first of all groups of
// a kind. Few prices are found in few steps, and prices that change over the day hardly lower the bound any more.

import type { Goal } from './goal.ts'
import type { Tie } from './master.ts'
import type { RowName } from './rows.ts'
import type { Space } from './space.ts'
import { unitPrices } from './start.ts'

export function tieOf(space: Space, goal: Goal, shape: Float64Array, areGroupsTied: boolean): Tie {
  const { rows, problem } = space
  const units = unitPrices(space, goal)
  const numbers = new Map<string, number>()
  const of = Int32Array.from(rows.names, (name, row) => {
    if (!isPriced(goal, name, row) || (units[row] ?? 0) <= 0) return -1
    // Tied to others that have a price, what has none would get one.
    if (areGroupsTied && name.kind === 'group' && (shape[row] ?? 0) === 0 && Number.isFinite(name.before) === false)
      return -1
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
      case 'group': {
        const planned = problem.groups[name.group]
        return Number.isFinite(name.before)
          ? 'early'
          : areGroupsTied
            ? `group ${planned?.tier} ${planned?.group.mobility}`
            : `group ${name.group}`
      }
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
      const isGroup = rows.names[row]?.kind === 'group' && (shape[row] ?? 0) > 0
      return isGroup ? (shape[row] ?? 1) : unit > 0 ? unit : 1
    }),
  }
}

function isPriced(goal: Goal, { kind }: RowName, row: number): boolean {
  return goal.kept.has(row) || !kind.endsWith('_kept')
}
