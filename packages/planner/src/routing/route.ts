// One vehicle's sequence of nodes, with what makes an insertion checkable in constant time: the earliest departure from each
// position, the latest start at each, the load after each (Savelsbergh 1992, Kindervater and Savelsbergh 1997).

import { DELIVERY_ONLY, type Instance, PICKUP_ONLY } from './instance.ts'

export class Route {
  type = 0
  /** Start and end node included; 0: the vehicle stays where it is. */
  length = 0
  nodes = new Int32Array(8)
  /** places[k] = place of nodes[k]. */
  places = new Int32Array(8)
  /** Earliest end of service at position k, by travel times and windows alone. */
  depart = new Float64Array(8)
  /** Latest start of service at position k with which all later windows are kept. */
  latest = new Float64Array(8)
  /** Cost from position k to k + 1. */
  arc = new Float64Array(8)
  /** Aboard after position k: load[k × dimensions + d]. */
  load = new Float64Array(8)
  /** How much longer the way from position k to k + 1 may become for those aboard, were there no waiting. For RideSlack. */
  rideSlack = new Float64Array(0)
  /** Distance by cost, and the fixed cost of the vehicle. */
  cost = 0
  /** When the vehicle is done, full rules included. Only kept up where the instance needs the full simulation. */
  end = 0
  /** Another number whenever the sequence is another. */
  version = 0

  reserve(length: number, dimensions: number): void {
    if (this.nodes.length >= length && this.load.length >= length * dimensions) return
    const room = Math.max(2 * this.nodes.length, length)
    const wider = (old: Int32Array) => {
      const made = new Int32Array(room)
      made.set(old)
      return made
    }
    this.nodes = wider(this.nodes)
    this.places = wider(this.places)
    const grown = (old: Float64Array, size: number) => {
      const made = new Float64Array(size)
      made.set(old)
      return made
    }
    this.depart = grown(this.depart, room)
    this.latest = grown(this.latest, room)
    this.arc = grown(this.arc, room)
    this.load = grown(this.load, room * dimensions)
  }
}

/** Fills everything but nodes, type, length, end and version, which stand. True if windows and loads are kept. */
export function refresh(instance: Instance, route: Route): boolean {
  const { length, nodes, places, depart, latest, arc } = route
  const { place, opens, closes, service, places: width } = instance
  const type = instance.types[route.type]
  if (type === undefined || length === 0) {
    route.cost = 0
    return true
  }
  const { time, cost } = type
  let isKept = true
  let at = place[nodes[0] as number] as number
  let clock = opens[nodes[0] as number] as number
  places[0] = at
  depart[0] = clock
  let total = type.fixedCost
  for (let k = 1; k < length; k++) {
    const node = nodes[k] as number
    const next = place[node] as number
    const index = at * width + next
    const step = cost[index] as number
    arc[k - 1] = step
    total += step
    clock += time[index] as number
    if (clock < (opens[node] as number)) clock = opens[node] as number
    if (clock > (closes[node] as number)) isKept = false
    clock += service[node] as number
    depart[k] = clock
    places[k] = next
    at = next
  }
  route.cost = total
  let limit = closes[nodes[length - 1] as number] as number
  latest[length - 1] = limit
  for (let k = length - 2; k >= 0; k--) {
    const node = nodes[k] as number
    limit -= (time[(places[k] as number) * width + (places[k + 1] as number)] as number) + (service[node] as number)
    if (limit > (closes[node] as number)) limit = closes[node] as number
    latest[k] = limit
  }
  return fillLoads(instance, route) && isKept
}

/** A single trip only; routes of several trips are loaded in the full simulation. */
function fillLoads(instance: Instance, route: Route): boolean {
  const { length, nodes, load: aboard } = route
  const { load, kind, dimensions, requests } = instance
  const most = instance.types[route.type]?.most ?? aboard
  let isKept = true
  for (let d = 0; d < dimensions; d++) {
    let sum = 0
    for (let k = 1; k < length - 1; k++) {
      const r = (nodes[k] as number) >> 1
      if (r < requests && kind[r] === DELIVERY_ONLY) sum += load[r * dimensions + d] as number
    }
    aboard[d] = sum
    if (sum > (most[d] as number)) isKept = false
    for (let k = 1; k < length; k++) {
      const node = nodes[k] as number
      const r = node >> 1
      if (r < requests)
        sum += (node & 1) === 0 ? (load[r * dimensions + d] as number) : -(load[r * dimensions + d] as number)
      aboard[k * dimensions + d] = sum
      if (sum > (most[d] as number) && k < length - 1) isKept = false
    }
  }
  return isKept
}

/** The first position after which something may end at that time; what is before it must be left sooner. Detours save no time. */
export function firstPlace(route: Route, end: number): number {
  const { latest } = route
  let low = 1
  let high = route.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((latest[middle] as number) >= end) high = middle
    else low = middle + 1
  }
  return low - 1
}

/** Whether the request fits in after position k beside what is aboard there, by the most of any configuration. */
export function hasRoom(instance: Instance, route: Route, k: number, r: number): boolean {
  const { dimensions, load } = instance
  const most = instance.types[route.type]?.most
  if (most === undefined) return false
  for (let d = 0; d < dimensions; d++)
    if ((route.load[k * dimensions + d] as number) + (load[r * dimensions + d] as number) > (most[d] as number))
      return false
  return true
}

/** Kinds whose load stays aboard to the end of the trip, or is there from its start. */
export function isSingle(kind: number): boolean {
  return kind === PICKUP_ONLY || kind === DELIVERY_ONLY
}
