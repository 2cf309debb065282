// Crews’ hours on a day that runs late: a crew whose hours would end before the trip is over, as long as that is planned to
// take, does not go in any more. Who is in comes out, whatever the hours.

import type { Fleet, Trip } from '@treve/model'
import type { PlannedWindow } from '../problem.ts'

/** By trip: until when its crew may work; hours count from the first departure in each window, but not before `present`. */
export function shiftEnds(
  { crew_hours: hours, available }: Pick<Fleet, 'crew_hours' | 'available'>,
  trips: readonly Trip[],
  windows: readonly PlannedWindow[],
  notBefore: number,
): ReadonlyMap<string, number> {
  const begins = new Map<number, number>()
  const ends = new Map<string, number>()
  for (const trip of trips) {
    const last = available?.[1] ?? Number.POSITIVE_INFINITY
    const ofWindows = windowsOf(trip, windows).map((window) => {
      const begin = begins.get(window) ?? Math.max(departureOf(trip), notBefore)
      begins.set(window, begin)
      return hours === undefined ? Number.POSITIVE_INFINITY : begin + hours
    })
    ends.set(trip.id, Math.min(last, ...ofWindows))
  }
  return ends
}

/** Those in which it enters a corridor. */
function windowsOf({ legs }: Trip, windows: readonly PlannedWindow[]): number[] {
  const entries = legs.filter(({ kind }) => kind === 'corridor_in' || kind === 'corridor_out')
  const found = entries.map(({ from }) =>
    Math.max(
      0,
      windows.findLastIndex(({ open }) => open <= from),
    ),
  )
  return [...new Set(found)]
}

/** The moment it sets off: a vehicle may stand ready before. */
export function departureOf({ legs: [first] }: Trip): number {
  return (first?.kind === 'depart' ? first.until : first?.from) ?? 0
}
