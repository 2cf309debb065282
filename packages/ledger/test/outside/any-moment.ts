// A log under load, looked at from outside again and again: whatever is served at any moment must verify, and everything
// that was ever served must stay true.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import {
  bytesOf,
  formatVerifierKey,
  openFileStore,
  openSequencer,
  readFolder,
  textOf,
  verifyLog,
} from '../../src/index.ts'
import { logSigner } from '../log/served.ts'
import { buildReader, hasGo } from './golang.ts'

/** Answers how often it was looked at, and how many entries there were in the end. */
export async function lookedAt(seconds: number, everyMs: number): Promise<{ looks: number; size: number }> {
  const root = await mkdtemp(join(tmpdir(), 'treve-any-moment-'))
  try {
    const ask = hasGo ? buildReader(root) : undefined
    const served = join(root, 'log')
    const log = await openSequencer({
      store: await openFileStore({ served, own: join(root, 'own') }),
      signer: logSigner,
    })
    let isWriting = true
    let number = 0
    const writers = Array.from({ length: 16 }, async () => {
      while (isWriting) {
        await log.append(bytesOf(`entry ${number++} ${'x'.repeat(500)}`))
        await wait(2)
      }
    })
    const beats = (async () => {
      for (let beat = 0; isWriting; beat++) {
        await wait(100)
        if ((await log.seal(beat)) !== undefined) await log.publish()
      }
    })()
    const kept: string[] = []
    const until = performance.now() + seconds * 1000
    let looks = 0
    for (; performance.now() < until; looks++) {
      await wait(everyMs)
      const read = readFolder(served)
      const note = await read('checkpoint')
      if (note === undefined) continue
      // One who looks from outside sees one checkpoint, and with it the tiles as they are meanwhile.
      const seen = await verifyLog({
        read: async (path) => (path === 'checkpoint' ? note : read(path)),
        log: logSigner.key,
        kept,
      })
      expect(seen.faults).toEqual([])
      if (ask !== undefined)
        expect(ask({ folder: served, vkey: formatVerifierKey(logSigner.key), records: [], heads: [] })).toBe(
          'accepted\n',
        )
      kept.push(textOf(note) ?? '')
    }
    isWriting = false
    await Promise.all([...writers, beats])
    const last = await verifyLog({ read: readFolder(served), log: logSigner.key, kept })
    expect(last.faults).toEqual([])
    await log.close()
    return { looks, size: last.size }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
