import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { tinyProblems } from '../../test/evacuation/tiny.ts'
import { type EvacuationProblem, routeLength, type Trip } from './problem.ts'
import { type LegPrices, RouteValues } from './route-values.ts'

const longest = 14

/** Of every route of at most four trips from the yard that calls first at the pick-up and heeds what is counted. */
function dearestByTrying(
  problem: EvacuationProblem,
  prices: LegPrices,
  counted: readonly number[],
  yard: number,
  first: number,
) {
  const { loadsAt, roomAt } = problem
  let best = Number.NEGATIVE_INFINITY
  const go = (trips: readonly Trip[], worth: number): void => {
    if (trips.length > 4 || routeLength(problem, { yard, trips }) > longest) return
    if (counted.some((i) => trips.filter(({ pickup }) => pickup === i).length > (loadsAt[i] ?? 0))) return
    if (trips.length > 0) best = Math.max(best, worth)
    const before = trips.at(-1)
    for (const pickup of before === undefined ? [first] : loadsAt.keys())
      for (const shelter of roomAt.keys()) {
        const there =
          before === undefined
            ? prices.start[yard * loadsAt.length + pickup]
            : prices.back[pickup * roomAt.length + before.shelter]
        const more = (there ?? 0) + (prices.trip[pickup * roomAt.length + shelter] ?? 0)
        go([...trips, { pickup, shelter }], worth + more)
      }
  }
  go([], 0)
  return best
}

/** No length is 0, and each trip with the way to it takes 3 at least: four trips are the most. */
const problems = tinyProblems.map((problem) => ({
  ...problem,
  toPickup: problem.toPickup.map((length) => length + 1),
  toShelter: problem.toShelter.map((length) => length + 2),
}))

test('values are those of the dearest route, and that route can be had', () => {
  const price = fc.integer({ min: -9, max: 9 })
  const many = (count: number) =>
    fc.array(price, { minLength: count, maxLength: count }).map((each) => Float64Array.from(each))
  const cases = problems.chain((problem) =>
    fc.record({
      problem: fc.constant(problem),
      trip: many(problem.toShelter.length),
      back: many(problem.toShelter.length),
      start: many(problem.toPickup.length),
      counted: fc.subarray([...problem.loadsAt.keys()]),
    }),
  )
  fc.assert(
    fc.property(cases, ({ problem, counted, ...prices }) => {
      const values = new RouteValues(problem, longest, counted)
      expect(values.compute(prices, longest)).toBe(true)
      for (const yard of problem.busesAt.keys()) {
        for (const first of problem.loadsAt.keys()) {
          const dearest = dearestByTrying(problem, prices, counted, yard, first)
          expect(values.startingAt(yard, first, longest)).toBe(dearest)
          if (dearest === Number.NEGATIVE_INFINITY) continue
          const trips = values.tripsStartingAt(yard, first, longest)
          expect(routeLength(problem, { yard, trips })).toBeLessThanOrEqual(longest)
          expect(trips[0]?.pickup).toBe(first)
        }
      }
    }),
    { numRuns: 150, seed: 18 },
  )
})

test('a round trip of length 0 that is worth something has no end, and is told', () => {
  const problem = { busesAt: [1], loadsAt: [2], roomAt: [2], toPickup: Int32Array.of(1), toShelter: Int32Array.of(0) }
  const none = { back: Float64Array.of(0), start: Float64Array.of(0) }
  const values = new RouteValues(problem, 5, [])
  expect(values.compute({ trip: Float64Array.of(1), ...none }, 5)).toBe(false)
  expect(values.compute({ trip: Float64Array.of(-1), ...none }, 5)).toBe(true)
  const counting = new RouteValues(problem, 5, [0])
  expect(counting.compute({ trip: Float64Array.of(1), ...none }, 5)).toBe(true)
  expect(counting.ofYard(0, 5)).toBe(2)
})
