// For each use of a reserve a small pause in which that is what helps; all that was tried stands in the plan. And plans
// made anew: from a state, from the plan in force, with what is promised.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import type { Instant, Pause, Plan, Reserve } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planSurely, type SureRequest } from '../src/index.ts'
import { seekReserve } from '../src/reserve/seek.ts'
import { Rehearsal } from '../src/reserve/tuning.ts'
import { fromThere } from './from-there.ts'
import { pauses } from './generate.ts'
import { pauseFrom, pauseOf, planOf } from './planning.ts'
import { ambulance, buses, corridor, families, patient, smallPause } from './reserve-uses.ts'

const request = {
  seed: 1,
  iterations: 4,
  mustStop: () => undefined,
  mustStopFirst: () => undefined,
  isStopped: () => false,
  mayExplain: () => false,
  cpuSeconds: () => 0,
  inputSha256: '0'.repeat(64),
  files: {},
} satisfies SureRequest

function surely(pause: Pause, other: Partial<SureRequest> = {}): Plan {
  const { plan, assured } = planSurely(pause, travelTimesOf(pause), { ...request, ...other })
  if (assured === undefined) return plan
  return {
    ...plan,
    clear_probability: assured.clearProbability,
    assurance: assured.assurance,
    trips: plan.trips.map((trip) => ({ ...trip, turn_back: assured.turnBack.get(trip.id) ?? null })),
  }
}

const takenOf = ({ uses }: Reserve) => uses.find(({ is_taken }) => is_taken)
const gate = (lanes: number, minutes: number) => ({
  gates: [
    { id: 'gate', position: 0.5, checks: ['out'], lanes, service: { bus: `${minutes} min`, ambulance: '1 min' } },
  ],
})
/** A patient comes to the school half an hour before the close: any longer buffer leaves them behind. */
const crowded = (road: Readonly<Record<string, unknown>>, mean: string) =>
  smallPause({
    uncertainty: { leg: 0.2, boarding: 0.3, turn_back: 0.5, closures: { per_hour: 0.1, mean } },
    corridors: [corridor('road', road)],
    people: [families(3000), patient('2016-11-04T11:31')],
    fleet: [buses(12), ambulance],
    probability: 0.8,
  })

describe('of uses of a reserve, what helps most is taken', () => {
  it('second exits, where corridors close often', () => {
    const pause = smallPause({
      uncertainty: { closures: { per_hour: 0.5, mean: '20 min' } },
      corridors: [corridor('road'), corridor('bridge')],
      people: [families(2000)],
      fleet: [buses(4)],
      probability: 0.97,
    })
    const plan = surely(pause)
    expect(checkPlan(pause, plan)).toEqual([])
    const { reserve } = plan
    if (reserve === null) throw new Error('a reserve is sought')
    expect(takenOf(reserve)?.use).toBe('second_exits')
    const [none] = reserve.uses
    expect(takenOf(reserve)?.people_out).toBeGreaterThan(1.1 * (none?.people_out ?? 0))
    expect(reserve.second_exits?.trips).toBe(plan.trips.filter((trip) => trip.second_exit !== undefined).length)
    expect(reserve.second_exits?.trips).toBeGreaterThan(0)
    expect(reserve.is_shown).toBe(true)
  })

  it('a spare lane, where late comers meet at a gate', () => {
    const pause = crowded(gate(2, 10), '25 min')
    const plan = surely(pause)
    expect(checkPlan(pause, plan)).toEqual([])
    const { reserve } = plan
    if (reserve === null) throw new Error('a reserve is sought')
    expect(takenOf(reserve)).toMatchObject({ use: 'spare_lanes', spare_lanes: 1 })
    const [spare] = reserve.spare_lanes ?? []
    const close = pause.terms.windows[0]?.close ?? 0
    for (const { legs } of plan.trips)
      for (const { kind, lane, until } of legs)
        if (kind === 'gate' && until > close - (spare?.within_s ?? 0)) expect(lane).toBe(0)
  })

  it('exits spread, where every slot but a few would be taken', () => {
    const pause = crowded({ ...gate(1, 6), capacity: { vehicles: 2, per: '15 min' } }, '10 min')
    const plan = surely(pause)
    expect(checkPlan(pause, plan)).toEqual([])
    const { reserve } = plan
    if (reserve === null) throw new Error('a reserve is sought')
    expect(takenOf(reserve)?.use).toBe('staggered')
    // The patient is out, whom every longer buffer would leave behind.
    expect(plan.levels.find(({ level }) => level === '2')?.served).toBe(1)
    const close = pause.terms.windows[0]?.close ?? 0
    const slots = plan.trips.flatMap(({ legs }) =>
      legs.flatMap(({ kind, from }) =>
        kind === 'corridor_out' && from >= close - (reserve.staggered?.within_s ?? 0) ? [Math.floor(from / 900)] : [],
      ),
    )
    expect(slots.length).toBeGreaterThan(0)
    expect(new Set(slots).size).toBe(slots.length)
  })

  it('and what was tried and not taken stands beside it, with what it brings', () => {
    const pause = smallPause({
      uncertainty: { turn_back: 0.5, leg: 0.3, closures: { per_hour: 0.3, mean: '30 min' } },
      corridors: [corridor('road', gate(2, 3)), corridor('bridge', { capacity: { vehicles: 2, per: '15 min' } })],
      people: [families(2000)],
      fleet: [buses(6)],
    })
    const plan = planOf(pause, 4)
    const sought = seekReserve({ pause, times: travelTimesOf(pause), plan, isStopped: () => false }, 0.9, 1000)
    const uses = sought?.options.map(({ use }) => use) ?? []
    expect(uses.slice(0, 3)).toEqual(['none', 'buffer', 'turn_back'])
    for (const use of ['second_exits', 'turn_back_and_second_exits', 'spare_lanes', 'staggered'])
      expect(uses).toContain(use)
  })
})

describe('who is late', () => {
  it('is told by vehicle, by corridor, and by how much', () => {
    const pause = crowded(gate(2, 10), '25 min')
    const plan = { ...planOf(pause, 4), reserve: null }
    const trial = { pause, times: travelTimesOf(pause), plan, seed: 1, block: 1, isStopped: () => false }
    const late = new Rehearsal(trial).upTo(300)?.late.without_halts ?? []
    expect(late.length).toBeGreaterThan(5)
    for (const { vehicle, corridor: by, seconds } of late) {
      expect(vehicle).toBeGreaterThanOrEqual(0)
      expect(by).toBe('road')
      expect(seconds).toBeGreaterThan(0)
    }
    expect(new Set(late.map(({ seconds }) => seconds)).size).toBeGreaterThan(3)
  })
})

describe('a plan made anew', () => {
  const text = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
  const minimal = pauseFrom(Buffer.from(text))

  it('from the plan in force has a reserve, and changes no order that it need not', () => {
    const first = surely(minimal, { iterations: 30 })
    const again = surely(minimal, { iterations: 30, inForce: first.trips })
    expect(checkPlan(minimal, again)).toEqual([])
    expect(again.reserve?.is_shown).toBe(true)
    expect(again.changed_orders).toBe(0)
  })

  it('from a state and with promises is as sure as required, where it can be, and valid', () => {
    let sought = 0
    let standing = 0
    fc.assert(
      fc.property(pauses, fc.nat(1000), fc.nat(100), fc.constantFrom(0.6, 0.95), (data, which, seed, probability) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 0, seed)
        const legs = plan.trips.flatMap((trip) => trip.legs).filter(({ kind }) => kind === 'corridor_out')
        const leg = legs[which % Math.max(1, legs.length)]
        if (leg === undefined) return
        const now = pauseOf(fromThere(data, pause, plan, (60 * Math.ceil(leg.from / 60)) as Instant))
        // Who has no way out in time by the terms has none with a reserve.
        const byTerms = planOf(now, 1, seed)
        if (checkPlan(now, byTerms).length > 0) return
        const required = { ...now, terms: { ...now.terms, clear: { ...now.terms.clear, probability } } }
        const inForce = byTerms.trips
        const sure = surely(required, { iterations: 1, seed, replications: 300, inForce })
        expect(checkPlan(required, sure)).toEqual([])
        if (sure.reserve === null) return
        sought++
        const { buffer_s } = sure.reserve
        const clearBy = (at: number) => (now.terms.windows.findLast(({ open }) => open <= at)?.close ?? 0) - buffer_s
        standing += sure.trips.filter((trip) =>
          trip.legs.some(({ kind, from, until }) => kind === 'corridor_out' && until > clearBy(from)),
        ).length
      }),
      { numRuns: 20, seed: 20161104 },
    )
    expect(sought).toBeGreaterThan(3)
    // Whoever is inside, or promised, later than the reserve would have it stands by the terms.
    expect(standing).toBeGreaterThan(0)
  })
})
