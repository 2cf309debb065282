// What a caller may well pass and no plan can be made of: each is answered, by as much as there is to be had.

import { type Request, RoutingEngine, type RoutingProblem, type VehicleType } from '@treve/planner/routing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf } from './faults.ts'
import { problems } from './generate.ts'

/** Places 0, 1, 2 … on a line, a unit apart. */
function onALine(places: number): RoutingProblem['matrices'] {
  const durations = Array.from({ length: places * places }, (_, k) => Math.abs(Math.floor(k / places) - (k % places)))
  return [{ durations, distances: durations }]
}

const stop = (place: number, opens = 0, closes = 100) => ({ place, opens, closes, service: 0 })
const from = (a: number, b: number, more: Partial<Request> = {}): Request => ({
  pickup: stop(a),
  delivery: stop(b),
  load: [1],
  ...more,
})
const van: VehicleType = { count: 1, matrix: 0, start: 0, end: 0, opens: 0, closes: 100, configurations: [[2]] }
const problem = (requests: readonly Request[], more: Partial<RoutingProblem> = {}): RoutingProblem => ({
  places: 6,
  matrices: onALine(6),
  dimensions: 1,
  vehicles: [van],
  requests,
  objective: 'distance',
  ...more,
})

function answerTo(asked: RoutingProblem, iterations = 100) {
  const engine = new RoutingEngine(asked, { seed: 1 })
  engine.run({ iterations })
  const answer = engine.answer()
  expect(faultsOf(asked, answer)).toEqual([])
  return answer
}

describe('what leaves nothing to plan', () => {
  test('no requests: no routes, nothing unserved', () => {
    expect(answerTo(problem([]))).toEqual({ routes: [], unserved: [], vehicles: 0, cost: 0, makespan: 0, breaches: [] })
  })
  test('no vehicles: all unserved', () => {
    expect(answerTo(problem([from(1, 2)], { vehicles: [] })).unserved).toEqual([0])
    expect(answerTo(problem([from(1, 2)], { vehicles: [{ ...van, count: 0 }] })).unserved).toEqual([0])
  })
  test('no room: only what takes none is served', () => {
    const vehicles = [{ ...van, configurations: [[0]] }]
    expect(answerTo(problem([from(1, 2), from(1, 2, { load: [0] })], { vehicles })).unserved).toEqual([0])
  })
  test('a vehicle without a configuration serves nothing', () => {
    expect(answerTo(problem([from(1, 2)], { vehicles: [{ ...van, configurations: [] }] })).unserved).toEqual([0])
  })
  test('a place without a way to it, or from it, is left out and the rest is served', () => {
    for (const cut of [(k: number) => k % 6 === 3, (k: number) => Math.floor(k / 6) === 3]) {
      const durations = Array.from(onALine(6)[0]?.durations ?? [], (value, k) =>
        cut(k) ? Number.POSITIVE_INFINITY : value,
      )
      const matrices = [{ durations, distances: durations }]
      expect(answerTo(problem([from(3, 2), from(1, 2), from(2, 3)], { matrices })).unserved).toEqual([0, 2])
    }
  })
  test('windows that have no end keep out what has no way', () => {
    const forever = Number.POSITIVE_INFINITY
    const matrices = [{ durations: [0, forever, forever, 0], distances: [0, 1, 1, 0] }]
    const request = { pickup: stop(1, 0, forever), delivery: stop(1, 0, forever), load: [1] }
    const vehicles = [{ ...van, closes: forever }]
    expect(answerTo(problem([request], { places: 2, matrices, vehicles })).unserved).toEqual([0])
  })
  test('a window that closes before it opens is served by nobody', () => {
    expect(answerTo(problem([from(1, 2, { pickup: stop(1, 50, 40) })])).unserved).toEqual([0])
  })
  test('a vehicle that cannot get to its end is not used', () => {
    expect(answerTo(problem([from(1, 2)], { vehicles: [{ ...van, end: 5, closes: 4 }] })).unserved).toEqual([0])
  })
})

describe('limits of the search', () => {
  const crowd = problem(Array.from({ length: 12 }, (_, k) => from(1 + (k % 5), 1 + ((k * 3) % 5))))
  test('with no iterations there is an answer already, and it breaks no rule', () => {
    const answer = answerTo(crowd, 0)
    expect(answer.routes).toHaveLength(1)
    expect(answer.unserved).toEqual([])
  })
  test('with no time there is one too, and it says what stopped it', () => {
    const engine = new RoutingEngine(crowd, { seed: 1 })
    expect(engine.run({ timeUsed: () => 1 })).toEqual({ iterations: 0, stoppedBy: 'time' })
    expect(faultsOf(crowd, engine.answer())).toEqual([])
  })
  test('the same seed and iterations give the same answer, in one go or with the best handed on', () => {
    expect(answerTo(crowd, 300)).toEqual(answerTo(crowd, 300))
    const one = new RoutingEngine(crowd, { seed: 1 })
    const other = new RoutingEngine(crowd, { seed: 2 })
    one.run({ iterations: 200 })
    const before = other.answer().cost
    other.adopt(one.sequences())
    expect(other.answer().cost).toBe(Math.min(before, one.answer().cost))
  })
  test('all of it at one place, with a longest ride: nothing to drive, all served', () => {
    const here = Array.from({ length: 30 }, () => from(0, 0, { maxRide: 5 }))
    const vehicles = [{ ...van, count: 20 }]
    const answer = answerTo(problem(here, { vehicles }), 600)
    expect(answer).toMatchObject({ unserved: [], cost: 0 })
  })
  test('a thousand requests at one point', { timeout: 30_000 }, () => {
    const requests = Array.from({ length: 1000 }, () => from(1, 1))
    const answer = answerTo(problem(requests), 3)
    expect(answer.unserved).toEqual([])
    expect(answer.cost).toBe(2)
  })
})

describe('who is aboard at the start', () => {
  const aboard = (place: number, closes: number, more: Partial<Request> = {}): Request => ({
    delivery: stop(place, 0, closes),
    load: [1],
    aboard: { vehicle: 0, since: 0 },
    ...more,
  })
  test('is delivered first of all, whatever else would pay', () => {
    const answer = answerTo(problem([aboard(5, 100), from(1, 2, { optional: { rank: 0, weight: 1 } })]))
    expect(answer.unserved).toEqual([])
    expect(answer.breaches).toEqual([])
  })
  test('comes out late where it cannot be in time, by as little as possible, and the answer says so', () => {
    const answer = answerTo(problem([aboard(5, 3), from(1, 2, { optional: { rank: 0, weight: 1 } })]))
    expect(answer.breaches).toEqual([{ vehicle: 0, request: 0, reason: 'too_late', lateBy: 2 }])
    expect(answer.routes[0]?.stops[0]).toMatchObject({ kind: 'pickup', place: 1 })
    expect(answer.routes[0]?.stops.find(({ request }) => request === 0)).toMatchObject({ starts: 5 })
  })
  test('a ride that is too long already is told as late', () => {
    const late = aboard(2, 100, { aboard: { vehicle: 0, since: -10 }, maxRide: 11 })
    expect(answerTo(problem([late])).breaches).toEqual([{ vehicle: 0, request: 0, reason: 'too_late', lateBy: 1 }])
  })
  test('commitments that contradict each other are broken by the least sum', () => {
    const vehicles = [{ ...van, start: 2, closes: 100 }]
    const answer = answerTo(problem([aboard(0, 2), aboard(5, 3)], { vehicles }))
    // Either first to 0, then 5 at 7: four late; or first to 5, then 0 at 8: six late.
    expect(answer.breaches).toEqual([{ vehicle: 0, request: 1, reason: 'too_late', lateBy: 4 }])
  })
  test('with no way out is told at once, and the others are brought out', () => {
    const durations = Array.from(onALine(6)[0]?.durations ?? [], (value, k) =>
      k % 6 === 3 ? Number.POSITIVE_INFINITY : value,
    )
    const matrices = [{ durations, distances: durations }]
    const answer = answerTo(problem([aboard(3, 100), aboard(2, 100)], { matrices }), 0)
    expect(answer.unserved).toEqual([0])
    expect(answer.breaches).toEqual([{ vehicle: 0, request: 0, reason: 'no_way', lateBy: Number.POSITIVE_INFINITY }])
  })
  test('more than the vehicle takes is brought out all the same, and nobody is taken up', () => {
    const answer = answerTo(problem([aboard(5, 100, { load: [3] }), from(1, 2)]))
    expect(answer.breaches).toEqual([{ vehicle: 0, request: -1, reason: 'too_much_aboard', lateBy: 0 }])
    expect(answer.unserved).toEqual([1])
  })
  test('a vehicle that is back too late says so', () => {
    const answer = answerTo(problem([aboard(5, 100)], { vehicles: [{ ...van, closes: 8 }] }))
    expect(answer.breaches).toEqual([{ vehicle: 0, request: -1, reason: 'too_late', lateBy: 2 }])
  })
  test('a vehicle that is under way too long says so', () => {
    const answer = answerTo(problem([aboard(5, 100)], { vehicles: [{ ...van, maxDuration: 7 }] }))
    expect(answer.breaches).toEqual([{ vehicle: 0, request: -1, reason: 'too_late', lateBy: 3 }])
  })
  test('of many, as many as can are in time', () => {
    const many = Array.from({ length: 12 }, (_, k) => aboard(1 + (k % 5), 1 + (k % 5)))
    const answer = answerTo(problem(many, { vehicles: [{ ...van, configurations: [[12]] }] }))
    expect(answer.breaches).toEqual([])
    expect(answer.cost).toBe(10)
  })
})

test('what breaks the contract of the types is thrown, not answered', () => {
  const make = (asked: RoutingProblem) => () => new RoutingEngine(asked, { seed: 1 })
  expect(make(problem([from(1, 9)]))).toThrow('request 0 is at a place that is none')
  expect(make(problem([{ load: [1] }]))).toThrow('request 0 has no stop')
  expect(make(problem([from(1, 2, { load: [-1] })]))).toThrow('the load of request 0')
  expect(make(problem([], { places: 5 }))).toThrow('matrix 0 is not 5 × 5')
  expect(
    make(problem([], { matrices: [{ durations: new Array(36).fill(Number.NaN), distances: new Array(36).fill(0) }] })),
  ).toThrow('matrix 0 holds NaN')
  expect(make(problem([], { vehicles: [{ ...van, matrix: 1 }] }))).toThrow('has no matrix 1')
  expect(make(problem([], { vehicles: [{ ...van, configurations: [[1, 1]] }] }))).toThrow('has not 1 dimensions')
  expect(make(problem([from(1, 2, { aboard: { vehicle: 0, since: 0 } })]))).toThrow('is aboard and has a pick-up')
})

test('whatever is aboard, the answer keeps every rule but those it says it breaks', () => {
  fc.assert(
    fc.property(
      problems({ singles: true, types: true, optional: true, durations: true }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }),
      (asked, choices) => {
        const requests = asked.requests.map((request, r): Request => {
          const vehicle = choices[r] ?? 0
          if (vehicle > 1) return request
          const { delivery = stop(1), load } = request
          return { delivery: { ...delivery, closes: 20 }, load, aboard: { vehicle, since: -5 }, maxRide: 30 }
        })
        const committed = { ...asked, requests }
        const answer = answerTo(committed, 60)
        for (const r of answer.unserved) expect(requests[r]?.aboard).toBeUndefined()
      },
    ),
    { seed: 20161104, numRuns: 100 },
  )
})
