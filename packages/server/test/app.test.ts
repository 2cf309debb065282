import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { planToJson, readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { afterEach, describe, expect, it } from 'vitest'
import { Frontiers } from '../src/frontier/index.ts'
import { createApp, type ServedPause, type Started, startServer } from '../src/index.ts'

const bytes = readFileSync(new URL('../../../examples/minimal-short/pause.yaml', import.meta.url))
const read = readPause(bytes)
const { pause } = read
if (pause === undefined) throw new Error('the example is sound')
const plan = planPause(pause, travelTimesOf(pause), {
  seed: 1,
  iterations: 0,
  mustStop: () => undefined,
  cpuSeconds: () => 0,
  inputSha256: '0'.repeat(64),
  files: {},
})
const served = new Map<string, ServedPause>([[pause.id, { pause, plan, figures: read.figures }]])
const files = new Map([
  [
    '/index.html',
    { content: new TextEncoder().encode('<!doctype html>'), type: 'text/html; charset=utf-8', isImmutable: false },
  ],
  [
    '/assets/a-1f.js',
    { content: new TextEncoder().encode('0'), type: 'text/javascript; charset=utf-8', isImmutable: true },
  ],
])
const frontiers = new Frontiers(new Map([[pause.id, { pause, plan, bytes, files: new Map() }]]))
const app = createApp(served, files, frontiers)
const get = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  app.request(path, { ...init, headers: { host: 'localhost:8016', ...init.headers } })

describe('what is refused', () => {
  it.each(['evil.example', 'evil.example:8016', '192.0.2.1', 'localhost.evil.example', ''])(
    'a call by the name “%s”, which is not ours',
    async (host) => {
      const answer = await get('/api/v1/pauses', { headers: { host } })
      expect(answer.status).toBe(421)
      expect(await answer.json()).toMatchObject({ code: 'host_refused' })
    },
  )

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s: nothing can be changed here', async (method) => {
    const answer = await get('/api/v1/pauses', { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  it('a command that there is not', async () => {
    const answer = await get('/api/v1/pauses/minimal-short/commands/launch', { method: 'POST' })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'command_unknown' })
  })

  it.each([
    ['/api/v1/pauses/nowhere', 'pause_unknown'],
    ['/api/v1/pauses/nowhere/plan', 'pause_unknown'],
    ['/pauses/minimal-short/questions/nobody/en', 'party_unknown'],
    ['/pauses/minimal-short/questions/north/de', 'language_unknown'],
    ['/api/v1/nothing', 'not_found'],
    ['/assets/../../package.json', 'not_found'],
    ['/assets/%2e%2e/%2e%2e/package.json', 'not_found'],
    ['/..%2fpackage.json', 'not_found'],
  ])('%s is %s', async (path, code) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code, status: 404 })
  })
})

describe('what is served', () => {
  it('lists the pauses, and draws one', async () => {
    expect(await (await get('/api/v1/pauses')).json()).toEqual([
      { id: 'minimal-short', title: pause.title, exercise: true },
    ])
    const view = await (await get('/api/v1/pauses/minimal-short')).json()
    expect(view).toMatchObject({
      id: 'minimal-short',
      is_agreed: false,
      required_probability: 0.99,
      not_acted_out: ['other_ways_out', 'trips_made_up_for', 'groups_that_vary_alike', 'what_the_day_has_shown'],
      windows: [
        {
          id: 'day',
          open: '2016-11-04T08:00:00+02:00',
          close: '2016-11-04T10:00:00+02:00',
          clear_by: '2016-11-04T09:45:00+02:00',
        },
      ],
      corridors: [{ id: 'bridge', travel_s: 360, capacity: { vehicles: 4, per_s: 900, shared: false } }],
    })
  })

  it('gives the plan as the contract has it, to the byte', async () => {
    expect(await (await get('/api/v1/pauses/minimal-short/plan')).text()).toBe(planToJson(plan, pause.time_zone))
  })

  it('serves the pages, what is named by its hash for good', async () => {
    const page = await get('/')
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    const script = await get('/assets/a-1f.js')
    expect(script.headers.get('content-type')).toContain('text/javascript')
    expect(script.headers.get('cache-control')).toContain('immutable')
  })

  it('answers every path of its own description', async () => {
    const { paths } = (await (await get('/api/v1/openapi.json')).json()) as { paths: Record<string, object> }
    for (const [path, operations] of Object.entries(paths)) {
      const method = 'get' in operations ? 'GET' : 'POST'
      // Nobody has asked for a frontier here: there is no sheet of it, and there is nothing to stop.
      const isBegun = method === 'POST' && path.includes('/frontier')
      const status = path === '/pauses/{pause}/frontier/{language}' ? 404 : isBegun ? 202 : 200
      const real = path.replace('{pause}', 'minimal-short').replace('{party}', 'north').replace('{language}', 'ar')
      expect([real, (await get(real, { method })).status]).toEqual([real, status])
    }
  })

  it('sends the headers that keep everything else out, on answers and on refusals', async () => {
    for (const path of ['/', '/api/v1/pauses', '/api/v1/pauses/nowhere', '/nothing']) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
    const printed = await get('/pauses/minimal-short/questions/north/fr')
    expect(printed.headers.get('content-security-policy')).not.toContain('script-src')
    expect(await printed.text()).toContain('<html lang="fr"')
  })
})

describe('listening', () => {
  let started: Started | undefined
  afterEach(async () => {
    if (started?.ok === true) await started.close()
  })

  it('is on loopback, and ends at once though a connection is open', async () => {
    started = await startServer({ app, port: 0 })
    if (!started.ok) throw new Error(started.text)
    const answer = await fetch(`http://localhost:${started.port}/healthz`)
    expect(await answer.text()).toBe('ok\n')
    await started.close()
    await expect(fetch(`http://127.0.0.1:${started.port}/healthz`)).rejects.toThrow()
  })

  it('names the option where the port is in use', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )
    started = await startServer({ app, port })
    other.close()
    expect(started).toMatchObject({ ok: false, code: 'port_in_use', text: expect.stringContaining('--port') })
  })
})
