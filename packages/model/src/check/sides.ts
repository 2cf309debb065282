// `inside` and the polygon must agree; and coordinates that would be right if exchanged are pointed out.

import type { Place } from '../pause/schema.ts'
import type { Position } from '../schema/values.ts'
import type { Inquiry } from './inquiry.ts'
import { kilometresBetween, type Locator, locatorOf } from './locator.ts'

/** Nobody drives people from a zone to a place so far away: such a place is a slip. */
const farKilometres = 300

export function checkSides(inquiry: Inquiry): void {
  const { zone, places = [] } = inquiry.sections
  if (zone === undefined) return
  const locator = locatorOf(zone.area)
  for (const place of places) {
    const { id } = place
    const where = locator.where(place.at)
    const [latitude, longitude] = place.at
    if (isRightSwapped(place, where, locator)) {
      inquiry.error(inquiry.at(place, 'at'), 'place_swapped', { id, longitude, latitude })
    } else if (place.inside && where === 'outside') inquiry.error(inquiry.at(place, 'at'), 'place_not_inside', { id })
    else if (!place.inside && where === 'inside') inquiry.error(inquiry.at(place, 'at'), 'place_not_outside', { id })
  }
}

function isRightSwapped(place: Place, where: 'inside' | 'outside' | 'edge', locator: Locator): boolean {
  const [latitude, longitude] = place.at
  const swapped: Position = [longitude, latitude]
  if (Math.abs(latitude) > 90) return false
  if (place.inside) return where === 'outside' && locator.where(swapped) !== 'outside'
  return (
    kilometresBetween(place.at, locator.centre) > farKilometres &&
    kilometresBetween(swapped, locator.centre) < farKilometres
  )
}
