// What all instances of pickup and delivery with time windows have in common, whatever file they came from.

import { type Line, refuse } from './reading.ts'

/** Node 0 is the depot, which every route leaves and comes back to. */
export interface PickupDeliveryInstance {
  readonly name: string
  readonly vehicles: number
  readonly capacity: number
  readonly nodes: readonly PickupDeliveryNode[]
  /** Distance and time in one, from × nodes.length + to. */
  readonly travel: Float64Array
}

export interface PickupDeliveryNode {
  readonly x: number
  readonly y: number
  /** Taken up if above 0, set down if below. */
  readonly demand: number
  readonly opens: number
  readonly closes: number
  readonly service: number
  /** The node with the other half of the request; 0 at the depot. */
  readonly partner: number
}

/** A node, and the line that it stands on. */
export interface PlacedNode extends PickupDeliveryNode {
  readonly line: Line
  readonly pickup: number
  readonly delivery: number
}

/** From `number x y demand opens closes service pickup delivery`, where of the last two one is 0. */
export function nodeOf(line: Line, values: readonly number[], wantedNumber: number): PlacedNode {
  const [number = 0, x = 0, y = 0, demand = 0, opens = 0, closes = 0, service = 0, pickup = 0, delivery = 0] = values
  if (number !== wantedNumber) refuse(line.number, `node ${wantedNumber} should stand here, not ${number}`)
  if (closes < opens) refuse(line.number, `node ${number} closes before it opens`)
  if (service < 0) refuse(line.number, `node ${number} is served in less than no time`)
  return { x, y, demand, opens, closes, service, pickup, delivery, partner: pickup + delivery, line }
}

/** Refuses halves of requests that do not name each other, or do not take up what they set down. */
export function pairedNodes(nodes: readonly PlacedNode[]): PickupDeliveryNode[] {
  return nodes.map(({ line, pickup, delivery, ...node }, index) => {
    if (index === 0) {
      if (node.demand !== 0 || node.partner !== 0) refuse(line.number, 'the depot is no half of a request')
      return node
    }
    const isPickup = node.demand > 0
    if (isPickup ? pickup !== 0 || delivery === 0 : node.demand === 0 || pickup === 0 || delivery !== 0)
      refuse(line.number, `node ${index} must name either its pickup, with a demand below 0, or its delivery, above 0`)
    const partner = nodes[node.partner]
    if (partner?.partner !== index || partner.demand !== -node.demand)
      refuse(line.number, `node ${index} and node ${node.partner} are not the two halves of one request`)
    return node
  })
}

export function euclidean(nodes: readonly { readonly x: number; readonly y: number }[]): Float64Array {
  const travel = new Float64Array(nodes.length * nodes.length)
  for (const [from, a] of nodes.entries())
    for (const [to, b] of nodes.entries())
      travel[from * nodes.length + to] = Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y))
  return travel
}
