import { durationText, type Fleet, type HandlingOfPeople, type Instant } from '@treve/model'
import { gramsOf, type Handling, type PeopleMoved } from '../aboard.ts'
import type { Check } from '../reading.ts'
import { clock, massText } from '../words.ts'

/** Boarding and alighting take their time. */
export const boardingTime: Check = ({ pause, handlings }, refuse) => {
  for (const { trip, leg, people } of handlings) {
    if (people.length === 0 || trip.vehicle === undefined) continue
    const seconds = secondsFor(trip.vehicle.fleet, leg.kind === 'load' ? 'board' : 'alight', people)
    if (leg.until - leg.from >= seconds) continue
    const what = leg.kind === 'load' ? 'boards' : 'alights'
    const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
    const [taken, needed] = [durationText(leg.until - leg.from), durationText(seconds)]
    refuse(leg.from, trip.trip.id, `${at} ${what} in ${taken}; it takes at least ${needed}`)
  }
}

/** Loading and unloading aid takes its mass over the place's rate. */
export const aidTime: Check = ({ pause, handlings }, refuse) => {
  for (const handling of handlings) {
    const { trip, leg, aid } = handling
    const rate = rateAt(handling)
    const grams = gramsOf(aid)
    if (rate === undefined || grams === 0) continue
    const seconds = rate.mass === 0 ? Number.POSITIVE_INFINITY : Math.ceil((grams * rate.per) / rate.mass)
    if (leg.until - leg.from >= seconds) continue
    const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
    const needed = Number.isFinite(seconds) ? `takes at least ${durationText(seconds)}` : 'cannot be done there'
    const taken = durationText(leg.until - leg.from)
    refuse(leg.from, trip.trip.id, `${at} ${leg.kind}s ${massText(grams)} in ${taken}; it ${needed}`)
  }
}

/** At a place no more vehicles load, or unload, aid at once than it has bays. */
export const bays: Check = ({ pause, handlings }, refuse) => {
  const busy = new Map<string, Instant[]>()
  for (const handling of handlings) {
    const { trip, leg, place } = handling
    const rate = rateAt(handling)
    if (rate === undefined || place === undefined || leg.until <= leg.from) continue
    const key = `${leg.kind} ${place.id}`
    const others = (busy.get(key) ?? []).filter((until) => until > leg.from)
    others.push(leg.until)
    busy.set(key, others)
    if (others.length <= rate.bays) continue
    const at = `${clock(leg.from, pause.time_zone)}, ${place.id}`
    refuse(leg.from, trip.trip.id, `${at}: ${others.length} vehicles ${leg.kind} at once, at ${rate.bays} bays`)
  }
}

/** `fixed`, and the seconds of all over the doors. A mobility that is not listed counts as seated; so do companions. */
function secondsFor(fleet: Fleet, which: 'board' | 'alight', people: readonly PeopleMoved[]): number {
  const handling: HandlingOfPeople = fleet[which]
  const seated = handling.seated ?? 0
  let sum = 0
  for (const { group, count } of people) {
    const own = group.mobility === 'on_foot' ? seated : (handling[group.mobility] ?? seated)
    sum += count * (own + group.companions * seated)
  }
  return handling.fixed + Math.ceil(sum / (handling.doors ?? fleet.doors ?? 1))
}

/** The rate at which the place handles this leg's aid; undefined where it moves none, or it takes no time. */
function rateAt({ leg, place, aid }: Handling) {
  if (aid.length === 0) return undefined
  return leg.kind === 'load' ? place?.load : place?.unload
}
