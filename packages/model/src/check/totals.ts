// Sums over lists: limits, and the two sums that make a plan empty.

import { limits } from '../pause/schema.ts'
import { below, type Inquiry } from './inquiry.ts'

export function checkTotals(inquiry: Inquiry): void {
  const { root, sections } = inquiry
  const vehicles = (sections.fleet ?? []).reduce((sum, fleet) => sum + fleet.count, 0)
  if (vehicles > limits.vehicles) {
    inquiry.error(below(root, 'fleet'), 'too_many_vehicles', { found: vehicles, limit: limits.vehicles })
  }
  const items = (sections.aid ?? []).reduce((sum, consignment) => sum + consignment.items.length, 0)
  if (items > limits.items) inquiry.error(below(root, 'aid'), 'too_many_items', { found: items, limit: limits.items })
  if (sections.people?.every((group) => group.count.best === 0)) {
    inquiry.warn(below(root, 'people'), 'no_people')
  }
  if (sections.fleet !== undefined && vehicles === 0) inquiry.warn(below(root, 'fleet'), 'no_vehicles')
}
