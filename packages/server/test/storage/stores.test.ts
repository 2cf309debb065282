import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  bytesOf,
  LogFault,
  type LogStore,
  MemorySealedStore,
  openSealedStore,
  openSequencer,
  type SealedStore,
  textOf,
} from '@treve/ledger'
import { type Database, openDatabase } from '@treve/server/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logSigner } from '../../../ledger/test/log/served.ts'
import { FailingStore, readBundles, StepFailed } from '../../../ledger/test/sequencer/failing-store.ts'
import { storeContract } from '../../../ledger/test/store/contract.ts'
import { destroyRemains } from '../../src/storage/destroy.ts'
import { unfenced } from '../../src/storage/leadership.ts'
import { logStore } from '../../src/storage/log-store.ts'
import { sealedStore } from '../../src/storage/sealed-store.ts'
import { eventually, newPause, removeFoldersAfterwards, settingsOf, temporaryFolder } from './made.ts'

let folder = ''
let database: Database
let count = 0

removeFoldersAfterwards()
beforeAll(async () => {
  folder = await temporaryFolder()
  database = await openDatabase({ folder: join(folder, 'database') })
})
afterAll(() => database?.close())

async function account(): Promise<number> {
  count += 1
  return newPause(database, join(folder, 'keys'), settingsOf(`pause-${count}`))
}

const random = (length: number) => Uint8Array.from(randomBytes(length))

describe('a log in PostgreSQL', () => {
  storeContract(async () => {
    const number = await account()
    return { store: logStore(database, number, unfenced), reopen: async () => logStore(database, number, unfenced) }
  })

  test.each(['../secret', 'tile/0/000.p/0', 'tile/64/000', 'lock/1', '', 'tile/0/0'])(
    'only what a log serves has a place: %s',
    async (path) => {
      const store = logStore(database, await account(), unfenced)
      await expect(store.read(path)).rejects.toThrow(LogFault)
      await expect(store.write([{ path, bytes: bytesOf('x') }])).rejects.toThrow(LogFault)
      await expect(store.dropPartials(path)).rejects.toThrow(LogFault)
    },
  )

  test('partial tiles of one are removed, and of no other', async () => {
    const store = logStore(database, await account(), unfenced)
    const bytes = bytesOf('x')
    const paths = ['tile/0/000.p/1', 'tile/0/000.p/255', 'tile/0/001.p/1', 'tile/1/000.p/1', 'tile/entries/000.p/1']
    await store.write(paths.map((path) => ({ path, bytes })))
    await store.dropPartials('tile/0/000')
    const there = await Promise.all(paths.map((path) => store.read(path)))
    expect(there.map((found) => found !== undefined)).toEqual([false, false, true, true, true])
  })

  test('the logs of two pauses do not touch each other', async () => {
    const [one, two] = [logStore(database, await account(), unfenced), logStore(database, await account(), unfenced)]
    const lock = await one.replaceLock(undefined, bytesOf('0'))
    await one.write([{ path: 'checkpoint', bytes: bytesOf('one') }])
    expect(await one.addWaiting({ first: 0, entries: [bytesOf('a')] }, lock?.generation)).toBe(true)
    expect(await two.read('checkpoint')).toBeUndefined()
    expect(await two.readLock()).toBeUndefined()
    expect(await two.waiting()).toEqual([])
    await two.dropWaiting(10)
    expect((await one.waiting()).length).toBe(1)
  })

  test('whatever step fails, before or after it was done, what was acknowledged is in the log after a new start', async () => {
    let failures = 0
    for (let step = 0; ; step += 2) {
      const isDone = step % 4 === 0
      const number = await account()
      const open = (): LogStore => logStore(database, number, unfenced)
      const acknowledged: string[] = []
      const failing = new FailingStore(open(), step, isDone)
      let isStopped = false
      try {
        const log = await openSequencer({ store: failing, signer: logSigner })
        for (let beat = 0; beat < 2; beat++) {
          await Promise.all(
            ['a', 'b', 'c'].map(async (name) => {
              await log.append(bytesOf(`${name} ${beat}`))
              acknowledged.push(`${name} ${beat}`)
            }),
          )
          await log.seal(beat)
          await log.publish()
        }
      } catch (fault) {
        if (!(fault instanceof StepFailed || fault instanceof LogFault)) throw fault
        isStopped = true
        failures += 1
      }
      const again = await openSequencer({ store: open(), signer: logSigner })
      await again.seal(99)
      await again.publish()
      const there = (await readBundles(open())).map(({ entry }) => textOf(entry))
      expect(there).toEqual(expect.arrayContaining(acknowledged))
      expect(new Set(there).size).toBe(there.length)
      if (!isStopped) break
    }
    expect(failures).toBeGreaterThan(8)
  })
})

const stores: readonly [string, () => Promise<{ store: SealedStore; reopen: () => Promise<SealedStore> }>][] = [
  [
    'in memory',
    async () => {
      const store = new MemorySealedStore()
      return { store, reopen: async () => store }
    },
  ],
  [
    'in files',
    async () => {
      const root = await temporaryFolder()
      return { store: await openSealedStore(root, random), reopen: () => openSealedStore(root, random) }
    },
  ],
  [
    'in PostgreSQL',
    async () => {
      const number = await account()
      const open = () => sealedStore({ database, account: number, fence: unfenced, random })
      return { store: open(), reopen: async () => open() }
    },
  ],
]

describe.each(stores)('sealed values %s', (_, open) => {
  const [one, two] = ['AAAAAAAAAAAAAAAAAAAAAA', 'BAAAAAAAAAAAAAAAAAAAAA']
  const opening = (id: string, slot: string, value: string | null) => ({ id, slot, salt: 'salt', value })
  const slots = (openings: readonly { slot: string; value: unknown }[]) =>
    Object.fromEntries(openings.map(({ slot, value }) => [slot, value]))

  test('are given back as they came, also to who opens them anew', async () => {
    const { store, reopen } = await open()
    await store.put([opening(one, 'place', 'gate “3”'), opening(one, 'text', null), opening(two, 'place', 'ميدان')])
    await store.put([])
    for (const each of [store, await reopen()]) {
      expect(slots(await each.of(one))).toEqual({ place: 'gate “3”', text: null })
      const all: string[] = []
      for await (const { id, slot } of each.all()) all.push(`${id} ${slot}`)
      expect(all.sort()).toEqual([`${one} place`, `${one} text`, `${two} place`])
      expect(await each.of('CAAAAAAAAAAAAAAAAAAAAA')).toEqual([])
    }
  })

  test('one that was erased is not given any more, and its neighbours are', async () => {
    const { store, reopen } = await open()
    await store.put([opening(one, 'place', 'x'), opening(one, 'text', 'y'), opening(two, 'text', 'z')])
    await store.erase(one, 'text')
    await store.erase(one, 'text')
    await store.erase('CAAAAAAAAAAAAAAAAAAAAA', 'text')
    for (const each of [store, await reopen()]) {
      expect(slots(await each.of(one))).toEqual({ place: 'x' })
      expect(slots(await each.of(two))).toEqual({ text: 'z' })
    }
  })

  test('attachments are kept, never written over, and erased with their slot', async () => {
    const { store, reopen } = await open()
    const bytes = random(5000)
    const attachment = { id: one, index: 1, salt: random(32), bytes }
    await store.put([opening(one, 'attachments', 'rows'), opening(two, 'attachments', 'rows')])
    await store.putAttachment(attachment)
    await store.putAttachment({ ...attachment, id: two })
    await expect(store.putAttachment({ ...attachment, bytes: random(10) })).rejects.toThrow(
      /attachments of another entry/,
    )
    const found = await (await reopen()).attachment(one, 1)
    expect(Buffer.from(found?.bytes ?? []).equals(bytes)).toBe(true)
    expect(Buffer.from(found?.salt ?? []).equals(attachment.salt)).toBe(true)
    expect(await store.attachment(one, 0)).toBeUndefined()
    await store.erase(one, 'attachments')
    for (const each of [store, await reopen()]) {
      expect(await each.attachment(one, 1)).toBeUndefined()
      expect(await each.of(one)).toEqual([])
      expect((await each.attachment(two, 1))?.bytes.length).toBe(bytes.length)
    }
  })

  test('those of entries that were never acknowledged can be destroyed', async () => {
    const { store, reopen } = await open()
    await store.put([opening(one, 'text', 'x'), opening(two, 'text', 'y')])
    await store.putAttachment({ id: two, index: 0, salt: random(32), bytes: random(10) })
    expect(await store.keepOnly(new Set([one]))).toBe(1)
    for (const each of [store, await reopen()]) {
      expect(slots(await each.of(one))).toEqual({ text: 'x' })
      expect(await each.of(two)).toEqual([])
      expect(await each.attachment(two, 0)).toBeUndefined()
    }
  })
})

test('what was erased opens for nobody who has every byte of the embedded database', async () => {
  const number = await account()
  const drawn: Uint8Array[] = []
  const store = sealedStore({
    database,
    account: number,
    fence: unfenced,
    random: (length) => {
      const bytes = random(length)
      drawn.push(bytes)
      return bytes
    },
  })
  const id = 'DAAAAAAAAAAAAAAAAAAAAA'
  const bytes = bytesOf(`attached ${'testimony '.repeat(50)}`)
  await store.put([
    { id, slot: 'place', salt: 's', value: 'a place' },
    { id, slot: 'attachments', salt: 's', value: 'rows' },
  ])
  await store.putAttachment({ id, index: 0, salt: random(32), bytes })
  const [keys = new Uint8Array(), attachmentKey = new Uint8Array()] = drawn
  const held = async () => {
    const found = await everyByte(join(folder, 'database', 'cluster'))
    return [keys.subarray(0, 32), keys.subarray(32), attachmentKey].map((key) =>
      found.some((each) => each.includes(Buffer.from(key))),
    )
  }
  await database.query('checkpoint')
  expect(await held()).toEqual([true, true, true])
  await store.erase(id, 'attachments')
  // A backup, say, that looks at the tables as they were: what it sees cannot be destroyed under it.
  const watcher = await database.session('watcher')
  await watcher.query('begin isolation level repeatable read; select count(*) from sealed_keys')
  await store.erase(id, 'place')
  expect(await destroyRemains(database)).toBe(false)
  await watcher.query('rollback')
  await watcher.end()
  await eventually(async () => expect(await destroyRemains(database)).toBe(true))
  expect(await held()).toEqual([false, false, false])
  expect((await database.query('select * from remains')).rows).toEqual([])
  expect(await store.of(id)).toEqual([])
})

async function everyByte(root: string): Promise<Buffer[]> {
  const names = await readdir(root, { recursive: true, withFileTypes: true })
  return Promise.all(names.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name))))
}
