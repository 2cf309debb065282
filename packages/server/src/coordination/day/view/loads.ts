// People of a load, as they are shown.

import type { JsonObject } from '../../event.ts'
import type { Load } from '../loads.ts'
import type { Range } from '../report.ts'
import type { Day } from '../state.ts'
import { type At, rangeJson } from './parts.ts'

/** What is over and well is counted, and not sent again with every letter that changes; reports of it are asked for. */
const shownAfterSeconds = 3600

export function isOfNow(day: Day, { load, isOver, differs }: Load): boolean {
  if (!isOver || differs === true) return true
  const last = day.ofLoad.get(load)?.at(-1)
  return last !== undefined && day.latest - last.at <= shownAfterSeconds
}

/** Who was held, turned back or stepped down is for those who deal with it; to others, who is not there is not explained. */
export function loadJson(
  { load, vehicle, trip, of, isOver, aboard, uncounted, reconciled, differs }: Load,
  protects: boolean,
  at: At,
): JsonObject {
  const range = (each: Range | undefined) => (each === undefined ? null : rangeJson(each))
  const { unknown, surplus, notPassed } = reconciled
  return {
    load,
    vehicle,
    trip,
    is_over: isOver,
    aboard: aboard === null ? null : rangeJson(aboard),
    uncounted:
      uncounted === null
        ? null
        : { since: at(uncounted.since), people: rangeJson(uncounted.people), places: [...uncounted.places] },
    boarded: range(of.boarded),
    passed: range(of.passed),
    arrived: range(of.arrived),
    born: range(of.born),
    ...(protects
      ? {
          held: range(of.held),
          turned_back: range(of.turned_back),
          stepped_down: range(of.stepped_down),
          died: range(of.died),
          unknown: unknown === undefined ? (differs === null ? null : { low: 0, high: 0 }) : { ...unknown },
          surplus: surplus === undefined ? null : { ...surplus },
          not_passed: notPassed === undefined ? null : { ...notPassed },
          differs,
        }
      : {}),
  }
}
