// Who has received their order, or that they are called back, as it is shown.

import type { Json } from '../../event.ts'
import type { Coordination } from '../../state.ts'
import { tripNamed } from '../figures.ts'
import { loadNow } from '../loads.ts'
import type { Day } from '../state.ts'
import type { At } from './parts.ts'

/** Of each vehicle of each order, and of each that was called back: whether it has it. */
export function ordersJson({ day, notices }: Pick<Coordination, 'day' | 'notices'>, at: At): Json {
  const received = new Map(day.receipts.map(({ order, vehicle, at: when }) => [`${order} ${vehicle}`, when]))
  const row = (order: string, vehicle: string, what: 'order' | 'recall', to: string | null): Json => ({
    order,
    vehicle,
    what,
    to,
    received_at: at(received.get(`${order} ${vehicle}`)),
  })
  return [
    ...notices.orders
      .filter(({ order }) => !isDone(day, order.id))
      .flatMap(({ order }) => order.vehicles.map(({ id }) => row(order.id, id, 'order', null))),
    ...day.recalls.flatMap(({ entry, vehicles, to, place }) =>
      [...new Set([...vehicles, ...to.keys()])].map((vehicle) =>
        row(entry, vehicle, 'recall', to.get(vehicle) ?? place),
      ),
    ),
  ]
}

/** Of a trip whose vehicle has come to its end nobody waits for a receipt. */
function isDone(day: Day, order: string): boolean {
  if (tripNamed(day.plan, order) === undefined || day.ofLoad.get(order) === undefined) return false
  const { isOver, uncounted } = loadNow(day, order)
  return isOver || uncounted !== null
}
