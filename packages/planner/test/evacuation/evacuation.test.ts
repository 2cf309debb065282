import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EvacuationProblem, planEvacuation } from '../../src/evacuation/index.ts'
import { longestOf, shortestByTrying, tinyProblems } from './tiny.ts'

const options = { seed: 1, iterations: 20_000, mustStop: () => false }

describe('tiny problems, held against everything that can be tried', () => {
  test('routes are valid, as long as they are said to be, and proved to be the best', () => {
    fc.assert(
      fc.property(tinyProblems, (problem) => {
        const { evacuation } = planEvacuation(problem, options)
        const best = shortestByTrying(problem)
        expect(longestOf(problem, evacuation?.routes ?? [])).toBe(evacuation?.longest)
        expect(evacuation).toMatchObject({ longest: best, bound: best })
      }),
      { numRuns: 400, seed: 15 },
    )
  })

  test('stopped at any moment, routes are valid and no answer is below the bound', () => {
    fc.assert(
      fc.property(tinyProblems, fc.nat(30), (problem, asks) => {
        let asked = 0
        const { evacuation } = planEvacuation(problem, { ...options, mustStop: () => asked++ >= asks })
        expect(longestOf(problem, evacuation?.routes ?? [])).toBe(evacuation?.longest)
        expect(evacuation?.bound).toBeLessThanOrEqual(shortestByTrying(problem))
      }),
      { numRuns: 200, seed: 16 },
    )
  })
})

// Worked by hand. From the yard pick-up 0 is far, but near by a trip to pick-up 1: 1 + 1 + 1 + 1 = 4, where straight
// on is 20 + 1. "Nearest yard and nearest shelter" would claim 21 for whoever fetches pick-up 0.
const roundabout: EvacuationProblem = {
  busesAt: [1],
  loadsAt: [1, 1],
  roomAt: [2],
  toPickup: Int32Array.of(20, 1),
  toShelter: Int32Array.of(1, 1),
}

test('ways round may be shorter than straight on', () => {
  const { evacuation } = planEvacuation(roundabout, options)
  expect(evacuation).toEqual({
    longest: 4,
    bound: 4,
    routes: [
      {
        yard: 0,
        trips: [
          { pickup: 1, shelter: 0 },
          { pickup: 0, shelter: 0 },
        ],
      },
    ],
  })
})

test('three loads for two buses: one of them must go twice', () => {
  const problem = {
    ...roundabout,
    busesAt: [2],
    loadsAt: [3],
    roomAt: [3],
    toPickup: Int32Array.of(2),
    toShelter: Int32Array.of(2),
  }
  expect(planEvacuation(problem, options).evacuation).toMatchObject({ longest: 8, bound: 8 })
})

test('the same seed gives the same routes', () => {
  fc.assert(
    fc.property(tinyProblems, fc.nat(5), (problem, seed) => {
      const once = planEvacuation(problem, { ...options, seed })
      expect(planEvacuation(problem, { ...options, seed })).toEqual(once)
    }),
    { numRuns: 30, seed: 17 },
  )
})

test('lengths too great to be tabled are bounded by grains', () => {
  const scale = (lengths: Int32Array) => lengths.map((length) => length * 1_000_001)
  const { evacuation } = planEvacuation(
    { ...roundabout, toPickup: scale(roundabout.toPickup), toShelter: scale(roundabout.toShelter) },
    options,
  )
  expect(evacuation?.longest).toBe(4_000_004)
  expect(evacuation?.bound).toBeLessThanOrEqual(4_000_004)
  expect(evacuation?.bound).toBeGreaterThan(3_990_000)
})

test('without loads no bus runs', () => {
  const { evacuation } = planEvacuation({ ...roundabout, loadsAt: [0, 0] }, options)
  expect(evacuation).toEqual({ routes: [], longest: 0, bound: 0 })
})

test.each([
  [{ roomAt: [1] }, 'the shelters have room for fewer loads than there are'],
  [{ busesAt: [0] }, 'there is no bus'],
  [{ toPickup: Int32Array.of(20) }, 'a length is wanted from each yard to each pick-up'],
  [{ toShelter: Int32Array.of(20) }, 'a length is wanted from each pick-up to each shelter'],
  [{ toShelter: Int32Array.of(-1, 1) }, 'counts and lengths must be whole and not below 0'],
  [{ loadsAt: [0.5, 1] }, 'counts and lengths must be whole and not below 0'],
])('what makes no sense is told: %j', (change, fault) => {
  expect(planEvacuation({ ...roundabout, ...change }, options)).toEqual({ fault })
})
