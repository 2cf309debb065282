// People of a load: counts that do not add up, and arrivals that nobody has counted.

import type { Instant } from '@treve/model'
import type { Alarm } from '../alarm.ts'
import type { Raising } from '../alarm-commands.ts'
import { type Load, loadNow, loadsNow } from '../loads.ts'
import { counts, type Day } from '../state.ts'
import { alarmLimits } from './limits.ts'
import type { Wanted } from './wanted.ts'

/**
 * It is not over by itself: that figures agree by now does not say where people were. But one that rested on nothing but that
 * nobody had counted who arrived, is once they were counted and are as many.
 */
export function differences(day: Day): Wanted {
  return {
    raise: loadsNow(day).flatMap(({ load, vehicle, trip, of, differs, reconciled }): Raising[] => {
      const isHeld = (of.held?.high ?? 0) > 0
      if (differs !== true && !isHeld) return []
      const figures = Object.fromEntries(Object.entries(of).map(([outcome, { low, high }]) => [outcome, [low, high]]))
      return [
        {
          kind: 'counts_differ',
          key: load,
          cause: JSON.stringify(figures),
          about: { load, ...(vehicle === null ? {} : { vehicle }), ...(trip === null ? {} : { trip }) },
          particulars: {
            ...(of.held === undefined ? {} : { held_low: of.held.low }),
            ...(reconciled.unknown === undefined ? {} : { unknown_low: reconciled.unknown.low }),
            ...(reconciled.surplus === undefined ? {} : { surplus_low: reconciled.surplus.low }),
            ...(reconciled.notPassed === undefined ? {} : { not_passed_low: reconciled.notPassed.low }),
          },
          reports: (day.ofLoad.get(load) ?? []).map(({ entry }) => entry),
        },
      ]
    }),
    isOver: (alarm) => {
      const { kind, about } = alarm
      if (kind !== 'counts_differ' || about.load === undefined || !restsOnNoCount(alarm)) return false
      const { of, differs } = loadNow(day, about.load)
      return differs === false && of.arrived !== undefined
    },
  }
}

/** People were left over, and nobody had counted any who arrived. */
function restsOnNoCount({ cause, particulars }: Alarm): boolean {
  const { held_low: held, unknown_low: unknown, not_passed_low: notPassed, surplus_low: surplus } = particulars
  return (
    !(figuresOf(cause)?.includes('arrived') ?? true) &&
    Number(unknown ?? 0) > 0 &&
    [held, notPassed, surplus].every((each) => Number(each ?? 0) === 0)
  )
}

/** Which outcomes were counted when it was raised; undefined: it does not say. */
function figuresOf(cause: string): readonly string[] | undefined {
  try {
    return Object.keys(JSON.parse(cause) as object)
  } catch {
    return undefined
  }
}

/** Not counted is not nobody: whoever receives them is asked, and nothing is said of where people are. */
export function uncounted(day: Day, now: Instant): Wanted {
  return {
    raise: loadsNow(day).flatMap((load): Raising[] => {
      const { vehicle, trip, uncounted: is } = load
      if (is === null || now - is.since < alarmLimits.uncountedSeconds) return []
      const [place] = is.places
      return [
        {
          kind: 'arrivals_uncounted',
          key: load.load,
          cause: `${is.since} ${withdrawnCounts(day, load) + endedByThemselves(day, load)}`,
          about: {
            load: load.load,
            ...(vehicle === null ? {} : { vehicle }),
            ...(trip === null ? {} : { trip }),
            ...(place === undefined || is.places.length > 1 ? {} : { place }),
          },
          particulars: {
            since: is.since,
            most_s: alarmLimits.uncountedSeconds,
            uncounted_low: is.people.low,
            uncounted_high: is.people.high,
          },
        },
      ]
    }),
    isOver: ({ kind, about: { load } }) =>
      kind === 'arrivals_uncounted' && load !== undefined && loadNow(day, load).uncounted === null,
  }
}

/** A count that was taken back leaves them uncounted anew. */
function withdrawnCounts(day: Day, { load }: Load): number {
  const does = counts(day)
  return (day.ofLoad.get(load) ?? []).filter((report) => report.type === 'people_arrived' && !does(report)).length
}

/** So may be whatever else ended it: that they are uncounted again is another alarm than the one that was over. */
function endedByThemselves({ alarms }: Day, { load }: Load): number {
  return [...alarms.values()].filter(
    ({ kind, key, ended }) =>
      kind === 'arrivals_uncounted' && key === load && ended !== undefined && ended.by === undefined,
  ).length
}
