// Ways that somebody shut, or of which a condition is gone: nobody is sent out by them.

import type { Instant } from '@treve/model'
import type { Coordination } from '../state.ts'
import { conditions } from './standing.ts'

/** What shuts every way at once, or follows from the hour, says nothing of whether this one is passable. */
const ofThePause: readonly string[] = [
  'aborted',
  'closed',
  'terms_not_in_force',
  'not_a_use',
  'not_under_way',
  'outside_window',
  'too_early',
]

/** Shut with all of the pause, or by the hour alone; a person who shuts it, or a condition that is gone, says more. */
export function isShutWithAll(why: string | undefined): boolean {
  return why !== undefined && ofThePause.includes(why)
}

/** By no use open, and at least for one for a reason of its own; or known not to be so that it could. */
export function shutWays(whole: Coordination, now: Instant): ReadonlySet<string> {
  const byCorridor = Map.groupBy(whole.withdrawal.openings.values(), ({ corridor }) => corridor)
  const shut = [...byCorridor].flatMap(([corridor, own]) =>
    own.every(({ state }) => state !== 'open') && own.some(({ why }) => !isShutWithAll(why)) ? [corridor] : [],
  )
  const notMet = conditions(whole, now).flatMap(({ corridor, state }) => (state === 'not_met' ? [corridor] : []))
  return new Set([...shut, ...notMet])
}
