// The clock of an exercise: it goes on and never back, entries say its time, and a real pause has none.

import { type Database, openDatabase, setExerciseClock, storedAccounts, timeIn } from '@treve/server/storage'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAccount } from '../../src/storage/accounts.ts'
import { momentOf } from '../../src/storage/exercise-clock.ts'
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
  keysFolder = `${root}/keys`
  database = await openDatabase({ folder: `${root}/database` })
})
afterAll(() => database?.close())

const seconds = fc.integer({ min: 1_400_000_000, max: 1_900_000_000 })

it('a clock never goes back, and a moment of it is found where it is', () => {
  fc.assert(
    fc.property(seconds, seconds, fc.integer({ min: 0, max: 3600 }), fc.nat(100_000), (real, pause, speed, later) => {
      const clock = { real, pause, speed }
      expect(timeIn(clock, real + later)).toBeGreaterThanOrEqual(timeIn(clock, real + later / 2))
      const there = timeIn(clock, real) + later
      const here = momentOf(clock, there, real)
      if (speed === 0 && later > 0) expect(here).toBeUndefined()
      else expect(timeIn(clock, here ?? Number.NaN)).toBeCloseTo(speed === 0 ? pause : there, 2)
      expect(timeIn(undefined, real)).toBe(real)
    }),
  )
})

it('entries of an exercise say its time, whatever day it is; of one that is set back nothing is taken back', async () => {
  const morning = Date.parse('2016-11-04T06:00:00Z') / 1000
  const pause = 'played'
  await createAccount(database, keysFolder, settingsOf(pause, { beatSeconds: 60 }), {
    real: Date.now() / 1000,
    pause: morning,
    speed: 60,
  })
  const number = (await storedAccounts(database)).find(({ settings }) => settings.pause === pause)?.number ?? -1
  await keeping(database, keysFolder)
  await received(database, command('first', pause))
  const entries = await eventually(async () => {
    const found = await auditedEntries(database, keysFolder, { number, pause })
    expect(found.length).toBeGreaterThan(1)
    return found
  })
  for (const { entry } of entries) expect(entry.at).toMatch(/^2016-11-04T06:/)
  const before = timeIn(
    (await storedAccounts(database)).find((each) => each.number === number)?.clock,
    Date.now() / 1000,
  )
  const set = await setExerciseClock(database, pause, { now: Date.now() / 1000, at: morning - 3600, speed: 0 })
  expect(set.pause).toBeGreaterThanOrEqual(before)
})

it('a real pause is at the time that it is', async () => {
  await newPause(database, keysFolder, settingsOf('real', { mode: 'live', beatSeconds: 900, fill: 4 }))
  await expect(setExerciseClock(database, 'real', { now: 1, speed: 60 })).rejects.toThrow('only an exercise')
  await expect(setExerciseClock(database, 'nowhere', { now: 1, speed: 60 })).rejects.toThrow('no exercise')
  await expect(
    createAccount(database, keysFolder, settingsOf('real-2', { mode: 'live' }), { real: 1, pause: 1, speed: 1 }),
  ).rejects.toThrow('only an exercise')
  await expect(setExerciseClock(database, 'played', { now: 1, speed: Number.NaN })).rejects.toThrow('speed')
})
