// The bound holds at any prices, good or bad: that is what makes it safe to search for good ones.

import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/bound/priced/evaluate.ts'
import { type Goal, weightedGoal } from '../../src/bound/priced/goal.ts'
import { type Space, spaceOf } from '../../src/bound/priced/space.ts'
import { problemOf } from '../../src/problem.ts'
import { families, samplesOf } from '../oracle/families.ts'
import { everyBest } from '../oracle/oracle.ts'
import { entryOf, type Vector } from '../oracle/vector.ts'
import { pauseOf } from '../planning.ts'

/** Prices of the size that matters, many of them nothing, some far too high. */
function pricesFor(space: Space, goal: Goal, draw: () => number): Float64Array {
  const most = Math.max(...goal.person, 1)
  return Float64Array.from(space.rows.names, ({ kind }, row) => {
    if (kind.endsWith('_kept') || draw() < 0.3) return 0
    const size =
      kind === 'demand' || kind.endsWith('_delivered')
        ? Math.max(...goal.gram, 0)
        : (most * 10) / (space.rows.scales[row] ?? 1)
    return draw() * draw() * size * (draw() < 0.1 ? 10 : 1)
  })
}

function worthOf(vector: Vector, person: readonly number[], gram: number): number {
  const people = (['2', '3', '4', '5b'] as const).reduce(
    (sum, entry, tier) => sum + (person[tier] ?? 0) * entryOf(vector, entry),
    0,
  )
  return people + gram * entryOf(vector, '6b')
}

describe('the Lagrangian', () => {
  it.each(families)('$name: at any prices no plan that the checker accepts is worth more', (family) => {
    for (const data of samplesOf(family, 4)) {
      const pause = pauseOf(data)
      const space = spaceOf(problemOf(pause, travelTimesOf(pause)))
      if (space === undefined) continue
      const front = everyBest(pause)
      fc.assert(
        fc.property(
          fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }),
          fc.nat(10),
          fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
          (person, gramWorth, stream) => {
            const gram = gramWorth * 1e-6
            const goal = weightedGoal(space, person, gram)
            const prices = pricesFor(space, goal, () => stream.next().value ?? 0)
            const { value } = evaluate(space, goal, prices)
            for (const vector of front)
              expect(value).toBeGreaterThanOrEqual(worthOf(vector, person, gram) - 1e-6 * value)
          },
        ),
        { numRuns: 40 },
      )
    }
  })
})
