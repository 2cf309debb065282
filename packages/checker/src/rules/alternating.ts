import { type Corridor, type Direction, type DirectionInterval, durationText, type Instant } from '@treve/model'
import { carPassagesOf } from '../cars.ts'
import type { Check, Reading } from '../reading.ts'
import { clock } from '../words.ts'

/** On an alternating corridor each passage lies within one interval of its direction; elsewhere none meets a closure. */
export const alternatingInterval: Check = (reading, refuse) => {
  const { pause, passages, walking } = reading
  const zone = pause.time_zone
  const intervals = intervalsOf(reading)
  const judge = (
    corridor: Corridor,
    way: Direction,
    from: Instant,
    until: Instant,
    trip: string | null,
    who: string,
  ) => {
    const own = intervals.get(corridor.id) ?? []
    const at = `${clock(from, zone)}, ${corridor.id}, ${way}: ${who}`
    if (corridor.direction === 'alternating') {
      if (own.some((each) => each.direction === way && each.from <= from && until <= each.until)) return
      refuse(from, trip, `${at} is on it until ${clock(until, zone)}, not within one interval of its direction`)
    } else if (own.some((each) => each.direction === 'closed' && from < each.until && each.from < until)) {
      refuse(from, trip, `${at} is on it until ${clock(until, zone)}, while the plan closes it`)
    }
  }
  for (const { trip, corridor, direction, enter, exit } of passages) {
    judge(corridor, direction, enter, exit, trip.trip.id, trip.trip.id)
  }
  for (const { walk, corridor, lastExit } of walking) {
    if (corridor !== undefined && lastExit !== undefined) {
      judge(corridor, 'out', walk.from, lastExit, null, `${walk.group}, walking,`)
    }
  }
  for (const corridor of pause.corridors) {
    if (corridor.direction !== 'alternating') continue
    for (const { enter, exit } of carPassagesOf(pause, corridor)) {
      judge(corridor, 'out', enter, exit, null, 'a private car')
    }
  }
}

/** Between opposite directions an alternating corridor stands empty for its clearance. */
export const alternatingClearance: Check = (reading, refuse) => {
  const zone = reading.pause.time_zone
  for (const [id, intervals] of intervalsOf(reading)) {
    const corridor = reading.known.corridors.get(id)
    if (corridor?.direction !== 'alternating') continue
    const latest = new Map<Direction, Instant>()
    for (const { direction, from, until } of intervals) {
      if (direction === 'closed') continue
      const opposite = latest.get(direction === 'in' ? 'out' : 'in')
      if (opposite !== undefined && from < opposite + corridor.clearance) {
        const needed = durationText(corridor.clearance)
        const at = `${clock(from, zone)}, ${id}: opens ${direction}`
        refuse(
          from,
          null,
          `${at}; the other direction ends at ${clock(opposite, zone)}, and ${needed} must lie between`,
        )
      }
      latest.set(direction, Math.max(latest.get(direction) ?? until, until) as Instant)
    }
  }
}

function intervalsOf({ plan }: Reading): ReadonlyMap<string, readonly DirectionInterval[]> {
  const intervals = new Map<string, DirectionInterval[]>()
  for (const interval of plan.directions.toSorted((a, b) => a.from - b.from)) {
    const others = intervals.get(interval.corridor)
    if (others === undefined) intervals.set(interval.corridor, [interval])
    else others.push(interval)
  }
  return intervals
}
