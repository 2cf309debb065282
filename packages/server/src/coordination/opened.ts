// What the slots of an event hold. What cannot be read is left out, and nothing throws.

import { type Instant, parseInstant, utc } from '@treve/model'
import type { Json, JsonObject, PauseEvent } from './event.ts'
import { type ConditionState, type Grade, grades, states } from './words.ts'

export interface Notice {
  readonly element?: string
  readonly grade?: Grade
  readonly channel?: string
  readonly until?: Instant
  readonly state?: ConditionState
  readonly reason?: string
}

export function noticeOf({ opened }: PauseEvent): Notice {
  const notice = objectOf(opened.notice)
  const read = {
    element: textOf(notice.element),
    grade: grades.find((each) => each === notice.grade),
    channel: textOf(notice.channel),
    until: instantOf(notice.until),
    state: states.find((each) => each === notice.state),
    reason: textOf(notice.reason),
  }
  // Each is there with its own type, or not at all.
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as Notice
}

export function partyOf({ opened }: PauseEvent): string | undefined {
  return textOf(opened.party)
}

/** The corridor that a field event is about. */
export function corridorOf({ opened }: PauseEvent): string | undefined {
  return textOf(objectOf(opened.tokens).corridor)
}

/** Earlier entries that it answers, corrects, disputes or is about. */
export function namedBy({ opened }: PauseEvent): readonly string[] {
  const { answers, corrects, disputes, about } = objectOf(opened.references)
  return [...textsOf([answers ?? null, corrects ?? null, disputes ?? null]), ...textsOf(about)]
}

/** By what name all who tell of it know the event. */
export function eventNamed({ opened }: PauseEvent): string | undefined {
  return textOf(objectOf(opened.references).event)
}

/** When it happened, as it was stated; else when it was said. */
export function happenedAt({ opened, at }: PauseEvent): Instant {
  return instantOf(objectOf(opened.time).from) ?? at
}

export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

export function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function instantOf(value: Json | undefined): Instant | undefined {
  const stated = typeof value === 'string' ? parseInstant(value, utc) : undefined
  return typeof stated === 'number' ? stated : undefined
}
