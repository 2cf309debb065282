// Real processes and real files: killed, or refused by the disk, at each system call that changes something. What was
// acknowledged must be in the log after a new start, and what was published must stay true.

import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFileStore, openSequencer, textOf, verifyLog } from '../../src/index.ts'
import { logSigner } from '../log/served.ts'
import { readBundles } from './failing-store.ts'

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
const strace = 'strace'
/** Not everywhere installed, nor everywhere allowed. */
const canTrace = spawnSync(strace, ['-f', '-qq', '-o', '/dev/null', 'true']).status === 0
const isLong = process.env.TREVE_LONG === '1'
/** All that change files; `write` is what fills them. */
const calls = ['fsync', 'rename', 'link', 'unlink', 'write', 'mkdir'] as const

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'treve-faults-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

interface Life {
  readonly acknowledged: readonly string[]
  readonly published: readonly string[]
  readonly isDone: boolean
}

/** One thread for files, so that the count of calls means the same each time. */
function run(folder: string, life: number, tracing: readonly string[], beats = 3): Life {
  const { stdout } = spawnSync(
    strace,
    ['-f', '-qq', ...tracing, '-o', `${folder}.trace`, process.execPath, writer, folder, String(life), String(beats)],
    {
      env: { ...process.env, UV_THREADPOOL_SIZE: '1', NODE_NO_WARNINGS: '1' },
      encoding: 'utf8',
    },
  )
  // A last line that was cut short was not said.
  const lines = stdout.split('\n').slice(0, -1)
  const after = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))
  return {
    acknowledged: after('acknowledged'),
    published: after('published').map((note) => Buffer.from(note, 'base64').toString()),
    isDone: lines.includes('done'),
  }
}

/** Started again, in this process: everything that was said must be so. */
async function holdsTo(folder: string, lives: readonly Life[]): Promise<void> {
  const store = await openFileStore({ served: join(folder, 'log'), own: join(folder, 'own') })
  const log = await openSequencer({ store, signer: logSigner })
  await log.seal(1000)
  await log.publish()
  await log.close()
  const entries = (await readBundles(store)).map(({ entry }) => textOf(entry) ?? '')
  expect(new Set(entries).size).toBe(entries.length)
  const there = new Set(entries)
  for (const entry of lives.flatMap(({ acknowledged }) => acknowledged)) expect(there.has(entry), entry).toBe(true)
  const kept = lives.flatMap(({ published }) => published)
  const seen = await verifyLog({ read: (path) => store.read(path), log: logSigner.key, kept })
  expect(seen.faults).toEqual([])
}

/** A fault at the n-th of such calls, again and again in the same folder. */
async function injected(
  call: (typeof calls)[number],
  effect: string,
  steps: readonly number[],
  beats = 3,
): Promise<number> {
  let count = 0
  for (const step of steps) {
    const folder = await mkdtemp(join(root, `${call}-`))
    const first = run(folder, 1, ['-e', `trace=${call}`, '-e', `inject=${call}:${effect}:when=${step}`], beats)
    await holdsTo(folder, [first])
    const second = run(folder, 2, ['-e', `trace=${call}`, '-e', `inject=${call}:${effect}:when=${step + 3}`], beats)
    await holdsTo(folder, [first, second])
    count += [first, second].filter(({ isDone }) => !isDone).length
    await rm(folder, { recursive: true, force: true })
  }
  return count
}

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
    expect(await injected(call, 'signal=KILL', sample[call])).toBeGreaterThan(0)
  })

  test.each(['fsync', 'rename', 'link', 'write'] as const)('%s fails: a sample', { timeout: 60_000 }, async (call) => {
    expect(
      await injected(call, call === 'write' ? 'error=ENOSPC' : 'error=EIO', sample[call].slice(0, 2)),
    ).toBeGreaterThan(0)
  })
})

describe.runIf(canTrace && isLong)('faults at system calls, 500 and more', () => {
  test('at every step, killed and refused', { timeout: 3_600_000 }, async () => {
    let count = 0
    const most = { fsync: 110, rename: 40, link: 30, unlink: 40, write: 70, mkdir: 6 }
    for (const call of calls) {
      const steps = Array.from({ length: most[call] }, (_, at) => at + 1)
      count += await injected(call, 'signal=KILL', steps, 8)
      count += await injected(call, call === 'write' ? 'error=ENOSPC' : 'error=EIO', steps, 8)
    }
    process.stdout.write(`faults injected at system calls: ${count}\n`)
    expect(count).toBeGreaterThanOrEqual(500)
  })
})
