// CPU seconds of processes, as the system counts them: ticks of a hundredth of a second.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Of another process, all its threads, and of those of its children that have ended. */
export function cpuOf(pid: number | string | undefined): number {
  const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 15)
    .map(Number)
  return ticks.reduce((sum, each) => sum + each, 0) / 100
}

export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Of all processes that work in this folder: PostgreSQL's work in that of its cluster. */
export function cpuIn(folder: string): number {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .reduce((sum, pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder ? sum + cpuOf(pid) : sum
      } catch {
        // It has just ended.
        return sum
      }
    }, 0)
}
