// Recalls that stand. That the pause is resumed lifts those that name nobody, and those given while it was stopped; one that names
// vehicles and was given before has a reason of its own, and stands. A vehicle that was given a new order since goes by that, once it is time to. Neither can be while the pause is stopped: no order is given then, and it is
// resumed by approvals given anew.

import type { Instant } from '@treve/model'
import type { Coordination } from '../state.ts'
import type { Day, Recall } from './state.ts'
import { vehicleNow } from './vehicles.ts'

export type Standing = Pick<Coordination, 'day' | 'notices'>

/** Orders that begin within so long are not changed any more: crews are on their way. */
export const promisedSeconds = 1200

/** The last that is about the vehicle; undefined: it is not called back now. */
export function standingRecall(state: Standing, vehicle: string, now: Instant): Recall | undefined {
  return standingRecalls(state, vehicle, now).at(-1)
}

/** All that are about it and still hold, in the order in which they were said: what one was said for, another does not end. */
export function standingRecalls(state: Standing, vehicle: string, now: Instant): readonly Recall[] {
  const { day, notices } = state
  const about = day.recalls.filter(
    ({ entry, vehicles }) => !day.lifted.has(entry) && (vehicles.length === 0 || vehicles.includes(vehicle)),
  )
  if (about.length === 0 || goesByAnOrder(state, vehicle, now)) return []
  const by = ordersBegunBy(day, vehicle, now)
  const ordered = notices.orders.filter(
    ({ order }) => order.from < by && order.vehicles.some(({ id }) => id === vehicle),
  )
  // Sent out anew since, and called back again for another reason: of what was said before, nothing holds.
  return about.filter(({ at }) => !ordered.some((order) => order.at > at))
}

/** An order that begins later says nothing yet of what who is inside is to do. */
function ordersBegunBy(day: Day, vehicle: string, now: Instant): number {
  return vehicleNow(day, vehicle).isInside ? now + promisedSeconds : Number.POSITIVE_INFINITY
}

/**
 * A recall takes back all orders that there are by then: one that goes on was given after it. To who is inside, one for hours
 * later says nothing of what they do until then; their phone may not have heard of the recall yet.
 */
function goesByAnOrder({ day, notices }: Standing, vehicle: string, now: Instant): boolean {
  const by = ordersBegunBy(day, vehicle, now)
  return notices.orders.some(
    ({ order, recalledAt, recalled }) =>
      recalledAt === undefined &&
      !recalled.includes(vehicle) &&
      order.from < by &&
      order.vehicles.some(({ id }) => id === vehicle),
  )
}
