// What a vehicle is to do by its trips, in one line for each.

import { useWords } from '../words.tsx'
import { listed } from '../words-of.ts'
import type { BoardNames } from './names.ts'
import type { OrderOfTrip } from './proposal.ts'

export function OrdersSaid({ orders, names }: { orders: readonly OrderOfTrip[]; names: BoardNames }) {
  const words = useWords()
  const { t, time, number } = words
  if (orders.length === 0) return t('replan.noOrder')
  return (
    <>
      {orders.map((order) => (
        <span key={order.trip} className="order">
          {listed(words, [
            order.corridor_in === null || order.enter_at === null
              ? undefined
              : t('replan.enters', { corridor: names.corridor(order.corridor_in), time: time(order.enter_at) }),
            order.stop === null ? undefined : names.place(order.stop),
            order.people === 0 ? undefined : t('replan.people', { count: order.people, shown: number(order.people) }),
            order.corridor_out === null || order.exit_at === null
              ? undefined
              : t('replan.leaves', { corridor: names.corridor(order.corridor_out), time: time(order.exit_at) }),
            order.to === null ? undefined : names.place(order.to),
          ])}
        </span>
      ))}
    </>
  )
}
