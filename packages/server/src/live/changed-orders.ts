// Which vehicles get other orders by a plan made anew, as a difference that a person reads.

import type { Plan, Trip } from '@treve/model'

export interface OrderOfTrip {
  readonly trip: string
  readonly corridor_in: string | null
  readonly enter_at: number | null
  readonly stop: string | null
  readonly corridor_out: string | null
  readonly exit_at: number | null
  readonly to: string | null
  readonly people: number
}

export interface ChangedOrders {
  readonly vehicle: string
  readonly from: readonly OrderOfTrip[]
  readonly to: readonly OrderOfTrip[]
}

/** An order whose times move by no more than this is the same order, as the planner counts it. */
const usualSameOrderSeconds = 300

/** Of trips that are not over at that moment. */
export function changedOrders(
  before: Pick<Plan, 'trips'>,
  after: Pick<Plan, 'trips'>,
  now: number,
  sameOrderSeconds = usualSameOrderSeconds,
): ChangedOrders[] {
  const [from, to] = [ordersFrom(before, now), ordersFrom(after, now)]
  const vehicles = [...new Set([...from.keys(), ...to.keys()])].sort()
  return vehicles.flatMap((vehicle) => {
    const [was, is] = [from.get(vehicle) ?? [], to.get(vehicle) ?? []]
    const isSame =
      was.length === is.length && was.every((order, index) => isSameOrder(order, is[index], sameOrderSeconds))
    return isSame ? [] : [{ vehicle, from: was, to: is }]
  })
}

function ordersFrom({ trips }: Pick<Plan, 'trips'>, now: number): ReadonlyMap<string, OrderOfTrip[]> {
  const left = trips.filter(({ legs }) => (legs.at(-1)?.until ?? 0) > now)
  const sorted = [...left].sort((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0))
  return new Map([...Map.groupBy(sorted, ({ vehicle }) => vehicle)].map(([id, own]) => [id, own.map(orderOf)]))
}

export function orderOf({ id, legs }: Trip): OrderOfTrip {
  const inward = legs.find(({ kind }) => kind === 'corridor_in')
  const outward = legs.findLast(({ kind }) => kind === 'corridor_out')
  const handled = legs.filter(({ kind }) => kind === 'load' || kind === 'unload')
  const stop = handled.find(({ from }) => from >= (inward?.from ?? 0))
  const loaded = handled.filter(({ kind }) => kind === 'load')
  return {
    trip: id,
    corridor_in: inward?.corridor ?? null,
    enter_at: inward?.from ?? null,
    stop: stop?.place ?? null,
    corridor_out: outward?.corridor ?? null,
    exit_at: outward?.until ?? null,
    to: legs.findLast(({ place }) => place !== null)?.place ?? null,
    people: loaded.reduce((sum, { people }) => sum + Object.values(people).reduce((a, b) => a + b, 0), 0),
  }
}

function isSameOrder(a: OrderOfTrip, b: OrderOfTrip | undefined, sameOrderSeconds: number): boolean {
  if (b === undefined) return false
  const isNear = (one: number | null, other: number | null) =>
    one === other || (one !== null && other !== null && Math.abs(one - other) <= sameOrderSeconds)
  return (
    a.corridor_in === b.corridor_in &&
    a.corridor_out === b.corridor_out &&
    a.stop === b.stop &&
    a.to === b.to &&
    isNear(a.enter_at, b.enter_at) &&
    isNear(a.exit_at, b.exit_at)
  )
}
