// What a command wants to have said, as a draft of an entry; and an entry of the account, as an event.

import { type Draft, eventTypes, type Json as LedgerJson } from '@treve/ledger'
import { formatInstant, type Instant, type TimeZone } from '@treve/model'
import type { Json, JsonObject, PauseEvent, Said } from './event.ts'

export interface SaidAt {
  readonly now: Instant
  readonly zone: TimeZone
  readonly organisation: string
  /** From whom it is known, where what is said does not name another. */
  readonly chain: string
}

export function draftOf(said: Said, { now, zone, organisation, chain }: SaidAt): Draft {
  const { class: className } = eventTypes[said.type]
  const { from, until } = said.happened ?? { from: now, until: now }
  const notice = {
    ...said.notice,
    ...(said.details === undefined ? {} : { details: JSON.stringify(said.details) }),
  }
  const values: Record<string, Json | undefined> = {
    // Public entries say in the clear when it is.
    ...(className === 'field' || className === 'notice'
      ? {
          source: { organisation, chain: said.chain ?? chain },
          time: { from: formatInstant(from, zone), until: formatInstant(until, zone), zone },
        }
      : {}),
    notice: Object.keys(notice).length === 0 ? undefined : notice,
    party: said.party,
    place: said.place,
    tokens: said.tokens,
    people: said.people,
    lines: said.lines,
    counts: said.counts,
    conditions: said.conditions,
    watched: said.watched,
    text: said.text,
    staff: said.staff,
    references: said.references,
  }
  const sealed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return {
    class: className,
    clear: inOneForm({ type: said.type, ...said.clear }),
    sealed: inOneForm(sealed as Readonly<Record<string, LedgerJson>>),
  }
}

/** Texts of the account are in Unicode form NFC; keyboards and files are not always. */
function inOneForm<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'string' ? each.normalize('NFC') : each,
  ) as T
}

/** Undefined for what is of a type that is not known here, or erased. */
export function eventOf(stored: {
  readonly id: string
  readonly type: string | null
  readonly at: number
  readonly clear: JsonObject
  readonly opened: JsonObject
}): PauseEvent | undefined {
  const { id, type, at, clear, opened } = stored
  if (type === null || !Object.hasOwn(eventTypes, type)) return undefined
  return { id, type: type as PauseEvent['type'], at: at as Instant, clear, opened }
}
