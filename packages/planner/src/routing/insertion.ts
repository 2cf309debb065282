// The cheapest place for one request in one route, where windows and one capacity are all that counts.
//
// For a pair there are n²/2 places. Costs of the two stops are independent unless they are neighbours, so the cheapest
// delivery after each position, over those where it fits by itself, bounds every pair from below: most pick-up positions fall
// to that bound without a look at their deliveries.

import { type Instance, PICKUP_ONLY } from './instance.ts'
import { firstPlace, hasRoom, isSingle, type Route } from './route.ts'

/** Where a request goes: after position `pickupAfter`, and after `deliveryAfter` ≥ `pickupAfter` of the route as it is. */
export interface Insertion {
  cost: number
  pickupAfter: number
  deliveryAfter: number
  /** 1: a depot stop right after the request, 2: right before it, which makes it a trip of its own; 0: none. */
  depot: 0 | 1 | 2
}

const none = Number.POSITIVE_INFINITY

/** Holds the scratch of one search: per position the cost of the delivery alone there, and the least of these from there on. */
export class InsertionSearch {
  private deliveryCost = new Float64Array(64)
  private leastFrom = new Float64Array(65)

  private readonly instance: Instance

  constructor(instance: Instance) {
    this.instance = instance
  }

  /** Writes into `found`; its cost is Infinity where there is no place cheaper than `below`. The route has its two ends. */
  best(route: Route, r: number, below: number, found: Insertion): void {
    found.cost = below
    found.pickupAfter = -1
    const kind = this.instance.kind[r] as number
    if (isSingle(kind)) this.single(route, r, kind === PICKUP_ONLY, found)
    else this.pair(route, r, found)
    if (found.pickupAfter < 0) found.cost = none
  }

  private pair(route: Route, r: number, found: Insertion): void {
    const { place, opens, closes, service, places: width, isMetric, dimensions, load: loads } = this.instance
    const type = this.instance.types[route.type]
    if (type === undefined) return
    const { time, timeBack, cost, costBack, most } = type
    const { length, nodes, places, depart, latest, arc, load } = route
    const pickup = 2 * r
    const delivery = pickup + 1
    const pickupPlace = place[pickup] as number
    const pickupRow = pickupPlace * width
    const pickupOpens = opens[pickup] as number
    const pickupCloses = closes[pickup] as number
    const pickupService = service[pickup] as number
    const deliveryPlace = place[delivery] as number
    const deliveryRow = deliveryPlace * width
    const deliveryOpens = opens[delivery] as number
    const deliveryCloses = closes[delivery] as number
    const deliveryService = service[delivery] as number
    const isOneDimension = dimensions === 1
    const amount = loads[r * dimensions] as number
    const room = (most[0] as number) - amount
    if (isOneDimension && room < 0) return

    const last = length - 2
    if (this.deliveryCost.length < length) {
      this.deliveryCost = new Float64Array(2 * length)
      this.leastFrom = new Float64Array(2 * length + 1)
    }
    const { deliveryCost, leastFrom } = this
    const firstPickup = isMetric ? firstPlace(route, pickupOpens + pickupService) : 0
    const firstDelivery = isMetric ? firstPlace(route, deliveryOpens + deliveryService) : 0
    // The delivery by itself after each position. `end`: from here on it comes too late wherever the pick-up is.
    let end = firstDelivery
    for (; end <= last; end++) {
      const at = places[end] as number
      const next = places[end + 1] as number
      const arrival = (depart[end] as number) + (timeBack[deliveryRow + at] as number)
      if (isMetric) {
        if (arrival > deliveryCloses) break
        const begin = arrival > deliveryOpens ? arrival : deliveryOpens
        if (begin + deliveryService + (time[deliveryRow + next] as number) > (latest[end + 1] as number)) {
          deliveryCost[end] = none
          continue
        }
      }
      deliveryCost[end] =
        (costBack[deliveryRow + at] as number) + (cost[deliveryRow + next] as number) - (arc[end] as number)
    }
    let least = none
    leastFrom[end] = none
    for (let k = end - 1; k >= firstDelivery; k--) {
      if ((deliveryCost[k] as number) < least) least = deliveryCost[k] as number
      leastFrom[k] = least
    }

    const between = cost[pickupRow + deliveryPlace] as number
    const betweenTime = time[pickupRow + deliveryPlace] as number
    let bestCost = found.cost
    for (let i = firstPickup; i < end; i++) {
      const at = places[i] as number
      const next = places[i + 1] as number
      const arrival = (depart[i] as number) + (timeBack[pickupRow + at] as number)
      if (arrival > pickupCloses) {
        if (isMetric) break
        continue
      }
      const toPickup = costBack[pickupRow + at] as number
      const pickupCost = toPickup + (cost[pickupRow + next] as number) - (arc[i] as number)
      const together = toPickup + between + (cost[deliveryRow + next] as number) - (arc[i] as number)
      const apart = pickupCost + (leastFrom[i < firstDelivery ? firstDelivery : i + 1] as number)
      if (together >= bestCost && apart >= bestCost) continue
      if (isOneDimension ? (load[i] as number) > room : !hasRoom(this.instance, route, i, r)) continue
      const leave = (arrival > pickupOpens ? arrival : pickupOpens) + pickupService

      if (together < bestCost && i >= firstDelivery) {
        let clock = leave + betweenTime
        if (clock < deliveryOpens) clock = deliveryOpens
        if (
          clock <= deliveryCloses &&
          clock + deliveryService + (time[deliveryRow + next] as number) <= (latest[i + 1] as number)
        ) {
          bestCost = together
          found.cost = together
          found.pickupAfter = i
          found.deliveryAfter = i
        }
      }
      if (apart >= bestCost) continue

      // The clock runs along the route with the pick-up in it, until it meets the clock of the route without.
      // Where detours may save time, a stop may come too late for the way on without the delivery, but not for that with it.
      let clock = leave + (time[pickupRow + next] as number)
      if (clock > ((isMetric ? latest[i + 1] : closes[nodes[i + 1] as number]) as number)) continue
      let isShifted = true
      for (let j = i + 1; j < end; j++) {
        if (pickupCost + (leastFrom[j < firstDelivery ? firstDelivery : j] as number) >= bestCost) break
        if (isOneDimension ? (load[j] as number) > room : !hasRoom(this.instance, route, j, r)) break
        const node = nodes[j] as number
        const here = places[j] as number
        const after = places[j + 1] as number
        if (isShifted) {
          if (clock < (opens[node] as number)) clock = opens[node] as number
          clock += service[node] as number
          if (clock === (depart[j] as number)) isShifted = false
        } else clock = depart[j] as number
        const whole = j < firstDelivery ? none : pickupCost + (deliveryCost[j] as number)
        if (whole < bestCost) {
          let begin = clock + (timeBack[deliveryRow + here] as number)
          if (begin > deliveryCloses) {
            if (isMetric) break
          } else {
            if (begin < deliveryOpens) begin = deliveryOpens
            if (begin + deliveryService + (time[deliveryRow + after] as number) <= (latest[j + 1] as number)) {
              bestCost = whole
              found.cost = whole
              found.pickupAfter = i
              found.deliveryAfter = j
            }
          }
        }
        if (isShifted) {
          clock += time[here * width + after] as number
          if (clock > ((isMetric ? latest[j + 1] : closes[nodes[j + 1] as number]) as number)) break
        }
      }
    }
  }

  private single(route: Route, r: number, isPickup: boolean, found: Insertion): void {
    const { place, opens, closes, service, places: width, isMetric } = this.instance
    const type = this.instance.types[route.type]
    if (type === undefined) return
    const node = isPickup ? 2 * r : 2 * r + 1
    const row = (place[node] as number) * width
    const { length, places, depart, latest, arc } = route
    // What stays aboard to the end fits from a position on, what is there from the start fits up to one.
    let from = 0
    let to = length - 2
    if (isPickup) {
      from = length - 1
      while (from > 0 && hasRoom(this.instance, route, from - 1, r)) from--
    } else {
      to = -1
      while (to < length - 2 && hasRoom(this.instance, route, to + 1, r)) to++
    }
    for (let k = from; k <= to; k++) {
      const at = places[k] as number
      const next = places[k + 1] as number
      const arrival = (depart[k] as number) + (type.timeBack[row + at] as number)
      if (arrival > (closes[node] as number)) {
        if (isMetric) break
        continue
      }
      const whole = (type.costBack[row + at] as number) + (type.cost[row + next] as number) - (arc[k] as number)
      if (whole >= found.cost) continue
      const begin = Math.max(arrival, opens[node] as number)
      if (begin + (service[node] as number) + (type.time[row + next] as number) > (latest[k + 1] as number)) continue
      found.cost = whole
      found.pickupAfter = k
      found.deliveryAfter = k
    }
  }
}
