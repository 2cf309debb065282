// What a person or device in the field has to do with: by which it is decided what is their own.

import type { Actor } from '../../policy/actor.ts'
import type { Coordination } from '../state.ts'
import { tripNamed } from './figures.ts'
import { counts, type Day, type Duty, gateKey, noDuty } from './state.ts'

export function dutyOf(day: Day, { token }: Actor): Duty {
  return day.duties.get(token) ?? noDuty
}

/** What they have been on duty for at any time of the day: what they saw then may come late. */
export function everOnDuty(day: Day, { token }: Actor): Duty {
  return day.everOnDuty.get(token) ?? noDuty
}

/** Theirs by name, or in a convoy of theirs. */
export function vehiclesOf(day: Day, duty: Duty): ReadonlySet<string> {
  const inConvoy = [...(day.plan?.trips.values() ?? [])].flatMap(({ vehicle, convoy }) =>
    convoy !== null && duty.convoys.includes(convoy) ? [vehicle] : [],
  )
  return new Set([...duty.vehicles, ...inConvoy])
}

export function ownVehicles({ day }: Pick<Coordination, 'day'>, actor: Actor): ReadonlySet<string> {
  return vehiclesOf(day, dutyOf(day, actor))
}

export interface Subject {
  readonly vehicle?: string | undefined
  readonly trip?: string | undefined
  readonly load?: string | undefined
  readonly corridor?: string | undefined
  readonly gate?: string | undefined
  readonly convoy?: string | undefined
  readonly place?: string | undefined
}

/** Whether what a report is about is theirs; one that names no vehicle is about where they stand. */
export function isOwn(day: Day, duty: Duty, subject: Subject): boolean {
  const { vehicle, trip, load, corridor, gate, convoy, place } = subject
  if (gate !== undefined && [gate, gateKey(corridor, gate)].some((each) => duty.gates.includes(each))) return true
  if (place !== undefined && duty.places.includes(place)) return true
  const ofTrip = trip === undefined ? undefined : tripNamed(day.plan, trip)?.vehicle
  const named = vehicle ?? ofTrip
  // Whatever convoy is named beside it, a vehicle is of those that the plan puts into it.
  if (named === undefined) return convoy !== undefined && duty.convoys.includes(convoy) && load === undefined
  if (ofTrip !== undefined && ofTrip !== named) return false
  return vehiclesOf(day, duty).has(named) && (load === undefined || isLoadOf(day, load, named))
}

/**
 * A load is of the vehicle that the plan has it on, and of those with which it was reported by whoever may: so it goes over to
 * another once its own, a gate, or who runs the day says so. One that nobody knows yet is whose it is named first.
 */
function isLoadOf(day: Day, load: string, vehicle: string): boolean {
  const vehicles = vehiclesOfLoad(day, load)
  if (vehicles.length > 0) return vehicles.includes(vehicle)
  return load === vehicle || !(day.plan?.ofVehicle.has(load) === true || day.ofVehicle.get(load) !== undefined)
}

function vehiclesOfLoad(day: Day, load: string): readonly string[] {
  const planned = tripNamed(day.plan, load)?.vehicle
  const reported = (day.ofLoad.get(load) ?? []).filter(counts(day)).flatMap((each) => each.vehicle ?? [])
  return planned === undefined ? reported : [planned, ...reported]
}

/** Whether they have to do with it: by what it names, or because it tells of a load of theirs. */
export function isConcernOf(day: Day, duty: Duty, { load, ...rest }: Subject): boolean {
  if (isOwn(day, duty, rest)) return true
  const own = vehiclesOf(day, duty)
  return load !== undefined && vehiclesOfLoad(day, load).some((vehicle) => own.has(vehicle))
}
