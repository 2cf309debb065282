// What an event holds, read as strictly as what an API takes: what cannot be read is left out, and nothing throws.

import { type Instant, parseInstant, readBytes, type TimeZone, utc } from '@treve/model'
import { id, instant, list, object, oneOf, optional, type Reading, type Type, text } from '@treve/model/schema'
import type { Json, JsonObject, PauseEvent } from './event.ts'
import { moderate } from './sensitivity.ts'
import { grades, states } from './words.ts'

/** What the slot `notice` has places for (docs/formats/account.md). */
const noticeType = object({
  element: optional(text(64), moderate('What it is about.')),
  grade: optional(oneOf(grades), moderate('How firmly.')),
  channel: optional(text(64), moderate('By which channel.')),
  until: optional(instant(), moderate('Until when.')),
  state: optional(oneOf(states), moderate('Whether a condition is met.')),
  reason: optional(text(400), moderate('Why.')),
})
export type Notice = NonNullable<ReturnType<typeof noticeType.read>>

export function noticeOf(event: PauseEvent): Notice {
  return readAs(noticeType, event.opened.notice) ?? {}
}

export function detailsOf<T>(type: Type<T>, event: PauseEvent): T | undefined {
  const { details } = objectOf(event.opened.notice)
  if (typeof details !== 'string') return undefined
  try {
    return readAs(type, JSON.parse(details))
  } catch {
    return undefined
  }
}

export function partyOf(event: PauseEvent): string | undefined {
  return readAs(id(), event.opened.party)
}

/** The corridor that a field event is about. */
export function corridorOf(event: PauseEvent): string | undefined {
  return readAs(id(), objectOf(event.opened.tokens).corridor)
}

/** Earlier entries that it answers, corrects or is about. */
export function namedBy(event: PauseEvent): readonly string[] {
  const { answers, about, corrects, disputes } = objectOf(event.opened.references)
  return readAs(list(text(64)), [answers, corrects, disputes, ...(Array.isArray(about) ? about : [])]) ?? []
}

/** By what name all who tell of it know the event. */
export function eventNamed(event: PauseEvent): string | undefined {
  return readAs(text(64), objectOf(event.opened.references).event)
}

/** When it happened, as it was stated; else when it was said. */
export function happenedAt(event: PauseEvent): Instant {
  const { from } = objectOf(event.opened.time)
  const stated = typeof from === 'string' ? parseInstant(from, utc) : undefined
  return typeof stated === 'number' ? stated : event.at
}

export function readAs<T>(type: Type<T>, value: Json | undefined): T | undefined {
  if (value === undefined || value === null) return undefined
  // As JSON alone may have them: readers of files refuse them raw.
  const json = JSON.stringify({ value }).replace(/[\u007F\uFEFF]/g, (letter) =>
    letter === '\u007F' ? '\\u007f' : '\\ufeff',
  )
  const { root } = readBytes(new TextEncoder().encode(json))
  const node = root?.kind === 'map' ? root.entries.get('value')?.value : undefined
  return node === undefined ? undefined : type.read(node, reading())
}

/** Instants are written with their offset; problems are nobody's to mend here. */
function reading(): Reading {
  return {
    zone: utc as TimeZone,
    firstDay: undefined,
    openFile: () => 'outside_folder',
    problems: [],
    figures: new Map(),
    nodes: new WeakMap(),
  }
}

export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}
