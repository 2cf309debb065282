// Several server processes on one database: killed, stopped, cut off. What was acknowledged is carried out once, whoever dies.

import { randomUUID } from 'node:crypto'
import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatVerifierKey, keyTypes, LogFault, noteSigner, oneUseKey, sign, textOf } from '@treve/ledger'
import {
  type CommandContent,
  type Database,
  openDatabase,
  openOutcomes,
  rebuild,
  receive,
  StorageFault,
} from '@treve/server/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysOf, openAccount, storedAccounts } from '../../src/storage/accounts.ts'
import { lead, unfenced } from '../../src/storage/leadership.ts'
import { logStore } from '../../src/storage/log-store.ts'
import {
  audited,
  command,
  eventually,
  keeping,
  killPostgres,
  newPause,
  notice,
  received,
  removeFoldersAfterwards,
  settingsOf,
  temporaryFolder,
} from './made.ts'
import { killMembersAfterwards, type Member, startMember } from './members.ts'

removeFoldersAfterwards()
killMembersAfterwards()

let database: Database
let keysFolder = ''
let cluster = ''
let choice = { folder: '' }
let count = 0

beforeAll(async () => {
  const root = await temporaryFolder()
  choice = { folder: join(root, 'database') }
  cluster = join(choice.folder, 'cluster')
  keysFolder = join(root, 'keys')
  database = await openDatabase(choice)
})
afterAll(() => database?.close())

async function pause(more = {}): Promise<{ name: string; number: number }> {
  count += 1
  const name = `pause-${count}`
  return { name, number: await newPause(database, keysFolder, settingsOf(name, more)) }
}

const leaderOf = (members: readonly Member[]) => {
  const terms = members.flatMap((member) => member.after('leads').map((term) => ({ member, term: Number(term) })))
  const latest = terms.sort((a, b) => b.term - a.term)[0]
  if (latest === undefined) throw new Error('nobody leads')
  return latest
}

async function published(number: number): Promise<string> {
  return textOf((await logStore(database, number, unfenced).read('checkpoint')) ?? new Uint8Array()) ?? ''
}

/** Every command that any of them acknowledged is and on the account once. */
async function allKept(
  members: readonly Member[],
  { name, number }: { name: string; number: number },
  kept: readonly string[],
) {
  const acknowledged = members.flatMap((member) => member.after('acknowledged'))
  const entryOf = new Map<string, string>()
  await eventually(async () => {
    const { rows } = await database.query(
      `select client_id, state, outcome->'entries'->0->>'id' as id from commands where account = $1`,
      [number],
    )
    for (const row of rows)
      entryOf.set(String(row.client_id), row.state === 'done' ? String(row.id) : String(row.state))
    for (const id of acknowledged) expect(entryOf.get(id), id).toMatch(/^[\w-]{22}$/)
  })
  await eventually(async () => {
    const ids = new Set(await audited(database, keysFolder, { number, pause: name, kept }))
    for (const id of acknowledged) expect(ids.has(entryOf.get(id) ?? ''), id).toBe(true)
    expect(ids.size).toBe(entryOf.size + 1)
  })
  expect(members.flatMap((member) => member.after('refused'))).toEqual([])
  const { rows } = await database.query('select position, entry_id from events where account = $1 order by position', [
    number,
  ])
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, at) => at))
  expect(rows.length).toBe(entryOf.size + 1)
  return acknowledged.length
}

describe('three processes on one database', () => {
  test.each([
    ['killed', 'SIGKILL'],
    ['stopped, and let go on later', 'SIGSTOP'],
  ] as const)(
    'a leader that is %s costs nothing that was acknowledged; another goes on within 5 s',
    async (_, signal) => {
      const given = await pause()
      const members = Array.from({ length: 3 }, () => startMember({ choice, keysFolder, sends: 3, pause: given.name }))
      const kept: string[] = []
      const stopped: Member[] = []
      for (let round = 0; round < 2; round++) {
        const { member, term } = await eventually(() => {
          const found = leaderOf(members)
          expect(stopped).not.toContain(found.member)
          return found
        }, 40)
        await member.says(`leads ${term}`)
        await eventually(() => expect(member.after('done').length).toBeGreaterThan(20), 40)
        kept.push(await published(given.number))
        const from = performance.now()
        member.child.kill(signal)
        stopped.push(member)
        const others = members.filter((each) => !stopped.includes(each))
        const next = await eventually(() => {
          const found = leaderOf(others)
          expect(found.term).toBeGreaterThan(term)
          return found
        }, 40)
        // The log goes on: a command that was sent after the kill is on it.
        const gone = () =>
          Math.min(
            ...others.flatMap(({ lines }) =>
              lines.filter(({ text, at }) => at > from + 50 && text.startsWith('done ')).map(({ at }) => at),
            ),
          )
        await eventually(() => expect(gone()).toBeLessThan(Number.POSITIVE_INFINITY), 40)
        const takenOver = next.member.lines.find(({ text }) => text === `leads ${next.term}`)?.at ?? Number.NaN
        expect(takenOver - from).toBeLessThan(5000)
      }
      if (signal === 'SIGSTOP') for (const each of stopped) each.child.kill('SIGCONT')
      await new Promise((resolve) => setTimeout(resolve, 1500))
      for (const each of members) await each.end(signal === 'SIGKILL' && stopped.includes(each) ? 'SIGKILL' : 'SIGTERM')
      const keeper = await keeping(database, keysFolder)
      expect(await allKept(members, given, kept)).toBeGreaterThan(60)
      await keeper.stop()
    },
    180_000,
  )

  test('the database killed under them, again and again: it comes back, and so do they', async () => {
    const given = await pause()
    const members = Array.from({ length: 3 }, () => startMember({ choice, keysFolder, sends: 3, pause: given.name }))
    for (let round = 0; round < 3; round++) {
      const before = members.map((each) => each.after('done').length)
      await eventually(() => {
        for (const [at, each] of members.entries())
          expect(each.after('done').length).toBeGreaterThan((before[at] ?? 0) + 5)
      }, 60)
      await killPostgres(cluster)
    }
    await eventually(() => database.query('select 1'))
    const kept = [await eventually(() => published(given.number))]
    for (const each of members) expect(await each.end('SIGTERM'), each.errors()).toBe(0)
    const keeper = await keeping(database, keysFolder)
    expect(await allKept(members, given, kept)).toBeGreaterThan(40)
    await keeper.stop()
  }, 180_000)
})

describe('a command', () => {
  test('the same again is the same command; another under its id is refused', async () => {
    const { name, number } = await pause()
    const given = command('first', name)
    const first = await received(database, given)
    expect(await receive(database, given)).toEqual({ ...first, isReplay: true })
    expect(await receive(database, { ...given, content: { kind: 'draft', draft: notice('other') } })).toMatchObject({
      refused: 'client_id_taken',
    })
    expect(await receive(database, { ...given, clientId: '1' })).toMatchObject({ refused: 'malformed' })
    expect(await receive(database, { ...given, clientId: randomUUID(), pause: 'nowhere' })).toMatchObject({
      refused: 'pause_unknown',
    })
    expect(
      await receive(database, {
        ...given,
        clientId: randomUUID(),
        content: { kind: 'entry', bytes: 'eA==', openings: [] },
      }),
    ).toMatchObject({ refused: 'malformed' })
    const keeper = await keeping(database, keysFolder)
    const outcomes = await openOutcomes(database)
    const outcome = await outcomes.of(first.number, { milliseconds: 10_000 })
    expect(outcome?.state).toBe('done')
    expect(await receive(database, given)).toEqual({ number: first.number, outcome, isReplay: true })
    // What was asked is on the account, and nowhere else any more.
    const { rows } = await database.query('select content from commands where account = $1', [number])
    expect(rows).toEqual([{ content: null }])
    await outcomes.close()
    await keeper.stop()
  })

  test('what the account does not take is refused with its reason, and those beside it are done', async () => {
    const { name, number } = await pause()
    const draft = {
      ...notice('x'),
      sealed: { ...notice('x').sealed, references: { answers: 'AAAAAAAAAAAAAAAAAAAAAA' } },
    }
    const bad = await received(database, { ...command('x', name), content: { kind: 'draft', draft } })
    const good = await received(database, command('y', name))
    const keeper = await keeping(database, keysFolder)
    const outcomes = await openOutcomes(database)
    expect(await outcomes.of(bad.number, { milliseconds: 10_000 })).toMatchObject({
      state: 'refused',
      code: 'bad_reference',
    })
    expect(await outcomes.of(good.number, { milliseconds: 10_000 })).toMatchObject({ state: 'done' })
    await eventually(async () => expect((await audited(database, keysFolder, { number, pause: name })).length).toBe(2))
    await outcomes.close()
    await keeper.stop()
  })

  test('that nobody foresaw is refused, and stops nothing else', async () => {
    const { name, number } = await pause()
    const odd = [
      {},
      { class: 'nonsense' },
      { ...notice('x'), sealed: null },
      { ...notice('x'), clear: { type: 'notified\0' } },
    ]
    const numbers: number[] = []
    for (const draft of odd) {
      const content = { kind: 'draft', draft } as unknown as CommandContent
      numbers.push((await received(database, { ...command('', name), content })).number)
    }
    const text = { language: 'en', text: 'nothing \0 and \\u0000' }
    const draft = { ...notice('x'), sealed: { ...notice('x').sealed, text } }
    const good = await received(database, { ...command('', name), content: { kind: 'draft', draft } })
    const keeper = await keeping(database, keysFolder)
    const outcomes = await openOutcomes(database)
    for (const each of numbers)
      expect(await outcomes.of(each, { milliseconds: 10_000 })).toMatchObject({ state: 'refused' })
    expect(await outcomes.of(good.number, { milliseconds: 10_000 })).toMatchObject({ state: 'done' })
    const { rows } = await database.query(
      `select opened->'text'->>'text' as text from events where account = $1 and position = 1`,
      [number],
    )
    expect(rows).toEqual([{ text: 'nothing \ufffd and \\u0000' }])
    await outcomes.close()
    await keeper.stop()
  })

  test('that a leader entered, and died before it could say so, is not entered twice', async () => {
    const { name, number } = await pause()
    const { number: waiting } = await received(database, command('once', name))
    const { rows } = await database.query('select entry_id, content from commands where number = $1', [waiting])
    const [stored] = (await storedAccounts(database)).filter((each) => each.number === number)
    const term = await lead(database, AbortSignal.timeout(10_000))
    if (stored === undefined || term === undefined) throw new Error('it does not lead')
    const keys = await keysOf(keysFolder, stored)
    if (keys === undefined) throw new Error('no keys')
    const account = await openAccount(database, stored, keys, term.fence, { now: () => Date.now() / 1000, keysFolder })
    await account.say({ ...rows[0]?.content.draft, id: rows[0]?.entry_id })
    await term.end()
    const keeper = await keeping(database, keysFolder)
    const outcomes = await openOutcomes(database)
    expect(await outcomes.of(waiting, { milliseconds: 10_000 })).toMatchObject({
      state: 'done',
      entries: [{ id: rows[0]?.entry_id }],
    })
    await eventually(async () => expect((await audited(database, keysFolder, { number, pause: name })).length).toBe(2))
    await outcomes.close()
    await keeper.stop()
  })

  test('signed elsewhere is entered as it came', async () => {
    const { name, number } = await pause()
    const settings = settingsOf(name)
    const keys = await keysFor(number)
    const organisation = { organisation: settings.organisation, signer: keys.authority }
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    const account = { log: settings.log, pause: name, mode: settings.mode }
    const signed = sign(notice('device'), account, {
      seconds: Date.now() / 1000,
      beatSeconds: 1,
      random,
      next: () => oneUseKey(random, account, organisation),
    })
    if (signed === undefined) throw new Error('not signed')
    const bytes = Buffer.from(signed.bytes).toString('base64')
    const content = { kind: 'entry', bytes, openings: signed.openings } as const
    const { number: one } = await received(database, { ...command('', name), content })
    const { number: again } = await received(database, { ...command('', name), content })
    const keeper = await keeping(database, keysFolder)
    const outcomes = await openOutcomes(database)
    for (const each of [one, again])
      expect(await outcomes.of(each, { milliseconds: 10_000 })).toMatchObject({
        state: 'done',
        entries: [{ id: signed.id }],
      })
    await eventually(async () =>
      expect((await audited(database, keysFolder, { number, pause: name }))[1]).toBe(signed.id),
    )
    await outcomes.close()
    await keeper.stop()
  })
})

test('what two people have erased is gone from the events and from every byte, and stays so when they are made anew', async () => {
  const { name, number } = await pause()
  const keeper = await keeping(database, keysFolder)
  const outcomes = await openOutcomes(database)
  const done = async (content: CommandContent) => {
    const { number: given } = await received(database, { clientId: randomUUID(), pause: name, content })
    const outcome = await outcomes.of(given, { milliseconds: 20_000 })
    if (outcome?.state !== 'done') throw new Error(JSON.stringify(outcome))
    return outcome.entries[0]?.id ?? ''
  }
  const words = `words of a witness ${randomUUID()}`
  const draft = { ...notice('e'), sealed: { ...notice('e').sealed, text: { language: 'en', text: words } } }
  const id = await done({ kind: 'draft', draft })
  const opened = async () =>
    (await database.query('select opened from events where account = $1 and entry_id = $2', [number, id])).rows[0]
      ?.opened
  expect((await opened()).text).toEqual({ language: 'en', text: words })
  const holding = async () =>
    (await everyFile(choice.folder)).filter(({ bytes }) => bytes.includes(words)).map(({ path }) => path)
  await database.query('checkpoint')
  expect((await holding()).length).toBeGreaterThan(1)
  const [settings, keys] = [settingsOf(name), await keysFor(number)]
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const second = noteSigner({ name: 'coordinator', type: keyTypes.ed25519, seed: random(32) })
  const clear = {
    type: 'key_added',
    key: formatVerifierKey(second.key),
    role: 'coordinator',
    organisation: settings.organisation,
  }
  const added = await done({ kind: 'draft', draft: { class: 'key', clear } })
  await eventually(async () =>
    expect(await audited(database, keysFolder, { number, pause: name })).toEqual(expect.arrayContaining([id, added])),
  )
  const account = { log: settings.log, pause: name, mode: settings.mode }
  const people = [keys.authority, second].values()
  const erasure = sign(
    { class: 'erasure', clear: { type: 'erased', entry: 1, slot: 'text', ground: 'danger' } },
    account,
    {
      seconds: Date.now() / 1000,
      beatSeconds: 1,
      random,
      next: () => {
        const { value: signer } = people.next()
        return signer && oneUseKey(random, account, { organisation: settings.organisation, signer })
      },
    },
  )
  if (erasure === undefined) throw new Error('not signed')
  await done({ kind: 'entry', bytes: Buffer.from(erasure.bytes).toString('base64'), openings: erasure.openings })
  expect(await opened()).toEqual({ ...notice('e').sealed })
  await eventually(async () => expect((await database.query('select * from remains')).rows).toEqual([]))
  expect(await holding()).toEqual([])
  await outcomes.close()
  await keeper.stop()
  await rebuild(database, { now: () => Date.now() / 1000, keysFolder }, AbortSignal.timeout(10_000))
  expect(await opened()).toEqual({ ...notice('e').sealed })
})

async function keysFor(number: number) {
  const [stored] = (await storedAccounts(database)).filter((each) => each.number === number)
  const keys = stored && (await keysOf(keysFolder, stored))
  if (keys === undefined) throw new Error('no keys')
  return keys
}

async function everyFile(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile())
  return Promise.all(
    names.map(async ({ parentPath, name }) => ({
      path: join(parentPath, name),
      bytes: await readFile(join(parentPath, name)),
    })),
  )
}

describe('a leader', () => {
  test('that was deposed writes nothing: neither to the log nor what is sealed', async () => {
    const { number } = await pause()
    const first = await lead(database, AbortSignal.timeout(10_000))
    if (first === undefined) throw new Error('it does not lead')
    const store = logStore(database, number, first.fence)
    const lock = await store.replaceLock(undefined, new Uint8Array([1]))
    await first.end()
    const second = await lead(database, AbortSignal.timeout(10_000))
    expect(second?.number).toBe(first.number + 1)
    const refused = [
      store.replaceLock(lock, new Uint8Array([2])),
      store.addWaiting({ first: 0, entries: [new Uint8Array([3])] }, lock?.generation),
      store.write([{ path: 'checkpoint', bytes: new Uint8Array([4]) }]),
      store.dropPartials('tile/0/000'),
      store.dropWaiting(1),
    ]
    for (const answer of await Promise.allSettled(refused))
      expect(answer).toMatchObject({ status: 'rejected', reason: { kind: 'deposed' } })
    expect(await store.read('checkpoint')).toBeUndefined()
    expect((await store.readLock())?.record).toEqual(new Uint8Array([1]))
    await second?.end()
    await database.query('delete from log_locks where account = $1', [number])
  })

  test('is one at a time, however many wait', async () => {
    const stop = new AbortController()
    const waiting = Array.from({ length: 4 }, () => lead(database, stop.signal))
    const first = await Promise.race(waiting)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(first?.lost.aborted).toBe(false)
    stop.abort()
    const terms = await Promise.all(waiting)
    expect(terms.filter((term) => term !== undefined)).toEqual([first])
    await first?.end()
  })

  test('without the keys of a pause cannot lead, and says so once, however often it is tried again; with them it goes on', async () => {
    const { name } = await pause()
    const elsewhere = await temporaryFolder()
    const led: number[] = []
    const stop = new AbortController()
    const told: string[] = []
    const { keep } = await import('@treve/server/storage')
    const kept = keep(
      database,
      {
        now: () => 0,
        keysFolder: elsewhere,
        tell: (text) => told.push(text),
        onLeading: (term) => led.push(term),
        pace: { pulseMilliseconds: 20, staleMilliseconds: 5000 },
      },
      stop.signal,
    )
    const termNow = async () => Number((await database.query('select term from leadership')).rows[0]?.term)
    await eventually(() => expect(told.join()).toMatch(/keys of the pause .* cannot lead/))
    const before = await termNow()
    await eventually(async () => expect(await termNow()).toBeGreaterThan(before + 2))
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/keys \(log\.key and authority\.key\).*Copy that folder/)
    expect(led).toEqual([])
    await cp(keysFolder, elsewhere, { recursive: true })
    await eventually(() => expect(led.length).toBeGreaterThan(0))
    expect((await readdir(elsewhere)).includes(name)).toBe(true)
    stop.abort()
    await kept
  })

  test('whose database holds an old copy of the log signs nothing', async () => {
    const { name, number } = await pause()
    const keeper = await keeping(database, keysFolder)
    await received(database, command('a', name))
    await eventually(async () => expect((await audited(database, keysFolder, { number, pause: name })).length).toBe(2))
    await keeper.stop()
    const tables = ['log_locks', 'log_resources', 'log_waiting']
    for (const table of tables)
      await database.query(`create table old_${table} as select * from ${table} where account = ${number}`)
    const again = await keeping(database, keysFolder)
    await received(database, command('b', name))
    await eventually(async () => expect((await audited(database, keysFolder, { number, pause: name })).length).toBe(3))
    await again.stop()
    for (const table of tables) {
      await database.query(`delete from ${table} where account = $1`, [number])
      await database.query(`insert into ${table} select * from old_${table}`)
    }
    const fault: unknown = await keeping(database, keysFolder).catch((thrown: unknown) => thrown)
    expect(fault).toBeInstanceOf(LogFault)
    expect(String(fault)).toMatch(/old copy/)
    // Out of the way of what follows.
    for (const table of ['events', 'commands', 'sealed_keys', 'sealed_values', ...tables, 'accounts'])
      await database.query(`delete from ${table} where ${table === 'accounts' ? 'number' : 'account'} = $1`, [number])
  })
})

test('with the database away a command is refused for now, and taken once it is back', async () => {
  const { name } = await pause()
  const keeper = await keeping(database, keysFolder)
  await killPostgres(cluster)
  const given = command('through-it-all', name)
  const faults: unknown[] = []
  const receipt = await eventually(async () => {
    try {
      return await received(database, given)
    } catch (fault) {
      faults.push(fault)
      throw fault
    }
  })
  for (const fault of faults) expect(fault).toBeInstanceOf(StorageFault)
  const outcomes = await openOutcomes(database)
  expect(await outcomes.of(receipt.number, { milliseconds: 20_000 })).toMatchObject({ state: 'done' })
  await outcomes.close()
  await keeper.stop()
})
