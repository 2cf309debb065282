// Vehicles: where they start, what they carry, whether it fits.

import type { Configuration, Fleet } from '../pause/schema.ts'
import { mobilities, type Use } from '../pause/words.ts'
import { entryOf } from '../reading/node.ts'
import type { Inquiry } from './inquiry.ts'

export function checkFleet(inquiry: Inquiry): void {
  for (const fleet of inquiry.sections.fleet ?? []) {
    const { id } = fleet
    if (inquiry.places.get(fleet.at)?.inside === true)
      inquiry.error(inquiry.at(fleet, 'at'), 'fleet_inside', { id, at: fleet.at })
    if (fleet.count === 0) inquiry.warn(inquiry.at(fleet, 'count'), 'fleet_of_none', { id })
    checkAvailable(inquiry, fleet)
    if (fleet.kind === 'escort') checkEscort(inquiry, fleet)
    else checkCarries(inquiry, fleet)
  }
}

/** Whether one way to fit a vehicle out holds at least one person, or one gram, of this use. */
function holds(load: Configuration, use: Use): boolean {
  if (use === 'aid') return (load.mass ?? 0) > 0 && load.volume !== 0
  return (load.seated ?? 0) + (load.wheelchair ?? 0) + (load.stretcher ?? 0) > 0
}

function checkAvailable(inquiry: Inquiry, fleet: Fleet): void {
  if (fleet.available === undefined) return
  const [from, until] = fleet.available
  const node = inquiry.at(fleet, 'available')
  if (from >= until) inquiry.error(node, 'available_reversed', { id: fleet.id })
  else if (
    inquiry.windows.length > 0 &&
    inquiry.windows.every((window) => until <= window.open || from >= window.close)
  ) {
    inquiry.warn(node, 'fleet_never_available', { id: fleet.id })
  }
}

function checkEscort(inquiry: Inquiry, fleet: Fleet): void {
  const { id } = fleet
  if (fleet.loads.length > 0) inquiry.error(inquiry.at(fleet, 'loads'), 'escort_carries', { id, key: 'loads' })
  if (fleet.carries.length > 0) inquiry.error(inquiry.at(fleet, 'carries'), 'escort_carries', { id, key: 'carries' })
}

function checkCarries(inquiry: Inquiry, fleet: Fleet): void {
  const { id, carries, loads } = fleet
  if (carries.length === 0) inquiry.error(inquiry.at(fleet, 'carries'), 'fleet_carries_nothing', { id })
  if (loads.length === 0) inquiry.error(inquiry.at(fleet, 'loads'), 'fleet_without_loads', { id })
  const others = carries.filter((use) => use !== 'medical')
  if (fleet.kind === 'ambulance' && others.length > 0) {
    inquiry.error(inquiry.at(fleet, 'carries'), 'ambulance_carries_other', { id, found: others.join(', ') })
  }
  const isWhole = isComplete(inquiry, fleet)
  if (
    carries.length > 0 &&
    loads.length > 0 &&
    isWhole &&
    !carries.some((use) => loads.some((load) => holds(load, use)))
  ) {
    inquiry.error(inquiry.at(fleet, 'loads'), 'vehicle_fits_nobody', { id, carries: carries.join(', ') })
  }
  checkHandling(inquiry, fleet)
}

/** All its loads could be read. */
function isComplete(inquiry: Inquiry, fleet: Fleet): boolean {
  const node = inquiry.at(fleet, 'loads')
  return node.kind === 'list' && node.items.length === fleet.loads.length
}

/** A mobility that boarding names no time for counts as `seated`; without that, as nothing at all. */
function checkHandling(inquiry: Inquiry, fleet: Fleet): void {
  if (!fleet.carries.some((use) => use !== 'aid')) return
  for (const key of ['board', 'alight'] as const) {
    const times = fleet[key]
    if (times.seated !== undefined) continue
    const missing = mobilities.filter(
      (mobility) =>
        mobility !== 'on_foot' &&
        times[mobility] === undefined &&
        fleet.loads.some((load) => (load[mobility] ?? 0) > 0),
    )
    const node = inquiry.at(fleet)
    if (missing.length > 0) {
      inquiry.warn(entryOf(node, key) ?? node, 'handling_time_missing', {
        id: fleet.id,
        key,
        mobilities: missing.join(', '),
      })
    }
  }
}
