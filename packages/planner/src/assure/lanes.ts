// Queues with several lanes, first come first served: gates, lanes of people on foot, lanes of private cars, bays.

import { heldFor, type Interruptions } from './interruptions.ts'

/** When each lane of each queue is free again, all queues in one array. */
export interface Queues {
  /** By queue: its first lane; one more at the end. */
  readonly first: Int32Array
  readonly free: Float64Array
}

export function queuesOf(lanes: readonly number[]): Queues {
  const first = new Int32Array(lanes.length + 1)
  lanes.forEach((count, queue) => {
    first[queue + 1] = (first[queue] ?? 0) + count
  })
  return { first, free: new Float64Array(first[lanes.length] ?? 0) }
}

/** When the first of a queue's lanes is free. */
export function freeFrom({ first, free }: Queues, queue: number): number {
  const end = first[queue + 1] ?? 0
  let soonest = Number.POSITIVE_INFINITY
  for (let lane = first[queue] ?? 0; lane < end; lane++) soonest = Math.min(soonest, free[lane] ?? 0)
  return soonest
}

/**
 * Takes the lane that is free first, and answers when the service ends; it began at the later of arrival and that lane's
 * freedom. Called in the order of arrival, that is first come, first served. Service stands still while the corridor does.
 */
export function serve(
  { first, free }: Queues,
  queue: number,
  arrival: number,
  seconds: number,
  interruptions: Interruptions,
  where: number,
): number {
  const end = first[queue + 1] ?? 0
  let lane = first[queue] ?? 0
  let soonest = free[lane] ?? 0
  for (let other = lane + 1; other < end; other++) {
    const at = free[other] ?? 0
    if (at < soonest) {
      soonest = at
      lane = other
    }
  }
  const start = soonest > arrival ? soonest : arrival
  let done = start + seconds
  if (done > (interruptions.earliest[where] ?? 0) && start < (interruptions.latest[where] ?? 0))
    done += heldFor(interruptions, where, start, seconds)
  free[lane] = done
  return done
}
