// Whether an answer to the patient transportation problem is valid, and how many patients it serves, from the
// instance and the answer alone.

import type { PatientTransportInstance } from './ptp.ts'

export type PatientStopKind = 'out_from_home' | 'into_appointment' | 'out_of_appointment' | 'back_home'

/** One shift of one vehicle; all counted from 0. */
export interface PatientRoute {
  readonly vehicle: number
  readonly shift: number
  readonly stops: readonly PatientStop[]
}

export interface PatientStop {
  readonly patient: number
  readonly kind: PatientStopKind
  /** Getting in or out starts. */
  readonly startMinute: number
}

export interface CheckedTransport {
  /** Empty if valid. */
  readonly violations: readonly string[]
  readonly served: number
}

export function checkPatientTransport(
  instance: PatientTransportInstance,
  routes: readonly PatientRoute[],
): CheckedTransport {
  const { vehicles, patients, places, travelMinutes, longestWaitMinutes } = instance
  const violations: string[] = []
  /** Vehicles of the stops that have been seen, by patient. */
  const seen = new Map<number, Map<PatientStopKind, number>>()
  const shiftsUsed = new Set<string>()
  for (const { vehicle: number, shift: shiftNumber, stops } of routes) {
    if (stops.length === 0) continue
    const refuse = (text: string) => violations.push(`vehicle ${number}, shift ${shiftNumber}: ${text}`)
    const vehicle = vehicles[number]
    const shift = vehicle?.shifts[shiftNumber]
    if (vehicle === undefined || shift === undefined) {
      refuse('there is no such')
      continue
    }
    if (shiftsUsed.has(`${number}/${shiftNumber}`)) refuse('is used twice')
    shiftsUsed.add(`${number}/${shiftNumber}`)
    let place = vehicle.startPlace
    let free = shift.fromMinute
    let load = 0
    const aboard = new Map<number, PatientStopKind>()
    for (const { patient: who, kind, startMinute } of stops) {
      const patient = patients[who]
      if (patient === undefined) {
        refuse(`there is no patient ${who}`)
        continue
      }
      const at = placeOf(patient, kind)
      if (at === undefined) {
        refuse(`patient ${who} wants no way ${kind}`)
        continue
      }
      const reached = free + (travelMinutes[place * places + at] ?? Number.NaN)
      if (!(startMinute >= reached)) refuse(`patient ${who} ${kind} at ${startMinute}, reached at ${reached}`)
      const end = startMinute + patient.serviceMinutes
      const opens = patient.appointmentMinute
      const closes = patient.appointmentMinute + patient.appointmentMinutes
      if (kind === 'out_from_home' && startMinute < opens - longestWaitMinutes)
        refuse(`patient ${who} is fetched at ${startMinute}, over ${longestWaitMinutes} before the appointment`)
      if (kind === 'into_appointment' && end > opens) refuse(`patient ${who} is late for the appointment: ${end}`)
      if (kind === 'out_of_appointment' && startMinute < closes)
        refuse(`patient ${who} is fetched at ${startMinute}, before the appointment is over`)
      if (kind === 'back_home' && end > closes + longestWaitMinutes)
        refuse(`patient ${who} is home at ${end}, over ${longestWaitMinutes} after the appointment`)
      if (kind === 'out_from_home' || kind === 'out_of_appointment') {
        if (aboard.has(who)) refuse(`patient ${who} is taken up twice`)
        if (!vehicle.takes.includes(patient.category)) refuse(`may not take patient ${who}`)
        aboard.set(who, kind)
        load += patient.load
        if (load > vehicle.capacity) refuse(`${load} aboard, where ${vehicle.capacity} is the most`)
      } else {
        const wanted = kind === 'into_appointment' ? 'out_from_home' : 'out_of_appointment'
        if (aboard.get(who) !== wanted) refuse(`patient ${who} is set down ${kind}, but was not taken up for it`)
        aboard.delete(who)
        load -= patient.load
      }
      const stopsOf = seen.get(who) ?? new Map<PatientStopKind, number>()
      if (stopsOf.has(kind)) refuse(`patient ${who} ${kind} for the second time`)
      stopsOf.set(kind, number)
      seen.set(who, stopsOf)
      free = end
      place = at
    }
    for (const who of aboard.keys()) refuse(`patient ${who} is never set down`)
    const back = free + (travelMinutes[place * places + vehicle.endPlace] ?? Number.NaN)
    if (!(back <= shift.toMinute)) refuse(`back at ${back}, where the shift ends at ${shift.toMinute}`)
  }
  for (const [who, stopsOf] of seen) {
    const patient = patients[who]
    if (patient === undefined) continue
    for (const kind of ['out_from_home', 'into_appointment', 'out_of_appointment', 'back_home'] as const)
      if (isWanted(patient, kind) && !stopsOf.has(kind)) violations.push(`patient ${who} lacks the way ${kind}`)
    if (instance.isSameVehicleBack && new Set(stopsOf.values()).size > 1)
      violations.push(`patient ${who} comes back with another vehicle`)
  }
  return { violations, served: seen.size }
}

type PatientOf = PatientTransportInstance['patients'][number]

function isWanted(patient: PatientOf, kind: PatientStopKind): boolean {
  const end = kind === 'out_from_home' || kind === 'into_appointment' ? patient.startPlace : patient.endPlace
  return end !== undefined
}

function placeOf(patient: PatientOf, kind: PatientStopKind): number | undefined {
  if (!isWanted(patient, kind)) return undefined
  if (kind === 'out_from_home') return patient.startPlace
  if (kind === 'back_home') return patient.endPlace
  return patient.destination
}
