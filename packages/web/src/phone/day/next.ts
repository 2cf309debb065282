// Where a trip is by what was reported from this phone, and how long is left. What was not reported is not presumed: a time
// that has passed moves nobody on.

import type { Report } from '../reports/report.ts'
import type { Leg, Trip, TurnBack } from './my-day.ts'

/** How many legs of the trip lie behind, by the reports that stand. */
export function legsDone(trip: Trip, reports: readonly Report[]): number {
  const takenBack = new Set(reports.flatMap(({ said }) => (said.corrects === undefined ? [] : [said.corrects])))
  return reports
    .filter(({ id, said, state }) => said.trip === trip.trip && state !== 'refused' && !takenBack.has(id))
    .sort((a, b) => a.order - b.order)
    .reduce((done, report) => afterReport(trip.legs, done, report), 0)
}

function afterReport(legs: readonly Leg[], done: number, { said }: Report): number {
  const { type, place, gate } = said
  switch (type) {
    // There, and not done with it yet: what lies before is behind.
    case 'came':
      return place === undefined ? done : Math.max(done, firstAt(legs, done, (leg) => leg.place === place) ?? done)
    case 'departed':
      return place === undefined ? done : behind(legs, done, (leg) => leg.place === place)
    case 'people_boarded':
      return behind(legs, done, (leg) => leg.kind === 'load' && (place === undefined || leg.place === place))
    case 'people_arrived':
    case 'offloaded':
    case 'received':
      return behind(legs, done, (leg) => leg.kind === 'unload' && (place === undefined || leg.place === place))
    case 'people_passed':
      return behind(legs, done, (leg) => leg.gate !== null && leg.gate === gate)
    case 'clear':
      return behind(legs, done, (leg) => leg.kind === 'corridor_out')
    default:
      return done
  }
}

function firstAt(legs: readonly Leg[], from: number, is: (leg: Leg) => boolean): number | undefined {
  const at = legs.findIndex((leg, index) => index >= from && is(leg))
  return at < 0 ? undefined : at
}

/** Past the first such leg that is still ahead, and those at the same place that follow it at once. */
function behind(legs: readonly Leg[], done: number, is: (leg: Leg) => boolean): number {
  const first = firstAt(legs, done, is)
  return first === undefined ? done : first + 1
}

/** The leg that comes next; undefined where all are done. */
export function nextLeg(trip: Trip, reports: readonly Report[]): Leg | undefined {
  return trip.legs[legsDone(trip, reports)]
}

/** What is shown as a stop: gates and places, not the drive between. */
export function isStop({ kind }: Leg): boolean {
  return kind !== 'corridor_in' && kind !== 'corridor_out'
}

export const deadlineNames = ['enter_by', 'leave_stop_by', 'join_exit_by'] as const
export type DeadlineName = (typeof deadlineNames)[number]

export interface Deadline {
  readonly name: DeadlineName
  readonly at: number
  /** Seconds; below nought it has passed. */
  readonly left: number
  readonly state: 'ahead' | 'soon' | 'passed'
}

/** From here on it is near: time to turn a loaded bus. */
const soonS = 30 * 60

/** The turn-back times that still matter, the nearest first. A trip that is reported out has none. */
export function deadlines(trip: Trip, reports: readonly Report[], nowS: number): readonly Deadline[] {
  const { turn_back } = trip
  if (turn_back === null || isOut(trip, reports)) return []
  const done = legsDone(trip, reports)
  return deadlineNames
    .filter((name) => matters(name, trip.legs, done))
    .flatMap((name) => deadlineOf(name, turn_back, nowS))
    .sort((a, b) => a.at - b.at)
}

function deadlineOf(name: DeadlineName, turnBack: TurnBack, nowS: number): readonly Deadline[] {
  const at = turnBack[name]
  if (at === null) return []
  const left = at - nowS
  return [{ name, at, left, state: left < 0 ? 'passed' : left < soonS ? 'soon' : 'ahead' }]
}

/** What lies behind by the reports needs no time any more. */
function matters(name: DeadlineName, legs: readonly Leg[], done: number): boolean {
  const isBehind = (kind: Leg['kind']) => {
    const at = legs.findIndex((leg) => leg.kind === kind)
    return at >= 0 && at < done
  }
  if (name === 'enter_by') return !isBehind('corridor_in') && !isBehind('load')
  if (name === 'leave_stop_by') {
    const out = legs.findIndex(({ kind }) => kind === 'corridor_out')
    return out < 0 || done <= lastStopBefore(legs, out)
  }
  return true
}

function lastStopBefore(legs: readonly Leg[], before: number): number {
  for (let at = before - 1; at >= 0; at -= 1) {
    const kind = legs[at]?.kind
    if (kind === 'load' || kind === 'unload' || kind === 'wait') return at
  }
  return -1
}

function isOut(trip: Trip, reports: readonly Report[]): boolean {
  const out = trip.legs.findIndex(({ kind }) => kind === 'corridor_out')
  return out >= 0 && legsDone(trip, reports) > out
}

/** The trip that its bearer is on: the first that is not done. */
export function currentTrip(trips: readonly Trip[], reports: readonly Report[]): Trip | undefined {
  return trips.find((trip) => legsDone(trip, reports) < trip.legs.length) ?? trips.at(-1)
}
