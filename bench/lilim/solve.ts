// Li & Lim instances put to the routing engine for so many CPU-seconds, and its answer checked by code that shares nothing with it.

import { type RoutingAnswer, RoutingEngine, type RoutingProblem } from '@treve/planner/routing'
import { type CheckedAnswer, checkPickupDelivery } from '../routing-instances/check-pickup-delivery.ts'
import type { PickupDeliveryInstance, PickupDeliveryNode } from '../routing-instances/pickup-delivery.ts'

export interface Asked {
  readonly objective: RoutingProblem['objective']
  /** Absent: as many vehicles as the instance has, and everything must be served. */
  readonly fleet?: number
  /** With `fleet`: the class of each request, 0 the most urgent. */
  readonly rankOf?: (request: number) => number
}

export interface Solved extends CheckedAnswer {
  readonly seconds: number
  readonly iterations: number
}

/** Time is CPU time of this process, from before the matrices are made, collection of garbage and compilation included. */
export function solve(instance: PickupDeliveryInstance, asked: Asked, seconds: number, seed: number): Solved {
  const from = process.cpuUsage()
  const used = () => {
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1e6
  }
  const { problem, pickups } = problemOf(instance, asked)
  const engine = new RoutingEngine(problem, { seed })
  const { iterations } = engine.run({ timeUsed: () => used() / seconds })
  const answer = engine.answer()
  const spent = used()
  return { ...checkedAnswer(instance, asked, pickups, answer), seconds: spent, iterations }
}

/** The answer read as routes of nodes, by the checker that shares nothing with the engine. */
export function checkedAnswer(
  instance: PickupDeliveryInstance,
  { fleet }: Asked,
  pickups: readonly number[],
  answer: RoutingAnswer,
): CheckedAnswer {
  const routes = answer.routes.map(({ stops }) => ({
    nodes: stops.map(({ request, kind }) => {
      const pickup = pickups[request] ?? 0
      return kind === 'pickup' ? pickup : (instance.nodes[pickup]?.partner ?? 0)
    }),
    starts: stops.map(({ starts }) => starts),
  }))
  return checkPickupDelivery({ ...instance, vehicles: fleet ?? instance.vehicles }, routes)
}

/** One place a node; request r is the r-th pick-up in the file. */
export function problemOf(instance: PickupDeliveryInstance, { objective, fleet, rankOf }: Asked) {
  const { nodes, travel, capacity, vehicles } = instance
  const pickups = nodes.flatMap((node, at) => (node.demand > 0 ? [at] : []))
  const stop = (at: number, { opens, closes, service }: PickupDeliveryNode) => ({ place: at, opens, closes, service })
  const requests = pickups.flatMap((at, r) => {
    const pickup = nodes[at]
    const delivery = nodes[pickup?.partner ?? 0]
    if (pickup === undefined || delivery === undefined) return []
    return {
      pickup: stop(at, pickup),
      delivery: stop(pickup.partner, delivery),
      load: [pickup.demand],
      ...(rankOf === undefined ? {} : { optional: { rank: rankOf(r), weight: 1 } }),
    }
  })
  const depot = nodes[0]
  const problem: RoutingProblem = {
    places: nodes.length,
    matrices: [{ durations: travel, distances: travel }],
    dimensions: 1,
    vehicles: [
      {
        count: fleet ?? vehicles,
        matrix: 0,
        start: 0,
        end: 0,
        opens: depot?.opens ?? 0,
        closes: depot?.closes ?? 0,
        configurations: [[capacity]],
      },
    ],
    requests,
    objective,
  }
  return { problem, pickups }
}
