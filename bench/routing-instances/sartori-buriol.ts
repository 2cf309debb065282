// Pickup and delivery with time windows on travel times of real roads, by Sartori & Buriol (2020): a head of
// `KEY: value` lines, the nodes, a matrix of whole minutes. Vehicles are not counted out; first as few as can be.

import { nodeOf, type PickupDeliveryInstance, pairedNodes } from './pickup-delivery.ts'
import { type Line, linesOf, numbersOf, type Reading, reading, refuse } from './reading.ts'

export function readSartoriBuriol(file: string, text: string): Reading<PickupDeliveryInstance> {
  return reading(file, () => {
    const lines = linesOf(text)
    const lastNumber = lines.at(-1)?.number ?? 0
    const place = (mark: string) => {
      const index = lines.findIndex((line) => line.text === mark)
      if (index < 0) refuse(lastNumber + 1, `there is no line ${mark}`)
      return index
    }
    const nodesAt = place('NODES')
    const edgesAt = place('EDGES')
    const endAt = place('EOF')
    const head = lines.slice(0, nodesAt)
    const size = wholeOf(headed(head, 'SIZE', nodesAt))
    const capacity = wholeOf(headed(head, 'CAPACITY', nodesAt))

    const placed = lines
      .slice(nodesAt + 1, edgesAt)
      .map((line, index) => nodeOf(line, numbersOf(line, 9, 'a node'), index))
    if (placed.length !== size)
      refuse(lines[edgesAt]?.number ?? 0, `${size} nodes are wanted, here are ${placed.length}`)
    const rows = lines.slice(edgesAt + 1, endAt)
    if (rows.length !== size)
      refuse(lines[endAt]?.number ?? 0, `${size} rows of travel are wanted, here are ${rows.length}`)
    const travel = Float64Array.from(rows.flatMap((line) => numbersOf(line, size, 'a row of travel')))
    const nodes = pairedNodes(placed)
    return { name: headed(head, 'NAME', nodesAt).value, vehicles: (size - 1) / 2, capacity, nodes, travel }
  })
}

function headed(head: readonly Line[], key: string, end: number): { line: number; value: string } {
  const line = head.find(({ text }) => text.startsWith(`${key}:`))
  if (line === undefined) refuse(end + 1, `${key} is wanted before the nodes`)
  return { line: line.number, value: line.text.slice(key.length + 1).trim() }
}

function wholeOf({ line, value }: { line: number; value: string }): number {
  if (!/^\d+$/.test(value)) refuse(line, `'${value}' is not a whole number`)
  return Number(value)
}
