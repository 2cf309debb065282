// What tests of the live day share: the smallest pause with its plan, pure; and under way on a server, at a time of its own day.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Instant, type Pause, type Plan, parseInstant, readPause, readPlan, utc } from '@treve/model'
import { createApp, openServices, type ServicesSetup } from '@treve/server'
import { rules, standing } from '@treve/server/coordination'
import { type Database, keep, receive, setExerciseClock } from '@treve/server/storage'
import type { Said } from '../../src/coordination/event.ts'
import { draftOf } from '../../src/coordination/said.ts'
import { coursesOf } from '../../src/live/course.ts'
import { mapOf } from '../../src/live/map.ts'
import { tokenSignIn } from '../api/made.ts'
import { newPause, settingsOf } from '../storage/made.ts'

const file = (name: string) => readFileSync(new URL(`../../../../${name}`, import.meta.url))
export const pauseBytes = file('examples/minimal/pause.yaml')
export const planBytes = file('packages/web/test/fixtures/minimal.plan.json')

export const pause = pauseRead()
export const plan = planRead()
export const map = mapOf(pause)
export const courses = coursesOf(plan, map)

function pauseRead(): Pause {
  const read = readPause(pauseBytes, () => 'missing')
  if (read.pause === undefined) throw new Error('the example is sound')
  return read.pause
}

function planRead(): Plan {
  const read = readPlan(planBytes, pause.time_zone)
  if (read.plan === undefined) throw new Error('the kept plan is readable')
  return read.plan
}

/** Seconds since 1970, of a local time of the day. */
export function at(clock: string): Instant {
  const read = parseInstant(`2016-11-04T${clock}`, pause.time_zone ?? utc)
  if (typeof read !== 'number') throw new Error(`${clock} is no time`)
  return read
}

export interface UnderWay {
  readonly pause: string
  readonly account: number
  readonly services: Awaited<ReturnType<typeof openServices>>
  readonly app: ReturnType<typeof createApp>
  now(): number
  ask(bearer: string | undefined, path: string, init?: RequestInit): Promise<Response>
  /** By the server itself, as whoever sets it up: the code with which it was refused, or undefined. */
  command(kind: string, input: object): Promise<string | undefined>
  /** What is entered without being asked for. */
  say(said: Said): Promise<void>
  /** A position of a vehicle, by the tracker that is bound to it. */
  fix(vehicle: string, longitude: number, latitude: number, more?: Record<string, string | number>): Promise<number>
  close(): Promise<void>
}

let count = 0

/** No two pauses hear the same. @param number which pause of the process, from 1; the last, if absent */
export const trackerOf = (vehicle: string, number = count) => `tracker-of-${vehicle}-${String(number).padStart(4, '0')}`

interface Given extends Partial<ServicesSetup> {
  /** Local time of the day; or seconds since 1970. */
  readonly from?: string | number
  readonly speed?: number
  readonly bytes?: { readonly pause: Uint8Array; readonly plan: Uint8Array }
  readonly vehicles?: readonly string[]
}

/** Its plan agreed and begun, at that time of its own day. */
export async function underWay(
  { database, keysFolder }: { readonly database: Database; readonly keysFolder: string },
  { from = '08:00', speed = 1, bytes, vehicles = ['bus-001', 'ambulance-001', 'truck-001'], ...setup }: Given = {},
): Promise<UnderWay> {
  count += 1
  const id = `live-${process.pid}-${count}`
  const account = await newPause(database, keysFolder, settingsOf(id))
  await setExerciseClock(database, id, {
    now: Date.now() / 1000,
    at: typeof from === 'number' ? from : at(from),
    speed,
  })
  const stop = new AbortController()
  const leading = Promise.withResolvers<void>()
  const world = { now: () => Date.now() / 1000, keysFolder, beginning: standing(rules, rules.beginning, (_, by) => by) }
  const kept = keep(database, { ...world, onLeading: () => leading.resolve() }, stop.signal)
  kept.catch(leading.reject)
  await leading.promise
  const much = { burst: 1e6, perSecond: 1e6 }
  const services = await openServices({
    database,
    signIn: tokenSignIn(),
    outcomeMilliseconds: 30_000,
    rates: { commands: much, reads: much, strangers: much, trackers: much },
    ...setup,
  })
  const app = createApp(new Map(), new Map(), undefined, { services })
  const ask: UnderWay['ask'] = async (bearer, path, init = {}) =>
    app.request(path, {
      ...init,
      headers: {
        host: 'localhost',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(init.headers as Record<string, string> | undefined),
      },
    })
  const settled = async (content: Parameters<typeof receive>[1]['content']) => {
    const receipt = await receive(database, { clientId: randomUUID(), pause: id, content })
    if ('refused' in receipt) throw new Error(receipt.text)
    const outcome = await services.outcomes.of(receipt.number, { milliseconds: 30_000 })
    if (outcome?.state === 'done') await services.live.reach(id, outcome.position)
    return outcome?.state === 'refused' ? outcome.code : undefined
  }
  const by = { token: 'server', kind: 'server' as const, roles: ['coordinator', 'dispatcher'] }
  const command: UnderWay['command'] = (kind, input) =>
    settled({ kind: 'asked', command: kind, input: JSON.stringify(input), by })
  const text = (content: Uint8Array) => new TextDecoder().decode(content)
  const now = () => {
    const known = services.live.of(id)
    return known === undefined ? 0 : services.nowIn(known)
  }
  const close = async () => {
    stop.abort()
    await services.close()
    await kept.catch(() => undefined)
  }
  const must = async (done: Promise<string | undefined>) => {
    const code = await done
    if (code === undefined) return
    await close()
    throw new Error(code)
  }
  await must(command('draft_terms', { pause_file: text(bytes?.pause ?? pauseBytes) }))
  await must(command('agree_plan', { version: 1, plan: text(bytes?.plan ?? planBytes) }))
  for (const vehicle of vehicles)
    await must(command('bind_tracker', { tracker: trackerOf(vehicle), vehicle, protocol: 'osmand' }))
  // That it may begin has tests of its own.
  const at0 = {
    now: Math.floor(now()) as Instant,
    zone: pause.time_zone,
    organisation: 'Relief Coordination',
    chain: 'own',
  }
  await must(settled({ kind: 'draft', draft: draftOf({ type: 'begun', details: { version: 1, decision: '' } }, at0) }))
  await services.live.reach()
  // The plan is read in a thread of its own; from then on its vehicles are followed.
  while (services.days.of(id) === undefined) await new Promise((done) => setTimeout(done, 50))
  return {
    pause: id,
    account,
    services,
    app,
    now,
    ask,
    command,
    say: (said) =>
      must(settled({ kind: 'draft', draft: draftOf(said, { ...at0, now: Math.floor(now()) as Instant }) })),
    async fix(vehicle, longitude, latitude, more = {}) {
      const query = { id: trackerOf(vehicle), lat: latitude, lon: longitude, timestamp: Math.floor(now()), ...more }
      const parameters = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))
      return (await ask(undefined, `/trackers/osmand?${new URLSearchParams(parameters)}`)).status
    },
    close,
  }
}
