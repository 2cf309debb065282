// What was watched, by whom, and so whether what the account does not hold did not happen. Without it, nothing is zero.

import type { Instant } from '@treve/model'
import type { Places } from './places.ts'
import { areIndependent, counts, type Excluded, type Source } from './source.ts'
import type { Stage, Subject, Unit } from './vocabulary.ts'

/** An attestation that a place was watched through a period. */
export interface CompletenessStatement {
  readonly index: number
  readonly entry: string
  readonly source: Source
  readonly place: string
  /** Absent: both sides of the line. */
  readonly side?: string
  readonly from: Instant
  readonly until: Instant
  readonly gaps: readonly Gap[]
  readonly watched: readonly Watched[]
}

/** Hours not watched. */
export interface Gap {
  readonly from: Instant
  readonly until: Instant
  /** What can at most have happened in them, of one subject and in one unit. */
  readonly most?: { readonly amount: number; readonly subject: Subject; readonly unit: Unit }
}

/** What was watched for. What is absent is not restricted: no `unit` means it was counted in each. */
export interface Watched {
  readonly subject: Subject
  readonly detail?: string
  readonly stage?: Stage
  readonly unit?: Unit
}

/** Place × period, and what is looked for in it. */
export interface WatchedCell {
  readonly place: string
  readonly side: string | 'any'
  readonly from: Instant
  readonly until: Instant
  readonly subject: Subject
  readonly detail?: string
  /** All of these. Empty: no stage in particular. */
  readonly stages: readonly Stage[]
  readonly unit?: Unit
}

export interface Cover {
  /** Two independent sources watched all of it, gaps with a stated maximum included. */
  readonly isComplete: boolean
  /** What can at most have happened in the gaps; meaningless where not complete. */
  readonly gapsMost: number
  /** Share of points × time that at least one source watched, in thousandths. It never turns into a finding. */
  readonly watchedPerMille: number
  readonly pointsWatched: number
  readonly points: number
  readonly statements: readonly CompletenessStatement[]
}

/** `excluded`: whose word does not count for completeness; what they watched still shows in the share. */
export function coverOf(
  cell: WatchedCell,
  statements: readonly CompletenessStatement[],
  places: Places,
  excluded: Excluded,
): Cover {
  const relevant = statements.filter((each) => each.from < cell.until && each.until > cell.from && isFor(each, cell))
  const points = places.pointsOf(cell.place, cell.side)
  let isComplete = cell.from < cell.until
  /** By statement and hours: a maximum holds for all that its statement watched, however many points that is. */
  const gaps = new Map<string, number>()
  let watchedSeconds = 0
  let pointsWatched = 0
  const used = new Set<CompletenessStatement>()
  for (const point of points) {
    const here = relevant.filter((each) => isOf(each, point, cell, places))
    for (const each of here) used.add(each)
    const one = watchedBy(here, cell)
    watchedSeconds += one
    if (one > 0) pointsWatched += 1
    const two = coveredByTwo(
      here.filter(({ source }) => counts(source, excluded)),
      cell,
    )
    if (two === undefined) isComplete = false
    else for (const [gap, most] of two) gaps.set(gap, most)
  }
  const whole = points.length * (cell.until - cell.from)
  return {
    isComplete,
    gapsMost: [...gaps.values()].reduce((sum, most) => sum + most, 0),
    watchedPerMille: whole > 0 ? Math.floor((watchedSeconds * 1000) / whole) : 0,
    pointsWatched,
    points: points.length,
    statements: [...used].sort((a, b) => a.index - b.index),
  }
}

function isFor(statement: CompletenessStatement, cell: WatchedCell): boolean {
  const wanted = cell.stages.length === 0 ? [undefined] : cell.stages
  return wanted.every((stage) =>
    statement.watched.some(
      (watched) =>
        watched.subject === cell.subject &&
        (watched.detail === undefined || watched.detail === cell.detail) &&
        (watched.stage === undefined || watched.stage === stage) &&
        (watched.unit === undefined || watched.unit === cell.unit),
    ),
  )
}

/** Whether the statement covers all of the point. */
function isOf(statement: CompletenessStatement, point: string, cell: WatchedCell, places: Places): boolean {
  if (!places.isWithin(point, statement.place)) return false
  if (statement.side === undefined) return true
  return statement.side === (cell.side === 'any' ? places.sideOf(point) : cell.side)
}

function watchedBy(statements: readonly CompletenessStatement[], cell: WatchedCell): number {
  let seconds = 0
  for (const [from, until] of segmentsOf(statements, cell)) {
    if (statements.some((each) => isWatching(each, from, until))) seconds += until - from
  }
  return seconds
}

/** The gaps that count, with their maxima; undefined where two independent sources do not cover the whole. */
function coveredByTwo(
  statements: readonly CompletenessStatement[],
  cell: WatchedCell,
): ReadonlyMap<string, number> | undefined {
  // Hours that two gaps share hold no more than either allows, but which part of a maximum falls there nobody knows:
  // gaps that are the same hours count once, with the larger maximum; others each.
  const byHours = new Map<string, { key: string; most: number }>()
  for (const [from, until] of segmentsOf(statements, cell)) {
    const watching = statements.filter((each) => isWatching(each, from, until))
    if (hasTwo(watching)) continue
    const bounded = statements.flatMap((each) => {
      const gap = boundedGapAt(each, from, until, cell)
      return gap?.most === undefined ? [] : [{ each, gap, most: gap.most.amount }]
    })
    if (!hasTwo([...watching, ...bounded.map(({ each }) => each)])) return undefined
    for (const { each, gap, most } of bounded) {
      const hours = `${gap.from} ${gap.until}`
      if (most >= (byHours.get(hours)?.most ?? 0)) byHours.set(hours, { key: `${each.entry} ${hours}`, most })
    }
  }
  return new Map([...byHours.values()].map(({ key, most }) => [key, most]))
}

function hasTwo(statements: readonly CompletenessStatement[]): boolean {
  return statements.some((a, position) =>
    statements.slice(position + 1).some((b) => areIndependent(a.source, b.source)),
  )
}

function isWatching(statement: CompletenessStatement, from: number, until: number): boolean {
  return statement.from <= from && until <= statement.until && gapsAt(statement, from, until).length === 0
}

function gapsAt(statement: CompletenessStatement, from: number, until: number): Gap[] {
  return statement.gaps.filter((gap) => gap.from < until && from < gap.until)
}

/**
 * The gap whose maximum is of what is looked for. Where several gaps hold at once, one without a maximum is not bounded by
 * another; and a maximum of something else bounds nothing here.
 */
function boundedGapAt(
  statement: CompletenessStatement,
  from: number,
  until: number,
  { subject, unit }: WatchedCell,
): Gap | undefined {
  const here = gapsAt(statement, from, until)
  if (here.some(({ most }) => most === undefined)) return undefined
  const fitting = here.filter(({ most }) => most?.subject === subject && (unit === undefined || most.unit === unit))
  return fitting.length === here.length ? fitting[0] : undefined
}

/** The cell's period, cut wherever somebody begins or stops watching. */
function segmentsOf(
  statements: readonly CompletenessStatement[],
  { from, until }: WatchedCell,
): readonly (readonly [number, number])[] {
  const cuts = new Set<number>([from, until])
  for (const statement of statements) {
    for (const { from: start, until: end } of [statement, ...statement.gaps]) {
      if (start > from && start < until) cuts.add(start)
      if (end > from && end < until) cuts.add(end)
    }
  }
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted.slice(1).map((end, position) => [sorted[position] ?? from, end] as const)
}
