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
    const key = `${report.organisation}\n${report.chain}`
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
export function byThing(told: readonly Told[], thingOf: (each: Told) => string): ReadonlyMap<string, Combined> {
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
