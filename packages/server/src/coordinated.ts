// A server on which a pause is coordinated: keeper of the accounts, services of the API and sign-in together.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Pause } from '@treve/model'
import { documentBytes, taken } from './api/commands.ts'
import { openServices, type Services } from './api/services.ts'
import type { Coordinated } from './app.ts'
import { rules, standing } from './coordination/index.ts'
import type { Actor } from './policy/index.ts'
import { type OpenedSignIn, type OpenIdSettings, openSignIn, pausesOf } from './sign-in/index.ts'
import { signInKeyFile } from './sign-in/secrets.ts'
import {
  createAccount,
  type Database,
  keep,
  keysOf,
  type Outcome,
  StorageFault,
  storedAccounts,
} from './storage/index.ts'
import { uuidOf } from './storage/uuid.ts'

export { openIdSettings } from './sign-in/index.ts'

export interface CoordinationSetup {
  readonly database: Database
  readonly keysFolder: string
  /** By what address people reach the pages: scheme, host and port. */
  readonly origin: string
  readonly organisation: string
  readonly openId?: OpenIdSettings
  /**
   * Exercises have a clock of their own, which stands still a week before their first window until somebody sets it; and
   * whole crews may come in from one machine, as they do where a program plays them.
   */
  readonly isRehearsal?: boolean
  readonly tell: (text: string) => void
}

export interface GivenPause {
  readonly pause: Pause
  readonly bytes: Uint8Array
  /** Those that the pause file names. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface Coordination {
  readonly app: Coordinated
  readonly services: Services
  readonly signIn: OpenedSignIn
  /** An account where there is none, and its terms as version 1. `waits`: for who leads, and nobody does, or not yet. */
  begin(given: GivenPause): Promise<Outcome | 'was_there' | 'waits'>
  /** With it the first coordinator of a pause comes in; undefined where there is one. */
  firstInvitation(pause: string): Promise<string | undefined>
  /** Settles when the keeper ends: by `close`, or by a fault that no new start can mend. */
  readonly kept: Promise<void>
  close(): Promise<void>
}

/** Of an exercise each entry can be followed as it comes; of a real pause nothing is to be told from how the log grows. */
const exercisePace = { beatSeconds: 1, fill: 0 }
/** Where it may run an hour in a minute, a beat a second would be sixty of them. */
const rehearsedPace = { beatSeconds: 60, fill: 0 }
const livePace = { beatSeconds: 900, fill: 256 }

const weekSeconds = 7 * 86_400
const crowd = { burst: 5000, perSecond: 500 }
const rehearsalRates = { attempts: crowd, guesses: crowd, ofOne: crowd, mine: crowd }
const rehearsalApiRates = { commands: crowd, reads: crowd, strangers: crowd }

/** So long a rehearsal waits for its first terms. */
const rehearsalMilliseconds = 90_000

const asServer: Actor = { token: 'server', kind: 'server', roles: ['coordinator'] }

export async function startCoordination(setup: CoordinationSetup): Promise<Coordination> {
  const { database, keysFolder, origin, openId, tell, isRehearsal = false } = setup
  if (isRehearsal) await mustHoldExercisesAlone(database)
  const late: { services?: Services } = {}
  await tellIfSignInBeginsAnew(database, keysFolder, tell)
  const signIn = await openSignIn({
    database,
    keysFolder,
    pauses: pausesOf(() => late.services),
    origin,
    tell,
    ...(openId === undefined ? {} : { openId }),
    ...(isRehearsal ? { rates: rehearsalRates, isRehearsal } : {}),
  })
  const services = await openServices({
    database,
    signIn,
    reads: signIn.reads,
    ...(isRehearsal ? { rates: rehearsalApiRates } : {}),
  })
  late.services = services
  const stop = new AbortController()
  const kept = keep(
    database,
    { now: () => Date.now() / 1000, keysFolder, beginning: standing(rules), tell, mostSecondsOff: 300 },
    stop.signal,
  )
  kept.catch(() => undefined)
  return {
    app: { services, hosts: [new URL(origin).host], signIn: signIn.operations },
    services,
    signIn,
    begin: (given) => begin(given, setup, services),
    async firstInvitation(pause) {
      // A machine without its keys takes nothing into the account: who has them gives the code.
      const stored = (await storedAccounts(database)).find(({ settings }) => settings.pause === pause)
      if (stored === undefined || (await keysOf(keysFolder, stored)) === undefined) return undefined
      return (await signIn.firstInvitation(pause))?.code
    },
    kept,
    async close() {
      stop.abort()
      await services.close()
      await signIn.close()
      await kept.catch(() => undefined)
    },
  }
}

function notDrafted(code: string, text: string): Outcome {
  return { state: 'refused', code, text }
}

/** Where there are accounts already, the key was somewhere else. */
async function tellIfSignInBeginsAnew(
  database: Database,
  keysFolder: string,
  tell: (text: string) => void,
): Promise<void> {
  const path = join(keysFolder, signInKeyFile)
  if (existsSync(path) || (await storedAccounts(database)).length === 0) return
  tell(
    `${path} is not there: a new one is made. Codes that were given out serve no more, and who came by OpenID Connect comes as somebody new. If it is kept elsewhere, stop this server, put it there, and start anew`,
  )
}

/** In a rehearsal people come in by an invitation alone: nothing real may be behind that door. */
async function mustHoldExercisesAlone(database: Database): Promise<void> {
  const real = (await storedAccounts(database)).find(({ settings }) => settings.mode === 'live')
  if (real !== undefined)
    throw new StorageFault(
      'unusable',
      `the pause ${real.settings.pause} on this database is no exercise: rehearse on a database of its own`,
    )
}

async function begin(
  { pause, bytes, files }: GivenPause,
  { database, keysFolder, origin, organisation, isRehearsal = false }: CoordinationSetup,
  services: Services,
): Promise<Outcome | 'was_there' | 'waits'> {
  const { live, documents } = services
  await live.reach()
  if (live.of(pause.id) === undefined) await create()
  await live.reach()
  if ((live.of(pause.id)?.state.terms.versions.length ?? 0) > 0) return 'was_there'
  const text = (content: Uint8Array) => new TextDecoder().decode(content)
  const input = JSON.stringify({
    pause_file: text(bytes),
    files: [...files].map(([name, content]) => ({ name, content: text(content) })),
  })
  // As long, and as slow to read, as anybody's draft may be.
  if (Buffer.byteLength(input) > documentBytes)
    return notDrafted(
      'too_large',
      `its file and those that it names have more than ${documentBytes} bytes: make them smaller`,
    )
  const read = await documents.read({ kind: 'draft_terms', input, zone: pause.time_zone, language: 'en' })
  if (read === 'too_costly')
    return notDrafted(read, 'reading its file takes more time or memory than one has: make it smaller')
  if (read === 'too_many') return notDrafted(read, 'too many files are being read: start anew')
  if ('errors' in read)
    return notDrafted('input_invalid', `its file cannot be drafted: ${JSON.stringify(read.errors[0])}`)
  // One that rehearses leads by itself, sooner or later: a busy machine is waited for.
  const patient = isRehearsal ? { ...services, outcomeMilliseconds: rehearsalMilliseconds } : services
  const receipt = await taken(patient, {
    // Servers that start together draft its terms once.
    clientId: uuidOf(`treve/first-terms/v1\n${pause.id}\n${input}`),
    pause: pause.id,
    content: {
      kind: 'asked',
      command: 'draft_terms',
      input,
      by: { ...asServer },
      prepared: JSON.stringify(read.prepared),
    },
  })
  if ('refused' in receipt) throw new StorageFault('unusable', receipt.text)
  return receipt.outcome ?? 'waits'

  async function create(): Promise<void> {
    const { hostname } = new URL(origin)
    const settings = {
      log: `${hostname}/${pause.id}`,
      pause: pause.id,
      mode: pause.exercise ? 'exercise' : 'live',
      organisation,
      zone: pause.time_zone,
      ...(pause.exercise ? (isRehearsal ? rehearsedPace : exercisePace) : livePace),
    } as const
    const first = Math.min(...pause.terms.windows.map(({ open }) => open))
    const clock =
      isRehearsal && pause.exercise && Number.isFinite(first)
        ? { real: Date.now() / 1000, pause: first - weekSeconds, speed: 0 }
        : undefined
    try {
      await createAccount(database, keysFolder, settings, clock)
    } catch (fault) {
      // Another process was faster.
      await live.reach()
      if (live.of(pause.id) === undefined) throw fault
    }
  }
}
