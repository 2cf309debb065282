// What a device has signed, by the rules of the commands: what may not be said there may not be signed either.

import { type Instant, parseInstant, utc } from '@treve/model'
import type { JsonObject } from '../event.ts'
import { objectOf, textOf, textsOf } from '../opened.ts'
import type { Refused } from '../part.ts'
import { isReportType, type Range, reportOf } from './report.ts'
import { rangeFault, shapeFault, timesFault, type WordsOfLine, wordsFault } from './report-rules.ts'

export interface SignedReport {
  readonly id: string
  readonly type: string
  /** By the clock of the device as it signed. */
  readonly at: Instant
  /** By slot. */
  readonly opened: JsonObject
}

/** What is no value of its slot at all is left to the account, which names the place. */
export function signedFault({ id, type, at, opened }: SignedReport, now: Instant): Refused | undefined {
  const fault = contentFault({ id, type, at, opened }) ?? freeWordsFault(opened) ?? periodFault(opened, at, now)
  return fault?.refused
}

function contentFault({ id, type, at, opened }: SignedReport) {
  if (type === 'taken_back') return undefined
  // A dispute counts as a report does, and need say nothing else.
  const event = { id, type: isReportType(type) ? type : 'counted', at, clear: {}, opened } as const
  const report = reportOf(event)
  if (report === undefined) return undefined
  const people = rowsIn(opened.people, report.people)
  const lines = rowsIn(opened.lines, report.lines)
  const counts = rowsIn(opened.counts, report.counts)
  if (!isReportType(type)) return rangeFault({ people, lines, counts })
  const watched = opened.watched === undefined || opened.watched === null ? {} : { watched: objectOf(opened.watched) }
  return shapeFault({ ...report, what: type, people, lines, counts, ...watched })
}

/** Said, though perhaps not in a way that can be read. */
function rowsIn<R extends Range>(value: JsonObject[string] | undefined, rows: readonly R[]): readonly R[] | undefined {
  return value === undefined || value === null ? undefined : rows
}

function freeWordsFault({ text, lines, conditions }: JsonObject) {
  const { alternatives, present } = objectOf(conditions)
  return wordsFault({
    texts: [textOf(objectOf(text).text), ...textsOf(alternatives), ...textsOf(present)],
    lines: Array.isArray(lines) ? lines.map(wordsOfLine) : [],
  })
}

function wordsOfLine(line: JsonObject[string]): WordsOfLine {
  const { reason, owner, funder } = objectOf(line)
  return { reason: textOf(reason), owner: textOf(owner), funder: textOf(funder) }
}

/** Signed by a clock that is ahead, it is refused by the account, which says so. */
function periodFault({ time }: JsonObject, at: Instant, now: Instant) {
  const [from, until] = [instantIn(objectOf(time).from), instantIn(objectOf(time).until)]
  return from === undefined || until === undefined || at > now ? undefined : timesFault({ from, until }, now)
}

function instantIn(value: JsonObject[string] | undefined): Instant | undefined {
  const read = typeof value === 'string' ? parseInstant(value, utc) : undefined
  return typeof read === 'number' ? read : undefined
}
