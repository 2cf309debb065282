// What somebody is shown: looked at until it is so, and held against what a line says of it.

import { performance } from 'node:perf_hooks'
import type { Answered } from './api.ts'
import { isObject, type Json, type JsonObject } from './line.ts'

/** As lines have it: docs/formats/played-day.md. */
export interface Sought {
  /** Below the pause, such as `day` or `my-day`. */
  readonly view: string
  /** Which part of it, keys apart by dots; absent: all of it. */
  readonly in?: string
  /** What is so of that part, or of one row where it is a list. */
  readonly where?: JsonObject
  /** What of it is wanted; absent: all. */
  readonly take?: string
  /** What stands nowhere in what is shown. */
  readonly hides?: readonly string[]
}

export type Found = { readonly value: Json } | { readonly code: string } | { readonly missing: string }

/** Of what is shown follows what others have said, a moment later: so long it is looked at again. */
const patienceMilliseconds = 10_000
export const triesEveryMilliseconds = 100

export async function seen(
  sought: Sought,
  ask: () => Promise<Answered>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Found> {
  for (const until = performance.now() + patienceMilliseconds; ; ) {
    const answer = await ask()
    if (answer.status !== 200) return { code: String(answer.body.code ?? answer.status) }
    const found = foundIn(answer.body, sought)
    if (!('missing' in found) || performance.now() > until) return found
    await wait(triesEveryMilliseconds)
  }
}

export function foundIn(shown: JsonObject, { in: part, where = {}, take, hides = [] }: Sought): Found {
  const text = JSON.stringify(shown)
  const told = hides.filter((each) => text.includes(each))
  if (told.length > 0) return { missing: `it is shown: ${told.join(', ')}` }
  const base = part === undefined ? shown : valueAt(shown, part)
  const rows: readonly Json[] = Array.isArray(base) ? base : base === undefined ? [] : [base]
  const row = rows.find((each) => isLike(each, where))
  if (row === undefined)
    return { missing: `no ${part ?? 'view'} is like ${JSON.stringify(where)}: ${JSON.stringify(rows).slice(0, 600)}` }
  const value = take === undefined ? row : isObject(row) ? valueAt(row, take) : undefined
  return value === undefined ? { missing: `it has no ${take}` } : { value }
}

function valueAt(given: JsonObject, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), given)
}

/** Has at least that: of an object these keys, of a list these among its rows. */
function isLike(given: Json | undefined, wanted: Json): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(given) && wanted.every((each: Json) => given.some((one: Json) => isLike(one, each)))
  if (!isObject(wanted)) return given === wanted
  return isObject(given) && Object.entries(wanted).every(([key, value]) => isLike(given[key], value))
}

/** All rows of a list in what is shown that are so. */
export function rowsLike(shown: Json, part: string, where: JsonObject): readonly JsonObject[] {
  const rows = isObject(shown) ? valueAt(shown, part) : undefined
  return Array.isArray(rows) ? rows.filter(isObject).filter((row) => isLike(row, where)) : []
}

export function soughtIn(given: JsonObject): Sought {
  const { view, in: part, where, take, hides } = given
  return {
    view: String(view),
    ...(typeof part === 'string' ? { in: part } : {}),
    ...(isObject(where) ? { where } : {}),
    ...(typeof take === 'string' ? { take } : {}),
    ...(Array.isArray(hides) ? { hides: hides.map(String) } : {}),
  }
}
