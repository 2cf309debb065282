// Quickest ways over a pause's links. Links join places of one side only and chain; the only way between the sides
// is a corridor, which is no link. Where times vary over the day the value at the moment of entering counts, and
// waiting first is allowed: earliest arrival is then never made later by leaving earlier (FIFO), and Dijkstra holds.

import {
  type Instant,
  localSecondsOfDay,
  type Pause,
  type TimeByKind,
  type Varying,
  type VehicleKind,
  valueAt,
} from '@treve/model'

export interface TravelTimes {
  /** Earliest arrival; undefined where there is no way. Places by id, instants in seconds UTC. */
  arrival(kind: VehicleKind, from: string, to: string, departure: number): number | undefined
  /** Seconds of the quickest way at the best hour: no drive is shorter. */
  leastSeconds(kind: VehicleKind, from: string, to: string): number | undefined
  /** Seconds on foot; undefined where there is no way. */
  walkSeconds(from: string, to: string): number | undefined
  /** The latest departure found from which the way ends by then; never before `notBefore`. */
  departure(kind: VehicleKind, from: string, to: string, arriveBy: number, notBefore: number): number
}

interface Arc {
  readonly to: string
  /** Undefined: nobody drives here. */
  readonly time: Varying<TimeByKind> | undefined
  readonly onFoot: number | undefined
}

export function travelTimesOf(pause: Pause): TravelTimes {
  const arcs = new Map<string, Arc[]>()
  const backward = new Map<string, Arc[]>()
  let isConstant = true
  const addTo = (known: Map<string, Arc[]>, from: string, arc: Arc) => {
    const others = known.get(from)
    if (others === undefined) known.set(from, [arc])
    else others.push(arc)
  }
  const add = (from: string, arc: Arc) => {
    addTo(arcs, from, arc)
    addTo(backward, arc.to, { ...arc, to: from })
  }
  for (const { between, time, on_foot: onFoot, one_way } of pause.links) {
    if (time !== undefined && time.length > 1) isConstant = false
    add(between[0], { to: between[1], time, onFoot })
    if (!one_way) add(between[1], { to: between[0], time, onFoot })
  }

  type Trees = Map<VehicleKind | 'on_foot', Map<string, Map<string, number>>>
  const treeOf = (known: Trees, ways: typeof arcs, kind: VehicleKind | 'on_foot', root: string) => {
    const rows = known.get(kind) ?? new Map<string, Map<string, number>>()
    known.set(kind, rows)
    let row = rows.get(root)
    if (row === undefined) {
      row = earliest(ways, root, 0, (arc, at) => {
        const seconds = kind === 'on_foot' ? arc.onFoot : leastOf(arc.time, kind)
        return seconds === undefined ? undefined : at + seconds
      })
      rows.set(root, row)
    }
    return row
  }
  const treesFrom: Trees = new Map()
  const treesTo: Trees = new Map()
  // Most ways lead from one of thousands of places to one of few mouths: then one tree towards the mouth serves them all.
  const mouths = new Set(pause.corridors.flatMap(({ inside, outside }) => [inside, outside]))
  const least = (kind: VehicleKind | 'on_foot', from: string, to: string) => {
    if (from === to) return 0
    return mouths.has(to) && !mouths.has(from)
      ? treeOf(treesTo, backward, kind, to).get(from)
      : treeOf(treesFrom, arcs, kind, from).get(to)
  }
  const leastSeconds: TravelTimes['leastSeconds'] = least

  // Many ways are asked for from one place at one instant: the last tree of each place is kept.
  const trees = new Map<string, { readonly departure: number; readonly tree: Map<string, number> }>()
  const varyingArrival = (kind: VehicleKind, from: string, to: string, departure: number): number | undefined => {
    const key = `${kind} ${from}`
    let kept = trees.get(key)
    if (kept?.departure !== departure) {
      const tree = earliest(arcs, from, departure, (arc, at) =>
        arc.time === undefined ? undefined : enterFrom(arc.time, kind, at, pause),
      )
      kept = { departure, tree }
      trees.set(key, kept)
    }
    return kept.tree.get(to)
  }

  const arrival = (kind: VehicleKind, from: string, to: string, departure: number): number | undefined => {
    if (from === to) return departure
    if (!isConstant) return varyingArrival(kind, from, to, departure)
    const seconds = least(kind, from, to)
    return seconds === undefined ? undefined : departure + seconds
  }

  return {
    arrival,
    leastSeconds,
    walkSeconds: (from, to) => least('on_foot', from, to),
    departure(kind, from, to, arriveBy, notBefore) {
      const seconds = leastSeconds(kind, from, to)
      if (seconds === undefined) return notBefore
      const latest = arriveBy - seconds
      if (isConstant) return Math.max(latest, notBefore)
      // By bisection over departures: arrival is monotone in departure.
      let low = notBefore
      let high = Math.max(notBefore, latest)
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        const arrives = arrival(kind, from, to, middle)
        if (arrives !== undefined && arrives <= arriveBy) low = middle
        else high = middle - 1
      }
      return low
    },
  }
}

function leastOf(time: Varying<TimeByKind> | undefined, kind: VehicleKind): number | undefined {
  let least: number | undefined
  for (const row of time ?? []) {
    const seconds = row.value[kind]
    if (seconds !== undefined && (least === undefined || seconds < least)) least = seconds
  }
  return least
}

/** Earliest end of one link when standing at its start at `at`: enter now, or wait for a later row. */
function enterFrom(time: Varying<TimeByKind>, kind: VehicleKind, at: number, pause: Pause): number | undefined {
  const now = localSecondsOfDay(at as Instant, pause.time_zone)
  const entering = valueAt(time, now)[kind]
  let best = entering === undefined ? undefined : at + entering
  if (time.length === 1) return best
  for (const row of time) {
    const seconds = row.value[kind]
    if (seconds === undefined) continue
    const wait = (row.from - now + 86_400) % 86_400
    // A change of daylight saving within the wait may move the row: only an entry that really meets it counts.
    const entry = at + wait
    if (valueAt(time, localSecondsOfDay(entry as Instant, pause.time_zone))[kind] !== seconds) continue
    const end = entry + seconds
    if (best === undefined || end < best) best = end
  }
  return best
}

/** Dijkstra with a binary heap. */
function earliest(
  arcs: ReadonlyMap<string, readonly Arc[]>,
  from: string,
  start: number,
  through: (arc: Arc, at: number) => number | undefined,
): Map<string, number> {
  const settled = new Map<string, number>()
  const heap: [number, string][] = [[start, from]]
  while (heap.length > 0) {
    const [at, place] = pop(heap)
    if (settled.has(place)) continue
    settled.set(place, at)
    for (const arc of arcs.get(place) ?? []) {
      if (settled.has(arc.to)) continue
      const end = through(arc, at)
      if (end !== undefined) push(heap, [end, arc.to])
    }
  }
  return settled
}

function push(heap: [number, string][], entry: [number, string]): void {
  let index = heap.length
  heap.push(entry)
  while (index > 0) {
    const above = (index - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || parent[0] <= entry[0]) break
    heap[index] = parent
    index = above
  }
  heap[index] = entry
}

function pop(heap: [number, string][]): [number, string] {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined) throw new Error('pop of an empty heap')
  if (heap.length === 0) return top
  let index = 0
  for (;;) {
    let below = 2 * index + 1
    const left = heap[below]
    if (left === undefined) break
    const right = heap[below + 1]
    let least = left
    if (right !== undefined && right[0] < left[0]) {
      least = right
      below += 1
    }
    if (least[0] >= last[0]) break
    heap[index] = least
    index = below
  }
  heap[index] = last
  return top
}
