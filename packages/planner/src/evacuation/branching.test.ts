import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestOf, shortestByTrying, tightProblems, tinyProblems } from '../../test/evacuation/tiny.ts'
import { decide } from './branching.ts'
import { coarser } from './coarse.ts'
import { Relaxation } from './relaxation.ts'

const never = () => false
const noLimit = Number.POSITIVE_INFINITY

test.each([
  ['tiny', tinyProblems, 150],
  ['tight', tightProblems, 400],
])('%s: within each length there are routes, or the proof that there are none', (_, problems, numRuns) => {
  fc.assert(
    fc.property(problems, (problem) => {
      const best = shortestByTrying(problem)
      const relaxation = new Relaxation(problem, best + 2)
      for (let length = Math.max(0, best - 3); length <= best + 2; length++) {
        const decided = decide(problem, relaxation, length, noLimit, never)
        expect(decided.kind).toBe(length < best ? 'impossible' : 'found')
        if (decided.kind === 'found') expect(longestOf(problem, decided.routes)).toBeLessThanOrEqual(length)
      }
    }),
    { numRuns, seed: 19 },
  )
})

test('with no work to spare the question stays open', () => {
  const problem = { busesAt: [1], loadsAt: [1], roomAt: [1], toPickup: Int32Array.of(1), toShelter: Int32Array.of(1) }
  expect(decide(problem, new Relaxation(problem, 2), 2, 0, never).kind).toBe('open')
})

test('the bound of the relaxation is never above the best, and often it is the best', () => {
  let exact = 0
  fc.assert(
    fc.property(tinyProblems, (problem) => {
      const best = shortestByTrying(problem)
      const length = new Relaxation(problem, best + 5).leastLength(0, never)
      expect(length).toBeLessThanOrEqual(best)
      if (length === best) exact += 1
    }),
    { numRuns: 400, seed: 20 },
  )
  expect(exact).toBeGreaterThan(300)
})

test('counted in grains, the bound is still never above the best', () => {
  let exact = 0
  fc.assert(
    fc.property(tinyProblems, fc.integer({ min: 2, max: 5 }), (problem, grain) => {
      const best = shortestByTrying(problem)
      const length = grain * new Relaxation(coarser(problem, grain), best).leastLength(0, never)
      expect(length).toBeLessThanOrEqual(best)
      if (length === best) exact += 1
    }),
    { numRuns: 200, seed: 21 },
  )
  expect(exact).toBeGreaterThan(10)
})
