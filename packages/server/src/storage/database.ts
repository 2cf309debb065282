// The one door to PostgreSQL: the embedded one of a folder, or a server that is named. All that is acknowledged rests on
// what is checked here: that a commit is on the disk when it returns.

import { randomBytes } from 'node:crypto'
import { Client, type ClientConfig, Pool, type QueryConfig, type QueryResult, types } from 'pg'
import { type Embedded, openEmbedded } from './embedded/supervisor.ts'
import { StorageFault, storageFault } from './fault.ts'
import { migrate } from './migrations.ts'

export type DatabaseChoice =
  /** The embedded one, kept there. */
  | { readonly folder: string }
  /** `postgres://…` */
  | { readonly url: string }

/** What runs a statement: the pool, a session of its own, or a transaction. */
export interface Queryable {
  /** @param often it is asked so often that each connection keeps how it is carried out */
  query(text: string, values?: unknown[], often?: 'often'): Promise<QueryResult>
}

export interface Database extends Queryable {
  /** Of this process among those on the database: its sessions bear it. */
  readonly id: string
  /** All or nothing; when it returns, it is on the disk. A fault may mean either: look before it is done again. */
  inTransaction<T>(act: (client: Queryable) => Promise<T>, begin?: string): Promise<T>
  /** A session for itself: for locks that end with it, and for listening. Its holder ends it. */
  session(name: string): Promise<Client>
  /** The same database by connections of its own: who has it waits for nobody else here. Its holder closes it. */
  apart(name: string): Database
  close(): Promise<void>
}

/** Everything of ours stands in a schema of its own: a server may hold other things too. */
export const schema = 'treve'
const oldest = 150_000

export async function openDatabase(choice: DatabaseChoice): Promise<Database> {
  const embedded = 'folder' in choice ? await openEmbedded(choice.folder) : undefined
  try {
    const connection = embedded?.connection ?? configOf(choice)
    await check(connection, { mayLack: embedded === undefined })
    return database(connection, embedded)
  } catch (fault) {
    await embedded?.close()
    throw storageFault(fault)
  }
}

function configOf(choice: DatabaseChoice): ClientConfig {
  return 'url' in choice ? { connectionString: choice.url } : {}
}

async function database(connection: ClientConfig, embedded: Embedded | undefined): Promise<Database> {
  const self = handle(connection, randomBytes(6).toString('hex'), 'server', async () => embedded?.close())
  await migrate(self)
  return self
}

function handle(connection: ClientConfig, id: string, name: string, afterwards: () => Promise<void>): Database {
  const pool = new Pool({ ...settings(connection, `${id} ${name}`), max: 10 })
  // An idle connection that is lost is no fault of anybody: the next one asked for is new.
  pool.on('error', () => undefined)
  return {
    id,
    async query(text, values, often) {
      try {
        return await pool.query(statement(text, values, often))
      } catch (cause) {
        throw storageFault(cause)
      }
    },
    async inTransaction(act, begin = 'begin') {
      const client = await pool.connect().catch((cause: unknown) => {
        throw storageFault(cause)
      })
      let isBroken = false
      const broken = () => {
        isBroken = true
      }
      client.on('error', broken)
      try {
        await client.query(begin)
        const answer = await act({ query: (text, values, often) => client.query(statement(text, values, often)) })
        await client.query('commit')
        return answer
      } catch (cause) {
        const fault = storageFault(cause)
        // Of one that does not answer no answer is waited for: with its connection the server takes it back by itself.
        if (fault instanceof StorageFault && fault.kind === 'away') broken()
        else await client.query('rollback').catch(broken)
        throw fault
      } finally {
        client.off('error', broken)
        client.release(isBroken)
      }
    },
    async session(name) {
      const client = new Client(settings(connection, `${id} ${name}`))
      client.on('error', () => undefined)
      try {
        await client.connect()
      } catch (cause) {
        await client.end().catch(() => undefined)
        throw storageFault(cause)
      }
      return client
    },
    apart: (other) => handle(connection, id, other, async () => {}),
    async close() {
      await pool.end()
      await afterwards()
    },
  }
}

const names = new Map<string, string>()

function statement(text: string, values: unknown[] = [], often?: 'often'): QueryConfig {
  if (often === undefined) return { text, values }
  const name = names.get(text) ?? `often_${names.size}`
  names.set(text, name)
  return { name, text, values }
}

/** Whole numbers of 64 bits come as numbers: ours stay far below 2^53. */
const parsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === types.builtins.INT8
      ? (text: string) => Number(text)
      : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
}

function settings(connection: ClientConfig, name: string): ClientConfig {
  return {
    ...connection,
    application_name: `treve ${name}`,
    connectionTimeoutMillis: 5000,
    query_timeout: 60_000,
    keepAlive: true,
    options: `-c search_path=${schema} -c timezone=UTC`,
    types: parsers,
  }
}

/** A database that may lose what it has committed is not used. */
async function check(connection: ClientConfig, { mayLack }: { mayLack: boolean }): Promise<void> {
  const client = new Client(settings(connection, 'check'))
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
              current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commits,
              pg_is_in_recovery() as is_copy, current_setting('server_encoding') as encoding`,
    )
    const { version, fsync, pages, commits, is_copy: isCopy, encoding } = rows[0] ?? {}
    if (version < oldest)
      throw unusable(`it is of version ${Math.floor(version / 10_000)}; 15 is the oldest that serves here`)
    if (isCopy === true) throw unusable('it is a standby, which takes no writes: name the primary')
    if (encoding !== 'UTF8') throw unusable(`its encoding is ${encoding}: make one with encoding UTF8`)
    // `local` is on this server’s disk: enough here. `remote_apply` and `remote_write` are more.
    for (const [name, value] of [
      ['fsync', fsync],
      ['full_page_writes', pages],
      ['synchronous_commit', commits],
    ])
      if (value === 'off') throw unusable(`${name} is off: what is acknowledged could be lost. Set it to on`)
  } catch (cause) {
    const fault = storageFault(cause)
    if (fault instanceof StorageFault || !mayLack) throw fault
    throw unusable(cause instanceof Error ? cause.message : String(cause), cause)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function unusable(why: string, cause?: unknown): StorageFault {
  return new StorageFault('unusable', `the database that --database names cannot be used: ${why}`, { cause })
}
