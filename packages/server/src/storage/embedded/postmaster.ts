// Whether PostgreSQL runs on a cluster: by the file that it keeps there for as long as it runs, and leaves when it is killed.

import { readFile, readlink, realpath, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** The process that serves the cluster, if there is one. A file left by a dead one, whose number another process has now, is removed. */
export async function livePostmaster(cluster: string): Promise<number | undefined> {
  const file = join(cluster, 'postmaster.pid')
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return undefined
  }
  const pid = Number(text.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (!isRunning(pid)) return undefined
  if (process.platform !== 'linux' || (await worksIn(pid, cluster))) return pid
  // In containers numbers come again soon. PostgreSQL would take the stranger for itself and refuse to start.
  await unlink(file).catch(() => undefined)
  return undefined
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
