// Whether PostgreSQL runs on a cluster: by the file that it keeps there for as long as it runs, and leaves when it is killed.

import { readdir, readFile, readlink, realpath, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** The process that serves the cluster, if there is one. */
export async function livePostmaster(cluster: string): Promise<number | undefined> {
  const pid = await namedIn(cluster)
  if (pid === undefined || !isRunning(pid)) return undefined
  return process.platform !== 'linux' || (await worksIn(pid, cluster)) ? pid : undefined
}

/**
 * Removes the file of a dead one whose number another process has now, as it soon comes in containers: PostgreSQL would take
 * the stranger for itself and refuse to start. Not while anything still works in the cluster: by that file PostgreSQL knows
 * of processes of the dead one, beside which none may start. To be called by one at a time.
 */
export async function forgetStranger(cluster: string): Promise<void> {
  const pid = await namedIn(cluster)
  if (process.platform !== 'linux' || pid === undefined || !isRunning(pid)) return
  for (const name of await readdir('/proc')) if (/^[0-9]+$/.test(name) && (await worksIn(Number(name), cluster))) return
  await unlink(join(cluster, 'postmaster.pid')).catch(() => undefined)
}

/** True from when it takes connections: its sockets were made before it says so. */
export async function saysReady(cluster: string): Promise<boolean> {
  return (await linesIn(cluster))[7]?.trim() === 'ready'
}

async function namedIn(cluster: string): Promise<number | undefined> {
  const pid = Number((await linesIn(cluster))[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** Number, folder, start, port, socket's folder, addresses, shared memory, state: a line each; none if there is no file. */
async function linesIn(cluster: string): Promise<string[]> {
  try {
    return (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  } catch {
    return []
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}

async function worksIn(pid: number, cluster: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
  } catch {
    return false
  }
}
