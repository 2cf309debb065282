// People who walk out: when they reach each gate, the outer mouth, and where they go.

import type { Corridor, Gate, Group, Instant, Pause, Plan, Walk } from '@treve/model'
import { gatesOnTheWay, secondsFromEntry } from './passages.ts'
import type { Known } from './reading.ts'
import { nextChange, valueIn } from './varying.ts'
import type { Ways } from './ways.ts'

export interface Walking {
  readonly walk: Walk
  readonly group: Group | undefined
  readonly corridor: Corridor | undefined
  /** Stops at the gates on their way, in order. */
  readonly stops: readonly WalkingStop[]
  /** Undefined where nobody may walk. First and last of them at the outer mouth. */
  readonly firstExit: Instant | undefined
  readonly lastExit: Instant | undefined
  /** First and last of them at their destination. */
  readonly firstArrival: Instant | undefined
  readonly lastArrival: Instant | undefined
}

export interface WalkingStop {
  readonly gate: Gate
  readonly firstArrival: Instant
  readonly lastArrival: Instant
  readonly reservation: Walk['gates'][number] | undefined
}

export function walkingOf(pause: Pause, plan: Plan, known: Known, ways: Ways): Walking[] {
  return plan.walking.map((walk) => {
    const group = known.groups.get(walk.group)
    const corridor = known.corridors.get(walk.corridor)
    const way = corridor && alongCorridor(pause, walk, corridor)
    const fromMouth = corridor === undefined ? 0 : (ways.walkSeconds(corridor.outside, walk.to) ?? 0)
    return {
      walk,
      group,
      corridor,
      stops: way?.stops ?? [],
      firstExit: way?.firstExit,
      lastExit: way?.lastExit,
      firstArrival: way && ((way.firstExit + fromMouth) as Instant),
      lastArrival: way && ((way.lastExit + fromMouth) as Instant),
    }
  })
}

/**
 * The travel time of each is that of the moment at which they enter. Where it changes while a flow enters, who comes
 * last, or first, need not be who entered last, or first: every stretch between two changes is followed by itself.
 */
export function alongCorridor(pause: Pause, walk: Walk, corridor: Corridor) {
  const stretches = stretchesOf(pause, walk, corridor)
  if (stretches === undefined) return undefined
  const stops: WalkingStop[] = []
  const gates = gatesOnTheWay(corridor, 'out')
  let now = stretches
  gates.forEach((gate, number) => {
    const reached = now.map((each) => {
      const seconds = secondsFromEntry(gate.position, each.travelSeconds, 'out')
      const ahead = seconds - each.travelled
      return { ...each, travelled: seconds, first: each.first + ahead, last: each.last + ahead }
    })
    const { first, last } = outermost(reached)
    const reservation = walk.gates.find((each) => each.gate === gate.id)
    stops.push({ gate, firstArrival: first, lastArrival: last, reservation })
    const serviceSeconds = gate.service.on_foot ?? 0
    // At a next gate the last arrival counts from the end of the reservation and a service more; the reservation
    // itself lasts to the end of the last service, so from the last gate they go on when it ends.
    const isLast = number === gates.length - 1
    now = reached.map((each) => ({
      ...each,
      first: (reservation?.from ?? each.first) + serviceSeconds,
      last: reservation === undefined ? each.last + serviceSeconds : reservation.until + (isLast ? 0 : serviceSeconds),
    }))
  })
  const exits = now.map((each) => {
    const ahead = each.travelSeconds - each.travelled
    return { ...each, first: each.first + ahead, last: each.last + ahead }
  })
  const { first, last } = outermost(exits)
  return { stops, firstExit: first, lastExit: last }
}

/** Part of a flow with one travel time: when its first and its last enter, and where they have come to. */
interface Stretch {
  readonly travelSeconds: number
  readonly travelled: number
  readonly first: number
  readonly last: number
}

/** Undefined where some of them may not walk. */
function stretchesOf(pause: Pause, walk: Walk, corridor: Corridor): Stretch[] | undefined {
  const zone = pause.time_zone
  const hours = corridor.travel.map((row) => row.from)
  const stretches: Stretch[] = []
  let from: Instant = walk.from
  // Longer flows than a window's 7 days are refused elsewhere.
  for (let number = 0; number < mostStretches; number++) {
    const travelSeconds = valueIn(corridor.travel, from, zone).on_foot
    if (travelSeconds === undefined) return undefined
    const change = nextChange(hours, from, zone)
    const until = change === undefined || change > walk.until ? Math.max(walk.from, walk.until) : change
    stretches.push({ travelSeconds, travelled: 0, first: from, last: until })
    if (change === undefined || change > walk.until) break
    from = change
  }
  return stretches
}

/** Rows of 7 days by the quarter of an hour. */
const mostStretches = 7 * 96

function outermost(stretches: readonly Stretch[]): { first: Instant; last: Instant } {
  const first = stretches.reduce((least, each) => Math.min(least, each.first), Number.POSITIVE_INFINITY)
  const last = stretches.reduce((most, each) => Math.max(most, each.last), Number.NEGATIVE_INFINITY)
  return { first: first as Instant, last: last as Instant }
}
