// The longer faults: the database gone for a minute, and processes killed at many moments of their work.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase, openOutcomes } from '@treve/server/storage'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
import { killMembersAfterwards, startMember } from './members.ts'

removeFoldersAfterwards()
killMembersAfterwards()

const kills = Number(process.env.TREVE_KILLS ?? 60)

let database: Database
let keysFolder = ''
let cluster = ''
let choice = { folder: '' }

beforeAll(async () => {
  const root = await temporaryFolder()
  choice = { folder: join(root, 'database') }
  cluster = join(choice.folder, 'cluster')
  keysFolder = join(root, 'keys')
  database = await openDatabase(choice)
})
afterAll(() => database?.close())

test('a database that is gone for a minute: whoever leads waits, and what was acknowledged is done when it is back', {
  timeout: 300_000,
}, async () => {
  const number = await newPause(database, keysFolder, settingsOf('minute'))
  const keeper = await keeping(database, keysFolder)
  const outcomes = await openOutcomes(database)
  const { number: before } = await received(database, command('before', 'minute'))
  // It is there and does not answer: as a machine that hangs, or a network that swallows everything.
  const pid = await killPostgres(cluster, 'SIGSTOP')
  const backends = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number)
  for (const each of backends) process.kill(each, 'SIGSTOP')
  const asked = received(database, command('through', 'minute')).catch((fault: unknown) => fault)
  await new Promise((resolve) => setTimeout(resolve, 62_000))
  for (const each of [...backends, pid]) process.kill(each, 'SIGCONT')
  await asked
  const { number: after } = await eventually(() => received(database, command('after', 'minute')), 60)
  for (const each of [before, after])
    expect(await outcomes.of(each, { milliseconds: 60_000 })).toMatchObject({ state: 'done' })
  await eventually(async () => {
    const ids = await audited(database, keysFolder, { number, pause: 'minute' })
    expect(ids.length).toBeGreaterThanOrEqual(3)
  })
  await outcomes.close()
  await keeper.stop()
})

test(`${kills} kills, of leaders, of others and of the database, at moments that nobody chose`, {
  timeout: 60_000 + kills * 30_000,
}, async () => {
  const number = await newPause(database, keysFolder, settingsOf('kills'))
  const members = [0, 1, 2].map(() => startMember({ choice, keysFolder, sends: 3, pause: 'kills' }))
  const all = [...members]
  for (let kill = 0; kill < kills; kill++) {
    const done = all.flatMap((each) => each.after('done')).length
    await eventually(() => expect(all.flatMap((each) => each.after('done')).length).toBeGreaterThan(done), 60)
    await new Promise((resolve) => setTimeout(resolve, (kill * 7919) % 1500))
    if (kill % 5 === 4) await killPostgres(cluster)
    else {
      const at = kill % members.length
      await members[at]?.end('SIGKILL')
      const next = startMember({ choice, keysFolder, sends: 3, pause: 'kills' })
      members[at] = next
      all.push(next)
    }
  }
  for (const each of members) await each.says('done', 60)
  for (const each of members) expect(await each.end('SIGTERM'), each.errors()).toBe(0)
  const keeper = await eventually(() => keeping(database, keysFolder), 60)
  const acknowledged = all.flatMap((each) => each.after('acknowledged'))
  await eventually(async () => {
    const { rows } = await database.query(
      `select client_id, outcome->'entries'->0->>'id' as id from commands join accounts on accounts.number = account
         where pause = 'kills' and state = 'done'`,
    )
    const entryOf = new Map(rows.map((row) => [String(row.client_id), String(row.id)]))
    const ids = new Set(await audited(database, keysFolder, { number, pause: 'kills' }))
    for (const each of acknowledged) expect(ids.has(entryOf.get(each) ?? ''), each).toBe(true)
    expect(ids.size).toBe(rows.length + 1)
  }, 60)
  expect(acknowledged.length).toBeGreaterThan(kills)
  console.log(`${kills} kills, ${acknowledged.length} commands acknowledged, all of them on the account once`)
  await keeper.stop()
})
