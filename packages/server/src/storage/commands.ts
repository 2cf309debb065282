// What people and devices ask for, handed to whoever leads. A command is acknowledged once it is in the table: from there
// on it is carried out or refused with a reason, whoever dies. The same client id with the same content is the same command.

import { createHash, randomBytes } from 'node:crypto'
import { canonicalJson, type Draft, type Json, type Opening, parseEntry, Refusal, toBase64Url } from '@treve/ledger'
import type { Certified } from './certificates.ts'
import type { Queryable } from './database.ts'
import type { AskedContent } from './deciding.ts'
import { channels } from './listen.ts'

export type CommandContent =
  /** Signed elsewhere: by a device, or by two people. */
  | {
      readonly kind: 'entry'
      readonly bytes: string
      readonly openings: readonly Opening[]
      /** The device that sent it; absent where it came otherwise. */
      readonly device?: string
      /** Of bytes that its device has sent ahead. */
      readonly attachments?: readonly Sent[]
    }
  /** One-use keys of a device, to be certified. */
  | { readonly kind: 'certify'; readonly device: string; readonly keys: readonly string[] }
  /** To be said by the server in its organisation's name. */
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** To be decided by whoever leads, against all that came before it. */
  | AskedContent

export interface Sent {
  readonly index: number
  /** Base64url. */
  readonly salt: string
  /** Hexadecimal. */
  readonly sha256: string
}

export interface Command {
  /** Chosen by the client, once for each thing that it asks for: a UUID. */
  readonly clientId: string
  readonly pause: string
  readonly content: CommandContent
}

export interface Entered {
  readonly id: string
  readonly leaf: string
}

export type Outcome =
  /** No entries: it was so already. */
  | {
      readonly state: 'done'
      readonly entries: readonly Entered[]
      /** Of an event by which it can be seen; tells how much there is, and is for nobody outside. */
      readonly position?: number
      /** Where keys were to be certified. */
      readonly certificates?: readonly Certified[]
    }
  | {
      readonly state: 'refused'
      readonly code: string
      readonly text: string
      readonly particulars?: { readonly [key: string]: Json }
    }

export interface Receipt {
  readonly number: number
  /** Undefined while it waits for the leader. */
  readonly outcome: Outcome | undefined
  readonly isReplay: boolean
}

export type Refused = { readonly refused: 'client_id_taken' | 'pause_unknown' | 'malformed'; readonly text: string }

/** Durable when it returns a receipt; within a transaction, once that is committed. */
export async function receive(database: Queryable, command: Command): Promise<Receipt | Refused> {
  const { clientId, pause, content } = command
  if (!uuid.test(clientId))
    return { refused: 'malformed', text: 'the id of a command is a UUID that its sender has drawn' }
  let entryId: string
  let digest: Buffer
  try {
    entryId = entryIdOf(content)
    digest = createHash('sha256')
      .update(canonicalJson([pause, askedFor(content) as unknown as Json]))
      .digest()
  } catch (fault) {
    if (fault instanceof Refusal) return { refused: 'malformed', text: fault.message }
    throw fault
  }
  // One statement, and so one wait for the disk.
  const { rows: added } = await database.query(
    `with added as (
       insert into commands (client_id, account, digest, content, entry_id, asked_by)
       select $1, number, $3, $4, $5, $7 from accounts where pause = $2
       on conflict (client_id) do nothing returning number
     )
     select number, pg_notify($6, '') from added`,
    [clientId, pause, digest, JSON.stringify(content), entryId, channels.commands, askerOf(content)],
  )
  if (added[0] !== undefined) return { number: Number(added[0].number), outcome: undefined, isReplay: false }
  const { rows: known } = await database.query('select number, digest, outcome from commands where client_id = $1', [
    clientId,
  ])
  if (known[0] === undefined) return { refused: 'pause_unknown', text: `there is no pause ${pause} here` }
  const { number, digest: before, outcome } = known[0]
  if (!Buffer.isBuffer(before) || !before.equals(digest))
    return { refused: 'client_id_taken', text: 'a command with this id and another content came before: draw a new id' }
  return { number: Number(number), outcome: outcome ?? undefined, isReplay: true }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Drawn when it comes in, so that a leader that takes over sees by it whether the last one had entered it. */
function entryIdOf(content: CommandContent): string {
  if (content.kind === 'entry') return parseEntry(Buffer.from(content.bytes, 'base64')).id
  return (content.kind === 'draft' ? content.draft.id : undefined) ?? toBase64Url(randomBytes(16))
}

/** Of several entries that one command brings, each has an id of its own, and the same whoever enters it. */
export function entryIdAt(first: string, at: number): string {
  if (at === 0) return first
  const digest = createHash('sha256').update(`treve/entry-of-command/v1\n${first}\n${at}`).digest()
  return toBase64Url(Uint8Array.from(digest.subarray(0, 16)))
}

/** The roles that the asker held when it came are not part of what is asked: they may change between two sendings. */
function askedFor(content: CommandContent): unknown {
  if (content.kind !== 'asked') return content
  // By its digest: what is asked for may hold what the account has no spelling for.
  const input = createHash('sha256').update(content.input).digest('base64')
  const { prepared: _follows, ...asked } = content
  return { ...asked, input, by: content.by.token }
}

function askerOf(content: CommandContent): string | null {
  if (content.kind === 'asked') return content.by.token
  return content.kind === 'draft' ? null : (content.device ?? null)
}

/** What became of a command, to whom sent it; undefined where there is none of theirs. */
export async function receiptOf(
  database: Queryable,
  { clientId, pause, askedBy }: { readonly clientId: string; readonly pause: string; readonly askedBy: string },
): Promise<Receipt | undefined> {
  if (!uuid.test(clientId)) return undefined
  const { rows } = await database.query(
    `select commands.number, outcome from commands join accounts on accounts.number = account
     where client_id = $1 and pause = $2 and asked_by = $3`,
    [clientId, pause, askedBy],
  )
  const [row] = rows
  return row === undefined
    ? undefined
    : { number: Number(row.number), outcome: row.outcome ?? undefined, isReplay: true }
}
