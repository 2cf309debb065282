// What tests of storage share: a pause, commands for it, and an audit of its account as an outsider with all openings does it.

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AccountSettings,
  type Draft,
  keyIn,
  type OpenedEntry,
  type Opening,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { type Command, createAccount, type Database, keep, type Receipt, receive } from '@treve/server/storage'
import { afterAll, expect, onTestFinished } from 'vitest'
import { livePostmaster } from '../../src/storage/embedded/postmaster.ts'
import { unfenced } from '../../src/storage/leadership.ts'
import { logStore } from '../../src/storage/log-store.ts'
import { sealedStore } from '../../src/storage/sealed-store.ts'

const folders: string[] = []

/** Below one that no other user may enter. */
export async function temporaryFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'treve-storage-'))
  folders.push(made)
  return made
}

export function removeFoldersAfterwards(): void {
  afterAll(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
  })
}

export function settingsOf(pause = 'exercise-day', more: Partial<AccountSettings> = {}): AccountSettings {
  return {
    log: `example.org/${pause}`,
    pause,
    mode: 'exercise',
    organisation: 'Relief Coordination',
    beatSeconds: 1,
    fill: 0,
    zone: 'Asia/Damascus',
    ...more,
  }
}

const at = '2016-11-04T06:00:00Z'

export function notice(element: string): Draft {
  return {
    class: 'notice',
    clear: { type: 'notified' },
    sealed: {
      source: { organisation: 'Relief Coordination', chain: 'own' },
      time: { from: at, until: at, zone: 'UTC' },
      party: 'north',
      notice: { element },
    },
  }
}

export function command(element: string, pause = 'exercise-day'): Command {
  return { clientId: randomUUID(), pause, content: { kind: 'draft', draft: notice(element) } }
}

export async function received(database: Database, given: Command): Promise<Receipt> {
  const answer = await receive(database, given)
  if ('refused' in answer) throw new Error(answer.text)
  return answer
}

export interface Keeping {
  readonly told: readonly string[]
  stop(): Promise<void>
}

/** Leads in this process until it is stopped. */
export async function keeping(database: Database, keysFolder: string, now = () => Date.now() / 1000): Promise<Keeping> {
  const stop = new AbortController()
  const told: string[] = []
  const isLeading = Promise.withResolvers<void>()
  const kept = keep(
    database,
    { now, keysFolder, tell: (text) => told.push(text), onLeading: () => isLeading.resolve() },
    stop.signal,
  )
  kept.catch(isLeading.reject)
  // Also where the test fails: the next one is to lead.
  onTestFinished(async () => {
    stop.abort()
    await kept.catch(() => undefined)
  })
  await isLeading.promise
  return {
    told,
    async stop() {
      stop.abort()
      await kept
    },
  }
}

export async function newPause(database: Database, keysFolder: string, settings = settingsOf()): Promise<number> {
  await createAccount(database, keysFolder, settings)
  const { rows } = await database.query('select number from accounts where pause = $1', [settings.pause])
  return Number(rows[0]?.number)
}

interface Auditing {
  readonly number: number
  readonly pause?: string
  readonly kept?: readonly string[]
}

/** As below; answers the ids of the entries, in order. */
export async function audited(database: Database, keysFolder: string, auditing: Auditing): Promise<string[]> {
  return (await auditedEntries(database, keysFolder, auditing)).map(({ entry }) => entry.id)
}

/** The log verified from its served bytes, every entry with all its openings. */
export async function auditedEntries(
  database: Database,
  keysFolder: string,
  { number, pause = 'exercise-day', kept = [] }: Auditing,
): Promise<readonly OpenedEntry[]> {
  const { key } = await keyIn(join(keysFolder, pause, 'keys', 'log.key'))
  const store = logStore(database, number, unfenced)
  const sealed = sealedStore({ database, account: number, fence: unfenced, random: () => new Uint8Array() })
  const openings: Opening[] = []
  for await (const opening of sealed.all()) openings.push(opening)
  const read = (path: string) => store.read(path)
  const log = await verifyLog({ read, log: key, kept })
  expect(log.faults).toEqual([])
  const seen = await verifyEntries({ read, checkpoint: log, log: key, openings })
  expect(seen.problems).toEqual([])
  expect(seen.checked.openings).toMatchObject({ withheld: 0, missing: 0 })
  const ids = seen.entries.map(({ entry }) => entry.id)
  expect(new Set(ids).size).toBe(ids.length)
  return seen.entries
}

/** Tries until it holds, and says what did not if it never does. */
export async function eventually<T>(act: () => Promise<T> | T, seconds = 20): Promise<T> {
  for (const until = performance.now() + seconds * 1000; ; ) {
    try {
      return await act()
    } catch (fault) {
      if (performance.now() > until) throw fault
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Answers which process it was. One that is just being started is waited for: a signal to nobody would be one to ourselves. */
export async function killPostgres(cluster: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<number> {
  const pid = await eventually(async () => {
    const found = await livePostmaster(cluster)
    if (found === undefined) throw new Error(`no PostgreSQL runs on ${cluster}`)
    return found
  })
  process.kill(pid, signal)
  return pid
}
