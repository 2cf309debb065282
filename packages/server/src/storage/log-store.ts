// The log in PostgreSQL, so that whoever takes over goes on where the last one stopped, on whatever machine. What decides
// between writers is the row of the lock; what a deposed leader still sends is refused by its term besides.

import { checkpointPath, type Lock, LogFault, type LogStore, parseTilePath, type Resource } from '@treve/ledger'
import type { Database, Queryable } from './database.ts'
import type { Fence } from './leadership.ts'

export function logStore(database: Database, account: number, fence: Fence): LogStore {
  return {
    async read(path) {
      checkPath(path)
      const { rows } = await database.query('select bytes from log_resources where account = $1 and path = $2', [
        account,
        path,
      ])
      return bytesIn(rows[0]?.bytes)
    },

    async write(resources) {
      for (const { path } of resources) checkPath(path)
      await database.inTransaction(async (client) => {
        await fence(client)
        await writeAll(client, account, resources)
      })
    },

    async dropPartials(path) {
      checkPath(path)
      await database.inTransaction(async (client) => {
        await fence(client)
        await client.query(`delete from log_resources where account = $1 and starts_with(path, $2)`, [
          account,
          `${path}.p/`,
        ])
      })
    },

    async readLock() {
      const { rows } = await database.query('select generation, record from log_locks where account = $1', [account])
      return lockIn(rows[0])
    },

    replaceLock: (before, record) =>
      database.inTransaction(async (client) => {
        await fence(client)
        const { rows } =
          before === undefined
            ? await client.query(
                `insert into log_locks (account, generation, record) values ($1, 1, $2)
                 on conflict do nothing returning generation, record`,
                [account, Buffer.from(record)],
              )
            : await client.query(
                `update log_locks set generation = generation + 1, record = $3
                 where account = $1 and generation = $2 returning generation, record`,
                [account, before.generation, Buffer.from(record)],
              )
        return lockIn(rows[0])
      }),

    addWaiting: ({ first, entries }, generation) =>
      database.inTransaction(async (client) => {
        await fence(client)
        // Held until the batch is committed: nobody swaps the lock between the look and the write.
        const { rows } = await client.query('select generation from log_locks where account = $1 for share', [account])
        if (rows[0]?.generation !== generation) return false
        const { rowCount } = await client.query(
          'insert into log_waiting (account, first, lengths, entries) values ($1, $2, $3, $4) on conflict do nothing',
          [account, first, entries.map(({ length }) => length), Buffer.concat(entries)],
        )
        return rowCount === 1
      }),

    async waiting() {
      const { rows } = await database.query(
        'select first, lengths, entries from log_waiting where account = $1 order by first',
        [account],
      )
      return rows.map((row) => ({ first: Number(row.first), entries: apart(row.entries, row.lengths) }))
    },

    async dropWaiting(before) {
      await database.inTransaction(async (client) => {
        await fence(client)
        // A batch ends where the next begins at the latest.
        await client.query(
          `delete from log_waiting using (
             select first, least(first + cardinality(lengths), lead(first) over (order by first)) as beyond
             from log_waiting where account = $1
           ) as batches
           where account = $1 and log_waiting.first = batches.first and batches.beyond <= $2`,
          [account, before],
        )
      })
    },
  }
}

async function writeAll(client: Queryable, account: number, resources: readonly Resource[]): Promise<void> {
  if (resources.length === 0) return
  const byPath = new Map(resources.map(({ path, bytes }) => [path, Buffer.from(bytes)]))
  await client.query(
    `insert into log_resources (account, path, bytes)
     select $1, path, bytes from unnest($2::text[], $3::bytea[]) as given (path, bytes)
     on conflict (account, path) do update set bytes = excluded.bytes`,
    [account, [...byPath.keys()], [...byPath.values()]],
  )
}

function checkPath(path: string): void {
  if (path !== checkpointPath && parseTilePath(path) === undefined)
    throw new LogFault('malformed', `a log serves no ${JSON.stringify(path)}`)
}

function lockIn(row: { generation: unknown; record: unknown } | undefined): Lock | undefined {
  const record = bytesIn(row?.record)
  return row === undefined || record === undefined ? undefined : { generation: Number(row.generation), record }
}

function bytesIn(value: unknown): Uint8Array | undefined {
  return Buffer.isBuffer(value) ? Uint8Array.from(value) : undefined
}

function apart(entries: unknown, lengths: unknown): Uint8Array[] {
  const bytes = bytesIn(entries)
  const parts: Uint8Array[] = []
  let at = 0
  for (const length of Array.isArray(lengths) ? lengths.map(Number) : []) {
    parts.push(bytes?.subarray(at, at + length) ?? new Uint8Array())
    at += length
  }
  if (bytes === undefined || at !== bytes.length) throw new LogFault('damaged', 'entries that wait are cut short')
  return parts
}
