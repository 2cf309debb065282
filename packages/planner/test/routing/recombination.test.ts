import { expect, test } from 'vitest'
import { compile } from '../../src/routing/instance.ts'
import type { RoutingProblem } from '../../src/routing/problem.ts'
import { Recombination } from '../../src/routing/recombination.ts'
import { Solution } from '../../src/routing/solution.ts'

// On a line, the depot at 50: requests 0 and 1 to the left of it, 2 and 3 to the right. Each from its point to the next.
const at = [50, 40, 30, 20, 10, 60, 70, 80, 90]
const travel = at.flatMap((from) => at.map((to) => Math.abs(from - to)))
const stop = (place: number) => ({ place, opens: 0, closes: 1000, service: 0 })
const problem: RoutingProblem = {
  places: at.length,
  matrices: [{ durations: travel, distances: travel }],
  dimensions: 1,
  vehicles: [{ count: 2, matrix: 0, start: 0, end: 0, opens: 0, closes: 1000, configurations: [[5]] }],
  requests: [1, 3, 5, 7].map((place) => ({ pickup: stop(place), delivery: stop(place + 1), load: [1], maxRide: 500 })),
  objective: 'distance',
}
const instance = compile(problem)

/** Two vehicles with two requests each, the second of them after the first, or before it, which is the longer way. */
function solutionOf(
  vehicles: readonly { readonly first: number; readonly second: number; readonly isStraight: boolean }[],
) {
  const solution = new Solution(instance)
  for (const [slot, { first, second, isStraight }] of vehicles.entries()) {
    expect(solution.insert(slot, first, 0, 0, 0)).toBe(true)
    expect(solution.insert(slot, second, isStraight ? 2 : 0, isStraight ? 2 : 0, 0)).toBe(true)
  }
  return solution
}

test('the best of each solution is put together', () => {
  const left = { first: 0, second: 1 }
  const right = { first: 2, second: 3 }
  const one = solutionOf([
    { ...left, isStraight: true },
    { ...right, isStraight: false },
  ])
  const other = solutionOf([
    { ...left, isStraight: false },
    { ...right, isStraight: true },
  ])
  const crossed = solutionOf([
    { first: 0, second: 2, isStraight: true },
    { first: 1, second: 3, isStraight: true },
  ])
  expect([one.cost, other.cost, crossed.cost].every((cost) => cost > 160)).toBe(true)

  const recombination = new Recombination(instance)
  expect(recombination.isEmpty).toBe(true)
  for (const each of [crossed, one, other]) recombination.remember(each, Number.POSITIVE_INFINITY)
  const together = new Solution(instance)
  together.restore(recombination.combine(Number.POSITIVE_INFINITY, 1))
  expect(together.absentCount).toBe(0)
  expect(together.cost).toBe(160)
})

test('routes of solutions that are much dearer than the best are not kept', () => {
  const recombination = new Recombination(instance)
  const solution = solutionOf([{ first: 0, second: 1, isStraight: true }])
  recombination.remember(solution, solution.cost / 2)
  expect(recombination.isEmpty).toBe(true)
  recombination.remember(solution, solution.cost)
  expect(recombination.isEmpty).toBe(false)
})
