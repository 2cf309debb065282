// A connection is asked one thing at a time: pulses of whoever leads do not pile up on one that is slow, nor is it taken leave of in
// the middle of one.

import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '@treve/server/storage'
import { expect, onTestFinished, test } from 'vitest'
import { lead } from '../../src/storage/leadership.ts'
import { removeFoldersAfterwards, temporaryFolder } from './made.ts'

removeFoldersAfterwards()

test('pulses that come faster than answers wait for them', async () => {
  const warned: string[] = []
  const hear = ({ message }: Error) => void warned.push(message)
  process.on('warning', hear)
  onTestFinished(() => void process.off('warning', hear))
  const database = await openDatabase({ folder: join(await temporaryFolder(), 'database') })
  onTestFinished(() => database.close())
  for (let time = 0; time < 3; time++) {
    const term = await lead(database, new AbortController().signal, { pulseMilliseconds: 1, staleMilliseconds: 5000 })
    await wait(200)
    expect(term?.lost.aborted).toBe(false)
    await term?.end()
  }
  await wait(20)
  expect(warned).toEqual([])
})
