import fc from 'fast-check'
import { expect, it } from 'vitest'
import { refusalOf } from '../../src/planning/answer.ts'
import { broughtTwice, enteringShut, faultsOf, moments, plannedAnew, strandedOf } from './anew.ts'

it('planned anew in, between and after several windows, with corridors shut and vehicles late, every plan passes the checker', () => {
  let [plans, stranded, withShut, inConvoy, waiting] = [0, 0, 0, 0, 0]
  fc.assert(
    fc.property(moments, (given) => {
      for (const anew of plannedAnew(given)) {
        expect(faultsOf(anew)).toEqual([])
        expect(enteringShut(anew)).toBe(0)
        expect(broughtTwice(anew)).toEqual([])
        // What cannot be is said, with all that it breaks.
        const { now, plan, violations } = anew
        if (violations.length > 0)
          expect(refusalOf(now, plan, violations)).toMatchObject({ kind: 'stranded', violations, plan })
        plans += 1
        if (strandedOf(anew).size > 0) stranded += 1
        if (anew.shut.length > 0) withShut += 1
        if (plan.trips.some(({ convoy }) => convoy !== null)) inConvoy += 1
        if (now.rules.reciprocal.length > 0) waiting += 1
      }
    }),
    { numRuns: 150, seed: 20161104 },
  )
  expect(withShut).toBeGreaterThan(plans / 4)
  expect(stranded).toBeLessThan(plans / 10)
  expect(Math.min(inConvoy, waiting)).toBeGreaterThan(3)
})
