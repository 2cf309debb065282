// What a notification needs of the terms in force: which pause it is, who is told, and which corridors there are.

import type { Instant, Use } from '@treve/model'
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
