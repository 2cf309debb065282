// A copy of all that the database holds, as it was at one moment, while servers go on; in files that need no tools of one
// version of PostgreSQL. What opens sealed values stands apart in it:
//
//   FOLDER/backup.json           what it holds, with the hash of each file; written last: without it, it is no backup
//   FOLDER/TABLE.jsonl           the rows of a table, one a line
//   FOLDER/keys/TABLE.jsonl      the keys of sealed values, and commands that wait to be sealed. An erasure must reach every
//                                copy of these, and of no other file
//
// The keys by which the account is signed are in no database, and so in no backup: they are copied by hand.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Database, Queryable } from './database.ts'
import { StorageFault, storageFault } from './fault.ts'
import { stepsDone } from './migrations.ts'
import { syncFolder, writeSynced } from './synced.ts'

/**
 * In an order in which they can be put back. Who leads is of processes, what is computed is computed again, and who is
 * signed in signs in again.
 */
const tables = [
  { name: 'accounts', isApart: false, atOnce: 500 },
  { name: 'log_resources', isApart: false, atOnce: 100 },
  { name: 'log_locks', isApart: false, atOnce: 100 },
  { name: 'log_waiting', isApart: false, atOnce: 10 },
  { name: 'sealed_values', isApart: false, atOnce: 500 },
  { name: 'sealed_attachments', isApart: false, atOnce: 1 },
  { name: 'sealed_keys', isApart: true, atOnce: 500 },
  { name: 'sealed_attachment_keys', isApart: true, atOnce: 500 },
  { name: 'commands', isApart: true, atOnce: 100 },
  { name: 'certified_keys', isApart: false, atOnce: 500 },
  { name: 'uploads', isApart: false, atOnce: 1 },
  { name: 'upload_keys', isApart: true, atOnce: 500 },
  { name: 'uploads_taken', isApart: false, atOnce: 500 },
  { name: 'purged', isApart: false, atOnce: 500 },
  { name: 'passkeys', isApart: false, atOnce: 500 },
  { name: 'reads', isApart: false, atOnce: 500 },
] as const

type Table = (typeof tables)[number]

interface Manifest {
  readonly treve_backup: 1
  /** Steps of the schema. */
  readonly steps: number
  readonly made_at: string
  readonly files: Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>
}

const manifestFile = 'backup.json'

/** Answers how many rows. @throws StorageFault where the folder holds something already */
export async function backup(database: Database, folder: string): Promise<number> {
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  const there = (await readdir(folder)).filter((name) => name !== 'keys')
  if (there.length > 0 || (await readdir(join(folder, 'keys'))).length > 0)
    throw new StorageFault('unusable', `${folder} is not empty: give a new folder`)
  try {
    return await database.inTransaction(async (client) => {
      const { rows } = await client.query('select now() as at, exists (select from accounts) as is_filled')
      if (rows[0]?.is_filled !== true)
        throw new StorageFault('unusable', 'the database holds no account: is it the right one?')
      const files: Record<string, { rows: number; sha256: string }> = {}
      for (const table of tables) files[fileOf(table)] = await copyOut(client, table, join(folder, fileOf(table)))
      const manifest: Manifest = {
        treve_backup: 1,
        steps: await stepsDone(client),
        made_at: rows[0]?.at instanceof Date ? rows[0].at.toISOString() : '',
        files,
      }
      await writeSynced(join(folder, `${manifestFile}.part`), [`${JSON.stringify(manifest, null, 1)}\n`])
      await rename(join(folder, `${manifestFile}.part`), join(folder, manifestFile))
      for (const each of [join(folder, 'keys'), folder]) await syncFolder(each)
      return Object.values(files).reduce((sum, file) => sum + file.rows, 0)
    }, 'begin isolation level repeatable read read only')
  } catch (fault) {
    throw ofFiles(fault, folder)
  }
}

/** Into a database that holds nothing yet: all of it, or nothing. Answers how many rows. */
export async function restore(database: Database, folder: string): Promise<number> {
  const manifest = await manifestIn(folder)
  // All is looked at before anything is put in.
  for (const table of tables) await checkFile(folder, fileOf(table), manifest)
  return database.inTransaction(async (client) => {
    const steps = await stepsDone(client)
    if (steps !== manifest.steps)
      throw new StorageFault(
        'unusable',
        `the backup is of schema step ${manifest.steps} and the database of step ${steps}: restore it by the Treve that made it, then start this one on it`,
      )
    for (const table of tables) {
      const { rows } = await client.query(`select exists (select from ${table.name}) as is_filled`)
      if (rows[0]?.is_filled === true)
        throw new StorageFault(
          'unusable',
          `the database holds something already (${table.name}): restore into one that is empty. Nothing was changed`,
        )
    }
    let count = 0
    for (const table of tables) count += await copyIn(client, table, join(folder, fileOf(table)))
    for (const name of ['accounts', 'commands'])
      await client.query(
        `select setval(pg_get_serial_sequence($1, 'number'), coalesce((select max(number) from ${name}), 0) + 1, false)`,
        [name],
      )
    return count
  })
}

function fileOf({ name, isApart }: Table): string {
  return isApart ? `keys/${name}.jsonl` : `${name}.jsonl`
}

async function copyOut(
  client: Queryable,
  { name, atOnce }: Table,
  path: string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256')
  let rows = 0
  async function* lines(): AsyncGenerator<string> {
    await client.query(`declare copied cursor for select to_jsonb(${name})::text as line from ${name}`)
    for (;;) {
      const { rows: fetched } = await client.query(`fetch ${atOnce} from copied`)
      if (fetched.length === 0) break
      const text = fetched.map(({ line }) => `${line}\n`).join('')
      hash.update(text)
      rows += fetched.length
      yield text
    }
    await client.query('close copied')
  }
  await writeSynced(path, lines())
  return { rows, sha256: hash.digest('hex') }
}

async function copyIn(client: Queryable, { name, atOnce }: Table, path: string): Promise<number> {
  let count = 0
  let batch: string[] = []
  const put = async () => {
    if (batch.length === 0) return
    await client.query(
      `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
      [`[${batch.join(',')}]`],
    )
    count += batch.length
    batch = []
  }
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    batch.push(line)
    if (batch.length >= atOnce) await put()
  }
  await put()
  return count
}

async function manifestIn(folder: string): Promise<Manifest> {
  let manifest: Manifest
  try {
    manifest = JSON.parse(await readFile(join(folder, manifestFile), 'utf8')) as Manifest
  } catch (cause) {
    throw new StorageFault(
      'unusable',
      `${folder} is no backup, or one that did not come to its end: there is no ${manifestFile} in it that can be read`,
      { cause },
    )
  }
  if (manifest.treve_backup !== 1 || typeof manifest.files !== 'object')
    throw new StorageFault('unusable', `${join(folder, manifestFile)} is not of a kind that this Treve reads`)
  return manifest
}

async function checkFile(folder: string, file: string, { files }: Manifest): Promise<void> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk)
  } catch (cause) {
    throw new StorageFault('unusable', `${join(folder, file)} cannot be read: the backup is not whole`, { cause })
  }
  if (hash.digest('hex') !== files[file]?.sha256)
    throw new StorageFault('unusable', `${join(folder, file)} is not as it was written: take another backup`)
}

function ofFiles(fault: unknown, folder: string): unknown {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC'
    ? new StorageFault('disk_full', `the disk of ${folder} is full: the backup did not come to its end`, {
        cause: fault,
      })
    : storageFault(fault)
}
