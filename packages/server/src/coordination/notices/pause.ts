// What a notification needs of the terms in force: which pause it is, who is told, and which corridors there are.

import type { Coordination } from '../state.ts'
import { inForce, partiesToTell } from '../terms/state.ts'
import type { TermsSummary } from '../terms/summary.ts'

export type PauseTold = TermsSummary & { readonly version: number; readonly told: readonly string[] }

/** Of the terms announced or agreed last; a draft is nothing to notify of. */
export function pauseTold({ terms }: Coordination): PauseTold | undefined {
  const version = inForce(terms)
  return version && { ...version.summary, version: version.version, told: partiesToTell(terms) }
}
