// Where each vehicle is on its trip, by what was reported of it: in the order in which it happened, not in which it came.

import type { Instant } from '@treve/model'
import { isOpen } from './alarm.ts'
import { type Figures, loadOfTrip, type PlannedTrip, tripNamed, tripOnWhich } from './figures.ts'
import type { Report } from './report.ts'
import type { Day } from './state.ts'
import { counts } from './state.ts'

export const vehiclePhases = [
  'before',
  'to_stop',
  'at_stop',
  'leaving',
  'out',
  'sheltered',
  'broken_down',
  'done',
] as const
export type VehiclePhase = (typeof vehiclePhases)[number]

export interface VehicleNow {
  readonly vehicle: string
  readonly phase: VehiclePhase
  /** Null: not known. */
  readonly trip: string | null
  readonly load: string | null
  readonly at:
    | { readonly place: string }
    | { readonly corridor: string; readonly gate?: string; readonly direction?: 'in' | 'out' }
    | null
  /** When it came to be as it is; null: nothing was reported of it. */
  readonly since: Instant | null
  /** When that was said. */
  readonly toldAt: Instant | null
  /** By whom, as their chain of command. */
  readonly chain: string | null
  readonly entry: string | null
  /** It has left for the zone, and nothing says that it is out again. */
  readonly isInside: boolean
  /** It has stood where it is since then; null: it moves, or it is not known. */
  readonly standsSince: Instant | null
}

/** Follows from the reports of one vehicle, and is asked for again and again. */
const known = new WeakMap<readonly Report[], { readonly day: Day; readonly now: VehicleNow }>()

export function vehicleNow(day: Day, vehicle: string): VehicleNow {
  const reports = day.ofVehicle.get(vehicle)
  if (reports === undefined) return unseen(vehicle)
  const before = known.get(reports)
  if (before !== undefined && isSameGround(before.day, day)) return before.now
  const now = reports.filter(counts(day)).reduce((was, report) => after(was, report, day), unseen(vehicle))
  known.set(reports, { day, now })
  return now
}

/** By what had happened by then. */
export function vehicleThen(day: Day, vehicle: string, at: Instant): VehicleNow {
  const reports = (day.ofVehicle.get(vehicle) ?? []).filter((report) => report.at <= at)
  return reports.filter(counts(day)).reduce((was, report) => after(was, report, day), unseen(vehicle))
}

export interface EndOfLoad {
  /** When it came to the last place of it; where nobody said that it did, when it went on to another. */
  readonly at: Instant
  /** Nothing says that it is in the zone still. */
  readonly isOut: boolean
}

/** Undefined: it is on its way with it, or never was. */
export function endOfLoad(
  day: Day,
  vehicle: string,
  { load, trip }: { readonly load: string; readonly trip: string | null },
): EndOfLoad | undefined {
  const isWithIt = (is: VehicleNow) => is.load === load || (trip !== null && is.trip === trip)
  let was = unseen(vehicle)
  let end: EndOfLoad | undefined
  for (const report of (day.ofVehicle.get(vehicle) ?? []).filter(counts(day))) {
    const now = after(was, report, day)
    if (isWithIt(now)) end = now.phase === 'done' ? (end ?? { at: report.at, isOut: true }) : undefined
    else if (isWithIt(was)) end ??= { at: report.at, isOut: was.phase === 'out' }
    was = now
  }
  return end
}

function isSameGround(a: Day, b: Day): boolean {
  return a.plan === b.plan && a.figures === b.figures && a.replaced === b.replaced && a.takenBack === b.takenBack
}

function unseen(vehicle: string): VehicleNow {
  return {
    vehicle,
    phase: 'before',
    trip: null,
    load: null,
    at: null,
    since: null,
    toldAt: null,
    chain: null,
    entry: null,
    isInside: false,
    standsSince: null,
  }
}

/** Not in the zone, and told to be at a place outside from which it does not go in before it sets out anew: not at its mouth. */
export function waitsOutside({ figures, plan }: Day, { phase, isInside, at, trip }: VehicleNow): boolean {
  if (phase !== 'to_stop' || isInside || at === null || !('place' in at)) return false
  const planned = tripNamed(plan, trip)
  const isMouth = figures?.corridors.some(({ outside }) => outside === at.place) === true
  return !isMouth || at.place === planned?.from
}

/** Seen in the zone, or on a corridor; of one that has set out for it, it is not known whether it has come there yet. */
export function isSeenInside({ figures }: Day, { isInside, at }: VehicleNow): boolean {
  if (!isInside || at === null) return false
  return 'corridor' in at || insideOf(figures, at.place) === true
}

/** Said to be out, or done, and yet seen in the zone: until somebody has made sure, they may be there. */
export function saidOutSeenInside({ alarms }: Pick<Day, 'alarms'>): readonly string[] {
  return [...alarms.values()].flatMap((alarm) =>
    alarm.kind === 'seen_inside' && isOpen(alarm) ? (alarm.about.vehicle ?? []) : [],
  )
}

/** All that are planned or were reported of. */
export function vehicleIds({ plan, ofVehicle }: Day): readonly string[] {
  return [...new Set([...(plan?.ofVehicle.keys() ?? []), ...ofVehicle.keys()])].sort()
}

function after(was: VehicleNow, report: Report, day: Day): VehicleNow {
  const moved = movedBy(was, report, day)
  if (moved === undefined) return was
  return { ...was, ...moved, since: report.at, toldAt: report.saidAt, chain: report.chain, entry: report.entry }
}

function movedBy(was: VehicleNow, report: Report, day: Day): Partial<VehicleNow> | undefined {
  const { plan, figures } = day
  const { type, place, gate, corridor } = report
  const trip = tripBy(was, report, plan?.ofVehicle.get(was.vehicle))
  const load = report.load ?? (trip === was.trip ? was.load : null) ?? (trip === null ? null : loadOfTrip(plan, trip))
  const planned = tripOnWhich(plan, { trip, load })
  const of = { trip, load }
  const where = place === undefined ? was.at : { place }
  const isInside = place === undefined ? undefined : insideOf(figures, place)
  const stands = { at: where, standsSince: standsFrom(was, report, place) }
  switch (type) {
    case 'departed': {
      // From a stop in the zone it leaves; from anywhere else it sets out.
      const leaves = isInside ?? (was.phase === 'at_stop' || was.phase === 'sheltered')
      return {
        ...of,
        at: where,
        standsSince: null,
        phase: leaves ? 'leaving' : was.phase === 'out' && trip === was.trip ? 'out' : 'to_stop',
        isInside: leaves || !(was.phase === 'out' && trip === was.trip),
      }
    }
    case 'came': {
      if (gate !== undefined || (place === undefined && corridor !== undefined))
        return {
          ...of,
          at: { corridor: corridor ?? '', ...(gate === undefined ? {} : { gate }) },
          standsSince: gate === undefined ? null : standsFrom(was, report, gate),
          phase:
            was.phase === 'before' || was.phase === 'done'
              ? 'to_stop'
              : was.phase === 'at_stop' || isBackIn(was, report)
                ? 'leaving'
                : was.phase,
          isInside: was.phase !== 'out' || isBackIn(was, report),
        }
      if (isInside === true)
        return { ...of, ...stands, phase: isShelter(figures, planned, place) ? 'sheltered' : 'at_stop', isInside }
      if (isInside === false) {
        if (isDoubted(was, report, figures)) return undefined
        const hasBeenIn =
          was.phase === 'leaving' || was.phase === 'at_stop' || was.phase === 'sheltered' || was.phase === 'out'
        const phase = hasBeenIn ? (isLast(planned, place) ? 'done' : 'out') : was.phase === 'done' ? 'done' : 'to_stop'
        // Back where it set out from, or at any place outside: it is not in the zone.
        return { ...of, ...stands, phase, isInside: false }
      }
      return { ...of, ...stands, phase: was.phase === 'leaving' || was.phase === 'out' ? was.phase : 'at_stop' }
    }
    case 'people_boarded':
    case 'offloaded':
      if (isInside !== true) return place === undefined ? undefined : { ...of, at: where }
      return {
        ...of,
        at: where,
        standsSince: was.phase === 'at_stop' ? was.standsSince : report.at,
        phase: 'at_stop',
        isInside: true,
      }
    case 'entered':
      // Of aid: whoever brings it is on the corridor with it.
      return was.phase === 'before' || was.phase === 'done' || was.phase === 'to_stop'
        ? {
            ...of,
            at: { corridor: corridor ?? '', direction: 'in', ...(gate === undefined ? {} : { gate }) },
            standsSince: null,
            phase: 'to_stop',
            isInside: true,
          }
        : undefined
    case 'people_passed':
      return gate === undefined && corridor === undefined
        ? undefined
        : {
            ...of,
            // Seen on a corridor before anybody said that it set out, or after somebody said that it was out: it is there all the same.
            ...(was.phase === 'before' || isBackIn(was, report) ? { isInside: true } : {}),
            at: { corridor: corridor ?? '', ...(gate === undefined ? {} : { gate }) },
            standsSince: null,
            phase:
              was.phase === 'before' || was.phase === 'at_stop' || was.phase === 'sheltered' || isBackIn(was, report)
                ? 'leaving'
                : was.phase,
          }
    case 'clear':
      if (isDoubted(was, report, figures)) return undefined
      return { ...of, at: place === undefined ? null : { place }, standsSince: null, phase: 'out', isInside: false }
    case 'people_arrived':
      // Who came with an earlier trip is counted: where it is by now, that does not say.
      if (hasGoneOn(day, was, report)) return undefined
      if (isInside === true) return { ...of, ...stands, phase: 'at_stop', isInside }
      if (isDoubted(was, report, figures)) return undefined
      return { ...of, ...stands, phase: isLast(planned, place) ? 'done' : 'out', isInside: false }
    case 'broke_down':
      return {
        ...of,
        at: where ?? (corridor === undefined ? null : { corridor }),
        standsSince: place === undefined ? (was.standsSince ?? report.at) : standsFrom(was, report, place),
        phase: was.isInside || was.phase === 'before' ? 'broken_down' : was.phase,
      }
    default:
      return undefined
  }
}

/** It was on the trip of which it is told, and is on another since. */
function hasGoneOn(day: Day, was: VehicleNow, { trip, entry, at }: Report): boolean {
  if (trip === undefined || was.trip === null || trip === was.trip) return false
  if (loadOfTrip(day.plan, trip) === was.load) return false
  return (day.ofVehicle.get(was.vehicle) ?? [])
    .filter(counts(day))
    .some((each) => each.trip === trip && each.entry !== entry && each.at <= at)
}

/** With these a vehicle that had done with a trip is on the next one. */
const begins: readonly Report['type'][] = ['departed', 'people_boarded']

/** On which trip, and which load, a vehicle was when something was reported of it; a trip that is named may be over by then. */
export function onWhich(
  day: Day,
  vehicle: string,
  report: Pick<Report, 'type' | 'at' | 'trip'>,
): Pick<VehicleNow, 'trip' | 'load'> {
  const was = vehicleThen(day, vehicle, report.at)
  const trip = tripBy(was, report, day.plan?.ofVehicle.get(vehicle))
  const own = trip === null ? null : loadOfTrip(day.plan, trip)
  return { trip, load: trip === was.trip ? (was.load ?? own) : own }
}

/** As reported; else the one it is on; setting out anew, the next that is planned. */
function tripBy(
  was: VehicleNow,
  report: Pick<Report, 'type' | 'trip'>,
  planned: readonly PlannedTrip[] = [],
): string | null {
  if (report.trip !== undefined) return report.trip
  const isNew = was.phase === 'before' || (was.phase === 'done' && begins.includes(report.type))
  if (!isNew) return was.trip
  const at = planned.findIndex(({ id }) => id === was.trip)
  return planned[at + 1]?.id ?? was.trip
}

/** Nobody is at two places within so short a time. */
export const sameMomentSeconds = 60

/** A gate saw it after somebody had said that it was out, or where it was to end: it is taken to be inside until that is said again. */
function isBackIn({ phase, since }: VehicleNow, { at }: Report): boolean {
  return (phase === 'out' || phase === 'done') && since !== null && at - since > sameMomentSeconds
}

/** Somebody else has just seen it at a place in the zone: that it is out by now cannot be, and what is worse is taken to be so. */
function isDoubted({ at, since, chain, isInside }: VehicleNow, report: Report, figures: Figures | undefined): boolean {
  if (!isInside || at === null || !('place' in at) || since === null || chain === report.chain) return false
  return insideOf(figures, at.place) === true && report.at - since <= sameMomentSeconds
}

/** Seen where it stood, by whomever, it has stood there all the time: nobody who looks at it sets the clock back. */
function standsFrom({ at, standsSince }: VehicleNow, report: Report, spot: string | undefined): Instant {
  const stood = at === null ? undefined : 'place' in at ? at.place : at.gate
  return stood !== undefined && stood === spot ? (standsSince ?? report.at) : report.at
}

function insideOf(figures: Figures | undefined, place: string): boolean | undefined {
  return figures?.places.get(place)?.isInside
}

/** A refuge at which the trip has nothing to do. */
function isShelter(figures: Figures | undefined, planned: PlannedTrip | undefined, place: string | undefined): boolean {
  return (
    figures?.refuges.some(({ at }) => at === place) === true &&
    planned?.stops.some((stop) => stop.place === place) !== true
  )
}

function isLast(planned: PlannedTrip | undefined, place: string | undefined): boolean {
  if (planned === undefined) return true
  const last = planned.stops.findLast(({ kind }) => kind === 'unload')
  return (
    place === planned.to ||
    (place !== undefined && place === last?.place) ||
    (last === undefined && place === undefined)
  )
}
