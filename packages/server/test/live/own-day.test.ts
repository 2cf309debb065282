// What whoever is in the field takes along for a day without a network, and the plan that the day goes by: each their own, as the
// plan has it that was agreed last.

import { createHash } from 'node:crypto'
import { planToJson, readPlan } from '@treve/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { pause, plan, planBytes, type UnderWay, underWay } from './made.ts'

let installation: Installation
let day: UnderWay
beforeAll(async () => {
  installation = await installed()
  day = await underWay(installation, { from: '08:00', vehicles: [] })
  await duty('field:driver', { vehicles: ['bus-001'] })
  await duty('field:gate', { gates: ['gate'] })
  await duty('desk:clinic', { places: ['clinic'] })
})
afterAll(async () => {
  await day?.close()
  await installation?.database.close()
})
removeFoldersAfterwards()

const duty = (who: string, of: Readonly<Record<string, readonly string[]>>) =>
  day.say({ type: 'duty_set', details: { who, ...of } })

interface Answer {
  readonly status: number
  readonly etag: string
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
  readonly body: any
}

async function get(bearer: string | undefined, path: string, etag?: string): Promise<Answer> {
  const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag }
  const answer = await day.ask(bearer, `/api/v1/pauses/${day.pause}${path}`, { headers })
  const text = await answer.text()
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: text === '' ? null : JSON.parse(text) }
}

describe('my day', () => {
  it('is for the field and desks alone, whatever there is', async () => {
    expect((await get(undefined, '/my-day')).status).toBe(401)
    for (const role of ['coordinator', 'dispatcher', 'planner', 'liaison', 'donor', 'analyst', 'auditor', 'protection'])
      expect(await get(role, '/my-day')).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    expect(await get('field', '/my-day')).toMatchObject({ status: 200, body: { trips: [], places: [], arrivals: [] } })
  })

  it('has all that a driver needs without a network: own trips and ways, nobody else’s', async () => {
    const { body } = await get('field:driver', '/my-day')
    expect(body.trips.map(({ trip }: { trip: string }) => trip)).toEqual(['bus-001-t1', 'bus-001-t2', 'bus-001-t3'])
    expect(body).toMatchObject({
      phase: 'under_way',
      pause: { time_zone: 'Asia/Damascus', exercise: true, windows: [{ id: expect.any(String) }] },
      account: { mode: 'exercise', pause: day.pause, log: expect.any(String), log_key: expect.any(String) },
      duty: { vehicles: ['bus-001'], gates: [], places: [] },
      corridors: [{ id: 'bridge', state: 'unknown', line: expect.any(Array) }],
      gates: [{ id: 'gate', corridor: 'bridge', lat: expect.any(Number), lon: expect.any(Number) }],
      recall: null,
      gate_recalls: [],
      arrivals: [],
      stock: { keep: 200 },
    })
    expect(body.places.map(({ id }: { id: string }) => id).sort()).toEqual(['depot', 'reception', 'school'])
    const [first] = body.trips
    expect(first).toMatchObject({ order: null, turn_back: { join_exit_by: expect.any(String), refuge: null } })
    expect(JSON.stringify(body)).not.toMatch(/ambulance|truck|bakery|clinic/)
  })

  it('of a gate has the gate, and of a desk what comes to it, and by no way', async () => {
    const gate = (await get('field:gate', '/my-day')).body
    expect(gate).toMatchObject({ trips: [], gates: [{ id: 'gate' }], duty: { gates: ['gate'] } })
    const desk = (await get('desk:clinic', '/my-day')).body
    expect(desk.arrivals.length).toBeGreaterThan(0)
    expect(desk.arrivals.every(({ place }: { place: string }) => place === 'clinic')).toBe(true)
    expect(desk).toMatchObject({ trips: [], corridors: [], gates: [], places: [{ id: 'clinic' }] })
    expect(JSON.stringify(desk)).not.toMatch(/school|"bridge"/)
  })

  it('is sent again only where it is another: the time alone is no news, a recall is', async () => {
    const driver = await get('field:driver', '/my-day')
    const gate = await get('field:gate', '/my-day')
    expect(driver.etag).not.toBe(gate.etag)
    expect(await get('field:driver', '/my-day', driver.etag)).toMatchObject({ status: 304, body: null })
    // Of another it is no news either: somebody else’s is not told apart by it.
    expect((await get('field:gate', '/my-day', driver.etag)).status).toBe(200)
    expect(await day.command('recall', { vehicles: ['bus-001'], reason: 'called back' })).toBeUndefined()
    const called = await get('field:driver', '/my-day', driver.etag)
    expect(called).toMatchObject({
      status: 200,
      body: { recall: { vehicles: [{ vehicle: 'bus-001', received_at: null }] } },
    })
    const told = await get('field:gate', '/my-day', gate.etag)
    // By its plan it has set out, and nobody has said so: whether it comes through is not known.
    expect(told.body).toMatchObject({
      recall: null,
      gate_recalls: [{ gate: 'gate', vehicle: 'bus-001', way: 'unknown' }],
    })
  })
})

describe('called back', () => {
  it('is told until a new order is given, and each of one’s vehicles by its own recall', async () => {
    await duty('field:two', { vehicles: ['ambulance-001', 'truck-001'] })
    const recallOf = async () => (await get('field:two', '/my-day')).body.recall
    expect(await recallOf()).toBeNull()
    expect(await day.command('recall', { vehicles: ['ambulance-001'], reason: 'a shell' })).toBeUndefined()
    const first = (await recallOf()).recall
    expect(await day.command('recall', { vehicles: ['truck-001'], reason: 'another' })).toBeUndefined()
    const both = await recallOf()
    expect(both.reason).toBe('another')
    expect(both.vehicles).toMatchObject([
      { vehicle: 'ambulance-001', recall: first, reasons: [{ reason: 'a shell' }] },
      { vehicle: 'truck-001', recall: both.recall, reasons: [{ reason: 'another' }] },
    ])
    const desk = await get('desk:clinic', '/my-day')
    expect(desk.body.arrivals).toContainEqual(
      expect.objectContaining({ vehicle: 'ambulance-001', recalled: true, eta: null }),
    )
    const order = {
      id: 'again',
      notification: 1,
      movement: 'out',
      use: 'aid',
      segments: [],
      corridor: 'bridge',
      direction: 'both',
      from: '2016-11-04T10:00+02:00',
      until: '2016-11-04T11:00+02:00',
      vehicles: [{ id: 'truck-001', kind: 'truck' }],
      on_foot: false,
    }
    await day.say({ type: 'order_issued', details: { order } })
    expect((await recallOf()).vehicles).toMatchObject([{ vehicle: 'ambulance-001' }])
    await day.say({
      type: 'order_issued',
      details: {
        order: { ...order, id: 'too', use: 'medical', vehicles: [{ id: 'ambulance-001', kind: 'ambulance' }] },
      },
    })
    expect(await recallOf()).toBeNull()
    const after = await get('desk:clinic', '/my-day')
    expect(after.body.arrivals.some(({ recalled }: { recalled: boolean }) => recalled)).toBe(false)
  })
})

describe('the plan in force', () => {
  it('is for who plans and runs the day alone', async () => {
    for (const path of ['/plan-in-force', '']) {
      expect((await get(undefined, path)).status).toBe(401)
      for (const role of ['field', 'desk', 'liaison', 'donor', 'analyst', 'auditor', 'protection'])
        expect(await get(role, path), `${role} ${path}`).toMatchObject({ status: 403 })
    }
    for (const role of ['coordinator', 'dispatcher', 'planner'])
      expect((await get(role, '/plan-in-force')).status).toBe(200)
  })

  it('is the plan that was agreed, and its pause is shown as that plan was made of it', async () => {
    const { body, etag } = await get('planner', '/plan-in-force')
    const read = readPlan(new TextEncoder().encode(JSON.stringify(body)), pause.time_zone)
    expect(read.plan).toEqual(plan)
    expect(await get('planner', '/plan-in-force', etag)).toMatchObject({ status: 304, body: null, etag })
    expect((await get('planner', '')).body).toMatchObject({ id: pause.id, exercise: true })
  })

  it('of another that was agreed has another tag, with the body that it stands for', async () => {
    const before = await get('planner', '/plan-in-force')
    const text = new TextDecoder().decode(planBytes)
    const fewer = { ...plan, trips: plan.trips.filter(({ id }) => id !== 'bus-001-t3') }
    const later = planToJson(fewer, pause.time_zone)
    expect(later).not.toBe(text)
    const base = day.services.live.of(day.pause)?.state.terms.plan?.entry
    expect(await day.command('agree_plan', { version: 1, plan: later, base })).toBeUndefined()
    const after = await get('planner', '/plan-in-force', before.etag)
    expect(after.status).toBe(200)
    expect(after.body.trips.map(({ id }: { id: string }) => id)).toEqual(fewer.trips.map(({ id }) => id))
    expect(after.etag).not.toBe(before.etag)
    await eventually(async () => expect((await get('field:driver', '/my-day')).body.trips).toHaveLength(2))
  })

  it('or one before it is given by its mark, to the same readers; by no other mark anything', async () => {
    const mark = createHash('sha256').update(planBytes).digest('hex')
    const earlier = `/plan-in-force?mark=${mark.slice(0, 4).toUpperCase()}`
    const given = await get('dispatcher', earlier)
    expect(given.status).toBe(200)
    expect(readPlan(new TextEncoder().encode(JSON.stringify(given.body)), pause.time_zone).plan).toEqual(plan)
    expect(await get('planner', earlier, given.etag)).toMatchObject({ status: 304, body: null })
    const inForce = await get('planner', '/plan-in-force')
    expect(given.etag).not.toBe(inForce.etag)
    const shown = (await get('coordinator', '/day')).body
    expect(shown.former_plans).toEqual([{ sha256: mark, agreed_at: expect.stringMatching(/^2016-11-04T08:/) }])
    expect((await get('planner', `/plan-in-force?mark=${shown.plan.sha256}`)).etag).toBe(inForce.etag)
    for (const unknown of ['', mark.slice(0, 3), `${mark}0`, 'zzzz', '%25%25%25%25', '0'.repeat(64)])
      expect(await get('planner', `/plan-in-force?mark=${unknown}`), unknown).toMatchObject({
        status: 404,
        body: { code: 'plan_mark_unknown' },
      })
    expect((await get(undefined, earlier)).status).toBe(401)
    for (const role of ['field', 'desk', 'liaison', 'donor', 'analyst', 'auditor', 'protection'])
      expect(await get(role, earlier), role).toMatchObject({ status: 403 })
  })

  it('has a trip no more on which paper of the one before it tells: that is taken, and is of that trip', async () => {
    const told = {
      what: 'people_boarded',
      vehicle: 'bus-001',
      trip: 'bus-001-t3',
      place: 'school',
      people: [{ low: 31, best: 31, high: 31 }],
      chain: 'F3-b4e0',
    }
    expect(await day.command('report', told)).toBeUndefined()
    const { body } = await get('coordinator', '/day')
    expect(body.loads).toContainEqual(expect.objectContaining({ load: 'bus-001-t3', trip: 'bus-001-t3' }))
    const { reports } = (await get('coordinator', '/day/reports')).body
    expect(reports.at(-1)).toMatchObject({ trip: 'bus-001-t3', people: told.people, by: { chain: 'F3-b4e0' } })
  })

  it('while it is being read is not answered with the one before it', async () => {
    // The last of these tests: from here on no plan is read.
    const { plans } = day.services
    const known = day.services.live.of(day.pause)
    const old = known === undefined ? undefined : plans.of(known)
    expect(old).toBeDefined()
    // As a thread that takes longer than anybody waits leaves it.
    const earlier = old === undefined ? undefined : { ...old, entry: 'A'.repeat(22) }
    plans.of = () => earlier
    expect(await get('planner', '/plan-in-force')).toMatchObject({ status: 503, etag: '' })
  })
})
