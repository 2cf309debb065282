// Plays the course of some days, as `examples/` has it, to a server: each line is a command, asked for by HTTP by whoever
// asked for it, with the clocks of the server at the time of the line.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Instant, isTimeZone, parseInstant, type TimeZone, utc } from '@treve/model'
import { createApp, openServices, type Services, type ServicesSetup, type SignIn } from '@treve/server'
import { type JsonObject, type PartName, rules, standing } from '@treve/server/coordination'
import { keep, receive } from '@treve/server/storage'
import type { Hono } from 'hono'
import { expect, onTestFinished } from 'vitest'
import { actorOfPerson } from '../../src/coordination/access/index.ts'
import type { Installation } from '../api/made.ts'
import { auditedEntries, eventually, newPause, settingsOf } from '../storage/made.ts'

export type Given = string | number | boolean | null | readonly Given[] | { readonly [key: string]: Given }

export interface Line {
  /** Local time of the pause. */
  readonly at: string
  /** Token of who asks. `server`: whoever sets the server up, for the first coordinator. */
  readonly by: string
  readonly do: string
  readonly with: { readonly [key: string]: Given }
  /** The same for each of these. */
  readonly each?: { readonly [key: string]: readonly Given[] }
  /** The code with which it is refused. */
  readonly refused?: string
}

interface Begun extends Partial<ServicesSetup> {
  readonly pause: string
  readonly folder: URL
  readonly lines: readonly Line[]
  readonly beatSeconds?: number
}

export interface Said {
  readonly type: string
  readonly party: string | undefined
  readonly at: string
  readonly clear: JsonObject
  readonly notice: { readonly [key: string]: unknown }
  /** What `notice.details` holds. */
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
  readonly details: any
}

export class Play {
  readonly pause: string
  readonly services: Services
  private readonly app: Hono
  private readonly zone: TimeZone
  private readonly folder: URL
  private readonly lines: Line[]
  private readonly clock: { set: number; at: number }
  private readonly installation: Installation
  private readonly account: number

  private constructor(given: {
    pause: string
    services: Services
    folder: URL
    lines: Line[]
    clock: { set: number; at: number }
    installation: Installation
    account: number
    zone: TimeZone
  }) {
    this.pause = given.pause
    this.services = given.services
    this.folder = given.folder
    this.lines = given.lines
    this.clock = given.clock
    this.installation = given.installation
    this.account = given.account
    this.zone = given.zone
    this.app = createApp(new Map(), new Map(), undefined, { services: given.services })
  }

  /** @param file within `examples/PAUSE` */
  static async of(installation: Installation, pause: string, file: string): Promise<Play> {
    const folder = new URL(`../../../../examples/${pause}/`, import.meta.url)
    const lines = readFileSync(new URL(file, folder), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Line)
    return Play.begun(installation, { pause, folder, lines })
  }

  /** @param folder of the files that the lines name */
  static async begun(
    { database, keysFolder, ...installation }: Installation,
    { pause, folder, lines, beatSeconds = 1, ...setup }: Begun,
  ): Promise<Play> {
    const zoneName = 'Asia/Damascus'
    const zone = isTimeZone(zoneName) ? zoneName : utc
    const [first] = lines
    if (first === undefined) throw new Error('there are no lines')
    // It goes on from where it was set, so that beats are beaten.
    const clock = { set: instantOf(first.at, zone) - 60, at: performance.now() }
    const now = () => clock.set + (performance.now() - clock.at) / 1000
    const account = await newPause(database, keysFolder, settingsOf(pause, { zone, beatSeconds }))
    const stop = new AbortController()
    const leading = Promise.withResolvers<void>()
    const kept = keep(
      database,
      { now, keysFolder, beginning: standing(rules), onLeading: () => leading.resolve() },
      stop.signal,
    )
    kept.catch(leading.reject)
    await leading.promise
    const late: { services?: Services } = {}
    // Who has which role is what the account says; signing in itself has tests of its own.
    const signIn: SignIn = {
      async actorOf(context, asked) {
        const token = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1]
        const access = late.services?.live.of(asked)?.state.access
        if (token === undefined) return undefined
        return (access && actorOfPerson(access, token)) ?? { token, kind: 'person', roles: [] }
      },
    }
    const usual = { burst: 10_000, perSecond: 10_000 }
    const services = await openServices({
      database,
      signIn,
      now,
      outcomeMilliseconds: 30_000,
      rates: { commands: usual, reads: usual, strangers: usual },
      ...setup,
    })
    late.services = services
    onTestFinished(async () => {
      stop.abort()
      await services.close()
      await kept.catch(() => undefined)
    })
    return new Play({
      pause,
      services,
      folder,
      lines: [...lines],
      clock,
      installation: { database, keysFolder, ...installation },
      account,
      zone,
    })
  }

  /** As a server does with a pause that it serves: its terms are drafted before anybody comes in. */
  async served(file: string, further: readonly string[]): Promise<void> {
    const files = further.map((name) => ({ name, content: this.textOf({ file: name }) }))
    await this.asServer('draft_terms', { pause_file: this.textOf({ file }), files })
  }

  /** All lines before that time; then it is that time, and what it brings is said. */
  async until(at: string): Promise<void> {
    for (;;) {
      const [next] = this.lines
      if (next === undefined || instantOf(next.at, this.zone) >= instantOf(at, this.zone)) break
      this.lines.shift()
      await this.goTo(next.at)
      await this.play(next)
    }
    await this.goTo(at)
  }

  async ask(by: string, path: string, init: RequestInit = {}): Promise<Response> {
    return this.app.request(path, {
      ...init,
      headers: {
        host: 'localhost:8016',
        authorization: `Bearer ${by}`,
        ...(init.headers as Record<string, string> | undefined),
      },
    })
  }

  /** What somebody is shown; undefined where they are refused. */
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
  async view(by: string, part: PartName): Promise<any> {
    const answer = await this.ask(by, `/api/v1/pauses/${this.pause}/${part}`)
    if (answer.status === 403) return undefined
    expect(answer.status, `${part} for ${by}`).toBe(200)
    return answer.json()
  }

  async command(
    by: string,
    kind: string,
    input: JsonObject,
    { id = randomUUID(), headers = {} }: { id?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; body: JsonObject }> {
    const answer = await this.ask(by, `/api/v1/pauses/${this.pause}/commands/${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id, ...headers },
      body: JSON.stringify(input),
    })
    return { status: answer.status, body: (await answer.json()) as JsonObject }
  }

  /** The account: its log verified as an outsider does it, its entries opened as its keeper can. */
  async said(): Promise<readonly Said[]> {
    const { database, keysFolder } = this.installation
    const events = async () => {
      const { rows } = await database.query('select count(*) as n from events where account = $1', [this.account])
      return Number(rows[0]?.n)
    }
    const entries = await eventually(async () => {
      const found = await auditedEntries(database, keysFolder, { number: this.account, pause: this.pause })
      expect(found.length).toBeGreaterThanOrEqual(await events())
      return found
    }, 60)
    return entries.map(({ entry, values }): Said => {
      const { notice = {}, party } = values as { notice?: { details?: string }; party?: string }
      return {
        type: String(entry.clear.type ?? values.type),
        party,
        at: entry.at,
        clear: entry.clear,
        notice: { ...notice },
        details: notice.details === undefined ? {} : JSON.parse(notice.details),
      }
    })
  }

  private async goTo(at: string): Promise<void> {
    this.clock.set = Math.max(instantOf(at, this.zone), this.now)
    this.clock.at = performance.now()
    await eventually(() => {
      const state = this.services.live.of(this.pause)?.state
      expect(state === undefined ? [] : rules.due(state, Math.floor(this.now) as Instant)).toEqual([])
    }, 60)
  }

  private get now(): number {
    return this.clock.set + (performance.now() - this.clock.at) / 1000
  }

  private async play(line: Line): Promise<void> {
    for (const more of productOf(Object.entries(line.each ?? {}))) {
      const input = this.filled({ ...line.with, ...more }) as JsonObject
      const what = `${line.at} ${line.by} ${line.do} ${JSON.stringify(more)}`
      if (line.by === 'server') {
        await this.asServer(line.do, input)
        continue
      }
      const { status, body } = await this.command(line.by, line.do, input)
      expect([status, body.code], `${what}: ${JSON.stringify(body).slice(0, 600)}`).toEqual(
        line.refused === undefined ? [200, undefined] : [409, line.refused],
      )
    }
  }

  /** What whoever sets a server up does on its console. */
  private async asServer(kind: string, input: JsonObject): Promise<void> {
    const receipt = await receive(this.installation.database, {
      clientId: randomUUID(),
      pause: this.pause,
      content: {
        kind: 'asked',
        command: kind,
        input: JSON.stringify(input),
        by: { token: 'server', kind: 'server', roles: ['coordinator'] },
      },
    })
    if ('refused' in receipt) throw new Error(receipt.text)
    expect(await this.services.outcomes.of(receipt.number, { milliseconds: 30_000 })).toMatchObject({ state: 'done' })
    await this.services.live.reach()
  }

  /** `{ "file": NAME, "without": […], "instead": [[…]] }` is the text of that file. */
  private filled(given: Given): Given {
    if (Array.isArray(given)) return given.map((each) => this.filled(each as Given))
    if (given === null || typeof given !== 'object') return given
    const map = given as { readonly [key: string]: Given }
    if (typeof map.file === 'string') return this.textOf(map as unknown as FileGiven)
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, this.filled(value)]))
  }

  /** Of a file in the folder, changed so. */
  textOf({ file, without = [], instead = [] }: FileGiven): string {
    let text = readFileSync(new URL(file, this.folder), 'utf8')
    for (const part of without) {
      const lines = text.split('\n')
      const kept = lines.filter((line) => !line.includes(part))
      if (kept.length !== lines.length - 1) throw new Error(`${file} has not one line with ${part}`)
      text = kept.join('\n')
    }
    for (const [before, after] of instead) {
      if (text.split(before).length !== 2) throw new Error(`${file} has not once ${before}`)
      text = text.replace(before, after)
    }
    return text
  }
}

interface FileGiven {
  readonly file: string
  /** Lines that hold this are left out. */
  readonly without?: readonly string[]
  readonly instead?: readonly (readonly [string, string])[]
}

function instantOf(local: string, zone: TimeZone): number {
  const read = parseInstant(local, zone)
  if (typeof read !== 'number') throw new Error(`${local} is no time`)
  return read
}

function productOf(lists: readonly (readonly [string, readonly Given[]])[]): Record<string, Given>[] {
  const [first, ...rest] = lists
  if (first === undefined) return [{}]
  const [key, values] = first
  return values.flatMap((value) => productOf(rest).map((more) => ({ [key]: value, ...more })))
}
