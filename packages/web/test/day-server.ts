// The built pages before a server that tells of a day: pause, plan and how sure it is come from the real one, the day and
// the positions from a fixture, so that all of it is seen at once, and what is asked for is kept to be looked at.

import { serve } from '@hono/node-server'
import { createApp } from '@treve/server'
import { Frontiers } from '@treve/server/frontier'
import { SureNow } from '@treve/server/now'
import { Hono, type MiddlewareHandler } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { DayView, DeskDayView } from '../src/board/day.ts'
import type { OrderOfTrip, ReplanState } from '../src/board/proposal.ts'
import { buildPages } from './browser.ts'
import { cases, day, deskDay, hour, ownDay, reports, tracked } from './fixtures/day.ts'
import { servedExamples } from './fixtures/served.ts'

export interface Asked {
  readonly kind: string
  readonly input: Readonly<Record<string, unknown>>
}

export interface DayServer {
  readonly address: string
  readonly asked: Asked[]
  /** What is refused from now on, by kind. */
  readonly refused: Map<string, { code: string; detail: string }>
  /** To all who follow. */
  tell(next: DayView | DeskDayView): void
  close(): Promise<void>
}

export interface DayServerAsked {
  readonly role?: 'coordinator' | 'dispatcher' | 'desk'
  /** Vehicles with trackers, and how often they are told. */
  readonly vehicles?: number
  readonly everyMilliseconds?: number
  /** What time it is in the pause. */
  readonly at?: string
  /** Answers begin at once, and go on so much later: what leaves a page may leave it in the middle of one. */
  readonly restAfterMilliseconds?: number
}

const mayAsk = [
  'report',
  'take_back',
  'acknowledge_alarm',
  'end_alarm',
  'abort',
  'recall',
  'suspend_corridor',
  'disperse',
  'extend',
  'agree_plan',
  'set_duty',
  'bind_tracker',
  'note_case',
  'close_case',
  'open_case',
  'log_conversation',
]

export async function openDay({
  role = 'coordinator',
  vehicles = 3,
  everyMilliseconds = 250,
  at = hour('09:25'),
  restAfterMilliseconds = 0,
}: DayServerAsked = {}): Promise<DayServer> {
  buildPages()
  const served = servedExamples()
  const minimal = served.get('minimal')
  if (minimal === undefined) throw new Error('the minimal example is served')
  const frontiers = new Frontiers(new Map())
  const sureNow = new SureNow(minimal, { seed: 1, replications: 200 })
  sureNow.tell(new TextEncoder().encode('at: 2016-11-04T09:20\nvehicles: [ { id: bus-001, place: school } ]\n'))
  const real = createApp(served, undefined, frontiers, undefined, new Map([['minimal', sureNow]]))
  const clock = { real_s: Date.now() / 1000, pause_s: Date.parse(at) / 1000, speed: 1 }
  const asked: Asked[] = []
  const refused: DayServer['refused'] = new Map()
  const following = new Set<SSEStreamingApi>()
  let now: DayView | DeskDayView = role === 'desk' ? { ...deskDay, clock } : { ...day, clock }
  let version = 1
  let told: ReplanState = replan
  const frame = () => ({
    event: 'views',
    data: JSON.stringify({
      views: {
        life: shown({ phase: 'under_way', since: hour('08:00'), exercise: true, stopped: null }),
        ...(role === 'desk' ? {} : { terms: shown(terms), approvals: shown(approvals), cases: shown(cases) }),
        day: shown(now),
      },
    }),
  })
  const shown = (view: unknown) => ({ version: `v${version}`, view })
  const app = new Hono()
  const title = minimal.pause.title
  app.get('/api/v1/pauses', ({ json }) =>
    json([{ id: 'minimal', title, exercise: true, phase: 'under_way', planned: role !== 'desk' }]),
  )
  app.get('/api/v1/sign-in', ({ json }) =>
    json({
      ways: { open_id: false },
      signed_in: { kind: 'person', token: 'p-1' },
      pauses: [{ pause: 'minimal', roles: [role], may_ask: role === 'desk' ? ['report'] : mayAsk }],
    }),
  )
  app.get('/api/v1/events', (context) =>
    streamSSE(context, async (stream) => {
      following.add(stream)
      await stream.writeSSE(frame())
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      following.delete(stream)
    }),
  )
  app.get('/api/v1/pauses/minimal/positions', (context) =>
    streamSSE(context, async (stream) => {
      let step = 0
      while (!stream.aborted) {
        await stream.writeSSE({
          event: 'positions',
          data: JSON.stringify({ at: hour('09:24'), whole: step === 0, vehicles: tracked(vehicles, step++) }),
        })
        await stream.sleep(everyMilliseconds)
      }
    }),
  )
  if (restAfterMilliseconds > 0) app.use('/api/v1/pauses/minimal/*', inPieces(restAfterMilliseconds))
  app.get('/api/v1/pauses/minimal/day/reports', ({ req, json }) =>
    json({ reports: req.query('after') === undefined ? reports : [], next: 'e-10' }),
  )
  app.get('/api/v1/pauses/minimal/plan-in-force', async ({ req, json }) => {
    const mark = req.query('mark')
    const address = req.url.replace('plan-in-force', 'plan')
    const plan = () => real.fetch(new Request(address, { headers: req.raw.headers }))
    if (mark === undefined) return plan()
    if (!day.former_plans?.some(({ sha256 }) => sha256 === mark)) return json({ code: 'plan_mark_unknown' }, 404)
    // The one before it had another first trip.
    return json(JSON.parse((await (await plan()).text()).replaceAll('"bus-001-t1"', '"bus-001-t0"')))
  })
  // The day is no account's: one of no entries stands for it.
  app.get('/account/minimal/checkpoint', ({ text }) =>
    text('relief.example/minimal\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n'),
  )
  app.get('/api/v1/pauses/minimal/clock', ({ json }) => json({ now: at, exercise_clock: clock }))
  app.get('/api/v1/pauses/minimal/my-day', ({ json }) => json(ownDay))
  app.get('/api/v1/pauses/minimal/replan/plan', ({ json }) => json({ treve_plan: 1 }))
  app.get('/api/v1/pauses/minimal/replan', ({ json }) => json(told))
  app.post('/api/v1/pauses/minimal/replan/shift', async ({ req, json }) => {
    const input = await req.json()
    asked.push({ kind: 'shift', input })
    const why = refused.get('shift')
    if (why !== undefined) return json({ ...why, title: 'Refused', status: 409, departures: [] }, 409)
    told = afterShift(input)
    return json({ ...told, state: 'running' }, 202)
  })
  app.post('/api/v1/pauses/minimal/commands/:kind', async ({ req, json }) => {
    const kind = req.param('kind')
    asked.push({ kind, input: await req.json() })
    const why = refused.get(kind)
    return why === undefined ? json({ state: 'done' }) : json({ ...why, title: 'Refused', status: 409 }, 409)
  })
  app.all('*', ({ req }) => real.fetch(req.raw))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the server listens on a port')
  return {
    address: `http://localhost:${bound.port}`,
    asked,
    refused,
    tell(next) {
      now = { ...next, clock }
      version++
      for (const stream of following) void stream.writeSSE(frame())
    },
    async close() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await Promise.all([frontiers.close(), sureNow.close()])
    },
  }
}

/** The first byte at once, the others later. */
function inPieces(milliseconds: number): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const { res } = context
    if (res.headers.get('content-type')?.startsWith('application/json') !== true) return
    const bytes = new Uint8Array(await res.arrayBuffer())
    const body = new ReadableStream<Uint8Array>({
      async start(stream) {
        stream.enqueue(bytes.subarray(0, 1))
        await new Promise((resolve) => setTimeout(resolve, milliseconds))
        // Who asked may have gone meanwhile.
        if (stream.desiredSize === null) return
        stream.enqueue(bytes.subarray(1))
        stream.close()
      },
    })
    context.res = new Response(body, { status: res.status, headers: { 'content-type': 'application/json' } })
  }
}

const terms = {
  called: 'agreed',
  in_force: 1,
  announced: null,
  agreed: null,
  versions: [
    {
      version: 1,
      drafted_at: hour('06:00'),
      called: 'agreed',
      in_force: true,
      title: { en: 'One bridge and one bus', ar: 'جسر واحد وحافلة واحدة' },
      exercise: true,
      time_zone: 'Asia/Damascus',
      windows: [{ id: 'day', open: hour('08:00'), close: hour('12:00') }],
      parties: [
        { id: 'north', role: 'party_to_conflict', name: { en: 'North', ar: 'الشمال' } },
        { id: 'south', role: 'party_to_conflict', name: { en: 'South', ar: 'الجنوب' } },
      ],
      corridors: [{ id: 'bridge', uses: ['civilians'], name: { en: 'Bridge', ar: 'الجسر' } }],
      differences: [],
      silent_on: [],
      says: {},
      requirements: { agreement_of: [], approval_of: ['north', 'south'], lead_time_s: 0, elements: [] },
    },
  ],
}

const approvals = {
  board: [
    {
      element: 'corridor.bridge.civilians',
      party: 'north',
      needed: 'verbal',
      grade: 'written_unconditional',
      enough: true,
      since: hour('06:00'),
      approval: {
        grade: 'written_unconditional',
        given_at: hour('06:00'),
        until: hour('11:00'),
        channel: null,
        version: 1,
        evidence: null,
        conditions: null,
        entry: 'e-0',
        ended: null,
      },
    },
  ],
  go_no_go: { answer: 'go', called: 'agreed', version: 1, missing: [], awaited: [], windows: [] },
  owner: null,
  decision: null,
  reciprocal: [],
}

const replan = {
  state: 'there',
  promised_s: 1200,
  shift: null,
  stranded: [
    {
      vehicle: 'ambulance-001',
      why: 'after_hours',
      aboard: 3,
      soonest: [{ ...order({ exit_at: hour('10:05'), people: 3 }), trip: 'ambulance-001-t0', to: 'clinic' }],
      violations: [{ rule: 'vehicle_available', text: 'ends at 10:40', at: hour('10:40'), trip: 'ambulance-001-t0' }],
    },
  ],
  proposal: {
    id: 'r-1',
    base: 'e-plan',
    made_at: hour('09:23'),
    gained: {
      clear_probability: { from: 0.91, to: 0.97 },
      people_out: { from: 82, to: 100 },
      levels: [{ level: '5b', from: 82, to: 100 }],
    },
    changed_orders: [
      {
        vehicle: 'bus-001',
        from: [order({ exit_at: hour('09:32'), people: 48 })],
        to: [order({ exit_at: hour('09:52'), people: 50 })],
      },
    ],
    affected: 1,
    within_notified: true,
    departures: [],
  },
} as const satisfies ReplanState

/** As the server answers it: into the service of the truck at the one lane of the gate, and elsewhere. */
function afterShift(shift: NonNullable<ReplanState['shift']>): ReplanState {
  if (shift.seconds !== 300) return { ...replan, shift, proposal: { ...replan.proposal, id: 'r-2' } }
  const text = '10:17, bridge, gate, lane 0: bus-001-t3 is served while truck-001-t1 is there until 10:21'
  const violations = [
    { rule: 'gate_lane', text, at: hour('10:17'), trip: 'truck-001-t1' },
    { rule: 'beds', text: 'clinic has 4 beds', at: null, trip: null },
  ]
  return { state: 'failed', reason: 'not_valid', promised_s: 1200, shift, violations }
}

function order(more: Pick<OrderOfTrip, 'exit_at' | 'people'>): OrderOfTrip {
  const way = { corridor_in: 'bridge', enter_at: hour('08:55'), stop: 'school', corridor_out: 'bridge' }
  return { trip: 'bus-001-t2', ...way, to: 'reception', ...more }
}
