// Canonical JSON (RFC 8785), restricted to what has one spelling only: objects, arrays, NFC strings, booleans, null and
// whole numbers that a double holds exactly.

import { textOf } from '../log/bytes.ts'
import { Refusal } from './refusal.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** Deeper nesting is refused before anything recurses into it. */
const mostDepth = 16

export function canonicalJson(value: Json): string {
  // What is in order already the platform spells the same way (RFC 8785, section 3.2.2), and faster.
  return isInOrder(value, 0) ? JSON.stringify(value) : spelt(value)
}

const plainText = /^[ -~]*$/

/** Whether every object names its keys in the order of the RFC. Refuses what has no spelling here. */
function isInOrder(value: Json | undefined, depth: number): boolean {
  if (depth > mostDepth) throw new Refusal('bad_value', `the value is nested more than ${mostDepth} deep`)
  if (value === undefined) return false
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new Refusal(
        'bad_value',
        `${value} is no whole number that can be held exactly: use grams, seconds, microdegrees`,
      )
    return true
  }
  if (typeof value === 'string') {
    if (!plainText.test(value) && !(value.isWellFormed() && value.normalize('NFC') === value))
      throw new Refusal('bad_value', 'a text is not in Unicode form NFC')
    return true
  }
  let isSorted = true
  if (isArray(value)) {
    for (const each of value) if (!isInOrder(each, depth + 1)) isSorted = false
    return isSorted
  }
  let before: string | undefined
  for (const key of Object.keys(value)) {
    isInOrder(key, depth)
    if (!isInOrder(value[key], depth + 1) || (before !== undefined && before >= key)) isSorted = false
    before = key
  }
  return isSorted
}

function spelt(value: Json): string {
  if (isArray(value)) return `[${value.map(spelt).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const keys = Object.keys(value).sort() // by UTF-16 code units, as the RFC has it
  return `{${keys.map((key) => `${JSON.stringify(key)}:${spelt(value[key] ?? null)}`).join(',')}}`
}

/** What these bytes spell, if they are its one spelling. */
export function parseCanonical(bytes: Uint8Array | string): Json {
  const text = typeof bytes === 'string' ? bytes : textOf(bytes)
  if (text === undefined) throw new Refusal('malformed', 'it is not UTF-8')
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    throw new Refusal('malformed', 'it is not JSON')
  }
  let canonical: string
  try {
    canonical = canonicalJson(value)
  } catch (fault) {
    throw new Refusal(
      'malformed',
      `it is not canonical JSON: ${fault instanceof Error ? fault.message : String(fault)}`,
    )
  }
  if (canonical !== text)
    throw new Refusal('malformed', 'it is not canonical JSON: sorted keys, no spaces, one spelling of each value')
  return value
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
