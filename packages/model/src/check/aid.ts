// Consignments go from a warehouse outside to a drop inside.

import type { Inquiry } from './inquiry.ts'

export function checkAid(inquiry: Inquiry): void {
  for (const consignment of inquiry.sections.aid ?? []) {
    const { id } = consignment
    const from = inquiry.places.get(consignment.from)
    const to = inquiry.places.get(consignment.to)
    if (from !== undefined && (from.kind !== 'warehouse' || from.inside)) {
      inquiry.error(inquiry.at(consignment, 'from'), 'consignment_from_elsewhere', {
        id,
        from: from.id,
        found: from.kind,
      })
    }
    if (to !== undefined && (to.kind !== 'drop' || !to.inside)) {
      inquiry.error(inquiry.at(consignment, 'to'), 'consignment_to_elsewhere', { id, to: to.id, found: to.kind })
    }
    const grams = consignment.items.reduce((sum, item) => sum + item.count * item.mass, 0)
    const node = inquiry.at(consignment, 'items')
    // An item that could not be read is missing from the sum, and has its own error.
    const isWhole = node.kind === 'list' && node.items.length === consignment.items.length
    if (isWhole && consignment.floor > grams) {
      inquiry.warn(inquiry.at(consignment, 'floor'), 'floor_above_consignment', {
        id,
        floor: kilograms(consignment.floor),
        mass: kilograms(grams),
      })
    }
  }
}

function kilograms(grams: number): string {
  return `${grams / 1000} kg`
}
