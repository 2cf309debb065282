// People who walk out: when they reach each gate, the outer mouth, and where they go.

import type { Corridor, Gate, Group, Instant, Pause, Plan, Walk } from '@treve/model'
import { gatesOnTheWay, secondsFromEntry } from './passages.ts'
import type { Known } from './reading.ts'
import { valueIn } from './varying.ts'
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

function alongCorridor(pause: Pause, walk: Walk, corridor: Corridor) {
  const firstTravel = valueIn(corridor.travel, walk.from, pause.time_zone).on_foot
  const lastTravel = valueIn(corridor.travel, walk.until, pause.time_zone).on_foot
  if (firstTravel === undefined || lastTravel === undefined) return undefined
  // The first and the last of them, each with the travel time that holds when they enter.
  let first: number = walk.from
  let last: number = walk.until
  let [firstTravelled, lastTravelled] = [0, 0]
  const stops: WalkingStop[] = []
  const gates = gatesOnTheWay(corridor, 'out')
  gates.forEach((gate, number) => {
    const firstReached = secondsFromEntry(gate.position, firstTravel, 'out')
    const lastReached = secondsFromEntry(gate.position, lastTravel, 'out')
    const firstArrival = (first + firstReached - firstTravelled) as Instant
    const lastArrival = (last + lastReached - lastTravelled) as Instant
    firstTravelled = firstReached
    lastTravelled = lastReached
    const reservation = walk.gates.find((each) => each.gate === gate.id)
    stops.push({ gate, firstArrival, lastArrival, reservation })
    const serviceSeconds = gate.service.on_foot ?? 0
    first = (reservation?.from ?? firstArrival) + serviceSeconds
    // At a next gate the last arrival counts from the end of the reservation and a service more; the reservation
    // itself lasts to the end of the last service, so from the last gate they go on when it ends.
    const isLast = number === gates.length - 1
    last = reservation === undefined ? lastArrival + serviceSeconds : reservation.until + (isLast ? 0 : serviceSeconds)
  })
  return {
    stops,
    firstExit: (first + firstTravel - firstTravelled) as Instant,
    lastExit: (last + lastTravel - lastTravelled) as Instant,
  }
}
