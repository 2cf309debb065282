// Whoever listens keeps one session, and none once it is closed: an open one would keep its process from ending.

import { EventEmitter } from 'node:events'
import type { Client } from 'pg'
import { expect, it } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { channels, listen } from '../../src/storage/listen.ts'

/** Hands out sessions when told to, and counts those that are open. */
function slowDatabase() {
  const waiting: (() => void)[] = []
  const counts = { open: 0, most: 0 }
  const session = async () => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    counts.open += 1
    counts.most = Math.max(counts.most, counts.open)
    const client = Object.assign(new EventEmitter(), {
      query: async () => ({ rows: [] }),
      end: async () => {
        counts.open -= 1
      },
    })
    return client as unknown as Client
  }
  return { database: { session } as unknown as Database, waiting, counts }
}

it('a session that comes about while it is closed is closed too', async () => {
  const { database, waiting, counts } = slowDatabase()
  const opened = listen(database, channels.commands)
  waiting.shift()?.()
  const listening = await opened
  expect(counts.open).toBe(1)
  await listening.close()
  expect(counts.open).toBe(0)
})

it('while a session is slow to come about, no second one is asked for', async () => {
  const { database, waiting, counts } = slowDatabase()
  const opened = listen(database, channels.commands)
  // It looks again every half second.
  await new Promise((resolve) => setTimeout(resolve, 1200))
  expect(waiting).toHaveLength(1)
  for (const go of waiting.splice(0)) go()
  const listening = await opened
  await listening.close()
  expect(counts).toEqual({ open: 0, most: 1 })
})

it('a session under way when it is closed is waited for, and ended', async () => {
  const { database, waiting, counts } = slowDatabase()
  let lost: EventEmitter | undefined
  const noted = {
    session: async (name: string) => {
      const client = await database.session(name)
      lost = client
      return client
    },
  } as unknown as Database
  const opened = listen(noted, channels.commands)
  waiting.shift()?.()
  const listening = await opened
  // The server is gone: the session ends by itself, and another is asked for.
  counts.open -= 1
  lost?.emit('end')
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(waiting).toHaveLength(1)
  const closed = listening.close()
  waiting.shift()?.()
  await closed
  expect(counts.open).toBe(0)
})
