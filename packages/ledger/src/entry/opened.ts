// What is given to the public of what entries hold sealed, by a release that names it: of entries that the account adds by
// itself, that they are such, and nothing of any other (decision 38). A sealed value is opened whole or not at all, so a place is
// never opened as the area around it, nor an hour as the day that it is of.

import { bytesOf, toHex } from '../log/bytes.ts'
import { sha256 } from '../log/crypto.ts'
import { canonicalJson, isObject, type Json } from './canonical.ts'
import type { Entry } from './entry.ts'
import type { EventName } from './events.ts'
import { matching, record, whole } from './shape.ts'

/** Of what is of another kind nothing is opened, its kind neither. */
const openedKinds: ReadonlySet<Json> = new Set<EventName>(['filler'])

/** A row of the list that two people sign, by its digest. */
export interface OpenedSlot {
  readonly index: number
  readonly id: string
  readonly slot: string
  readonly value: Json
}

/** As the entry of the release names the list. */
export interface Opens {
  readonly slots: number
  /** Of the list, hexadecimal. */
  readonly sha256: string
}

export const opensShape = record({ slots: whole(), sha256: matching(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal') })

export function isOpens(value: Json | undefined): value is { slots: number; sha256: string } {
  return value !== undefined && opensShape.fault(value) === undefined
}

/** Whether a slot is opened by the release of windows that closed then: of what stands before the close, by its own time. */
export function isOpened(
  { at }: Pick<Entry, 'at'>,
  { slot, value }: { readonly slot: string; readonly value: Json },
  closedAtSeconds: number,
): boolean {
  return slot === 'type' && openedKinds.has(value) && Date.parse(at) / 1000 < closedAtSeconds
}

/** A line for each, in the order of the log. */
export function openedList(rows: readonly OpenedSlot[]): string {
  return rows.map(({ index, id, slot, value }) => `${canonicalJson({ id, index, slot, value })}\n`).join('')
}

export function opensOf(rows: readonly OpenedSlot[]): Opens {
  return { slots: rows.length, sha256: toHex(sha256(bytesOf(openedList(rows)))) }
}

/** What the entry of a release on a server says in the clear, and no more: whoever signs it opens nothing that they were not shown. */
export function isReleaseShown(clear: Json): boolean {
  if (!isObject(clear)) return false
  const { type, last_close: lastClose, delay_s: delay, opens, ...more } = clear
  return (
    type === 'released' &&
    typeof lastClose === 'string' &&
    typeof delay === 'number' &&
    isOpens(opens) &&
    Object.keys(more).length === 0
  )
}
