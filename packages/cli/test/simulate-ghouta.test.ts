// Eastern Ghouta, 5 and 9 March 2018, played from the draft to an account that others check: what was taken off at clearance, what
// came back on lorries that had to be clear in time, and a second convoy made from that.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attestedBy, factsTold, type ManifestLine, type OpenedEntry } from '@treve/ledger'
import { isTimeZone, utc } from '@treve/model'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from '../src/main.ts'
import { Api } from '../src/simulate/api.ts'
import { Person } from '../src/simulate/person.ts'
import { entriesIn, rehearsing, slots, statementsChecked, typeOf } from './rehearsal.ts'
import { capture } from './streams.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-ghouta-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const pause = 'examples/ghouta-2018-03/pause.yaml'
/** Grams each, as the pause file has them: by mass, the share that was taken off is on record. */
const grams = {
  'health-kits': 45_000,
  'child-medicines': 20_000,
  'trauma-kits': 40_000,
  'surgical-supplies': 30_000,
  dialysis: 10_000,
  insulin: 5_000,
} as Readonly<Record<string, number>>

it('line by line with the reason for each removal; lorries leave part loaded; the second convoy brings what came back', async () => {
  const copy = join(folder, 'copy')
  await rehearsing(folder, pause, async ({ address, code }) => {
    const io = capture()
    const lines = 'examples/ghouta-2018-03/day.jsonl'
    const exit = await run(
      [
        ...['simulate', pause, '--replay', lines, '--server', address, '--code', code],
        ...['--speed', 'max', '--copy', copy, '--watcher', '--json'],
      ],
      io,
    )
    const [watcher = '{}', played = '{}'] = io.written.out.trim().split('\n')
    expect([exit, JSON.parse(played)], io.written.err).toEqual([
      0,
      { sent: expect.any(Number), positions: 0, unexpected: [] },
    ])
    await shownToEach(address, (JSON.parse(watcher) as { watcher: string }).watcher)
  })
  const entries = await entriesIn(copy)
  ofTheCourse(entries)
  ofTheLines(entries)
  ofTheLorries(entries)
  await ofTheStatements(copy)
}, 240_000)

function ofTheCourse(entries: readonly OpenedEntry[]): void {
  const of = (type: string) => entries.filter((each) => typeOf(each) === type)
  const course = ['terms_announced', 'notified', 'go_decided', 'begun', 'corridor_opened', 'closed', 'accounted']
  expect(course.filter((type) => of(type).length === 0)).toEqual([])
  expect(of('terms_agreed')).toEqual([])
  expect(of('order_issued').map((each) => detailsIn(each).order.vehicles.length)).toEqual([46, 13])
  expect(of('closed').map((each) => detailsIn(each))).toEqual([{ not_clear: [] }])
}

function ofTheLines(entries: readonly OpenedEntry[]): void {
  const zone = 'Asia/Damascus'
  const { lines, next } = factsTold(attestedBy(entries), isTimeZone(zone) ? zone : utc)
  const medical = lines.filter(({ consignment }) => consignment === 'medical')
  const mass = (of: readonly { item: string; high: number }[]) =>
    of.reduce((sum, { item, high }) => sum + high * (grams[item] ?? Number.NaN), 0)
  const loaded = medical.flatMap(({ item, stages }) =>
    stages.filter(({ stage }) => stage === 'loaded').map(({ high }) => ({ item, high })),
  )
  const removed = medical.flatMap(({ item, differences }) =>
    differences.filter(({ name }) => name === 'removed_at_clearance').map((each) => ({ item, ...each })),
  )
  expect(mass(removed) / mass(loaded)).toBeCloseTo(0.7, 10)
  expect(removed.map(({ item, high, reasons }) => [item, high, reasons])).toEqual([
    ['health-kits', 166, ['none given']],
    ['trauma-kits', 300, ['none given']],
    ['surgical-supplies', 500, ['none given']],
    ['dialysis', 800, ['none given']],
    ['insulin', 200, ['none given']],
  ])
  // Whatever was loaded is accounted for, with a name for each difference.
  const names = lines.flatMap(({ differences }) => differences.map(({ name }) => name))
  expect(names.filter((name) => name !== 'removed_at_clearance' && name !== 'not_offloaded')).toEqual([])

  // What is to be carried again is what the second convoy loaded; what was taken off at clearance stands apart from it.
  const key = ({ consignment, item, high }: Pick<ManifestLine, 'consignment' | 'item' | 'high'>) =>
    `${consignment} ${item} ${high}`
  const second = new Map<string, number>()
  for (const each of entries.filter(({ entry }) => entry.at >= '2018-03-09').filter((one) => typeOf(one) === 'loaded'))
    for (const { consignment, item, best } of slots(each).lines) {
      const name = `${consignment} ${item}`
      second.set(name, (second.get(name) ?? 0) + best)
    }
  expect([...second].map(([name, count]) => `${name} ${count}`).sort()).toEqual(next.notOffloaded.map(key).sort())
  const again = (item: string) =>
    next.notOffloaded.filter((each) => each.item === item).reduce((sum, { high }) => sum + high, 0)
  expect([again('parcels'), again('flour')]).toEqual([2400, 3240])
  expect(next.removedAtClearance.map(({ item }) => item)).toEqual(removed.map(({ item }) => item))
}

function ofTheLorries(entries: readonly OpenedEntry[]): void {
  const first = entries.filter(({ entry }) => entry.at < '2018-03-06')
  const vehicles = (type: string) =>
    new Set(first.filter((each) => typeOf(each) === type).flatMap((each) => slots(each).tokens?.vehicle ?? []))
  const back = vehicles('not_offloaded')
  const inPart = vehicles('offloaded')
  expect([back.size, inPart.size]).toEqual([14, 4])
  expect([...inPart].filter((vehicle) => !back.has(vehicle))).toEqual([])
  // They left with it, and were clear before the time that is kept free at the end of the window.
  const left = vehicles('departed')
  expect([...left].sort()).toEqual([...back].sort())
  const clear = first.filter((each) => typeOf(each) === 'clear')
  expect(new Set(clear.map((each) => slots(each).tokens.vehicle)).size).toBe(46)
  expect(clear.filter((each) => Date.parse(slots(each).time.from) > Date.parse('2018-03-05T20:00+02:00'))).toEqual([])
}

async function ofTheStatements(copy: string): Promise<void> {
  const { statements, contradictions } = (await statementsChecked('examples/ghouta-2018-03/statements.yaml', copy)) as {
    statements: readonly {
      claims: readonly { id: string; finding: string; readings?: readonly { best: number }[] }[]
    }[]
    contradictions: readonly unknown[]
  }
  const claims = statements.flatMap((each) => each.claims)
  // One organisation kept this account: what it alone tells decides nothing, and is shown. S3.1: three kinds of equipment.
  expect(new Set(claims.map(({ finding }) => finding))).toEqual(new Set(['not_established']))
  expect(
    Object.fromEntries(claims.flatMap(({ id, readings }) => (readings === undefined ? [] : [[id, readings[0]?.best]]))),
  ).toEqual({ 'S1.1': 46, 'S2.1': 5500, 'S3.1': 3, 'S4.1': 3100, 'S5.1': 13, 'S6.1': 2400, 'S6.2': 3240 })
  expect(contradictions).toEqual([])
}

/** Who runs the day sees each line with what was taken off and why; a desk what comes to it; a party and a donor nothing. */
async function shownToEach(address: string, code: string): Promise<void> {
  const api = new Api(address, new AbortController().signal)
  const coordinator = new Person(api)
  await coordinator.join(code)
  const base = '/api/v1/pauses/ghouta-2018-03'
  const day = (await coordinator.get(`${base}/day`)).body as unknown as {
    aid: readonly { consignment: string; item: string; removed: readonly unknown[]; not_offloaded: unknown }[]
  }
  const line = (consignment: string, item: string) =>
    day.aid.find((each) => each.consignment === consignment && each.item === item)
  const exactly = (count: number) => ({ low: count, best: count, high: count })
  expect(line('medical', 'insulin')).toMatchObject({
    stages: { loaded: exactly(200), cleared: null, offloaded: null },
    removed: [{ reason: 'none given', quantity: exactly(200) }],
    not_offloaded: null,
  })
  expect(line('west-food', 'parcels')).toMatchObject({ not_offloaded: exactly(1000), removed: [] })
  const asked = async (roles: readonly string[], more: Readonly<Record<string, string>>, path: string) => {
    const { body } = await coordinator.post(`${base}/invitations`, { roles, ...more })
    const other = new Person(api)
    await other.join(String(body.code))
    return other.get(`${base}/${path}`)
  }
  const desk = await asked(['desk'], {}, 'day')
  expect([desk.status, Object.keys(desk.body).sort()]).toEqual([200, ['arrivals', 'beds', 'clock', 'dispersals']])
  expect(desk.body.dispersals).toEqual([])
  for (const [roles, more] of [
    [['liaison'], { party: 'around' }],
    [['donor'], {}],
  ] as const)
    for (const path of ['day', 'day/reports', 'cases'])
      expect([roles, path, (await asked(roles, more, path)).status]).toEqual([roles, path, 403])
}

// biome-ignore lint/suspicious/noExplicitAny: each assertion says what it expects in it
function detailsIn(opened: OpenedEntry): any {
  return JSON.parse(slots(opened).notice.details)
}
