import type { Instant, Place } from '@treve/model'
import { withCompanions } from '../aboard.ts'
import { binAt } from '../bins.ts'
import type { Check, Reading } from '../reading.ts'
import { clock } from '../words.ts'

/** A window has at most 7 days, a bin at least a second. Longer flows are refused elsewhere. */
const longestFlowBins = 604_800

/** Each patient has a bed that suits; beds are not freed during the pause, and companions need none. */
export const beds: Check = (reading, refuse) => {
  const taken = new Map<Place, { stretcher: number; wheelchair: number; seated: number }>()
  for (const { place, at, trip, people } of arrivalsOf(reading)) {
    if (place.beds === undefined) continue
    const here = taken.get(place) ?? { stretcher: 0, wheelchair: 0, seated: 0 }
    taken.set(place, here)
    for (const { group, count } of people) {
      here[group.mobility === 'on_foot' ? 'seated' : group.mobility] += count
    }
    const stretcherBeds = place.beds.stretcher ?? 0
    const wheelchairBeds = stretcherBeds + (place.beds.wheelchair ?? 0)
    const allBeds = wheelchairBeds + (place.beds.seated ?? 0)
    const needs = [
      ['stretchers', here.stretcher, stretcherBeds],
      ['stretchers and wheelchairs', here.stretcher + here.wheelchair, wheelchairBeds],
      ['patients', here.stretcher + here.wheelchair + here.seated, allBeds],
    ] as const
    for (const [what, need, have] of needs) {
      if (need <= have) continue
      refuse(
        at,
        trip,
        `${clock(at, reading.pause.time_zone)}, ${place.id}: ${need} ${what} have come, for ${have} beds`,
      )
      break
    }
  }
}

/** A site takes in no more people than it has places. */
export const receptionPlaces: Check = (reading, refuse) => {
  const taken = new Map<Place, number>()
  for (const { place, at, trip, people } of arrivalsOf(reading)) {
    if (place.places === undefined) continue
    const all = (taken.get(place) ?? 0) + withCompanions(people)
    taken.set(place, all)
    if (all <= place.places) continue
    const when = clock(at, reading.pause.time_zone)
    refuse(at, trip, `${when}, ${place.id}: ${all} people have come; it has ${place.places} places`)
  }
}

/** No more people come to a place in a bin of time than it can take in. Who walks counts on arrival. */
export const intake: Check = (reading, refuse) => {
  const { pause, walking, known } = reading
  const come = new Map<string, number>()
  const judge = (place: Place, at: Instant, people: number, trip: string | null) => {
    if (place.intake === undefined) return
    const bin = binAt(pause, at, place.intake.per)
    const key = `${place.id} ${bin.key}`
    const all = (come.get(key) ?? 0) + people
    come.set(key, all)
    if (all <= place.intake.people) return
    const [when, from] = [clock(at, pause.time_zone), clock(bin.from, pause.time_zone)]
    refuse(at, trip, `${when}, ${place.id}: ${all} people come in the bin from ${from}, of ${place.intake.people}`)
  }
  for (const { walk, group, firstArrival, lastArrival } of walking) {
    const place = known.places.get(walk.to)
    if (place?.intake === undefined || group === undefined || firstArrival === undefined) continue
    const { per } = place.intake
    const span = Math.max(1, (lastArrival ?? firstArrival) - firstArrival)
    const people = walk.people * (1 + group.companions)
    let counted = 0
    for (let at = firstArrival, bins = 0; at - firstArrival < span && bins < longestFlowBins; bins++) {
      const next = (binAt(pause, at, per).from + per) as Instant
      // At an even rate; parts of people are rounded in favour of the plan.
      const arrived = Math.floor((people * Math.min(next - firstArrival, span)) / span)
      judge(place, at, arrived - counted, null)
      counted = arrived
      // On to the bin in which the next of them comes: a thin flow over many bins leaves most of them alone.
      const comes = firstArrival + Math.ceil(((counted + 1) * span) / people) - 1
      at = Math.max(next, comes) as Instant
    }
  }
  for (const { trip, leg, place, people } of reading.handlings) {
    if (leg.kind !== 'unload' || place === undefined || people.length === 0) continue
    judge(place, leg.from, withCompanions(people), trip.trip.id)
  }
}

/** Who comes to each place, by vehicle or on foot, in order of time. */
function arrivalsOf({ handlings, walking, known }: Reading) {
  const byVehicle = handlings.flatMap(({ trip, leg, place, people }) =>
    leg.kind === 'unload' && place !== undefined ? [{ place, at: leg.from, trip: trip.trip.id, people }] : [],
  )
  const onFoot = walking.flatMap(({ walk, group, lastArrival }) => {
    const place = known.places.get(walk.to)
    if (place === undefined || group === undefined) return []
    return [{ place, at: lastArrival ?? walk.until, trip: null, people: [{ group, count: walk.people }] }]
  })
  return [...byVehicle, ...onFoot].sort((a, b) => a.at - b.at)
}
