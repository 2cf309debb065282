// What people and devices ask for, handed to whoever leads. A command is acknowledged once it is in the table: from there
// on it is carried out or refused with a reason, whoever dies. The same client id with the same content is the same command.

import { createHash, randomBytes } from 'node:crypto'
import { canonicalJson, type Draft, type Json, type Opening, parseEntry, Refusal, toBase64Url } from '@treve/ledger'
import type { Database } from './database.ts'
import { StorageFault } from './fault.ts'
import { channels, type Listening } from './listen.ts'

export type CommandContent =
  /** Signed elsewhere: by a device, or by two people. */
  | { readonly kind: 'entry'; readonly bytes: string; readonly openings: readonly Opening[] }
  /** To be said by the server in its organisation's name. */
  | { readonly kind: 'draft'; readonly draft: Draft }

export interface Command {
  /** Chosen by the client, once for each thing that it asks for: a UUID. */
  readonly clientId: string
  readonly pause: string
  readonly content: CommandContent
}

export type Outcome =
  | { readonly state: 'done'; readonly id: string; readonly leaf: string }
  | { readonly state: 'refused'; readonly code: string; readonly text: string }

export interface Receipt {
  readonly number: number
  /** Undefined while it waits for the leader. */
  readonly outcome: Outcome | undefined
  readonly isReplay: boolean
}

export type Refused = { readonly refused: 'client_id_taken' | 'pause_unknown' | 'malformed'; readonly text: string }

/** Durable when it returns a receipt. */
export async function receive(database: Database, command: Command): Promise<Receipt | Refused> {
  const { clientId, pause, content } = command
  if (!uuid.test(clientId))
    return { refused: 'malformed', text: 'the id of a command is a UUID that its sender has drawn' }
  let entryId: string
  let digest: Buffer
  try {
    entryId = content.kind === 'entry' ? parseEntry(Buffer.from(content.bytes, 'base64')).id : draftId(content.draft)
    digest = createHash('sha256')
      .update(canonicalJson([pause, content as unknown as Json]))
      .digest()
  } catch (fault) {
    if (fault instanceof Refusal) return { refused: 'malformed', text: fault.message }
    throw fault
  }
  return database.inTransaction(async (client) => {
    const { rows: accounts } = await client.query('select number from accounts where pause = $1', [pause])
    if (accounts[0] === undefined) return { refused: 'pause_unknown', text: `there is no pause ${pause} here` }
    const { rows: added } = await client.query(
      `insert into commands (client_id, account, digest, content, entry_id) values ($1, $2, $3, $4, $5)
       on conflict (client_id) do nothing returning number`,
      [clientId, accounts[0].number, digest, JSON.stringify(content), entryId],
    )
    if (added[0] !== undefined) {
      await client.query(`select pg_notify($1, '')`, [channels.commands])
      return { number: Number(added[0].number), outcome: undefined, isReplay: false }
    }
    const { rows: known } = await client.query('select number, digest, outcome from commands where client_id = $1', [
      clientId,
    ])
    const { number, digest: before, outcome } = known[0] ?? {}
    if (!Buffer.isBuffer(before) || !before.equals(digest))
      return {
        refused: 'client_id_taken',
        text: 'a command with this id and another content came before: draw a new id',
      }
    return { number: Number(number), outcome: outcome ?? undefined, isReplay: true }
  })
}

/** Undefined if it is not decided by then: it will be. */
export async function decided(
  database: Database,
  listening: Listening,
  number: number,
  { milliseconds }: { readonly milliseconds: number },
): Promise<Outcome | undefined> {
  const until = performance.now() + milliseconds
  for (;;) {
    const outcome = await outcomeOf(database, number).catch((cause: unknown) => {
      if (isAway(cause)) return undefined
      throw cause
    })
    const left = until - performance.now()
    if (outcome !== undefined || left <= 0) return outcome
    await listening.next(Math.min(left, 250))
  }
}

async function outcomeOf(database: Database, number: number): Promise<Outcome | undefined> {
  const { rows } = await database.query('select outcome from commands where number = $1', [number])
  return rows[0]?.outcome ?? undefined
}

function isAway(cause: unknown): boolean {
  return cause instanceof StorageFault && cause.kind === 'away'
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Drawn when it comes in, so that a leader that takes over sees by it whether the last one had entered it. */
function draftId({ id }: Draft): string {
  return id ?? toBase64Url(randomBytes(16))
}
