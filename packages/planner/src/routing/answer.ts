// From nodes back to stops and times.

import type { Instance } from './instance.ts'
import type { Breach, PlannedRoute, PlannedStop, RoutingAnswer } from './problem.ts'
import { Scheduler } from './schedule.ts'

export function answerOf(instance: Instance, sequences: Int32Array, breaches: readonly Breach[]): RoutingAnswer {
  const { problem, requests, typeOfSlot, types } = instance
  const isServed = new Uint8Array(requests)
  const scheduler = new Scheduler(instance)
  const routes: PlannedRoute[] = []
  let cost = 0
  let makespan = 0
  for (let at = 0; at < sequences.length; ) {
    const vehicle = typeOfSlot[sequences[at] ?? 0] ?? 0
    const length = sequences[at + 1] ?? 0
    const nodes = sequences.slice(at + 2, at + 2 + length)
    at += 2 + length
    scheduler.keeps(vehicle, nodes, length)
    const starts = scheduler.starts
    const stops: PlannedStop[] = []
    let distance = 0
    nodes.forEach((node, k) => {
      const place = instance.place[node] ?? 0
      const next = instance.place[nodes[k + 1] ?? node] ?? 0
      if (k < length - 1) distance += distanceBetween(instance, vehicle, place, next)
      if (k === 0 || k === length - 1) return
      const isDepot = node >= 2 * requests
      if (!isDepot) isServed[node >> 1] = 1
      const kind = isDepot ? 'depot' : node % 2 === 0 ? 'pickup' : 'delivery'
      stops.push({ kind, request: isDepot ? -1 : node >> 1, place, starts: starts[k] ?? 0 })
    })
    const ends = starts[length - 1] ?? 0
    routes.push({ vehicle, stops, departs: starts[0] ?? 0, ends, distance })
    cost += distance * (problem.vehicles[vehicle]?.costPerDistance ?? 1) + (types[vehicle]?.fixedCost ?? 0)
    makespan = Math.max(makespan, ends)
  }
  const unserved = problem.requests.flatMap((_, r) => (isServed[r] === 1 ? [] : [r]))
  return { routes, unserved, vehicles: routes.length, cost, makespan, breaches }
}

/** 0 from or to the place that stands for anywhere. */
function distanceBetween({ problem }: Instance, vehicle: number, from: number, to: number): number {
  if (from === problem.places || to === problem.places) return 0
  const matrix = problem.matrices[problem.vehicles[vehicle]?.matrix ?? 0]
  return matrix?.distances[from * problem.places + to] ?? 0
}
