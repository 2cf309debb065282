import type { Instant, Use } from '@treve/model'
import { movementsAboard } from '../aboard.ts'
import type { Check, Reading } from '../reading.ts'
import { clock } from '../words.ts'
import { isPast } from './committed.ts'

/**
 * What waits for another movement, or for an event, does not start out loaded before that has happened. Never held:
 * trips that hold medical, or anything exempt. Aid's loaded way is the way in. What has started as promised is past holding: what
 * it waited for may have come by a trip, or on foot, that is in no plan any more.
 */
export const reciprocal: Check = (reading, refuse) => {
  const { pause } = reading
  for (const rule of pause.rules.reciprocal) {
    const { movement } = rule
    const event = pause.rules.events.find((each) => each.id === rule.waits_for)
    const metAt = event === undefined ? firstExit(reading, rule.waits_for) : event.earliest
    for (const { movements, from, trip, who, moved, isPast: isStarted } of startsOf(reading)) {
      if (isStarted || moved !== movement || (metAt !== undefined && from >= metAt)) continue
      if (movements.has('medical') || rule.exempt.some((use) => movements.has(use))) continue
      const met = metAt === undefined ? 'which never happens' : `which happens at ${clock(metAt, pause.time_zone)}`
      const at = clock(from, pause.time_zone)
      refuse(from, trip, `${at}: ${who} starts out with ${movement} before ${rule.waits_for}, ${met} (${rule.id})`)
    }
  }
}

interface Start {
  /** The movement whose loaded way this is. */
  readonly moved: Use
  /** All that the trip holds. */
  readonly movements: ReadonlySet<Use>
  readonly from: Instant
  readonly until: Instant
  readonly trip: string | null
  readonly who: string
  readonly isPast: boolean
}

function firstExit(reading: Reading, movement: string): Instant | undefined {
  let first: Instant | undefined
  for (const { moved, until } of startsOf(reading)) {
    if (moved === movement && (first === undefined || until < first)) first = until
  }
  return first
}

function startsOf(reading: Reading): Start[] {
  const { passages, walking, known } = reading
  const starts: Start[] = []
  for (const { trip, direction, leg, enter, exit, aboard } of passages) {
    for (const moved of new Set(movementsAboard(known, aboard))) {
      if ((moved === 'aid') !== (direction === 'in')) continue
      const { id } = trip.trip
      const isStarted = isPast(reading, trip, leg)
      starts.push({ moved, movements: trip.movements, from: enter, until: exit, trip: id, who: id, isPast: isStarted })
    }
  }
  for (const { walk, group, firstExit: exit } of walking) {
    if (group === undefined) continue
    const movements = new Set<Use>([group.movement])
    const who = `${group.id} on foot`
    const until = exit ?? walk.until
    starts.push({ moved: group.movement, movements, from: walk.from, until, trip: null, who, isPast: false })
  }
  return starts
}
