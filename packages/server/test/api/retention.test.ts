// What is kept beside the account is gone when its time is over, in a restored backup too, and the account says so.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { backup, type Database, openDatabase, restore, StorageFault } from '@treve/server/storage'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Retention } from '../../src/api/retention.ts'
import { isReportType } from '../../src/coordination/day/index.ts'
import { purgeSignIn } from '../../src/sign-in/purging.ts'
import { hasUpload, keepUpload } from '../../src/storage/uploads.ts'
import { eventually, removeFoldersAfterwards, temporaryFolder } from '../storage/made.ts'
import { type Installation, installed, type Served, servedPause } from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const daySeconds = 86_400
const sha256 = 'a'.repeat(64)
const photo = { media: 'image/jpeg', bytes: Uint8Array.from([0xff, 0xd8, 0xff]) }

/** As it is so many days from now. */
async function afterDays({ services: { live, nowIn } }: Served, days: number, database = installation.database) {
  const retention = new Retention({ database, live, nowIn, now: () => Date.now() / 1000 + days * daySeconds })
  await retention.close()
}

async function countOf(
  table: string,
  { account }: Served,
  database: Database = installation.database,
): Promise<number> {
  const { rows } = await database.query(`select count(*)::int as n from ${table} where account = $1`, [account])
  return Number(rows[0]?.n)
}

async function said({ account }: Served): Promise<readonly { kind: string; count: number; rule: string }[]> {
  const { rows } = await installation.database.query(
    `select opened->'notice'->>'details' as details from events where account = $1 and type = 'data_purged' order by position`,
    [account],
  )
  return rows.flatMap(({ details }) => JSON.parse(String(details)).purged)
}

test('photographs that no entry named are gone after 7 days, and commands 90 days after they were decided', async () => {
  const one = await servedPause(installation)
  const upload = { account: one.account, device: 'device-1', sha256 }
  expect(await keepUpload(installation.database, upload, photo)).toBe(true)
  const id = randomUUID()
  expect((await one.note('coordinator', 'a note', { id })).status).toBe(200)
  await afterDays(one, 6)
  expect([await countOf('uploads', one), await countOf('commands', one)]).toEqual([1, 1])
  await afterDays(one, 8)
  expect(await hasUpload(installation.database, upload)).toBe(false)
  expect(await countOf('upload_keys', one)).toBe(0)
  await afterDays(one, 91)
  await eventually(async () =>
    expect(await said(one)).toEqual([
      { kind: 'uploads', count: 1, day: expect.any(String), rule: expect.stringContaining('7 days') },
      { kind: 'commands', count: 1, day: expect.any(String), rule: expect.stringContaining('90 days') },
    ]),
  )
  // What is on the account stays.
  expect(JSON.stringify(one.services.live.of(one.pause)?.state.conversation)).toContain('a note')
})

test('nothing is said where nothing was destroyed, and a command that waits is never destroyed', async () => {
  const one = await servedPause(installation, { leads: false, outcomeMilliseconds: 10 })
  expect((await one.note('coordinator', 'it waits')).status).toBe(202)
  await installation.database.query(`update commands set received_at = now() - interval '1 year' where account = $1`, [
    one.account,
  ])
  await afterDays(one, 400)
  const { rows } = await installation.database.query(
    `select content->>'kind' as kind from commands where account = $1 and state = 'waiting'`,
    [one.account],
  )
  expect(rows).toEqual([{ kind: 'asked' }])
})

test('codes and sessions of liaisons that have ended are counted for their pause, once, and no secret of them is told', async () => {
  const one = await servedPause(installation)
  const { database } = installation
  const at = `now() - interval '1 minute'`
  await database.query(
    `insert into one_time_codes (hash, purpose, pause, given, issued_by, ends_at)
     select decode(md5(each::text), 'hex'), 'person', $1, '{}', 'token-x', ${at} from generate_series(1, 3) as each`,
    [one.pause],
  )
  await database.query(
    `insert into sessions (hash, id, method, pause, link, made_at, used_at, ends_at)
     values (decode(md5('s'), 'hex'), 'session-x', 'link', $1, 'link-x', ${at}, ${at}, ${at})`,
    [one.pause],
  )
  for (let time = 0; time < 2; time++) await purgeSignIn(database, Date.now() / 1000)
  // Today is not over yet.
  await afterDays(one, 0)
  await afterDays(one, 1)
  await afterDays(one, 1)
  await eventually(async () =>
    expect(await said(one)).toMatchObject([
      { kind: 'codes', count: 3 },
      { kind: 'link_sessions', count: 1 },
    ]),
  )
  expect(JSON.stringify(await said(one))).not.toMatch(/-x/)
})

test('two servers that purge at once tell it once; one that ends in between has destroyed nothing, and told nothing', async () => {
  const one = await servedPause(installation)
  await keepUpload(installation.database, { account: one.account, device: 'device-1', sha256 }, photo)
  const halting: Database = {
    ...installation.database,
    inTransaction: (act) =>
      installation.database.inTransaction(async (client) => {
        await act(client)
        throw new StorageFault('away', 'killed before it was committed')
      }),
  }
  await afterDays(one, 8, halting)
  expect([await countOf('uploads', one), await countOf('commands', one), await said(one)]).toEqual([1, 0, []])
  await Promise.all([afterDays(one, 8), afterDays(one, 8), afterDays(one, 8)])
  await eventually(async () => expect(await said(one)).toMatchObject([{ kind: 'uploads', count: 1 }]))
  await afterDays(one, 9)
  expect([await countOf('uploads', one), await countOf('commands', one)]).toEqual([0, 1])
})

test('what servers say by themselves is asked for by nobody outside: no command, and no entry that somebody signed', async () => {
  const one = await servedPause(installation)
  for (const kind of ['data_purged', 'data_read', 'purge', 'draft'])
    expect(
      (
        await one.ask('coordinator', `/api/v1/pauses/${one.pause}/commands/${kind}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: '{}',
        })
      ).status,
      kind,
    ).toBe(404)
  for (const type of ['data_purged', 'data_read']) expect(isReportType(type), type).toBe(false)
  expect(await said(one)).toEqual([])
})

test('what a restored backup brings back is destroyed again by its age', async () => {
  const one = await servedPause(installation)
  const upload = { account: one.account, device: 'device-2', sha256 }
  await keepUpload(installation.database, upload, photo)
  await installation.database.query(`update uploads set uploaded_at = now() - interval '6 days' where account = $1`, [
    one.account,
  ])
  const root = await temporaryFolder()
  await backup(installation.database, join(root, 'backup'))
  await afterDays(one, 2)
  expect(await countOf('uploads', one)).toBe(0)
  const other = await openDatabase({ folder: join(root, 'database') })
  onTestFinished(() => other.close())
  await restore(other, join(root, 'backup'))
  expect(await countOf('uploads', one, other)).toBe(1)
  await afterDays(one, 2, other)
  expect(await countOf('uploads', one, other)).toBe(0)
  const { rows } = await other.query('select count(*)::int as n from remains')
  expect(Number(rows[0]?.n)).toBeGreaterThan(0)
})
