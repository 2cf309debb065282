// From a plan's trips to what the corridor timetable draws: passages with their corners, stops, slots.

import type { PlanLeg, PlanTrip, PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'

export type Cargo = 'civilians' | 'medical' | 'aid' | 'armed_groups' | 'empty'

/** A corner of a line: when, and how far from the outside mouth (0) to the inside one (1). */
export interface Corner {
  readonly at: number
  readonly position: number
}

export interface Passage {
  readonly direction: 'in' | 'out'
  readonly from: number
  readonly until: number
  readonly corners: readonly Corner[]
  readonly cargo: Cargo
}

/** What one trip does on one corridor; its stops in the zone are drawn beneath the inside mouth. */
export interface CorridorTrip {
  readonly trip: PlanTrip
  readonly passages: readonly Passage[]
  readonly stops: readonly { readonly place: string; readonly from: number; readonly until: number }[]
}

export function corridorTrips(pause: PauseView, plan: Pick<PlanView, 'trips'>, corridorId: string): CorridorTrip[] {
  const corridor = pause.corridors.find(({ id }) => id === corridorId)
  const insidePlaces = new Set(pause.places.filter(({ inside }) => inside).map(({ id }) => id))
  return plan.trips.flatMap((trip): CorridorTrip[] => {
    const passages = passagesOf(
      pause,
      trip,
      corridorId,
      (gate) => corridor?.gates.find(({ id }) => id === gate)?.position ?? 0.5,
    )
    if (passages.length === 0) return []
    const stops = trip.legs
      .filter(
        ({ place, kind }) =>
          place !== null && insidePlaces.has(place) && (kind === 'load' || kind === 'unload' || kind === 'wait'),
      )
      .map((leg) => ({ place: leg.place ?? '', ...span(leg) }))
    return [{ trip, passages, stops }]
  })
}

function passagesOf(
  pause: PauseView,
  trip: PlanTrip,
  corridorId: string,
  positionOf: (gate: string) => number,
): Passage[] {
  const passages: Passage[] = []
  trip.legs.forEach((leg, index) => {
    if (leg.corridor !== corridorId || (leg.kind !== 'corridor_in' && leg.kind !== 'corridor_out')) return
    const direction = leg.kind === 'corridor_in' ? 'in' : 'out'
    const { from, until } = span(leg)
    const corners: Corner[] = [{ at: from, position: direction === 'in' ? 0 : 1 }]
    for (const gate of trip.legs.slice(index + 1)) {
      if (gate.kind !== 'gate') break
      const position = positionOf(gate.gate ?? '')
      const service = span(gate)
      corners.push({ at: service.from, position }, { at: service.until, position })
    }
    corners.push({ at: until, position: direction === 'in' ? 1 : 0 })
    passages.push({ direction, from, until, corners, cargo: cargoAt(pause, trip, index) })
  })
  return passages
}

/** What is aboard when a leg begins: what was loaded before it, less what was unloaded. */
export function aboardAt(trip: PlanTrip, legIndex: number): { people: Map<string, number>; aid: Map<string, number> } {
  const people = new Map<string, number>()
  const aid = new Map<string, number>()
  for (const leg of trip.legs.slice(0, legIndex)) {
    if (leg.kind !== 'load' && leg.kind !== 'unload') continue
    const sign = leg.kind === 'load' ? 1 : -1
    for (const [group, count] of Object.entries(leg.people)) add(people, group, sign * count)
    for (const [consignment, items] of Object.entries(leg.aid))
      for (const [item, count] of Object.entries(items)) add(aid, `${consignment}/${item}`, sign * count)
  }
  return { people, aid }
}

function cargoAt(pause: PauseView, trip: PlanTrip, legIndex: number): Cargo {
  const { people, aid } = aboardAt(trip, legIndex)
  const [group] = [...people].filter(([, count]) => count > 0).map(([id]) => id)
  if (group !== undefined) return pause.people.find(({ id }) => id === group)?.movement ?? 'civilians'
  return [...aid.values()].some((count) => count > 0) ? 'aid' : 'empty'
}

export interface Slot {
  readonly from: number
  readonly until: number
  readonly in: number
  readonly out: number
}

/** Slots of a corridor over the windows, with how many vehicles enter in each. Slots count from each opening. */
export function slotsOf(pause: PauseView, plan: Pick<PlanView, 'trips'>, corridorId: string): Slot[] {
  const capacity = pause.corridors.find(({ id }) => id === corridorId)?.capacity
  if (capacity == null) return []
  const entries = plan.trips.flatMap(({ legs }) =>
    legs.filter((leg) => leg.corridor === corridorId && leg.kind !== 'gate'),
  )
  return pause.windows.flatMap((window) => {
    const open = Date.parse(window.open)
    const close = Date.parse(window.close)
    const length = capacity.per_s * 1000
    return Array.from({ length: Math.ceil((close - open) / length) }, (_, index): Slot => {
      const from = open + index * length
      const until = Math.min(from + length, close)
      const within = (kind: PlanLeg['kind']) =>
        entries.filter((leg) => leg.kind === kind && span(leg).from >= from && span(leg).from < until).length
      return { from, until, in: within('corridor_in'), out: within('corridor_out') }
    })
  })
}

function span(leg: PlanLeg): { from: number; until: number } {
  return { from: Date.parse(leg.from), until: Date.parse(leg.until) }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}
