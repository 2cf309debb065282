// The account's entries as rows that can be asked: computed from the log and what is sealed behind it, never typed in. So
// they can be thrown away and made again, and whoever takes over makes what its forerunner had not come to.

import {
  type Account,
  type Entry,
  type Opening,
  openSealed,
  parseEntry,
  readEntries,
  recalledEntry,
  type SealedSlots,
  tileOf,
  tileWidth,
} from '@treve/ledger'
import type { Outcome } from './commands.ts'
import type { Database, Queryable } from './database.ts'
import { storableJson } from './json.ts'
import { type Fence, type Fenced, unfenced } from './leadership.ts'
import { channels } from './listen.ts'
import { logStore } from './log-store.ts'

/** Slots by which signatures are checked: no part of what happened. */
const ofSignatures = new Set(['key_cert', 'key_cert2'])

interface Last {
  readonly position: number
  readonly id: string
}

/** A row of the table, as it is read. */
export type EventRow = Record<string, unknown>

export interface EventsSetup {
  readonly database: Database
  readonly number: number
  readonly account: Account
  readonly fence: Fence
}

export interface DecidedCommand {
  readonly number: number
  readonly outcome: Outcome
}

/**
 * Much may be missing after a restore, or a day without servers. Of tables that were filled at once PostgreSQL does not know
 * yet how they look, and would read all of them again for each bundle.
 */
async function prepareForMuch({ database, account }: EventsSetup, last: Last | undefined): Promise<void> {
  const { state, sequencer } = account
  const known = last === undefined ? 0 : (state.indexOfId.get(last.id) ?? sequencer.sealed.size)
  if (sequencer.sealed.size - known > 4 * tileWidth) await database.query('analyze sealed_values, sealed_keys')
}

/** The leader's: it alone adds to them, and so knows which is the last. */
export class Events {
  private readonly setup: EventsSetup
  private known: { readonly last: Last | undefined } | undefined

  constructor(setup: EventsSetup) {
    this.setup = setup
  }

  /** Adds what the account holds and the table does not; and with the last of it, in one step, what commands have come to. Answers the rows. */
  async catchUp(decided: readonly DecidedCommand[] = []): Promise<readonly EventRow[]> {
    if (this.known === undefined) {
      this.known = { last: await this.lastStored() }
      await prepareForMuch(this.setup, this.known.last)
    }
    const added: EventRow[] = []
    let next: readonly Entry[] = []
    for await (const entries of entriesAfter(this.setup, this.known.last)) {
      if (next.length > 0) added.push(...(await this.add(next, [])))
      next = entries
    }
    if (next.length > 0 || decided.length > 0) added.push(...(await this.add(next, decided)))
    return added
  }

  private async lastStored(): Promise<Last | undefined> {
    const { rows } = await this.setup.database.query(
      'select position, entry_id from events where account = $1 order by position desc limit 1',
      [this.setup.number],
    )
    return rows[0] === undefined ? undefined : { position: Number(rows[0].position), id: String(rows[0].entry_id) }
  }

  private async add(entries: readonly Entry[], decided: readonly DecidedCommand[]): Promise<readonly EventRow[]> {
    const { database } = this.setup
    const last = this.known?.last
    const rows = await rowsOf(database, this.setup, entries, (last?.position ?? -1) + 1)
    const end = rows.at(-1)
    const now = end === undefined ? last : { position: end.position, id: end.entry_id }
    const seen = decided.map((each) => standingAt(each, now?.position))
    const isErasing = rows.some(({ clear }) => clear.type === 'erased')
    const added = isErasing
      ? await database.inTransaction((client) => write(client, this.setup, rows, seen))
      : await write(database, this.setup, rows, seen)
    this.known = { last: now }
    return added
  }
}

function standingAt({ number, outcome }: DecidedCommand, position: number | undefined): DecidedCommand {
  return outcome.state === 'done' && position !== undefined
    ? { number, outcome: { ...outcome, position } }
    : { number, outcome }
}

/** All of them anew, in one step: whoever reads meanwhile sees the old or the new. */
export async function rebuildEvents(setup: EventsSetup): Promise<number> {
  const { database, number, fence } = setup
  await prepareForMuch(setup, undefined)
  return database.inTransaction(async (client) => {
    await fence.hold(client)
    await client.query('delete from events where account = $1', [number])
    let position = 0
    for await (const entries of entriesAfter(setup, undefined)) {
      const rows = await rowsOf(client, setup, entries, position)
      await write(client, setup, rows, [])
      position += rows.length
    }
    return position
  })
}

/** In the order in which they were acknowledged: those of the tree, then those that wait for the next beat. */
async function* entriesAfter(
  { database, number, account }: EventsSetup,
  last: Last | undefined,
): AsyncGenerator<Entry[]> {
  const { sealed, waitingEntries } = account.sequencer
  // Those that wait are numbered as events are: as they were acknowledged.
  const isWaiting = last !== undefined && last.position >= (waitingEntries[0]?.number ?? Number.POSITIVE_INFINITY)
  const store = logStore(database, number, unfenced)
  const from = last === undefined ? 0 : (account.state.indexOfId.get(last.id) ?? sealed.size - 1) + 1
  for (let bundle = Math.floor(from / tileWidth); !isWaiting && from < sealed.size; bundle++) {
    const tile = tileOf('entries', bundle, sealed.size)
    if (tile === undefined) break
    const entries = await readEntries((path) => store.read(path), tile)
    const fresh = entries.slice(Math.max(0, from - bundle * tileWidth)).map(parseEntry)
    if (fresh.length > 0) yield fresh
    if (tile.width < tileWidth) break
  }
  const position = isWaiting ? last.position : -1
  const waiting = waitingEntries.filter((each) => each.number > position).map(({ entry }) => recalledEntry(entry))
  for (let at = 0; at < waiting.length; at += tileWidth) yield waiting.slice(at, at + tileWidth)
}

/** Without fillers of the log. */
async function rowsOf(
  client: Queryable,
  { number }: EventsSetup,
  entries: readonly Entry[],
  from: number,
): Promise<readonly NewRow[]> {
  if (entries.length === 0) return []
  const opened = await openingsOf(
    client,
    number,
    entries.map(({ id }) => id),
  )
  return entries
    .map((entry) => rowOf(entry, opened.get(entry.id) ?? []))
    .filter(({ type }) => type !== 'filler')
    .map((row, at) => ({ position: from + at, ...row }))
}

const writing: Fenced = {
  steps: `added as (
    insert into events (account, position, entry_id, class, type, at, clear, opened)
    select $1::int, position, entry_id, class, type, at, clear, opened
    from fenced, jsonb_to_recordset($2::jsonb)
      as given (position bigint, entry_id text, class text, type text, at timestamptz, clear jsonb, opened jsonb)
    returning position, entry_id, type, at, clear, opened, pg_notify($3, $1::int::text)
  ), decided as (
    update commands set state = given.outcome->>'state', outcome = given.outcome, content = null, decided = null,
           decided_at = clock_timestamp()
    from fenced, unnest($4::bigint[], $5::jsonb[]) as given (number, outcome)
    where commands.number = given.number
    returning pg_notify($6, '')
  )`,
  answer: 'select position, entry_id, type, at, clear, opened from added',
}

/** Within a transaction where values are erased by it. */
async function write(
  client: Queryable,
  { number, account, fence }: EventsSetup,
  rows: readonly NewRow[],
  decided: readonly DecidedCommand[],
): Promise<readonly EventRow[]> {
  const written = await fence.write(client, writing, [
    number,
    storableJson(rows),
    channels.events,
    decided.map((each) => each.number),
    decided.map(({ outcome }) => storableJson(outcome)),
    channels.decided,
  ])
  for (const { clear } of rows) {
    const id = clear.type === 'erased' ? account.state.idAt(Number(clear.entry)) : undefined
    if (id !== undefined)
      await client.query('update events set opened = opened - $3::text where account = $1 and entry_id = $2', [
        number,
        id,
        String(clear.slot),
      ])
  }
  return written
    .filter(({ position }) => position !== null)
    .sort((one, other) => Number(one.position) - Number(other.position))
}

type NewRow = ReturnType<typeof rowOf> & { readonly position: number }

function rowOf(entry: Entry, openings: readonly Opening[]) {
  const values = openings.filter(({ slot, value }) => value !== null && !ofSignatures.has(slot))
  const type = entry.clear.type ?? values.find(({ slot }) => slot === 'type')?.value ?? null
  return {
    entry_id: entry.id,
    class: entry.class,
    type: typeof type === 'string' ? type : null,
    at: entry.at,
    clear: entry.clear,
    opened: Object.fromEntries(values.map(({ slot, value }) => [slot, value])),
  }
}

async function openingsOf(client: Queryable, number: number, ids: readonly string[]): Promise<Map<string, Opening[]>> {
  const { rows } = await client.query(
    'select id, sealed, keys from sealed_values join sealed_keys using (account, id) where account = $1 and id = any($2)',
    [number, ids],
    'often',
  )
  return new Map(
    rows.map((row) => [
      String(row.id),
      openSealed(String(row.id), row.sealed as SealedSlots, Uint8Array.from(row.keys)),
    ]),
  )
}
