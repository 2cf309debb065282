// An order to a vehicle or convoy, and how it departs from what the parties were told.

import { formatInstant, type Instant, type TimeZone, uses, type VehicleKind, vehicleKinds } from '@treve/model'
import {
  boolean,
  defaulted,
  id,
  instant,
  integer,
  list,
  object,
  oneOf,
  required,
  type TypeOf,
  text,
} from '@treve/model/schema'
import { countOf, directionsTold } from '../../notices/notice.ts'
import type { JsonObject } from '../event.ts'
import { high } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { inForce } from '../terms/state.ts'
import type { TermsSummary } from '../terms/summary.ts'
import { corridorFor, isInWindow, unknownSegment } from './pause.ts'
import type { Issued, Notices } from './state.ts'
import { isPartOf } from './within.ts'

export const orderType = object({
  id: required(text(100), high('Id of the order; of a trip of the plan: the trip’s.')),
  notification: required(integer(1), high('Number of the notification that it rests on.')),
  movement: required(id(), high('Movement of it.')),
  use: required(oneOf(uses), high('What it is for.')),
  corridor: required(id(), high('Corridor.')),
  segments: defaulted(list(id(), { max: 40 }), [], high('Segments; none: the whole corridor.')),
  direction: required(oneOf(directionsTold), high('Into the zone, out of it, or both.')),
  from: required(instant(), high('First moment on the corridor.')),
  until: required(instant(), high('Last moment on it.')),
  vehicles: defaulted(
    list(
      object({ id: required(text(100), high('Vehicle.')), kind: required(oneOf(vehicleKinds), high('Its kind.')) }),
      {
        max: 200,
      },
    ),
    [],
    high('Vehicles of it.'),
  ),
  on_foot: defaulted(boolean(), false, high('True: people walk.')),
})
export type Order = TypeOf<typeof orderType>

/** The order without what was called back. */
export function leftOf({ order, recalled }: Pick<Issued, 'order' | 'recalled'>): Order {
  if (recalled.length === 0) return order
  return { ...order, vehicles: order.vehicles.filter((vehicle) => !recalled.includes(vehicle.id)) }
}

export const departureKinds = [
  'notification',
  'movement',
  'purpose',
  'route',
  'direction',
  'time_band',
  'number',
  'lead_time',
  'terms',
] as const

/** Beside ids, codes, instants and counts; several that would do stand apart by ` | `. */
export const departureWords = ['none', 'cancelled', 'no_terms', 'on_foot', 'not_on_foot'] as const

export interface Departure {
  readonly what: (typeof departureKinds)[number]
  readonly ordered: string
  readonly notified: string
}

const anyOf = (all: readonly string[]): string => all.join(' | ') || word('none')
const word = (code: (typeof departureWords)[number]): string => code

/** Empty: it is within the terms in force and what was notified, and the lead time of that has run by when it begins. */
export function departuresOf(order: Order, whole: Coordination, zone: TimeZone): readonly Departure[] {
  return [...fromNotified(order, whole.notices, zone), ...fromTerms(order, inForce(whole.terms)?.summary, zone)]
}

/** What was notified may be of earlier terms. */
function fromTerms(order: Order, terms: TermsSummary | undefined, zone: TimeZone): readonly Departure[] {
  const { corridor: name, segments, use } = order
  if (terms === undefined) return [{ what: 'terms', ordered: `${name}, ${use}`, notified: word('no_terms') }]
  const found: Departure[] = []
  const add = (ordered: string, notified: readonly string[]) =>
    found.push({ what: 'terms', ordered, notified: anyOf(notified) })
  if (!isInWindow(terms, order))
    add(
      bandText(order.from, order.until, zone),
      terms.windows.map(({ open, close }) => bandText(open, close, zone)),
    )
  const corridor = corridorFor(terms, use, name)
  if (corridor === undefined)
    add(
      `${name}, ${use}`,
      terms.corridors.filter(({ uses }) => uses.includes(use)).map(({ id }) => `${id}, ${use}`),
    )
  else if (unknownSegment(corridor, segments) !== undefined)
    add(routeText(order), [routeText({ corridor: name, segments: corridor.segments })])
  return found
}

function fromNotified(order: Order, notices: Notices, zone: TimeZone): readonly Departure[] {
  const thread = notices.threads.find((each) => each.thread === order.notification)
  if (thread === undefined || thread.isCancelled)
    return [
      {
        what: 'notification',
        ordered: String(order.notification),
        notified: word(thread === undefined ? 'none' : 'cancelled'),
      },
    ]
  const standing = thread.standing.find(({ movement }) => movement.id === order.movement)
  if (standing === undefined)
    return [
      {
        what: 'movement',
        ordered: order.movement,
        notified: anyOf(thread.standing.map(({ movement }) => movement.id)),
      },
    ]
  const { movement, noticedAt, leadSeconds } = standing
  const found: Departure[] = []
  const add = (what: Departure['what'], ordered: string, notified: string) => found.push({ what, ordered, notified })
  const routes = [movement, ...movement.alternates]
  const at = (instant: Order['from']) => formatInstant(instant, zone)
  if (order.use !== movement.use) add('purpose', order.use, movement.use)
  if (!routes.some((each) => isPartOf(order, each))) add('route', routeText(order), anyOf(routes.map(routeText)))
  if (movement.direction !== 'both' && order.direction !== movement.direction)
    add('direction', order.direction, movement.direction)
  if (order.from < movement.from || order.until > movement.until)
    add('time_band', bandText(order.from, order.until, zone), bandText(movement.from, movement.until, zone))
  if (order.on_foot && !movement.on_foot) add('number', word('on_foot'), word('not_on_foot'))
  for (const kind of vehicleKinds) {
    if (!order.vehicles.some((vehicle) => vehicle.kind === kind)) continue
    const own = vehiclesOn(order, notices, kind)
    if (own > countOf(movement, kind)) add('number', `${kind} ${own}`, `${kind} ${countOf(movement, kind)}`)
  }
  const runs = (noticedAt + leadSeconds) as Order['from']
  if (order.from < runs) add('lead_time', at(order.from), at(runs))
  return found
}

function routeText({ corridor, segments }: Pick<Order, 'corridor' | 'segments'>): string {
  return segments.length === 0 ? corridor : `${corridor} (${segments.join(', ')})`
}

function bandText(from: Instant, until: Instant, zone: TimeZone): string {
  return `${formatInstant(from, zone)} – ${formatInstant(until, zone)}`
}

/** Vehicles of a kind that are on the movement with this order: one that is ordered twice counts once. */
function vehiclesOn(order: Order, { orders }: Notices, kind: VehicleKind): number {
  const own = order.vehicles.filter((vehicle) => vehicle.kind === kind).map(({ id }) => id)
  return new Set([...(orderedOn(orders).get(movementKey(order, kind)) ?? []), ...own]).size
}

/** Follows from the list of orders alone, which is never changed: asked for with each order of a view. */
const ordered = new WeakMap<Notices['orders'], ReadonlyMap<string, ReadonlySet<string>>>()

function orderedOn(orders: Notices['orders']): ReadonlyMap<string, ReadonlySet<string>> {
  const known = ordered.get(orders)
  if (known !== undefined) return known
  const vehicles = new Map<string, Set<string>>()
  for (const issued of orders) {
    const { order, recalledAt } = issued
    if (recalledAt !== undefined) continue
    for (const { id, kind } of leftOf(issued).vehicles) {
      const key = movementKey(order, kind)
      vehicles.set(key, (vehicles.get(key) ?? new Set()).add(id))
    }
  }
  ordered.set(orders, vehicles)
  return vehicles
}

function movementKey({ notification, movement }: Order, kind: VehicleKind): string {
  return `${notification} ${movement} ${kind}`
}

export function departuresToJson(departures: readonly Departure[]): JsonObject {
  return { departures: departures.map(({ what, ordered, notified }) => ({ what, ordered, notified })) }
}

export function isSameOrder(one: Order, other: Order): boolean {
  return orderKey(one) === orderKey(other)
}

function orderKey({ vehicles, segments, ...rest }: Order): string {
  const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([sorted, [...segments].sort(), vehicles.map(({ id, kind }) => `${id} ${kind}`).sort()])
}
