import type { Configuration } from '@treve/model'
import type { Aboard } from '../aboard.ts'
import type { Check, Known } from '../reading.ts'
import { clock, massText } from '../words.ts'

/** A trip has one of its fleet's configurations; an escort has none, and moves nothing. */
export const configuration: Check = ({ trips }, refuse) => {
  for (const { trip, vehicle, configuration: chosen, isEscort, handlings } of trips) {
    if (vehicle === undefined) continue
    const at = trip.legs[0]?.from ?? null
    if (isEscort) {
      if (trip.configuration !== null) refuse(at, trip.id, `${trip.id} escorts, and has a configuration`)
      const moves = handlings.find((handling) => handling.people.length > 0 || handling.aid.length > 0)
      if (moves !== undefined) refuse(moves.leg.from, trip.id, `${trip.id} escorts, and moves people or aid`)
    } else if (vehicle.fleet.loads.length === 0 && trip.configuration === null && handlings.length === 0) {
      // An escort on its way home by itself.
    } else if (chosen === undefined) {
      const which = trip.configuration === null ? 'none' : `number ${trip.configuration}`
      refuse(
        at,
        trip.id,
        `${trip.id}: ${trip.vehicle} has ${vehicle.fleet.loads.length} configurations; it names ${which}`,
      )
    }
  }
}

/** At every moment all aboard have a place that suits them. */
export const loadPlaces: Check = ({ pause, known, handlings }, refuse) => {
  for (const { trip, leg, after } of handlings) {
    if (trip.configuration === undefined || leg.kind !== 'load') continue
    const lacking = placesLacking(known, trip.configuration, after)
    if (lacking === undefined) continue
    const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
    refuse(
      leg.from,
      trip.trip.id,
      `${at} has ${lacking.aboard} ${lacking.what} aboard, and places for ${lacking.places}`,
    )
  }
}

/** Aid aboard is within the configuration's mass. */
export const loadMass: Check = ({ pause, handlings }, refuse) => {
  for (const { trip, leg, after } of handlings) {
    if (trip.configuration === undefined || leg.kind !== 'load' || after.aid.size === 0) continue
    let grams = 0
    for (const { item, count } of after.aid.values()) grams += item.mass * count
    const limitGrams = trip.configuration.mass ?? 0
    if (grams <= limitGrams) continue
    const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
    refuse(leg.from, trip.trip.id, `${at} has ${massText(grams)} aboard, and may carry ${massText(limitGrams)}`)
  }
}

/** Aid aboard is within the configuration's volume, where it states one. */
export const loadVolume: Check = ({ pause, handlings }, refuse) => {
  for (const { trip, leg, after } of handlings) {
    const limitMillilitres = trip.configuration?.volume
    if (limitMillilitres === undefined || leg.kind !== 'load') continue
    let millilitres = 0
    for (const { item, count } of after.aid.values()) millilitres += item.volume * count
    if (millilitres <= limitMillilitres) continue
    const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
    refuse(leg.from, trip.trip.id, `${at} has ${millilitres / 1000} l aboard, and holds ${limitMillilitres / 1000} l`)
  }
}

/** A vehicle carries only what its fleet carries. */
export const vehicleCarries: Check = ({ trips }, refuse) => {
  for (const { trip, vehicle, movements, isEscort } of trips) {
    if (vehicle === undefined || isEscort) continue
    const { carries } = vehicle.fleet
    const refused = [...movements].filter((movement) => !carries.includes(movement))
    if (refused.length === 0) continue
    const what = `${trip.id}: ${trip.vehicle} moves ${refused.join(', ')}`
    refuse(trip.legs[0]?.from ?? null, trip.id, `${what}; it carries ${carries.join(', ') || 'nothing'}`)
  }
}

/** Ambulances carry patients and their companions only. */
export const ambulanceMedical: Check = ({ trips }, refuse) => {
  for (const { trip, kind, handlings } of trips) {
    if (kind !== 'ambulance') continue
    for (const { leg, people, aid } of handlings) {
      if (leg.kind !== 'load') continue
      const others = people.filter(({ group }) => group.movement !== 'medical').map(({ group }) => group.id)
      if (aid.length > 0) others.push('aid')
      if (others.length > 0)
        refuse(leg.from, trip.id, `${trip.id}: the ambulance ${trip.vehicle} loads ${others.join(', ')}`)
    }
  }
}

/**
 * Each kind of place takes also those who need less: stretchers first, then wheelchairs with what they leave, then all
 * who sit. So one comparison for each, from the most demanding on, decides whether everybody fits.
 */
function placesLacking(known: Known, configuration: Configuration, aboard: Aboard) {
  const { stretchers, wheelchairs, seated } = needsOf(known, aboard)
  const stretcherPlaces = configuration.stretcher ?? 0
  const wheelchairPlaces = stretcherPlaces + (configuration.wheelchair ?? 0)
  const seats = wheelchairPlaces + (configuration.seated ?? 0)
  if (stretchers > stretcherPlaces) return { what: 'on stretchers', aboard: stretchers, places: stretcherPlaces }
  if (stretchers + wheelchairs > wheelchairPlaces) {
    return { what: 'on stretchers and in wheelchairs', aboard: stretchers + wheelchairs, places: wheelchairPlaces }
  }
  const all = stretchers + wheelchairs + seated
  return all > seats ? { what: 'people', aboard: all, places: seats } : undefined
}

function needsOf(known: Known, aboard: Aboard) {
  const needs = { stretchers: 0, wheelchairs: 0, seated: 0 }
  for (const [id, count] of aboard.people) {
    const group = known.groups.get(id)
    if (group === undefined) continue
    if (group.mobility === 'stretcher') needs.stretchers += count
    else if (group.mobility === 'wheelchair') needs.wheelchairs += count
    else needs.seated += count
    needs.seated += count * group.companions
  }
  return needs
}
