// Quickest ways over the links of both sides, for one kind of traveller; the day's best time of each link is taken, so
// that "cannot" here means at no hour.

import type { Corridor, Link } from '../pause/schema.ts'
import type { Direction, VehicleKind } from '../pause/words.ts'

export type Traveller = VehicleKind | 'on_foot'

export interface Network {
  readonly forward: ReadonlyMap<string, readonly Way[]>
  readonly backward: ReadonlyMap<string, readonly Way[]>
}

interface Way {
  readonly to: string
  readonly seconds: number
}

export function networkFor(traveller: Traveller, links: readonly Link[]): Network {
  const forward = new Map<string, Way[]>()
  const backward = new Map<string, Way[]>()
  const add = (ways: Map<string, Way[]>, from: string, to: string, seconds: number) => {
    const known = ways.get(from)
    if (known === undefined) ways.set(from, [{ to, seconds }])
    else known.push({ to, seconds })
  }
  for (const link of links) {
    const seconds = linkSeconds(link, traveller)
    if (seconds === undefined) continue
    const [first, second] = link.between
    add(forward, first, second, seconds)
    add(backward, second, first, seconds)
    if (link.one_way) continue
    add(forward, second, first, seconds)
    add(backward, first, second, seconds)
  }
  return { forward, backward }
}

function linkSeconds(link: Link, traveller: Traveller): number | undefined {
  if (traveller === 'on_foot') return link.on_foot
  return least((link.time ?? []).map((row) => row.value[traveller]))
}

/** Mouth to mouth with the service of every gate that checks this way; undefined where the traveller may not pass. */
export function passageSeconds(corridor: Corridor, traveller: Traveller, direction: Direction): number | undefined {
  if (corridor.direction === (direction === 'in' ? 'out' : 'in')) return undefined
  const travel = least(corridor.travel.map((row) => row.value[traveller]))
  if (travel === undefined || !hasRoom(corridor, traveller)) return undefined
  let total = travel
  for (const gate of corridor.gates) {
    if (!gate.checks.includes(direction)) continue
    const service = gate.service[traveller]
    const lanes = traveller === 'on_foot' ? gate.foot_lanes + gate.lanes : gate.lanes
    if (service === undefined || lanes === 0) return undefined
    total += service
  }
  return total
}

export function hasRoom(corridor: Corridor, traveller: Traveller): boolean {
  if (traveller === 'on_foot') return corridor.on_foot?.some((row) => row.value.people > 0) ?? false
  return corridor.capacity?.some((row) => row.value.vehicles > 0) ?? true
}

/** Least seconds from any of the starts to each place that can be reached (Dijkstra, binary heap). */
export function quickest(ways: Network['forward'], starts: Iterable<readonly [string, number]>): Map<string, number> {
  const reached = new Map<string, number>()
  const heap: Way[] = []
  for (const [to, seconds] of starts) push(heap, { to, seconds })
  for (let next = pop(heap); next !== undefined; next = pop(heap)) {
    if (reached.has(next.to)) continue
    reached.set(next.to, next.seconds)
    for (const way of ways.get(next.to) ?? []) {
      if (!reached.has(way.to)) push(heap, { to: way.to, seconds: next.seconds + way.seconds })
    }
  }
  return reached
}

function push(heap: Way[], way: Way): void {
  let index = heap.length
  heap.push(way)
  while (index > 0) {
    const parent = (index - 1) >> 1
    const above = heap[parent]
    if (above === undefined || above.seconds <= way.seconds) break
    heap[index] = above
    index = parent
  }
  heap[index] = way
}

function pop(heap: Way[]): Way | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let index = 0
  for (;;) {
    let child = 2 * index + 1
    let below = heap[child]
    if (below === undefined) break
    const right = heap[child + 1]
    if (right !== undefined && right.seconds < below.seconds) {
      child += 1
      below = right
    }
    if (below.seconds >= last.seconds) break
    heap[index] = below
    index = child
  }
  heap[index] = last
  return top
}

function least(values: readonly (number | undefined)[]): number | undefined {
  let best: number | undefined
  for (const value of values) if (value !== undefined && (best === undefined || value < best)) best = value
  return best
}
