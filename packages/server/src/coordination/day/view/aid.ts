// Aid, line by line, as it is shown.

import type { Json } from '../../event.ts'
import { aidNow, aidStages } from '../aid.ts'
import type { Day } from '../state.ts'
import { rangeJson } from './parts.ts'

export function aidJson(day: Day): Json {
  return aidNow(day).map(
    ({ consignment, item, unit, stages, signedByBoth, removed, notOffloaded, inTransit, lost }): Json => ({
      consignment,
      item,
      unit,
      stages: Object.fromEntries(
        aidStages.map((stage) => {
          const range = stages[stage]
          return [stage, range === undefined ? null : rangeJson(range)]
        }),
      ),
      signed_by_both: signedByBoth === null ? null : rangeJson(signedByBoth),
      removed: removed.map(({ reason, quantity }) => ({ reason, quantity: rangeJson(quantity) })),
      not_offloaded: notOffloaded === null ? null : rangeJson(notOffloaded),
      in_transit: inTransit === null ? null : rangeJson(inTransit),
      lost: lost === null ? null : rangeJson(lost),
    }),
  )
}
