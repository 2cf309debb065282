// What every store must do. Run against each.

import { expect, test } from 'vitest'
import { bytesOf, type LogStore, textOf } from '../../src/index.ts'

/** `reopen` gives the same store as a new start, or another process, would see it. */
export function storeContract(open: () => Promise<{ store: LogStore; reopen: () => Promise<LogStore> }>): void {
  test('what was written is read, also by who opens it anew', async () => {
    const { store, reopen } = await open()
    expect(await store.read('checkpoint')).toBeUndefined()
    await store.write([
      { path: 'tile/0/000.p/1', bytes: bytesOf('a') },
      { path: 'tile/entries/x001/067', bytes: bytesOf('b') },
      { path: 'checkpoint', bytes: bytesOf('c') },
    ])
    await store.write([{ path: 'checkpoint', bytes: bytesOf('d') }])
    for (const each of [store, await reopen()]) {
      expect(textOf((await each.read('tile/0/000.p/1')) ?? bytesOf(''))).toBe('a')
      expect(textOf((await each.read('tile/entries/x001/067')) ?? bytesOf(''))).toBe('b')
      expect(textOf((await each.read('checkpoint')) ?? bytesOf(''))).toBe('d')
      expect(await each.read('tile/0/001')).toBeUndefined()
    }
  })

  test('of those who swap the lock at once, one wins', async () => {
    const { store, reopen } = await open()
    expect(await store.readLock()).toBeUndefined()
    const others = await Promise.all([reopen(), reopen()])
    const answers = await Promise.all(
      [store, ...others].map((each, at) => each.replaceLock(undefined, bytesOf(`by ${at}`))),
    )
    const winners = answers.flatMap((answer, at) => (answer === undefined ? [] : [at]))
    expect(winners.length).toBe(1)
    expect(textOf((await store.readLock())?.record ?? bytesOf(''))).toBe(`by ${winners[0]}`)
  })

  test('who holds an old lock changes nothing, however far others have gone on', async () => {
    const { store, reopen } = await open()
    let lock = await store.replaceLock(undefined, bytesOf('0'))
    const slow = await reopen()
    const old = await slow.readLock()
    for (let step = 1; step < 6; step++) {
      lock = await store.replaceLock(lock, bytesOf(String(step)))
      expect(lock).toBeDefined()
      expect(await slow.replaceLock(old, bytesOf('stale'))).toBeUndefined()
      expect(await slow.replaceLock(undefined, bytesOf('stale'))).toBeUndefined()
      expect(await slow.addWaiting({ first: step, entries: [bytesOf('stale')] }, old?.generation)).toBe(false)
    }
    const seen = await (await reopen()).readLock()
    expect(textOf(seen?.record ?? bytesOf(''))).toBe('5')
    expect(seen?.generation).toBe(lock?.generation)
    expect(await store.waiting()).toEqual([])
  })

  test('what waits is kept in order until it is dropped, whole batches only', async () => {
    const { store, reopen } = await open()
    const lock = await store.replaceLock(undefined, bytesOf('0'))
    const batches = [
      { first: 0, entries: [bytesOf('a'), bytesOf('')] },
      { first: 2, entries: [bytesOf('c'), bytesOf('d'), bytesOf('e')] },
      { first: 5, entries: [new Uint8Array(65_535)] },
    ]
    for (const batch of batches) expect(await store.addWaiting(batch, lock?.generation)).toBe(true)
    expect(await store.addWaiting({ first: 2, entries: [bytesOf('x')] }, lock?.generation)).toBe(false)
    const shown = (found: readonly { first: number; entries: readonly Uint8Array[] }[]) =>
      found.map(({ first, entries }) => [first, ...entries.map((entry) => entry.length)])
    for (const each of [store, await reopen()])
      expect(shown(await each.waiting())).toEqual([
        [0, 1, 0],
        [2, 1, 1, 1],
        [5, 65_535],
      ])
    await store.dropWaiting(4)
    expect(shown(await store.waiting())).toEqual([
      [2, 1, 1, 1],
      [5, 65_535],
    ])
    await store.dropWaiting(5)
    expect(shown(await (await reopen()).waiting())).toEqual([[5, 65_535]])
    await store.dropWaiting(6)
    expect(await store.waiting()).toEqual([])
  })
}
