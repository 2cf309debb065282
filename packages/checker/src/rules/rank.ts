import type { Group, Instant } from '@treve/model'
import type { Check, Reading } from '../reading.ts'
import { clock } from '../words.ts'
import { isPast } from './committed.ts'
import { readyBy } from './people.ts'

/**
 * The clinicians' order holds at each pick-up: nobody of a higher number is loaded before those of a lower one whom
 * the plan serves and who were ready. Who was loaded before a plan is made anew was, whomever it serves now.
 */
export const rank: Check = (reading, refuse) => {
  const { pause } = reading
  for (const loads of loadsByPlace(reading).values()) {
    // Groups still to be loaded, and how many of them the plan loads in all.
    const planned = new Map<Group, number>()
    for (const { group, count } of loads) planned.set(group, (planned.get(group) ?? 0) + count)
    const before = new Map<Group, number>()
    let next = 0
    for (const load of loads) {
      for (let other = loads[next]; other !== undefined && other.at <= load.at; other = loads[++next]) {
        before.set(other.group, (before.get(other.group) ?? 0) + other.count)
      }
      for (const [group, all] of planned) {
        if (load.isPast || (group.rank ?? 0) >= load.rank) continue
        const waiting = Math.min(all, readyBy(pause, group, load.at)) - (before.get(group) ?? 0)
        if (waiting <= 0) continue
        const at = `${clock(load.at, pause.time_zone)}, ${load.group.at}: ${load.trip}`
        const first = `${waiting} of ${group.id} (rank ${group.rank}) wait`
        refuse(load.at, load.trip, `${at} loads ${load.group.id} (rank ${load.rank}) while ${first}`)
        break
      }
    }
  }
}

interface RankedLoad {
  readonly group: Group
  readonly rank: number
  readonly at: Instant
  readonly count: number
  readonly trip: string
  readonly isPast: boolean
}

function loadsByPlace(reading: Reading): ReadonlyMap<string, readonly RankedLoad[]> {
  const byPlace = new Map<string, RankedLoad[]>()
  for (const { leg, people, trip } of reading.handlings) {
    if (leg.kind !== 'load') continue
    for (const { group, count } of people) {
      if (group.rank === undefined) continue
      const loads = byPlace.get(group.at) ?? []
      byPlace.set(group.at, loads)
      const isLoaded = isPast(reading, trip, leg)
      loads.push({ group, rank: group.rank, at: leg.from, count, trip: trip.trip.id, isPast: isLoaded })
    }
  }
  return byPlace
}
