// People of a load: counts that do not add up.

import type { Raising } from '../alarm-commands.ts'
import { loadsNow } from '../loads.ts'
import type { Day } from '../state.ts'
import { never, type Wanted } from './wanted.ts'

/** It is never over by itself: that figures agree by now does not say where people were. */
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
    isOver: never,
  }
}
