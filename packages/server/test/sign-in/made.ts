// What tests of sign-in share: a pause that is led and served, browsers that keep cookies, devices that sign.

import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { createApp, openServices, type Services } from '@treve/server'
import { type JsonObject, type Part, parts, type Rules, rulesOf, standing } from '@treve/server/coordination'
import { type OpenedSignIn, type OpenIdSettings, openSignIn, pausesOf } from '@treve/server/sign-in'
import { keep } from '@treve/server/storage'
import type { Hono } from 'hono'
import { expect, onTestFinished } from 'vitest'
import { noTerms } from '../../src/coordination/terms/state.ts'
import type { SignInRates } from '../../src/sign-in/operations.ts'
import type { Installation } from '../api/made.ts'
import { newPause, settingsOf } from '../storage/made.ts'
import { Authenticator, type CreationOptions } from './authenticator.ts'

export const origin = 'http://localhost:8016'

/** Terms that name two parties. */
const terms: Part<unknown> = {
  ...parts.terms,
  initial: { ...noTerms, versions: [{ version: 1, summary: { parties: [{ id: 'north' }, { id: 'south' }] } }] },
} as Part<unknown>
const testRules: Rules = rulesOf({ ...parts, terms: terms as never })

export interface Told {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: whatever was answered; each test says what it expects
  readonly body: any
}

export interface Served {
  readonly app: Hono
  readonly services: Services
  readonly signIn: OpenedSignIn
  readonly pause: string
  /** Seconds by which the clock of who signs people in is ahead. */
  readonly clock: { aheadS: number }
  browser(address?: string): Browser
  /** Signed in, with the first role of the pause. */
  coordinator(): Promise<Person>
  /** Invited by the coordinator, and signed in. */
  person(by: Person, invitation: JsonObject): Promise<Person>
  device(by: Person, as?: { readonly roles?: readonly string[] }): Promise<Device>
}

let count = 0
const usual = { burst: 10_000, perSecond: 10_000 }

export async function served(
  { database, keysFolder }: Installation,
  {
    openId,
    rates = {},
    at = origin,
    isRehearsal = false,
  }: {
    openId?: OpenIdSettings
    rates?: Partial<SignInRates>
    at?: string
    isRehearsal?: boolean
  } = {},
): Promise<Served> {
  count += 1
  const pause = `sign-in-${count}`
  await newPause(database, keysFolder, settingsOf(pause))
  const stop = new AbortController()
  const leading = Promise.withResolvers<void>()
  const kept = keep(
    database,
    {
      now: () => Date.now() / 1000,
      keysFolder,
      beginning: standing(testRules),
      onLeading: () => leading.resolve(),
    },
    stop.signal,
  )
  kept.catch(leading.reject)
  await leading.promise
  const clock = { aheadS: 0 }
  const nowSeconds = () => Date.now() / 1000 + clock.aheadS
  const late: { services?: Services } = {}
  const signIn = await openSignIn({
    database,
    keysFolder,
    pauses: pausesOf(() => late.services),
    origin: at,
    nowSeconds,
    // By themselves only: tests say when.
    everyMilliseconds: 3_600_000,
    rates: { attempts: usual, guesses: usual, ofOne: usual, mine: usual, ...rates },
    isRehearsal,
    ...(openId === undefined ? {} : { openId }),
  })
  const services = await openServices({
    database,
    signIn,
    reads: signIn.reads,
    rules: testRules,
    now: nowSeconds,
    outcomeMilliseconds: 10_000,
    rates: { commands: usual, reads: usual, strangers: usual },
  })
  late.services = services
  onTestFinished(async () => {
    stop.abort()
    await signIn.close()
    await services.close()
    await kept.catch(() => undefined)
  })
  const app = createApp(new Map(), new Map(), undefined, { services, signIn: signIn.operations })
  const browser = (address = '192.0.2.1') => new Browser(app, address, at)

  async function joined(code: string): Promise<Person> {
    const window = browser()
    const passkey = new Authenticator(at)
    const options = await window.post('/api/v1/sign-in/invitation/begin', { code })
    expect(options.status, JSON.stringify(options.body)).toBe(200)
    const made = passkey.create(options.body as CreationOptions)
    const answer = await window.post('/api/v1/sign-in/invitation', { code, ...made })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const { body } = await window.get('/api/v1/sign-in')
    return { browser: window, passkey, token: body.signed_in.token }
  }

  return {
    app,
    services,
    signIn,
    pause,
    clock,
    browser,
    async coordinator() {
      const invitation = await signIn.firstInvitation(pause)
      if (invitation === undefined) throw new Error('there is a coordinator')
      return joined(invitation.code)
    },
    async person(by, invitation) {
      const { status, body } = await by.browser.post(`/api/v1/pauses/${pause}/invitations`, invitation)
      expect(status, JSON.stringify(body)).toBe(200)
      return joined(body.code)
    },
    async device(by, { roles = ['field'] } = {}) {
      const { body } = await by.browser.post(`/api/v1/pauses/${pause}/device-codes`, {
        roles,
        label: 'gate team north',
      })
      const device = new Device(browser('192.0.2.2'))
      const answer = await device.enrol(body.code)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      return device
    },
  }
}

export interface Person {
  readonly browser: Browser
  readonly passkey: Authenticator
  readonly token: string
}

/** Sends what browsers send, and keeps the cookies. */
export class Browser {
  readonly cookies = new Map<string, string>()
  private readonly app: Hono
  private readonly address: string
  private readonly origin: string

  constructor(app: Hono, address: string, at: string) {
    this.app = app
    this.address = address
    this.origin = at
  }

  async raw(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await this.app.request(
      path.startsWith('http') ? path : `${this.origin}${path}`,
      {
        ...init,
        headers: {
          host: new URL(this.origin).host,
          'sec-fetch-site': 'same-origin',
          ...(this.cookies.size === 0
            ? {}
            : { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
          ...(init.headers as Record<string, string> | undefined),
        },
      },
      { incoming: { socket: { remoteAddress: this.address } } },
    )
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      if (/max-age=0/i.test(each)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Told> {
    return told(await this.raw(path, { headers }))
  }

  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Told> {
    return told(
      await this.raw(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    )
  }

  /** A command of coordination. */
  command(pause: string, kind: string, input: JsonObject): Promise<Told> {
    return this.post(`/api/v1/pauses/${pause}/commands/${kind}`, input, { 'idempotency-key': randomUUID() })
  }
}

async function told(answer: Response): Promise<Told> {
  const text = await answer.text()
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
}

export class Device {
  token = ''
  readonly browser: Browser
  private readonly keys = generateKeyPairSync('ed25519')

  constructor(window: Browser) {
    this.browser = window
  }

  get key(): string {
    return this.keys.publicKey.export({ format: 'jwk' }).x ?? ''
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.keys.privateKey).toString('base64url')
  }

  async enrol(
    code: string,
    { key = this.key, proofOf = code }: { key?: string; proofOf?: string } = {},
  ): Promise<Told> {
    const letters = proofOf.replaceAll('-', '')
    const proof = this.sign(`treve/device/v1\nenrol\n${letters}\n${key}`)
    const answer = await this.browser.post('/api/v1/sign-in/devices', { code, key, proof })
    if (answer.status === 200) this.token = answer.body.device
    return answer
  }

  /** `Authorization` of a request, as docs/guides/coordinator.md has it. */
  authorization(
    method: string,
    path: string,
    {
      body = '',
      at = Math.floor(Date.now() / 1000),
      nonce = randomBytes(16).toString('base64url'),
      device = this.token,
    }: { body?: string; at?: number; nonce?: string; device?: string } = {},
  ): string {
    const digest = createHash('sha256').update(body).digest('base64url')
    const text = ['treve/device/v1', 'request', device, String(at), nonce, method, path, digest].join('\n')
    return `Treve-Device ${device}.${at}.${nonce}.${this.sign(text)}`
  }

  get(path: string, more: Parameters<Device['authorization']>[2] = {}): Promise<Told> {
    return this.browser.get(path, { authorization: this.authorization('GET', path, more) })
  }
}
