// What tests of the API share: a database with a pause, a server on it, and people of every role by their tokens. One part
// of coordination is a small one of the tests’ own, so that what is tested here is how anything is asked, kept and shown.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { integer, object, required, text } from '@treve/model/schema'
import { createApp, openServices, type Services, type ServicesSetup, type SignIn } from '@treve/server'
import {
  command,
  type JsonObject,
  type Part,
  parts,
  type Rules,
  refuse,
  rulesOf,
  standing,
} from '@treve/server/coordination'
import { type Actor, type Role, roles } from '@treve/server/policy'
import { type Database, keep, openDatabase } from '@treve/server/storage'
import type { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import { type Conversation, silence } from '../../src/coordination/conversation/state.ts'
import { newPause, settingsOf, temporaryFolder } from '../storage/made.ts'

/** A conversation like any other to whatever else of coordination looks at it. */
interface Notes extends Conversation {
  readonly notes: readonly { readonly id: string; readonly text: string; readonly by: string }[]
}

/** Notes in place of conversations: `number` is that of the note that is added, so that two who add at once are told apart. */
const notes = (most: number): Part<Notes> => ({
  initial: { ...silence, notes: [] },
  after(state, { id, type, opened }) {
    if (type !== 'conversation_logged') return state
    const { notice, source } = opened as { notice?: { details?: string }; source?: { chain?: string } }
    const { text: words = '' } = JSON.parse(notice?.details ?? '{}') as { text?: string }
    return { ...state, notes: [...state.notes, { id, text: words, by: source?.chain ?? '' }] }
  },
  commands: [
    command('log_conversation', {
      doc: 'Adds a note.',
      input: object({
        text: required(text(400), { sensitivity: 'moderate', doc: 'The note.' }),
        entries: required(integer(0, 5), { sensitivity: 'low', doc: 'As how many entries.' }),
      }),
      decide({ text: words, entries }, { state }) {
        const { notes: before } = state.conversation as Notes
        if (words === 'refused') return refuse('note_refused', 'write something else', { count: before.length })
        return {
          said: Array.from({ length: entries }, (_, at) => ({
            type: 'conversation_logged' as const,
            details: { text: entries === 1 ? words : `${words} ${at}` },
          })),
        }
      },
    }),
  ],
  view: (whole) => ({
    notes: (whole.conversation as Notes).notes.slice(-most) as unknown as JsonObject[],
  }),
})

/** @param most how many notes are shown, the last ones */
export const testRulesShowing = (most: number): Rules => rulesOf({ ...parts, conversation: notes(most) })

export const testRules = testRulesShowing(10_000)
/** Who has which role is what the tests say, and not on the account. */
export const standingAsAsked = (rules: Rules) => standing(rules, rules.beginning, (_, by) => by)
export const testStanding = standingAsAsked(testRules)

/** `Bearer ROLE` or `Bearer ROLE:NAME`; roles apart by `+`. Whoever is among `gone` is signed in no longer. */
export function tokenSignIn(gone: ReadonlySet<string> = new Set()): SignIn {
  return {
    async actorOf(context) {
      const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1]
      return bearer === undefined || gone.has(bearer) ? undefined : actorOf(bearer)
    },
  }
}

export function actorOf(bearer: string): Actor {
  const [held = ''] = bearer.split(':')
  const holds = held.split('+').filter((each): each is Role => roles.some((role) => role === each))
  return {
    token: bearer.replaceAll('+', '-'),
    kind: 'person',
    roles: holds,
    ...(holds.includes('liaison') ? { party: 'north' } : {}),
  }
}

export interface Installation {
  readonly database: Database
  readonly choice: { readonly folder: string }
  readonly keysFolder: string
}

export async function installed(): Promise<Installation> {
  const root = await temporaryFolder()
  const choice = { folder: join(root, 'database') }
  return { database: await openDatabase(choice), choice, keysFolder: join(root, 'keys') }
}

export interface Served {
  readonly app: Hono
  readonly services: Services
  readonly pause: string
  readonly account: number
  readonly gone: Set<string>
  readonly told: readonly string[]
  /** As whom; undefined: as nobody. */
  ask(bearer: string | undefined, path: string, init?: RequestInit): Promise<Response>
  note(bearer: string, words: string, more?: { id?: string; entries?: number; ifMatch?: string }): Promise<Response>
}

let count = 0

/** A new pause, led and served in this process until the test ends. */
export async function servedPause(
  { database, keysFolder }: Installation,
  { leads = true, ...setup }: Partial<ServicesSetup> & { readonly leads?: boolean } = {},
): Promise<Served> {
  count += 1
  const pause = `pause-${count}`
  const account = await newPause(database, keysFolder, settingsOf(pause))
  const stop = new AbortController()
  const told: string[] = []
  const leading = Promise.withResolvers<void>()
  const kept = leads
    ? keep(
        database,
        {
          now: () => Date.now() / 1000,
          keysFolder,
          beginning: testStanding,
          tell: (line) => told.push(line),
          onLeading: () => leading.resolve(),
        },
        stop.signal,
      )
    : Promise.resolve()
  kept.catch(leading.reject)
  if (leads) await leading.promise
  const gone = new Set<string>()
  const usual = { burst: 10_000, perSecond: 10_000 }
  const services = await openServices({
    database,
    signIn: tokenSignIn(gone),
    rules: testRules,
    rates: { commands: usual, reads: usual, strangers: usual },
    ...setup,
  })
  onTestFinished(async () => {
    stop.abort()
    await services.close()
    await kept.catch(() => undefined)
  })
  const app = createApp(new Map(), new Map(), undefined, { services })
  const ask: Served['ask'] = async (bearer, path, init = {}) =>
    app.request(path, {
      ...init,
      headers: {
        host: 'localhost:8016',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(init.headers as Record<string, string> | undefined),
      },
    })
  return {
    app,
    services,
    pause,
    account,
    gone,
    told,
    ask,
    note: (bearer, words, { id = randomUUID(), entries = 1, ifMatch } = {}) =>
      ask(bearer, `/api/v1/pauses/${pause}/commands/log_conversation`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        },
        body: JSON.stringify({ text: words, entries }),
      }),
  }
}

export interface Frame {
  readonly id: string
  readonly at: number
  readonly pause: string
  readonly views: Readonly<Record<string, { readonly version: string; readonly view: JsonObject }>>
  readonly gone: readonly string[]
}

/** Frames of a stream as they come; the rest of what was sent in `text`. */
export class StreamRead {
  readonly frames: Frame[] = []
  text = ''
  isOver = false
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>

  constructor(response: Response) {
    if (response.body === null) throw new Error('there is no stream')
    this.reader = response.body.getReader()
    void this.read()
  }

  async close(): Promise<void> {
    await this.reader.cancel().catch(() => undefined)
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for (;;) {
        const { done, value } = await this.reader.read()
        if (done) break
        const came = decoder.decode(value, { stream: true })
        this.text += came
        const events = `${rest}${came}`.split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) this.take(event)
      }
    } catch {
      // Cut off.
    }
    this.isOver = true
  }

  private take(event: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(event)?.[1]
    const [id, data] = [field('id'), field('data')]
    if (field('event') === 'views' && id !== undefined && data !== undefined)
      this.frames.push({ id, at: performance.now(), ...(JSON.parse(data) as Omit<Frame, 'id' | 'at'>) })
  }
}
