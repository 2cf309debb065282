// The cheapest place for one request in one route under every rule. Cost and windows, which are told in constant time, leave
// out most places; what remains is simulated.

import type { Random } from '../random.ts'
import type { Insertion } from './insertion.ts'
import { DELIVERY_ONLY, type FleetType, FOREVER, type Instance, PAIR, PICKUP_ONLY } from './instance.ts'
import { firstPlace, hasRoom, type Route } from './route.ts'
import { Scheduler } from './schedule.ts'

const none = Number.POSITIVE_INFINITY

/** So that rounding does not leave out what the simulation would allow. */
const rounding = 1e-6

export class GeneralInsertionSearch {
  private readonly instance: Instance
  private readonly random: Random | undefined
  /** With a source of randomness: of so many places for a pair that hold one is passed over; 0: none. */
  blinkEvery = 0
  private readonly scheduler: Scheduler
  /** Whether a place costs when the route would end, and a little of the detour, instead of the detour alone. */
  isByEnd: boolean
  private tried = new Int32Array(16)
  /** Places that may hold, the first `listed`. */
  private listed = 0
  private listCost = new Float64Array(64)
  private listPickup = new Int32Array(64)
  private listDelivery = new Int32Array(64)
  private deliveryCost = new Float64Array(64)
  private leastFrom = new Float64Array(64)

  constructor(instance: Instance, random?: Random) {
    this.instance = instance
    this.random = random
    this.scheduler = new Scheduler(instance)
    this.isByEnd = instance.problem.objective === 'makespan'
  }

  /** As InsertionSearch.best. */
  best(route: Route, r: number, below: number, found: Insertion): void {
    found.cost = below
    found.pickupAfter = -1
    found.depot = 0
    this.search(route, r, found)
    if (found.pickupAfter < 0) found.cost = none
  }

  private search(route: Route, r: number, found: Insertion): void {
    const { requests, kind, types } = this.instance
    const { length, nodes } = route
    const maxTrips = types[route.type]?.maxTrips ?? 1
    const isPair = kind[r] === PAIR
    if (isPair && maxTrips === 1 && !this.isByEnd) {
      this.pair(route, r, found)
      return
    }
    for (let i = 0; i <= length - 2; i++) {
      for (let j = i; j <= length - 2; j++) {
        if (j > i && (!isPair || (nodes[j] as number) >= 2 * requests)) break
        this.consider(route, r, i, j, 0, found)
      }
    }
    if (maxTrips === 1 || length <= 2) return
    // As a trip of its own: before the first, between two, after the last.
    for (let i = 0; i <= length - 2; i++)
      if (i === 0 || (nodes[i] as number) >= 2 * requests) this.consider(route, r, i, i, 1, found)
    this.consider(route, r, length - 2, length - 2, 2, found)
  }

  /**
   * A pair in a route of one trip. What windows, room and the shortest possible rides allow is listed; of the list the cheapest
   * is simulated, then the next, until one holds.
   */
  private pair(route: Route, r: number, found: Insertion): void {
    const type = this.instance.types[route.type]
    if (type === undefined) return
    this.listed = 0
    this.list(route, r, type, found.cost)
    const { listCost, listPickup, listDelivery } = this
    for (let left = this.listed; left > 0; left--) {
      let cheapest = 0
      for (let k = 1; k < this.listed; k++) if ((listCost[k] as number) < (listCost[cheapest] as number)) cheapest = k
      const cost = listCost[cheapest] as number
      const i = listPickup[cheapest] as number
      const j = listDelivery[cheapest] as number
      listCost[cheapest] = Number.POSITIVE_INFINITY
      const length = this.lay(route, r, i, j, 0)
      const { scheduler, tried } = this
      // One configuration: room was looked at exactly.
      const holds =
        type.fittingCount === 1
          ? scheduler.hasTime(route.type, tried, length)
          : scheduler.keeps(route.type, tried, length)
      if (!holds || (this.blinkEvery > 0 && this.random?.below(this.blinkEvery) === 0)) continue
      found.cost = cost
      found.pickupAfter = i
      found.deliveryAfter = j
      return
    }
  }

  private list(route: Route, r: number, type: FleetType, below: number): void {
    const { place, places: width, opens, closes, service, isMetric, maxRide, requests } = this.instance
    const { time, timeBack, cost, costBack } = type
    const { length, nodes, places, depart, latest, arc } = route
    const { rideSlack } = route
    const pickup = 2 * r
    const delivery = pickup + 1
    const pickupRow = (place[pickup] as number) * width
    const deliveryPlace = place[delivery] as number
    const deliveryRow = deliveryPlace * width
    const pickupService = service[pickup] as number
    const deliveryService = service[delivery] as number
    const betweenTime = time[pickupRow + deliveryPlace] as number
    const betweenCost = cost[pickupRow + deliveryPlace] as number
    const longest = maxRide[r] as number
    const latestDelivery = closes[delivery] as number
    // The delivery alone after each position, and the least of it from there on, bound a pair from below.
    if (this.deliveryCost.length < length) {
      this.deliveryCost = new Float64Array(2 * length)
      this.leastFrom = new Float64Array(2 * length)
    }
    const { deliveryCost, leastFrom } = this
    const firstPickup = isMetric ? firstPlace(route, (opens[pickup] as number) + pickupService) : 0
    const firstDelivery = isMetric ? firstPlace(route, (opens[delivery] as number) + deliveryService) : 0
    let end = firstDelivery
    for (; end <= length - 2; end++) {
      if (isMetric && (depart[end] as number) > latestDelivery) break
      deliveryCost[end] =
        (costBack[deliveryRow + (places[end] as number)] as number) +
        (cost[deliveryRow + (places[end + 1] as number)] as number) -
        (arc[end] as number)
    }
    let least = none
    leastFrom[end] = none
    for (let k = end - 1; k >= firstDelivery; k--) {
      if ((deliveryCost[k] as number) < least) least = deliveryCost[k] as number
      leastFrom[k] = least
    }
    for (let i = firstPickup; i < end; i++) {
      const at = places[i] as number
      const next = places[i + 1] as number
      const toPickup = timeBack[pickupRow + at] as number
      let clock = (depart[i] as number) + toPickup
      if (clock > (closes[pickup] as number)) {
        if (isMetric) return
        continue
      }
      const pickupCost = (costBack[pickupRow + at] as number) - (arc[i] as number)
      const together = pickupCost + betweenCost + (cost[deliveryRow + next] as number)
      const apart = pickupCost + (cost[pickupRow + next] as number)
      const leastLater = leastFrom[i < firstDelivery ? firstDelivery : i + 1] as number
      if (together >= below && apart + leastLater >= below) continue
      if (!hasRoom(this.instance, route, i, r)) continue
      if (clock < (opens[pickup] as number)) clock = opens[pickup] as number
      clock += pickupService
      const direct = time[at * width + next] as number

      // The delivery right after the pick-up.
      let begin = clock + betweenTime
      if (begin < (opens[delivery] as number)) begin = opens[delivery] as number
      const onward = deliveryService + (time[deliveryRow + next] as number)
      if (
        together < below &&
        i >= firstDelivery &&
        begin <= latestDelivery &&
        begin + onward <= (latest[i + 1] as number) &&
        (!isMetric || toPickup + pickupService + betweenTime + onward - direct <= (rideSlack[i] as number))
      )
        this.note(together, i, i)

      const detour = toPickup + pickupService + (time[pickupRow + next] as number) - direct
      if (isMetric && detour > (rideSlack[i] as number)) continue
      // The shortest ride: what is driven and served on the way, with no waiting.
      let ride = time[pickupRow + next] as number
      clock += ride
      for (let j = i + 1; j < end; j++) {
        const node = nodes[j] as number
        if (apart + (leastFrom[j < firstDelivery ? firstDelivery : j] as number) >= below) break
        if (node >= 2 * requests || clock > ((isMetric ? latest[j] : closes[node]) as number)) break
        if (isMetric && ride > longest) break
        if (!hasRoom(this.instance, route, j, r)) break
        const here = places[j] as number
        const after = places[j + 1] as number
        if (clock < (opens[node] as number)) clock = opens[node] as number
        clock += service[node] as number
        ride += service[node] as number
        if (j < firstDelivery) {
          const step = time[here * width + after] as number
          clock += step
          ride += step
          continue
        }
        const toDelivery = timeBack[deliveryRow + here] as number
        begin = clock + toDelivery
        const whole = apart + (deliveryCost[j] as number)
        if (whole >= below) {
          // Too dear here; further on there is a cheaper place.
        } else if (begin <= latestDelivery) {
          if (begin < (opens[delivery] as number)) begin = opens[delivery] as number
          const further = deliveryService + (time[deliveryRow + after] as number)
          const straight = time[here * width + after] as number
          if (
            begin + further <= (latest[j + 1] as number) &&
            (!isMetric ||
              (ride + toDelivery <= longest + rounding && toDelivery + further - straight <= (rideSlack[j] as number)))
          )
            this.note(whole, i, j)
        } else if (isMetric) break
        const step = time[here * width + after] as number
        clock += step
        ride += step
      }
    }
  }

  private note(cost: number, i: number, j: number): void {
    if (!(cost < Number.POSITIVE_INFINITY)) return
    if (this.listed === this.listCost.length) {
      const costs = new Float64Array(2 * this.listed)
      const pickups = new Int32Array(2 * this.listed)
      const deliveries = new Int32Array(2 * this.listed)
      costs.set(this.listCost)
      pickups.set(this.listPickup)
      deliveries.set(this.listDelivery)
      this.listCost = costs
      this.listPickup = pickups
      this.listDelivery = deliveries
    }
    this.listCost[this.listed] = cost
    this.listPickup[this.listed] = i
    this.listDelivery[this.listed++] = j
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
