// A vehicle, and its trip as planned, as they are shown.

import type { Json, JsonObject } from '../../event.ts'
import { kindOfVehicle, type PlannedTrip, tripOnWhich } from '../figures.ts'
import { loadNow } from '../loads.ts'
import type { Day } from '../state.ts'
import type { VehicleNow } from '../vehicles.ts'
import { type At, rangeJson } from './parts.ts'

export function vehicleJson(day: Day, vehicle: VehicleNow, at: At): JsonObject {
  const planned = tripOnWhich(day.plan, vehicle)
  const aboard = vehicle.load === null ? null : loadNow(day, vehicle.load).aboard
  return {
    id: vehicle.vehicle,
    kind: kindOfVehicle(day.figures, vehicle.vehicle) ?? null,
    trip: vehicle.trip,
    load: vehicle.load,
    at: vehicle.at === null ? null : { ...vehicle.at },
    phase: vehicle.phase,
    aboard: aboard === null ? null : rangeJson(aboard),
    since: at(vehicle.since),
    told_at: at(vehicle.toldAt),
    entry: vehicle.entry,
    turn_back: turnBackJson(planned, at),
  }
}

export function tripJson(trip: PlannedTrip, at: At): JsonObject {
  return {
    trip: trip.id,
    vehicle: trip.vehicle,
    convoy: trip.convoy,
    departs: at(trip.departs),
    arrives: at(trip.arrives),
    from: trip.from,
    to: trip.to,
    corridor_in: trip.corridorIn,
    corridor_out: trip.corridorOut,
    stops: trip.stops.map(({ kind, place, from, until, people, groups }) => ({
      kind,
      place,
      from: at(from),
      until: at(until),
      people,
      groups: { ...groups },
    })),
    turn_back: turnBackJson(trip, at),
  }
}

function turnBackJson(planned: PlannedTrip | undefined, at: At): Json {
  const back = planned?.turnBack
  return back === null || back === undefined
    ? null
    : {
        enter_by: at(back.enterBy),
        leave_stop_by: at(back.leaveStopBy),
        join_exit_by: at(back.joinExitBy),
        refuge: back.refuge,
      }
}
