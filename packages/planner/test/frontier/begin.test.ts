// A search that begins from a plan lays it to the second, and ends with no less.

import { checkPlan } from '@treve/checker'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asItStands } from '../../src/begin.ts'
import { problemOf } from '../../src/problem.ts'
import { scoreNow } from '../../src/search.ts'
import { pauses } from '../generate.ts'
import { pauseOf, planOf } from '../planning.ts'
import { begunFrom, differenceOf } from './comparing.ts'

describe('a plan that is there already', () => {
  it('is laid as it stands', () => {
    fc.assert(
      fc.property(pauses, fc.nat(100), (data, seed) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 10, seed)
        const world = asItStands(problemOf(pause, travelTimesOf(pause)), plan)
        const { outcome } = scoreNow(world)
        const served = new Map(plan.levels.map((level) => [level.level, level]))
        expect(world.trips().length).toBe(plan.trips.length)
        expect(world.walks.length).toBe(plan.walking.length)
        expect(outcome.people).toEqual((['2', '3', '4', '5b'] as const).map((level) => served.get(level)?.served))
        expect(outcome.floorGrams).toBe(served.get('5a')?.served)
        expect(outcome.gramsByNeed).toBe(served.get('6b')?.served)
        expect(outcome.exitSeconds.reduce((sum, each) => sum + each, 0)).toBe(served.get('7')?.served)
      }),
      { numRuns: 80 },
    )
  })

  it('is where a search begins, which then ends with no less and breaks no rule', () => {
    fc.assert(
      fc.property(pauses, fc.nat(100), (data, seed) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 10, seed)
        for (const iterations of [0, 10]) {
          const again = begunFrom(pause, plan, iterations, seed + 1)
          expect(checkPlan(pause, again)).toEqual([])
          expect(differenceOf(plan, again)).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 60 },
    )
  })
})
