// Verbs that work on what servers keep: which database, and where the keys of the accounts stand.

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Database, DatabaseChoice } from '@treve/server/storage'
import type { ExitCode, Io } from './verb.ts'

export const databaseOptions = { database: { type: 'string' }, data: { type: 'string' } } as const

export const databaseHelp = `  --data DIR       the servers’ folder: DIR/database is their own PostgreSQL, DIR/keys the keys of the accounts
                   (default ./data)
  --database URL   a PostgreSQL server instead, postgres://USER@HOST/NAME; its password in ~/.pgpass, where other
                   users of this machine do not see it`

type Storage = typeof import('@treve/server/storage')

export interface Chosen {
  readonly choice: DatabaseChoice
  readonly keysFolder: string
}

/** Undefined after a message. */
export function chosenDatabase(
  verb: string,
  { database, data }: { readonly database?: string | undefined; readonly data?: string | undefined },
  io: Io,
): Chosen | undefined {
  const folder = resolve(io.folder, data ?? 'data')
  const keysFolder = join(folder, 'keys')
  if (database === undefined) return { choice: { folder: join(folder, 'database') }, keysFolder }
  if (/^postgres(ql)?:\/\//.test(database)) return { choice: { url: database }, keysFolder }
  io.err(
    `treve ${verb}: --database ${database}: an address such as postgres://treve@db.example.org/treve is expected.\n`,
  )
  return undefined
}

/**
 * Opens it for as long as `act` takes; what storage refuses is told, and answered by its exit code.
 * @param mayBegin a database that is not there is made
 */
export async function onDatabase(
  verb: string,
  { choice }: Chosen,
  io: Io,
  { mayBegin }: { readonly mayBegin: boolean },
  act: (database: Database, storage: Storage) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (!mayBegin && 'folder' in choice && !existsSync(join(choice.folder, 'cluster'))) {
    io.err(`treve ${verb}: there is no database in ${choice.folder}: give the servers’ folder by --data.\n`)
    return 2
  }
  // Only when it is asked for: other verbs need not wait for the driver to load.
  const storage = await import('@treve/server/storage')
  let database: Database | undefined
  try {
    database = await storage.openDatabase(choice)
    return await act(database, storage)
  } catch (fault) {
    if (!(fault instanceof storage.StorageFault)) throw fault
    io.err(`treve ${verb}: ${fault.message}.\n`)
    return fault.kind === 'unusable' ? 2 : 3
  } finally {
    await database?.close()
  }
}
