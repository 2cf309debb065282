// The solution under change. Every slot is one vehicle; a route that is changed is first copied, so that taking a change back
// is putting the old pointer back.

import { DELIVERY_ONLY, type Instance, PAIR, PICKUP_ONLY } from './instance.ts'
import { RideSlack } from './ride-slack.ts'
import { Route, refresh } from './route.ts'
import { Scheduler } from './schedule.ts'

export class Solution {
  /** By slot, as changed since `begin`. */
  readonly routes: Route[]
  /** Slot of each request, −1: in no route. */
  readonly slotOf: Int32Array
  readonly positionOf: Int32Array
  /** Requests in no route, the first `absentCount`. */
  readonly absent: Int32Array
  absentCount: number
  /** Slots with a route, the first `usedCount`, in no order. */
  readonly used: Int32Array
  usedCount = 0
  /** Of all routes. */
  cost = 0
  /** Weight in no route, by rank. */
  readonly unserved: Float64Array
  /** Slots whose route is another than at `begin`, the first `changedCount`. */
  readonly changed: Int32Array
  changedCount = 0

  readonly instance: Instance
  private readonly base: Route[]
  private readonly isChanged: Uint8Array
  private readonly usedIndex: Int32Array
  private readonly spare: Route[] = []
  private readonly baseAbsent: Int32Array
  private baseAbsentCount: number
  private baseCost = 0
  private readonly baseUnserved: Float64Array
  private versions = 0
  private readonly scheduler: Scheduler
  private readonly rideSlack: RideSlack

  constructor(instance: Instance) {
    this.instance = instance
    this.scheduler = new Scheduler(instance)
    this.rideSlack = new RideSlack(instance)
    const { requests, nodes, slots, typeOfSlot, ranks, weight, rank } = instance
    this.routes = Array.from({ length: slots }, (_, slot) => {
      const route = new Route()
      route.type = typeOfSlot[slot] ?? 0
      return route
    })
    this.base = [...this.routes]
    this.slotOf = new Int32Array(requests).fill(-1)
    this.positionOf = new Int32Array(nodes).fill(-1)
    this.absent = Int32Array.from({ length: requests }, (_, r) => r)
    this.absentCount = requests
    this.baseAbsent = this.absent.slice()
    this.baseAbsentCount = requests
    this.used = new Int32Array(slots)
    this.usedIndex = new Int32Array(slots).fill(-1)
    this.changed = new Int32Array(slots)
    this.isChanged = new Uint8Array(slots)
    this.unserved = new Float64Array(ranks)
    for (let r = 0; r < requests; r++)
      this.unserved[rank[r] as number] = (this.unserved[rank[r] as number] as number) + (weight[r] as number)
    this.baseUnserved = this.unserved.slice()
  }

  route(slot: number): Route {
    return this.routes[slot] as Route
  }

  /** What was changed so far stands. */
  commit(): void {
    for (let k = 0; k < this.changedCount; k++) {
      const slot = this.changed[k] as number
      this.isChanged[slot] = 0
      this.spare.push(this.base[slot] as Route)
      this.base[slot] = this.routes[slot] as Route
    }
    this.changedCount = 0
    this.baseCost = this.cost
    this.baseUnserved.set(this.unserved)
    this.baseAbsentCount = this.absentCount
    for (let k = 0; k < this.absentCount; k++) this.baseAbsent[k] = this.absent[k] as number
  }

  /** Back to the last commit. */
  rollback(): void {
    for (let k = 0; k < this.changedCount; k++) {
      const slot = this.changed[k] as number
      this.isChanged[slot] = 0
      this.spare.push(this.routes[slot] as Route)
      this.routes[slot] = this.base[slot] as Route
      this.noteUse(slot)
    }
    for (let k = 0; k < this.changedCount; k++) this.notePositions(this.changed[k] as number)
    this.changedCount = 0
    this.cost = this.baseCost
    this.unserved.set(this.baseUnserved)
    this.absentCount = this.baseAbsentCount
    for (let k = 0; k < this.absentCount; k++) {
      const r = this.baseAbsent[k] as number
      this.absent[k] = r
      this.slotOf[r] = -1
    }
  }

  /** The first so many of `absent` were absent at the last commit, until `sweepAbsent`. */
  absentAtCommit(): number {
    return this.baseAbsentCount
  }

  /** < 0 where more of an earlier class is served than at the last commit, > 0 where less. */
  compareServed(): number {
    for (let rank = 0; rank < this.unserved.length; rank++) {
      const difference = (this.unserved[rank] as number) - (this.baseUnserved[rank] as number)
      if (difference !== 0) return difference
    }
    return 0
  }

  makespan(): number {
    let last = 0
    for (let k = 0; k < this.usedCount; k++) {
      const { end } = this.route(this.used[k] as number)
      if (end > last) last = end
    }
    return last
  }

  /** The makespan, and a little of all ends and of the cost, so that there is a way down where the last route stands. */
  lateness(): number {
    let sum = 0
    for (let k = 0; k < this.usedCount; k++) sum += this.route(this.used[k] as number).end
    return this.makespan() + sum / (16 * Math.max(1, this.usedCount)) + this.cost / 1024
  }

  /** To be followed, for each slot concerned, by `removeAbsent`. */
  markAbsent(r: number): void {
    this.slotOf[r] = -1
    this.absent[this.absentCount++] = r
    const rank = this.instance.rank[r] as number
    this.unserved[rank] = (this.unserved[rank] as number) + (this.instance.weight[r] as number)
  }

  /**
   * Takes out of a route what is marked absent, and depot stops with no trip. Where detours are shortcuts the rest may not hold
   * any more: then all of it is taken out.
   */
  removeAbsent(slot: number): void {
    if (!this.dropAbsent(slot)) this.clear(slot)
  }

  /** Takes everything out of a route. */
  clear(slot: number): void {
    const { nodes, length } = this.route(slot)
    const { requests } = this.instance
    for (let k = 1; k < length - 1; k++) {
      const r = (nodes[k] as number) >> 1
      if (r < requests && this.slotOf[r] === slot) this.markAbsent(r)
    }
    this.dropAbsent(slot)
  }

  private dropAbsent(slot: number): boolean {
    const { requests } = this.instance
    const from = this.route(slot)
    const route = this.writable(slot, from.length)
    const { nodes } = from
    const { length } = from
    let kept = 0
    for (let k = 0; k < length; k++) {
      const node = nodes[k] as number
      const r = node >> 1
      if (r < requests) {
        if (this.slotOf[r] !== slot) continue
      } else if (k > 0 && kept > 0 && (route.nodes[kept - 1] as number) >= 2 * requests) {
        // Two depot nodes in a row: of a depot between trips and the end, the end stays.
        if (k < length - 1) continue
        if (kept > 1) kept--
      }
      route.nodes[kept++] = node
    }
    route.length = kept <= 2 ? 0 : kept
    return this.settle(slot, route)
  }

  /** The request goes into the route of the slot, as `InsertionSearch` found it. */
  insert(slot: number, r: number, pickupAfter: number, deliveryAfter: number, depot: number): boolean {
    const { kind, types } = this.instance
    const from = this.route(slot)
    const type = types[from.type]
    if (type === undefined) return false
    const route = this.writable(slot, from.length + 5)
    const { nodes } = route
    let kept = 0
    if (from.length === 0) {
      nodes[kept++] = type.startNode
      if (kind[r] !== DELIVERY_ONLY) nodes[kept++] = 2 * r
      if (kind[r] !== PICKUP_ONLY) nodes[kept++] = 2 * r + 1
      nodes[kept++] = type.endNode
    } else {
      // Backwards, so that it also works where both are the same route.
      const old = from.nodes
      const added = (kind[r] === PAIR ? 2 : 1) + (depot === 0 ? 0 : 1)
      kept = from.length + added
      let write = kept - 1
      for (let k = from.length - 1; k >= 0; k--) {
        if (k === deliveryAfter) {
          if (depot === 1) nodes[write--] = type.depotNode
          if (kind[r] !== PICKUP_ONLY) nodes[write--] = 2 * r + 1
        }
        if (k === pickupAfter) {
          if (kind[r] !== DELIVERY_ONLY) nodes[write--] = 2 * r
          if (depot === 2) nodes[write--] = type.depotNode
        }
        nodes[write--] = old[k] as number
      }
    }
    route.length = kept
    this.slotOf[r] = slot
    const rank = this.instance.rank[r] as number
    this.unserved[rank] = (this.unserved[rank] as number) - (this.instance.weight[r] as number)
    return this.settle(slot, route)
  }

  /** Undoes an insertion; the request is still among the absent. */
  takeBack(r: number): void {
    const slot = this.slotOf[r] as number
    this.markAbsent(r)
    this.absentCount--
    this.removeAbsent(slot)
  }

  /** Keeps of `absent` those that are in no route. */
  sweepAbsent(): void {
    let kept = 0
    for (let k = 0; k < this.absentCount; k++) {
      const r = this.absent[k] as number
      if (this.slotOf[r] === -1) this.absent[kept++] = r
    }
    this.absentCount = kept
  }

  /** Every route as nodes, each after its slot and length. */
  sequences(): Int32Array {
    let size = 0
    for (let k = 0; k < this.usedCount; k++) size += 2 + this.route(this.used[k] as number).length
    const result = new Int32Array(size)
    let at = 0
    for (let slot = 0; slot < this.routes.length; slot++) {
      const { length, nodes } = this.route(slot)
      if (length === 0) continue
      result[at++] = slot
      result[at++] = length
      for (let k = 0; k < length; k++) result[at++] = nodes[k] as number
    }
    return result
  }

  /** Takes over what `sequences` gave, and commits. */
  restore(sequences: Int32Array): void {
    const { requests } = this.instance
    for (let r = 0; r < requests; r++) if (this.slotOf[r] !== -1) this.markAbsent(r)
    for (let slot = 0; slot < this.routes.length; slot++) if (this.route(slot).length > 0) this.removeAbsent(slot)
    for (let at = 0; at < sequences.length; ) {
      const slot = sequences[at] as number
      const length = sequences[at + 1] as number
      at += 2
      const route = this.writable(slot, length)
      for (let k = 0; k < length; k++) {
        const node = sequences[at + k] as number
        route.nodes[k] = node
        const r = node >> 1
        if (r >= requests || this.slotOf[r] !== -1) continue
        this.slotOf[r] = slot
        const rank = this.instance.rank[r] as number
        this.unserved[rank] = (this.unserved[rank] as number) - (this.instance.weight[r] as number)
      }
      route.length = length
      this.settle(slot, route)
      at += length
    }
    this.sweepAbsent()
    this.commit()
  }

  private writable(slot: number, length: number): Route {
    let route = this.route(slot)
    if (this.isChanged[slot] === 0) {
      this.isChanged[slot] = 1
      this.changed[this.changedCount++] = slot
      const { type, cost } = route
      route = this.spare.pop() ?? new Route()
      route.type = type
      route.cost = cost
      this.routes[slot] = route
    }
    route.reserve(length, this.instance.dimensions)
    return route
  }

  private settle(slot: number, route: Route): boolean {
    const before = route.cost
    let isKept = refresh(this.instance, route)
    if (this.instance.isGeneral && route.length > 0) {
      const type = this.instance.types[route.type]
      // Precedence is kept by how routes are changed; with one trip and one configuration the load is known already.
      isKept =
        type?.maxTrips === 1 && type.fittingCount === 1
          ? isKept && this.scheduler.hasTime(route.type, route.nodes, route.length)
          : this.scheduler.keeps(route.type, route.nodes, route.length)
      route.end = this.scheduler.starts[route.length - 1] as number
      this.rideSlack.measure(route)
    }
    // No way between two stops: the route is refused anyway, and Infinity would never leave the sum.
    if (route.cost === Number.POSITIVE_INFINITY) {
      route.cost = 0
      isKept = false
    }
    this.cost += route.cost - before
    route.version = ++this.versions
    this.noteUse(slot)
    this.notePositions(slot)
    return isKept
  }

  private noteUse(slot: number): void {
    const index = this.usedIndex[slot] as number
    const isUsed = this.route(slot).length > 0
    if (isUsed === index >= 0) return
    if (isUsed) {
      this.usedIndex[slot] = this.usedCount
      this.used[this.usedCount++] = slot
    } else {
      const last = this.used[--this.usedCount] as number
      this.used[index] = last
      this.usedIndex[last] = index
      this.usedIndex[slot] = -1
    }
  }

  private notePositions(slot: number): void {
    const { nodes, length } = this.route(slot)
    const { requests } = this.instance
    for (let k = 1; k < length - 1; k++) {
      const node = nodes[k] as number
      this.positionOf[node] = k
      if (node < 2 * requests) this.slotOf[node >> 1] = slot
    }
  }
}
