import { partsInTurn, prepareRouting, type Request, type RoutingProblem, runPortfolio } from '@treve/planner/routing'
import { describe, expect, test } from 'vitest'
import { partsInThreads } from './threads.ts'

const places = 41
const at = Array.from({ length: places }, (_, k) => [(k * 37) % 101, (k * 53) % 97] as const)
const travel = Float64Array.from({ length: places * places }, (_, k) => {
  const [x = 0, y = 0] = at[Math.floor(k / places)] ?? []
  const [a = 0, b = 0] = at[k % places] ?? []
  return Math.abs(x - a) + Math.abs(y - b)
})
const stop = (place: number, opens: number) => ({ place, opens, closes: opens + 180, service: 5 })
const pairs = (more: (r: number) => Partial<Request>): Request[] =>
  Array.from({ length: 20 }, (_, r) => ({
    pickup: stop(2 * r + 1, (r * 41) % 300),
    delivery: stop(2 * r + 2, ((r * 41) % 300) + 60),
    load: [1 + (r % 3)],
    ...more(r),
  }))
const problem = (
  more: Partial<RoutingProblem>,
  each: (r: number) => Partial<Request> = () => ({}),
): RoutingProblem => ({
  places,
  matrices: [{ durations: travel, distances: travel }],
  dimensions: 1,
  vehicles: [{ count: 8, matrix: 0, start: 0, end: 0, opens: 0, closes: 900, configurations: [[6]] }],
  requests: pairs(each),
  objective: 'distance',
  ...more,
})

const van = { count: 1, matrix: 0, start: 0, end: 0, opens: 0, closes: 700, configurations: [[6]] }
const families: Readonly<Record<string, RoutingProblem>> = {
  'vehicles first': problem({ objective: 'vehicles' }),
  'too few vehicles, by class': problem({ vehicles: [{ ...van, count: 2 }] }, (r) => ({
    optional: { rank: r % 3, weight: 1 + (r % 2) },
  })),
  'ride times, routes put together anew': problem({}, () => ({ maxRide: 150 })),
  'the last done soonest, somebody aboard': {
    ...problem({ objective: 'makespan', vehicles: [van, { ...van, count: 6 }] }),
    requests: pairs(() => ({})).map((request, r) =>
      r > 1 ? request : { delivery: stop(2 * r + 2, 0), load: [1], aboard: { vehicle: 0, since: 0 } },
    ),
  },
}

const settings = { parts: 3, seed: 7, iterations: 300, rounds: 4 }

describe('a portfolio gives the same answer by one thread and by many', () => {
  for (const [name, asked] of Object.entries(families))
    test(name, async () => {
      const prepared = prepareRouting(asked)
      const inTurn = await runPortfolio(prepared, settings, partsInTurn(prepared))
      const threads = partsInThreads(prepared)
      try {
        expect(await runPortfolio(prepared, settings, threads.runParts)).toEqual(inTurn)
      } finally {
        await threads.stop()
      }
      expect(inTurn.iterations).toBe(3 * 300)
    })
})
