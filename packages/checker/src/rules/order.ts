import type { Leg, TimeZone } from '@treve/model'
import type { Check, Refuse, Step, TripReading } from '../reading.ts'
import { clock } from '../words.ts'

/** Legs follow one another in time and make sense one after another: sides change on corridors alone. */
export const legOrder: Check = ({ pause, trips }, refuse) => {
  for (const trip of trips) {
    const { id, legs } = trip.trip
    if (legs.length === 0) refuse(null, id, `${id} has no legs`)
    for (const leg of legs) shapeOf(id, leg, pause.time_zone, refuse)
    stepsInOrder(trip, pause.time_zone, refuse)
    gatesWithinCorridors(trip, pause.time_zone, refuse)
  }
}

function shapeOf(trip: string, leg: Leg, zone: TimeZone, refuse: Refuse): void {
  const at = `${clock(leg.from, zone)}, ${trip}, ${leg.kind}`
  if (leg.until < leg.from) refuse(leg.from, trip, `${at}: ends at ${clock(leg.until, zone)}, before it begins`)
  const isOnCorridor = leg.kind === 'corridor_in' || leg.kind === 'corridor_out'
  if (isOnCorridor && leg.corridor === null) refuse(leg.from, trip, `${at}: names no corridor`)
  if (leg.kind === 'gate' && leg.gate === null) refuse(leg.from, trip, `${at}: names no gate`)
  if (!isOnCorridor && leg.kind !== 'gate' && leg.place === null) refuse(leg.from, trip, `${at}: names no place`)
}

function stepsInOrder(trip: TripReading, zone: TimeZone, refuse: Refuse): void {
  const { id } = trip.trip
  let previous: Step | undefined
  for (const step of trip.steps) {
    const { leg } = step
    if (previous !== undefined) {
      const at = `${clock(leg.from, zone)}, ${id}, ${leg.kind}`
      if (leg.from < previous.leg.until) {
        refuse(leg.from, id, `${at}: begins before ${previous.leg.kind} ends at ${clock(previous.leg.until, zone)}`)
      }
      const [from, to] = [previous.end, step.start]
      if (from !== undefined && to !== undefined && from.inside !== to.inside) {
        refuse(leg.from, id, `${at}: ${from.id} and ${to.id} are not on one side, and no corridor lies between`)
      }
    }
    previous = step
  }
}

function gatesWithinCorridors(trip: TripReading, zone: TimeZone, refuse: Refuse): void {
  const { id, legs } = trip.trip
  let passage: Leg | undefined
  for (const leg of legs) {
    if (leg.kind !== 'gate') {
      passage = leg.kind === 'corridor_in' || leg.kind === 'corridor_out' ? leg : undefined
      continue
    }
    const at = `${clock(leg.from, zone)}, ${id}, gate ${leg.gate ?? '?'}`
    if (passage === undefined) refuse(leg.from, id, `${at}: does not follow a corridor leg`)
    else if (leg.corridor !== null && leg.corridor !== passage.corridor) {
      refuse(leg.from, id, `${at}: is on ${leg.corridor}, the vehicle on ${passage.corridor ?? '?'}`)
    } else if (leg.from < passage.from || leg.until > passage.until) {
      const [from, until] = [clock(passage.from, zone), clock(passage.until, zone)]
      refuse(leg.from, id, `${at}: the service does not lie within the passage, ${from} to ${until}`)
    }
  }
}
