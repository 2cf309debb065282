// Aleppo, 15 to 22 December 2016, played from the draft to an account that others check: broken off on the second day with no
// reason given, everybody called back, guarantees given anew, a plan made anew from where all were, a condition that held some
// up, ten hours before a checkpoint, and totals as they are on record.

import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenedEntry } from '@treve/ledger'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from '../src/main.ts'
import { Api } from '../src/simulate/api.ts'
import { Person } from '../src/simulate/person.ts'
import { entriesIn, rehearsing, slots, statementsChecked, typeOf } from './rehearsal.ts'
import { capture } from './streams.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-aleppo-december-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const examples = 'examples/aleppo-2016-12'
const pause = `${examples}/pause-followed.yaml`
const parties = ['around', 'inside', 'sponsors']
/** Windows, the corridor by use, who is evacuated, the safety of staff. */
const elements = 8 + 3 + 3 + 1

it('broken off without a reason, called back, resumed by guarantees given anew, planned anew, held up, and accounted for', async () => {
  const copy = join(folder, 'copy')
  await rehearsing(folder, pause, async ({ address, code }) => {
    const io = capture()
    const exit = await run(
      [
        ...['simulate', pause, '--replay', `${examples}/day.jsonl`, '--server', address, '--code', code],
        ...['--speed', 'max', '--copy', copy, '--watcher', '--json'],
      ],
      io,
    )
    const [watcher = '{}', played = '{}'] = io.written.out.trim().split('\n')
    // Each line was answered as it says, what each role was shown among them: who is not shown it is refused.
    expect([exit, JSON.parse(played)], io.written.err).toEqual([
      0,
      { sent: expect.any(Number), positions: 0, unexpected: [] },
    ])
    await shownToEach(address, (JSON.parse(watcher) as { watcher: string }).watcher)
  })
  const entries = await entriesIn(copy)
  ofTheLines()
  ofTheAbort(entries)
  ofTheResumption(entries)
  ofThePlans(entries)
  ofTheCondition(entries)
  ofTheWaiting(entries)
  ofTheTotals(entries)
  await ofTheStatements(copy)
}, 300_000)

const seconds = (text: string) => Date.parse(text) / 1000
const from = (each: OpenedEntry): string => slots(each).time.from
const of = (entries: readonly OpenedEntry[], type: string) => entries.filter((each) => typeOf(each) === type)
// biome-ignore lint/suspicious/noExplicitAny: each assertion says what it expects in it
const details = (each: OpenedEntry): any => JSON.parse(slots(each).notice.details)
const only = (entries: readonly OpenedEntry[], type: string): OpenedEntry => {
  const [one, ...more] = of(entries, type)
  if (one === undefined) throw new Error(`there is no ${type}`)
  expect([type, more.length]).toEqual([type, 0])
  return one
}

/** What is not shown is looked for: a day without such lines would prove nothing. */
function ofTheLines(): void {
  const lines = readFileSync(`${examples}/day.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { by: string; do: string; refused?: string; with: { view?: string } })
  const looks = lines.filter((line) => line.do === 'see')
  const refusedTo = (view: string) =>
    new Set(looks.filter((each) => each.with.view === view && each.refused === 'not_allowed').map(({ by }) => by))
  expect([...refusedTo('day')].sort()).toEqual([...parties.map((party) => `liaison-${party}`), 'protection-1'])
  for (const view of ['positions.json', 'approvals', 'cases'])
    expect([view, refusedTo(view).size]).toEqual([view, parties.length])
}

/** Whole, once, with all that it brings, at one moment. */
function ofTheAbort(entries: readonly OpenedEntry[]): void {
  const aborted = only(entries, 'aborted')
  expect(slots(aborted).notice).toMatchObject({ channel: 'radio', not_given: ['issuer', 'reason'] })
  expect(JSON.parse(slots(aborted).notice.details)).toEqual({})
  const [recalled] = of(entries, 'recalled')
  if (recalled === undefined) throw new Error('nobody was called back')
  expect([from(recalled), slots(recalled).notice.not_given]).toEqual([from(aborted), ['reason']])
  expect(details(recalled)).toEqual({
    vehicles: [],
    to: [
      ...['ambulance-001', 'ambulance-002', 'ambulance-003', 'bus-001', 'bus-002'].map((vehicle) => ({
        vehicle,
        place: 'ramouseh-outer',
      })),
      { vehicle: 'bus-003', place: 'amiriyeh' },
      { vehicle: 'bus-004', place: 'ramouseh-outer' },
    ],
  })
  const lapsed = of(entries, 'approval_lapsed').filter((each) => details(each).why === 'aborted')
  expect([lapsed.length, new Set(lapsed.map(from))]).toEqual([parties.length * elements, new Set([from(aborted)])])
  const received = of(entries, 'order_received').map((each) => details(each))
  expect(received.map(({ vehicle }) => vehicle).sort()).toEqual(['bus-001', 'bus-002', 'bus-003', 'bus-004'])
  expect(new Set(received.map(({ order }) => order))).toEqual(new Set([recalled.entry.id]))
  // Nobody passed on the day between, and that was seen.
  const between = of(entries, 'counted').filter((each) => slots(each).references?.event === 'exits-of-17-december')
  expect(between.map((each) => slots(each).counts[0].high)).toEqual([0])
}

/** Only by approvals given anew, by all, and once their lead time has run. */
function ofTheResumption(entries: readonly OpenedEntry[]): void {
  const [aborted, resumed] = [only(entries, 'aborted'), only(entries, 'resumed')]
  const renewed = of(entries, 'approval_recorded').filter((each) => seconds(from(each)) > seconds(from(aborted)))
  expect(new Set(renewed.map((each) => `${slots(each).party} ${slots(each).notice.element}`)).size).toBe(
    parties.length * elements,
  )
  const last = Math.max(...renewed.map((each) => seconds(from(each))))
  expect(seconds(from(resumed)) - last).toBeGreaterThanOrEqual(12 * 3600)
  const moved = ['order_issued', 'people_boarded', 'departed', 'corridor_opened'].flatMap((type) => of(entries, type))
  const isBetween = (each: OpenedEntry) =>
    seconds(from(each)) > seconds(from(aborted)) && seconds(from(each)) < seconds(from(resumed))
  // Who stood at a stop goes to the refuge that they were called to.
  expect(moved.filter(isBetween).map((each) => [typeOf(each), slots(each).tokens?.vehicle])).toEqual([
    ['departed', 'bus-003'],
  ])
}

/** Made anew from where all were, and agreed by a person; orders by it. */
function ofThePlans(entries: readonly OpenedEntry[]): void {
  const plans = of(entries, 'plan_agreed')
  expect(plans.map(from)).toEqual(['2016-12-09T10:05:00+02:00', '2016-12-18T07:05:00+02:00'])
  const [first, second] = plans.map((each) => details(each).plan_sha256)
  expect(second).not.toBe(first)
  const ordered = (day: string) =>
    of(entries, 'order_issued')
      .map((each) => details(each).order)
      .filter((order) => order.from.startsWith(`2016-12-${day}`))
  const vehicles = (day: string) =>
    new Set(ordered(day).flatMap((each) => each.vehicles.map(({ id }: { id: string }) => id)))
  for (const each of ['bus-003', 'ambulance-001']) expect([each, vehicles('18').has(each)]).toEqual([each, true])
  // Named apart, so that an order of the one plan is never taken for one of the other.
  const before = new Set(['15', '16'].flatMap((day) => ordered(day).map(({ id }) => id)))
  const after = ['18', '19', '20', '21', '22'].flatMap((day) => ordered(day).map(({ id }) => id as string))
  expect(after.filter((id) => before.has(id))).toEqual([])
}

/** They move if we move: not before the others did, and nothing medical waits. */
function ofTheCondition(entries: readonly OpenedEntry[]): void {
  const met = of(entries, 'counted').find((each) => slots(each).references?.event === 'departures-two-towns')
  if (met === undefined) throw new Error('nobody saw the others move')
  const orders = of(entries, 'order_issued').map((each) => ({ at: seconds(from(each)), use: details(each).order.use }))
  const since = seconds(from(only(entries, 'resumed')))
  const meanwhile = orders.filter(({ at }) => at > since && at < seconds(from(met)))
  expect(new Set(meanwhile.map(({ use }) => use))).toEqual(new Set(['civilians', 'medical']))
  expect(orders.filter(({ at, use }) => use === 'armed_groups' && at > seconds(from(met))).length).toBe(2)
  expect(of(entries, 'condition_waived')).toEqual([])
}

function ofTheWaiting(entries: readonly OpenedEntry[]): void {
  const alarms = of(entries, 'alarm_raised').filter((each) => details(each).kind === 'standing')
  const stood = alarms.filter((each) => from(each) > '2016-12-18T08' && from(each) < '2016-12-18T13')
  const atGate = stood.filter((each) => details(each).about.gate === 'ramouseh')
  expect(atGate.length).toBeGreaterThanOrEqual(4)
  const about = (type: string, one: OpenedEntry) =>
    of(entries, type).filter((each) => slots(each).references?.about?.includes(one.entry.id))
  for (const each of atGate) {
    const [ended] = about('alarm_ended', each)
    if (ended === undefined) throw new Error('it was over when they moved')
    expect(seconds(from(ended)) - seconds(from(each))).toBeGreaterThan(10 * 3600)
    // Nobody took it for longer than a quarter of an hour: it went on from one to the next, and no further than three times.
    expect(about('alarm_escalated', each).length).toBeGreaterThanOrEqual(1)
    expect(about('alarm_escalated', each).length).toBeLessThanOrEqual(3)
    expect(about('alarm_acknowledged', each).length).toBe(1)
  }
  const burnt = of(entries, 'incident').map((each) => slots(each).counts[1])
  expect(burnt.map(({ low, high }) => [low, high])).toEqual([
    [3, 3],
    [5, 6],
  ])
}

/** Stage by stage, by those who saw it; what is not known stays a range. */
function ofTheTotals(entries: readonly OpenedEntry[]): void {
  type Row = { readonly movement?: string; readonly low: number; readonly best: number; readonly high: number }
  const rows = (type: string, movement?: string) =>
    of(entries, type)
      .flatMap((each) => slots(each).people as readonly Row[])
      .filter((row) => movement === undefined || row.movement === movement)
  const sum = (all: readonly Row[], key: 'low' | 'best' | 'high') => all.reduce((total, row) => total + row[key], 0)
  expect(sum(rows('people_arrived', 'medical'), 'best')).toBe(734)
  expect(sum(rows('people_arrived', 'armed_groups'), 'best')).toBe(4000)
  expect(sum(rows('people_arrived', 'civilians'), 'best')).toBe(24_300)
  // Whoever left in a car of their own was estimated at the gate, and counted nowhere else.
  const cars = of(entries, 'people_passed').filter((each) => String(slots(each).tokens.load ?? '').startsWith('cars-'))
  const inCars = cars.flatMap((each) => slots(each).people as readonly Row[])
  expect([sum(inCars, 'low'), sum(inCars, 'best'), sum(inCars, 'high')]).toEqual([1231 * 4, 1231 * 5, 1231 * 6])
  expect(24_300 + 4000 + 734 + sum(inCars, 'best')).toBe(35_189)
  const vehicles = of(entries, 'counted').find((each) => slots(each).references?.event === 'vehicles-of-eight-days')
  expect(vehicles && slots(vehicles).counts.map(({ best }: { best: number }) => best)).toEqual([308, 61, 1231])
  // Of those that were followed one by one: whoever got on came out, or stepped down; nobody is left over.
  const left = new Map<string, number>()
  for (const [type, sign] of [
    ['people_boarded', 1],
    ['people_arrived', -1],
    ['stepped_down', -1],
  ] as const)
    for (const each of of(entries, type)) {
      const { trip } = slots(each).tokens as { readonly trip?: string }
      if (trip !== undefined) left.set(trip, (left.get(trip) ?? 0) + sign * sum(slots(each).people, 'best'))
    }
  expect(left.size).toBeGreaterThan(20)
  expect([...left].filter(([, count]) => count !== 0)).toEqual([])
  expect(of(entries, 'case_opened')).toEqual([])
  expect(details(only(entries, 'closed'))).toEqual({ not_clear: [] })
  only(entries, 'accounted')
}

async function ofTheStatements(copy: string): Promise<void> {
  const { statements, contradictions } = (await statementsChecked(`${examples}/statements.yaml`, copy)) as {
    statements: readonly {
      claims: readonly { id: string; finding: string; readings?: readonly { best: number }[] }[]
    }[]
    contradictions: readonly unknown[]
  }
  const claims = statements.flatMap((each) => each.claims)
  // One organisation kept this account: what it alone tells decides nothing, and is shown beside what was said.
  expect(new Set(claims.map(({ finding }) => finding))).toEqual(new Set(['not_established']))
  expect(Object.fromEntries(claims.map(({ id, readings }) => [id, readings?.[0]?.best]))).toMatchObject({
    'S1.1': 35_189,
    'S2.1': 35_189,
    'S4.1': 734,
    'S5.1': 301,
    'S6.1': 4000,
  })
  // More than 35,000 and more than 36,000 can both be true.
  expect(contradictions).toEqual([])
}

/** Afterwards, too: who runs it sees who stopped it, and that nobody said; parties and donors see that it was stopped. */
async function shownToEach(address: string, code: string): Promise<void> {
  const api = new Api(address, new AbortController().signal)
  const coordinator = new Person(api)
  await coordinator.join(code)
  const base = '/api/v1/pauses/aleppo-2016-12-followed'
  const life = await coordinator.get(`${base}/life`)
  expect(life.body).toMatchObject({
    phase: 'accounted',
    stopped: { kind: 'aborted', issuer: null, by_party: null, channel: 'radio', reason: null },
    not_clear: [],
  })
  for (const [roles, more] of [
    [['liaison'], { party: 'inside' }],
    [['donor'], {}],
    [['desk'], {}],
  ] as const) {
    const { body } = await coordinator.post(`${base}/invitations`, { roles, ...more })
    const other = new Person(api)
    await other.join(String(body.code))
    const shown = await other.get(`${base}/life`)
    expect([roles, shown.body.phase, Object.keys(shown.body.stopped ?? {})]).toEqual([
      roles,
      'accounted',
      ['kind', 'at'],
    ])
    expect(JSON.stringify(shown.body)).not.toContain('radio')
    for (const path of ['approvals', 'cases', 'positions.json', 'replan', 'plan-in-force'])
      expect([roles, path, (await other.get(`${base}/${path}`)).status]).toEqual([roles, path, 403])
  }
}
