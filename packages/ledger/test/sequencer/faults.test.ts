// Each fault at a sample of steps; at every step in the long tests.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls, canTrace, holdsTo, injected, run } from './faults.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'treve-faults-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe.runIf(canTrace)('faults at system calls', () => {
  test('without faults it says that it is done, and each file and folder was synced before it counts', async () => {
    const folder = await mkdtemp(join(root, 'plain-'))
    const life = run(folder, 1, ['-y', '-e', 'trace=fsync,rename,link'])
    expect(life.isDone).toBe(true)
    await holdsTo(folder, [life])
    const trace = (await readFile(`${folder}.trace`, 'utf8')).split('\n')
    const synced = new Set<string>()
    let named = 0
    for (const [at, line] of trace.entries()) {
      const [, path] = /fsync\(\d+<([^>]+)>\)\s+= 0/.exec(line) ?? []
      if (path !== undefined) synced.add(path)
      const [, part = '', name = ''] = /(?:rename|link)\("([^"]+)", "([^"]+)"\)\s+= 0/.exec(line) ?? []
      if (part === '') continue
      named += 1
      expect(synced.has(part), `${part} was given its name before it was synced`).toBe(true)
      const folderOf = name.slice(0, name.lastIndexOf('/'))
      expect(
        trace.slice(at + 1).some((later) => later.includes(`fsync(`) && later.includes(`<${folderOf}>`)),
        `${folderOf} was not synced`,
      ).toBe(true)
    }
    expect(named).toBeGreaterThan(12)
  })

  const sample = {
    fsync: [4, 11, 23],
    rename: [1, 5],
    link: [2, 5],
    unlink: [3],

    write: [6, 21],
    mkdir: [2],
  }

  test.each(calls)('killed at %s: a sample', { timeout: 60_000 }, async (call) => {
    expect(await injected(root, call, 'signal=KILL', sample[call])).toBeGreaterThan(0)
  })

  test.each(['fsync', 'rename', 'link', 'write'] as const)('%s fails: a sample', { timeout: 60_000 }, async (call) => {
    expect(
      await injected(root, call, call === 'write' ? 'error=ENOSPC' : 'error=EIO', sample[call].slice(0, 2)),
    ).toBeGreaterThan(0)
  })

  test.each(calls)('an account killed at %s: a sample', { timeout: 120_000 }, async (call) => {
    const steps = { fsync: [9, 25, 38], rename: [4, 9], link: [3, 7], unlink: [6], write: [12, 25], mkdir: [4] }
    expect(await injected(root, call, 'signal=KILL', steps[call], { what: 'account' })).toBeGreaterThan(0)
  })
})
