// What a claim says, once it is read: nothing is left unsaid; what the words leave open is `open`.

import type { Instant, TimeZone } from '@treve/model'
import type { Stage, Subject, Unit } from '../facts/vocabulary.ts'

export const claimKinds = [
  'quantity',
  'none',
  'existence',
  'duration',
  'sequence',
  'share',
  'opinion',
  'purpose',
] as const
export type ClaimKind = (typeof claimKinds)[number]

export const comparisons = ['>', '>=', '<', '<=', '=', 'about'] as const
export type Comparison = (typeof comparisons)[number]

export interface Topic {
  readonly subject: Subject
  readonly detail?: string
}

export interface Period {
  readonly from: Instant
  readonly until: Instant
  /** As the file names it. */
  readonly name: string
}

export interface Scope {
  readonly topic: Topic
  /** `any`: whatever the stage; `open`: the words do not say, and it matters. */
  readonly stage: Stage | 'any' | 'open'
  readonly place: string
  readonly side: string | 'any' | 'open'
  readonly period: Period | 'open'
  readonly donor: { readonly party: string; readonly as: 'owner' | 'funder' | 'open' } | undefined
  readonly by: string | undefined
}

/** In base units: grams, millilitres, seconds, or so many. */
export interface Figure {
  readonly comparison: Comparison
  readonly amount: number
  /** `=`: half of the last digit written. `about`: as stated. Else 0. */
  readonly tolerance: number
  readonly unit: Unit
}

/** Hours as they were told: clock times without, or with, a zone. */
export interface Hours {
  readonly from: string
  readonly until: string
  readonly zone: TimeZone | 'open'
}

/** In ten-thousandths. */
export type Threshold =
  | 'none'
  | 'all'
  /** “They do not”: none at all, or fewer than half. */
  | 'few'
  | { readonly comparison: Exclude<Comparison, 'about' | '='>; readonly perTenThousand: number }

export type Claim =
  | { readonly kind: 'quantity'; readonly scope: Scope; readonly figure: Figure }
  | { readonly kind: 'none' | 'existence'; readonly scope: Scope }
  | { readonly kind: 'duration'; readonly scope: Scope; readonly figure: Figure; readonly hours?: Hours }
  | { readonly kind: 'sequence'; readonly scope: Scope; readonly after: Topic }
  | { readonly kind: 'share'; readonly scope: Scope; readonly than: Threshold }
  | { readonly kind: 'opinion' | 'purpose' }

export type CheckableClaim = Exclude<Claim, { kind: 'opinion' | 'purpose' }>

export function topicText({ subject, detail }: Topic): string {
  return detail === undefined ? subject : `${subject}.${detail}`
}
