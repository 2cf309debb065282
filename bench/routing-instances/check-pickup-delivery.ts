// Whether an answer to pickup and delivery with time windows is valid, from the instance and the answer alone,
// in double precision.

import type { PickupDeliveryInstance } from './pickup-delivery.ts'

/** One vehicle's stops in order, without the depot at both ends. */
export interface TimedRoute {
  readonly nodes: readonly number[]
  /** When service starts at each of them. */
  readonly starts: readonly number[]
}

export interface CheckedAnswer {
  /** Empty if valid. */
  readonly violations: readonly string[]
  /** Pickups of requests that nobody serves: valid where requests are optional. */
  readonly unserved: readonly number[]
  /** Routes with a stop at least. */
  readonly vehicles: number
  readonly distance: number
}

/** Instants are sums of roots, rounded in another order by whoever made the answer. */
const rounding = 1e-6

export function checkPickupDelivery(instance: PickupDeliveryInstance, routes: readonly TimedRoute[]): CheckedAnswer {
  const { nodes, travel, capacity } = instance
  const violations: string[] = []
  const visits = new Array<number>(nodes.length).fill(0)
  const used = routes.filter((route) => route.nodes.length > 0)
  let distance = 0
  for (const [vehicle, route] of used.entries()) {
    const refuse = (text: string) => violations.push(`vehicle ${vehicle}: ${text}`)
    if (route.starts.length !== route.nodes.length) refuse('as many starts as nodes are wanted')
    const depot = nodes[0]
    let from = 0
    let free = depot?.opens ?? Number.NaN
    let load = 0
    const aboard = new Set<number>()
    for (const [position, at] of route.nodes.entries()) {
      const node = nodes[at]
      if (node === undefined || at === 0) {
        refuse(`there is no node ${at}`)
        continue
      }
      const start = route.starts[position] ?? Number.NaN
      const way = travel[from * nodes.length + at] ?? Number.NaN
      if (!(start >= free + way - rounding)) refuse(`node ${at} starts at ${start}, reached at ${free + way}`)
      if (!(start >= node.opens - rounding && start <= node.closes + rounding))
        refuse(`node ${at} starts at ${start}, open from ${node.opens} to ${node.closes}`)
      load += node.demand
      if (load > capacity + rounding) refuse(`${load} aboard after node ${at}, where ${capacity} is the most`)
      if (node.demand > 0) aboard.add(at)
      else if (!aboard.delete(node.partner)) refuse(`node ${at} sets down what node ${node.partner} did not take up`)
      visits[at] = (visits[at] ?? 0) + 1
      distance += way
      free = start + node.service
      from = at
    }
    for (const at of aboard) refuse(`what node ${at} took up is never set down`)
    const home = travel[from * nodes.length] ?? Number.NaN
    distance += home
    if (!(free + home <= (depot?.closes ?? Number.NaN) + rounding))
      refuse(`back at ${free + home}, where the depot closes at ${depot?.closes}`)
  }
  for (const [at, count] of visits.entries()) if (count > 1) violations.push(`node ${at} is visited ${count} times`)
  if (used.length > instance.vehicles)
    violations.push(`${used.length} vehicles, where ${instance.vehicles} is the most`)
  const unserved = nodes.flatMap((node, at) => (node.demand > 0 && visits[at] === 0 ? [at] : []))
  return { violations, unserved, vehicles: used.length, distance }
}
