// The PostgreSQL that comes with Treve: made on the first start; attached to where it runs already; recovered where it was
// killed; started again where it dies while we run; stopped by the last of us that leaves.
//
// It is no child that goes with us: a killed server of ours leaves it running, and the next one attaches.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { holdFolder } from '@treve/ledger'
import { Client, type ClientConfig } from 'pg'
import { StorageFault, storageFault } from '../fault.ts'
import { findBinaries } from './binaries.ts'
import { type Cluster, openCluster, socketFolderFor, superuser } from './cluster.ts'
import { forgetStranger, livePostmaster, saysReady } from './postmaster.ts'

export interface Embedded {
  readonly connection: ClientConfig
  /** Stops it if nobody else is there. Our own connections must be closed before. */
  close(): Promise<void>
}

export const databaseName = 'treve'
const port = 5432
/** Its host is the folder of its sockets. */
type ServerAt = ClientConfig & { readonly host: string }

const longestStartSeconds = 120
const longestStopSeconds = 10
const mostAttempts = 5
/** Held, shared, by every process that uses the database for as long as it does. */
const presence = 7_383_001
const largestLog = 16 * 1024 * 1024

export async function openEmbedded(folder: string): Promise<Embedded> {
  if (process.platform === 'win32')
    throw new StorageFault('unusable', 'on Windows, name a PostgreSQL server by --database postgres://…')
  const binaries = await findBinaries()
  const cluster = await openCluster(folder, binaries)
  const hash = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 16)
  const sockets = join(tmpdir(), `treve-${hash}`)
  if (Buffer.byteLength(join(sockets, `.s.PGSQL.${port}`)) > 103)
    throw new StorageFault('unusable', `the path of the temporary folder is too long for a socket: set TMPDIR=/tmp`)
  const server = { host: sockets, port, user: superuser, password: cluster.password }
  const settings = startOptions(sockets)

  async function ensureRunning(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      // One of us at a time looks and starts; who comes second finds it running.
      const letGo = await holdFolder(folder, longestStartSeconds)
      let ended: AbortSignal | undefined
      try {
        await stopIfOutOfReach(cluster.path, sockets)
        if ((await livePostmaster(cluster.path)) === undefined) {
          await forgetStranger(cluster.path)
          await socketFolderFor(sockets, cluster.runAs)
          await clearSockets(sockets)
          ended = await start(cluster, binaries.postgres, settings)
          await untilNamed(cluster.path, ended)
        }
      } finally {
        await letGo()
      }
      if (await answers(server, cluster, ended)) return
      // Processes of the one that was killed may still be on their way out.
      if (attempt === mostAttempts) throw await notStarted(cluster)
      await wait(attempt * 250)
    }
  }

  await ensureRunning()
  await createDatabase(server)
  const connection = { ...server, database: databaseName }
  let here = await enter(connection)
  let isClosing = false
  let mending: Promise<void> | undefined
  const watch = setInterval(() => {
    mending ??= mend().finally(() => {
      mending = undefined
    })
  }, 500)
  watch.unref()

  async function mend(): Promise<void> {
    if (!here.isLost || isClosing) return
    try {
      await ensureRunning()
      here = await enter(connection)
    } catch {
      // Tried again at the next turn; whoever uses the database is told that it is away.
    }
  }

  return {
    connection,
    async close() {
      isClosing = true
      clearInterval(watch)
      await mending
      // Lost just now, with a database that another process has started again since: others may be on it.
      if (here.isLost && (await answers(server, cluster, undefined))) here = await enter(connection)
      const isLast = await here.leave()
      const pid = await livePostmaster(cluster.path)
      if (!isLast || pid === undefined) return
      // Fast: who is connected is cut off, what was committed is on the disk.
      process.kill(pid, 'SIGINT')
      while ((await livePostmaster(cluster.path)) !== undefined) await wait(20)
      await rm(sockets, { recursive: true, force: true })
    },
  }
}

function startOptions(sockets: string): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    port,
    max_connections: 100,
    shared_buffers: '64MB',
    // Explicit, though they are what it does by itself: an acknowledgement rests on them.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // Old segments are removed, not written over some day: what was erased must not stay in them.
    wal_recycle: 'off',
    // What stands in a statement may be what must be erasable.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Answers what is aborted when it has ended. */
async function start(
  { path, logPath, runAs }: Cluster,
  postgres: string,
  settings: readonly string[],
): Promise<AbortSignal> {
  const size = await stat(logPath).then(
    (found) => found.size,
    () => 0,
  )
  if (size > largestLog) await rename(logPath, `${logPath}.old`)
  const log = await open(logPath, 'a', 0o600)
  try {
    const [command = '', ...args] = [...runAs.before, postgres, '-D', path, ...settings]
    const child = spawn(command, args, {
      // Of its own session: Ctrl-C is for us, and we stop it once all is written.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      ...(runAs.user ?? {}),
    })
    await new Promise<void>((done, failed) => {
      child.once('spawn', done)
      child.once('error', failed)
    })
    child.unref()
    const ended = new AbortController()
    child.once('exit', () => ended.abort())
    return ended.signal
  } finally {
    await log.close()
  }
}

/** Until whoever looks next sees that it runs, or it has ended: before, they would take its sockets for those of a dead one. */
async function untilNamed(cluster: string, ended: AbortSignal): Promise<void> {
  const until = Date.now() + longestStartSeconds * 1000
  while (!ended.aborted && Date.now() < until && (await livePostmaster(cluster)) === undefined) await wait(10)
}

/** One whose socket is gone, as when somebody empties the temporary folder, would run on and never be reached again. */
async function stopIfOutOfReach(cluster: string, sockets: string): Promise<void> {
  const pid = await livePostmaster(cluster)
  if (pid === undefined || !(await isOutOfReach(cluster, sockets))) return
  // Fast, as in closing; at once if that takes too long. What was committed is on the disk either way.
  process.kill(pid, 'SIGINT')
  const patience = Date.now() + longestStopSeconds * 1000
  let isHurried = false
  while ((await livePostmaster(cluster)) === pid) {
    if (!isHurried && Date.now() > patience) {
      process.kill(pid, 'SIGQUIT')
      isHurried = true
    }
    await wait(20)
  }
}

async function isOutOfReach(cluster: string, sockets: string): Promise<boolean> {
  return (await saysReady(cluster)) && !(await exists(join(sockets, `.s.PGSQL.${port}`)))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Of one that was killed: that it is dead was seen before, and nobody else has this folder. */
async function clearSockets(sockets: string): Promise<void> {
  for (const name of await readdir(sockets))
    if (name.startsWith('.s.PGSQL.')) await rm(join(sockets, name), { force: true })
}

/** False if it has ended instead. Recovery may take its time. */
async function answers(server: ServerAt, cluster: Cluster, ended: AbortSignal | undefined): Promise<boolean> {
  const until = Date.now() + longestStartSeconds * 1000
  for (;;) {
    const fault = await triedOn(server)
    if (fault === undefined) return true
    if (!(fault instanceof StorageFault)) throw fault
    if (ended?.aborted === true || Date.now() > until) return false
    if (ended === undefined && (await livePostmaster(cluster.path)) === undefined) return false
    if (await isOutOfReach(cluster.path, server.host)) return false
    await wait(30)
  }
}

async function triedOn(server: ClientConfig): Promise<unknown> {
  const client = new Client({ ...server, database: 'postgres', connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (cause) {
    return storageFault(cause)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function notStarted({ logPath }: Cluster): Promise<StorageFault> {
  const said = await lastLines(logPath)
  return /No space left on device/.test(said)
    ? new StorageFault('disk_full', `the disk is full: the database cannot start. Free some space, then start again`)
    : new StorageFault('unusable', `the database does not start. ${logPath} ends with:\n${said}`)
}

async function lastLines(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const length = Math.min(size, 2000)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.toString('utf8').trim().split('\n').slice(-8).join('\n')
  } finally {
    await file.close()
  }
}

async function createDatabase(server: ClientConfig): Promise<void> {
  const client = new Client({ ...server, database: 'postgres' })
  // It may be killed at any moment: what was asked is told so, and nothing else of this process ends by it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (rowCount !== 0) return
    await client.query(`create database ${databaseName}`).catch((fault: unknown) => {
      // 42P04, 23505: another process has made it since.
      if (!(fault instanceof Error && 'code' in fault && ['42P04', '23505'].includes(String(fault.code)))) throw fault
    })
  } finally {
    await client.end().catch(() => undefined)
  }
}

interface Presence {
  readonly isLost: boolean
  /** True if nobody else is there. */
  leave(): Promise<boolean>
}

/** A session that says that we are there: it ends with us, however we end. */
async function enter(connection: ClientConfig): Promise<Presence> {
  const client = new Client({ ...connection, application_name: 'treve presence' })
  let isLost = false
  client.on('error', () => {
    isLost = true
  })
  client.on('end', () => {
    isLost = true
  })
  await client.connect()
  await client.query('select pg_advisory_lock_shared($1)', [presence])
  return {
    get isLost() {
      return isLost
    },
    async leave() {
      if (isLost) return true
      try {
        await client.query('select pg_advisory_unlock_shared($1)', [presence])
        const { rows } = await client.query('select pg_try_advisory_lock($1) as is_last', [presence])
        // Held while we stop it: whoever comes now waits, is cut off with us, and starts it again.
        if (rows[0]?.is_last === true) return true
        await client.end()
        return false
      } catch {
        return false // another who left last has stopped it
      }
    },
  }
}
