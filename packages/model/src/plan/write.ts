// A plan as the JSON of the contract: the same keys, instants in the pause's zone.

import { formatInstant, type TimeZone } from '../time.ts'
import type { Instant } from '../units.ts'
import type { Plan } from './schema.ts'

/** Keys whose values are instants, wherever they stand in a plan. */
const instantKeys = new Set([
  'from',
  'until',
  'close',
  'clear_by',
  'last_exit',
  'enter_by',
  'leave_stop_by',
  'join_exit_by',
])

export function planToJson(plan: Plan, zone: TimeZone): string {
  return `${JSON.stringify(
    plan,
    (key, value: unknown) =>
      typeof value === 'number' && instantKeys.has(key) ? formatInstant(value as Instant, zone) : value,
    1,
  )}\n`
}
