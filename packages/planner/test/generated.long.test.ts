import { checkPlan } from '@treve/checker'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combiningPauses, pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'

describe.each([
  ['any generated pause', pauses, 20_000],
  ['any whose vehicles carry several movements', combiningPauses, 3000],
])('%s, for long', (_, generated, numRuns) => {
  it(
    'is planned so that the checker finds nothing and no level passes its bound',
    () => {
      fc.assert(
        fc.property(generated, fc.nat(1_000_000), fc.constantFrom(0, 3, 60), (data, seed, iterations) => {
          const pause = pauseOf(data)
          const plan = planOf(pause, iterations, seed)
          expect(checkPlan(pause, plan)).toEqual([])
          for (const level of plan.levels)
            if (level.bound !== null) expect(level.bound).toBeGreaterThanOrEqual(level.served)
          expect(plan.bound.people).toBeGreaterThanOrEqual(plan.served.people)
        }),
        { numRuns },
      )
    },
    6 * 3600_000,
  )
})
