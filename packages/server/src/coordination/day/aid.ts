// Aid line by line and stage by stage, with what was taken off at clearance and why, and what was not taken off vehicles: from
// which the next manifest is made.

import type { EventName } from '@treve/ledger'
import { type Combined, ofPartsOrWhole, sourceOf, type Told } from './counted.ts'
import { aidTypes, plus, type Range } from './report.ts'
import { counts, type Day } from './state.ts'

/** What becomes of aid on its way, in that order; the others say what did not go on. */
export const aidStages = ['requested', 'loaded', 'cleared', 'entered', 'offloaded', 'received', 'distributed'] as const
export type AidStage = (typeof aidStages)[number]

export interface AidLine {
  readonly consignment: string
  readonly item: string
  readonly unit: string
  /** What nobody counted is absent: it is not nought. */
  readonly stages: Partial<Readonly<Record<AidStage, Range>>>
  /** Of what was received, as much as giver and receiver have signed together; null: nobody did. The rest is told by one side. */
  readonly signedByBoth: Range | null
  readonly removed: readonly { readonly reason: string | null; readonly quantity: Range }[]
  readonly notOffloaded: Range | null
  readonly inTransit: Range | null
  readonly lost: Range | null
  readonly contradictions: readonly { readonly what: EventName; readonly thing: string; readonly told: Combined }[]
}

export function aidNow(day: Day): readonly AidLine[] {
  return day.ofAid.keys().flatMap((consignment) => linesOf(day, consignment))
}

interface ToldOfLine extends Told {
  readonly item: string
  readonly unit: string
  readonly reason: string | null
}

function linesOf(day: Day, consignment: string): readonly AidLine[] {
  const told = (day.ofAid.get(consignment) ?? [])
    .filter(counts(day))
    .flatMap((report): ToldOfLine[] =>
      report.lines
        .filter((line) => line.consignment === consignment)
        .map((line) => ({ report, range: line, item: line.item, unit: line.unit, reason: line.reason ?? null })),
    )
  const lines = Map.groupBy(told, ({ item, unit }) => `${item} ${unit}`)
  return [...lines.keys()].sort().flatMap((key) => {
    const all = lines.get(key) ?? []
    const [first] = all
    return first === undefined ? [] : [lineOf(consignment, first, all)]
  })
}

function lineOf(consignment: string, { item, unit }: ToldOfLine, all: readonly ToldOfLine[]): AidLine {
  const contradictions: { what: EventName; thing: string; told: Combined }[] = []
  const sums = new Map<EventName, Range>()
  const removed = new Map<string | null, Range>()
  for (const type of aidTypes) {
    const ofType = all.filter(({ report }) => report.type === type)
    const { sum, contradicted } = amountOf(ofType)
    for (const [thing, told] of contradicted) contradictions.push({ what: type, thing, told })
    if (sum !== null) sums.set(type, sum)
    if (type !== 'removed_at_clearance') continue
    for (const own of Map.groupBy(ofType, (each) => wholeOf(each, ofType)).values()) {
      const reason = own[0]?.reason ?? null
      const { range } = ofPartsOrWhole(own, { partOf: thingOf, isPlaced })
      const before = removed.get(reason)
      if (range !== null) removed.set(reason, before === undefined ? range : plus(before, range))
    }
  }
  const of = (type: EventName) => sums.get(type) ?? null
  return {
    consignment,
    item,
    unit,
    stages: Object.fromEntries(aidStages.flatMap((stage) => (sums.has(stage) ? [[stage, sums.get(stage)]] : []))),
    signedByBoth: amountOf(all.filter(({ report }) => report.type === 'received' && report.receiver !== undefined)).sum,
    removed: [...removed].map(([reason, quantity]) => ({ reason, quantity })),
    notOffloaded: of('not_offloaded'),
    inTransit: of('in_transit'),
    lost: of('lost'),
    contradictions,
  }
}

/**
 * Of one stage, what each vehicle brought added up. Who counts at a place and names no vehicle, while others there name theirs, counts
 * the same goods, and no more of them.
 */
function amountOf(told: readonly ToldOfLine[]) {
  const naming = new Set(told.filter((each) => isNaming(each, told)).map(sourceOf))
  const isOfPlace = (each: ToldOfLine) => {
    const { place } = each.report
    if (place === undefined || isNaming(each, told) || naming.has(sourceOf(each))) return false
    return told.some((other) => other.report.place === place && isNaming(other, told))
  }
  const byPlace = Map.groupBy(told.filter(isOfPlace), ({ report }) => report.place)
  const ofVehicles = told.filter((each) => !isOfPlace(each))
  let { sum, contradicted } = byVehicle(ofVehicles)
  for (const [place, whole] of byPlace) {
    const there = ofVehicles.filter((each) => each.report.place === place)
    const parts = byVehicle(there).sum
    const both = ofPartsOrWhole([...there, ...whole], {
      partOf: thingOf,
      isPlaced: (each) => isNaming(each, told),
    })
    if (parts === null || sum === null || both.range === null) continue
    sum = { low: sum.low - parts.low + both.range.low, best: sum.best, high: sum.high - parts.high + both.range.high }
    contradicted = [...contradicted, ...both.contradicted.filter(([thing]) => thing === '')]
  }
  return { sum, contradicted }
}

function byVehicle(told: readonly ToldOfLine[]) {
  let contradicted: readonly (readonly [thing: string, told: Combined])[] = []
  let sum: Range | null = null
  for (const own of Map.groupBy(told, (each) => wholeOf(each, told)).values()) {
    const amount = ofPartsOrWhole(own, { partOf: thingOf, isPlaced })
    contradicted = [...contradicted, ...amount.contradicted]
    if (amount.range !== null) sum = sum === null ? amount.range : plus(sum, amount.range)
  }
  return { sum, contradicted }
}

function isNaming({ report }: ToldOfLine, all: readonly ToldOfLine[]): boolean {
  const { event, vehicle } = report
  return (
    vehicle !== undefined ||
    (event !== undefined && all.some((each) => each.report.event === event && each.report.vehicle !== undefined))
  )
}

function thingOf({ report: { event, vehicle, place, gate }, reason }: ToldOfLine): string {
  return event ?? [vehicle ?? '', place ?? '', gate ?? '', reason ?? ''].join(' ')
}

/** What one vehicle brought, or what was taken off for one reason; who names an event need not name the vehicle again. */
function wholeOf({ report, reason }: ToldOfLine, all: readonly ToldOfLine[]): string {
  const { event } = report
  const named = event === undefined ? undefined : all.find((each) => each.report.event === event && each.report.vehicle)
  return [report.vehicle ?? named?.report.vehicle ?? '', reason ?? ''].join(' ')
}

function isPlaced({ report: { event, place, gate } }: ToldOfLine): boolean {
  return event !== undefined || place !== undefined || gate !== undefined
}
