// How much longer each leg of a route may become before somebody aboard rides too long, or the vehicle is under way too long,
// were there no waiting: a bound that leaves out most places for a request before any schedule is made.

import { FOREVER, type Instance, PAIR } from './instance.ts'
import type { Route } from './route.ts'

/** So that rounding does not leave out what a schedule would allow. */
const rounding = 1e-6

export class RideSlack {
  private readonly instance: Instance
  private readonly pickupAt: Int32Array
  /** Driven and served from the start to the arrival at each position. */
  private passed = new Float64Array(16)

  constructor(instance: Instance) {
    this.instance = instance
    this.pickupAt = new Int32Array(instance.requests)
  }

  /** Fills `route.rideSlack`. The route's places stand. */
  measure(route: Route): void {
    const { service, maxRide, requests, places: width, types, kind } = this.instance
    const type = types[route.type]
    const { length, nodes, places } = route
    if (type === undefined) return
    if (this.passed.length < length) this.passed = new Float64Array(2 * length)
    if (route.rideSlack.length < length) route.rideSlack = new Float64Array(2 * length)
    const { passed, pickupAt } = this
    const { rideSlack } = route
    passed[0] = 0
    for (let k = 1; k < length; k++)
      passed[k] =
        (passed[k - 1] as number) +
        (service[nodes[k - 1] as number] as number) +
        (type.time[(places[k - 1] as number) * width + (places[k] as number)] as number)
    const whole = type.maxDuration - (passed[length - 1] as number) + rounding
    for (let k = 0; k < length; k++) rideSlack[k] = whole
    for (let k = 1; k < length - 1; k++) {
      const node = nodes[k] as number
      const r = node >> 1
      if (r >= requests) continue
      if ((node & 1) === 0) {
        pickupAt[r] = k
        continue
      }
      if (maxRide[r] === FOREVER || kind[r] !== PAIR) continue
      const from = pickupAt[r] as number
      const ride = (passed[k] as number) - (passed[from] as number) - (service[node - 1] as number)
      const slack = (maxRide[r] as number) - ride + rounding
      for (let each = from; each < k; each++) if (slack < (rideSlack[each] as number)) rideSlack[each] = slack
    }
  }
}
