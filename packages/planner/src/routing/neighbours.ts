// For each stop the other stops, nearest first.

import { DELIVERY_ONLY, type Instance, PICKUP_ONLY } from './instance.ts'

/** neighbours[node × width + k]: the k-th nearest; the node itself comes first. Rows of nodes that do not exist are empty (−1). */
export interface Neighbours {
  readonly width: number
  readonly of: Int32Array
}

const most = 400

export function neighboursOf(instance: Instance): Neighbours {
  const { requests, kind, place, places, types } = instance
  const stops: number[] = []
  for (let r = 0; r < requests; r++) {
    if (kind[r] !== DELIVERY_ONLY) stops.push(2 * r)
    if (kind[r] !== PICKUP_ONLY) stops.push(2 * r + 1)
  }
  const width = Math.min(most, stops.length)
  const of = new Int32Array(2 * requests * width).fill(-1)
  const type = types[0]
  if (type === undefined) return { width, of }
  // Distance and index in one number, so that the sort is one of plain numbers. A place without a way sorts last.
  const greatest = type.cost.reduce((a, b) => (b > a && b < Number.POSITIVE_INFINITY ? b : a), 0)
  const scale = 2 ** 28 / (2 * greatest + 1)
  const indexes = 2 ** 21
  const keys = new Float64Array(stops.length)
  for (const node of stops) {
    const row = (place[node] as number) * places
    stops.forEach((other, k) => {
      const to = place[other] as number
      const both = (type.cost[row + to] as number) + (type.costBack[row + to] as number)
      keys[k] = (node === other ? 0 : 1 + Math.min(2 ** 29, Math.floor(both * scale))) * indexes + k
    })
    keys.sort()
    for (let k = 0; k < width; k++) of[node * width + k] = stops[(keys[k] as number) % indexes] as number
  }
  return { width, of }
}
