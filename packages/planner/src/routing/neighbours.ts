// For each stop the other stops, and for each request the other requests, nearest first: by the way from one to the other, and
// by what windows add to it, the better way round (as Vidal et al. 2013 order neighbours under time windows).

import { DELIVERY_ONLY, type Instance, PICKUP_ONLY } from './instance.ts'

/** of[item × width + k]: the k-th nearest of the item, itself first. −1 where there is none, as for nodes that do not exist. */
export interface Neighbours {
  readonly width: number
  readonly of: Int32Array
}

const most = 400

/** A unit of waiting, as part of a unit under way. */
const waiting = 0.2

export function neighbouringStops(instance: Instance): Neighbours {
  const { requests, kind } = instance
  const stops: number[] = []
  for (let r = 0; r < requests; r++) {
    if (kind[r] !== DELIVERY_ONLY) stops.push(2 * r)
    if (kind[r] !== PICKUP_ONLY) stops.push(2 * r + 1)
  }
  return nearestOf(stops, 2 * requests, apartness(instance))
}

/** Near with their pick-ups and with their deliveries: they can take each other's place. */
export function neighbouringRequests(instance: Instance): Neighbours {
  const apart = apartness(instance)
  const { kind, requests } = instance
  const first = (r: number) => (kind[r] === DELIVERY_ONLY ? 2 * r + 1 : 2 * r)
  const last = (r: number) => (kind[r] === PICKUP_ONLY ? 2 * r : 2 * r + 1)
  const all = Array.from({ length: requests }, (_, r) => r)
  return nearestOf(all, requests, (a, b) => apart(first(a), first(b)) + apart(last(a), last(b)))
}

function nearestOf(items: readonly number[], count: number, apart: (a: number, b: number) => number): Neighbours {
  const width = Math.min(most, items.length)
  const of = new Int32Array(count * width).fill(-1)
  const keys = new Float64Array(items.length)
  const distances = new Float64Array(items.length)
  for (const item of items) {
    // Distance and index in one number, so that the sort is one of plain numbers. What has no way sorts last.
    let greatest = 0
    items.forEach((other, k) => {
      const each = other === item ? -1 : apart(item, other)
      distances[k] = each
      if (each > greatest && each < Number.POSITIVE_INFINITY) greatest = each
    })
    const scale = 2 ** 28 / (greatest + 1)
    for (let k = 0; k < items.length; k++)
      keys[k] = Math.floor(Math.min(2 ** 29, ((distances[k] as number) + 1) * scale)) * 2 ** 21 + k
    keys.sort()
    for (let k = 0; k < width; k++) of[item * width + k] = items[(keys[k] as number) % 2 ** 21] as number
  }
  return { width, of }
}

/** How far two nodes are from being visited one after the other. */
function apartness(instance: Instance): (a: number, b: number) => number {
  const { place, places, opens, closes, service, types } = instance
  const type = types[0]
  if (type === undefined) return () => 0
  const { cost, time } = type
  const costPerTime = perTime(cost, time)
  const follows = (a: number, b: number) => {
    const index = (place[a] as number) * places + (place[b] as number)
    const ready = (service[a] as number) + (time[index] as number)
    const wait = (opens[b] as number) - (closes[a] as number) - ready
    const late = (opens[a] as number) + ready - (closes[b] as number)
    return (cost[index] as number) + costPerTime * ((wait > 0 ? wait * waiting : 0) + (late > 0 ? late : 0))
  }
  return (a, b) => Math.min(follows(a, b), follows(b, a))
}

/** What a unit of time under way costs. */
function perTime(cost: Float64Array, time: Float64Array): number {
  let costs = 0
  let times = 0
  for (let k = 0; k < cost.length; k++) {
    const each = cost[k] as number
    const taken = time[k] as number
    if (each === Number.POSITIVE_INFINITY || taken === Number.POSITIVE_INFINITY) continue
    costs += each
    times += taken
  }
  return times > 0 ? costs / times : 1
}
