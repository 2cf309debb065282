// Where the public instances are: given, never assumed, and never part of the project.

import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Undefined, and said, where the folder is not there. `origin` says where the files can be had. */
export function instanceFolder(data: string | undefined, name: string, origin: string): string | undefined {
  const folder = data === undefined ? undefined : join(data, name)
  if (folder !== undefined && existsSync(folder)) return folder
  console.log(
    `${folder ?? 'The data folder'} is not there: give the folder that holds ${name} as --data or TREVE_BENCH_DATA. ${origin}`,
  )
  process.exitCode = 2
  return undefined
}

/** CPU seconds of this process since it was made. */
export function cpuWatch(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
}
