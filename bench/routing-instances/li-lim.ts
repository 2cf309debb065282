// Pickup and delivery with time windows as Li & Lim (2001) wrote it down, and SINTEF keeps it: first vehicles,
// capacity and speed; then a line for each node.

import { euclidean, nodeOf, type PickupDeliveryInstance, pairedNodes } from './pickup-delivery.ts'
import { linesOf, numbersOf, type Reading, reading, refuse } from './reading.ts'

export function readLiLim(file: string, name: string, text: string): Reading<PickupDeliveryInstance> {
  return reading(file, () => {
    const [head, ...rest] = linesOf(text)
    const [vehicles = 0, capacity = 0] = numbersOf(head, 3, 'vehicles, capacity, speed')
    const placed = rest.map((line, index) => nodeOf(line, numbersOf(line, 9, 'a node'), index))
    if (placed.length < 3) refuse((rest.at(-1)?.number ?? 1) + 1, 'a depot and one request at least are wanted')
    const nodes = pairedNodes(placed)
    return { name, vehicles, capacity, nodes, travel: euclidean(nodes) }
  })
}
