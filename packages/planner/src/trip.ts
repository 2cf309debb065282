// What a plan is made of: one trip of one vehicle, one flow of people on foot. Each lists all that it takes of the
// world, so that it can be put in and taken out as it is.

import type { Leg, Use } from '@treve/model'
import type { PlannedGroup } from './problem.ts'

export interface Passage {
  /** Index of the corridor. */
  readonly corridor: number
  readonly direction: 'in' | 'out'
  /** Passes the mouth of entry, and the other mouth. */
  readonly entry: number
  readonly exit: number
  readonly services: readonly GateService[]
  /** Of the whole trip. */
  readonly movements: readonly Use[]
  readonly isLoaded: boolean
  /** Its entry lies before a plan made anew: it is charged to no slot. */
  readonly isUnderWay?: true
}

export interface GateService {
  /** Index among the corridor's gates. */
  readonly gate: number
  readonly lane: number
  readonly start: number
  readonly end: number
}

export interface PlannedTrip {
  readonly kind: 'trip'
  /** Index of the vehicle. */
  readonly vehicle: number
  readonly window: number
  readonly configuration: number | null
  readonly departure: number
  readonly passages: readonly Passage[]
  readonly legs: readonly Leg[]
  readonly boarded: readonly Boarded[]
  readonly arrived: readonly Arrived[]
  /** Loaded and delivered, by item index; what is loaded and not delivered stays in the vehicle. */
  readonly pieces: readonly PieceCount[]
  readonly delivered: readonly PieceCount[]
  readonly handlings: readonly BayUse[]
  /** Where and when the vehicle is free again. */
  readonly endPlace: string
  readonly end: number
  /** Those of one convoy share the object. */
  readonly convoy?: Convoy
  readonly isEscort?: true
  /** Of what is done or promised: stands as it is. */
  readonly committedId?: string
}

export interface Convoy {
  readonly corridor: number
}

export interface Boarded {
  readonly group: PlannedGroup
  readonly count: number
  readonly at: number
}

export interface Arrived {
  readonly group: PlannedGroup
  readonly count: number
  readonly destination: string
  readonly at: number
  /** When they were out of the zone. */
  readonly exit: number
}

export interface PieceCount {
  readonly item: number
  readonly count: number
}

export interface BayUse {
  readonly place: string
  readonly activity: 'load' | 'unload'
  readonly lane: number
  readonly start: number
  readonly seconds: number
}

/** People who walk out at an even rate. */
export interface Walk {
  readonly kind: 'walk'
  readonly group: PlannedGroup
  readonly corridor: number
  readonly to: string
  /** When they pass the inside mouth. */
  readonly from: number
  readonly until: number
  readonly people: number
  readonly gates: readonly FootService[]
  readonly firstExit: number
  readonly lastExit: number
  /** What intake counts, one entry for each bin. */
  readonly arrivals: readonly { readonly at: number; readonly persons: number }[]
}

export interface FootService {
  readonly gate: number
  /** Lanes of vehicles, which then none of them uses; else lanes of their own. */
  readonly isReservedLane: boolean
  readonly lanes: readonly number[]
  readonly from: number
  readonly until: number
}

export function isFixed(trip: PlannedTrip): boolean {
  return trip.committedId !== undefined
}

export function leg(
  kind: Leg['kind'],
  from: number,
  until: number,
  where: Partial<Pick<Leg, 'place' | 'corridor' | 'gate' | 'lane' | 'people' | 'aid'>>,
): Leg {
  // Instants are computed as plain seconds; here they become the plan's.
  return {
    kind,
    place: null,
    corridor: null,
    gate: null,
    lane: null,
    people: {},
    aid: {},
    ...where,
    from: from as Leg['from'],
    until: until as Leg['until'],
  }
}
