// From nothing to an unlocked phone, and back: enrolling, unlocking, locking, wiping.

import { browserWiping } from './keeping/browser-wiping.ts'
import { countOf, getValue, openDatabase, putValues } from './keeping/database.ts'
import { beginning, changesBetween, type Kept, keptFrom } from './keeping/kept.ts'
import { type Lock, makeLock, openLock, rewrapped, type Unlocked, waitAfter } from './keeping/lock.ts'
import { type WipeStep, wipe } from './keeping/purge.ts'
import { SealedShelf } from './keeping/sealed-shelf.ts'
import { Phone, type World } from './phone.ts'
import { enrolledOf } from './server/answers.ts'
import { browserCall } from './server/browser-call.ts'
import { type Problem, problemOf } from './server/line.ts'
import { codeAsDrawn, enrolmentProof } from './server/signed.ts'

/** What stands in the clear beside what is sealed. */
export interface LockRecord {
  readonly lock: Lock
  readonly failures: number
  /** By this phone's clock. */
  readonly notBeforeMs: number
}

export type Begun =
  /** Not by HTTPS nor on this machine, or too old a browser: nothing can be kept safely. */
  | { readonly at: 'unfit' }
  /** Another window of this browser has it open. */
  | { readonly at: 'elsewhere' }
  | { readonly at: 'new'; readonly database: IDBDatabase }
  | { readonly at: 'locked'; readonly database: IDBDatabase }

export async function begin(): Promise<Begun> {
  const isFit = isSecureContext && globalThis.crypto?.subtle !== undefined && 'indexedDB' in globalThis
  if (!isFit) return { at: 'unfit' }
  if (!(await isOnlyWindow())) return { at: 'elsewhere' }
  const database = await openDatabase()
  return { at: (await lockRecordOf(database)) === undefined ? 'new' : 'locked', database }
}

/** Two windows would draw the same one-use keys: the first has the phone until it is closed. */
function isOnlyWindow(): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request('treve-phone', { ifAvailable: true }, (held) => {
      resolve(held !== null)
      return held === null ? undefined : new Promise(() => undefined)
    })
  })
}

export async function lockRecordOf(database: IDBDatabase): Promise<LockRecord | undefined> {
  return (await getValue(database, 'lock', 'lock')) as LockRecord | undefined
}

/** How many things are kept, without looking into any. */
export function isAnythingKept(database: IDBDatabase): Promise<boolean> {
  return countOf(database, 'records').then((count) => count > 0)
}

export async function enrol(
  database: IDBDatabase,
  code: string,
  pin: string,
): Promise<Phone | { readonly refused: Problem } | 'away'> {
  const { lock, unlocked } = await makeLock(pin)
  const body = {
    code: codeAsDrawn(code),
    key: unlocked.publicKey,
    proof: await enrolmentProof(code, unlocked.publicKey, unlocked.sign),
  }
  const heard = await browserCall({
    method: 'POST',
    path: '/api/v1/sign-in/devices',
    body: new TextEncoder().encode(JSON.stringify(body)),
    headers: { 'content-type': 'application/json' },
  })
  if (heard === undefined) return 'away'
  const identity = heard.status === 200 ? enrolledOf(heard.text) : undefined
  if (identity === undefined) return { refused: problemOf(heard.text) }
  const kept: Kept = { ...beginning(identity), clock: heard.check ?? null }
  await new SealedShelf(database, unlocked.dataKey).write(changesBetween(undefined, kept))
  await putValues(database, [['lock', 'lock', { lock, failures: 0, notBeforeMs: 0 } satisfies LockRecord]])
  // A browser that is short of space asks first, where it lets itself be asked.
  await navigator.storage?.persist?.().catch(() => false)
  return phoneOf(database, kept, unlocked)
}

export type Unlocking = Phone | { readonly wrong: true; readonly waitS: number }

export async function unlock(database: IDBDatabase, pin: string): Promise<Unlocking> {
  const tried = await tryPin(database, ({ lock }) => openLock(lock, pin))
  if ('wrong' in tried) return tried
  const { record, found: unlocked } = tried
  if (record.failures > 0) await putValues(database, [['lock', 'lock', { ...record, failures: 0, notBeforeMs: 0 }]])
  const kept = keptFrom(await new SealedShelf(database, unlocked.dataKey).records())
  if (kept === undefined) throw new Error('the phone is enrolled, and knows not where')
  return phoneOf(database, kept, unlocked)
}

/** Null: from now on the new one unlocks it. A wrong one counts as it does before a locked phone. */
export async function changePin(
  database: IDBDatabase,
  pin: string,
  next: string,
): Promise<null | { readonly wrong: true; readonly waitS: number }> {
  const tried = await tryPin(database, ({ lock }) => rewrapped(lock, pin, next))
  if ('wrong' in tried) return tried
  await putValues(database, [['lock', 'lock', { lock: tried.found, failures: 0, notBeforeMs: 0 } satisfies LockRecord]])
  return null
}

/** Not before who failed has waited; each failure is counted. */
async function tryPin<T>(
  database: IDBDatabase,
  open: (record: LockRecord) => Promise<T | undefined>,
): Promise<{ readonly record: LockRecord; readonly found: T } | { readonly wrong: true; readonly waitS: number }> {
  const record = await lockRecordOf(database)
  if (record === undefined) return { wrong: true, waitS: 0 }
  const waitMs = record.notBeforeMs - Date.now()
  // A clock that was put back makes nobody wait for longer than was said.
  if (waitMs > 0 && waitMs <= waitAfter(record.failures) * 1000) return { wrong: true, waitS: Math.ceil(waitMs / 1000) }
  const found = await open(record)
  if (found !== undefined) return { record, found }
  const failures = record.failures + 1
  const waitS = waitAfter(failures)
  await putValues(database, [['lock', 'lock', { ...record, failures, notBeforeMs: Date.now() + waitS * 1000 }]])
  return { wrong: true, waitS }
}

export function wipeAll(database: IDBDatabase | undefined): Promise<readonly WipeStep[]> {
  return wipe(browserWiping(database))
}

function phoneOf(database: IDBDatabase, kept: Kept, { dataKey, sign }: Unlocked): Phone {
  const world: World = {
    call: browserCall,
    nowMs: () => Date.now(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    sign,
    breathe: () => new Promise((resolve) => setTimeout(resolve)),
  }
  return new Phone(new SealedShelf(database, dataKey), kept, world)
}
