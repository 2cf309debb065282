// A price that falls by its slack, alone, costs nothing: no best day gains by it, but one that uses it more than once.

import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slackAt } from '../../src/bound/priced/days.ts'
import { evaluate } from '../../src/bound/priced/evaluate.ts'
import { weightedGoal } from '../../src/bound/priced/goal.ts'
import { spaceOf } from '../../src/bound/priced/space.ts'
import { startPrices } from '../../src/bound/priced/start.ts'
import { problemOf } from '../../src/problem.ts'
import { families, samplesOf } from '../oracle/families.ts'
import { pauseOf } from '../planning.ts'

describe('the slack of a price', () => {
  it.each(families)('$name: the bound does not rise when one price falls by it', (family) => {
    let fallen = 0
    for (const data of samplesOf(family, 3)) {
      const pause = pauseOf(data)
      const space = spaceOf(problemOf(pause, travelTimesOf(pause)))
      if (space === undefined) continue
      const goal = weightedGoal(space, [10, 10, 4, 1], 5e-6)
      const start = startPrices(space, goal)
      fc.assert(
        fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
          const draw = () => stream.next().value ?? 0
          const prices = Float64Array.from(space.rows.names, ({ kind }, row) => {
            if (kind === 'slot') return draw() * 8
            if (kind === 'gate') return (draw() * 8) / (space.rows.scales[row] ?? 1)
            return kind === 'group' ? (start[row] ?? 0) * draw() * 1.5 : (start[row] ?? 0)
          })
          const { value } = evaluate(space, goal, prices)
          const slack = slackAt(space, goal, prices)
          slack.forEach((each, row) => {
            if (!(each > 0) || !((prices[row] ?? 0) > 0)) return
            // One that a day may use twice, inward and outward, counts twice.
            const name = space.rows.names[row]
            if (name?.kind === 'slot' && name.direction === 'both') return
            const fallenPrices = Float64Array.from(prices)
            fallenPrices[row] = Math.max(0, (prices[row] ?? 0) - each)
            expect(evaluate(space, goal, fallenPrices).value).toBeLessThanOrEqual(value * (1 + 1e-9))
            fallen += 1
          })
        }),
        // Of its own: whether any price falls at all is counted below.
        { numRuns: 12, seed: 1 },
      )
    }
    if (/corridor|capacity|gate/.test(family.name)) expect(fallen).toBeGreaterThan(0)
  })
})
