// The log in PostgreSQL, so that whoever takes over goes on where the last one stopped, on whatever machine. What decides
// between writers is the row of the lock; what a deposed leader still sends is refused by its term besides.

import { checkpointPath, type Lock, LogFault, type LogStore, parseTilePath } from '@treve/ledger'
import type { Database } from './database.ts'
import type { Fence, Fenced } from './leadership.ts'

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
      if (resources.length === 0) return
      const byPath = new Map(resources.map(({ path, bytes }) => [path, Buffer.from(bytes)]))
      await fence.write(database, writing, [account, [...byPath.keys()], [...byPath.values()]])
    },

    async dropPartials(path) {
      checkPath(path)
      await fence.write(database, droppingPartials, [account, `${path}.p/`])
    },

    async readLock() {
      const { rows } = await database.query('select generation, record from log_locks where account = $1', [account])
      return lockIn(rows[0])
    },

    async replaceLock(before, record) {
      const values = [account, Buffer.from(record), ...(before === undefined ? [] : [before.generation])]
      const [row] = await fence.write(database, before === undefined ? beginningLock : replacingLock, values)
      return lockIn(row)
    },

    async addWaiting({ first, entries }, generation) {
      const [row] = await fence.write(database, addingWaiting, [
        account,
        first,
        entries.map(({ length }) => length),
        Buffer.concat(entries),
        generation,
      ])
      return row?.first === first
    },

    async waiting() {
      const { rows } = await database.query(
        'select first, lengths, entries from log_waiting where account = $1 order by first',
        [account],
      )
      return rows.map((row) => ({ first: Number(row.first), entries: apart(row.entries, row.lengths) }))
    },

    async dropWaiting(before) {
      await fence.write(database, droppingWaiting, [account, before])
    },
  }
}

const writing: Fenced = {
  steps: `written as (
    insert into log_resources (account, path, bytes)
    select $1, path, bytes from fenced, unnest($2::text[], $3::bytea[]) as given (path, bytes)
    on conflict (account, path) do update set bytes = excluded.bytes
  )`,
  answer: 'select',
}

const droppingPartials: Fenced = {
  steps: 'dropped as (delete from log_resources using fenced where account = $1 and starts_with(path, $2))',
  answer: 'select',
}

const beginningLock: Fenced = {
  steps: `begun as (
    insert into log_locks (account, generation, record) select $1, 1, $2 from fenced
    on conflict do nothing returning generation, record
  )`,
  answer: 'select * from begun',
}

const replacingLock: Fenced = {
  steps: `replaced as (
    update log_locks set generation = generation + 1, record = $2 from fenced
    where account = $1 and generation = $3 returning generation, record
  )`,
  answer: 'select * from replaced',
}

/** The lock is held until the batch is committed: nobody swaps it between the look and the write. */
const addingWaiting: Fenced = {
  steps: `held as materialized (
    select 1 from log_locks where account = $1 and generation = $5 for share
  ), added as (
    insert into log_waiting (account, first, lengths, entries) select $1, $2, $3, $4 from fenced, held
    on conflict do nothing returning first
  )`,
  answer: 'select * from added',
}

/** A batch ends where the next begins at the latest. */
const droppingWaiting: Fenced = {
  steps: `dropped as (
    delete from log_waiting using fenced, (
      select first, least(first + cardinality(lengths), lead(first) over (order by first)) as beyond
      from log_waiting where account = $1
    ) as batches
    where account = $1 and log_waiting.first = batches.first and batches.beyond <= $2
  )`,
  answer: 'select',
}

function checkPath(path: string): void {
  if (path !== checkpointPath && parseTilePath(path) === undefined)
    throw new LogFault('malformed', `a log serves no ${JSON.stringify(path)}`)
}

function lockIn(row: Record<string, unknown> | undefined): Lock | undefined {
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
