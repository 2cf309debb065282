// Real processes and real files: killed, or refused by the disk, at each system call that changes something. What was
// acknowledged must be in the log after a new start, and what was published must stay true.

import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import {
  createAccountFolder,
  type Opening,
  openAccountFolder,
  openFileStore,
  openSequencer,
  readFolder,
  textOf,
  verifyEntries,
  verifyLog,
} from '../../src/index.ts'
import { randomOf } from '../entry/made.ts'
import { logSigner } from '../log/served.ts'
import { readBundles } from './failing-store.ts'

const writers = {
  log: fileURLToPath(new URL('./writer.ts', import.meta.url)),
  account: fileURLToPath(new URL('./account-writer.ts', import.meta.url)),
} as const
export type Written = keyof typeof writers
export const accountSettings = {
  log: 'example.org/faults',
  pause: 'faults',
  mode: 'live' as const,
  organisation: 'Faults',
  beatSeconds: 900,
  fill: 0,
  zone: 'UTC',
}
const strace = 'strace'
/** Not everywhere installed, nor everywhere allowed. */
export const canTrace = spawnSync(strace, ['-f', '-qq', '-o', '/dev/null', 'true']).status === 0
/** All that change files; `write` is what fills them. */
export const calls = ['fsync', 'rename', 'link', 'unlink', 'write', 'mkdir'] as const

export interface Life {
  readonly acknowledged: readonly string[]
  readonly published: readonly string[]
  readonly isDone: boolean
}

/** One thread for files, so that the count of calls means the same each time. */
export function run(folder: string, life: number, tracing: readonly string[], beats = 3, what: Written = 'log'): Life {
  const { stdout } = spawnSync(
    strace,
    [
      '-f',
      '-qq',
      ...tracing,
      '-o',
      `${folder}.trace`,
      // Node wakes its own threads by a write too: one that was made to fail leaves it waiting for ever. It is then killed.
      'timeout',
      '--signal=KILL',
      '60',
      process.execPath,
      writers[what],
      folder,
      String(life),
      String(beats),
    ],
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
export async function holdsTo(folder: string, lives: readonly Life[]): Promise<void> {
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

/** The account opened again: every acknowledged entry with all that is sealed behind it, and every published checkpoint true. */
export async function accountHoldsTo(folder: string, lives: readonly Life[]): Promise<void> {
  const world = { now: () => 1_478_250_000, random: randomOf('after') }
  await createAccountFolder(folder, accountSettings, world).catch(() => undefined)
  const opened = await openAccountFolder(folder, world)
  await opened.account.beat()
  const openings: Opening[] = []
  for (let index = 0; index < opened.account.state.size; index++)
    openings.push(...(await opened.account.openingsOf(index)))
  await opened.close()
  const read = readFolder(join(folder, 'log'))
  const kept = lives.flatMap(({ published }) => published)
  const log = await verifyLog({ read, log: opened.logKey.key, kept })
  expect(log.faults).toEqual([])
  const seen = await verifyEntries({ read, checkpoint: log, log: opened.logKey.key, openings })
  expect(seen.problems).toEqual([])
  expect(seen.checked.openings).toMatchObject({ withheld: 0, missing: 0, erased: 0 })
  const there = new Set(seen.entries.map(({ entry }) => entry.id))
  for (const id of lives.flatMap(({ acknowledged }) => acknowledged)) expect(there.has(id), id).toBe(true)
}

/** A fault at the n-th of such calls, again and again in the same folder. */
export async function injected(
  root: string,
  call: (typeof calls)[number],
  effect: string,
  steps: readonly number[],
  { beats = 3, what = 'log' }: { readonly beats?: number; readonly what?: Written } = {},
): Promise<number> {
  const holds = what === 'log' ? holdsTo : accountHoldsTo
  let count = 0
  for (const step of steps) {
    const folder = await mkdtemp(join(root, `${call}-`))
    const first = run(folder, 1, ['-e', `trace=${call}`, '-e', `inject=${call}:${effect}:when=${step}`], beats, what)
    await holds(folder, [first])
    const second = run(
      folder,
      2,
      ['-e', `trace=${call}`, '-e', `inject=${call}:${effect}:when=${step + 3}`],
      beats,
      what,
    )
    await holds(folder, [first, second])
    count += [first, second].filter(({ isDone }) => !isDone).length
    await rm(folder, { recursive: true, force: true })
  }
  return count
}
