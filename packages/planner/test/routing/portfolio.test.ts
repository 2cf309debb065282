// How a portfolio meets, and what it is made of. That threads give the same answer is tried where there are threads.

import {
  type PartResult,
  type PartTask,
  partsInTurn,
  prepareRouting,
  RoutingEngine,
  type RoutingProblem,
  runPortfolio,
} from '@treve/planner/routing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOf } from './faults.ts'
import { problems } from './generate.ts'

const everything = { rides: true, singles: true, optional: true, types: true, mostRequests: 6 } as const

test('of one part and one round it is the engine alone', async () => {
  await fc.assert(
    fc.asyncProperty(problems(everything), async (problem) => {
      const prepared = prepareRouting(problem)
      const settings = { parts: 1, seed: 5, iterations: 80, rounds: 1 }
      const { answer } = await runPortfolio(prepared, settings, partsInTurn(prepared))
      const engine = new RoutingEngine(problem, { seed: 5 })
      engine.run({ iterations: 80 })
      expect(answer).toEqual(engine.answer())
    }),
    { seed: 20161104, numRuns: 60 },
  )
})

test('whatever order results come in, the answer is the same, and breaks no rule', async () => {
  await fc.assert(
    fc.asyncProperty(problems(everything), async (problem) => {
      const prepared = prepareRouting(problem)
      const settings = { parts: 3, seed: 5, iterations: 50, rounds: 3 }
      const inTurn = partsInTurn(prepared)
      const other = partsInTurn(prepared)
      const first = await runPortfolio(prepared, settings, inTurn)
      const second = await runPortfolio(prepared, settings, async (tasks) => [...(await other(tasks))].reverse())
      expect(second).toEqual(first)
      expect(faultsOf(problem, first.answer)).toEqual([])
    }),
    { seed: 20161104, numRuns: 60 },
  )
})

const line = Array.from({ length: 9 }, (_, k) => Math.abs(Math.floor(k / 3) - (k % 3)))
const stop = (place: number) => ({ place, opens: 0, closes: 100, service: 0 })
const small: RoutingProblem = {
  places: 3,
  matrices: [{ durations: line, distances: line }],
  dimensions: 1,
  vehicles: [{ count: 1, matrix: 0, start: 0, end: 0, opens: 0, closes: 100, configurations: [[1]] }],
  requests: [{ pickup: stop(1), delivery: stop(2), load: [1] }],
  objective: 'distance',
}

test('who is behind goes on from the best, who is as good goes on as it is; the first of the best is the answer', async () => {
  const prepared = prepareRouting(small)
  const own = new RoutingEngine(prepared, { seed: 1 }).sequences()
  const none = new Int32Array(0)
  const asked: PartTask[][] = []
  const results: PartResult[] = [
    { part: 0, iterations: 1, sequences: none, vector: [1, 0] },
    { part: 1, iterations: 2, sequences: own, vector: [0, 4] },
    { part: 2, iterations: 3, sequences: none, vector: [0, 4] },
  ]
  const { answer, iterations } = await runPortfolio(
    prepared,
    { parts: 3, seed: 9, iterations: 11, rounds: 2 },
    async (tasks) => {
      asked.push([...tasks])
      return results
    },
  )
  expect(asked.map((tasks) => tasks.map(({ adopts }) => adopts))).toEqual([
    [undefined, undefined, undefined],
    [own, undefined, undefined],
  ])
  expect(asked.map((tasks) => tasks.map((task) => [task.iterations, task.from, task.to]))).toEqual([
    [
      [5, 0, 0.5],
      [5, 0, 0.5],
      [5, 0, 0.5],
    ],
    [
      [6, 0.5, 1],
      [6, 0.5, 1],
      [6, 0.5, 1],
    ],
  ])
  const [first, second] = asked
  expect(new Set(first?.map(({ seed }) => seed)).size).toBe(3)
  expect(second?.map(({ seed }) => seed)).toEqual(first?.map(({ seed }) => seed))
  expect(answer.unserved).toEqual([])
  expect(iterations).toBe(12)
})

test('a part that gives no result, or no part at all, is told', async () => {
  const prepared = prepareRouting(small)
  const settings = { parts: 2, seed: 1, iterations: 10, rounds: 1 }
  const inTurn = partsInTurn(prepared)
  await expect(runPortfolio(prepared, settings, async (tasks) => (await inTurn(tasks)).slice(0, 1))).rejects.toThrow(
    'no result of part 1 of 2',
  )
  await expect(runPortfolio(prepared, { ...settings, parts: 0 }, inTurn)).rejects.toThrow('at least 1')
})

test('what is handed to threads is in memory that they share, each array once', () => {
  const prepared = prepareRouting(small)
  const other = structuredClone(prepared)
  const { opens, types } = prepared.commitments.instance
  expect(opens.buffer).toBeInstanceOf(SharedArrayBuffer)
  opens[0] = 77
  expect(other.commitments.instance.opens[0]).toBe(77)
  expect(other.stops.of.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(other.commitments.instance.problem.matrices[0]?.durations).toBeInstanceOf(Float64Array)
  // Symmetric, and time is cost: one matrix serves for all four.
  expect(types[0]?.timeBack).toBe(types[0]?.cost)
})
