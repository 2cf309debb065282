// The account of one pause in a folder:
//
//   account.json     what it is of; nothing secret
//   log/             what is served: checkpoint and tiles
//   own/             lock, and what waits for the next beat
//   sealed/          values behind sealed slots, and their keys apart
//   keys/            private keys, for the owner of the folder alone
//   witnesses.policy optional: whose cosignatures a checkpoint needs before it is published

import { chmod, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Account, type AccountSetup } from '../account/account.ts'
import type { Signer } from '../account/voice.ts'
import type { AccountName } from '../entry/certificate.ts'
import { type Entry, parseEntry, type Random } from '../entry/entry.ts'
import { bytesOf, equalBytes, textOf } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import {
  formatPrivateKey,
  formatVerifierKey,
  keyTypes,
  noteSigner,
  type PrivateKey,
  parsePrivateKey,
} from '../log/note.ts'
import { type Policy, parsePolicy } from '../log/policy.ts'
import { type Post, type Witnesses, witnessesOf } from '../witness-client/ask.ts'
import { createDurably, makeFolder, namesIn, readIfThere, writeDurably } from './durable.ts'
import { holdFolder } from './exclusive.ts'
import { openSealedStore } from './sealed-store.ts'
import { openFileStore, readWaiting } from './store.ts'

export interface AccountSettings extends AccountName {
  readonly organisation: string
  readonly beatSeconds: number
  readonly fill: number
  readonly zone: string
  /** How long after its last window closed it is released at the earliest; absent: a day. */
  readonly releaseDelaySeconds?: number
}

export interface AccountFolder {
  readonly path: string
  readonly settings: AccountSettings
  readonly logKey: Signer
  readonly authority: Signer
  readonly policy: Policy | undefined
}

export interface OpenedFolder extends AccountFolder {
  readonly account: Account
  readonly witnesses: Witnesses | undefined
  close(): Promise<void>
}

export interface World {
  /** Seconds since 1970. */
  readonly now: () => number
  readonly random: Random
  /** How witnesses are asked; absent: they are not, and a policy that needs them holds publication up. */
  readonly post?: Post
  readonly onBehind?: (waiting: number) => void
  /** Checkpoints of the log that were published from here before, kept outside its folder: an old copy of it is told by them. */
  readonly seen?: (log: string) => Promise<readonly string[]>
  /** Awaited for each checkpoint that is published. */
  readonly onPublished?: (log: string, checkpoint: string) => Promise<void>
  /** How long to wait for another process that writes to the folder. Absent: not at all. */
  readonly patienceSeconds?: number
}

const settingsFile = 'account.json'

/** Makes keys, and a log whose entry 0 names the authority. @throws LogFault `taken` where there is an account already */
export async function createAccountFolder(
  path: string,
  settings: AccountSettings,
  world: World,
): Promise<AccountFolder> {
  await makeFolder(path)
  await makeFolder(join(path, 'keys'), 0o700)
  await chmod(join(path, 'keys'), 0o700)
  const { log, pause, mode, organisation, beatSeconds, fill, zone, releaseDelaySeconds } = settings
  const releaseDelay = releaseDelaySeconds === undefined ? {} : { release_delay_s: releaseDelaySeconds }
  const authorityName = `${log}/authority`
  for (const [file, name] of [
    ['log', log],
    ['authority', authorityName],
  ] as const) {
    const key = formatPrivateKey({ name, type: keyTypes.ed25519, seed: world.random(32) })
    await createDurably(join(path, 'keys', `${file}.key`), bytesOf(`${key}\n`))
    // What a crash left half made is finished; another account is left as it is.
    if ((await keyIn(join(path, 'keys', `${file}.key`))).name !== name)
      throw new LogFault('taken', `${path} holds the keys of another account: nothing was changed`)
  }
  const written = {
    treve_account: 1,
    origin: log,
    pause,
    mode,
    organisation,
    beat_s: beatSeconds,
    fill,
    zone,
    ...releaseDelay,
  }
  const bytes = bytesOf(`${JSON.stringify(written, null, 1)}\n`)
  const isNew = await createDurably(join(path, settingsFile), bytes, 0o644)
  if (!isNew && !equalBytes((await readIfThere(join(path, settingsFile))) ?? new Uint8Array(), bytes))
    throw new LogFault('taken', `${path} holds an account already: nothing was changed`)
  const folder = await readAccountFolder(path)
  // Entry 0 stands alone: fillers begin with the first beat after it.
  const opened = await openAccountFolder(path, world, { fill: 0 })
  try {
    const { sealed, waiting } = opened.account.sequencer
    if (sealed.size > 0) throw new LogFault('taken', `${path} holds an account already: nothing was changed`)
    if (waiting === 0)
      await opened.account.say({
        class: 'key',
        clear: {
          type: 'log_opened',
          treve: 1,
          authority: formatVerifierKey(folder.authority.key),
          organisation,
          beat_s: beatSeconds,
          fill,
          zone,
          ...releaseDelay,
        },
      })
    await opened.account.beat()
  } finally {
    await opened.close()
  }
  return folder
}

export async function readAccountFolder(path: string): Promise<AccountFolder> {
  const settings = settingsOf(await readIfThere(join(path, settingsFile)), path)
  const policyText = await readIfThere(join(path, 'witnesses.policy'))
  return {
    path,
    settings,
    logKey: await keyIn(join(path, 'keys', 'log.key')),
    authority: await keyIn(join(path, 'keys', 'authority.key')),
    policy: policyText === undefined ? undefined : parsePolicy(textOf(policyText) ?? ''),
  }
}

/** Entries that are acknowledged and not sealed yet, for who only reads. */
export async function waitingEntries(path: string): Promise<Entry[]> {
  return (await readWaiting(join(path, 'own'))).flatMap(({ entries }) => entries.map(parseEntry))
}

export async function openAccountFolder(
  path: string,
  world: World,
  { fill }: { fill?: number } = {},
): Promise<OpenedFolder> {
  const folder = await readAccountFolder(path)
  const { settings, policy } = folder
  const letGo = await holdFolder(path, world.patienceSeconds)
  try {
    const { now, random, post, onPublished } = world
    const log = formatVerifierKey(folder.logKey.key)
    const witnesses = policy === undefined ? undefined : witnessesOf(policy, { post: post ?? nobody, now })
    const setup: AccountSetup = {
      account: { log: settings.log, pause: settings.pause, mode: settings.mode },
      store: await openFileStore({ served: join(path, 'log'), own: join(path, 'own') }),
      sealed: await openSealedStore(join(path, 'sealed'), random),
      signer: folder.logKey,
      now,
      random,
      beatSeconds: settings.beatSeconds,
      fill: fill ?? settings.fill,
      own: { organisation: settings.organisation, signer: folder.authority },
      ...(witnesses === undefined
        ? {}
        : { witness: (checkpoint, from) => witnesses.cosign(checkpoint, (each) => from.read(each)) }),
      ...(world.onBehind === undefined ? {} : { onBehind: world.onBehind }),
      ...(world.seen === undefined ? {} : { seen: await world.seen(log) }),
      ...(onPublished === undefined ? {} : { onPublished: (checkpoint: string) => onPublished(log, checkpoint) }),
    }
    const account = await Account.open(setup)
    return {
      ...folder,
      account,
      witnesses,
      async close() {
        await account.close()
        await letGo()
      },
    }
  } catch (fault) {
    await letGo()
    throw fault
  }
}

/** A key of the folder, or made and kept there. */
export async function makeKeyIn(path: string, file: string, name: string, random: Random): Promise<Signer> {
  const key = formatPrivateKey({ name, type: keyTypes.ed25519, seed: random(32) })
  const at = join(path, 'keys', `${file}.key`)
  if (!(await createDurably(at, bytesOf(`${key}\n`))))
    throw new LogFault('taken', `${at} exists already: nothing was changed`)
  return keyIn(at)
}

export async function keyIn(path: string): Promise<Signer> {
  return noteSigner(await privateKeyIn(path))
}

export async function privateKeyIn(path: string): Promise<PrivateKey> {
  const bytes = await readIfThere(path)
  if (bytes === undefined) throw new LogFault('missing', `there is no key ${path}`)
  return parsePrivateKey((textOf(bytes) ?? '').trim())
}

/** @param onlyThis those kept before, which it continues, are removed */
export async function keepCheckpoint(
  folder: string,
  size: number,
  note: Uint8Array,
  { onlyThis = false }: { readonly onlyThis?: boolean } = {},
): Promise<void> {
  await makeFolder(folder)
  const name = `${String(size).padStart(12, '0')}${checkpointEnding}`
  await writeDurably(join(folder, name), note)
  if (!onlyThis) return
  for (const each of await namesIn(folder))
    if (each.endsWith(checkpointEnding) && each < name) await unlink(join(folder, each))
}

const checkpointEnding = '.checkpoint'

export async function keptCheckpoints(folder: string): Promise<string[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(checkpointEnding))
  const notes = await Promise.all(names.map((name) => readIfThere(join(folder, name))))
  return notes.flatMap((note) => (note === undefined ? [] : [textOf(note) ?? '']))
}

const nobody: Post = () => Promise.reject(new Error('witnesses are not asked here'))

function settingsOf(bytes: Uint8Array | undefined, path: string): AccountSettings {
  if (bytes === undefined)
    throw new LogFault(
      'missing',
      `${path} is no account: there is no ${settingsFile} in it. treve account init makes one`,
    )
  let read: Record<string, unknown>
  try {
    read = JSON.parse(textOf(bytes) ?? '') as Record<string, unknown>
  } catch (cause) {
    throw new LogFault('malformed', `${join(path, settingsFile)} cannot be read`, { cause })
  }
  const {
    treve_account: version,
    origin,
    pause,
    mode,
    organisation,
    beat_s: beatSeconds,
    fill,
    zone,
    release_delay_s: delay,
  } = read
  if (
    version !== 1 ||
    typeof origin !== 'string' ||
    typeof pause !== 'string' ||
    (mode !== 'live' && mode !== 'exercise') ||
    typeof organisation !== 'string' ||
    typeof beatSeconds !== 'number' ||
    typeof fill !== 'number' ||
    typeof zone !== 'string' ||
    (delay !== undefined && typeof delay !== 'number')
  )
    throw new LogFault('malformed', `${join(path, settingsFile)} is not what treve account init wrote`)
  const settings = { log: origin, pause, mode, organisation, beatSeconds, fill, zone } as const
  return delay === undefined ? settings : { ...settings, releaseDelaySeconds: delay }
}
