// What an event's `notice.details` holds, read as strictly as any input: an account may be of another version, or forged.

import { readBytes, type TimeZone, utc } from '@treve/model'
import type { Type } from '@treve/model/schema'
import type { PauseEvent } from './event.ts'

/** Undefined where it cannot be read, or is erased. Never throws. */
export function detailsOf<T>(type: Type<T>, event: PauseEvent, zone: TimeZone = utc): T | undefined {
  const { notice } = event.opened
  if (typeof notice !== 'object' || notice === null || Array.isArray(notice)) return undefined
  const { details } = notice as { readonly details?: unknown }
  if (details === undefined) return undefined
  const written = (typeof details === 'string' ? details : JSON.stringify(details))
    // As JSON may have them: readers of files refuse them raw.
    .replace(/[\u007f\ufeff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const { root, problems } = readBytes(new TextEncoder().encode(written))
  if (root === undefined || problems.length > 0) return undefined
  const reading = {
    zone,
    firstDay: undefined,
    openFile: () => 'outside_folder' as const,
    problems: [],
    figures: new Map(),
    nodes: new WeakMap(),
  }
  const value = type.read(root, reading)
  return reading.problems.length === 0 ? value : undefined
}

/** What events whose details can be read make of a state; of others it is as it was. */
export function byDetails<State, T>(
  type: Type<T>,
  after: (state: State, details: T, event: PauseEvent) => State,
): (state: State, event: PauseEvent) => State {
  return (state, event) => {
    const details = detailsOf(type, event)
    return details === undefined ? state : after(state, details, event)
  }
}
