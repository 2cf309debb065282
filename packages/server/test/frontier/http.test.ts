// The frontier by HTTP: begun by our own pages and by programs, watched, stopped, kept.

import type { Frontier } from '@treve/model/frontier'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { afterEach, describe, expect, it } from 'vitest'
import { Frontiers } from '../../src/frontier/index.ts'
import { createApp } from '../../src/index.ts'
import { bytes, pause } from './worked.ts'

const plan = planPause(pause, travelTimesOf(pause), {
  seed: 1,
  iterations: 20,
  mustStop: () => undefined,
  cpuSeconds: () => 0,
  inputSha256: '0'.repeat(64),
  files: {},
})
const given = new Map([[pause.id, { pause, plan, bytes, files: new Map() }]])
const served = new Map([[pause.id, { pause, plan, figures: new Map() }]])

let frontiers = new Frontiers(new Map())
afterEach(() => frontiers.close())

function application() {
  frontiers = new Frontiers(given, { seed: 1, seconds: 60, iterations: 5 })
  const app = createApp(served, new Map(), frontiers)
  return async (path: string, method = 'GET', headers: Record<string, string> = {}) =>
    app.request(path, { method, headers: { host: 'localhost:8016', ...headers } })
}

/** What is told, as far as it is looked at here. */
interface Told {
  readonly state: string
  readonly code: string
  readonly progress: { readonly of: number }
  readonly frontier: Frontier
  readonly refused: readonly string[]
}
const told = async (answer: Response) => (await answer.json()) as Told

const path = '/api/v1/pauses/minimal-short/frontier'

async function until(ask: ReturnType<typeof application>, state: string) {
  for (;;) {
    const now = await told(await ask(path))
    if (now.state === state) return now
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('the frontier by HTTP', () => {
  it('is worked out when it is asked for, from the plan that is shown, and then is there', async () => {
    const ask = application()
    expect(await (await ask(path)).json()).toEqual({ state: 'none' })
    const sheet = await ask('/pauses/minimal-short/frontier/en')
    expect([sheet.status, (await told(sheet)).code]).toEqual([404, 'frontier_not_there'])
    const begun = await ask(path, 'POST')
    expect([begun.status, (await told(begun)).state]).toEqual([202, 'waiting'])
    expect((await until(ask, 'running')).progress.of).toBeGreaterThan(0)
    // Asked for again it is not begun again.
    expect((await told(await ask(path, 'POST'))).state).toBe('running')
    const { frontier, refused } = await until(ask, 'there')
    expect(refused).toEqual([])
    expect(frontier).toMatchObject({ treve_frontier: 1, pause: 'minimal-short', partial: false })
    expect((await told(await ask(path, 'POST'))).state).toBe('there')
    for (const language of ['en', 'ar']) {
      const page = await ask(`/pauses/minimal-short/frontier/${language}`)
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(await page.text()).toContain(`<html lang="${language}"`)
    }
    expect((await ask('/pauses/minimal-short/frontier/de')).status).toBe(404)
  })

  it('stopped: what is done is there, and says that it is not all', async () => {
    const ask = application()
    await ask(path, 'POST')
    await until(ask, 'running')
    expect((await ask(`${path}/stop`, 'POST')).status).toBe(202)
    const { frontier } = await until(ask, 'there')
    expect(frontier.partial).toBe(true)
    // And may be begun again.
    expect((await told(await ask(path, 'POST'))).state).toBe('waiting')
  })

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'http://localhost:9000' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8016' }, 202],
    [{ origin: 'http://localhost:8016' }, 202],
    [{}, 202],
  ])('begun with %j: %i', async (headers: Record<string, string>, status) => {
    const ask = application()
    expect((await ask(path, 'POST', headers)).status).toBe(status)
    expect((await told(await ask(path))).state === 'none').toBe(status !== 202)
  })

  it('no other method, no other address, no pause that is not served', async () => {
    const ask = application()
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await ask(path, method)).status).toBe(405)
    expect((await ask('/api/v1/pauses/minimal-short/plan', 'POST')).status).toBe(405)
    for (const [address, method] of [
      ['/api/v1/pauses/nowhere/frontier', 'GET'],
      ['/api/v1/pauses/nowhere/frontier', 'POST'],
      ['/api/v1/pauses/nowhere/frontier/stop', 'POST'],
      ['/pauses/nowhere/frontier/en', 'GET'],
    ] as const)
      expect((await ask(address, method)).status).toBe(404)
  })
})
