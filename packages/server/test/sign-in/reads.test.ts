// Who looked at what is sensitive: noted at once, one entry a minute, and nothing lost on the way.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reads } from '../../src/sign-in/reads.ts'
import { type Installation, installed } from '../api/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { served } from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const person = { token: 'a'.repeat(32), kind: 'person', roles: ['coordinator'] } as const
const liaison = { token: 'b'.repeat(32), kind: 'link', roles: ['liaison'], party: 'north' } as const

test('what many looked at in one minute is one entry, with how often each did; what is not sensitive is not noted', async () => {
  const { database } = installation
  const { pause } = await served(installation)
  const reads = new Reads(database)
  await Promise.all([
    ...Array.from({ length: 30 }, () => reads.note(pause, person, 'conversation')),
    ...Array.from({ length: 20 }, () => reads.note(pause, liaison, 'withdrawal')),
    reads.note(pause, person, 'withdrawal'),
    // Of the life of the pause a liaison is shown less than a coordinator.
    reads.note(pause, liaison, 'life'),
    reads.note(pause, person, 'life'),
    reads.note(pause, liaison, 'terms'),
    reads.note(pause, person, 'publishing'),
  ])
  // The minute goes on: it is not told yet.
  await database.query(`update reads set minute = date_trunc('minute', clock_timestamp())`)
  expect(await reads.enter()).toBe(0)
  await database.query(`update reads set minute = '2016-11-04T06:10:00Z'`)
  // By two processes at once: each read is told by one of them.
  const entered = await Promise.all([reads.enter(), new Reads(database).enter()])
  expect(entered.reduce((sum, each) => sum + each, 0)).toBe(1)
  const told = await eventually(async () => {
    const { rows } = await database.query(
      `select opened from events join accounts on number = account where pause = $1 and type = 'data_read'`,
      [pause],
    )
    expect(rows).toHaveLength(1)
    return rows[0]?.opened
  })
  expect(JSON.parse(told.notice.details)).toEqual({
    reads: [
      { reader: person.token, kind: 'person', subject: 'conversation', times: 30 },
      { reader: person.token, kind: 'person', subject: 'life', times: 1 },
      { reader: person.token, kind: 'person', subject: 'withdrawal', times: 1 },
      { reader: liaison.token, kind: 'link', subject: 'withdrawal', times: 20 },
    ],
  })
  expect([told.time.from, told.time.until]).toEqual(['2016-11-04T08:10:00+02:00', '2016-11-04T08:11:00+02:00'])
  expect((await database.query('select * from reads')).rows).toEqual([])
})

test('where it cannot be handed over it stays noted', async () => {
  const { database } = installation
  const { pause } = await served(installation)
  const reads = new Reads(database)
  await reads.note(pause, person, 'notices')
  await database.query(`update reads set minute = '2016-11-04T06:10:00Z'`)
  const failing = new Reads({
    ...database,
    inTransaction: (act, begin) =>
      database.inTransaction(
        (client) =>
          act({
            query: (text, values) =>
              text.includes('insert into commands') ? Promise.reject(new Error('away')) : client.query(text, values),
          }),
        begin,
      ),
  })
  await expect(failing.enter()).rejects.toThrow('away')
  expect((await database.query('select times from reads')).rows).toEqual([{ times: 1 }])
  expect(await reads.enter()).toBe(1)
})

test('whoever asks for it by the API is noted before they are answered', async () => {
  const { database } = installation
  const { pause, coordinator } = await served(installation)
  const first = await coordinator()
  await database.query('delete from reads')
  for (const path of ['access', 'access', 'conversation', 'publishing', 'plan'])
    await first.browser.get(`/api/v1/pauses/${pause}/${path}`)
  const { rows } = await database.query(
    'select pause, reader, kind, subject, times from reads order by subject, minute',
  )
  const times = new Map<string, number>()
  for (const row of rows) {
    expect([row.pause, row.reader, row.kind]).toEqual([pause, first.token, 'person'])
    times.set(row.subject, (times.get(row.subject) ?? 0) + Number(row.times))
  }
  expect(Object.fromEntries(times)).toEqual({ access: 2, conversation: 1, plan: 1 })
})
