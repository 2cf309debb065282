// Where nothing is left to chance a simulated day is the plan, to the second: what tells that both mean the same.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import { type Instant, type Pause, type Plan, planToJson } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FanRecords } from '../src/assure/fan.ts'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation } from '../src/assure/simulation.ts'
import { certain, differences } from './certain-day.ts'
import { fromThere } from './from-there.ts'
import { pauses } from './generate.ts'
import { pauseFrom, pauseOf, planOf } from './planning.ts'

describe('a day on which nothing is left to chance', () => {
  it('is the plan, every leg of it, for any generated pause; and what is left of it, from any instant on', () => {
    let begun = 0
    fc.assert(
      fc.property(pauses, fc.nat(1000), fc.nat(1000), fc.nat(100), (data, seed, which, share) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 10, seed)
        expect(differences(pause, plan)).toEqual([])
        // In the middle of some leg of it.
        const legs = plan.trips.flatMap((trip) => trip.legs).filter(({ from, until }) => from < until)
        const leg = legs[which % Math.max(1, legs.length)]
        if (leg === undefined) return
        const at = Math.floor(leg.from + ((leg.until - leg.from) * share) / 100)
        expect(differences(pause, plan, { at, vehicles: new Map(), done: new Set() })).toEqual([])
        begun++
      }),
      { numRuns: 200, seed: 20161104 },
    )
    // Else this would have shown less than it says.
    expect(begun).toBeGreaterThan(20)
  })

  it('is the plan where it was made anew from a state, with what is promised', () => {
    let aboard = 0
    let promised = 0
    fc.assert(
      fc.property(pauses, fc.nat(1000), fc.nat(100), (data, which, seed) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 0, seed)
        const legs = plan.trips.flatMap((trip) => trip.legs).filter(({ kind }) => kind === 'corridor_out')
        const leg = legs[which % Math.max(1, legs.length)]
        if (leg === undefined) return
        const at = (60 * Math.ceil(leg.from / 60)) as Instant
        const now = fromThere(data, pause, plan, at)
        const left = pauseOf(now)
        const again = planOf(left, 1, seed)
        // Who has no way out in time has no trip to act out.
        if (checkPlan(left, again).length > 0) return
        expect(differences(left, again)).toEqual([])
        aboard += left.rules.state?.vehicles.filter((told) => Object.keys(told.aboard).length > 0).length ?? 0
        // The first trips of it, promised as they stand.
        const rules = typeof now.rules === 'object' ? now.rules : {}
        const committed = writtenTrips(again, left.time_zone).slice(0, 2)
        const kept = pauseOf({ ...now, rules: { ...rules, committed } })
        const third = planOf(kept, 1, seed + 1)
        if (checkPlan(kept, third).length > 0) return
        expect(differences(kept, third)).toEqual([])
        promised += committed.length
      }),
      { numRuns: 70, seed: 20161104 },
    )
    expect(aboard).toBeGreaterThan(3)
    expect(promised).toBeGreaterThan(10)
  })
})

describe('people on foot whose pace changes while they enter, and who pass a gate', () => {
  const minimal = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')

  /** Four a minute from 08:50 on; the corridor's hour turns at 09:00. */
  function walking(before: string, after: string, position: number): Pause {
    const rows = `[ { from: 08:00, vehicle: 6 min, on_foot: ${before} }, { from: 09:00, vehicle: 6 min, on_foot: ${after} } ]`
    const walkers =
      '  - { id: walkers, at: school, count: 80, mobility: on_foot, priority: general, movement: civilians, to: [reception], ready: 2016-11-04T08:30 }\n'
    const changes: [string, string][] = [
      ['travel: { vehicle: 6 min, on_foot: 40 min }', `travel: ${rows}`],
      ['on_foot: { people: 40, per: 1 min }', 'on_foot: { people: 4, per: 1 min }'],
      ['position: 0.5, ', `position: ${position}, `],
      ['foot_lanes: 0', 'foot_lanes: 1'],
      ['low: 80, best: 100, high: 140', 'best: 100'],
      ['  - { id: patients,', `${walkers}  - { id: patients,`],
    ]
    let text = minimal
    for (const [from, to] of changes) {
      if (!text.includes(from)) throw new Error(`the example does not say ${from}`)
      text = text.replace(from, to)
    }
    return pauseFrom(Buffer.from(text))
  }

  it.each([
    ['40 min', '20 min', 0.5],
    ['20 min', '40 min', 0.5],
    ['40 min', '10 min', 0.9],
    ['10 min', '40 min', 0.1],
    ['30 min', '29 min', 0],
    ['30 min', '31 min', 1],
  ])('%s before, %s after, the gate at %d', (before, after, position) => {
    const pause = walking(before, after, position)
    const plan = planOf(pause, 5)
    expect(checkPlan(pause, plan)).toEqual([])
    expect(plan.walking.some(({ gates, from, until }) => gates.length > 0 && until > from)).toBe(true)
    expect(differences(pause, plan)).toEqual([])
  })

  it('count as under way from the inside mouth on, and as out one after another', () => {
    const pause = walking('40 min', '40 min', 0.9)
    const plan = planOf(pause, 5)
    const [flow] = plan.walking
    if (flow === undefined) throw new Error('somebody walks')
    const script = scriptOf(pause, travelTimesOf(pause), { ...plan, trips: [] }, certain)
    const simulation = new Simulation(script)
    const records = new FanRecords(script, Math.min(...script.windows.map(({ open }) => open)), 1)
    simulation.trace = records.trace
    simulation.run({ seed: 1, purpose: 'fresh', block: 1, replication: 0 }, { hasHalts: true })
    records.take(0, simulation.walks)
    const { at, out, under_way: underWay } = records.ofFirst(1)
    const people = plan.walking.reduce((sum, each) => sum + each.people, 0)
    const first = Math.min(...plan.walking.map((each) => each.from))
    const last = Math.max(...plan.walking.map((each) => each.until))
    // Nobody is out within 40 min of the first; all are, within an hour of the last; none is counted twice or lost.
    for (const [index, now] of at.entries()) {
      const [outNow = -1, wayNow = -1] = [out.p50[index], underWay.p50[index]]
      if (now <= first) expect([outNow, wayNow]).toEqual([0, 0])
      if (now <= first + 2400) expect(outNow).toBe(0)
      if (now >= last && now <= last + 3600) expect(outNow + wayNow).toBe(people)
      if (now >= last + 3600) expect([outNow, wayNow]).toEqual([people, 0])
      expect(outNow).toBeGreaterThanOrEqual(out.p50[index - 1] ?? 0)
    }
    expect(underWay.p50.some((count) => count > 0 && count < people)).toBe(true)
  })
})

/** As a pause file repeats them; it promises no convoys. */
function writtenTrips(plan: Plan, zone: Parameters<typeof planToJson>[1]): unknown[] {
  const { trips }: { trips: { id: string; vehicle: string; convoy: unknown; escort_of: unknown; legs: unknown }[] } =
    JSON.parse(planToJson(plan, zone))
  return trips
    .filter(({ convoy, escort_of }) => convoy === null && escort_of === null)
    .map(({ id, vehicle, legs }) => ({ id, vehicle, legs }))
}
