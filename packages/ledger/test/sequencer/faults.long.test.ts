// Killed, and refused by the disk, at every step: at least 500 times.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls, canTrace, injected } from './faults.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'treve-faults-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe.runIf(canTrace)('faults at system calls, 500 and more', () => {
  test('at every step, killed and refused', { timeout: 3_600_000 }, async () => {
    let count = 0
    const most = { fsync: 110, rename: 40, link: 30, unlink: 40, write: 70, mkdir: 6 }
    for (const call of calls) {
      const steps = Array.from({ length: most[call] }, (_, at) => at + 1)
      count += await injected(root, call, 'signal=KILL', steps, { beats: 8 })
      count += await injected(root, call, call === 'write' ? 'error=ENOSPC' : 'error=EIO', steps, { beats: 8 })
    }
    process.stdout.write(`faults injected at system calls: ${count}\n`)
    expect(count).toBeGreaterThanOrEqual(500)
  })

  test('an account with what is sealed in it, at every step', { timeout: 3_600_000 }, async () => {
    let count = 0
    const most = { fsync: 60, rename: 20, link: 14, unlink: 16, write: 40, mkdir: 10 }
    for (const call of calls) {
      const steps = Array.from({ length: most[call] }, (_, at) => at + 1)
      count += await injected(root, call, 'signal=KILL', steps, { what: 'account' })
      count += await injected(root, call, call === 'write' ? 'error=ENOSPC' : 'error=EIO', steps, { what: 'account' })
    }
    process.stdout.write(`faults injected at system calls, account: ${count}\n`)
    expect(count).toBeGreaterThanOrEqual(200)
  })
})
