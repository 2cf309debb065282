// Of what a movement waits for, what is met already is known, and no more is taken as met.

import { checkPlan } from '@treve/checker'
import type { Pause, Plan, State } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { describe, expect, it } from 'vitest'
import { pauseNow } from '../../src/live/pause-now.ts'
import { at, pause, plan } from './made.ts'

type Rule = Pause['rules']['reciprocal'][number]
type Told = State['vehicles'][number]

const waiting = (movement: Rule['movement'], waits_for: string): Pause => ({
  ...pause,
  rules: { ...pause.rules, reciprocal: [{ id: 'first', movement, waits_for, exempt: ['medical'] }] },
})
const patientsFirst = waiting('civilians', 'medical')

function standingAt(clock: string, late: readonly string[], done: readonly string[], vehicles: readonly Told[] = []) {
  return { state: { at: at(clock), vehicles: [...vehicles], done: [...done] }, late, shut: [], waiting: new Map() }
}

function isDropped(of: Pause, before: Plan, standing: ReturnType<typeof standingAt>): boolean {
  return pauseNow(of, before, standing).rules.reciprocal.length === 0
}

const told = (where: Partial<Told>): Told => ({ id: 'ambulance-001', aboard: { patients: 2 }, ...where })
const nobodyOut = standingAt('09:00', ['ambulance-001'], [])
const earlier = (group: string, people: number): Plan => ({
  ...plan,
  earlier: { people: [{ group, to: 'clinic', people }], aid: [] },
})

describe('what is waited for is met', () => {
  it('by a trip that is done and no promise any more: who waited keeps what was promised', () => {
    const standing = standingAt(
      '09:00',
      ['ambulance-001'],
      ['ambulance-001-t1', 'bus-001-t1'],
      [told({ place: 'clinic', aboard: {} })],
    )
    const now = pauseNow(patientsFirst, plan, standing)
    expect(now.rules.reciprocal).toEqual([])
    const found = planPause(now, travelTimesOf(now), {
      seed: 1,
      iterations: 2,
      inForce: plan.trips,
      mustStop: () => undefined,
      mayExplain: () => false,
      cpuSeconds: () => 0,
      inputSha256: '0'.repeat(64),
      files: {},
    })
    expect(checkPlan(now, found)).toEqual([])
    const promised = (of: Plan) => of.trips.find(({ id }) => id === 'bus-001-t2')?.legs
    expect(promised(found)).toEqual(promised(plan))
    // As if it were not known that the patients are out: the bus would be refused.
    const asked = { ...now, rules: { ...now.rules, reciprocal: patientsFirst.rules.reciprocal } }
    expect(checkPlan(asked, found).map(({ rule, trip }) => [rule, trip])).toContainEqual(['reciprocal', 'bus-001-t2'])
  })
  it('by who is told aboard outside, and by earlier plans', () => {
    expect(isDropped(patientsFirst, plan, standingAt('09:00', [], [], [told({ place: 'outer' })]))).toBe(true)
    expect(isDropped(patientsFirst, earlier('patients', 2), nobodyOut)).toBe(true)
  })
  it('by aid that is where it was to be', () => {
    const flourFirst = waiting('civilians', 'aid')
    expect(isDropped(flourFirst, plan, standingAt('10:40', ['truck-001'], ['truck-001-t1']))).toBe(true)
    expect(isDropped(flourFirst, plan, standingAt('10:40', ['truck-001'], ['ambulance-001-t1']))).toBe(false)
    const brought = { ...plan, earlier: { people: [], aid: [{ consignment: 'flour', items: { sacks: 4 } }] } }
    expect(isDropped(flourFirst, brought, standingAt('10:40', ['truck-001'], []))).toBe(true)
  })
})

describe('what is waited for is not taken as met', () => {
  it('by a trip that is not done, nor by one of other people', () => {
    expect(isDropped(patientsFirst, plan, nobodyOut)).toBe(false)
    expect(isDropped(patientsFirst, plan, standingAt('09:00', ['bus-001'], ['bus-001-t1']))).toBe(false)
  })
  it('by who is told inside, on a corridor, or outside with nobody aboard', () => {
    for (const where of [
      { place: 'school' },
      { corridor: 'bridge', position: 0.1 },
      { place: 'outer', aboard: {} },
    ] as const)
      expect(isDropped(patientsFirst, plan, standingAt('09:00', [], [], [told(where)]))).toBe(false)
  })
  it('by who set out on foot before, and may be on the way', () => {
    const onFoot: Pause = {
      ...patientsFirst,
      people: pause.people.map((group) => (group.id === 'patients' ? { ...group, mobility: 'on_foot' } : group)),
    }
    expect(isDropped(onFoot, earlier('patients', 2), nobodyOut)).toBe(false)
  })
  it('where it is a promise still, or an event', () => {
    const done = ['ambulance-001-t1']
    // The trip stands in the plan made anew, and says by itself that it is met.
    expect(isDropped(patientsFirst, plan, standingAt('09:00', [], done))).toBe(false)
    const event: Pause = {
      ...patientsFirst,
      rules: { ...patientsFirst.rules, events: [{ id: 'medical', earliest: at('11:00') }] },
    }
    expect(isDropped(event, plan, standingAt('09:00', ['ambulance-001'], done))).toBe(false)
  })
})
