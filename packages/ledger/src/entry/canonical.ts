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

export function canonicalJson(value: Json, depth = 0): string {
  if (depth > mostDepth) throw new Refusal('bad_value', `the value is nested more than ${mostDepth} deep`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new Refusal(
        'bad_value',
        `${value} is no whole number that can be held exactly: use grams, seconds, microdegrees`,
      )
    return String(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.normalize('NFC') !== value)
      throw new Refusal('bad_value', 'a text is not in Unicode form NFC')
    return JSON.stringify(value)
  }
  if (isArray(value)) return `[${value.map((each) => canonicalJson(each, depth + 1)).join(',')}]`
  const keys = Object.keys(value).sort() // by UTF-16 code units, as the RFC has it
  return `{${keys.map((key) => `${canonicalJson(key)}:${canonicalJson(value[key] ?? null, depth + 1)}`).join(',')}}`
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
  let spelt: string
  try {
    spelt = canonicalJson(value)
  } catch (fault) {
    throw new Refusal(
      'malformed',
      `it is not canonical JSON: ${fault instanceof Error ? fault.message : String(fault)}`,
    )
  }
  if (spelt !== text)
    throw new Refusal('malformed', 'it is not canonical JSON: sorted keys, no spaces, one spelling of each value')
  return value
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
