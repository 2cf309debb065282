// What a plan moves, as parties are told of it and as vehicles are ordered: by use and corridor. One way, for whoever notifies and
// orders by a plan and for whoever asks whether a plan stays within what was told.

import { type Instant, type Pause, type Plan, type Trip, type Use, type VehicleKind, vehiclesOf } from '@treve/model'
import type { Movement } from '../../notices/notice.ts'
import type { Order } from './order.ts'

/** One way through a corridor. */
export interface Passage {
  readonly corridor: string
  readonly direction: 'in' | 'out'
  readonly from: Instant
  readonly until: Instant
}

export function passagesOf({ legs }: Pick<Trip, 'legs'>): readonly Passage[] {
  return legs.flatMap(({ kind, corridor, from, until }): Passage[] =>
    (kind === 'corridor_in' || kind === 'corridor_out') && corridor !== null
      ? [{ corridor, direction: kind === 'corridor_in' ? 'in' : 'out', from, until }]
      : [],
  )
}

/** What is moved; of an empty trip, what its fleet is for. */
export function useOf(pause: Pause, { legs, vehicle }: Pick<Trip, 'legs' | 'vehicle'>): Use {
  for (const { people, aid } of legs) {
    const [group] = Object.keys(people)
    const movement = pause.people.find(({ id }) => id === group)?.movement
    if (movement !== undefined) return movement
    if (Object.keys(aid).length > 0) return 'aid'
  }
  return fleetOf(pause, vehicle)?.carries[0] ?? 'civilians'
}

/** Undefined: the pause has no such vehicle. */
export function kindOf(pause: Pause, vehicle: string): VehicleKind | undefined {
  return fleetOf(pause, vehicle)?.kind
}

function fleetOf(pause: Pause, vehicle: string) {
  return vehiclesOf(pause).find(({ id }) => id === vehicle)?.fleet
}

/** As many vehicles of each kind as ever use a corridor for it, over the whole of each window, both ways. */
export function movementsOf(pause: Pause, { trips, walking }: Pick<Plan, 'trips' | 'walking'>): readonly Movement[] {
  const kinds = new Map(vehiclesOf(pause).map(({ id, fleet }) => [id, fleet.kind] as const))
  const found = new Map<string, Moved>()
  const of = (use: Use, corridor: string): Moved => {
    const key = `${use} ${corridor}`
    const known = found.get(key) ?? { use, corridor, vehicles: new Map(), isOnFoot: false }
    found.set(key, known)
    return known
  }
  for (const trip of trips) {
    const use = useOf(pause, trip)
    const kind = kinds.get(trip.vehicle)
    if (kind === undefined) continue
    for (const { corridor } of passagesOf(trip)) {
      const { vehicles } = of(use, corridor)
      vehicles.set(kind, (vehicles.get(kind) ?? new Set()).add(trip.vehicle))
    }
  }
  for (const { group, corridor } of walking)
    of(pause.people.find(({ id }) => id === group)?.movement ?? 'civilians', corridor).isOnFoot = true
  return pause.terms.windows.flatMap(({ id: window, open, close }) =>
    [...found.values()].map(
      ({ use, corridor, vehicles, isOnFoot }): Movement => ({
        id: movementName(use, corridor, window),
        use,
        corridor,
        segments: [],
        direction: 'both',
        from: open,
        until: close,
        vehicles: [...vehicles].map(([kind, all]) => ({ kind, count: all.size })),
        on_foot: isOnFoot,
        alternates: [],
      }),
    ),
  )
}

interface Moved {
  readonly use: Use
  readonly corridor: string
  readonly vehicles: Map<VehicleKind, Set<string>>
  isOnFoot: boolean
}

/** One for each corridor of the trip, by the movement that `movementsOf` has for it. */
export function ordersOfTrip(pause: Pause, trip: Trip, notification: number): readonly Order[] {
  const use = useOf(pause, trip)
  const kind = kindOf(pause, trip.vehicle)
  if (kind === undefined) return []
  const byCorridor = [...Map.groupBy(passagesOf(trip), ({ corridor }) => corridor)]
  return byCorridor.map(([corridor, passages]): Order => {
    const from = Math.min(...passages.map((each) => each.from)) as Instant
    const until = Math.max(...passages.map((each) => each.until)) as Instant
    const window = pause.terms.windows.find(({ open, close }) => open <= from && from < close)?.id ?? ''
    return {
      id: byCorridor.length === 1 ? trip.id : `${trip.id}.${corridor}`,
      notification,
      movement: movementName(use, corridor, window),
      use,
      corridor,
      segments: [],
      direction: 'both',
      from,
      until,
      vehicles: [{ id: trip.vehicle, kind }],
      on_foot: false,
    }
  })
}

function movementName(use: Use, corridor: string, window: string): string {
  return `${use}-${corridor}-${window}`
}
