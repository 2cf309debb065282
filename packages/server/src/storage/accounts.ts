// The accounts of pauses on the database. Their keys are not in it: they stand in a folder of each machine that may lead,
// so that whoever has the database, or a copy of it, can sign nothing.

import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  Account,
  type AccountSettings,
  bytesOf,
  formatVerifierKey,
  keepCheckpoint,
  keptCheckpoints,
  keyIn,
  LogFault,
  makeKeyIn,
  readCheckpoint,
  type Signer,
} from '@treve/ledger'
import type { Database } from './database.ts'
import { clockOf, type ExerciseClock } from './exercise-clock.ts'
import { StorageFault } from './fault.ts'
import type { Fence } from './leadership.ts'
import { logStore } from './log-store.ts'
import { sealedStore } from './sealed-store.ts'

export interface StoredAccount {
  readonly number: number
  readonly settings: AccountSettings
  /** Of its log; undefined where it was made by an older Treve. */
  readonly verifierKey: string | undefined
  /** Undefined: it is the time that it is. */
  readonly clock: ExerciseClock | undefined
}

export interface AccountKeys {
  readonly log: Signer
  readonly authority: Signer
}

/** Makes its keys, if they are not there, and its row. Whoever leads opens its log. */
export async function createAccount(
  database: Database,
  keysFolder: string,
  settings: AccountSettings,
  clock?: ExerciseClock,
): Promise<void> {
  if (clock !== undefined && settings.mode !== 'exercise')
    throw new StorageFault('unusable', 'only an exercise has a clock of its own')
  const { log, pause, mode, organisation, beatSeconds, fill, zone, releaseDelaySeconds } = settings
  const folder = folderOf(keysFolder, pause)
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  for (const [file, name] of [
    ['log', log],
    ['authority', `${log}/authority`],
  ] as const)
    if ((await keyOrNone(join(folder, 'keys', `${file}.key`))) === undefined)
      await makeKeyIn(folder, file, name, randomBytes).catch((fault: unknown) => {
        // Another process that begins with this folder was faster: its key is the key.
        if (!(fault instanceof LogFault) || fault.kind !== 'taken') throw fault
      })
  const { key } = await keyIn(join(folder, 'keys', 'log.key'))
  await database.query(
    `insert into accounts (pause, origin, mode, organisation, beat_s, fill, zone, release_delay_s, vkey, exercise_clock)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      pause,
      log,
      mode,
      organisation,
      beatSeconds,
      fill,
      zone,
      releaseDelaySeconds ?? null,
      formatVerifierKey(key),
      clock === undefined ? null : JSON.stringify(clock),
    ],
  )
}

export async function storedAccounts(database: Database): Promise<StoredAccount[]> {
  const { rows } = await database.query('select * from accounts order by number')
  return rows.map((row) => ({
    number: Number(row.number),
    verifierKey: typeof row.vkey === 'string' ? row.vkey : undefined,
    clock: row.mode === 'exercise' ? clockOf(row.exercise_clock) : undefined,
    settings: {
      log: String(row.origin),
      pause: String(row.pause),
      mode: row.mode === 'live' ? 'live' : 'exercise',
      organisation: String(row.organisation),
      beatSeconds: Number(row.beat_s),
      fill: Number(row.fill),
      zone: String(row.zone),
      ...(row.release_delay_s === null ? {} : { releaseDelaySeconds: Number(row.release_delay_s) }),
    },
  }))
}

/** Undefined where this machine does not hold them: then it does not lead. */
export async function keysOf(keysFolder: string, { settings }: StoredAccount): Promise<AccountKeys | undefined> {
  const folder = join(folderOf(keysFolder, settings.pause), 'keys')
  const [log, authority] = [await keyOrNone(join(folder, 'log.key')), await keyOrNone(join(folder, 'authority.key'))]
  return log === undefined || authority === undefined ? undefined : { log, authority }
}

/** What whoever looks after the server does about it. */
export function keysMissing(keysFolder: string, pause: string): string {
  return `the keys of the pause ${pause} are not in ${join(folderOf(keysFolder, pause), 'keys')} (log.key and authority.key): this process cannot lead, and nothing new is taken into that account. Copy that folder there from the machine that had it, or from your safe copy: a server that is running goes on by itself then. Or run one where it is. Nobody can make these keys anew: without them the account can be read and verified, and never continued`
}

export interface OpeningWorld {
  /** Seconds since 1970. */
  readonly now: () => number
  readonly keysFolder: string
  readonly onBehind?: (pause: string, waiting: number) => void
}

/** Opens the log, and begins it where there is none: entry 0 stands alone, fillers come from the beat after it. */
export async function openAccount(
  database: Database,
  { number, settings }: StoredAccount,
  keys: AccountKeys,
  fence: Fence,
  { now, keysFolder, onBehind }: OpeningWorld,
): Promise<Account> {
  const kept = join(folderOf(keysFolder, settings.pause), 'published')
  const { log, pause, mode, organisation, beatSeconds, fill, zone, releaseDelaySeconds } = settings
  const random = (length: number) => Uint8Array.from(randomBytes(length))
  const open = async (filling: number) =>
    Account.open({
      account: { log, pause, mode },
      store: logStore(database, number, fence),
      sealed: sealedStore({ database, account: number, fence, random }),
      signer: keys.log,
      now,
      random,
      beatSeconds,
      fill: filling,
      own: { organisation, signer: keys.authority },
      seen: await keptCheckpoints(kept),
      // Kept apart from the database: by it an old copy that was put back is told.
      onPublished: (checkpoint) =>
        keepCheckpoint(kept, readCheckpoint(bytesOf(checkpoint)).size, bytesOf(checkpoint), { onlyThis: true }),
      ...(onBehind === undefined ? {} : { onBehind: (waiting: number) => onBehind(pause, waiting) }),
    })
  const account = await open(fill)
  if (account.sequencer.sealed.size > 0) return account
  await account.close()
  const first = await open(0)
  if (first.sequencer.waiting === 0)
    await first.say({
      class: 'key',
      clear: {
        type: 'log_opened',
        treve: 1,
        authority: formatVerifierKey(keys.authority.key),
        organisation,
        beat_s: beatSeconds,
        fill,
        zone,
        ...(releaseDelaySeconds === undefined ? {} : { release_delay_s: releaseDelaySeconds }),
      },
    })
  await first.beat()
  await first.close()
  return open(fill)
}

function folderOf(keysFolder: string, pause: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(pause)) throw new RangeError(`${pause} is no id of a pause`)
  return join(keysFolder, pause)
}

async function keyOrNone(path: string): Promise<Signer | undefined> {
  try {
    return await keyIn(path)
  } catch (fault) {
    if ((fault as LogFault).kind === 'missing') return undefined
    throw fault
  }
}
