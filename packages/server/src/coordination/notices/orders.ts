// Orders need go, and stay within the terms in force and what the parties were told, unless a coordinator says otherwise and why. Recall is always possible.

import { formatInstant, type TimeZone } from '@treve/model'
import { id, list, object, optional, required, text } from '@treve/model/schema'
import { zoneOf } from '../approvals/commands.ts'
import { heldBack } from '../approvals/reciprocal.ts'
import { personalFault } from '../channels.ts'
import { recalled } from '../day/recall.ts'
import type { JsonObject } from '../event.ts'
import { command, refuse } from '../part.ts'
import { high } from '../sensitivity.ts'
import { type Departure, departuresOf, departuresToJson, isSameOrder, type Order, orderType } from './order.ts'
import { stoppedFault } from './pause.ts'

export const issueOrder = command('issue_order', {
  doc: 'Issues an order. Refused before go, while by the terms it waits for others to move, and where it departs from what was notified or the terms in force, with what departs.',
  input: orderType,
  decide: (order, { state }) => {
    const { orders, overridden } = state.notices
    const known = orders.find((each) => each.order.id === order.id)
    if (known !== undefined && (known.recalledAt !== undefined || known.recalled.length > 0))
      return refuse(
        'order_recalled',
        `Order ${order.id} was recalled, whole or in part: a new one has an id of its own.`,
      )
    if (known !== undefined)
      return isSameOrder(known.order, order)
        ? { said: [] }
        : refuse('order_id_taken', `There is another order ${order.id}: give this one an id of its own.`)
    const fault = orderFault(order) ?? stoppedFault(state)
    if (fault !== undefined) return fault
    const { decision } = state.approvals
    if (decision?.answer !== 'go' || decision.version === undefined || decision.version !== state.terms.inForce)
      return refuse('go_not_decided', 'Go is not decided by the terms in force: decide first (decide_go).')
    const held = isLoadedWay(order) ? heldBack(state, order.use) : []
    if (held.length > 0)
      return refuse(
        'waits_for_others',
        `By the terms this movement waits for another: ${held.map(({ id: name, waitsFor }) => `${name} for ${waitsFor}`).join(', ')}. Issue it once that is attested, or let a coordinator waive the condition with a reason (waive_condition).`,
        { conditions: held.map(({ id: condition, waitsFor }) => ({ condition, waits_for: waitsFor })) },
      )
    const zone = zoneOf(state)
    const departures = departuresOf(order, state, zone)
    // What a coordinator let pass is this order, with these departures and no further ones.
    const isLetPass = overridden.some(
      (each) => isSameOrder(each.order, order) && departures.every((departure) => each.letPass.some(isSame(departure))),
    )
    if (departures.length > 0 && !isLetPass)
      return refuse(
        'departs_from_notified',
        'The order departs from what the parties were told, or from the terms in force. Notify the change and let its lead time run, or let a coordinator override it with a reason.',
        departuresToJson(departures),
      )
    return { said: [{ type: 'order_issued', details: { order: orderToJson(order, zone) } }] }
  },
})

export const override = command('override', {
  doc: 'Lets one order depart from what was notified, by decision of the coordinator who asks, with the reason.',
  input: object({
    order: required(orderType, high('The order, just as it will be issued.')),
    reason: required(text(400), high('Why.')),
  }),
  decide: ({ order, reason }, { state, by }) => {
    if (by.kind !== 'person')
      return refuse('not_a_person', 'A person who holds the role of coordinator decides this, and nobody else.')
    const fault = personalFault({ reason }) ?? orderFault(order)
    if (fault !== undefined) return fault
    const zone = zoneOf(state)
    const departures = departuresOf(order, state, zone)
    if (departures.length === 0)
      return refuse('nothing_departs', 'The order is within what was notified: it can be issued as it is.')
    return {
      said: [
        {
          type: 'overridden',
          notice: { reason },
          details: {
            order: orderToJson(order, zone),
            departures: [...new Set(departures.map(({ what }) => what))],
            let_pass: departuresToJson(departures).departures ?? [],
            by: by.token,
          },
          staff: [by.token],
        },
      ],
    }
  },
})

export const recall = command('recall', {
  // Nothing may stand in its way: not what was notified, not the phase, not a stop of notification, not the words of the reason.
  doc: 'Calls vehicles, or all, to the nearest safe point. Always possible.',
  input: object({
    vehicles: optional(list(text(100), { min: 1, max: 5000 }), high('Which; absent: all.')),
    reason: required(text(400), high('Why.')),
    to: optional(id(), high('Where to, if not to the nearest safe point.')),
  }),
  decide: ({ vehicles = [], reason, to }, { state, now }) => ({
    said: recalled(state, { vehicles, reason, ...(to === undefined ? {} : { to }) }, now),
  }),
})

/** Empty buses may wait inside: what a condition holds is the way with people aboard, and of aid the way in. */
function isLoadedWay({ use, direction }: Order): boolean {
  return direction === 'both' || direction === (use === 'aid' ? 'in' : 'out')
}

function isSame({ what, ordered, notified }: Departure): (other: Departure) => boolean {
  return (other) => other.what === what && other.ordered === ordered && other.notified === notified
}

function orderFault({ id: name, from, until, vehicles, on_foot }: Order) {
  if (until < from) return refuse('band_backwards', `Order ${name} ends before it begins.`)
  if (vehicles.length === 0 && !on_foot)
    return refuse('nothing_moves', `Order ${name} has neither vehicles nor people on foot.`)
  return undefined
}

export function orderToJson({ from, until, vehicles, ...rest }: Order, zone: TimeZone): JsonObject {
  return {
    ...rest,
    from: formatInstant(from, zone),
    until: formatInstant(until, zone),
    vehicles: vehicles.map((vehicle) => ({ id: vehicle.id, kind: vehicle.kind })),
  }
}
