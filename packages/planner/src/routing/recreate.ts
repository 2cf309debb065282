// Puts absent requests back, one after another, each at its cheapest place, with a blink now and then
// (Christiaens and Vanden Berghe 2020). What was found for a request in a route stands as long as the route does.

import type { Random } from '../random.ts'
import { GeneralInsertionSearch } from './general-insertion.ts'
import { type Insertion, InsertionSearch } from './insertion.ts'
import { DELIVERY_ONLY, type Instance, PICKUP_ONLY } from './instance.ts'
import { RideSlack } from './ride-slack.ts'
import { Route, refresh } from './route.ts'
import type { Solution } from './solution.ts'

/** In place of a position: of this place only a lower bound of the cost is known. */
const bound = 0xffff

/** Where routes are simulated they are few and long: then also single places in a route are passed over now and then. */
const blinkAtPlaceEvery = 30

export class Recreate {
  private readonly search: InsertionSearch | GeneralInsertionSearch
  private readonly found: Insertion = { cost: 0, pickupAfter: 0, deliveryAfter: 0, depot: 0 }
  /** By request × slot: for which version of the route, what it costs, where. */
  private readonly knownVersion: Int32Array
  private readonly knownCost: Float64Array
  private readonly knownPickup: Uint16Array
  private readonly knownDelivery: Uint16Array
  private readonly knownDepot: Uint8Array
  /** By request × type: cost in a vehicle of its own. */
  private readonly alone: Float64Array
  private readonly order: Int32Array
  /** Slots to be looked at for the request in hand. */
  private readonly unknown: Int32Array
  private readonly key: Float64Array
  private readonly mayAll: boolean
  private untilBlink = 0
  private isBlinking = true
  /** No more vehicles than these are used. */
  mostVehicles: number

  private readonly instance: Instance
  private readonly random: Random
  private readonly blinkEvery: number

  constructor(instance: Instance, random: Random, blinkEvery: number) {
    this.instance = instance
    this.random = random
    this.blinkEvery = blinkEvery
    this.mayAll = instance.allowed.every((may) => may === 1)
    this.mostVehicles = instance.slots
    const { requests, slots, types } = instance
    this.search = instance.isGeneral ? new GeneralInsertionSearch(instance, random) : new InsertionSearch(instance)
    this.knownVersion = new Int32Array(requests * slots)
    this.knownCost = new Float64Array(requests * slots)
    this.knownPickup = new Uint16Array(requests * slots)
    this.knownDelivery = new Uint16Array(requests * slots)
    this.knownDepot = new Uint8Array(requests * slots)
    this.order = new Int32Array(requests)
    this.unknown = new Int32Array(slots)
    this.key = new Float64Array(requests)
    const rideSlack = new RideSlack(instance)
    this.alone = Float64Array.from({ length: requests * types.length }, (_, k) =>
      this.costAlone(Math.floor(k / types.length), k % types.length, rideSlack),
    )
  }

  /** The first time: all of them, without a blink. */
  first(solution: Solution): void {
    this.untilBlink = Number.MAX_SAFE_INTEGER
    this.isBlinking = false
    this.all(solution, this.instance.requests)
    this.isBlinking = true
    this.untilBlink = 0
    if (this.search instanceof GeneralInsertionSearch) this.search.blinkEvery = blinkAtPlaceEvery
  }

  /** Of requests absent before, at most `mostOld` drawn at random are tried. */
  all(solution: Solution, mostOld = 24): void {
    const { order } = this
    const { together } = this.instance
    const count = this.sort(solution, mostOld)
    for (let k = 0; k < count; k++) {
      const r = order[k] as number
      if ((solution.slotOf[r] as number) >= 0) continue
      const other = together[r] as number
      if (!this.put(solution, r) || other < 0 || (solution.slotOf[other] as number) >= 0) continue
      if (!this.put(solution, other)) solution.takeBack(r)
    }
    this.dropHalves(solution)
    solution.sweepAbsent()
  }

  /** Takes out whose other half is in no route. */
  private dropHalves(solution: Solution): void {
    const { together } = this.instance
    const { absent, slotOf } = solution
    for (let k = 0; k < solution.absentCount; k++) {
      const r = absent[k] as number
      const other = together[r] as number
      if (other < 0 || (slotOf[r] as number) >= 0) continue
      const slot = slotOf[other] as number
      if (slot < 0) continue
      solution.markAbsent(other)
      solution.removeAbsent(slot)
    }
  }

  /** Into the cheapest place that is not passed over; false if there is none. */
  private put(solution: Solution, r: number): boolean {
    const { slots, types, allowed } = this.instance
    const isOneType = this.mayAll
    const { unknown } = this
    let bestCost = Number.POSITIVE_INFINITY
    let bestSlot = -1
    let unknowns = 0
    for (let u = 0; u < solution.usedCount; u++) {
      if (--this.untilBlink < 0) {
        this.untilBlink = this.random.below(2 * this.blinkEvery)
        continue
      }
      const slot = solution.used[u] as number
      const route = solution.routes[slot] as Route
      if (!isOneType && allowed[r * types.length + route.type] === 0) continue
      const index = r * slots + slot
      if (this.knownVersion[index] !== route.version) {
        unknown[unknowns++] = slot
        continue
      }
      const cost = this.knownCost[index] as number
      if (cost >= bestCost) continue
      if (this.knownPickup[index] === bound) {
        unknown[unknowns++] = slot
        continue
      }
      bestCost = cost
      bestSlot = slot
    }
    for (let t = 0; t < types.length && solution.usedCount < this.mostVehicles; t++) {
      const cost = this.alone[r * types.length + t] as number
      if (cost >= bestCost) continue
      // Among unlike vehicles the cheapest may be the only one for somebody who comes later.
      if (this.isBlinking && types.length > 1 && this.random.below(8) === 0) continue
      const slot = freeSlot(solution, t)
      if (slot < 0) continue
      bestCost = cost
      bestSlot = slot
    }
    // What must be looked at comes last, when most of it can be told to be too dear.
    for (let u = 0; u < unknowns; u++) {
      const slot = unknown[u] as number
      const index = r * slots + slot
      this.look(solution.routes[slot] as Route, r, index, bestCost)
      const cost = this.knownCost[index] as number
      if (cost >= bestCost) continue
      bestCost = cost
      bestSlot = slot
    }
    if (bestSlot < 0) return false
    const index = r * slots + bestSlot
    const isKept = solution.insert(
      bestSlot,
      r,
      this.knownPickup[index] as number,
      this.knownDelivery[index] as number,
      this.knownDepot[index] as number,
    )
    // Sums in another order may differ in the last digit: what the forward pass does not confirm is not done.
    if (!isKept) solution.takeBack(r)
    return isKept
  }

  /** For the makespan: judges places by the end of the route, or by the detour. What is known by the other measure is forgotten. */
  judgeByEnd(isByEnd: boolean): void {
    if (this.search instanceof InsertionSearch || this.search.isByEnd === isByEnd) return
    this.search.isByEnd = isByEnd
    this.knownVersion.fill(0)
  }

  /** Only places cheaper than `below` count; where there are none, that is what is known. */
  private look(route: Route, r: number, index: number, below: number): void {
    const { found } = this
    this.search.best(route, r, below, found)
    this.knownVersion[index] = route.version
    if (found.cost === Number.POSITIVE_INFINITY) {
      this.knownCost[index] = below
      this.knownPickup[index] = below === Number.POSITIVE_INFINITY ? 0 : bound
      return
    }
    this.knownCost[index] = found.cost
    this.knownPickup[index] = found.pickupAfter
    this.knownDelivery[index] = found.deliveryAfter
    this.knownDepot[index] = found.depot
  }

  private costAlone(r: number, t: number, rideSlack: RideSlack): number {
    const { instance, found } = this
    const type = instance.types[t]
    if (type === undefined || type.slots === 0 || instance.allowed[r * instance.types.length + t] === 0)
      return Number.POSITIVE_INFINITY
    const route = new Route()
    route.type = t
    route.length = 2
    route.nodes[0] = type.startNode
    route.nodes[1] = type.endNode
    refresh(instance, route)
    rideSlack.measure(route)
    this.search.best(route, r, Number.POSITIVE_INFINITY, found)
    return found.cost === Number.POSITIVE_INFINITY ? found.cost : found.cost + route.cost
  }

  /** Absent requests in the order in which they are put in; how many. */
  private sort(solution: Solution, mostOld: number): number {
    const { order, key, instance, random } = this
    const { absent } = solution
    // Of those absent since long only a few, drawn anew each time.
    const old = solution.absentAtCommit()
    const tried = Math.min(old, mostOld)
    for (let k = 0; tried < old && k < tried; k++) {
      const other = k + random.below(old - k)
      const r = absent[k] as number
      absent[k] = absent[other] as number
      absent[other] = r
    }
    const count = solution.absentCount - old + tried
    const choice = random.below(16)
    // Now and then the less urgent go first: they may fit where the urgent leave room, and not the other way round.
    const heedsRank = random.below(8) !== 0
    for (let k = 0; k < count; k++) {
      const r = absent[k < tried ? k : k + old - tried] as number
      order[k] = r
      key[r] = this.keyOf(r, choice)
    }
    if (choice < 4)
      for (let k = count - 1; k > 0; k--) {
        const other = random.below(k + 1)
        const r = order[k] as number
        order[k] = order[other] as number
        order[other] = r
      }
    for (let k = 1; k < count; k++) {
      const r = order[k] as number
      const rank = heedsRank ? (instance.rank[r] as number) : 0
      const own = key[r] as number
      let at = k
      while (at > 0) {
        const before = order[at - 1] as number
        const other = heedsRank ? (instance.rank[before] as number) : 0
        if (other < rank || (other === rank && (key[before] as number) <= own)) break
        order[at] = before
        at--
      }
      order[at] = r
    }
    return count
  }

  private keyOf(r: number, choice: number): number {
    const { instance } = this
    const { opens, closes, dimensions, load, kind } = instance
    const first = kind[r] === DELIVERY_ONLY ? 2 * r + 1 : 2 * r
    const last = kind[r] === PICKUP_ONLY ? 2 * r : 2 * r + 1
    if (choice < 4) return 0
    if (choice < 8) return -(load[r * dimensions] as number)
    if (choice < 10) return -(this.alone[r * instance.types.length] as number)
    if (choice < 11) return this.alone[r * instance.types.length] as number
    if (choice < 13)
      return Math.min(
        (closes[first] as number) - (opens[first] as number),
        (closes[last] as number) - (opens[last] as number),
      )
    if (choice < 15) return opens[first] as number
    return -(closes[last] as number)
  }
}

function freeSlot(solution: Solution, t: number): number {
  const type = solution.instance.types[t]
  if (type === undefined) return -1
  for (let slot = type.firstSlot; slot < type.firstSlot + type.slots; slot++)
    if (solution.route(slot).length === 0) return slot
  return -1
}
