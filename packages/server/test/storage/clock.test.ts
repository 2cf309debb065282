// A machine that leads has a clock an hour wrong. What was acknowledged is done all the same, and the log goes on from one leader to
// the next.

import { join } from 'node:path'
import { type Database, openDatabase, openOutcomes } from '@treve/server/storage'
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
