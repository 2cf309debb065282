// What several reports of one thing amount to. Of one source they add up; of several sources they tell of the same, and
// where they exclude each other both stand.

import { isDisjoint, plus, type Range, type Report } from './report.ts'

export interface Told {
  readonly report: Report
  readonly range: Range
}

export interface BySource extends Range {
  readonly chain: string
  readonly at: Report['at']
  readonly entries: readonly string[]
}

export interface Combined {
  readonly range: Range
  readonly sources: readonly BySource[]
  readonly isContradicted: boolean
}

/** Undefined: nobody reported. All of it is of one thing. */
export function combined(told: readonly Told[]): Combined | undefined {
  const byChain = new Map<string, BySource>()
  for (const { report, range } of told) {
    const key = sourceOf({ report, range })
    const before = byChain.get(key)
    byChain.set(key, {
      chain: report.chain,
      at: report.at,
      entries: [...(before?.entries ?? []), report.entry],
      ...(before === undefined ? range : plus(before, range)),
    })
  }
  const sources = [...byChain.values()]
  const [first] = sources
  if (first === undefined) return undefined
  return {
    // Where sources differ it lies between all of them; the first that saw it names what is likeliest.
    range: {
      low: Math.min(...sources.map(({ low }) => low)),
      best: first.best,
      high: Math.max(...sources.map(({ high }) => high)),
    },
    sources,
    isContradicted: isDisjoint(sources),
  }
}

/** By thing, each combined: things add up. */
export function byThing<Each extends Told>(
  told: readonly Each[],
  thingOf: (each: Each) => string,
): ReadonlyMap<string, Combined> {
  const grouped = Map.groupBy(told, thingOf)
  return new Map(
    [...grouped].flatMap(([thing, all]) => {
      const one = combined(all)
      return one === undefined ? [] : [[thing, one] as const]
    }),
  )
}

export function total(things: Iterable<Combined>): Range | null {
  let sum: Range | null = null
  for (const { range } of things) sum = sum === null ? range : plus(sum, range)
  return sum
}

export interface PartsOrWhole {
  readonly things: ReadonlyMap<string, Combined>
  readonly range: Range | null
  readonly contradicted: readonly (readonly [thing: string, told: Combined])[]
}

/**
 * What some tell part by part, saying where, and others as a whole, saying nothing of that: the same, and no more of it. Who tells
 * both adds to their own.
 */
export function ofPartsOrWhole<Each extends Told>(
  told: readonly Each[],
  { partOf, isPlaced }: { readonly partOf: (each: Each) => string; readonly isPlaced: (each: Each) => boolean },
): PartsOrWhole {
  const placing = new Set(told.filter(isPlaced).map(sourceOf))
  const isWhole = (each: Each) => placing.size > 0 && !isPlaced(each) && !placing.has(sourceOf(each))
  const things = byThing(
    told.filter((each) => !isWhole(each)),
    partOf,
  )
  const range = total(things.values())
  const contradicted = [...things].filter(([, { isContradicted }]) => isContradicted)
  const whole = combined(told.filter(isWhole))
  if (whole === undefined || range === null) return { things, range, contradicted }
  const both: Combined = {
    // Who says where has looked more closely.
    range: {
      low: Math.min(range.low, whole.range.low),
      best: range.best,
      high: Math.max(range.high, whole.range.high),
    },
    sources: [...[...things.values()].flatMap(({ sources }) => sources), ...whole.sources],
    isContradicted: whole.isContradicted || isDisjoint([range, whole.range]),
  }
  return { things, range: both.range, contradicted: both.isContradicted ? [...contradicted, ['', both]] : contradicted }
}

export function sourceOf({ report: { organisation, chain } }: Told): string {
  return `${organisation}\n${chain}`
}
