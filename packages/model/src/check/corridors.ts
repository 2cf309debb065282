// A corridor leads from a mouth outside to a mouth inside.

import type { Corridor } from '../pause/schema.ts'
import type { Inquiry } from './inquiry.ts'

export function checkCorridors(inquiry: Inquiry): void {
  for (const corridor of inquiry.sections.corridors ?? []) {
    checkMouths(inquiry, corridor)
    checkPrivateCars(inquiry, corridor)
    checkGates(inquiry, corridor)
    if (corridor.on_foot !== undefined && corridor.travel.every((row) => row.value.on_foot === undefined)) {
      inquiry.warn(inquiry.at(corridor, 'on_foot'), 'walking_without_time', { id: corridor.id })
    }
  }
}

function checkMouths(inquiry: Inquiry, corridor: Corridor): void {
  const { id } = corridor
  const outside = inquiry.places.get(corridor.outside)
  const inside = inquiry.places.get(corridor.inside)
  for (const [key, place] of [['outside', outside] as const, ['inside', inside] as const]) {
    if (place !== undefined && place.kind !== 'mouth') {
      inquiry.error(inquiry.at(corridor, key), 'corridor_end_not_mouth', { id, place: place.id, found: place.kind })
    }
  }
  if (outside === undefined || inside === undefined) return
  if (outside.inside && inside.inside) inquiry.error(inquiry.at(corridor, 'outside'), 'corridor_both_inside', { id })
  else if (!outside.inside && !inside.inside)
    inquiry.error(inquiry.at(corridor, 'inside'), 'corridor_both_outside', { id })
  else if (outside.inside) inquiry.error(inquiry.at(corridor, 'outside'), 'corridor_mouths_exchanged', { id })
}

/** Possible, a gate that nobody is stopped at; more often a figure that nobody asked for. */
function checkGates(inquiry: Inquiry, { id, gates }: Corridor): void {
  for (const gate of gates)
    if (Object.values(gate.service).some((seconds) => seconds === 0))
      inquiry.warn(inquiry.at(gate, 'service'), 'gate_without_delay', { id, gate: gate.id })
}

function checkPrivateCars(inquiry: Inquiry, corridor: Corridor): void {
  const { id } = corridor
  if (corridor.private_cars === undefined || corridor.private_cars.vehicles === 0) return
  if (corridor.direction === 'in')
    inquiry.error(inquiry.at(corridor, 'private_cars'), 'private_cars_against_direction', { id })
  for (const gate of corridor.gates) {
    if (gate.checks.includes('out') && gate.car_lanes === 0) {
      inquiry.error(inquiry.at(gate, 'car_lanes'), 'private_cars_without_lane', { id, gate: gate.id })
    }
  }
}
