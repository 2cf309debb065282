// Dial-a-ride as Cordeau (2006) wrote it down: a head with vehicles, requests, longest route, capacity, longest ride;
// then 2n + 2 nodes: the depot, n pickups, their deliveries in the same order, the depot again.

import { euclidean } from './pickup-delivery.ts'
import { linesOf, numbersOf, type Reading, reading, refuse } from './reading.ts'

export interface DialARideInstance {
  readonly name: string
  readonly vehicles: number
  /** Request r goes from node r to node requests + r, r from 1. Routes go from node 0 to the last. */
  readonly requests: number
  readonly longestRoute: number
  readonly capacity: number
  /** From the end of service at the pickup to its start at the delivery. */
  readonly longestRide: number
  readonly nodes: readonly DialARideNode[]
  /** Distance and time in one, from × nodes.length + to. */
  readonly travel: Float64Array
}

export interface DialARideNode {
  readonly x: number
  readonly y: number
  readonly service: number
  readonly load: number
  readonly opens: number
  readonly closes: number
}

export function readDialARide(file: string, name: string, text: string): Reading<DialARideInstance> {
  return reading(file, () => {
    const [head, ...rest] = linesOf(text)
    const [vehicles = 0, requests = 0, longestRoute = 0, capacity = 0, longestRide = 0] = numbersOf(
      head,
      5,
      'vehicles, requests, longest route, capacity, longest ride',
    )
    const count = 2 * requests + 2
    if (rest.length !== count)
      refuse((rest.at(count) ?? rest.at(-1) ?? head)?.number ?? 1, `${count} nodes are wanted, here are ${rest.length}`)
    const nodes = rest.map((line, index): DialARideNode => {
      const [number = 0, x = 0, y = 0, service = 0, load = 0, opens = 0, closes = 0] = numbersOf(line, 7, 'a node')
      if (number !== index) refuse(line.number, `node ${index} should stand here, not ${number}`)
      if (closes < opens) refuse(line.number, `node ${number} closes before it opens`)
      return { x, y, service, load, opens, closes }
    })
    for (const [index, node] of nodes.entries()) {
      const line = rest[index]?.number ?? 0
      const isDepot = index === 0 || index === count - 1
      if (isDepot && node.load !== 0) refuse(line, 'nobody boards at the depot')
      if (isDepot) continue
      if (index <= requests && !(node.load > 0)) refuse(line, `somebody must board at node ${index}`)
      if (index > requests && node.load !== -(nodes[index - requests]?.load ?? 0))
        refuse(line, `node ${index} does not set down whom node ${index - requests} takes up`)
    }
    return { name, vehicles, requests, longestRoute, capacity, longestRide, nodes, travel: euclidean(nodes) }
  })
}
