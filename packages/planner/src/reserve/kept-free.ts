// Which trips of a plan pass where a reserve keeps something free: on a lane that is to be spare, or in a slot outward that
// is to stay empty. The least urgent of those who meet there are in the way.

import { type Kept, type Pause, priorities, type Trip } from '@treve/model'
import { Bins, LaneCalendar } from '../calendar.ts'
import { isStanding, spreadSlots } from './kept.ts'

export function inTheWay(pause: Pause, trips: readonly Trip[], kept: Kept): Trip[] {
  if (kept.spare_lanes === undefined && kept.staggered === undefined) return []
  const byUrgency = trips
    .map((trip) => ({ trip, urgency: isStanding(pause, trip) ? -1 : urgencyOf(pause, trip) }))
    .sort((a, b) => a.urgency - b.urgency)
    .map(({ trip }) => trip)
  return [...onSpareLanes(pause, byUrgency, kept), ...inSpreadSlots(pause, byUrgency, kept)]
}

/** Rank of the most urgent aboard; aid comes last. */
function urgencyOf({ people }: Pause, { legs }: Trip): number {
  const ranks = legs.flatMap((leg) =>
    Object.keys(leg.people).map((id) =>
      priorities.indexOf(people.find((group) => group.id === id)?.priority ?? 'general'),
    ),
  )
  return Math.min(priorities.length, ...ranks)
}

function onSpareLanes(pause: Pause, byUrgency: readonly Trip[], { spare_lanes = [] }: Kept): Trip[] {
  const found: Trip[] = []
  for (const { corridor, gate, lanes, within_s } of spare_lanes) {
    const all = pause.corridors.find(({ id }) => id === corridor)?.gates.find(({ id }) => id === gate)?.lanes ?? 0
    const left = new LaneCalendar(Math.max(0, all - lanes))
    for (const trip of byUrgency)
      for (const leg of trip.legs) {
        if (leg.kind !== 'gate' || leg.corridor !== corridor || leg.gate !== gate) continue
        if (!isLast(pause, leg.until, within_s)) continue
        const free = left.earliest(leg.from, leg.until - leg.from)
        if (free?.start === leg.from) left.reserve(free.lane, leg.from, leg.until - leg.from)
        else found.push(trip)
      }
  }
  return found
}

function inSpreadSlots(pause: Pause, byUrgency: readonly Trip[], { staggered }: Kept): Trip[] {
  if (staggered === undefined) return []
  const bins = new Bins(pause.terms.windows.map(({ open }) => open))
  const planned = new Map<string, number>()
  const found: Trip[] = []
  for (const trip of byUrgency)
    for (const { kind, corridor: id, from } of trip.legs) {
      const capacity = pause.corridors.find((corridor) => corridor.id === id)?.capacity
      // Where capacity varies over the day, the plan that is made with it keeps to each; for a trial the least will do.
      const row = capacity?.toSorted((a, b) => a.value.vehicles - b.value.vehicles)[0]?.value
      if (kind !== 'corridor_out' || row === undefined || row.shared) continue
      const bin = bins.start(from, row.per)
      if (!isLast(pause, bin, staggered.within_s, true)) continue
      const count = (planned.get(`${id} ${bin}`) ?? 0) + 1
      if (count <= spreadSlots(row.vehicles)) planned.set(`${id} ${bin}`, count)
      else found.push(trip)
    }
  return found
}

/** In the last part of a window; from its first second on, where it is asked of a beginning. */
function isLast({ terms }: Pause, at: number, within: number, isBeginning = false): boolean {
  return terms.windows.some(({ close }) => at <= close && (isBeginning ? at >= close - within : at > close - within))
}
