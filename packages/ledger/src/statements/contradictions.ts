// Claims that cannot both be true, found without being asked: within a statement and across statements, units and zones
// resolved. What would resolve them is offered; nothing is chosen.

import type { TimeZone } from '@treve/model'
import { type Subject, stagesOf } from '../facts/vocabulary.ts'
import { type CheckableClaim, type Figure, type Hours, type Scope, type Threshold, topicText } from './claim.ts'
import { isCheckable } from './judge.ts'
import { secondsBetween } from './line.ts'
import type { ClaimPart, StatedClaim, Statement, StatementFile } from './read.ts'
import { reachedStages } from './readings.ts'

export interface Side {
  readonly statement: Statement
  readonly claim: StatedClaim
  readonly part: ClaimPart
}

export type Resolution =
  | {
      readonly kind: 'announced'
      readonly id: string
      readonly by: string
      readonly from: string
      readonly until: string
      readonly seconds: number
    }
  /** The hours begin by the clock of one zone and end by that of another. */
  | {
      readonly kind: 'zones'
      readonly of: string
      readonly zones: readonly [TimeZone, TimeZone]
      readonly seconds: number
    }

export interface Pair {
  readonly between: readonly [Side, Side]
  readonly kind: 'duration' | 'quantity' | 'occurrence' | 'share' | 'sequence'
  /** `not_comparable`: each may be true by its own definition; in what they differ is in `differs`. */
  readonly finding: 'contradiction' | 'not_comparable'
  readonly differs: readonly Difference[]
  readonly resolvedIf: readonly Resolution[]
}

export type Difference = 'stage' | 'side'

export function contradictionsOf(file: StatementFile): Pair[] {
  const sides = file.statements.flatMap((statement) => {
    if (statement.withdrawn !== undefined) return []
    return statement.claims.flatMap((claim) => claim.parts.map((part): Side => ({ statement, claim, part })))
  })
  return sides.flatMap((a, at) => sides.slice(at + 1).flatMap((b) => pairOf(a, b, file)))
}

function pairOf(a: Side, b: Side, file: StatementFile): Pair[] {
  const [one, other] = [a.part.claim, b.part.claim]
  if (!isCheckable(one) || !isCheckable(other)) return []
  const found = (kind: Pair['kind'], differs: Pair['differs'], resolvedIf: Pair['resolvedIf'] = []): Pair[] => [
    { between: [a, b], kind, finding: differs.length === 0 ? 'contradiction' : 'not_comparable', differs, resolvedIf },
  ]
  if (one.kind === 'sequence' || other.kind === 'sequence')
    return areOpposed(one, other, file) ? found('sequence', []) : []
  if (one.kind === 'duration' && other.kind === 'duration')
    return areOfOneWindow(one, other) && areApart(one.figure, other.figure)
      ? found('duration', [], resolutionsOf(a, b, file))
      : []
  const differs = exceedsBy(one, other, file) ?? exceedsBy(other, one, file)
  return differs === undefined ? [] : found(kindOf(one, other), differs)
}

function kindOf(one: CheckableClaim, other: CheckableClaim): Pair['kind'] {
  if (one.kind === 'share' || other.kind === 'share') return 'share'
  return one.kind === 'quantity' && other.kind === 'quantity' ? 'quantity' : 'occurrence'
}

/** The one says this first, the other that. */
function areOpposed(one: CheckableClaim, other: CheckableClaim, file: StatementFile): boolean {
  if (one.kind !== 'sequence' || other.kind !== 'sequence') return false
  const isTurned =
    topicText(one.scope.topic) === topicText(other.after) && topicText(other.scope.topic) === topicText(one.after)
  return isTurned && one.scope.place === other.scope.place && isSamePeriod(one.scope.period, other.scope.period, file)
}

type Duration = Extract<CheckableClaim, { kind: 'duration' }>

/** Of hours, the day: two windows of one day are the same window told twice. */
function areOfOneWindow({ scope: one }: Duration, { scope: other }: Duration): boolean {
  const [p, q] = [one.period, other.period]
  const isApart = p !== 'open' && q !== 'open' && (p.until <= q.from || q.until <= p.from)
  const isOfOthers = one.by !== undefined && other.by !== undefined && one.by !== other.by
  return topicText(one.topic) === topicText(other.topic) && one.place === other.place && !isApart && !isOfOthers
}

function areApart(one: Figure, other: Figure): boolean {
  const [a, b] = [figureRange(one), figureRange(other)]
  return a.high < b.low || b.high < a.low
}

/**
 * Where `most` leaves room for less than `least` says there was, of the same or of a part of it: in what they differ
 * that would still let both be true. Undefined where they do not meet.
 */
function exceedsBy(least: CheckableClaim, most: CheckableClaim, file: StatementFile): Pair['differs'] | undefined {
  if (!leavesNoRoom(least, most)) return undefined
  const [inner, outer] = [least.scope, most.scope]
  const isNothing = highOf(most) === 0
  const isPart =
    inner.topic.subject === outer.topic.subject &&
    (outer.topic.detail === undefined || outer.topic.detail === inner.topic.detail)
  if (!isPart) return undefined
  // Less than half of all may well be more than half of those of one quarter.
  const isWithin =
    least.kind === 'share' && !isNothing
      ? inner.place === outer.place && isSamePeriod(inner.period, outer.period, file)
      : file.places.isWithin(inner.place, outer.place) && isPeriodWithin(inner.period, outer.period, file)
  const isOfDonor =
    outer.donor === undefined ||
    (inner.donor?.party === outer.donor.party &&
      (inner.donor.as === outer.donor.as || inner.donor.as === 'open' || outer.donor.as === 'open'))
  if (!isWithin || !isOfDonor || (outer.by !== undefined && outer.by !== inner.by)) return undefined
  const differs: Difference[] = []
  if (!isStageWithin(inner, outer, isNothing)) differs.push('stage')
  if (outer.side !== 'any' && (outer.side === 'open' || outer.side !== inner.side)) differs.push('side')
  return differs
}

function leavesNoRoom(least: CheckableClaim, most: CheckableClaim): boolean {
  const [low, high] = [lowOf(least), highOf(most)]
  if (low === undefined || high === undefined || !(low > high)) return false
  if (most.kind === 'none') return true
  if (least.kind === 'existence')
    // No lorry of it is not nothing of it: what is counted in several units may have come in another.
    return most.kind === 'share' || (most.kind === 'quantity' && !(most.scope.topic.subject in severalUnits))
  if (least.kind === 'share' || most.kind === 'share') return least.kind === most.kind
  return least.kind === 'quantity' && most.kind === 'quantity' && least.figure.unit === most.figure.unit
}

const severalUnits: Partial<Record<Subject, true>> = { aid: true, vehicles: true }

/** What the claim says there was at least, in base units, instances, or ten-thousandths of those asked. */
function lowOf(claim: CheckableClaim): number | undefined {
  if (claim.kind === 'existence') return 1
  if (claim.kind === 'share') return shareRange(claim.than).low
  return claim.kind === 'quantity' || claim.kind === 'duration' ? figureRange(claim.figure).low : undefined
}

/** What the claim says there was at most. */
function highOf(claim: CheckableClaim): number | undefined {
  if (claim.kind === 'none') return 0
  if (claim.kind === 'share') return shareRange(claim.than).high
  return claim.kind === 'quantity' ? figureRange(claim.figure).high : undefined
}

/** Figures are whole base units: more than x is at least x + 1. */
function figureRange({ comparison, amount, tolerance }: Figure): { low: number; high: number } {
  switch (comparison) {
    case '>':
      return { low: amount + 1, high: Number.POSITIVE_INFINITY }
    case '>=':
      return { low: amount, high: Number.POSITIVE_INFINITY }
    case '<':
      return { low: 0, high: amount - 1 }
    case '<=':
      return { low: 0, high: amount }
    case '=':
    case 'about':
      return { low: amount - tolerance, high: amount + tolerance }
  }
}

/** Shares are not whole ten-thousandths: above x is anything above it. */
function shareRange(than: Threshold): { low: number; high: number } {
  if (than === 'none') return { low: 0, high: 0 }
  if (than === 'all') return { low: 10_000, high: 10_000 }
  if (than === 'few') return { low: 0, high: 4999.5 }
  const { comparison, perTenThousand: x } = than
  switch (comparison) {
    case '>':
      return { low: x + 0.5, high: 10_000 }
    case '>=':
      return { low: x, high: 10_000 }
    case '<':
      return { low: 0, high: x - 0.5 }
    case '<=':
      return { low: 0, high: x }
  }
}

/**
 * Nothing, with the stage left open, is nothing that reached the place; what is merely said to have been is of any
 * stage. Quantities of stages that are left open are of stages that may be two.
 */
function isStageWithin(inner: Scope, outer: Scope, isNothing: boolean): boolean {
  if (stagesOf(outer.topic.subject).length === 0 || outer.stage === 'any') return true
  if (!isNothing) return inner.stage === outer.stage && inner.stage !== 'open'
  if (outer.stage !== 'open') return inner.stage === outer.stage
  const reached: readonly string[] = outer.topic.subject === 'people' ? stagesOf('people') : reachedStages
  return inner.stage === 'open' || inner.stage === 'any' || reached.includes(inner.stage)
}

function isSamePeriod(p: Scope['period'], q: Scope['period'], file: StatementFile): boolean {
  return isPeriodWithin(p, q, file) && isPeriodWithin(q, p, file)
}

/** What is left open is the one period that the file declares, if it is one. */
function isPeriodWithin(inner: Scope['period'], outer: Scope['period'], { periods }: StatementFile): boolean {
  const only = periods.length === 1 ? periods[0] : undefined
  const [p, q] = [inner === 'open' ? only : inner, outer === 'open' ? only : outer]
  return p !== undefined && q !== undefined && p.from >= q.from && p.until <= q.until
}

/** What would make both true: other hours that somebody announced; or clocks of two zones. */
function resolutionsOf(a: Side, b: Side, file: StatementFile): Resolution[] {
  const resolutions: Resolution[] = []
  for (const [told, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { claim } = told.part
    const hours = claim.kind === 'duration' ? claim.hours : undefined
    if (hours === undefined) continue
    const range = other.part.claim.kind === 'duration' ? figureRange(other.part.claim.figure) : undefined
    const fits = (seconds: number | undefined): seconds is number =>
      seconds !== undefined && range !== undefined && seconds >= range.low && seconds <= range.high
    for (const { id, by, from, until, zone } of file.announced) {
      const seconds = secondsBetween({ from, until }, [zone, zone])
      if (from.slice(0, 10) === hours.from.slice(0, 10) && fits(seconds))
        resolutions.push({ kind: 'announced', id, by, from, until, seconds })
    }
    for (const zones of zonePairs(hours, [told.statement, other.statement], file)) {
      const seconds = secondsBetween(hours, zones)
      if (fits(seconds)) resolutions.push({ kind: 'zones', of: told.part.id, zones, seconds })
    }
  }
  return resolutions
}

/** Clocks that the hours may have been read from: of the place, and of whoever speaks. Where the zone is told, only that. */
function zonePairs(
  { zone }: Hours,
  statements: readonly Statement[],
  file: StatementFile,
): (readonly [TimeZone, TimeZone])[] {
  if (zone !== 'open') return []
  const zones = new Set<TimeZone>([file.zone])
  for (const { party } of statements) {
    const own = party === undefined ? undefined : file.parties.get(party)?.zone
    if (own !== undefined) zones.add(own)
  }
  return [...zones].flatMap((from) =>
    [...zones].filter((until) => until !== from).map((until) => [from, until] as const),
  )
}

export function clockOf(instantText: string): string {
  return instantText.slice(11, 16)
}
