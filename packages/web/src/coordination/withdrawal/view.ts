// What is shown of withdrawal, mines and corridors (docs/formats/coordination.md), as far as pages use it.

import type { LocalText } from '@treve/model'

export type State = 'met' | 'not_met' | 'unknown'

export interface ConditionView {
  readonly segment: string
  readonly need: string
  readonly kind: string
  readonly state: State
  readonly until: string | null
}

export interface UseView {
  readonly use: string
  readonly state: 'not_opened' | 'open' | 'conditions_lapsed' | 'suspended' | 'closed'
  readonly since: string | null
  readonly why?: string | null
  /** Codes of obstacles. */
  readonly lapsed?: readonly string[]
}

export interface CorridorView {
  readonly corridor: string
  readonly name?: LocalText
  readonly uses: readonly UseView[]
  readonly conditions: readonly ConditionView[]
}

export interface WordView {
  readonly corridor: string
  readonly segment: string
  readonly kind: string
  readonly rests: 'reported' | 'verified'
  readonly by: string | null
  readonly state: State
  readonly at: string
  readonly until: string | null
  readonly holds: boolean
}

export interface WithdrawalView {
  readonly corridors: readonly CorridorView[]
  readonly words: readonly WordView[]
}
