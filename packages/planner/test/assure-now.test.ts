// How sure a plan in force is from now on: where a vehicle is told to be, and who is aboard, says how it goes on. The
// minimal example, worked out by hand; that an instant alone leaves the plan as it is stands in assure-plan-times.test.ts.

import { readFileSync } from 'node:fs'
import { formatClock, type Instant, type Plan, parseInstant, readPlan, type State } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { FanRecords } from '../src/assure/fan.ts'
import type { Told } from '../src/assure/present.ts'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation } from '../src/assure/simulation.ts'
import { steps } from '../src/assure/step-rows.ts'
import { assureNow, type Due, dueAt } from '../src/index.ts'
import { certain } from './certain-day.ts'
import { pauseFrom } from './planning.ts'

const file = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url))
// As many come as planned.
const text = file('examples/minimal/pause.yaml').toString().replace('low: 80, best: 100, high: 140', 'best: 100')
const pause = pauseFrom(Buffer.from(text))
const plan = keptPlan()
const times = travelTimesOf(pause)

function keptPlan(): Plan {
  const read = readPlan(file('packages/web/test/fixtures/minimal.plan.json'), pause.time_zone)
  if (read.plan === undefined) throw new Error('the kept plan is readable')
  return read.plan
}

function instant(clock: string): Instant {
  const at = parseInstant(`2016-11-04T${clock}`, pause.time_zone)
  if (typeof at !== 'number') throw new Error(`${clock} is no time`)
  return at
}

function told(id: string, where: Omit<Told, 'id' | 'aboard'>, aboard: Told['aboard'] = {}): Told {
  return { id, ...where, aboard }
}

/** On a day without chance: when the bus begins which steps, from where it is told to be; and who is out in the end. */
function dayFrom(clock: string, bus: Told, done: readonly string[] = []) {
  const present = { at: instant(clock), vehicles: new Map([[bus.id, bus]]), done: new Set(done) }
  const script = scriptOf(pause, times, plan, certain, certain, present)
  const simulation = new Simulation(script)
  const { peopleOut } = simulation.run({ seed: 1, purpose: 'fresh', block: 1, replication: 0 }, { hasHalts: true })
  const at = (kind: number, trip: string, sign = 1) => {
    const step = script.steps.kind.findIndex(
      (each, step) =>
        each === kind && script.steps.sign[step] === sign && script.trips[script.steps.trip[step] ?? -1]?.id === trip,
    )
    const began = simulation.began[step] ?? Number.NaN
    return Number.isNaN(began) ? undefined : formatClock(Math.round(began) as Instant, pause.time_zone)
  }
  return { at, peopleOut, astray: script.astray }
}

describe('where a vehicle is told to be', () => {
  it('at its stop, with some of those who board aboard: the others board, and it goes on late', () => {
    // 20 of 48 aboard: 28/48 of 12 min are left, until 08:27; 5 min to the mouth, 100 s late for its slot at 08:30:20.
    const { at, peopleOut } = dayFrom('08:20', told('bus-001', { place: 'school' }, { families: 20 }))
    expect(at(steps.enter, 'bus-001-t1')).toBe('08:32')
    expect(at(steps.exit, 'bus-001-t1')).toBe('08:41')
    expect(peopleOut).toBe(104)
  })

  it('at its stop, all but one aboard: that one boards, and it goes', () => {
    const { at, peopleOut } = dayFrom('08:26', told('bus-001', { place: 'school' }, { families: 47 }))
    expect(at(steps.enter, 'bus-001-t1')).toBe('08:31:15')
    expect(peopleOut).toBe(104)
  })

  it('on the corridor: its gate is before it or behind it, and who is aboard says in or out', () => {
    const onBridge = (position: number, families: number) =>
      told('bus-001', { corridor: 'bridge', position }, families === 0 ? {} : { families })
    // At the gate, not served yet: 3 min there, 3 min on the way.
    expect(dayFrom('08:34', onBridge(0.5, 48)).at(steps.exit, 'bus-001-t1')).toBe('08:40')
    // A quarter of 6 min is left.
    expect(dayFrom('08:34', onBridge(0.25, 48)).at(steps.exit, 'bus-001-t1')).toBe('08:35:30')
    // Nobody aboard, on the third trip, whose way out with four is nearer in time: inward all the same.
    const third = dayFrom('10:10', onBridge(0.25, 0), ['bus-001-t1', 'bus-001-t2'])
    expect(third.at(steps.exit, 'bus-001-t3', -1)).toBe('10:14:30')
    // Nobody aboard: inward, three quarters of the way before it.
    expect(dayFrom('08:10', onBridge(0.25, 0)).at(steps.exit, 'bus-001-t1', -1)).toBe('08:14:30')
  })

  it('before a trip, however late: it makes that one; trips that are done it does not make again', () => {
    expect(dayFrom('08:30', told('bus-001', { place: 'depot' })).at(steps.enter, 'bus-001-t1', -1)).toBe('08:36')
    const later = dayFrom('09:00', told('bus-001', { place: 'reception' }), ['bus-001-t1'])
    expect(later.at(steps.enter, 'bus-001-t2', -1)).toBe('09:05')
    expect(later.peopleOut).toBe(104)
    // The depot is where the first trip begins, and that is done.
    expect(dayFrom('09:00', told('bus-001', { place: 'depot' }), ['bus-001-t1']).astray).toEqual(['bus-001'])
  })

  it('where its orders do not lead: it is named, and nothing is stated', () => {
    expect(dayFrom('08:20', told('bus-001', { place: 'bakery' })).astray).toEqual(['bus-001'])
    const state: State = { at: instant('08:20'), vehicles: [told('bus-001', { place: 'bakery' })], done: [] }
    expect(assureNow(pause, times, plan, state, { seed: 1 })).toEqual({ kind: 'astray', vehicles: ['bus-001'] })
  })
})

describe('how sure it is now', () => {
  const now = (state: State | Instant, replications = 400) => {
    const found = assureNow(pause, times, plan, state, { seed: 4, replications })
    if (found.kind !== 'assured') throw new Error(found.kind)
    return found
  }

  it('repeats itself, is all sure when all are out, and less so the later somebody is', () => {
    const at = instant('10:00')
    expect(now(at)).toEqual(now(at))
    expect(now(instant('11:30')).clearProbability).toMatchObject({ estimate: 1, expected_people_late: 0 })
    const delayed = (place: string, done: string[]) =>
      now({ at, vehicles: [told('bus-001', { place })], done }).assurance.people_out.mean
    // All three trips before it at 10:00; or the first two done.
    expect(delayed('depot', [])).toBeLessThan(delayed('reception', ['bus-001-t1', 'bus-001-t2']) - 40)
  })

  it('has turn-back times for trips that are not over, without “enter by” for who is in', () => {
    const { turnBack, assurance } = now(instant('09:10'))
    expect([...turnBack.keys()].sort()).toEqual(['ambulance-001-t2', 'bus-001-t2', 'bus-001-t3', 'truck-001-t1'])
    expect(turnBack.get('bus-001-t2')?.enter_by).toBeNull()
    expect(turnBack.get('bus-001-t3')?.enter_by).toBeGreaterThan(instant('09:48:20'))
    expect(assurance.trips.map(({ id }) => id).sort()).toEqual([...turnBack.keys()].sort())
  })

  it('knows whose trips are over also where a vehicle has none', () => {
    const idle =
      'fleet:\n  - { id: idle, kind: bus, count: 3, at: depot, carries: [civilians], loads: [ { seated: 1 } ] }\n'
    const more = pauseFrom(Buffer.from(text.replace('fleet:\n', idle)))
    const found = assureNow(more, travelTimesOf(more), plan, instant('09:10'), { seed: 4, replications: 10 })
    expect(found.kind === 'assured' && [...found.turnBack.keys()]).toEqual([...now(instant('09:10')).turnBack.keys()])
  })

  it('says what is next for each vehicle, and by when, the soonest first', () => {
    const dueAtClock = (clock: string, bus?: Told, done: string[] = []) => {
      const at = instant(clock)
      const { due } = now(bus === undefined ? at : { at, vehicles: [bus], done }, 10).assurance
      const isSorted = due.every((each, index) => whenOf(each) >= whenOf(due[index - 1] ?? each))
      expect(isSorted).toBe(true)
      return due.find(({ vehicle }) => vehicle === 'bus-001')
    }
    const whenOf = (due: Due) => dueAt(due) ?? Number.POSITIVE_INFINITY
    // In at 08:00, boards from 08:15 to 08:27, joins its exit at 08:30:20.
    expect(dueAtClock('07:50')).toMatchObject({ trip: 'bus-001-t1', next: 'enter' })
    const boarding = dueAtClock('08:20')
    expect(boarding).toMatchObject({ trip: 'bus-001-t1', next: 'leave_stop', enter_by: null })
    const turnBack = now(instant('08:20')).turnBack.get('bus-001-t1')
    expect(boarding?.leave_stop_by).toBe(turnBack?.leave_stop_by)
    const onItsWay = told('bus-001', { place: 'inner' }, { families: 48 })
    expect(dueAtClock('08:29', onItsWay)).toMatchObject({ next: 'join_exit', leave_stop_by: null })
    expect(
      dueAtClock('08:36', told('bus-001', { corridor: 'bridge', position: 0.25 }, { families: 48 })),
    ).toMatchObject({
      trip: 'bus-001-t1',
      next: null,
      join_exit_by: null,
    })
    // Still at the depot at 11:00: nothing has been met, and “enter by” is past.
    const forgotten = dueAtClock('11:00', told('bus-001', { place: 'depot' }))
    expect(forgotten).toMatchObject({ trip: 'bus-001-t1', next: 'enter' })
    expect(forgotten?.enter_by).toBeLessThan(instant('11:00'))
  })

  it('names the vehicles of which nothing was told', () => {
    const state: State = { at: instant('08:20'), vehicles: [told('bus-001', { place: 'school' })], done: [] }
    expect(now(state).assurance.not_told).toEqual(['ambulance-001', 'truck-001'])
    expect(now(instant('08:20')).assurance.not_told).toEqual([])
  })

  it('of the first days says what so many days alone would say, and of all of them the same as without', () => {
    const told: unknown[] = []
    const first = { replications: 150, tell: (few: unknown) => void told.push(few) }
    const all = assureNow(pause, times, plan, instant('09:10'), { seed: 4, replications: 400, first })
    expect(told).toEqual([now(instant('09:10'), 150)])
    expect(all).toEqual(now(instant('09:10'), 400))
    expect(now(instant('09:10'), 150)).not.toEqual(all)
  })

  it('broken off: nothing is stated', () => {
    expect(assureNow(pause, times, plan, instant('09:00'), { seed: 1, isStopped: () => true })).toEqual({
      kind: 'stopped',
    })
  })
})

describe('the fan', () => {
  const bus = told('bus-001', { place: 'school' }, { families: 20 })
  const clock = (at: Instant) => formatClock(at, pause.time_zone)

  it('has few instants, from now to after the close; on a day without chance it is the plan', () => {
    const at = instant('08:20')
    const { fan } = onePlanDay(at)
    expect(fan.at.map(clock).slice(0, 3)).toEqual(['08:20', '08:25', '08:30'])
    expect(clock(fan.at.at(-1) as Instant)).toBe('12:15')
    // The bus has boarded 48 by 08:25:20 and is out at 08:39:20; the ambulance is out with 2 at 08:36:20.
    const columns = (of: string) => {
      const index = fan.at.findIndex((now) => clock(now) === of)
      return [fan.out.p50[index], fan.under_way.p50[index]]
    }
    expect([columns('08:25'), columns('08:35'), columns('08:40')]).toEqual([
      [0, 2],
      [0, 50],
      [50, 0],
    ])
  })

  it('begins with who is aboard now, never falls back, ends where the days end, and with nobody under way', () => {
    const state: State = { at: instant('08:20'), vehicles: [bus], done: [] }
    const found = assureNow(pause, times, plan, state, { seed: 4, replications: 400 })
    if (found.kind !== 'assured') throw new Error(found.kind)
    const { fan, people_out: peopleOut } = found.assurance
    expect([fan.out.p50[0], fan.under_way.p05[0], fan.under_way.p95[0]]).toEqual([0, 20, 20])
    for (const band of [fan.out.p05, fan.out.p50, fan.out.p95]) expect(band).toEqual([...band].sort((a, b) => a - b))
    const close = fan.at.indexOf(instant('12:00'))
    expect([fan.out.p05[close], fan.out.p50[close], fan.out.p95[close]]).toEqual([
      peopleOut.p05,
      peopleOut.p50,
      peopleOut.p95,
    ])
    expect(fan.under_way.p50.at(-1)).toBe(0)
    expect(fan.at.every((now, index) => fan.out.p05[index] !== undefined && now > (fan.at[index - 1] ?? 0))).toBe(true)
  })
})

function onePlanDay(at: Instant) {
  const script = scriptOf(pause, times, plan, certain, certain, { at, vehicles: new Map(), done: new Set() })
  const simulation = new Simulation(script)
  const records = new FanRecords(script, at, 1)
  simulation.trace = records.trace
  simulation.run({ seed: 1, purpose: 'fresh', block: 1, replication: 0 }, { hasHalts: true })
  records.take(0, simulation.walks)
  return { fan: records.ofFirst(1) }
}

describe('by a corridor that is shut now', () => {
  const corridor = pause.corridors[0]?.id ?? ''
  const from = (clock: string, bus: Told, shut: readonly string[]) => {
    const state: State = { at: instant(clock), vehicles: [bus], done: [] }
    const found = assureNow(pause, times, plan, state, { seed: 1, replications: 40, shut })
    if (found.kind !== 'assured') throw new Error(found.kind)
    return found
  }

  it('nobody who is inside is expected to come out', () => {
    const atSchool = told('bus-001', { place: 'school' }, { families: 48 })
    expect(from('08:20', atSchool, []).clearProbability.estimate).toBeGreaterThan(0.9)
    const shut = from('08:20', atSchool, [corridor])
    expect(shut.clearProbability.estimate).toBe(0)
    expect(shut.clearProbability.expected_people_late).toBeGreaterThanOrEqual(48)
    expect(shut.assurance.people_out).toMatchObject({ p50: 0 })
  })

  it('but for who is on it: they go on, and nobody follows them in', () => {
    const leaving = told('bus-001', { corridor, position: 0.4 }, { families: 48 })
    const open = from('08:33', leaving, []).assurance.people_out
    const shut = from('08:33', leaving, [corridor])
    const late = Object.fromEntries(shut.assurance.vehicles.map(({ id, late }) => [id, late]))
    // The ambulance is on it too by then, with two; the truck is inside.
    expect(late).toEqual({ 'bus-001': 0, 'ambulance-001': 0, 'truck-001': 1 })
    expect(shut.assurance.people_out).toMatchObject({ least: 50, most: 50 })
    expect(open.p50).toBeGreaterThan(90)
  })
})
