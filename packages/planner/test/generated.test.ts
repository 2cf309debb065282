import { checkPlan } from '@treve/checker'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'

describe('any generated pause', () => {
  it('is planned so that the checker finds nothing and no level passes its bound', () => {
    fc.assert(
      fc.property(pauses, fc.nat(1000), (data, seed) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 10, seed)
        expect(checkPlan(pause, plan)).toEqual([])
        for (const level of plan.levels)
          if (level.bound !== null) expect(level.bound).toBeGreaterThanOrEqual(level.served)
        expect(plan.bound.people).toBeGreaterThanOrEqual(plan.served.people)
        expect(plan.bound.aid_g).toBeGreaterThanOrEqual(plan.served.aid_g)
      }),
      { numRuns: 300 },
    )
  })

  it('is planned alike for the same seed and number of iterations', () => {
    fc.assert(
      fc.property(pauses, fc.nat(1000), (data, seed) => {
        const pause = pauseOf(data)
        expect(planOf(pause, 15, seed)).toEqual(planOf(pauseOf(structuredClone(data)), 15, seed))
      }),
      { numRuns: 20 },
    )
  })
})
