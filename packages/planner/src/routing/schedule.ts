// The general evaluator: every rule for one route, whatever it is. Used where prefix arrays do not tell all: ride times, route
// durations, configurations, several trips.
//
// With the order fixed, times are a system of difference constraints: each stop a travel later than the one before; the
// pick-up no more than the longest ride before its delivery; the start no more than the longest duration before the end. Its
// least solution, the earliest schedule that keeps all of them, is found by sweeps forward, each followed by raising what a
// later stop demands of an earlier one (Bellman and Ford; compare Firat and Woeginger 2011).

import { DELIVERY_ONLY, FOREVER, type Instance, PAIR } from './instance.ts'

/** So that rounding is not taken for a demand. */
const rounding = 1e-9

export class Scheduler {
  /** Start of service by position, of the last route looked at. At the start: the departure. */
  starts = new Float64Array(16)
  /** From the start of service at the position before to being at this one. */
  private gap = new Float64Array(16)
  private limit = new Float64Array(16)
  /** Positions of deliveries whose ride is limited. */
  private rides = new Int32Array(16)
  private readonly instance: Instance
  /** Where the pick-up of each request stands in this route, valid where `seen` is of this look. */
  private readonly pickupAt: Int32Array
  private readonly seen: Int32Array
  private look = 0
  private readonly aboard: Float64Array

  constructor(instance: Instance) {
    this.instance = instance
    this.pickupAt = new Int32Array(instance.requests)
    this.seen = new Int32Array(instance.requests)
    this.aboard = new Float64Array(instance.dimensions)
  }

  /** Whether all rules are kept. Then `starts` is the earliest schedule. */
  keeps(t: number, nodes: Int32Array, length: number): boolean {
    return this.fits(t, nodes, length) && this.hasTime(t, nodes, length)
  }

  /** Precedence, trips, and a configuration for each trip. */
  private fits(t: number, nodes: Int32Array, length: number): boolean {
    const { requests, kind, load, dimensions, types, aboard: aboardOf } = this.instance
    const type = types[t]
    if (type === undefined) return false
    const { aboard, pickupAt, seen } = this
    const look = ++this.look
    const allFittings = 2 ** type.fittingCount - 1
    let trips = 1
    let from = 0
    while (from < length - 1) {
      let to = from + 1
      while (to < length - 1 && (nodes[to] as number) < 2 * requests) to++
      aboard.fill(0)
      let open = 0
      for (let k = from + 1; k < to; k++) {
        const r = (nodes[k] as number) >> 1
        if (kind[r] !== DELIVERY_ONLY) continue
        if (from > 0 && (aboardOf[r] as number) >= 0) return false
        for (let d = 0; d < dimensions; d++) aboard[d] = (aboard[d] as number) + (load[r * dimensions + d] as number)
      }
      let fitting = this.fittingsFor(t, allFittings)
      for (let k = from + 1; k < to; k++) {
        const node = nodes[k] as number
        const r = node >> 1
        const sign = (node & 1) === 0 ? 1 : -1
        if (sign === 1) {
          pickupAt[r] = k
          seen[r] = look
        }
        if (kind[r] === PAIR) {
          if (sign === -1 && (seen[r] !== look || (pickupAt[r] as number) < from)) return false
          open += sign
        }
        for (let d = 0; d < dimensions; d++)
          aboard[d] = (aboard[d] as number) + sign * (load[r * dimensions + d] as number)
        if (sign === 1) fitting = this.fittingsFor(t, fitting)
      }
      if (open !== 0 || fitting === 0) return false
      if (to < length - 1 && ++trips > type.maxTrips) return false
      from = to
    }
    return true
  }

  /** Those of the configurations, as bits, into which what is aboard fits. */
  private fittingsFor(t: number, among: number): number {
    const { dimensions, types } = this.instance
    const type = types[t]
    if (type === undefined) return 0
    let result = among
    for (let c = 0; c < type.fittingCount; c++)
      for (let d = 0; d < dimensions; d++)
        if ((this.aboard[d] as number) > (type.fittings[c * dimensions + d] as number)) result &= ~(1 << c)
    return result
  }

  /** Whether times can be found, precedence and loads taken for granted. */
  hasTime(t: number, nodes: Int32Array, length: number): boolean {
    const { requests, kind, maxRide, types, place, places, opens, closes, service } = this.instance
    const type = types[t]
    if (type === undefined) return false
    if (this.starts.length < length) this.reserve(length)
    const { starts, pickupAt, gap, limit, rides } = this
    const { time } = type
    // The first sweep, which also looks up what the others need.
    let before = nodes[0] as number
    let at = place[before] as number
    let clock = opens[before] as number
    starts[0] = clock
    limit[0] = closes[before] as number
    if (clock > (limit[0] as number)) return false
    let rideCount = 0
    for (let k = 1; k < length; k++) {
      const node = nodes[k] as number
      const next = place[node] as number
      const step = (service[before] as number) + (time[at * places + next] as number)
      gap[k] = step
      clock += step
      if (clock < (opens[node] as number)) clock = opens[node] as number
      const latest = closes[node] as number
      if (clock > latest) return false
      limit[k] = latest
      starts[k] = clock
      if (node < 2 * requests) {
        const r = node >> 1
        if ((node & 1) === 0) pickupAt[r] = k
        else if (maxRide[r] !== FOREVER && kind[r] === PAIR) rides[rideCount++] = k
      }
      before = node
      at = next
    }
    // A longest path without a cycle uses each demand of a later stop on an earlier one once.
    for (let sweeps = rideCount + 2; sweeps > 0; sweeps--) {
      let from = length
      for (let ride = rideCount - 1; ride >= 0; ride--) {
        const k = rides[ride] as number
        const delivery = nodes[k] as number
        const r = delivery >> 1
        const pickup = pickupAt[r] as number
        const demanded = (starts[k] as number) - (maxRide[r] as number) - (service[delivery - 1] as number)
        if (demanded <= (starts[pickup] as number) + rounding) continue
        if (demanded > (limit[pickup] as number)) return false
        starts[pickup] = demanded
        if (pickup < from) from = pickup
      }
      if (type.maxDuration < FOREVER) {
        const demanded = (starts[length - 1] as number) - type.maxDuration
        if (demanded > (starts[0] as number) + rounding) {
          if (demanded > (limit[0] as number)) return false
          starts[0] = demanded
          from = 0
        }
      }
      if (from === length) return true
      let reached = starts[from] as number
      for (let k = from + 1; k < length; k++) {
        reached += gap[k] as number
        if (reached <= (starts[k] as number)) reached = starts[k] as number
        else if (reached > (limit[k] as number)) return false
        else starts[k] = reached
      }
    }
    return false
  }

  private reserve(length: number): void {
    this.starts = new Float64Array(2 * length)
    this.gap = new Float64Array(2 * length)
    this.limit = new Float64Array(2 * length)
    this.rides = new Int32Array(2 * length)
  }
}
