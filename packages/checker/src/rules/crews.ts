import { durationText, type Instant, type Window } from '@treve/model'
import type { Check, Reading, TripReading } from '../reading.ts'
import { clock } from '../words.ts'

/** From first departure to last leg, a vehicle is available. Whoever is told as inside comes out whatever the hours. */
export const vehicleAvailable: Check = (reading, refuse) => {
  const { pause, journeys } = reading
  for (const journey of journeys.values()) {
    for (const trip of journey) {
      const available = trip.vehicle?.fleet.available
      const [from, until] = [departure(trip), end(trip)]
      if (available === undefined || from === undefined || until === undefined || isWayOut(reading, trip)) continue
      const [first, last] = available
      const { id, vehicle } = trip.trip
      const hours = `${clock(first, pause.time_zone)} to ${clock(last, pause.time_zone)}`
      if (from < first) {
        refuse(from, id, `${id}: departs at ${clock(from, pause.time_zone)}; ${vehicle} is available ${hours}`)
      }
      if (until > last) {
        refuse(until, id, `${id}: ends at ${clock(until, pause.time_zone)}; ${vehicle} is available ${hours}`)
      }
    }
  }
}

/**
 * Within a window no crew works longer than its hours, waiting included. Whoever is told as inside comes out whatever the hours, and
 * what the crew does after that in the window counts from there.
 */
export const crewHours: Check = (reading, refuse) => {
  const { pause, journeys } = reading
  for (const [vehicleId, journey] of journeys) {
    const limit = journey[0]?.vehicle?.fleet.crew_hours
    if (limit === undefined) continue
    for (const trips of byWindow(pause.terms.windows, journey)) {
      const [first, last] = [trips[0], trips.at(-1)]
      const from = first && departure(first)
      const until = last && end(last)
      if (last === undefined || from === undefined || until === undefined || until - from <= limit) continue
      if (isWayOut(reading, last)) continue
      const worked = durationText(until - from)
      refuse(until, last.trip.id, `${vehicleId}: its crew works ${worked} in one window, of ${durationText(limit)}`)
    }
  }
}

/**
 * From where a state tells the vehicle, in the zone or on a corridor, until it is out and its people get off: its first trip, which
 * takes up nobody and nothing, and enters no corridor inwards.
 */
function isWayOut({ pause, journeys, known }: Reading, trip: TripReading): boolean {
  const { state } = pause.rules
  const { vehicle, legs } = trip.trip
  const told = state?.vehicles.find(({ id }) => id === vehicle)
  const [first] = trip.steps
  if (state === undefined || told === undefined || first === undefined || first.leg.from < state.at) return false
  if (journeys.get(vehicle)?.[0] !== trip || legs.some(({ kind }) => kind === 'load')) return false
  const isTold =
    told.corridor === undefined
      ? told.place !== undefined && known.places.get(told.place)?.inside === true && first.start?.inside === true
      : trip.passages[0]?.isUnderWay === true
  const entersNone = trip.passages.every(({ direction, isUnderWay }) => direction === 'out' || isUnderWay)
  return isTold && entersNone && trip.passages.at(-1)?.direction === 'out'
}

/** The moment it sets off: a vehicle may stand ready before, but what it loads it loads on duty. */
function departure(trip: TripReading): Instant | undefined {
  const first = trip.trip.legs[0]
  return first?.kind === 'depart' ? first.until : first?.from
}

/** A service at a gate lies within its passage: where it is the last leg, the passage is what ends the trip. */
function end(trip: TripReading): Instant | undefined {
  return trip.steps.at(-1)?.leg.until
}

/**
 * A trip belongs to each window in which it enters a corridor, the latest open then; one that enters none, to that in
 * which it ends.
 */
function byWindow(windows: readonly Window[], journey: readonly TripReading[]): Iterable<TripReading[]> {
  const trips = new Map<string, TripReading[]>()
  for (const trip of journey) {
    const entries = trip.passages.map(({ enter }) => enter)
    const moments = entries.length > 0 ? entries : [end(trip) ?? 0]
    for (const key of new Set(moments.map((at) => latestOpen(windows, at)?.id ?? ''))) {
      const others = trips.get(key)
      if (others === undefined) trips.set(key, [trip])
      else others.push(trip)
    }
  }
  return trips.values()
}

function latestOpen(windows: readonly Window[], at: number): Window | undefined {
  let latest: Window | undefined
  for (const window of windows) {
    if (window.open <= at && (latest === undefined || window.open > latest.open)) latest = window
  }
  return latest ?? windows[0]
}
