import fc from 'fast-check'
import { expect, it } from 'vitest'
import { broughtTwice, enteringShut, faultsOf, moments, plannedAnew, strandedOf } from './anew.ts'

it('planned anew in, between and after several windows, with corridors shut and vehicles late, every plan passes the checker', () => {
  let [plans, stranded, withShut] = [0, 0, 0]
  fc.assert(
    fc.property(moments, (given) => {
      for (const anew of plannedAnew(given)) {
        expect(faultsOf(anew)).toEqual([])
        expect(enteringShut(anew)).toBe(0)
        expect(broughtTwice(anew)).toEqual([])
        plans += 1
        if (strandedOf(anew).size > 0) stranded += 1
        if (anew.shut.length > 0) withShut += 1
      }
    }),
    { numRuns: 150, seed: 20161104 },
  )
  expect(withShut).toBeGreaterThan(plans / 4)
  expect(stranded).toBeLessThan(plans / 10)
})
