// Beats of an account while other processes write to its folder.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Account, cosigner, formatVerifierKey, holdFolder, keyTypes, openAccountFolder } from '@treve/ledger'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { world } from '../src/account/world.ts'
import { run } from '../src/main.ts'
import { type Captured, capture } from './streams.ts'

const line = (more: object = {}) =>
  JSON.stringify({
    class: 'field',
    clear: { type: 'incident' },
    sealed: { counts: [{ subject: 'incident', unit: 'times', low: 1, best: 1, high: 1 }] },
    ...more,
  })
const threeBatches = [line(), line({ attach: ['note.txt'] }), line()].join('\n')

describe('the beat of an account', () => {
  let folder = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treve-beat-'))
    await writeFile(join(folder, 'note.txt'), 'a note')
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await rm(folder, { recursive: true, force: true })
  })

  async function treve(args: readonly string[], stdin = ''): Promise<Captured & { code: number }> {
    const io = capture({ folder, stdin })
    return { ...io, code: await run(args, io) }
  }

  const init = (...more: readonly string[]) =>
    treve(['account', 'init', 'kept', '--origin', 'example.org/kept', ...more])
  const size = async () => Number((await readFile(join(folder, 'kept/log/checkpoint'), 'utf8')).split('\n')[1])
  const soon = { timeout: 8000, interval: 20 }

  function beating(): { io: Captured; end: () => Promise<number> } {
    const stop = new AbortController()
    const io = capture({ folder, stop: stop.signal })
    const code = run(['account', 'beat', 'kept'], io)
    return {
      io,
      end: () => {
        stop.abort()
        return code
      },
    }
  }

  test('waits for another process that holds the folder, says so once, and goes on', async () => {
    await init('--live', '--beat', '1s', '--fill', '8')
    const letGo = await holdFolder(join(folder, 'kept'))
    const { io, end } = beating()
    try {
      await vi.waitFor(() => expect(io.written.err).toContain('another process writes to kept'), soon)
      await wait(2500)
      expect(await size()).toBe(1)
    } finally {
      await letGo()
    }
    await vi.waitFor(async () => expect(await size()).toBeGreaterThan(1), soon)
    expect(await end()).toBe(0)
    expect(io.written.err.match(/another process/g)).toHaveLength(1)
  })

  test('is sealed once, whoever seals it', async () => {
    await init('--live', '--beat', '3s', '--fill', '8')
    const beats: number[] = []
    const seal = Account.prototype.beat
    vi.spyOn(Account.prototype, 'beat').mockImplementation(function (this: Account) {
      beats.push(this.beatNumber())
      return seal.call(this)
    })
    const other = await openAccountFolder(join(folder, 'kept'), world)
    const { io, end } = beating()
    try {
      await vi.waitFor(() => expect(io.written.err).toContain('another process'), soon)
      await other.account.beat()
    } finally {
      await other.close()
    }
    await vi.waitFor(() => expect(new Set(beats).size).toBeGreaterThan(1), soon)
    expect(await end()).toBe(0)
    expect(new Set(beats).size).toBe(beats.length)
  })

  test('comes on time while many entries are appended', async () => {
    await init('--live', '--beat', '1s', '--fill', '8')
    await wait(1000)
    const { code } = await treve(['account', 'append', 'kept', '-'], threeBatches)
    expect(code).toBe(0)
    expect(await size()).toBeGreaterThanOrEqual(9)
  })

  test('does not stop an append when witnesses do not answer', async () => {
    await init('--live', '--beat', '1s', '--fill', '8')
    const { key } = cosigner({ name: 'w.example', type: keyTypes.cosignature, seed: world.random(32) })
    const policy = `witness w ${formatVerifierKey(key)} http://localhost:9\nquorum w\n`
    await writeFile(join(folder, 'kept/witnesses.policy'), policy)
    await wait(1000)
    const { code, written } = await treve(['account', 'append', 'kept', '-'], threeBatches)
    expect(written.err).toContain('not enough witnesses')
    expect([code, written.out.trim().split('\n').length]).toEqual([0, 3])
    expect(await size()).toBe(1)
  })

  test('is not made by an append to an account that does not grow evenly', async () => {
    await init('--beat', '24h')
    const { code, written } = await treve(['account', 'append', 'kept', '-'], threeBatches)
    expect(code).toBe(0)
    expect(await size()).toBe(1)
    expect(written.err).toContain('3 entries are durable and wait for the next beat')
    expect(written.err).toContain('treve account beat seals')
  })

  test('is told of one entry as of one', async () => {
    await init('--beat', '24h')
    const { written } = await treve(['account', 'append', 'kept', '-'], line())
    expect(written.err).toContain('1 entry is durable and waits for the next beat')
  })
})
