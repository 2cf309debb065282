// Whether trips of a proposal stay within what the parties were told, by the very rules by which an order is refused.

import type { Pause, Trip } from '@treve/model'
import type { Coordination } from '../coordination/index.ts'
import { departuresOf, type Order } from '../coordination/notices/index.ts'
import { kindOf, passagesOf, useOf } from '../coordination/notices/planned.ts'

export interface DepartureOfTrip {
  readonly vehicle: string
  readonly trip: string
  readonly what: string
  readonly ordered: string
  readonly notified: string
}

/** Of passages that are still to come. */
export function departuresOfChanged(
  state: Coordination,
  pause: Pause,
  trips: readonly Trip[],
  now: number,
): readonly DepartureOfTrip[] {
  return trips.flatMap((trip) =>
    ordersOf(pause, trip, now).flatMap((order) =>
      leastDepartures(state, pause, order).map(({ what, ordered, notified }) => ({
        vehicle: trip.vehicle,
        trip: trip.id,
        what,
        ordered,
        notified,
      })),
    ),
  )
}

/** Against the movement that was notified and that it fits best. */
function leastDepartures(state: Coordination, pause: Pause, order: Order) {
  const known = state.notices.threads.flatMap(({ thread, standing }) =>
    standing.map(({ movement }) => ({ ...order, notification: thread, movement: movement.id })),
  )
  const all = (known.length === 0 ? [order] : known).map((each) => departuresOf(each, state, pause.time_zone))
  return all.reduce((least, each) => (each.length < least.length ? each : least))
}

/** One for each passage: each way may have been notified apart. */
function ordersOf(pause: Pause, trip: Trip, now: number): readonly Order[] {
  const kind = kindOf(pause, trip.vehicle)
  if (kind === undefined) return []
  const use = useOf(pause, trip)
  return passagesOf(trip)
    .filter(({ from }) => from >= now)
    .map(
      (passage): Order => ({
        id: trip.id,
        notification: 1,
        movement: use,
        use,
        segments: [],
        ...passage,
        vehicles: [{ id: trip.vehicle, kind }],
        on_foot: false,
      }),
    )
}
