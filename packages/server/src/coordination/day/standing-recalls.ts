// Recalls that stand. That the pause is resumed lifts those that name nobody, and those given while it was stopped; one that names
// vehicles and was given before has a reason of its own, and stands. A vehicle that was given a new order since goes by that, once it is time to. Neither can be while the pause is stopped: no order is given then, and it is
// resumed by approvals given anew.

import type { Instant } from '@treve/model'
import type { Coordination } from '../state.ts'
import type { Recall } from './state.ts'
import { vehicleNow } from './vehicles.ts'

export type Standing = Pick<Coordination, 'day' | 'notices'>

/** Orders that begin within so long are not changed any more: crews are on their way. */
export const promisedSeconds = 1200

/** The last that is about the vehicle; undefined: it is not called back now. */
export function standingRecall(state: Standing, vehicle: string, now: Instant): Recall | undefined {
  const { day } = state
  const recall = day.recalls.findLast(
    ({ entry, vehicles }) => !day.lifted.has(entry) && (vehicles.length === 0 || vehicles.includes(vehicle)),
  )
  if (recall === undefined) return undefined
  return goesByAnOrder(state, vehicle, now) ? undefined : recall
}

/**
 * A recall takes back all orders that there are by then: one that goes on was given after it. To who is inside, one for hours
 * later says nothing of what they do until then; their phone may not have heard of the recall yet.
 */
function goesByAnOrder({ day, notices }: Standing, vehicle: string, now: Instant): boolean {
  const by = vehicleNow(day, vehicle).isInside ? now + promisedSeconds : Number.POSITIVE_INFINITY
  return notices.orders.some(
    ({ order, recalledAt, recalled }) =>
      recalledAt === undefined &&
      !recalled.includes(vehicle) &&
      order.from < by &&
      order.vehicles.some(({ id }) => id === vehicle),
  )
}
