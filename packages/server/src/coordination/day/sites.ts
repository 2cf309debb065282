// Who waits where, what stands before gates, which beds are free: by the latest count of each, with how old it is.

import type { Instant } from '@treve/model'
import { type Combined, combined } from './counted.ts'
import type { CountRow, Range, Report } from './report.ts'
import { counts, type Day } from './state.ts'

export interface Counted {
  readonly range: Range
  readonly at: Instant
  readonly entry: string
  /** By another source, at about the same time: both stand. */
  readonly contradiction?: Combined
}

/** Counts that lie further apart tell of different moments. */
const sameMomentSeconds = 300

export function waitingAt(day: Day, place: string): Counted | undefined {
  return latest(day, day.ofPlace.get(place), ({ subject }) => subject === 'waiting')
}

/** Of which place and mobility, how many are free. */
export function bedsAt(day: Day, place: string): ReadonlyMap<string, Counted> {
  const reports = day.ofPlace.get(place) ?? []
  const details = new Set(
    reports.flatMap(({ counts: rows }) => rows.flatMap((row) => (row.subject === 'beds' ? [row.detail ?? ''] : []))),
  )
  return new Map(
    [...details].sort().flatMap((detail): [string, Counted][] => {
      const found = latest(day, reports, (row) => row.subject === 'beds' && (row.detail ?? '') === detail)
      return found === undefined ? [] : [[detail, found]]
    }),
  )
}

export function queueAt(day: Day, gate: string): Counted | undefined {
  return latest(day, day.ofGate.get(gate), ({ subject }) => subject === 'queue')
}

export function serviceAt(day: Day, gate: string): Counted | undefined {
  return latest(day, day.ofGate.get(gate), ({ subject }) => subject === 'service')
}

function latest(
  day: Day,
  reports: readonly Report[] | undefined,
  isMeant: (row: CountRow) => boolean,
): Counted | undefined {
  const told = (reports ?? []).filter(counts(day)).flatMap((report) => {
    const range = report.counts.find(isMeant)
    return range === undefined ? [] : [{ report, range }]
  })
  const last = told.at(-1)
  if (last === undefined) return undefined
  // The last word of each source about this moment.
  const bySource = new Map(
    told
      .filter(({ report }) => last.report.at - report.at <= sameMomentSeconds)
      .map((each) => [`${each.report.organisation}\n${each.report.chain}`, each] as const),
  )
  const both = combined([...bySource.values()])
  const { low, best, high } = both?.isContradicted ? both.range : last.range
  return {
    range: { low, best: both?.isContradicted ? last.range.best : best, high },
    at: last.report.at,
    entry: last.report.entry,
    ...(both?.isContradicted ? { contradiction: both } : {}),
  }
}
