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
  const [answer] = await receiveAll(database, [command])
  if (answer === undefined) throw new Error('each command has an answer')
  return answer
}

/** Each by itself, in one statement and so with one wait for the disk. */
export async function receiveAll(database: Queryable, commands: readonly Command[]): Promise<(Receipt | Refused)[]> {
  const read = commands.map(rowOf)
  const rows = read.flatMap((each) => ('refused' in each ? [] : [each]))
  const numbers = await added(database, rows)
  const known = await knownOf(
    database,
    rows.filter((row) => !numbers.has(row)).map(({ clientId }) => clientId),
  )
  return read.map((each): Receipt | Refused => {
    if ('refused' in each) return each
    const number = numbers.get(each)
    if (number !== undefined) return { number, outcome: undefined, isReplay: false }
    const before = known.get(each.clientId)
    if (before === undefined) return { refused: 'pause_unknown', text: `there is no pause ${each.pause} here` }
    if (!Buffer.isBuffer(before.digest) || !before.digest.equals(each.digest))
      return {
        refused: 'client_id_taken',
        text: 'a command with this id and another content came before: draw a new id',
      }
    return { number: Number(before.number), outcome: (before.outcome as Outcome | null) ?? undefined, isReplay: true }
  })
}

interface CommandRow {
  /** In small letters, as the database has it. */
  readonly clientId: string
  readonly pause: string
  readonly digest: Buffer
  readonly content: string
  readonly entryId: string
  readonly askedBy: string | null
}

function rowOf({ clientId, pause, content }: Command): CommandRow | Refused {
  if (!uuid.test(clientId))
    return { refused: 'malformed', text: 'the id of a command is a UUID that its sender has drawn' }
  try {
    const entryId = entryIdOf(content)
    const digest = createHash('sha256')
      .update(canonicalJson([pause, askedFor(content) as unknown as Json]))
      .digest()
    const askedBy = askerOf(content)
    return { clientId: clientId.toLowerCase(), pause, digest, content: JSON.stringify(content), entryId, askedBy }
  } catch (fault) {
    if (fault instanceof Refusal) return { refused: 'malformed', text: fault.message }
    throw fault
  }
}

/** Numbers of those that are new. Of two with one id the first is. */
async function added(database: Queryable, rows: readonly CommandRow[]): Promise<Map<CommandRow, number>> {
  const firsts = new Map(rows.toReversed().map((row) => [row.clientId, row]))
  const given = rows.filter((row) => firsts.get(row.clientId) === row)
  if (given.length === 0) return new Map()
  const { rows: numbered } = await database.query(
    `insert into commands (client_id, account, digest, content, entry_id, asked_by)
     select client_id, accounts.number, digest, content, entry_id, asked_by
     from unnest($1::uuid[], $2::text[], $3::bytea[], $4::json[], $5::text[], $6::text[])
       with ordinality as given (client_id, pause, digest, content, entry_id, asked_by, place)
     join accounts using (pause) order by place
     on conflict (client_id) do nothing
     returning number, client_id, pg_notify($7, '')`,
    [
      given.map(({ clientId }) => clientId),
      given.map(({ pause }) => pause),
      given.map(({ digest }) => digest),
      given.map(({ content }) => content),
      given.map(({ entryId }) => entryId),
      given.map(({ askedBy }) => askedBy),
      channels.commands,
    ],
    'often',
  )
  return new Map(
    numbered.flatMap(({ number, client_id: clientId }) => {
      const row = firsts.get(String(clientId))
      return row === undefined ? [] : [[row, Number(number)] as const]
    }),
  )
}

async function knownOf(
  database: Queryable,
  clientIds: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (clientIds.length === 0) return new Map()
  const { rows } = await database.query(
    'select client_id, number, digest, outcome from commands where client_id = any($1::uuid[])',
    [clientIds],
  )
  return new Map(rows.map((row) => [String(row.client_id), row]))
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
