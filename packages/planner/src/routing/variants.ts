// Routes near a given one that are worth more at given prices: a request more, one less, or one for another. What columns a
// linear programme over routes lacks is looked for here (pricing by local search; compare Parragh and Schmid 2013).

import { GeneralInsertionSearch } from './general-insertion.ts'
import type { Insertion } from './insertion.ts'
import { type Instance, PAIR } from './instance.ts'
import { RideSlack } from './ride-slack.ts'
import { Route, refresh } from './route.ts'
import { Scheduler } from './schedule.ts'

/** So that rounding is not taken for worth. */
const rounding = 1e-6

/** Told of each variant that pays: its nodes, what it costs, and by how much the prices of its requests exceed that. */
export type Keep = (nodes: Int32Array, cost: number, worth: number) => void

export class Variants {
  private readonly instance: Instance
  private readonly search: GeneralInsertionSearch
  private readonly scheduler: Scheduler
  private readonly rideSlack: RideSlack
  private readonly whole = new Route()
  private readonly shorter = new Route()
  private readonly found: Insertion = { cost: 0, pickupAfter: 0, deliveryAfter: 0, depot: 0 }
  private readonly isIn: Uint8Array

  constructor(instance: Instance) {
    this.instance = instance
    this.search = new GeneralInsertionSearch(instance)
    this.scheduler = new Scheduler(instance)
    this.rideSlack = new RideSlack(instance)
    this.isIn = new Uint8Array(instance.requests)
  }

  /** Whether it knows how to vary routes of this instance: pairs, one trip. */
  static suits({ kind, types }: Instance): boolean {
    return kind.every((each) => each === PAIR) && types.every(({ maxTrips }) => maxTrips === 1)
  }

  /** `price`: what a request is worth, in units of cost. `least`: a variant that is worth no more is not told. */
  of(type: number, nodes: Int32Array, isOpen: Uint8Array, price: Float64Array, least: number, keep: Keep): void {
    const { whole, shorter, isIn } = this
    if (!this.set(whole, type, nodes, -1)) return
    for (let r = 0; r < isIn.length; r++) isIn[r] = isOpen[r] === 1 ? 0 : 1
    let worth = -whole.cost
    for (const node of nodes) {
      const r = node >> 1
      if (r >= this.instance.requests || (node & 1) === 1) continue
      isIn[r] = 1
      worth += price[r] as number
    }
    this.extend(whole, worth, price, least, keep)
    for (let k = 1; k < nodes.length - 1; k++) {
      const node = nodes[k] as number
      if ((node & 1) === 1) continue
      const r = node >> 1
      if (!this.set(shorter, type, nodes, r)) continue
      const left = worth - (price[r] as number) + whole.cost - shorter.cost
      if (left > least + rounding && shorter.length > 2)
        keep(shorter.nodes.slice(0, shorter.length), shorter.cost, left)
      this.extend(shorter, left, price, least, keep)
    }
  }

  /** One request more, each that pays at its cheapest place. */
  private extend(route: Route, worth: number, price: Float64Array, least: number, keep: Keep): void {
    const { found, isIn, instance } = this
    const { requests, allowed, types } = instance
    for (let r = 0; r < requests; r++) {
      if (isIn[r] === 1 || allowed[r * types.length + route.type] === 0) continue
      const below = worth + (price[r] as number) - least - rounding
      if (below <= 0) continue
      this.search.best(route, r, below, found)
      if (found.cost === Number.POSITIVE_INFINITY) continue
      keep(this.laid(route, r), route.cost + found.cost, worth + (price[r] as number) - found.cost)
    }
  }

  private laid(route: Route, r: number): Int32Array {
    const { pickupAfter, deliveryAfter } = this.found
    const { nodes, length } = route
    const made = new Int32Array(length + 2)
    let at = 0
    for (let k = 0; k < length; k++) {
      made[at++] = nodes[k] as number
      if (k === pickupAfter) made[at++] = 2 * r
      if (k === deliveryAfter) made[at++] = 2 * r + 1
    }
    return made
  }

  /** The nodes without those of a request; false where that is no route. */
  private set(route: Route, type: number, nodes: Int32Array, without: number): boolean {
    const { instance } = this
    route.type = type
    route.reserve(nodes.length, instance.dimensions)
    let length = 0
    for (const node of nodes) if (node >> 1 !== without) route.nodes[length++] = node
    route.length = length
    if (!refresh(instance, route) || !this.scheduler.keeps(type, route.nodes, length)) return false
    this.rideSlack.measure(route)
    return true
  }
}
