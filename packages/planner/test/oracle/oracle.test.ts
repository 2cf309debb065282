import { checkPlan } from '@treve/checker'
import { describe, expect, it } from 'vitest'
import { pauseOf, planOf } from '../planning.ts'
import { bestOf, passedBounds } from './comparing.ts'
import { fallsShort, families, samplesOf } from './families.ts'
import { everyBest } from './oracle.ts'
import { compareVectors, vectorOfPlan } from './vector.ts'

describe('against every plan that the checker accepts', () => {
  it.each(families)('$name: no bound is below what can be had, and the plan is the best there is', (family) => {
    for (const data of samplesOf(family, 6)) {
      const pause = pauseOf(data)
      const plan = planOf(pause, 50)
      const front = everyBest(pause)
      const best = bestOf(front) ?? []
      expect(checkPlan(pause, plan)).toEqual([])
      expect(best).not.toEqual([])
      const difference = compareVectors(vectorOfPlan(plan), best)
      if (fallsShort.has(family.name)) expect(difference).toBeLessThanOrEqual(0)
      else expect(difference).toBe(0)
      expect(passedBounds(plan, front)).toEqual([])
    }
  })
})
