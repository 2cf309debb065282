// A plan as the JSON of the contract: the same keys, instants in the pause's zone.

import { formatInstant, type TimeZone } from '../time.ts'
import type { Instant } from '../units.ts'
import type { Plan, TurnBack } from './schema.ts'
import { standingWording } from './wording.ts'

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
  'reach_refuge_by',
  'kept_until',
  'turn_by',
  'at_p05',
  'at_p50',
  'at_p95',
  'at_worst',
  // Of how sure it is from now on.
  'at',
])

export function planToJson(plan: Plan, zone: TimeZone): string {
  return inZone(plan, zone)
}

/** What `treve assure` writes: the claim first, as in a plan, then all of the assurance, then what stands beside it. */
export function assuranceToJson(
  found: { readonly clear_probability: Plan['clear_probability']; readonly assurance: object | null },
  turnBack: Readonly<Record<string, TurnBack>>,
  zone: TimeZone,
): string {
  const { clear_probability, assurance } = found
  return inZone(
    { treve_assurance: 1, clear_probability, ...assurance, turn_back: turnBack, wording: standingWording },
    zone,
  )
}

function inZone(value: unknown, zone: TimeZone): string {
  return `${JSON.stringify(
    value,
    (key, value: unknown) => {
      if (!instantKeys.has(key)) return value
      const written = (each: unknown) => (typeof each === 'number' ? formatInstant(each as Instant, zone) : each)
      return Array.isArray(value) ? value.map(written) : written(value)
    },
    1,
  )}\n`
}
