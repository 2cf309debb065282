// Whether trips of a proposal stay within what the parties were told, by the very rules by which an order is refused.

import type { Pause, Trip, Use } from '@treve/model'
import { vehiclesOf } from '@treve/model'
import type { Coordination } from '../coordination/index.ts'
import { departuresOf, type Order } from '../coordination/notices/index.ts'

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

function ordersOf(pause: Pause, { id, vehicle, legs }: Trip, now: number): readonly Order[] {
  const fleet = vehiclesOf(pause).find((each) => each.id === vehicle)?.fleet
  if (fleet === undefined) return []
  const moved = legs.flatMap(({ people, aid }): Use[] => [
    ...Object.keys(people).flatMap((group) => pause.people.find((each) => each.id === group)?.movement ?? []),
    ...(Object.keys(aid).length > 0 ? (['aid'] as const) : []),
  ])
  const [use = fleet.carries[0] ?? 'civilians'] = moved
  return legs.flatMap(({ kind, corridor, from, until }): Order[] => {
    if ((kind !== 'corridor_in' && kind !== 'corridor_out') || corridor === null || from < now) return []
    return [
      {
        id,
        notification: 1,
        movement: use,
        use: use as Order['use'],
        corridor,
        segments: [],
        direction: kind === 'corridor_in' ? 'in' : 'out',
        from,
        until,
        vehicles: [{ id: vehicle, kind: fleet.kind }],
        on_foot: false,
      },
    ]
  })
}
