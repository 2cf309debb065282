// A PostgreSQL server that somebody else runs, named by its address: Debian’s where it is installed, else the binaries that
// npm brought, run as a server on loopback. The role has no rights but on its own database.

import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Database, openDatabase, openOutcomes } from '@treve/server/storage'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBinaries } from '../../src/storage/embedded/binaries.ts'
import { livePostmaster } from '../../src/storage/embedded/postmaster.ts'
import { runAs } from '../../src/storage/embedded/run-as.ts'
import { migrate, steps } from '../../src/storage/migrations.ts'
import {
  audited,
  command,
  eventually,
  keeping,
  killPostgres,
  newPause,
  received,
  removeFoldersAfterwards,
  settingsOf,
  temporaryFolder,
} from './made.ts'
import { killMembersAfterwards, type Member, startMember } from './members.ts'

removeFoldersAfterwards()
killMembersAfterwards()

const debian = '/usr/lib/postgresql'
const versions = existsSync(debian)
  ? readdirSync(debian).filter((version) => existsSync(join(debian, version, 'bin', 'initdb')))
  : []
const password = 'only-for-tests'
const as = runAs(undefined)

let folder = ''
let port = 0
let root = ''
let keysFolder = ''
let count = 0

async function binaries() {
  const [version] = versions
  if (version === undefined) return findBinaries()
  return { initdb: join(debian, version, 'bin', 'initdb'), postgres: join(debian, version, 'bin', 'postgres') }
}

async function start(...settings: string[]): Promise<void> {
  const { postgres } = await binaries()
  const log = await open(join(root, 'server.log'), 'a')
  const [program = '', ...args] = [
    ...as.before,
    postgres,
    '-D',
    folder,
    '-p',
    String(port),
    '-k',
    '',
    '-h',
    '127.0.0.1',
    ...settings,
  ]
  spawn(program, args, { stdio: ['ignore', log.fd, log.fd], cwd: '/', ...(as.user ?? {}) })
  await log.close()
  await eventually(() => asOwner('select 1'))
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  await killPostgres(folder, signal)
  await eventually(async () => expect(await livePostmaster(folder)).toBeUndefined())
}

async function asOwner(statement: string): Promise<void> {
  const client = new Client({ host: '127.0.0.1', port, user: 'owner', password, database: 'postgres' })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** A database of its own, and a role that owns nothing else. */
async function newDatabase(encoding = 'UTF8'): Promise<string> {
  count += 1
  const name = `given_${count}`
  await asOwner(`create role ${name} login password '${password}'`)
  await asOwner(`create database ${name} owner ${name} encoding '${encoding}' template template0`)
  return `postgres://${name}:${password}@127.0.0.1:${port}/${name}`
}

beforeAll(async () => {
  root = await temporaryFolder()
  folder = join(root, 'server')
  keysFolder = join(root, 'keys')
  await mkdir(folder, { mode: 0o700 })
  await writeFile(join(root, 'password'), password)
  port = await new Promise<number>((resolve) => {
    const free = createServer().listen(0, '127.0.0.1', () => {
      const address = free.address()
      free.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
  const { initdb } = await binaries()
  const [program = '', ...args] = [
    ...as.before,
    initdb,
    '-D',
    folder,
    '-U',
    'owner',
    '-A',
    'scram-sha-256',
    '--pwfile',
    join(root, 'password'),
    '-E',
    'UTF8',
    '--locale',
    'C',
  ]
  execFileSync(program, args, { cwd: '/', stdio: 'pipe', ...(as.user ?? {}) })
  await start()
})
afterAll(() => stop('SIGINT'))

describe(`a server that is named (PostgreSQL ${versions[0] ?? '18'})`, () => {
  test('is given its tables once, though many come at once, in a schema of their own', async () => {
    const url = await newDatabase()
    const all = await Promise.all([0, 1, 2].map(() => openDatabase({ url })))
    const [first] = all
    const { rows } = (await first?.query(
      `select distinct schemaname from pg_tables where tableowner = current_user`,
    )) ?? { rows: [] }
    expect(rows).toEqual([{ schemaname: 'treve' }])
    expect((await first?.query('select number from steps order by 1'))?.rows).toHaveLength(steps.length)
    for (const each of all) await each.close()
  })

  test('gets what a newer Treve adds, and is then refused to this one', async () => {
    const url = await newDatabase()
    const database = await openDatabase({ url })
    await migrate(database, [...steps, 'create table added (number int)'])
    expect((await database.query('select * from added')).rows).toEqual([])
    // A step that fails leaves nothing of itself.
    await expect(migrate(database, [...steps, '', 'create table half (number int); select nothing'])).rejects.toThrow()
    await expect(database.query('select * from half')).rejects.toThrow(/does not exist/)
    await expect(migrate(database)).rejects.toThrow(/newer Treve/)
    await database.close()
    await expect(openDatabase({ url })).rejects.toThrow(/newer Treve/)
  })

  test('that cannot be used is refused, with what to do', async () => {
    const url = await newDatabase()
    await expect(openDatabase({ url: url.replace(password, 'wrong') })).rejects.toThrow(
      /cannot be used: password authentication failed/,
    )
    await expect(openDatabase({ url: url.replace(/\/given_\d+$/, '/nowhere') })).rejects.toThrow(
      /cannot be used: database "nowhere" does not exist/,
    )
    await expect(openDatabase({ url: url.replace(String(port), '1') })).rejects.toThrow(/does not answer/)
    await expect(openDatabase({ url: await newDatabase('LATIN1') })).rejects.toThrow(/encoding is LATIN1/)
    await asOwner(`alter database ${url.split('/').at(-1)} set synchronous_commit = off`)
    await expect(openDatabase({ url })).rejects.toThrow(/synchronous_commit is off/)
  })

  test.each(['fsync', 'full_page_writes'])('that may lose what it has committed is refused: %s off', async (name) => {
    const url = await newDatabase()
    await stop('SIGINT')
    await start('-c', `${name}=off`)
    await expect(openDatabase({ url })).rejects.toThrow(`${name} is off`)
    await stop('SIGINT')
    await start()
  })

  test('restarted, or killed and gone for a while: what was acknowledged is there, and the log goes on', async () => {
    const url = await newDatabase()
    const database = await openDatabase({ url })
    const number = await newPause(database, keysFolder, settingsOf('restarts'))
    const keeper = await keeping(database, keysFolder)
    const outcomes = await openOutcomes(database)
    const numbers: number[] = []
    for (const [round, signal] of (['SIGINT', 'SIGTERM', 'SIGKILL'] as const).entries()) {
      const { number: before } = await received(database, command(`before-${round}`, 'restarts'))
      const stopping = stop(signal === 'SIGTERM' ? 'SIGINT' : signal)
      numbers.push(before)
      await stopping
      // Of one that was killed, those who served connections may outlive it for a moment.
      await eventually(() => expect(database.query('select 1')).rejects.toMatchObject({ kind: 'away' }))
      await expect(received(database, command('away', 'restarts'))).rejects.toMatchObject({ kind: 'away' })
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await start()
      const { number: after } = await eventually(() => received(database, command(`after-${round}`, 'restarts')))
      numbers.push(after)
    }
    for (const each of numbers)
      expect(await outcomes.of(each, { milliseconds: 20_000 })).toMatchObject({ state: 'done' })
    await eventually(async () =>
      expect((await audited(database, keysFolder, { number, pause: 'restarts' })).length).toBe(7),
    )
    expect(keeper.told.join()).toMatch(/does not answer|leads no longer/)
    await outcomes.close()
    await keeper.stop()
    await database.close()
  }, 120_000)

  test('shared by two processes: the leader killed, the other goes on within 5 s', async () => {
    const url = await newDatabase()
    const database: Database = await openDatabase({ url })
    const number = await newPause(database, keysFolder, settingsOf('shared'))
    const members = [0, 1].map(() => startMember({ choice: { url }, keysFolder, sends: 2, pause: 'shared' }))
    const leads = (member: Member) => member.after('leads').length > 0
    await eventually(() => expect(members.filter(leads).length).toBe(1))
    for (const each of members) await each.says('done')
    const leader = members.find(leads)
    const other = members.find((member) => !leads(member))
    const from = performance.now()
    await leader?.end('SIGKILL')
    await other?.says('leads')
    expect((other?.lines.find(({ text }) => text.startsWith('leads'))?.at ?? Number.NaN) - from).toBeLessThan(5000)
    await new Promise((resolve) => setTimeout(resolve, 500))
    await other?.end('SIGTERM')
    const keeper = await keeping(database, keysFolder)
    const acknowledged = members.flatMap((each) => each.after('acknowledged'))
    await eventually(async () => {
      const { rows } = await database.query('select client_id from commands where state = $1', ['done'])
      const done = new Set(rows.map((row) => String(row.client_id)))
      expect(acknowledged.filter((id) => !done.has(id))).toEqual([])
      expect((await audited(database, keysFolder, { number, pause: 'shared' })).length).toBe(done.size + 1)
    })
    await keeper.stop()
    await database.close()
  }, 120_000)
})
