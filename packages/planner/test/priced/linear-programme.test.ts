// The best prices there are, by a linear programme: the same answers, mixed as well as can be (Dantzig and Wolfe 1960),
// solved by HiGHS. The bound is never below its optimum, and near it.

import { travelTimesOf } from '@treve/network'
import highsModule, { type Highs } from 'highs'
import { describe, expect, it } from 'vitest'
import { type Answer, evaluate, limitOf } from '../../src/bound/priced/evaluate.ts'
import { type Goal, weightedGoal, worthOf } from '../../src/bound/priced/goal.ts'
import { boundAt, Improvement } from '../../src/bound/priced/improve.ts'
import { type Space, spaceOf } from '../../src/bound/priced/space.ts'
import { startPrices } from '../../src/bound/priced/start.ts'
import type { Column } from '../../src/bound/priced/usage.ts'
import { problemOf } from '../../src/problem.ts'
import { families, samplesOf } from '../oracle/families.ts'
import { pauseOf } from '../planning.ts'

// Its types say CommonJS where what is imported is a module.
const highs = await (highsModule as unknown as () => Promise<Highs>)()

interface Entry {
  readonly who: string
  readonly worth: number
  readonly column: Column
}

/** Columns are added at the prices of the programme until none is missing: then it is the optimum of the relaxation. */
function optimumOf(space: Space, goal: Goal): number {
  const counts = new Map<string, number>()
  const entries: Entry[] = []
  const add = (answers: readonly Answer[]) => {
    for (const { who, count, column, others } of answers) {
      counts.set(who, count)
      for (const each of [column, ...others])
        if (each.rows.length > 0) entries.push({ who, worth: worthOf(space, goal, who, each), column: each })
    }
  }
  add(evaluate(space, goal, new Float64Array(space.rows.count)).answers)
  add(evaluate(space, goal, startPrices(space, goal)).answers)
  for (let round = 0; round < 200; round++) {
    const { optimum, prices } = solved(space, goal, counts, entries)
    const { value, answers } = evaluate(space, goal, prices)
    if (value <= optimum + 1e-5 * Math.max(1, optimum)) return optimum
    add(answers)
  }
  return Number.NaN
}

function solved(space: Space, goal: Goal, counts: ReadonlyMap<string, number>, entries: readonly Entry[]) {
  const terms = new Map<number, string[]>()
  const parts = new Map<string, string[]>()
  const signed = (amount: number, name: string) => `${amount < 0 ? '-' : '+'} ${Math.abs(amount)} ${name}`
  entries.forEach(({ who, column }, index) => {
    parts.set(who, [...(parts.get(who) ?? []), `+ 1 x${index}`])
    column.rows.forEach((row, at) => {
      terms.set(row, [...(terms.get(row) ?? []), signed(column.amounts[at] ?? 0, `x${index}`)])
    })
  })
  const whos = [...parts.keys()]
  const programme = [
    'Maximize',
    ` obj: ${entries.map(({ worth }, index) => signed(worth, `x${index}`)).join(' ') || '0 x0'}`,
    'Subject To',
    ...[...terms].map(([row, list]) => ` r${row}: ${list.join(' ')} <= ${limitOf(space, goal, row)}`),
    ...whos.map((who, index) => ` w${index}: ${(parts.get(who) ?? []).join(' ')} <= ${counts.get(who) ?? 0}`),
    'End',
  ].join('\n')
  const solution = highs.solve(programme)
  const prices = new Float64Array(space.rows.count)
  for (const row of solution.Rows) {
    if (!('Name' in row) || !('Dual' in row)) continue
    const [, number] = /^r(\d+)$/.exec(row.Name) ?? []
    if (number !== undefined) prices[Number(number)] = Math.max(0, Math.abs(Number(row.Dual)))
  }
  return { optimum: solution.ObjectiveValue, prices }
}

describe('the bound and the linear programme', () => {
  it.each(families)('$name: never below its optimum, and at most a twentieth and one person above it', (family) => {
    for (const data of samplesOf(family, 2)) {
      const pause = pauseOf(data)
      const space = spaceOf(problemOf(pause, travelTimesOf(pause)))
      if (space === undefined) continue
      const goal = weightedGoal(space, [10, 10, 4, 1], 5e-6)
      const optimum = optimumOf(space, goal)
      const improvement = new Improvement(space, goal, startPrices(space, goal), [], { tied: 40, untied: 40 })
      while (improvement.step(goal, -1));
      const found = improvement.best === undefined ? Number.NaN : boundAt(improvement.best, goal)
      expect(found).toBeGreaterThanOrEqual(optimum - 1e-4 * Math.max(1, optimum))
      expect(found).toBeLessThanOrEqual(optimum * 1.05 + 1)
    }
  })
})
