import { RoutingEngine, type RoutingProblem } from '@treve/planner/routing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf, halvesOf } from './faults.ts'
import { type Clauses, problems } from './generate.ts'
import { bestVector, compare, vectorOf } from './oracle.ts'

const families: Readonly<Record<string, Clauses>> = {
  'least distance': {},
  'vehicles first': { objective: 'vehicles' },
  'served by class, then cost': { optional: true },
  makespan: { objective: 'makespan' },
  'ride times': { rides: true },
  'ride times and route durations': { rides: true, durations: true, optional: true },
  configurations: { configurations: true },
  'two kinds of room': { kindsOfRoom: true, singles: true },
  'somebody aboard, unlike vehicles': { types: true, aboard: true, optional: true },
  'somebody aboard, several trips': { types: true, aboard: true, trips: true, mostRequests: 3 },
  'several trips': { trips: true, mostRequests: 3 },
  'pick-ups or deliveries alone': { singles: true },
  'several trips of pick-ups or deliveries alone, in configurations': {
    trips: true,
    singles: true,
    configurations: true,
    optional: true,
    mostRequests: 3,
  },
  'unlike vehicles': { types: true, optional: true },
  'starts and ends anywhere': { open: true, optional: true },
  'detours that save time': { nonMetric: true, optional: true },
  'two together or neither': { optional: true, together: true },
  'two together or neither, by unlike vehicles': { optional: true, together: true, types: true, rides: true },
  'everything at once': {
    objective: 'makespan',
    rides: true,
    durations: true,
    configurations: true,
    trips: true,
    singles: true,
    optional: true,
    types: true,
    mostRequests: 3,
  },
}

describe('with few requests the engine finds what trying everything finds, and breaks no rule', () => {
  for (const [name, clauses] of Object.entries(families))
    test(name, () => {
      fc.assert(
        fc.property(problems(clauses), (problem) => {
          const engine = new RoutingEngine(problem, { seed: 1 })
          engine.run({ iterations: 600 })
          const answer = engine.answer()
          expect(faultsOf(problem, answer)).toEqual([])
          expect(halvesOf(problem, answer)).toEqual([])
          // Where a commitment is stretched the oracle, which stretches none, has another answer.
          if (answer.breaches.length > 0) return
          const best = bestVector(problem)
          expect(compare(reached(problem, engine), best), `${best}`).toBe(0)
        }),
        { seed: 20161104, numRuns: 60 },
      )
    })
})

/** A request that can be reached only by way of another's stops is not found by putting in one after the other. */
test('where places have no way between them no rule is broken, and no more is reached than there is to reach', () => {
  fc.assert(
    fc.property(problems({ nonMetric: true, unreachable: true, optional: true }), (problem) => {
      const engine = new RoutingEngine(problem, { seed: 1 })
      engine.run({ iterations: 200 })
      expect(faultsOf(problem, engine.answer())).toEqual([])
      expect(compare(reached(problem, engine), bestVector(problem))).toBeGreaterThanOrEqual(0)
    }),
    { seed: 20161104, numRuns: 60 },
  )
})

function reached(problem: RoutingProblem, engine: RoutingEngine) {
  const { unserved, vehicles, makespan, cost } = engine.answer()
  const served = problem.requests.reduce((bits, _, r) => (unserved.includes(r) ? bits : bits | (1 << r)), 0)
  return vectorOf(problem, served, vehicles, makespan, cost)
}
