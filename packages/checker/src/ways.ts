// Quickest ways over `links`: by kind of vehicle, with times that vary over the day and waiting allowed.

import type { Instant, Link, Pause, TimeByKind, TimeZone, Varying, VehicleKind } from '@treve/model'
import { Heap } from './heap.ts'
import { nextChange, valueIn } from './varying.ts'

export interface Ways {
  /** The earliest arrival of one who leaves at this instant or later; undefined where there is no way. */
  arrival(kind: VehicleKind, from: string, to: string, leave: Instant): Instant | undefined
  /** Walking time; undefined where there is no way. */
  walkSeconds(from: string, to: string): number | undefined
}

interface Arc {
  readonly to: string
  readonly time: Varying<TimeByKind> | undefined
  /** The hours of the day at which `time` changes. */
  readonly hours: readonly number[]
  readonly onFootSeconds: number | undefined
}
type Arcs = ReadonlyMap<string, readonly Arc[]>

export function waysOf(pause: Pause): Ways {
  const arcs = arcsOf(pause)
  const hours = [...new Set([...arcs.values()].flat().flatMap((arc) => arc.hours))].sort((a, b) => a - b)
  const zone = pause.time_zone
  const still = new Map<string, ReadonlyMap<string, number>>()

  /** Seconds from a place to all others if nothing changed from this instant on. */
  function stillFrom(kind: VehicleKind | 'on_foot', from: string, at: Instant, regime: string) {
    const key = `${kind} ${from} ${regime}`
    let known = still.get(key)
    if (known === undefined) {
      known = spread(arcs, from, 0, undefined, (arc, elapsed) => {
        const seconds =
          kind === 'on_foot'
            ? arc.onFootSeconds
            : arc.time === undefined
              ? undefined
              : valueIn(arc.time, at, zone)[kind]
        return seconds === undefined ? undefined : elapsed + seconds
      })
      still.set(key, known)
    }
    return known
  }

  return {
    arrival(kind, from, to, leave) {
      if (from === to) return leave
      const change = nextChange(hours, leave, zone)
      // All times stand still up to the next change: its instant names the stretch.
      const seconds = stillFrom(kind, from, leave, String(change)).get(to)
      // Who is there before anything changes can gain nothing by it; otherwise the clock has to be followed.
      if (change === undefined) return seconds === undefined ? undefined : ((leave + seconds) as Instant)
      if (seconds !== undefined && leave + seconds <= change) return (leave + seconds) as Instant
      const reached = spread(arcs, from, leave, to, (arc, at) => throughArc(arc, kind, at as Instant, zone))
      return reached.get(to) as Instant | undefined
    },
    walkSeconds: (from, to) => (from === to ? 0 : stillFrom('on_foot', from, 0 as Instant, '').get(to)),
  }
}

/** Earliest end of an arc for one who is at its start at this instant, and may wait for a better row. */
function throughArc(arc: Arc, kind: VehicleKind, at: Instant, zone: TimeZone): number | undefined {
  if (arc.time === undefined) return undefined
  let best: number | undefined
  let enter: Instant | undefined = at
  const giveUp = at + 2 * 86_400
  while (enter !== undefined && enter < (best ?? giveUp)) {
    const seconds: number | undefined = valueIn(arc.time, enter, zone)[kind]
    if (seconds !== undefined && (best === undefined || enter + seconds < best)) best = enter + seconds
    enter = nextChange(arc.hours, enter, zone)
  }
  return best
}

/** Dijkstra: the least label of each place, up to the target where there is one. */
function spread(
  arcs: Arcs,
  from: string,
  start: number,
  target: string | undefined,
  through: (arc: Arc, at: number) => number | undefined,
): ReadonlyMap<string, number> {
  const settled = new Map<string, number>()
  const heap = new Heap<string>()
  heap.push(start, from)
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
    const { key: label, value: place } = next
    if (settled.has(place)) continue
    settled.set(place, label)
    if (place === target) break
    for (const arc of arcs.get(place) ?? []) {
      if (settled.has(arc.to)) continue
      const reached = through(arc, label)
      if (reached !== undefined) heap.push(reached, arc.to)
    }
  }
  return settled
}

function arcsOf(pause: Pause): Arcs {
  const isInside = new Map(pause.places.map((place) => [place.id, place.inside]))
  const arcs = new Map<string, Arc[]>()
  for (const link of pause.links) {
    const [first, second] = link.between
    // Only a corridor joins the two sides.
    if (!isInside.has(first) || isInside.get(first) !== isInside.get(second)) continue
    add(arcs, first, second, link)
    if (!link.one_way) add(arcs, second, first, link)
  }
  return arcs
}

function add(arcs: Map<string, Arc[]>, from: string, to: string, link: Link): void {
  const hours = (link.time ?? []).map((row) => row.from)
  const arc: Arc = { to, time: link.time, hours: hours.length > 1 ? hours : [], onFootSeconds: link.on_foot }
  const known = arcs.get(from)
  if (known === undefined) arcs.set(from, [arc])
  else known.push(arc)
}
