// Recalls that stand. What was called back before the pause was resumed is called back no more; and a vehicle that was given a
// new order since goes by that. Neither can be while the pause is stopped: no order is given then, and it is resumed by
// approvals given anew.

import type { Coordination } from '../state.ts'
import type { Recall } from './state.ts'

export type Standing = Pick<Coordination, 'day' | 'notices'>

/** The last that is about the vehicle; undefined: it is not called back now. */
export function standingRecall(state: Standing, vehicle: string): Recall | undefined {
  const { day } = state
  const recall = day.recalls
    .slice(day.recallsBeforeResumed)
    .findLast(({ vehicles }) => vehicles.length === 0 || vehicles.includes(vehicle))
  if (recall === undefined) return undefined
  return isOrderedSince(state, vehicle) ? undefined : recall
}

/** A recall takes back all orders that there are by then: one that goes on was given after it. */
function isOrderedSince({ notices }: Standing, vehicle: string): boolean {
  return notices.orders.some(
    ({ order, recalledAt, recalled }) =>
      recalledAt === undefined && !recalled.includes(vehicle) && order.vehicles.some(({ id }) => id === vehicle),
  )
}
