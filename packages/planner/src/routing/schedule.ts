// The general evaluator: every rule for one route, whatever it is. Used where prefix arrays do not tell all: ride times, route
// durations, configurations, several trips.
//
// With the order fixed, times are a system of difference constraints: each stop a travel later than the one before; the
// pick-up no more than the longest ride before its delivery; the start no more than the longest duration before the end. Its
// least solution, the earliest schedule that keeps all of them, is found by sweeps forward, each followed by raising what a
// later stop demands of an earlier one (Bellman and Ford; compare Firat and Woeginger 2011).

import { DELIVERY_ONLY, FOREVER, type Instance, PAIR, PICKUP_ONLY } from './instance.ts'

/** So that rounding is not taken for a demand. */
const rounding = 1e-9

export class Scheduler {
  /** Start of service by position, of the last route looked at. At the start: the departure. */
  starts = new Float64Array(16)
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

  private hasTime(t: number, nodes: Int32Array, length: number): boolean {
    const { requests, kind, maxRide, types, place, places, opens, closes, service } = this.instance
    const type = types[t]
    if (type === undefined) return false
    if (this.starts.length < length) this.starts = new Float64Array(2 * length)
    const { starts, pickupAt } = this
    for (let k = 0; k < length; k++) starts[k] = opens[nodes[k] as number] as number
    let from = 0
    // A longest path without a cycle uses each demand of a later stop on an earlier one once.
    for (let sweeps = length + 1; sweeps > 0; sweeps--) {
      if ((starts[from] as number) > (closes[nodes[from] as number] as number)) return false
      for (let k = from + 1; k < length; k++) {
        const node = nodes[k] as number
        const before = nodes[k - 1] as number
        const reached =
          (starts[k - 1] as number) +
          (service[before] as number) +
          (type.time[(place[before] as number) * places + (place[node] as number)] as number)
        if (reached > (starts[k] as number)) starts[k] = reached
        if ((starts[k] as number) > (closes[node] as number)) return false
      }
      from = length
      for (let k = length - 2; k > 0; k--) {
        const node = nodes[k] as number
        const r = node >> 1
        if (node >= 2 * requests || (node & 1) === 0 || kind[r] !== PAIR || maxRide[r] === FOREVER) continue
        const pickup = pickupAt[r] as number
        const demanded = (starts[k] as number) - (maxRide[r] as number) - (service[2 * r] as number)
        if (demanded <= (starts[pickup] as number) + rounding) continue
        starts[pickup] = demanded
        if (pickup < from) from = pickup
      }
      if (type.maxDuration < FOREVER) {
        const demanded = (starts[length - 1] as number) - type.maxDuration
        if (demanded > (starts[0] as number) + rounding) {
          starts[0] = demanded
          from = 0
        }
      }
      if (from === length) return true
    }
    return false
  }
}

/** Which nodes a request has, in order. */
export function nodesOf(instance: Instance, r: number): readonly number[] {
  const kind = instance.kind[r]
  return kind === PICKUP_ONLY ? [2 * r] : kind === DELIVERY_ONLY ? [2 * r + 1] : [2 * r, 2 * r + 1]
}
