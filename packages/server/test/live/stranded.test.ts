// Who cannot be brought out in time does not stand in the way of everybody else's orders: the thread that plans anew, as the live day asks it.

import { Worker } from 'node:worker_threads'
import { checkPlan } from '@treve/checker'
import { formatInstant, type Instant, type Pause, type Plan, readPlan, readState } from '@treve/model'
import { expect, it } from 'vitest'
import { earlierNow, pauseNow } from '../../src/live/pause-now.ts'
import type { ReplanJob, ReplanResult } from '../../src/live/replan.ts'
import { at, pause, pauseBytes, plan } from './made.ts'

const [day] = pause.terms.windows
if (day === undefined) throw new Error('there is a window')
const daySeconds = 86_400
const tomorrow = (clock: string) => (at(clock) + daySeconds) as Instant

/** The next day too, and more who wish to leave, so that there is something left to plan; the bus is there till 10:45 today. */
const twoDays: Pause = {
  ...pause,
  terms: { ...pause.terms, windows: [day, { ...day, id: 'next', open: tomorrow('08:00'), close: tomorrow('12:00') }] },
  fleet: pause.fleet.map(({ available: _, ...each }) => each),
  people: pause.people.map((group) => ({ ...group, count: { ...group.count, best: group.count.best + 20 } })),
}
const till = (clock: string): Pause => ({
  ...twoDays,
  fleet: twoDays.fleet.map((each) => (each.id === 'bus' ? { ...each, available: [at('07:00'), at(clock)] } : each)),
})
const done = plan.trips.map(({ id }) => id).filter((id) => id !== 'bus-001-t3')

interface Told {
  readonly pause: Pause
  readonly plan?: Plan
  readonly clock: string
  readonly place: string
  readonly aboard?: number
  readonly shut?: readonly string[]
  readonly done?: readonly string[]
}

/** From where the bus is seen, with people aboard. */
async function anew({ aboard = 4, ...told }: Told): Promise<ReplanResult> {
  const bus = { id: 'bus-001', place: told.place, aboard: aboard === 0 ? {} : { families: aboard } }
  const written = { at: formatInstant(at(told.clock), pause.time_zone), vehicles: [bus], done: told.done ?? done }
  const job: ReplanJob = {
    pause: told.pause,
    plan: told.plan ?? plan,
    bytes: pauseBytes,
    files: new Map(),
    stateText: JSON.stringify(written),
    late: ['bus-001'],
    shut: told.shut ?? [],
    waiting: [],
    gotOff: [],
    seconds: 1,
    inForceName: 'anew',
    stopCell: new Int32Array(new SharedArrayBuffer(4)),
  }
  const worker = new Worker(new URL('../../src/live/replan-worker.ts', import.meta.url), { workerData: job })
  try {
    return await new Promise<ReplanResult>((resolve, reject) => {
      worker.on('message', resolve)
      worker.on('error', reject)
    })
  } finally {
    await worker.terminate()
  }
}

function proposalOf(result: ReplanResult) {
  if (result.kind !== 'proposal') throw new Error(`no proposal: ${JSON.stringify(result)}`)
  const read = readPlan(new TextEncoder().encode(result.plan), pause.time_zone)
  if (read.plan === undefined) throw new Error('the proposal is a plan')
  return { ...result, found: read.plan }
}

it('one vehicle past its hours with people aboard: the others get a plan, and it is told apart, with no order', async () => {
  const proposal = proposalOf(await anew({ pause: till('10:45'), clock: '10:44', place: 'outer' }))
  expect(proposal.stranded).toMatchObject([
    {
      vehicle: 'bus-001',
      why: 'after_hours',
      aboard: 4,
      soonest: [{ to: 'reception' }],
      violations: [{ rule: 'vehicle_available', trip: expect.stringContaining('bus-001') }],
    },
  ])
  expect(proposal.changed.map(({ vehicle }) => vehicle)).toEqual(['ambulance-001'])
  // It is in the plan, so that it is followed; and nothing else of the plan breaks a rule.
  expect(proposal.found.trips.some(({ vehicle }) => vehicle === 'bus-001')).toBe(true)
  const trips = new Set(proposal.stranded[0]?.violations.map(({ trip }) => trip))
  const { now, broken } = judged(till('10:45'), proposal.found, '10:44', 'outer')
  expect(now.rules.state?.vehicles.map(({ id }) => id)).toContain('bus-001')
  expect(new Set(broken.map(({ trip }) => trip))).toEqual(trips)
}, 60_000)

it('one vehicle inside that cannot be out in time: the others get a plan for the next window', async () => {
  const proposal = proposalOf(await anew({ pause: twoDays, clock: '11:25', place: 'school' }))
  expect(proposal.stranded).toMatchObject([
    { vehicle: 'bus-001', why: 'not_out_in_time', aboard: 4, violations: [{ rule: 'clearance' }] },
  ])
  expect(proposal.stranded[0]?.soonest[0]?.exit_at).toBeGreaterThan(at('11:30'))
  expect(proposal.changed.map(({ vehicle }) => vehicle)).toEqual(['ambulance-001'])
}, 60_000)

it('agreed, and planned anew once more while it is where it was, it is told apart again', async () => {
  const first = proposalOf(await anew({ pause: twoDays, clock: '11:25', place: 'school' }))
  const again = proposalOf(await anew({ pause: twoDays, plan: first.found, clock: '11:28', place: 'school' }))
  expect(again.stranded.map(({ vehicle, why, aboard }) => [vehicle, why, aboard])).toEqual([
    ['bus-001', 'not_out_in_time', 4],
  ])
  expect(again.changed.map(({ vehicle }) => vehicle)).not.toContain('bus-001')
  // Out after all, and seen to be: it is as any other.
  const out = proposalOf(await anew({ pause: twoDays, plan: first.found, clock: '11:40', place: 'outer' }))
  expect(out.stranded).toEqual([])
}, 90_000)

it('with no way out at all nothing is proposed, and it is said who is inside', async () => {
  const result = await anew({ pause: twoDays, clock: '10:30', place: 'school', shut: ['bridge'] })
  expect(result).toMatchObject({
    kind: 'failed',
    reason: 'stranded',
    stranded: [{ vehicle: 'bus-001', why: 'no_way_out', aboard: 4, soonest: [] }],
  })
}, 60_000)

it('after the last window nobody moves, and it is said who is inside', async () => {
  const result = await anew({ pause, clock: '12:10', place: 'school' })
  expect(result).toMatchObject({
    kind: 'failed',
    reason: 'no_window_left',
    stranded: [{ vehicle: 'bus-001', aboard: 4 }],
  })
}, 60_000)

it('where nobody is stranded, nobody is told to be', async () => {
  const proposal = proposalOf(await anew({ pause: twoDays, clock: '10:44', place: 'outer' }))
  expect(proposal.stranded).toEqual([])
  expect(proposal.changed.map(({ vehicle }) => vehicle)).toContain('bus-001')
}, 60_000)

function judged(given: Pause, found: Plan, clock: string, place: string) {
  const written = {
    at: formatInstant(at(clock), pause.time_zone),
    vehicles: [{ id: 'bus-001', place, aboard: { families: 4 } }],
    done,
  }
  const { state } = readState(new TextEncoder().encode(JSON.stringify(written)), given)
  if (state === undefined) throw new Error('a state is told')
  const standing = { state, late: ['bus-001'], shut: [], waiting: new Map<string, number>() }
  const now = pauseNow(given, plan, standing)
  return { now, broken: checkPlan(now, { ...found, earlier: earlierNow(given, plan, standing) }) }
}
