// The cheapest place for one request in one route under every rule. Cost and windows, which are told in constant time, leave
// out most places; what remains is simulated.

import type { Insertion } from './insertion.ts'
import { DELIVERY_ONLY, FOREVER, type Instance, PICKUP_ONLY } from './instance.ts'
import type { Route } from './route.ts'
import { Scheduler } from './schedule.ts'

export class GeneralInsertionSearch {
  private readonly instance: Instance
  private readonly scheduler: Scheduler
  /** Whether a place costs when the route would end, and a little of the detour, instead of the detour alone. */
  isByEnd: boolean
  private tried = new Int32Array(16)

  constructor(instance: Instance) {
    this.instance = instance
    this.scheduler = new Scheduler(instance)
    this.isByEnd = instance.problem.objective === 'makespan'
  }

  /** As InsertionSearch.best. */
  best(route: Route, r: number, found: Insertion): void {
    found.cost = Number.POSITIVE_INFINITY
    found.depot = 0
    const { requests, kind } = this.instance
    const { length, nodes } = route
    const own = kind[r] as number
    for (let i = 0; i <= length - 2; i++) {
      for (let j = i; j <= length - 2; j++) {
        if (own === PICKUP_ONLY || own === DELIVERY_ONLY ? j > i : false) break
        if (j > i && (nodes[j] as number) >= 2 * requests) break
        this.consider(route, r, i, j, 0, found)
      }
    }
    const maxTrips = this.instance.types[route.type]?.maxTrips ?? 1
    if (maxTrips === 1 || length <= 2) return
    // As a trip of its own: before the first, between two, after the last.
    for (let i = 0; i <= length - 2; i++)
      if (i === 0 || (nodes[i] as number) >= 2 * requests) this.consider(route, r, i, i, 1, found)
    this.consider(route, r, length - 2, length - 2, 2, found)
  }

  private consider(route: Route, r: number, i: number, j: number, depot: 0 | 1 | 2, found: Insertion): void {
    const detour = this.detour(route, r, i, j, depot)
    if (detour === FOREVER || (!this.isByEnd && detour >= found.cost)) return
    const length = this.lay(route, r, i, j, depot)
    if (!this.scheduler.keeps(route.type, this.tried, length)) return
    const cost = this.isByEnd ? (this.scheduler.starts[length - 1] as number) + detour / 1024 : detour
    if (cost >= found.cost) return
    found.cost = cost
    found.pickupAfter = i
    found.deliveryAfter = j
    found.depot = depot
  }

  /** What it costs more; FOREVER where windows alone forbid it. */
  private detour(route: Route, r: number, i: number, j: number, depot: 0 | 1 | 2): number {
    const { places: width, place, opens, closes, service, kind } = this.instance
    const type = this.instance.types[route.type]
    if (type === undefined) return FOREVER
    const { depart, latest, nodes, places, length } = route
    let clock = depart[i] as number
    let at = places[i] as number
    let cost = 0
    const visit = (node: number) => {
      const to = place[node] as number
      cost += type.cost[at * width + to] as number
      clock += type.time[at * width + to] as number
      if (clock < (opens[node] as number)) clock = opens[node] as number
      if (clock > (closes[node] as number)) return false
      clock += service[node] as number
      at = to
      return true
    }
    if (depot === 2 && !visit(type.depotNode)) return FOREVER
    if (kind[r] !== DELIVERY_ONLY && !visit(2 * r)) return FOREVER
    for (let k = i + 1; k <= j; k++) if (!visit(nodes[k] as number)) return FOREVER
    if (kind[r] !== PICKUP_ONLY && !visit(2 * r + 1)) return FOREVER
    if (depot === 1 && !visit(type.depotNode)) return FOREVER
    const next = places[j + 1] as number
    if (j + 1 < length && clock + (type.time[at * width + next] as number) > (latest[j + 1] as number)) return FOREVER
    cost += type.cost[at * width + next] as number
    for (let k = i; k <= j; k++) cost -= route.arc[k] as number
    return cost < FOREVER ? cost : FOREVER
  }

  /** The route with the request in it, into `tried`; its length. */
  private lay(route: Route, r: number, i: number, j: number, depot: 0 | 1 | 2): number {
    const { kind, types } = this.instance
    const { nodes, length } = route
    if (this.tried.length < length + 4) this.tried = new Int32Array(2 * length + 8)
    const { tried } = this
    const depotNode = types[route.type]?.depotNode ?? 0
    let n = 0
    for (let k = 0; k < length; k++) {
      tried[n++] = nodes[k] as number
      if (k === i) {
        if (depot === 2) tried[n++] = depotNode
        if (kind[r] !== DELIVERY_ONLY) tried[n++] = 2 * r
      }
      if (k === j) {
        if (kind[r] !== PICKUP_ONLY) tried[n++] = 2 * r + 1
        if (depot === 1) tried[n++] = depotNode
      }
    }
    return n
  }
}
