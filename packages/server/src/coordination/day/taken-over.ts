// What a plan made anew goes on with: a trip of it that begins with people aboard has the load that they are, under whatever
// name it was begun. Else who got on by the one would be counted as missing, and who gets off by the other as nobody's.

import type { PauseEvent } from '../event.ts'
import { beginsWithPeople, type PlanTrips } from './figures.ts'
import { afterEvent, type Day } from './state.ts'
import { vehicleNow } from './vehicles.ts'

export function afterDay(state: Day, event: PauseEvent): Day {
  const next = afterEvent(state, event)
  if (event.type !== 'plan_trips' || next.plan === undefined || next.plan === state.plan) return next
  return { ...next, plan: takingOver(state, next.plan) }
}

function takingOver(before: Day, plan: PlanTrips): PlanTrips {
  const isKnown = (id: string) => before.plan?.trips.has(id) === true || before.plan?.former.has(id) === true
  const taken = [...plan.trips.values()].flatMap((trip): [string, string][] => {
    if (isKnown(trip.id) || !beginsWithPeople(trip)) return []
    const { load } = vehicleNow(before, trip.vehicle)
    return load === null ? [] : [[trip.id, load]]
  })
  return taken.length === 0 ? plan : { ...plan, goingOn: new Map([...plan.goingOn, ...taken]) }
}
