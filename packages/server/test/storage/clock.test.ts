// A machine that leads has a clock an hour wrong. What was acknowledged is done all the same, and the log goes on from one leader to
// the next.

import { join } from 'node:path'
import { type Database, keep, openDatabase, openOutcomes } from '@treve/server/storage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  auditedEntries,
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
let database: Database
let keysFolder = ''
beforeAll(async () => {
  const root = await temporaryFolder()
  keysFolder = join(root, 'keys')
  database = await openDatabase({ folder: join(root, 'database') })
})
afterAll(() => database?.close())

test.each([
  ['behind', -3600],
  ['ahead', 3600],
])('an hour %s: the next leader, whose clock is right, goes on, and nothing is lost', async (way, seconds) => {
  const pause = `clock-${way}`
  const number = await newPause(database, keysFolder, settingsOf(pause))
  const outcomes = await openOutcomes(database)
  const asked: number[] = []
  for (const wrong of [0, seconds, 0]) {
    const keeper = await keeping(database, keysFolder, () => Date.now() / 1000 + wrong)
    const { number: given } = await received(database, command(`${way}-${asked.length}`, pause))
    asked.push(given)
    expect(await outcomes.of(given, { milliseconds: 30_000 }), `by the clock ${wrong} s off`).toMatchObject({
      state: 'done',
    })
    await keeper.stop()
  }
  // What is acknowledged is under a checkpoint once its beat has come. No beat is before the last: after one that was an hour ahead
  // they wait for the hour, and then catch up.
  const keeper = await keeping(database, keysFolder, () => Date.now() / 1000 + Math.max(0, seconds) + 2)
  await eventually(async () => {
    const entries = await auditedEntries(database, keysFolder, { number, pause })
    expect(entries.length).toBe(asked.length + 1)
  }, 30)
  await keeper.stop()
  await outcomes.close()
})

test.each([
  ['behind', -3600],
  ['ahead', 3600],
])(
  'a clock an hour %s of that of the database does not begin to lead, and says so once; another leads',
  async (way, seconds) => {
    const pause = `apart-${way}`
    await newPause(database, keysFolder, settingsOf(pause))
    const outcomes = await openOutcomes(database)
    const stop = new AbortController()
    const told: string[] = []
    let hasLed = false
    const wrong = keep(
      database,
      {
        now: () => Date.now() / 1000 + seconds,
        keysFolder,
        mostSecondsOff: 300,
        pace: { pulseMilliseconds: 50, staleMilliseconds: 2500 },
        tell: (text) => told.push(text),
        onLeading: () => {
          hasLed = true
        },
      },
      stop.signal,
    )
    await eventually(async () => expect(told).toHaveLength(1), 10)
    const { number } = await received(database, command(`apart-${way}`, pause))
    expect(await outcomes.of(number, { milliseconds: 1000 })).not.toMatchObject({ state: 'done' })
    const keeper = await keeping(database, keysFolder)
    expect(await outcomes.of(number, { milliseconds: 30_000 })).toMatchObject({ state: 'done' })
    expect(told).toEqual([expect.stringContaining(`60 min ${way}`)])
    expect(hasLed).toBe(false)
    await keeper.stop()
    stop.abort()
    await wrong
    await outcomes.close()
  },
)
