import { durationText, type Instant, type Place } from '@treve/model'
import type { Check, Reading, Refuse, TripReading } from '../reading.ts'
import { clock } from '../words.ts'
import { isPast } from './committed.ts'

/** A vehicle's first leg is where the vehicle is at first; a promised trip that has begun, began where it did. */
export const vehicleStart: Check = (reading, refuse) => {
  const { pause, journeys, known } = reading
  for (const [vehicleId, journey] of journeys) {
    const [first] = journey
    const step = first?.steps[0]
    const vehicle = known.vehicles.get(vehicleId)
    if (first === undefined || step === undefined || vehicle === undefined) continue
    const { id } = first.trip
    if (isPast(reading, first, step.leg)) continue
    const state = pause.rules.state
    const told = state?.vehicles.find((each) => each.id === vehicleId)
    if (state === undefined || told === undefined || step.leg.from < state.at) {
      if (step.start !== undefined && step.start.id !== vehicle.fleet.at) {
        refuse(step.leg.from, id, `${id}: begins at ${step.start.id}; ${vehicleId} stands at ${vehicle.fleet.at}`)
      }
    } else if (told.corridor !== undefined) {
      if (step.leg.corridor !== told.corridor) {
        refuse(step.leg.from, id, `${id}: ${vehicleId} stands on ${told.corridor}, and its first leg is elsewhere`)
      }
    } else {
      const place = told.place === undefined ? undefined : known.places.get(told.place)
      drive(reading, first, place, state.at, step.start, step.leg.from, refuse)
    }
  }
}

/** Between the legs of a trip there is time for the quickest way. */
export const driveTime: Check = (reading, refuse) => {
  for (const trip of reading.trips) {
    trip.steps.forEach((step, number) => {
      const previous = trip.steps[number - 1]
      // Legs out of order, or on two sides, are the business of `leg_order`.
      if (previous === undefined || step.leg.from < previous.leg.until) return
      if (previous.end?.inside !== step.start?.inside) return
      drive(reading, trip, previous.end, previous.leg.until, step.start, step.leg.from, refuse)
    })
  }
}

/**
 * A vehicle's next trip begins after its last one has ended, and goes on from there, outside: a trip is a whole round,
 * for all its passages need the same uses. Only a first trip begins in the zone, where a state has it there.
 */
export const tripContinuity: Check = (reading, refuse) => {
  for (const journey of reading.journeys.values()) {
    journey.forEach((trip, number) => {
      const before = journey[number - 1]
      const [last, first] = [before?.steps.at(-1), trip.steps[0]]
      if (before === undefined || last === undefined || first === undefined) return
      const { id } = trip.trip
      const begins = clock(first.leg.from, reading.pause.time_zone)
      if (first.leg.from < last.leg.until) {
        const ends = clock(last.leg.until, reading.pause.time_zone)
        refuse(
          first.leg.from,
          id,
          `${id}: begins at ${begins}, before ${before.trip.id} of the vehicle ends at ${ends}`,
        )
      } else if (last.end !== undefined && first.start !== undefined && last.end.inside !== first.start.inside) {
        refuse(first.leg.from, id, `${id}: begins at ${first.start.id}; ${before.trip.id} ended at ${last.end.id}`)
      } else {
        if (last.end?.inside === true) {
          refuse(first.leg.from, id, `${id}: begins in the zone; ${before.trip.id} must end outside, or be one with it`)
        }
        drive(reading, trip, last.end, last.leg.until, first.start, first.leg.from, refuse)
      }
    })
  }
}

function drive(
  { pause, ways }: Reading,
  { trip, kind }: TripReading,
  from: Place | undefined,
  leave: Instant,
  to: Place | undefined,
  arrive: Instant,
  refuse: Refuse,
): void {
  if (kind === undefined || from === undefined || to === undefined) return
  const earliest = ways.arrival(kind, from.id, to.id, leave)
  const at = `${clock(arrive, pause.time_zone)}, ${trip.id}`
  if (earliest === undefined) {
    refuse(arrive, trip.id, `${at}: there is no way from ${from.id} to ${to.id}`)
  } else if (earliest > arrive) {
    const [taken, needed] = [durationText(arrive - leave), durationText(earliest - leave)]
    refuse(arrive, trip.id, `${at}: ${from.id} to ${to.id} in ${taken}; the quickest way takes ${needed}`)
  }
}
