import type { Leg } from '@treve/model'
import type { Check, Known, Refuse } from '../reading.ts'

/** What a plan names exists in its pause, and its trips have names of their own. */
export const planReference: Check = ({ pause, plan, known }, refuse) => {
  if (plan.pause !== pause.id) refuse(null, null, `the plan is of pause "${plan.pause}", not of "${pause.id}"`)
  const seen = new Set<string>()
  for (const trip of plan.trips) {
    if (seen.has(trip.id)) refuse(trip.legs[0]?.from ?? null, trip.id, `two trips have the id ${trip.id}`)
    seen.add(trip.id)
    if (!known.vehicles.has(trip.vehicle)) {
      refuse(trip.legs[0]?.from ?? null, trip.id, `${trip.id}: there is no vehicle ${trip.vehicle}`)
    }
    for (const leg of trip.legs) unknownInLeg(known, trip.id, leg, refuse)
  }
  for (const walk of plan.walking) {
    if (!known.groups.has(walk.group)) refuse(walk.from, null, `walking: ${noGroup(known, walk.group)}`)
    if (!known.places.has(walk.to)) refuse(walk.from, null, `walking: there is no place ${walk.to}`)
    const corridor = known.corridors.get(walk.corridor)
    if (corridor === undefined) refuse(walk.from, null, `walking: there is no corridor ${walk.corridor}`)
    for (const { gate, from } of walk.gates) {
      if (corridor !== undefined && !corridor.gates.some((each) => each.id === gate)) {
        refuse(from, null, `walking: there is no gate ${gate} on ${corridor.id}`)
      }
    }
  }
  for (const each of plan.directions) {
    if (!known.corridors.has(each.corridor))
      refuse(each.from, null, `directions: there is no corridor ${each.corridor}`)
  }
}

function unknownInLeg(known: Known, trip: string, leg: Leg, refuse: Refuse): void {
  const missing = (what: string) => refuse(leg.from, trip, `${trip}, ${leg.kind}: there is no ${what}`)
  if (leg.place !== null && !known.places.has(leg.place)) missing(`place ${leg.place}`)
  const corridor = leg.corridor === null ? undefined : known.corridors.get(leg.corridor)
  if (leg.corridor !== null && corridor === undefined) missing(`corridor ${leg.corridor}`)
  if (leg.gate !== null && corridor !== undefined && !corridor.gates.some((gate) => gate.id === leg.gate)) {
    missing(`gate ${leg.gate} on ${corridor.id}`)
  }
  for (const id of Object.keys(leg.people))
    if (!known.groups.has(id)) refuse(leg.from, trip, `${trip}, ${leg.kind}: ${noGroup(known, id)}`)
  for (const [id, items] of Object.entries(leg.aid)) {
    if (!known.consignments.has(id)) missing(`consignment ${id}`)
    else for (const item of Object.keys(items)) if (!known.items.get(id)?.has(item)) missing(`item ${item} in ${id}`)
  }
}

/** Nobody is moved who did not say that they wish to leave. */
function noGroup({ notPlanned }: Known, id: string): string {
  const wish = notPlanned.get(id)?.wish
  if (wish === undefined) return `there is no group ${id}`
  return wish === 'stay' ? `${id} chose to stay` : `nobody asked ${id} whether they wish to leave`
}
