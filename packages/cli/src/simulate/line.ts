// A day to be played, line by line: at what time, by whom, what is asked for. Recorded days are files of such lines
// (docs/formats/played-day.md); those of a plan are made from it.

import { type Instant, parseInstant, type TimeZone } from '@treve/model'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export interface Line {
  readonly at: Instant
  /** A person by what they are called in the lines; or `vehicle:ID`, `gate:CORRIDOR/GATE`, `desk:PLACE`, `site:PLACE`, `team:NAME`. */
  readonly by: string
  /** A command of the API; `report` of a device is signed on it. */
  readonly do: string
  readonly with: JsonObject
  /** The same for each of these values. */
  readonly each?: Readonly<Record<string, readonly Json[]>>
  /** The code with which it is to be refused. */
  readonly refused?: string
}

export type LinesRead = { readonly lines: readonly Line[] } | { readonly line: number; readonly text: string }

/** One JSON object a line. Local times are those of the pause. */
export function readLines(text: string, zone: TimeZone): LinesRead {
  const lines: Line[] = []
  for (const [index, row] of text.split('\n').entries()) {
    if (row.trim() === '') continue
    const fault = (what: string) => ({ line: index + 1, text: what })
    let value: unknown
    try {
      value = JSON.parse(row)
    } catch (thrown) {
      return fault(thrown instanceof Error ? thrown.message : String(thrown))
    }
    if (!isObject(value)) return fault('an object such as {"at":…,"by":…,"do":…,"with":…} is expected')
    const { at, by, do: what, with: input = {}, each, refused } = value
    const instant = typeof at === 'string' ? parseInstant(at, zone) : undefined
    if (typeof instant !== 'number') return fault('“at” is to be a time such as 2016-11-04T09:00')
    if (typeof by !== 'string' || by === '') return fault('“by” is to say who does it')
    if (typeof what !== 'string' || what === '') return fault('“do” is to say what is asked for')
    if (!isObject(input)) return fault('“with” is to be an object')
    const before = lines.at(-1)
    if (before !== undefined && instant < before.at) return fault('it is earlier than the line before it')
    lines.push({
      at: instant,
      by,
      do: what,
      with: input,
      ...(isObject(each) ? { each: each as Readonly<Record<string, readonly Json[]>> } : {}),
      ...(typeof refused === 'string' ? { refused } : {}),
    })
  }
  return { lines }
}

/** With each combination of the values of `each`. */
export function inputsOf({ with: input, each = {} }: Line): readonly JsonObject[] {
  return Object.entries(each).reduce<readonly JsonObject[]>(
    (all, [key, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [key]: value }))),
    [input],
  )
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
