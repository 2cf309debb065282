// Passages of corridors by vehicles, with their services at gates.

import type { Corridor, Direction, Gate, Instant, Leg, Pause } from '@treve/model'
import { type Aboard, isEmpty } from './aboard.ts'
import type { Known, TripReading } from './reading.ts'
import { valueIn } from './varying.ts'

export interface Passage {
  readonly trip: TripReading
  readonly corridor: Corridor
  readonly direction: Direction
  readonly leg: Leg
  readonly enter: Instant
  readonly exit: Instant
  /** Seconds mouth to mouth for its kind when it enters; undefined: it may not pass, or its kind is not known. */
  readonly travelSeconds: number | undefined
  /** True where the vehicle stood on the corridor when this plan begins: its entry lies before the plan. */
  readonly isUnderWay: boolean
  readonly services: readonly Service[]
  /** Earliest end, given when its services end; undefined where `travelSeconds` is. */
  readonly earliestExit: Instant | undefined
  readonly aboard: Aboard
  readonly isLoaded: boolean
}

/** One gate leg. */
export interface Service {
  readonly leg: Leg
  readonly gate: Gate | undefined
  /** The earliest possible arrival at the gate. */
  readonly arrival: Instant | undefined
}

export function passagesOf(pause: Pause, known: Known, trip: TripReading, isFirstTrip: boolean): Passage[] {
  const passages: Passage[] = []
  for (const step of trip.steps) {
    const { leg, index } = step
    const corridor = leg.corridor === null ? undefined : known.corridors.get(leg.corridor)
    if (corridor === undefined || (leg.kind !== 'corridor_in' && leg.kind !== 'corridor_out')) continue
    const direction: Direction = leg.kind === 'corridor_in' ? 'in' : 'out'
    const travelSeconds =
      trip.kind === undefined ? undefined : valueIn(corridor.travel, leg.from, pause.time_zone)[trip.kind]
    const startedAt = isFirstTrip && index === 0 ? positionTold(pause, trip.trip.vehicle, leg) : undefined
    const gateLegs = gateLegsAfter(trip.trip.legs, index)
    const aboard = trip.aboardAfter[index] ?? trip.aboardAtStart
    passages.push({
      trip,
      corridor,
      direction,
      leg,
      enter: leg.from,
      exit: leg.until,
      travelSeconds,
      isUnderWay: startedAt !== undefined,
      ...timesOf(corridor, direction, leg.from, travelSeconds, startedAt, gateLegs),
      aboard,
      isLoaded: !isEmpty(aboard),
    })
  }
  return passages
}

/** Gates on the way that check this direction, in the order in which they are reached. */
export function gatesOnTheWay(corridor: Corridor, direction: Direction): readonly Gate[] {
  const sign = direction === 'in' ? 1 : -1
  return corridor.gates
    .filter((gate) => gate.checks.includes(direction))
    .toSorted((a, b) => sign * (a.position - b.position))
}

/**
 * Seconds from the outside mouth: ceil(position × travel). Positions are decimals: in floating point
 * 0.55 × 100 is more than 55, and a second would be lost.
 */
export function offsetSeconds(position: number, travelSeconds: number): number {
  return Math.ceil((Math.round(position * 1e9) * travelSeconds) / 1e9)
}

/** Seconds of travel from the mouth of entry to a position. */
export function secondsFromEntry(position: number, travelSeconds: number, direction: Direction): number {
  const offset = offsetSeconds(position, travelSeconds)
  return direction === 'in' ? offset : travelSeconds - offset
}

function timesOf(
  corridor: Corridor,
  direction: Direction,
  enter: Instant,
  travelSeconds: number | undefined,
  startedAt: number | undefined,
  gateLegs: readonly Leg[],
): { services: readonly Service[]; earliestExit: Instant | undefined } {
  const gateOf = (leg: Leg) => corridor.gates.find((gate) => gate.id === leg.gate)
  if (travelSeconds === undefined) {
    return {
      services: gateLegs.map((leg) => ({ leg, gate: gateOf(leg), arrival: undefined })),
      earliestExit: undefined,
    }
  }
  let clock: number = enter
  let travelled = startedAt === undefined ? 0 : secondsFromEntry(startedAt, travelSeconds, direction)
  const services = gateLegs.map((leg) => {
    const gate = gateOf(leg)
    if (gate === undefined) return { leg, gate, arrival: undefined }
    const reached = secondsFromEntry(gate.position, travelSeconds, direction)
    const arrival = (clock + Math.max(0, reached - travelled)) as Instant
    travelled = Math.max(travelled, reached)
    clock = Math.max(arrival, leg.until)
    return { leg, gate, arrival }
  })
  return { services, earliestExit: (clock + travelSeconds - travelled) as Instant }
}

/** The gate legs that follow a corridor leg. */
function gateLegsAfter(legs: readonly Leg[], index: number): Leg[] {
  const found: Leg[] = []
  for (let next = index + 1; legs[next]?.kind === 'gate'; next++) {
    const leg = legs[next]
    if (leg !== undefined) found.push(leg)
  }
  return found
}

/** How far along the corridor of its first leg the vehicle stood when this plan begins, from the outside mouth. */
function positionTold(pause: Pause, vehicleId: string, leg: Leg): number | undefined {
  const state = pause.rules.state
  const told = state?.vehicles.find((vehicle) => vehicle.id === vehicleId)
  if (state === undefined || told === undefined || told.corridor !== leg.corridor || leg.from < state.at)
    return undefined
  return told.position
}
