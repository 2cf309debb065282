// The account's entries as rows that can be asked: computed from the log and what is sealed behind it, never typed in. So
// they can be thrown away and made again, and whoever takes over makes what its forerunner had not come to.

import {
  type Account,
  type Entry,
  type Opening,
  openSealed,
  parseEntry,
  readEntries,
  type SealedSlots,
  tileOf,
  tileWidth,
} from '@treve/ledger'
import type { Database, Queryable } from './database.ts'
import { storableJson } from './json.ts'
import type { Fence } from './leadership.ts'
import { channels } from './listen.ts'
import { logStore } from './log-store.ts'

/** Slots by which signatures are checked: no part of what happened. */
const ofSignatures = new Set(['key_cert', 'key_cert2'])

interface Last {
  readonly position: number
  readonly id: string
}

/**
 * Much may be missing after a restore, or a day without servers. Of tables that were filled at once PostgreSQL does not know
 * yet how they look, and would read all of them again for each bundle.
 */
export async function prepareToCatchUp(database: Database): Promise<void> {
  await database.query('analyze sealed_values, sealed_keys')
}

/** Adds what the account holds and the table does not. Answers how many. */
export async function catchUp(database: Database, number: number, account: Account, fence: Fence): Promise<number> {
  const { rows } = await database.query(
    'select position, entry_id from events where account = $1 order by position desc limit 1',
    [number],
  )
  const last = rows[0] === undefined ? undefined : { position: Number(rows[0].position), id: String(rows[0].entry_id) }
  let position = (last?.position ?? -1) + 1
  let count = 0
  for await (const entries of entriesAfter(database, number, account, last)) {
    const from = position
    await database.inTransaction(async (client) => {
      await fence(client)
      const added = await add(client, number, account, entries, from)
      count += added
      position = from + added
    })
  }
  return count
}

/** All of them anew, in one step: whoever reads meanwhile sees the old or the new. */
export async function rebuildEvents(
  database: Database,
  number: number,
  account: Account,
  fence: Fence,
): Promise<number> {
  return database.inTransaction(async (client) => {
    await fence(client)
    await client.query('delete from events where account = $1', [number])
    let position = 0
    for await (const entries of entriesAfter(database, number, account, undefined))
      position += await add(client, number, account, entries, position)
    return position
  })
}

/** In the order in which they were acknowledged: those of the tree, then those that wait for the next beat. */
async function* entriesAfter(
  database: Database,
  number: number,
  account: Account,
  last: Last | undefined,
): AsyncGenerator<Entry[]> {
  const { sealed, waitingEntries } = account.sequencer
  // Those that wait are numbered as events are: as they were acknowledged.
  const isWaiting = last !== undefined && last.position >= (waitingEntries[0]?.number ?? Number.POSITIVE_INFINITY)
  const store = logStore(database, number, async () => {})
  const from = last === undefined ? 0 : (account.state.indexOfId.get(last.id) ?? sealed.size - 1) + 1
  for (let bundle = Math.floor(from / tileWidth); !isWaiting; bundle++) {
    const tile = tileOf('entries', bundle, sealed.size)
    if (tile === undefined) break
    const entries = await readEntries((path) => store.read(path), tile)
    const fresh = entries.slice(Math.max(0, from - bundle * tileWidth)).map(parseEntry)
    if (fresh.length > 0) yield fresh
    if (tile.width < tileWidth) break
  }
  const position = isWaiting ? last.position : -1
  const waiting = waitingEntries.filter((each) => each.number > position).map(({ entry }) => parseEntry(entry))
  for (let at = 0; at < waiting.length; at += tileWidth) yield waiting.slice(at, at + tileWidth)
}

/** Answers how many of them are no fillers of the log. */
async function add(
  client: Queryable,
  number: number,
  account: Account,
  entries: readonly Entry[],
  from: number,
): Promise<number> {
  const opened = await openingsOf(
    client,
    number,
    entries.map(({ id }) => id),
  )
  const rows = entries
    .map((entry) => rowOf(entry, opened.get(entry.id) ?? []))
    .filter(({ type }) => type !== 'filler')
    .map((row, at) => ({ position: from + at, ...row }))
  if (rows.length === 0) return 0
  await client.query(
    `insert into events (account, position, entry_id, class, type, at, clear, opened)
     select $1, position, entry_id, class, type, at, clear, opened
     from jsonb_to_recordset($2::jsonb)
       as given (position bigint, entry_id text, class text, type text, at timestamptz, clear jsonb, opened jsonb)`,
    [number, storableJson(rows)],
  )
  for (const { clear } of rows) {
    const id = clear.type === 'erased' ? account.state.idAt(Number(clear.entry)) : undefined
    if (id !== undefined)
      await client.query('update events set opened = opened - $3::text where account = $1 and entry_id = $2', [
        number,
        id,
        String(clear.slot),
      ])
  }
  await client.query('select pg_notify($1, $2)', [channels.events, String(number)])
  return rows.length
}

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
  )
  return new Map(
    rows.map((row) => [
      String(row.id),
      openSealed(String(row.id), row.sealed as SealedSlots, Uint8Array.from(row.keys)),
    ]),
  )
}
