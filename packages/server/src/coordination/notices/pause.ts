// What a notification needs of the pause: which it is, who is told, which corridors there are, and that it is not stopped.

import type { Instant, Use } from '@treve/model'
import { hasEnded } from '../life/state.ts'
import { type Decision, refuse } from '../part.ts'
import type { Coordination } from '../state.ts'
import { inForce, partiesToTell } from '../terms/state.ts'
import type { TermsSummary } from '../terms/summary.ts'

type Corridor = TermsSummary['corridors'][number]

export type PauseTold = TermsSummary & { readonly version: number; readonly told: readonly string[] }

/** Of the terms announced or agreed last; a draft is nothing to notify of. */
export function pauseTold({ terms }: Coordination): PauseTold | undefined {
  const version = inForce(terms)
  return version && { ...version.summary, version: version.version, told: partiesToTell(terms) }
}

export function isInWindow({ windows }: TermsSummary, { from, until }: { from: Instant; until: Instant }): boolean {
  return windows.some(({ open, close }) => open <= from && until <= close)
}

/** Undefined: they have none of this name for this use. */
export function corridorFor({ corridors }: TermsSummary, use: Use, name: string): Corridor | undefined {
  return corridors.find(({ id, uses }) => id === name && uses.includes(use))
}

export function unknownSegment(corridor: Corridor, segments: readonly string[]): string | undefined {
  return segments.find((segment) => !corridor.segments.includes(segment))
}

/** Suspended, broken off or over: nothing is set going that was not. */
export function stoppedFault({ life }: Coordination): Decision | undefined {
  const { phase } = life
  return phase === 'suspended' || hasEnded(life)
    ? refuse('pause_not_running', `The pause is ${phase}: nothing further starts.`, { phase })
    : undefined
}
