// Every check that is made in steps or by prefix arrays says what a simulation of the whole route says.

import type { RoutingProblem } from '@treve/planner/routing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../src/random.ts'
import { GeneralInsertionSearch } from '../../src/routing/general-insertion.ts'
import { type Insertion, InsertionSearch } from '../../src/routing/insertion.ts'
import { compile, DELIVERY_ONLY, type Instance, PICKUP_ONLY } from '../../src/routing/instance.ts'
import { Recreate } from '../../src/routing/recreate.ts'
import type { Route } from '../../src/routing/route.ts'
import { Scheduler } from '../../src/routing/schedule.ts'
import { Solution } from '../../src/routing/solution.ts'
import { faultsOf } from './faults.ts'
import { type Clauses, problems } from './generate.ts'
import { earliest } from './oracle.ts'

const families: Readonly<Record<string, Clauses>> = {
  'windows and room': {},
  'pick-ups and deliveries alone': { singles: true },
  'two kinds of room': { kindsOfRoom: true, singles: true },
  'detours that save time': { nonMetric: true, singles: true },
  'places without a way': { nonMetric: true, unreachable: true },
  'unlike vehicles, starts and ends anywhere': { types: true, open: true, singles: true },
  'ride times, durations, configurations, trips': {
    rides: true,
    durations: true,
    configurations: true,
    trips: true,
    singles: true,
  },
}

describe('the place found for a request is the cheapest of those that a simulation allows', () => {
  for (const [name, clauses] of Object.entries(families))
    test(name, () => {
      fc.assert(
        fc.property(problems({ ...clauses, mostRequests: 6 }), fc.nat(), (problem, seed) => {
          const { isGeneral } = compile(problem)
          // Both ways where both apply.
          const instance = { ...compile(problem), isGeneral: true }
          const searches = [new GeneralInsertionSearch(instance), ...(isGeneral ? [] : [new InsertionSearch(instance)])]
          const { solution, left } = partOf(instance, seed)
          for (let u = 0; u < solution.usedCount; u++) {
            const route = solution.route(solution.used[u] ?? 0)
            for (const r of left) {
              if (instance.allowed[r * instance.types.length + route.type] === 0) continue
              const cheapest = naive(problem, instance, route, r)
              for (const search of searches) {
                const found: Insertion = { cost: 0, pickupAfter: 0, deliveryAfter: 0, depot: 0 }
                search.best(route, r, Number.POSITIVE_INFINITY, found)
                expect(found.cost).toBe(cheapest)
                search.best(route, r, cheapest, found)
                expect(found.cost).toBe(Number.POSITIVE_INFINITY)
                search.best(route, r, cheapest + 1, found)
                expect(found.cost).toBe(cheapest)
              }
            }
          }
        }),
        { seed: 20161104, numRuns: 300 },
      )
    })
})

describe('a schedule is found where there is one, and it is the earliest', () => {
  for (const [name, clauses] of Object.entries(families))
    test(name, () => {
      fc.assert(
        fc.property(problems({ ...clauses, mostRequests: 3 }), fc.nat(), (problem, seed) => {
          const instance = compile(problem)
          const scheduler = new Scheduler(instance)
          for (const nodes of shuffledRoutes(instance, seed)) {
            const times = simulate(problem, instance, 0, nodes)
            const keeps = scheduler.keeps(0, Int32Array.from(nodes), nodes.length)
            expect(keeps).toBe(times !== undefined)
            if (times !== undefined) expect([...scheduler.starts.slice(0, nodes.length)]).toEqual(times)
          }
        }),
        { seed: 20161104, numRuns: 200 },
      )
    })
})

/** Some requests laid into routes, the others left. */
function partOf(instance: Instance, seed: number) {
  const solution = new Solution(instance)
  const random = randomFrom(seed)
  solution.absentCount = 0
  const left: number[] = []
  for (let r = 0; r < instance.requests; r++)
    if (random.below(3) === 0) left.push(r)
    else solution.absent[solution.absentCount++] = r
  new Recreate(instance, random, 100).all(solution, instance.requests)
  return { solution, left }
}

/** The least cost of all ways to put the request into the route, each simulated from one end to the other. */
function naive(problem: RoutingProblem, instance: Instance, route: Route, r: number): number {
  const nodes = [...route.nodes.slice(0, route.length)]
  const type = instance.types[route.type]
  const before = costOf(instance, route.type, nodes)
  const kind = instance.kind[r]
  let least = Number.POSITIVE_INFINITY
  const consider = (candidate: readonly number[]) => {
    if (simulate(problem, instance, route.type, candidate) === undefined) return
    least = Math.min(least, costOf(instance, route.type, candidate) - before)
  }
  const own = kind === PICKUP_ONLY ? [2 * r] : kind === DELIVERY_ONLY ? [2 * r + 1] : [2 * r, 2 * r + 1]
  for (let i = 1; i < nodes.length; i++) {
    if (own.length === 1) consider([...nodes.slice(0, i), ...own, ...nodes.slice(i)])
    else
      for (let j = i; j < nodes.length; j++)
        consider([...nodes.slice(0, i), 2 * r, ...nodes.slice(i, j), 2 * r + 1, ...nodes.slice(j)])
    const depot = type?.depotNode ?? 0
    if (i === 1 || nodes[i - 1] === depot) consider([...nodes.slice(0, i), ...own, depot, ...nodes.slice(i)])
    if (i === nodes.length - 1) consider([...nodes.slice(0, i), depot, ...own, ...nodes.slice(i)])
  }
  return least
}

function costOf(instance: Instance, t: number, nodes: readonly number[]): number {
  const cost = instance.types[t]?.cost ?? []
  return nodes
    .slice(1)
    .reduce(
      (sum, node, k) =>
        sum + (cost[(instance.place[nodes[k] ?? 0] ?? 0) * instance.places + (instance.place[node] ?? 0)] ?? 0),
      0,
    )
}

/** Times of the route from its start to its end if it breaks no rule. */
function simulate(problem: RoutingProblem, instance: Instance, t: number, nodes: readonly number[]) {
  const vehicle = problem.vehicles[t]
  if (vehicle === undefined) return undefined
  const visits = nodes.slice(1, -1).map((node) => {
    if (node >= 2 * instance.requests) return { kind: 'depot' as const, request: -1 }
    return { kind: node % 2 === 0 ? ('pickup' as const) : ('delivery' as const), request: node >> 1 }
  })
  const times = earliest(problem, vehicle, visits)
  if (times === undefined) return undefined
  const stops = visits.map((visit, k) => ({
    ...visit,
    place: instance.place[nodes[k + 1] ?? 0] ?? 0,
    starts: times[k + 1] ?? 0,
  }))
  const distance = costOf(instance, t, nodes) / (vehicle.costPerDistance ?? 1)
  const served = new Set(visits.map(({ request }) => request))
  const faults = faultsOf(problem, {
    routes: [{ vehicle: t, stops, departs: times[0] ?? 0, ends: times.at(-1) ?? 0, distance }],
    unserved: problem.requests.flatMap((_, r) => (served.has(r) ? [] : [r])),
    vehicles: 1,
    cost: distance * (vehicle.costPerDistance ?? 1) + (vehicle.fixedCost ?? 0),
    makespan: times.at(-1) ?? 0,
    breaches: [],
  })
  return faults.length === 0 ? times : undefined
}

/** Routes of all requests in orders at random, pick-ups before deliveries or not, with a depot stop here and there. */
function shuffledRoutes(instance: Instance, seed: number): number[][] {
  const random = randomFrom(seed)
  const type = instance.types[0]
  if (type === undefined) return []
  return Array.from({ length: 30 }, () => {
    const stops: number[] = []
    for (let r = 0; r < instance.requests; r++) {
      if (instance.allowed[r * instance.types.length] === 0) continue
      const at = random.below(stops.length + 1)
      if (instance.kind[r] !== DELIVERY_ONLY) stops.splice(at, 0, 2 * r)
      if (instance.kind[r] !== PICKUP_ONLY) stops.splice(at + random.below(stops.length - at + 1), 0, 2 * r + 1)
    }
    if (type.maxTrips > 1 && stops.length > 1 && random.below(2) === 0)
      stops.splice(1 + random.below(stops.length - 1), 0, type.depotNode)
    return [type.startNode, ...stops, type.endNode]
  }).filter((route) => route.length > 2)
}
