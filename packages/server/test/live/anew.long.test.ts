import fc from 'fast-check'
import { expect, it } from 'vitest'
import { enteringShut, faultsOf, moments, plannedAnew } from './anew.ts'

it(
  'planned anew in, between and after several windows, for long',
  () => {
    fc.assert(
      fc.property(moments, (given) => {
        for (const anew of plannedAnew(given)) {
          expect(faultsOf(anew)).toEqual([])
          expect(enteringShut(anew)).toBe(0)
        }
      }),
      { numRuns: 5000, seed: 20161215 },
    )
  },
  6 * 3600_000,
)
