// Convoys that are promised and ahead of who plans anew: they pass whole, as they were planned, or are no promise of a convoy.

import { checkPlan } from '@treve/checker'
import type { Pause, Plan, Seconds } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { expect, it } from 'vitest'
import { pauseNow, type Standing } from '../../src/live/pause-now.ts'
import { at, pause } from './made.ts'

const [busFleet] = pause.fleet
if (busFleet === undefined) throw new Error('there is a bus')
const together: Pause = {
  ...pause,
  corridors: pause.corridors.map((corridor) => ({
    ...corridor,
    gates: corridor.gates.map((gate) => ({ ...gate, service: { ...gate.service, escort: 60 as Seconds } })),
  })),
  fleet: [
    ...pause.fleet.map((fleet) => (fleet.id === 'bus' ? { ...fleet, count: 2 } : fleet)),
    { ...busFleet, id: 'escort', kind: 'escort', count: 1, at: 'depot', carries: [], loads: [] },
  ],
  rules: {
    ...pause.rules,
    convoys: [{ corridor: 'bridge', uses: ['civilians'], size: [2, 5], escort: 'escort' }],
  },
}

function planned(of: Pause, inForce?: Plan): Plan {
  return planPause(of, travelTimesOf(of), {
    seed: 1,
    iterations: 2,
    ...(inForce === undefined ? {} : { inForce: inForce.trips }),
    mustStop: () => undefined,
    mayExplain: () => false,
    cpuSeconds: () => 0,
    inputSha256: '0'.repeat(64),
    files: {},
  })
}

const convoyOf = ({ convoy, escort_of }: Plan['trips'][number]) => convoy ?? escort_of
const plan = planned(together)
const members = (of: Plan, name: string) =>
  of.trips
    .filter((trip) => convoyOf(trip) === name)
    .map(({ id, vehicle, convoy, escort_of, legs }) => ({ id, vehicle, convoy, escort_of, legs }))
    .sort((a, b) => a.id.localeCompare(b.id))
const [name] = plan.trips.flatMap((trip) => convoyOf(trip) ?? [])
if (name === undefined) throw new Error('there is a convoy')
const whole = members(plan, name)
const departures = whole.map(({ legs }) => legs[0]?.from ?? 0).sort((a, b) => a - b)
const first = departures[0] ?? 0
const last = departures.at(-1) ?? 0

function standingAt(now: number, late: readonly string[] = []): Standing {
  const vehicles = [{ id: 'bus-002', place: 'depot', aboard: {} }]
  return { state: { at: now as Standing['state']['at'], vehicles, done: [] }, late, shut: [], waiting: new Map() }
}

it('a convoy of which one begins soon is promised whole, and kept as it was', () => {
  expect(whole.length).toBeGreaterThan(2)
  expect(checkPlan(together, plan)).toEqual([])
  // Nobody has set off; but for the first, all begin later than what is promised by itself.
  expect(last).toBeGreaterThan(first)
  const now = pauseNow(together, plan, standingAt(first - 1199))
  const found = planned(now, plan)
  expect(checkPlan(now, found)).toEqual([])
  expect(members(found, name)).toEqual(whole)
})

it('when it has entered, and comes out loaded after the state, it is that convoy still', () => {
  const now = pauseNow(together, plan, standingAt(last + 600))
  const found = planned(now, plan)
  expect(checkPlan(now, found)).toEqual([])
  expect(members(found, name)).toEqual(whole)
  // Had the promises no name, who passes loaded would be in no convoy.
  const nameless = {
    ...now,
    rules: { ...now.rules, committed: now.rules.committed.map(({ id, vehicle, legs }) => ({ id, vehicle, legs })) },
  }
  const broken = checkPlan(nameless, planned(nameless, plan)).map(({ rule }) => rule)
  expect(broken).toContain('convoy_member')
})

it('a plan that leaves it out of its convoy changes what is promised', () => {
  const now = pauseNow(together, plan, standingAt(first - 60))
  const found = planned(now, plan)
  const parted = {
    ...found,
    trips: found.trips.map((trip) => (convoyOf(trip) === name ? { ...trip, convoy: null, escort_of: null } : trip)),
  }
  expect(checkPlan(now, parted).map(({ rule }) => rule)).toEqual(expect.arrayContaining(['committed', 'convoy_member']))
})

it('where one of it is late, no promise names it', () => {
  const { committed } = pauseNow(together, plan, standingAt(at('08:01'), ['bus-002'])).rules
  expect(committed.length).toBeGreaterThan(0)
  expect(committed.filter((each) => (each.convoy ?? each.escort_of) === name)).toEqual([])
})
