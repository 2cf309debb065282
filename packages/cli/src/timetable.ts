// The timetable of each corridor, for a terminal.

import { formatClock, type Instant, localDay, type Pause, type Plan, type Trip } from '@treve/model'
import { clock, count, table } from './table.ts'

/** Passages of each corridor, in order of time; of a long plan hour by hour. */
export function timetable(pause: Pause, plan: Plan): string {
  return plan.trips.length > mostTold ? hours(pause, plan) : passages(pause, plan)
}

/** More lines would be a list to search, not a timetable; each vehicle's own is in its order. */
const mostTold = 40

function passages(pause: Pause, plan: Plan): string {
  const zone = pause.time_zone
  return pause.corridors
    .map((corridor) => {
      const rows: { leg: { from: Instant }; row: string[] }[] = plan.trips.flatMap((trip) =>
        trip.legs
          .filter((leg) => leg.corridor === corridor.id && (leg.kind === 'corridor_in' || leg.kind === 'corridor_out'))
          .map((leg) => ({
            leg,
            row: [
              clock(leg.from, zone),
              clock(leg.until, zone),
              leg.kind === 'corridor_in' ? 'in' : 'out',
              trip.vehicle,
              cargo(trip, leg.kind === 'corridor_in' ? 'in' : 'out'),
            ],
          })),
      )
      for (const walk of plan.walking.filter((each) => each.corridor === corridor.id)) {
        const row = [clock(walk.from, zone), clock(walk.until, zone), 'out', 'on foot', `${walk.people} ${walk.group}`]
        rows.push({ leg: { from: walk.from }, row })
      }
      rows.sort((a, b) => a.leg.from - b.leg.from)
      return rows.length === 0
        ? `Corridor ${corridor.id}: not used.\n`
        : `Corridor ${corridor.id}\n${table(
            ['from', 'until', '', 'vehicle', 'carries'],
            rows.map(({ row }) => row),
          )}`
    })
    .join('\n')
}

function cargo(trip: Trip, direction: 'in' | 'out'): string {
  const loads = trip.legs.filter((leg) => leg.kind === 'load')
  if (direction === 'out') {
    const people = loads.flatMap((leg) => Object.entries(leg.people)).map(([group, number]) => `${number} ${group}`)
    return people.length === 0 ? 'empty' : people.join(', ')
  }
  const aid = loads.flatMap((leg) =>
    Object.entries(leg.aid).flatMap(([consignment, items]) =>
      Object.entries(items).map(([item, number]) => `${number} ${consignment}/${item}`),
    ),
  )
  return aid.length === 0 ? 'empty' : aid.join(', ')
}

/** By hour: vehicles in and out, and people out by vehicle and on foot. */
function hours(pause: Pause, plan: Plan): string {
  const zone = pause.time_zone
  const isManyDays = pause.terms.windows.length > 1
  const hourOf = (instant: Instant) =>
    `${isManyDays ? `${localDay(instant, zone)} ` : ''}${formatClock(instant, zone).slice(0, 2)}:00`
  const parts = pause.corridors.map((corridor) => {
    const byHour = new Map<string, { at: Instant; in: number; out: number; people: number; onFoot: number }>()
    const at = (instant: Instant) => {
      const key = hourOf(instant)
      const found = byHour.get(key) ?? { at: instant, in: 0, out: 0, people: 0, onFoot: 0 }
      byHour.set(key, found)
      return found
    }
    for (const trip of plan.trips) {
      let aboard = 0
      for (const leg of trip.legs) {
        const moved = Object.values(leg.people).reduce((sum, number) => sum + number, 0)
        if (leg.kind === 'load') aboard += moved
        if (leg.kind === 'unload') aboard -= moved
        if (leg.corridor !== corridor.id) continue
        if (leg.kind === 'corridor_in') at(leg.from).in += 1
        if (leg.kind === 'corridor_out') {
          at(leg.from).out += 1
          at(leg.from).people += aboard
        }
      }
    }
    for (const walk of plan.walking) if (walk.corridor === corridor.id) at(walk.from).onFoot += walk.people
    if (byHour.size === 0) return `Corridor ${corridor.id}: not used.\n`
    const isWalked = [...byHour.values()].some(({ onFoot }) => onFoot > 0)
    const rows = [...byHour]
      .sort(([, a], [, b]) => a.at - b.at)
      .map(([hour, sums]) => [
        hour,
        count(sums.in),
        count(sums.out),
        count(sums.people),
        ...(isWalked ? [count(sums.onFoot)] : []),
      ])
    const heads = ['from', 'vehicles in', 'out', 'people out', ...(isWalked ? ['on foot'] : [])]
    return `Corridor ${corridor.id}, hour by hour\n${table(heads, rows)}`
  })
  return `${parts.join('\n')}\nEach vehicle has its own order: treve orders FILE plan.json.\n`
}
