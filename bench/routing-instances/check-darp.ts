// Whether an answer to dial-a-ride is valid, from the instance and the answer alone, in double precision.

import type { CheckedAnswer, TimedRoute } from './check-pickup-delivery.ts'
import type { DialARideInstance } from './darp.ts'

const rounding = 1e-6

/** A vehicle leaves the depot as late as it can for its first stop: no other departure makes a shorter route. */
export function checkDialARide(instance: DialARideInstance, routes: readonly TimedRoute[]): CheckedAnswer {
  const { nodes, travel, requests, capacity, longestRide, longestRoute } = instance
  const count = nodes.length
  const end = count - 1
  const violations: string[] = []
  const visits = new Array<number>(count).fill(0)
  const used = routes.filter((route) => route.nodes.length > 0)
  let distance = 0
  for (const [vehicle, route] of used.entries()) {
    const refuse = (text: string) => violations.push(`vehicle ${vehicle}: ${text}`)
    if (route.starts.length !== route.nodes.length) refuse('as many starts as nodes are wanted')
    const leaves = (route.starts[0] ?? Number.NaN) - (travel[route.nodes[0] ?? 0] ?? Number.NaN)
    if (!(leaves >= (nodes[0]?.opens ?? Number.NaN) - rounding)) refuse(`leaves the depot at ${leaves}`)
    let from = 0
    let free = leaves
    let load = 0
    const boardedAt = new Map<number, number>()
    for (const [position, at] of route.nodes.entries()) {
      const node = nodes[at]
      if (node === undefined || at === 0 || at === end) {
        refuse(`there is no stop at node ${at}`)
        continue
      }
      const start = route.starts[position] ?? Number.NaN
      const way = travel[from * count + at] ?? Number.NaN
      if (!(start >= free + way - rounding)) refuse(`node ${at} starts at ${start}, reached at ${free + way}`)
      if (!(start >= node.opens - rounding && start <= node.closes + rounding))
        refuse(`node ${at} starts at ${start}, open from ${node.opens} to ${node.closes}`)
      load += node.load
      if (load > capacity) refuse(`${load} aboard after node ${at}, where ${capacity} is the most`)
      free = start + node.service
      if (at <= requests) boardedAt.set(at, free)
      else {
        const boarded = boardedAt.get(at - requests)
        if (boarded === undefined) refuse(`node ${at} sets down whom node ${at - requests} did not take up`)
        else if (start - boarded > longestRide + rounding)
          refuse(`request ${at - requests} rides ${start - boarded}, where ${longestRide} is the most`)
        boardedAt.delete(at - requests)
      }
      visits[at] = (visits[at] ?? 0) + 1
      distance += way
      from = at
    }
    for (const at of boardedAt.keys()) refuse(`request ${at} is never set down`)
    const home = travel[from * count + end] ?? Number.NaN
    distance += home
    const back = free + home
    if (!(back <= (nodes[end]?.closes ?? Number.NaN) + rounding)) refuse(`back at ${back}, after the depot closed`)
    if (back - leaves > longestRoute + rounding)
      refuse(`is out for ${back - leaves}, where ${longestRoute} is the most`)
  }
  for (const [at, times] of visits.entries()) if (times > 1) violations.push(`node ${at} is visited ${times} times`)
  if (used.length > instance.vehicles)
    violations.push(`${used.length} vehicles, where ${instance.vehicles} is the most`)
  const unserved = visits.flatMap((times, at) => (at >= 1 && at <= requests && times === 0 ? [at] : []))
  return { violations, unserved, vehicles: used.length, distance }
}
