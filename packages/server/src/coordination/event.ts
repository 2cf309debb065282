// What happened, as the account holds it, and what a command wants to have said.

import type { EventName } from '@treve/ledger'
import type { Instant } from '@treve/model'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** An entry of the account, its sealed slots opened as far as they are not erased. */
export interface PauseEvent {
  /** Of the entry: what later ones refer to. */
  readonly id: string
  readonly type: EventName
  /** When it was said, rounded down to the beat. When it happened is in `opened.time`. */
  readonly at: Instant
  readonly clear: JsonObject
  /** By slot: `party`, `notice`, `text`, … of docs/formats/account.md. */
  readonly opened: JsonObject
}

/** What is to be entered. Class and form follow from the type; source and time are added by who enters it. */
export interface Said {
  readonly type: EventName
  /** The public part, where the type has one. */
  readonly clear?: JsonObject
  readonly party?: string
  readonly notice?: JsonObject
  /** Goes into `notice.details`, as JSON. */
  readonly details?: JsonObject
  readonly place?: JsonObject
  readonly tokens?: JsonObject
  readonly people?: readonly JsonObject[]
  readonly lines?: readonly JsonObject[]
  readonly counts?: readonly JsonObject[]
  readonly conditions?: JsonObject
  readonly watched?: JsonObject
  readonly text?: { readonly language: string; readonly text: string }
  /** Tokens of functions, never names. */
  readonly staff?: readonly string[]
  readonly references?: JsonObject
  readonly attachments?: readonly { readonly media: string; readonly bytes: Uint8Array }[]
  /** When it happened, if not now. */
  readonly happened?: { readonly from: Instant; readonly until: Instant }
  /** From where it is known; the actor's token, if absent. */
  readonly chain?: string
}
