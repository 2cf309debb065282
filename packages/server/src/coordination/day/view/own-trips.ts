// What a field team sees of the day: its own trips.

import type { Instant } from '@treve/model'
import type { Actor } from '../../../policy/index.ts'
import type { JsonObject } from '../../event.ts'
import type { Coordination } from '../../state.ts'
import { dispersalJson, dispersalsFor } from '../dispersed.ts'
import { dutyOf, vehiclesOf } from '../duty.ts'
import { gateRecalls } from '../gate-recalls.ts'
import { vehicleNow } from '../vehicles.ts'
import { ordersJson } from './orders.ts'
import type { At } from './parts.ts'
import { tripJson, vehicleJson } from './vehicles.ts'

export function ownTrips(whole: Coordination, reader: Actor, now: Instant, at: At): JsonObject {
  const { day } = whole
  const duty = dutyOf(day, reader)
  const own = vehiclesOf(day, duty)
  const orders = ordersJson(whole, at) as readonly JsonObject[]
  return {
    vehicles: [...own].sort().map((vehicle) => vehicleJson(day, vehicleNow(day, vehicle), at)),
    trips: [...own]
      .sort()
      .flatMap((vehicle) => (day.plan?.ofVehicle.get(vehicle) ?? []).map((trip) => tripJson(trip, at))),
    orders: orders.filter(({ vehicle }) => own.has(String(vehicle))),
    dispersals: dispersalsFor(day, { vehicles: own, places: duty.places }).map((each) => dispersalJson(each, at)),
    gate_recalls: gateRecalls(whole, duty.gates, now).map((each) => ({ ...each, at: at(each.at) })),
  }
}
