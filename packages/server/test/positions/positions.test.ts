// Positions from trackers to whoever may see them, on a server with its database.

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createApp, openServices } from '../../src/index.ts'
import type { Bound } from '../../src/positions/positions.ts'
import { type Installation, installed, servedPause, testRules, tokenSignIn } from '../api/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'

let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(async () => installation.database.close())
removeFoldersAfterwards()

const bound = new Map<string, Bound>([
  ['tracker-one', { vehicle: 'bus-001', protocol: 'osmand' }],
  ['tracker-two', { vehicle: 'bus-002', protocol: 'owntracks' }],
])
const seconds = () => Math.floor(Date.now() / 1000)
const osmand = (more: object = {}) =>
  `/trackers/osmand?${new URLSearchParams({ id: 'tracker-one', lat: '36.2', lon: '37.15', timestamp: String(seconds()), ...more })}`

async function served() {
  const one = await servedPause(installation, { boundIn: ({ id }) => (id === one?.pause ? bound : new Map()) })
  const positions = async (bearer: string | undefined) => {
    const answer = await one.ask(bearer, `/api/v1/pauses/${one.pause}/positions.json`)
    return { status: answer.status, body: (await answer.json()) as { vehicles: { id: string; flags: string[] }[] } }
  }
  const owntracks = (body: string, headers: Record<string, string> = {}) =>
    one.ask(undefined, '/trackers/owntracks', { method: 'POST', body, headers })
  return { ...one, positions, owntracks }
}

describe('whoever is not of the operations', () => {
  it('is told of no position, by the stream or at once: a party above all', async () => {
    const { ask, pause, positions } = await served()
    await ask(undefined, osmand())
    for (const bearer of [undefined, 'liaison', 'planner', 'desk', 'donor', 'analyst', 'auditor', 'protection', '']) {
      const stream = await ask(bearer, `/api/v1/pauses/${pause}/positions`)
      expect([401, 403, 404]).toContain(stream.status)
      const { status, body } = await positions(bearer)
      expect([401, 403, 404]).toContain(status)
      expect(JSON.stringify(body)).not.toMatch(/bus|36\.2|37\.15/)
    }
    expect(await positions('field')).toMatchObject({ status: 200, body: { vehicles: [] } })
  })
})

describe('a tracker', () => {
  it('that is bound is taken, by each protocol, and shown', async () => {
    const { ask, positions, owntracks, database, account } = { ...(await served()), database: installation.database }
    expect((await ask(undefined, osmand({ speed: '10', bearing: '90' }))).status).toBe(200)
    const json = {
      device_id: 'tracker-one',
      location: {
        timestamp: new Date(Date.now() + 2000).toISOString(),
        coords: { latitude: 36.2, longitude: 37.1501 },
      },
    }
    const posted = { method: 'POST', body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }
    expect((await ask(undefined, '/trackers/osmand', posted)).status).toBe(200)
    const basic = `Basic ${Buffer.from('bus:tracker-two').toString('base64')}`
    const fix = { _type: 'location', lat: 36.21, lon: 37.16, tst: seconds(), vel: 36 }
    const answer = await owntracks(JSON.stringify(fix), { authorization: basic })
    expect(await answer.json()).toEqual([])
    expect((await positions('dispatcher')).body.vehicles).toMatchObject([
      { id: 'bus-001', lat: 36.2, lon: 37.1501, flags: [] },
      { id: 'bus-002', lat: 36.21, speed_mps: 10 },
    ])
    const { rows } = await database.query(
      'select vehicle, speed_mps, heading, flags from positions where account = $1 order by vehicle, at',
      [account],
    )
    expect(rows).toEqual([
      { vehicle: 'bus-001', speed_mps: expect.closeTo(5.1444, 3), heading: 90, flags: 0 },
      { vehicle: 'bus-001', speed_mps: null, heading: null, flags: 0 },
      { vehicle: 'bus-002', speed_mps: 10, heading: null, flags: 0 },
    ])
  })

  it('is answered also where many come while others are being written', async () => {
    const { ask, services } = await served()
    const from = seconds() - 3000
    const answers: Promise<Response>[] = []
    for (let step = 0; step < 60; step++) {
      answers.push(ask(undefined, osmand({ timestamp: from + step })))
      await new Promise((done) => setTimeout(done, 7))
    }
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.every((status) => status === 200)).toBe(true)
    expect(services.positions.intake.counts.taken).toBe(60)
  })

  it('that is not bound, or by another protocol, is refused, and told no more than that', async () => {
    const { ask, owntracks } = await served()
    const unknown = await ask(undefined, osmand({ id: 'tracker-none' }))
    expect(unknown.status).toBe(400)
    expect(await unknown.json()).toMatchObject({ code: 'tracker_unknown' })
    const other = { _type: 'location', lat: 36.21, lon: 37.16, tst: seconds(), tid: 'tracker-one' }
    expect((await owntracks(JSON.stringify(other))).status).toBe(400)
  })

  it('that is guessed at is slowed down; the bound ones go on', async () => {
    const one = await servedPause(installation, {
      boundIn: () => bound,
      rates: { strangers: { burst: 5, perSecond: 0.01 }, trackers: { burst: 100, perSecond: 100 } },
    })
    const statuses: number[] = []
    for (let guess = 0; guess < 7; guess++)
      statuses.push((await one.ask(undefined, osmand({ id: `guess-${guess}` }))).status)
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429])
    expect((await one.ask(undefined, osmand())).status).toBe(200)
  })

  it('whose time is naive, or that sends too much, is refused with the reason', async () => {
    const { ask, owntracks } = await served()
    const naive = await ask(undefined, osmand({ timestamp: '2016-11-04 09:00:00' }))
    expect(naive.status).toBe(400)
    expect(await naive.json()).toMatchObject({ code: 'tracker_refused', fault: 'naive_timestamp' })
    expect((await owntracks('x'.repeat(17 * 1024))).status).toBe(413)
    expect((await owntracks('')).status).toBe(200)
    expect((await owntracks('{')).status).toBe(400)
  })

  it('is kept and flagged where it cannot be so; shown is where it was before', async () => {
    const { ask, positions } = await served()
    const now = seconds()
    const at = (more: object) => ask(undefined, osmand(more))
    await at({ timestamp: now - 100 })
    await at({ timestamp: now - 90, lat: '36.6' })
    expect((await positions('coordinator')).body.vehicles).toMatchObject([{ lat: 36.2, flags: ['impossible'] }])
    await at({ timestamp: now + 3600 })
    expect((await positions('coordinator')).body.vehicles).toMatchObject([{ lat: 36.2, flags: ['clock_off'] }])
    await at({ timestamp: now - 50, lat: '0', lon: '0' })
    expect((await positions('coordinator')).body.vehicles).toMatchObject([{ lat: 36.2, age_s: expect.any(Number) }])
  })
})

describe('the stream of positions', () => {
  it('begins with all, goes on with what changed, and is four times a second at most', async () => {
    const { ask, pause } = await served()
    await ask(undefined, osmand({ timestamp: seconds() - 600 }))
    const response = await ask('coordinator', `/api/v1/pauses/${pause}/positions`)
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const frames: { at: number; whole: boolean; vehicles: { id: string; lon: number }[] }[] = []
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    onTestFinished(async () => reader.cancel())
    void (async () => {
      let text = ''
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        text += new TextDecoder().decode(next.value)
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        for (const each of events) {
          const data = /^event: positions\ndata: (.*)$/m.exec(each)?.[1]
          if (data !== undefined) frames.push({ ...JSON.parse(data), at: performance.now() })
        }
      }
    })()
    await eventually(() => expect(frames).toMatchObject([{ whole: true, vehicles: [{ id: 'bus-001' }] }]))
    for (let step = 1; step <= 30; step++) {
      await ask(undefined, osmand({ timestamp: seconds() - 600 + step, lon: String(37.15 + step * 1e-5) }))
    }
    await eventually(() => expect(frames.at(-1)?.vehicles[0]?.lon).toBeCloseTo(37.1503, 6))
    expect(frames.slice(1).every(({ whole }) => !whole)).toBe(true)
    for (const [index, { at }] of frames.entries()) {
      const next = frames[index + 1]
      if (next !== undefined) expect(next.at - at).toBeGreaterThan(200)
    }
  })
})

describe('another process', () => {
  it('knows what was taken here, also what came before it began', async () => {
    const { ask, pause } = await served()
    await ask(undefined, osmand({ timestamp: seconds() - 60 }))
    const services = await openServices({ database: installation.database, signIn: tokenSignIn(), rules: testRules })
    onTestFinished(() => services.close())
    await eventually(() => expect(services.positions.tracks.of(pause).get('bus-001')?.used?.longitude).toBe(37.15))
    expect(createApp(new Map(), new Map(), undefined, { services })).toBeDefined()
  })
})

describe('purging', () => {
  it('leaves nothing of a pause, and all of the others', async () => {
    const one = await served()
    const other = await servedPause(installation, { leads: false })
    await one.ask(undefined, osmand())
    const { database } = installation
    const tables = async (account: number) => {
      const { rows } = await database.query(
        `select relname from pg_class where relname ~ $1 and relkind in ('r', 'p') order by 1`,
        [`^positions_${account}(_|$)`],
      )
      return rows.length
    }
    expect(await tables(one.account)).toBeGreaterThan(1)
    expect(await one.services.positions.store.purge(one.account)).toBeGreaterThan(0)
    expect(await tables(one.account)).toBe(0)
    expect(await one.services.positions.store.purge(one.account)).toBe(0)
    expect(await other.services.positions.store.purge(other.account)).toBe(0)
    // It goes on where more comes.
    expect((await one.ask(undefined, osmand({ timestamp: seconds() + 1 }))).status).toBe(200)
    expect(await tables(one.account)).toBeGreaterThan(1)
  })
})
