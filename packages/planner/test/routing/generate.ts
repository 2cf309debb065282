// Tiny routing problems at random, in which every rule binds now and then.

import type { Request, RoutingProblem, Stop, VehicleType } from '@treve/planner/routing'
import * as fc from 'fast-check'

export interface Clauses {
  readonly objective?: RoutingProblem['objective']
  readonly rides?: boolean
  readonly durations?: boolean
  readonly configurations?: boolean
  /** Two kinds of room, without alternatives. */
  readonly kindsOfRoom?: boolean
  /** The first request is in the first vehicle already; with `types`. */
  readonly aboard?: boolean
  readonly trips?: boolean
  readonly singles?: boolean
  readonly optional?: boolean
  readonly types?: boolean
  readonly nonMetric?: boolean
  readonly unreachable?: boolean
  readonly open?: boolean
  /** The first two requests are served together or not at all. */
  readonly together?: boolean
  readonly mostRequests?: number
}

export function problems(clauses: Clauses): fc.Arbitrary<RoutingProblem> {
  const places = 6
  const dimensions = clauses.configurations === true || clauses.kindsOfRoom === true ? 2 : 1
  const whole = (min: number, max: number) => fc.integer({ min, max })
  const stop: fc.Arbitrary<Stop> = fc
    .tuple(whole(1, places - 1), whole(0, 60), whole(0, 60), whole(0, 3))
    .map(([place, opens, width, service]) => ({ place, opens, closes: opens + 10 + width, service }))
  const request: fc.Arbitrary<Request> = fc
    .record({
      shape: clauses.singles === true ? whole(0, 3) : fc.constant(0),
      pickup: stop,
      delivery: stop,
      load: fc.array(whole(0, 3), { minLength: dimensions, maxLength: dimensions }),
      rank: whole(-1, 2),
      weight: whole(1, 3),
      maxRide: whole(5, 40),
      vehicles: whole(0, 3),
    })
    .map(({ shape, pickup, delivery, load, rank, weight, maxRide, vehicles }) => ({
      ...(shape === 2 ? {} : { pickup }),
      ...(shape === 1 ? {} : { delivery: { ...delivery, closes: delivery.closes + 30 } }),
      load,
      ...(clauses.optional === true && rank >= 0 ? { optional: { rank, weight } } : {}),
      ...(clauses.rides === true ? { maxRide } : {}),
      ...(clauses.types === true && vehicles < 2 ? { vehicles: [vehicles] } : {}),
    }))
  const vehicle: fc.Arbitrary<VehicleType> = fc
    .record({
      matrix: whole(0, 1),
      end: whole(0, places - 1),
      closes: whole(60, 160),
      maxDuration: whole(30, 110),
      rooms: fc.array(fc.array(whole(1, 5), { minLength: dimensions, maxLength: dimensions }), {
        minLength: clauses.configurations === true ? 1 : 1,
        maxLength: clauses.configurations === true ? 3 : 1,
      }),
      fixedCost: whole(0, 20),
      open: whole(0, 2),
    })
    .map(({ matrix, end, closes, maxDuration, rooms, fixedCost, open }) => ({
      count: clauses.types === true ? 1 : 2,
      matrix: clauses.types === true ? matrix : 0,
      ...(clauses.open === true && open === 0 ? {} : { start: 0 }),
      ...(clauses.open === true && open === 1 ? {} : { end: clauses.types === true ? end : 0 }),
      opens: 0,
      closes,
      configurations: rooms,
      ...(clauses.durations === true ? { maxDuration } : {}),
      ...(clauses.trips === true ? { trips: { most: 2, place: 0, turnaround: 2 } } : {}),
      ...(clauses.types === true ? { fixedCost, costPerDistance: 1 + (fixedCost % 3) } : {}),
    }))
  return fc
    .record({
      points: fc.array(fc.tuple(whole(0, 20), whole(0, 20)), { minLength: places, maxLength: places }),
      other: fc.array(fc.option(whole(0, 30), { nil: Number.POSITIVE_INFINITY, freq: 12 }), {
        minLength: places * places,
        maxLength: places * places,
      }),
      requests: fc.array(request, { minLength: 1, maxLength: clauses.mostRequests ?? 4 }),
      vehicles: fc.array(vehicle, {
        minLength: clauses.types === true ? 2 : 1,
        maxLength: clauses.types === true ? 2 : 1,
      }),
    })
    .map(({ points, other, requests, vehicles }) => {
      const metric = points.flatMap(([x, y]) => points.map(([a, b]) => Math.abs(x - a) + Math.abs(y - b)))
      const wild = other.map((value, k) =>
        k % (places + 1) === 0 ? 0 : value === Number.POSITIVE_INFINITY && clauses.unreachable !== true ? 30 : value,
      )
      const durations = clauses.nonMetric === true ? wild : metric
      const slower = durations.map((value) => 2 * value)
      return {
        places,
        matrices: [
          {
            durations,
            distances: clauses.nonMetric === true ? wild.map((value, k) => value + (metric[k] ?? 0)) : metric,
          },
          { durations: slower, distances: metric },
        ],
        dimensions,
        vehicles,
        requests:
          clauses.together === true ? coupled(requests) : clauses.aboard === true ? withOneAboard(requests) : requests,
        objective: clauses.objective ?? 'distance',
      }
    })
}

function coupled(requests: readonly Request[]): Request[] {
  if (requests.length < 2) return [...requests]
  return requests.map((request, r) =>
    r > 1 ? request : { ...request, optional: { rank: 1, weight: request.optional?.weight ?? 1 }, together: 1 - r },
  )
}

function withOneAboard(requests: readonly Request[]): Request[] {
  return requests.map((request, r): Request => {
    if (r > 0 || request.delivery === undefined) return request
    return { delivery: request.delivery, load: request.load, aboard: { vehicle: 0, since: -3 }, maxRide: 100 }
  })
}
