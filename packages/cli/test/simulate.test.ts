// treve simulate: a day played to a running server, from its terms to an account that others check. What is asserted is what
// stands on the account, and what each role was shown; not what the simulator knows.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenedEntry } from '@treve/ledger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../src/main.ts'
import { endedAs, stateIn } from '../src/played-days.ts'
import { Api } from '../src/simulate/api.ts'
import { Person } from '../src/simulate/person.ts'
import { entriesIn, rehearsing, slots, statementsChecked, typeOf } from './rehearsal.ts'
import { capture } from './streams.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-simulate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a day whose simulator broke off was not played to its end, and what came of it can still be looked at', () => {
  for (const code of [0, 1]) expect(endedAs(code, 'address')).toEqual({ state: 'over', address: 'address' })
  for (const code of [2, 3, null])
    expect(endedAs(code, 'address')).toMatchObject({ state: 'failed', reason: expect.any(String), address: 'address' })
})

describe('a day of a plan', () => {
  it('is agreed, told, ordered, driven, counted by those who saw it, closed and accounted for', async () => {
    const pause = 'examples/minimal/pause.yaml'
    const plan = join(folder, 'plan.json')
    const copy = join(folder, 'minimal-copy')
    expect(await run(['plan', pause, '-o', plan, '--seconds', '0.5'], capture())).toBe(0)
    await rehearsing(folder, pause, async ({ address, code }) => {
      const io = capture()
      const exit = await run(
        [
          'simulate',
          pause,
          plan,
          '--server',
          address,
          '--code',
          code,
          '--speed',
          'max',
          '--copy',
          copy,
          '--watcher',
          '--progress',
          '--json',
        ],
        io,
      )
      const [watcher = '', ...told] = io.written.out.trim().split('\n')
      const played = told.pop() ?? ''
      // Until all have their orders the clock stands, and that is told.
      const states = told.map((line) => stateIn(line, 'address'))
      const trips = states.length - 1
      expect(trips).toBeGreaterThan(0)
      expect(states).toEqual([
        ...Array.from({ length: trips }, (_, at) => ({
          state: 'preparing',
          address: 'address',
          ordered: at + 1,
          trips,
        })),
        { state: 'playing', address: 'address', speed: 60 },
      ])
      expect(stateIn(played, 'address')).toBeUndefined()
      expect([exit, JSON.parse(played)], io.written.err).toEqual([
        0,
        { sent: expect.any(Number), positions: 0, unexpected: [] },
      ])
      const entries = await entriesIn(copy)
      const of = (type: string) => entries.filter((each) => typeOf(each) === type)
      const course = ['terms_agreed', 'plan_agreed', 'notified', 'go_decided', 'begun', 'closed', 'accounted']
      expect(course.filter((type) => of(type).length === 0)).toEqual([])
      // Who got on came out: everybody who boarded arrived, counted by others than those who had them aboard.
      const counted = (type: string) =>
        of(type)
          .flatMap((each) => slots(each).people as readonly { best: number }[])
          .reduce((sum, { best }) => sum + best, 0)
      expect(counted('people_boarded')).toBeGreaterThan(0)
      expect(counted('people_arrived')).toBe(counted('people_boarded'))
      const chains = (type: string) => new Set(of(type).map((each) => String(slots(each).source.chain)))
      expect([...chains('people_arrived')].filter((chain) => chains('people_boarded').has(chain))).toEqual([])
      // Every report of the day was signed on a device, with one-use keys: no two by the same.
      const reports = ['departed', 'people_boarded', 'people_passed', 'people_arrived', 'clear'].flatMap(of)
      expect(new Set(reports.flatMap(({ entry }) => [entry.vkey, entry.vkey2])).size).toBe(2 * reports.length)
      expect(JSON.parse(slots(of('closed')[0] as OpenedEntry).notice.details)).toEqual({ not_clear: [] })

      await shownToEach(address, (JSON.parse(watcher) as { watcher: string }).watcher)
    })
  }, 240_000)

  it('that is no exercise is not played', async () => {
    const io = capture()
    expect(await run(['simulate', 'examples/minimal/pause.yaml', 'none.json', '--code', 'X'], io)).toBe(2)
    expect(await run(['simulate', 'examples/minimal/pause.yaml', '--code', 'X'], io)).toBe(2)
    expect(io.written.err).toContain('name a pause file and a plan')
  })
})

/** Who runs the day sees it; a party, and whoever has nothing to do with it, does not: not even that there is something. */
async function shownToEach(address: string, code: string): Promise<void> {
  const api = new Api(address, new AbortController().signal)
  const coordinator = new Person(api)
  await coordinator.join(code)
  const base = '/api/v1/pauses/minimal'
  const day = await coordinator.get(`${base}/day`)
  expect(day.status).toBe(200)
  const { vehicles } = day.body as unknown as { vehicles: readonly { phase: string }[] }
  expect(vehicles.length).toBeGreaterThan(0)
  for (const [roles, more] of [
    [['liaison'], { party: 'north' }],
    [['donor'], {}],
    [['analyst'], {}],
    [['auditor'], {}],
  ] as const) {
    const { body } = await coordinator.post(`${base}/invitations`, { roles, ...more })
    const other = new Person(api)
    await other.join(String(body.code))
    for (const path of ['day', 'cases', 'plan', 'positions', 'day/reports'])
      expect([roles, path, (await other.get(`${base}/${path}`)).status]).toEqual([roles, path, 403])
  }
}

describe('Aleppo, 4 November 2016, as recorded', () => {
  it('is told, watched and accounted for: nobody moves, nought as observed, both times and both counts kept', async () => {
    const pause = 'examples/aleppo-2016-11-04/pause-0900.yaml'
    const copy = join(folder, 'aleppo-copy')
    await rehearsing(folder, pause, async ({ address, code }) => {
      const io = capture()
      const lines = 'examples/aleppo-2016-11-04/day.jsonl'
      const exit = await run(
        [
          'simulate',
          pause,
          '--replay',
          lines,
          '--server',
          address,
          '--code',
          code,
          '--speed',
          'max',
          '--copy',
          copy,
          '--json',
        ],
        io,
      )
      expect([exit, JSON.parse(io.written.out)], io.written.err).toEqual([
        0,
        { sent: expect.any(Number), positions: 0, unexpected: [] },
      ])
    })
    const entries = await entriesIn(copy)
    const of = (type: string) => entries.filter((each) => typeOf(each) === type)
    for (const never of [
      'terms_agreed',
      'go_decided',
      'begun',
      'order_issued',
      'departed',
      'people_boarded',
      'walked_out',
    ])
      expect(of(never), never).toEqual([])
    expect(of('counted').map((each) => slots(each).counts[0].best)).toEqual([0, 0])
    expect(of('incident').map((each) => slots(each).time.from)).toEqual([
      '2016-11-04T13:45:00+02:00',
      '2016-11-04T15:00:00+02:00',
    ])
    const { statements, contradictions } = (await statementsChecked(
      'examples/aleppo-2016-11-04/statements.yaml',
      copy,
    )) as {
      statements: readonly { id: string; claims: readonly { finding: string }[] }[]
      contradictions: readonly { between: readonly string[]; kind: string }[]
    }
    expect(contradictions).toContainEqual(expect.objectContaining({ between: ['S8', 'S14'], kind: 'duration' }))
    expect(statements.find(({ id }) => id === 'S1')?.claims[0]?.finding).toBe('not_established')
  }, 240_000)
})

describe('Aleppo, 20 to 23 October 2016, as recorded', () => {
  it('is told on a pause as it is served: nothing is answered otherwise than its lines have it', async () => {
    const pause = 'examples/aleppo-2016-10/pause.yaml'
    await rehearsing(folder, pause, async ({ address, code }) => {
      const io = capture()
      const lines = 'examples/aleppo-2016-10/day.jsonl'
      const exit = await run(
        [
          ...['simulate', pause, '--replay', lines, '--server', address, '--code', code],
          ...['--speed', 'max', '--json'],
        ],
        io,
      )
      expect([exit, JSON.parse(io.written.out)], io.written.err).toEqual([
        0,
        { sent: expect.any(Number), positions: 0, unexpected: [] },
      ])
    })
  }, 240_000)
})
