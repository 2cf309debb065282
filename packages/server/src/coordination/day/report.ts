// A report of what happened on the day, as the account holds it: parsed once, kept whole, and never changed. What is so is
// worked out of all of them, whatever the order in which they came.

import type { EventName } from '@treve/ledger'
import type { Instant } from '@treve/model'
import type { Json, JsonObject, PauseEvent } from '../event.ts'
import { happenedAt, objectOf, textOf } from '../opened.ts'

export interface Range {
  readonly low: number
  readonly best: number
  readonly high: number
}

export interface PeopleRow extends Range {
  readonly group?: string
  readonly movement?: string
}

export interface LineRow extends Range {
  readonly consignment: string
  readonly item: string
  readonly unit: string
  readonly category?: string
  /** Whose the goods are, and who paid for them. */
  readonly owner?: string
  readonly funder?: string
  readonly reason?: string
}

export interface CountRow extends Range {
  readonly subject: string
  readonly detail?: string
  readonly unit: string
}

/** What of the pause a report names. */
export const namedThings = ['vehicle', 'trip', 'load', 'group', 'corridor', 'gate', 'convoy'] as const
export type Named = (typeof namedThings)[number]

export interface Report extends Partial<Readonly<Record<Named, string>>> {
  readonly entry: string
  readonly type: EventName
  /** As stated by whoever saw it. */
  readonly at: Instant
  /** When it was said, by the same clock, rounded down to the beat. */
  readonly saidAt: Instant
  readonly organisation: string
  /** From whom it is known: two reports of one chain are one source. */
  readonly chain: string
  /** Of a hand-over, who has signed it too, as the one who received: the same word, by both. */
  readonly receiver?: string
  readonly place?: string
  readonly people: readonly PeopleRow[]
  readonly lines: readonly LineRow[]
  readonly counts: readonly CountRow[]
  /** By what name all who tell of it know it. */
  readonly event?: string
  readonly corrects?: string
  readonly text?: { readonly language: string; readonly text: string }
}

export const peopleTypes = [
  'people_boarded',
  'people_passed',
  'people_arrived',
  'held',
  'turned_back',
  'stepped_down',
  'born',
  'died',
] as const satisfies readonly EventName[]

export const aidTypes = [
  'requested',
  'loaded',
  'cleared',
  'entered',
  'offloaded',
  'received',
  'distributed',
  'removed_at_clearance',
  'not_offloaded',
  'in_transit',
  'lost',
] as const satisfies readonly EventName[]

/** What can be reported of the day. */
export const reportTypes = [
  'departed',
  'came',
  'clear',
  'broke_down',
  ...peopleTypes,
  'walked_out',
  'refused_to_leave',
  ...aidTypes,
  'counted',
  'watched',
  'unregistered_vehicle',
  'child_alone',
  'incident',
] as const satisfies readonly EventName[]
export type ReportType = (typeof reportTypes)[number]

export function isReportType(type: string): type is ReportType {
  return reportTypes.some((each) => each === type)
}

/** Undefined for what is no report of the day. Never throws. */
export function reportOf(event: PauseEvent): Report | undefined {
  if (!isReportType(event.type)) return undefined
  const { opened } = event
  const [source, tokens, references, text] = [opened.source, opened.tokens, opened.references, opened.text].map(
    objectOf,
  ) as [JsonObject, JsonObject, JsonObject, JsonObject]
  const named = Object.fromEntries(
    namedThings.flatMap((name) => {
      const value = textOf(tokens[name])
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const place = textOf(objectOf(opened.place).place)
  const name = textOf(references.event)
  const corrects = textOf(references.corrects)
  const [language, words] = [textOf(text.language), textOf(text.text)]
  return {
    entry: event.id,
    type: event.type,
    at: happenedAt(event),
    saidAt: event.at,
    organisation: textOf(source.organisation) ?? '',
    chain: textOf(source.chain) ?? '',
    ...textIn(source, 'receiver'),
    ...named,
    ...(place === undefined ? {} : { place }),
    people: rowsOf(opened.people).flatMap((row) =>
      rangeIn(row, { ...textIn(row, 'group'), ...textIn(row, 'movement') }),
    ),
    lines: rowsOf(opened.lines).flatMap((row) => {
      const [consignment, item, unit] = [row.consignment, row.item, row.unit].map(textOf)
      if (consignment === undefined || item === undefined || unit === undefined) return []
      const goods = { ...textIn(row, 'category'), ...textIn(row, 'owner'), ...textIn(row, 'funder') }
      return rangeIn(row, { consignment, item, unit, ...goods, ...textIn(row, 'reason') })
    }),
    counts: rowsOf(opened.counts).flatMap((row) => {
      const [subject, unit] = [textOf(row.subject), textOf(row.unit)]
      if (subject === undefined || unit === undefined) return []
      return rangeIn(row, { subject, unit, ...textIn(row, 'detail') })
    }),
    ...(name === undefined ? {} : { event: name }),
    ...(corrects === undefined ? {} : { corrects }),
    ...(language === undefined || words === undefined ? {} : { text: { language, text: words } }),
  }
}

/** At one moment: a vehicle comes, people get on, it leaves, passes, is clear. */
const order: readonly EventName[] = ['came', 'people_boarded', 'departed', 'people_passed', 'clear', 'people_arrived']

/** By when it happened; what happened at one moment, in its natural order; never by when it came. */
export function byTime(a: Report, b: Report): number {
  return (
    a.at - b.at || order.indexOf(a.type) - order.indexOf(b.type) || (a.entry < b.entry ? -1 : a.entry > b.entry ? 1 : 0)
  )
}

export function withReport(all: readonly Report[], report: Report): readonly Report[] {
  const at = all.findLastIndex((each) => byTime(each, report) <= 0)
  return all.toSpliced(at + 1, 0, report)
}

export const nobody: Range = { low: 0, best: 0, high: 0 }

export function plus(a: Range, b: Range): Range {
  return { low: a.low + b.low, best: a.best + b.best, high: a.high + b.high }
}

export function sumOf(rows: readonly Range[]): Range {
  return rows.reduce<Range>(plus, nobody)
}

export function isDisjoint(ranges: readonly Range[]): boolean {
  return Math.max(...ranges.map(({ low }) => low)) > Math.min(...ranges.map(({ high }) => high))
}

function rowsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

function textIn<K extends string>(row: JsonObject, key: K): { readonly [Key in K]?: string } {
  const value = textOf(row[key])
  return (value === undefined ? {} : { [key]: value }) as { readonly [Key in K]?: string }
}

function rangeIn<T extends object>({ low, best, high }: JsonObject, of: T): readonly (T & Range)[] {
  if (typeof low !== 'number' || typeof best !== 'number' || typeof high !== 'number') return []
  return [{ ...of, low, best, high }]
}
