// What a pause holds anybody to, item by item, as far as it could be otherwise; and where its file states it.

import type { ConstraintKind, Pause } from '@treve/model'
import { type Ask, asksOf } from '../changes/asks.ts'

export interface Constraint {
  readonly kind: ConstraintKind
  readonly id: string
  readonly path: string
  /** What would relax it; undefined: the ways that the file states. */
  readonly ask: Ask | undefined
}

export function constraintsOf(pause: Pause): Constraint[] {
  const asks = asksOf(pause).map((ask) => ({ kind: ask.kind, id: ask.id, path: ask.path, ask }))
  return [...asks, { kind: 'ways' as const, id: 'links', path: 'links', ask: undefined }]
}
