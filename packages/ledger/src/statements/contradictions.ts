// Claims that cannot both be true, found without being asked: within a statement and across statements, units and zones
// resolved. What would resolve them is offered; nothing is chosen.

import type { TimeZone } from '@treve/model'
import { type CheckableClaim, type Figure, type Hours, topicText } from './claim.ts'
import { isCheckable } from './judge.ts'
import { secondsBetween } from './line.ts'
import type { ClaimPart, StatedClaim, Statement, StatementFile } from './read.ts'

export interface Side {
  readonly statement: Statement
  readonly claim: StatedClaim
  readonly part: ClaimPart
  /** What the claim lets the figure be, in base units; infinite where it sets no end. */
  readonly low: number
  readonly high: number
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
  readonly kind: 'duration' | 'quantity'
  /** `not_comparable`: each may be true by its own definition; in what they differ is in `differs`. */
  readonly finding: 'contradiction' | 'not_comparable'
  readonly differs: readonly ('stage' | 'side' | 'place' | 'period' | 'donor' | 'unit')[]
  readonly resolvedIf: readonly Resolution[]
}

export function contradictionsOf(file: StatementFile): Pair[] {
  const sides = file.statements.flatMap((statement) => {
    if (statement.withdrawn !== undefined) return []
    return statement.claims.flatMap((claim) => claim.parts.flatMap((part) => sideOf(statement, claim, part)))
  })
  return sides.flatMap((a, at) => sides.slice(at + 1).flatMap((b) => pairOf(a, b, file)))
}

function sideOf(statement: Statement, claim: StatedClaim, part: ClaimPart): Side[] {
  if (!isCheckable(part.claim)) return []
  const range = rangeOf(part.claim)
  return range === undefined ? [] : [{ statement, claim, part, ...range }]
}

function rangeOf(claim: CheckableClaim): { low: number; high: number } | undefined {
  if (claim.kind === 'none') return { low: 0, high: 0 }
  if (claim.kind === 'existence') return { low: 1, high: Number.POSITIVE_INFINITY }
  return claim.kind === 'quantity' || claim.kind === 'duration' ? figureRange(claim.figure) : undefined
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

function pairOf(a: Side, b: Side, file: StatementFile): Pair[] {
  const [one, other] = [a.part.claim, b.part.claim]
  if (!isCheckable(one) || !isCheckable(other) || !isOfOneTopic(one, other)) return []
  const isDuration = one.kind === 'duration' && other.kind === 'duration'
  if (isDuration !== (one.kind === 'duration' || other.kind === 'duration')) return []
  const differs = differencesOf(one, other, file)
  if (differs.includes('place') || differs.includes('period') || differs.includes('donor')) return [] // of different things
  if (differs.includes('unit')) return []
  if (a.high >= b.low && b.high >= a.low) return []
  if (isDuration)
    return [
      {
        between: [a, b],
        kind: 'duration',
        finding: 'contradiction',
        differs: [],
        resolvedIf: resolutionsOf(a, b, file),
      },
    ]
  const finding = differs.length === 0 ? 'contradiction' : 'not_comparable'
  return [{ between: [a, b], kind: 'quantity', finding, differs, resolvedIf: [] }]
}

function isOfOneTopic(a: CheckableClaim, b: CheckableClaim): boolean {
  return topicText(a.scope.topic) === topicText(b.scope.topic)
}

/** In what two claims speak of different things. What one leaves open may be what the other says: then it differs for stages alone. */
function differencesOf(a: CheckableClaim, b: CheckableClaim, file: StatementFile): Pair['differs'] {
  const differs: Pair['differs'][number][] = []
  const [one, other] = [a.scope, b.scope]
  if (one.stage !== other.stage || one.stage === 'open')
    differs.push(...(a.kind === 'duration' || one.stage === 'any' ? [] : (['stage'] as const)))
  if (one.side !== other.side || one.side === 'open') differs.push('side')
  if (one.place !== other.place) differs.push('place')
  const [p, q] = [one.period, other.period]
  // Of hours, the day: two windows of one day are the same window told twice.
  const isApart =
    p !== 'open' &&
    q !== 'open' &&
    (a.kind === 'duration' ? p.until <= q.from || q.until <= p.from : p.from !== q.from || p.until !== q.until)
  if (isApart || ((p === 'open' || q === 'open') && file.periods.length > 1 && a.kind !== 'duration'))
    differs.push('period')
  const donorOf = ({ donor }: typeof one) => (donor === undefined ? '' : `${donor.party} ${donor.as}`)
  if (donorOf(one) !== donorOf(other)) differs.push('donor')
  if ('figure' in a && 'figure' in b && a.figure.unit !== b.figure.unit) differs.push('unit')
  if (one.by !== other.by && one.by !== undefined && other.by !== undefined) differs.push('donor')
  return differs
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
    const fits = (seconds: number | undefined): seconds is number =>
      seconds !== undefined && seconds >= other.low && seconds <= other.high
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
