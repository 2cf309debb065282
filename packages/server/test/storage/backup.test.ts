import { appendFile, cp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { backup, type Database, openDatabase, openOutcomes, rebuild, restore } from '@treve/server/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  audited,
  command,
  eventually,
  keeping,
  newPause,
  received,
  removeFoldersAfterwards,
  settingsOf,
  temporaryFolder,
} from './made.ts'

removeFoldersAfterwards()

let root = ''
let database: Database
let keysFolder = ''
const pauses = new Map<string, number>()

beforeAll(async () => {
  root = await temporaryFolder()
  keysFolder = join(root, 'keys')
  database = await openDatabase({ folder: join(root, 'database') })
  for (const [name, more] of [
    ['open-day', {}],
    ['filled-day', { fill: 5, mode: 'live' as const }],
  ] as const)
    pauses.set(name, await newPause(database, keysFolder, settingsOf(name, more)))
})
afterAll(() => database?.close())

async function send(into: Database, pause: string, count: number): Promise<void> {
  const outcomes = await openOutcomes(into)
  for (let at = 0; at < count; at++) {
    const { number } = await received(into, command(`${pause}-${at}`, pause))
    expect(await outcomes.of(number, { milliseconds: 20_000 })).toMatchObject({ state: 'done' })
  }
  await outcomes.close()
}

const events = async (from: Database) => (await from.query('select * from events order by account, position')).rows

const world = () => ({ now: () => Date.now() / 1000, keysFolder })

describe('treve rebuild', () => {
  test('makes the same rows anew, with fillers and with what waits for its beat, also after they were spoilt', async () => {
    const keeper = await keeping(database, keysFolder)
    for (const pause of pauses.keys()) await send(database, pause, 4)
    await eventually(async () => {
      for (const [pause, number] of pauses)
        expect((await audited(database, keysFolder, { number, pause })).length).toBeGreaterThan(4)
    })
    for (const pause of pauses.keys()) await send(database, pause, 2)
    await keeper.stop()
    const before = await events(database)
    expect(before.length).toBe(2 * (1 + 6))
    expect(new Set(before.map(({ type }) => type))).toEqual(new Set(['log_opened', 'notified']))
    expect(await rebuild(database, world(), AbortSignal.timeout(10_000))).toEqual(
      [...pauses.keys()].map((pause) => ({ pause, events: 7 })),
    )
    expect(await events(database)).toEqual(before)
    await database.query(`delete from events where position in (1, 6); update events set type = 'withdrawn'`)
    await database.query(
      `insert into events select account, 99, 'x', class, type, at, clear, opened from events where position = 0`,
    )
    await rebuild(database, world(), AbortSignal.timeout(10_000))
    expect(await events(database)).toEqual(before)
    // Whoever leads next adds only what is new.
    const again = await keeping(database, keysFolder)
    await send(database, 'filled-day', 1)
    await again.stop()
    const after = await events(database)
    expect(after.length).toBe(before.length + 1)
    await rebuild(database, world(), AbortSignal.timeout(10_000))
    expect(await events(database)).toEqual(after)
  })

  test('waits for no server that leads', async () => {
    const keeper = await keeping(database, keysFolder)
    await expect(rebuild(database, world(), AbortSignal.timeout(700))).rejects.toThrow(/stop the servers/)
    await keeper.stop()
  })
})

describe('a backup', () => {
  test('taken while a server goes on is restored elsewhere, and goes on there', async () => {
    const keeper = await keeping(database, keysFolder)
    await send(database, 'open-day', 2)
    const folder = join(root, 'backup')
    const [rows] = await Promise.all([backup(database, folder), send(database, 'open-day', 5)])
    await keeper.stop()
    expect(rows).toBeGreaterThan(20)
    await expect(backup(database, folder)).rejects.toThrow(/not empty/)
    for (const name of await readdir(folder, { recursive: true }))
      expect((await stat(join(folder, name))).mode & 0o077, name).toBe(0)

    // Another machine: the signing keys were copied there, and what was published since is not known.
    const elsewhere = await temporaryFolder()
    for (const pause of pauses.keys())
      await cp(join(keysFolder, pause, 'keys'), join(elsewhere, 'keys', pause, 'keys'), { recursive: true })
    const other = await openDatabase({ folder: join(elsewhere, 'database') })
    expect(await restore(other, folder)).toBe(rows)
    await expect(restore(other, folder)).rejects.toThrow(/holds something already/)
    const elsewhereKeys = join(elsewhere, 'keys')
    await rebuild(other, { ...world(), keysFolder: elsewhereKeys }, AbortSignal.timeout(10_000))
    const restored = await events(other)
    expect(restored.length).toBeGreaterThan(14)
    const original = await events(database)
    const isThere = (row: { account: unknown; position: unknown }) =>
      restored.some(({ account, position }) => account === row.account && position === row.position)
    expect(restored).toEqual(original.filter(isThere))
    const again = await keeping(other, join(elsewhere, 'keys'))
    for (const pause of pauses.keys()) await send(other, pause, 1)
    await eventually(async () => {
      for (const [pause, number] of pauses) {
        const ids = new Set(await audited(other, join(elsewhere, 'keys'), { number, pause }))
        const { rows: told } = await other.query('select entry_id from events where account = $1', [number])
        expect(told.filter(({ entry_id: id }) => !ids.has(String(id)))).toEqual([])
      }
    })
    await again.stop()
    await other.close()
  })

  test('that is not whole, or was altered, is refused, and nothing is changed', async () => {
    const whole = join(root, 'whole')
    await backup(database, whole)
    const elsewhere = await temporaryFolder()
    const other = await openDatabase({ folder: join(elsewhere, 'database') })
    const refused = async (spoil: (folder: string) => Promise<void>, why: RegExp) => {
      const folder = await temporaryFolder()
      await cp(whole, folder, { recursive: true })
      await spoil(folder)
      await expect(restore(other, folder)).rejects.toThrow(why)
      expect((await other.query('select * from accounts')).rows).toEqual([])
    }
    await refused((folder) => rm(join(folder, 'backup.json')), /no backup, or one that did not come to its end/)
    await refused((folder) => rm(join(folder, 'keys'), { recursive: true }), /not whole/)
    await refused((folder) => appendFile(join(folder, 'log_locks.jsonl'), '\n'), /not as it was written/)
    await other.close()
  })

  test('tells nothing of what was reported without the part that stands apart', async () => {
    const words = `not-yet-${crypto.randomUUID()}`
    await received(database, command(words, 'open-day'))
    const folder = join(root, 'apart')
    await backup(database, folder)
    const { rows } = await database.query('select keys from sealed_keys where length(keys) > 32 limit 1')
    const key = Buffer.from(rows[0]?.keys ?? []).toString('hex')
    expect(key.length).toBeGreaterThan(64)
    const holding = async (what: string) => {
      const found: string[] = []
      for (const each of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!each.isFile()) continue
        const text = await readFile(join(each.parentPath, each.name), 'utf8')
        if (text.includes(what)) found.push(join(each.parentPath, each.name).slice(folder.length + 1))
      }
      return found
    }
    expect(await holding(key)).toEqual(['keys/sealed_keys.jsonl'])
    expect(await holding(words)).toEqual(['keys/commands.jsonl'])
    // Reported before, and long since on the account.
    expect(await holding('open-day-3')).toEqual([])
  })
})
