// Notices of PostgreSQL, as a hint and no more: they are lost where nobody listens. Whoever waits looks again by itself now
// and then, and at once when the session that listened is new.

import type { Client } from 'pg'
import type { Database } from './database.ts'
import { StorageFault } from './fault.ts'

export const channels = {
  /** A command waits. */
  commands: 'treve_commands',
  /** A command was decided. */
  decided: 'treve_decided',
  /** An event is there to be read. */
  events: 'treve_events',
  /** Positions were taken. */
  positions: 'treve_positions',
} as const

export interface Listening {
  /** Resolves at the next notice, or after so long; at once if one came since the last call. */
  next(milliseconds: number, stop?: AbortSignal): Promise<void>
  /** As if a notice had come. */
  hasten(): void
  close(): Promise<void>
}

export async function listen(
  database: Database,
  channel: (typeof channels)[keyof typeof channels],
): Promise<Listening> {
  let session: Client | undefined
  let isClosed = false
  let hasNotice = true
  let wake = new Set<() => void>()

  function notice(): void {
    hasNotice = true
    const waiting = wake
    wake = new Set()
    for (const each of waiting) each()
  }

  /** One at a time: a second session would be left behind, open, and keep its process from ending. */
  let connecting: Promise<void> | undefined
  function connect(): Promise<void> {
    connecting ??= connectOnce().finally(() => {
      connecting = undefined
    })
    return connecting
  }

  async function connectOnce(): Promise<void> {
    if (isClosed || session !== undefined) return
    const client = await database.session(`listens ${channel}`)
    if (isClosed) {
      await client.end().catch(() => undefined)
      return
    }
    const gone = () => {
      if (session === client) session = undefined
    }
    client.on('error', gone)
    client.on('end', gone)
    client.on('notification', notice)
    session = client
    try {
      await client.query(`listen ${channel}`)
    } catch (fault) {
      gone()
      await client.end().catch(() => undefined)
      throw fault
    }
    notice()
  }

  const again = setInterval(() => {
    connect().catch(() => undefined)
  }, 500)
  again.unref()
  await connect().catch((fault: unknown) => {
    // Away for now: it is tried again.
    if (fault instanceof StorageFault) return
    clearInterval(again)
    throw fault
  })

  return {
    async next(milliseconds, stop) {
      if (hasNotice || stop?.aborted === true) {
        hasNotice = false
        return
      }
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer)
          stop?.removeEventListener('abort', done)
          wake.delete(done)
          resolve()
        }
        const timer = setTimeout(done, milliseconds)
        wake.add(done)
        stop?.addEventListener('abort', done, { once: true })
      })
      hasNotice = false
    },
    hasten: notice,
    async close() {
      isClosed = true
      clearInterval(again)
      notice()
      await connecting?.catch(() => undefined)
      await session?.end().catch(() => undefined)
    },
  }
}
