// The files of the embedded PostgreSQL, made once: whole or not at all.

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { StorageFault } from '../fault.ts'
import { syncFolder, writeSynced } from '../synced.ts'
import type { Binaries } from './binaries.ts'
import { type RunAs, runAs } from './run-as.ts'

/**
 *   FOLDER/cluster                  PostgreSQL's own
 *   FOLDER/cluster/treve.password   of its one user, for the owner of the folder alone
 *   FOLDER/postgres.log             what it says
 */
export interface Cluster {
  readonly path: string
  readonly logPath: string
  readonly password: string
  readonly runAs: RunAs
}

export const superuser = 'treve'
const passwordFile = 'treve.password'

export async function openCluster(folder: string, binaries: Binaries): Promise<Cluster> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'cluster')
  const logPath = join(folder, 'postgres.log')
  const owner = await ownerOf(path)
  const as = runAs(owner)
  if (owner === undefined) await createCluster(folder, path, binaries, as)
  const password = (await readFile(join(path, passwordFile), 'utf8')).trim()
  return { path, logPath, password, runAs: as }
}

async function ownerOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).uid
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined
    throw new StorageFault(
      'unusable',
      `${path} cannot be looked at: start as who owns it, or give another folder by --data`,
      {
        cause: fault,
      },
    )
  }
}

/** Beside its place, then moved there: a crash leaves nothing half made, and of two that do it at once one wins. */
async function createCluster(folder: string, path: string, { initdb }: Binaries, as: RunAs): Promise<void> {
  const part = join(folder, `cluster.${process.pid}-${randomBytes(4).toString('hex')}.part`)
  try {
    await mkdir(part, { mode: 0o700 })
    const given = join(part, 'password')
    const password = `${randomBytes(24).toString('base64url')}\n`
    await writeFile(given, password, { mode: 0o600 })
    if (as.user !== undefined) {
      await passable(folder)
      for (const each of [part, given]) await chown(each, as.user.uid, as.user.gid)
    }
    const made = join(part, 'cluster')
    const [command = '', ...args] = [
      ...as.before,
      initdb,
      ...['-D', made, '--username', superuser, '--auth', 'scram-sha-256', '--pwfile', given],
      // Its own collation: one that changes with the system's library would spoil indexes when the system is updated.
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--no-instructions'],
    ]
    const env = { PATH: process.env.PATH, LC_ALL: 'C' }
    await promisify(execFile)(command, args, { cwd: '/', ...(as.user ?? {}), env })
    await writeSynced(join(made, passwordFile), [password])
    await rename(made, path)
    await syncFolder(folder)
  } catch (cause) {
    if ((await ownerOf(path)) === undefined) throw notMade(cause, folder, as)
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** The folder itself is ours; those above it are not ours to open to others. */
async function passable(folder: string): Promise<void> {
  await chmod(folder, 0o711)
}

function notMade(cause: unknown, folder: string, as: RunAs): StorageFault {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
  if (/No space left on device|ENOSPC/.test(said))
    return new StorageFault(
      'disk_full',
      `there is no room on the disk for a database under ${folder}: it needs 100 MB`,
      { cause },
    )
  if (as.user !== undefined && /EACCES|Permission denied/.test(`${said} ${String(cause)}`))
    return new StorageFault(
      'unusable',
      `PostgreSQL refuses to run as root, and the user ${as.user.uid} may not enter ${dirname(folder)}: give a folder that others may enter by --data, start as another user, or name a server by --database postgres://…`,
      { cause },
    )
  return new StorageFault('unusable', `the database could not be made under ${folder}: ${said}`, { cause })
}

/** Of a socket, whose path has 107 bytes at most: short, in the temporary folder, for its owner alone. */
export async function socketFolderFor(path: string, as: RunAs): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((fault: unknown) => {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
  })
  if (as.user !== undefined) await chown(path, as.user.uid, as.user.gid)
  const found = await lstat(path)
  const owner = as.user?.uid ?? process.geteuid?.() ?? 0
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0)
    throw new StorageFault('unusable', `${path} belongs to somebody else, or is open to others: remove it`)
}
