// Whether an answer to the bus evacuation problem is valid, and how long its longest route is, from the instance and
// the answer alone.

import type { BusEvacuationInstance } from './bep.ts'

/** All counted from 0. */
export interface BusRoute {
  readonly yard: number
  readonly trips: readonly { readonly pickup: number; readonly shelter: number }[]
}

export interface CheckedEvacuation {
  /** Empty if valid. */
  readonly violations: readonly string[]
  readonly longest: number
}

export function checkBusEvacuation(instance: BusEvacuationInstance, routes: readonly BusRoute[]): CheckedEvacuation {
  const { busesAt, loadsAt, roomAt, toPickup, toShelter } = instance
  const violations: string[] = []
  const buses = busesAt.map(() => 0)
  const fetched = loadsAt.map(() => 0)
  const brought = roomAt.map(() => 0)
  let longest = 0
  for (const [bus, { yard, trips }] of routes.entries()) {
    if (trips.length === 0) continue
    if (busesAt[yard] === undefined) violations.push(`bus ${bus}: there is no yard ${yard}`)
    buses[yard] = (buses[yard] ?? 0) + 1
    let length = 0
    for (const [index, { pickup, shelter }] of trips.entries()) {
      if (loadsAt[pickup] === undefined) violations.push(`bus ${bus}: there is no pick-up ${pickup}`)
      if (roomAt[shelter] === undefined) violations.push(`bus ${bus}: there is no shelter ${shelter}`)
      const before = trips[index - 1]?.shelter
      const there =
        before === undefined ? toPickup[yard * loadsAt.length + pickup] : toShelter[pickup * roomAt.length + before]
      length += (there ?? Number.NaN) + (toShelter[pickup * roomAt.length + shelter] ?? Number.NaN)
      fetched[pickup] = (fetched[pickup] ?? 0) + 1
      brought[shelter] = (brought[shelter] ?? 0) + 1
    }
    longest = Math.max(longest, length)
  }
  const compare = (what: string, found: readonly number[], wanted: readonly number[], exactly: boolean) => {
    for (const [at, count] of wanted.entries()) {
      const here = found[at] ?? 0
      if (here > count || (exactly && here < count))
        violations.push(`${what} ${at}: ${here}, where it should be ${count}`)
    }
  }
  compare('buses of yard', buses, busesAt, false)
  compare('loads of pick-up', fetched, loadsAt, true)
  compare('loads at shelter', brought, roomAt, false)
  return { violations, longest }
}
