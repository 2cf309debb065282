// What a claim may mean. One public table for all speakers, fixed before any record is looked at:
// docs/formats/statements.md is made from it.

import { type AidStage, aidStages, type PeopleStage, peopleStages, type Stage } from '../facts/vocabulary.ts'
import type { CheckableClaim, Period, Scope, Threshold } from './claim.ts'
import type { StatementFile } from './read.ts'

export interface Reading {
  /** Any of these; empty: whatever the stage. */
  readonly stages: readonly Stage[]
  readonly place: string
  readonly side: string | 'any'
  readonly period: Period
  readonly donor: { readonly party: string; readonly as: 'owner' | 'funder' } | undefined
  readonly than: Exclude<Threshold, 'few'> | undefined
}

export interface ReadingRule {
  readonly kind: CheckableClaim['kind']
  readonly open: 'stage' | 'side' | 'period' | 'donor' | 'threshold'
  readonly admits: string
}

/** Stages at which aid has reached the place: what was only asked for, loaded or cleared was not provided to anybody there. */
export const reachedStages: readonly AidStage[] = ['entered', 'offloaded', 'received', 'distributed']
/** “Delivered” is used for each of these. */
const delivered: readonly AidStage[] = aidStages.filter((stage) => stage !== 'requested')
const moved: readonly PeopleStage[] = peopleStages

export const readingRules: readonly ReadingRule[] = [
  {
    kind: 'quantity',
    open: 'stage',
    admits: `each stage by itself: ${delivered.join(', ')}; of people: ${moved.join(', ')}`,
  },
  {
    kind: 'none',
    open: 'stage',
    admits: `any stage at which something reached the place: ${reachedStages.join(', ')}; of people: any`,
  },
  { kind: 'existence', open: 'stage', admits: 'any stage' },
  { kind: 'quantity', open: 'side', admits: 'each side of the line, and both together' },
  { kind: 'none', open: 'side', admits: 'each side of the line, and both together' },
  { kind: 'existence', open: 'side', admits: 'each side of the line, and both together' },
  { kind: 'quantity', open: 'period', admits: 'each period that the file declares' },
  { kind: 'none', open: 'period', admits: 'each period that the file declares' },
  { kind: 'existence', open: 'period', admits: 'each period that the file declares' },
  { kind: 'share', open: 'period', admits: 'each period that the file declares' },
  { kind: 'sequence', open: 'period', admits: 'each period that the file declares' },
  { kind: 'duration', open: 'period', admits: 'each period that the file declares' },
  { kind: 'quantity', open: 'donor', admits: 'as owner of the goods, and as who paid for them' },
  { kind: 'none', open: 'donor', admits: 'as owner of the goods, and as who paid for them' },
  { kind: 'existence', open: 'donor', admits: 'as owner of the goods, and as who paid for them' },
  { kind: 'share', open: 'threshold', admits: '“few”: none at all, and fewer than half' },
]

export function readingsOf(claim: CheckableClaim, file: StatementFile): Reading[] {
  const { scope } = claim
  const periods = scope.period === 'open' ? file.periods : [scope.period]
  const sides = scope.side === 'open' ? [...file.places.sidesOf(scope.place), 'any'] : [scope.side]
  const thresholds = claim.kind === 'share' ? (claim.than === 'few' ? fewMeans : [claim.than]) : [undefined]
  const readings: Reading[] = []
  for (const stages of stageSets(claim.kind, scope))
    for (const side of sides)
      for (const period of periods)
        for (const donor of donorsOf(scope))
          for (const than of thresholds) readings.push({ stages, place: scope.place, side, period, donor, than })
  return readings
}

const fewMeans: readonly Exclude<Threshold, 'few'>[] = ['none', { comparison: '<', perTenThousand: 5000 }]

function stageSets(kind: CheckableClaim['kind'], { stage, topic }: Scope): (readonly Stage[])[] {
  if (stage === 'any') return [[]]
  if (stage !== 'open') return [[stage]]
  const stages: readonly Stage[] = topic.subject === 'people' ? moved : delivered
  if (kind === 'quantity') return stages.map((each) => [each])
  if (kind === 'none' && (topic.subject === 'aid' || topic.subject === 'vehicles')) return [reachedStages]
  return [[]]
}

function donorsOf({ donor }: Scope): Reading['donor'][] {
  if (donor === undefined) return [undefined]
  if (donor.as === 'open')
    return [
      { party: donor.party, as: 'owner' },
      { party: donor.party, as: 'funder' },
    ]
  return [{ party: donor.party, as: donor.as }]
}
