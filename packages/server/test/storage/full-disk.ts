// A server process whose disk fills up, is emptied, and fills up again: run by full-disk.test.ts in a mount of its own.

import { writeSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keep, openDatabase, openOutcomes, StorageFault } from '@treve/server/storage'
import { command, newPause, received } from './made.ts'

const [disk = '', keysFolder = ''] = process.argv.slice(2)
const say = (what: string, more: unknown = '') => writeSync(1, `${what} ${more}\n`)
const filler = join(disk, 'filler')

async function fill(): Promise<void> {
  const file = await open(filler, 'w')
  // The last blocks go in by smaller pieces only.
  for (const size of [1_048_576, 65_536, 4096, 512]) {
    const piece = Buffer.alloc(size)
    let isFull = false
    while (!isFull)
      await file.writeFile(piece).catch(() => {
        isFull = true
      })
  }
  await file.close()
}

const choice = { folder: join(disk, 'database') }
const database = await openDatabase(choice)
await newPause(database, keysFolder)
const stop = new AbortController()
const kept = keep(database, { now: () => Date.now() / 1000, keysFolder }, stop.signal)
const outcomes = await openOutcomes(database)
const taken: number[] = []

async function send(count: number, prefix: string): Promise<unknown> {
  for (let at = 0; at < count; at++) {
    try {
      taken.push((await received(database, command(`${prefix}-${at}`))).number)
    } catch (fault) {
      return fault
    }
  }
  return undefined
}

async function allDone(): Promise<void> {
  for (const number of taken) {
    const outcome = await outcomes.of(number, { milliseconds: 30_000 })
    if (outcome?.state !== 'done') throw new Error(`${number}: ${JSON.stringify(outcome)}`)
  }
}

await send(5, 'before')
await allDone()
await fill()
const fault = await send(20_000, 'full')
say('refused', fault instanceof StorageFault ? `${fault.kind} ${fault.message}` : String(fault))
await rm(filler)
for (let tries = 0; (await send(1, `after-${tries}`)) !== undefined; tries++)
  await new Promise((resolve) => setTimeout(resolve, 100))
await allDone()
say('done', taken.length)
await outcomes.close()
stop.abort()
await kept
await database.close()
await fill()
try {
  await (await openDatabase(choice)).close()
  say('started')
} catch (fault) {
  say('start', fault instanceof StorageFault ? `${fault.kind} ${fault.message}` : String(fault))
}
try {
  await openDatabase({ folder: join(disk, 'another') })
} catch (fault) {
  say('made', fault instanceof StorageFault ? `${fault.kind} ${fault.message}` : String(fault))
}
await rm(filler)
const again = await openDatabase(choice)
say('there', (await again.query(`select count(*) from commands where state = 'done'`)).rows[0]?.count)
await again.close()
