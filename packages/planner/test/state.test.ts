// Planning anew in the middle of a day: where everybody is at an instant of a plan is told as `state`, without saying how they
// came there.

import { checkPlan } from '@treve/checker'
import type { Instant, Kept } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assureNow, pauseOfPlan } from '../src/index.ts'
import { fromThere } from './from-there.ts'
import { pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'
import { buses, corridor, families, smallPause } from './reserve-uses.ts'

describe('a plan made anew from where everybody is', () => {
  it('is accepted by the checker, begins no earlier, and brings out whoever is inside', () => {
    let inside = 0
    let leftInside = 0
    fc.assert(
      fc.property(pauses, fc.nat(100), fc.nat(100), (data, share, seed) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 0, seed)
        const [window] = pause.terms.windows
        if (window === undefined) return
        const minutes = Math.round(((window.close - window.open) * share) / 150 / 60)
        const at = (window.open + 60 * minutes) as Instant
        const now = fromThere(data, pause, plan, at)
        const left = pauseOf(now)
        const again = planOf(left, 2, seed)
        // Where slots are few, or cars take them, some have no way out in time: the checker says so, and nothing else.
        const violations = checkPlan(left, again)
        const stranded = violations.filter(({ rule }) => rule === 'clearance')
        expect(violations).toEqual(stranded)
        leftInside += stranded.length
        for (const trip of again.trips) expect(trip.legs[0]?.from).toBeGreaterThanOrEqual(at)
        for (const walk of again.walking) expect(walk.from).toBeGreaterThanOrEqual(at)
        for (const { served, bound } of again.levels)
          if (bound !== null && served > bound) expect.fail(`${served} of at most ${bound}`)
        inside += left.rules.state?.vehicles.filter(({ corridor }) => corridor !== undefined).length ?? 0
      }),
      { numRuns: 150, seed: 20161104 },
    )
    expect(inside).toBeGreaterThan(0)
    expect(leftInside).toBeLessThan(inside)
  })
})

describe('a vehicle that is inside when a plan is made anew', () => {
  const told = (rest: object) => ({ state: { at: '2016-11-04T10:00', vehicles: [{ id: 'bus-001', ...rest }] } })
  const kept: Kept = {
    buffer_s: 600,
    slack_s: 0,
    turn_back: 0.99,
    corridors: [{ corridor: 'road', more_s: 3 * 3600 }],
  }
  it('is followed from there: who was aboard comes out, wherever on its new orders it is told to be since', () => {
    const pause = smallPause({
      uncertainty: {},
      corridors: [corridor('road')],
      people: [families(20)],
      fleet: [buses(1)],
      rules: told({ place: 'school', aboard: { families: 20 } }),
    })
    const plan = planOf(pause, 0)
    const [trip] = plan.trips
    const exit = trip?.legs.find(({ kind }) => kind === 'corridor_out')
    if (trip === undefined || exit === undefined) throw new Error('it comes out')
    const outFrom = (at: number, where: object, aboard: Record<string, number>, done: string[] = []) => {
      const state = { at: at as Instant, vehicles: [{ id: 'bus-001', ...where, aboard }], done }
      const found = assureNow(pause, travelTimesOf(pause), plan, state, { seed: 1, replications: 50 })
      return found.kind === 'assured' ? found.assurance.people_out : found.kind
    }
    const all = { p05: 20, p95: 20 }
    const { from, until } = exit
    expect(outFrom(from, { place: 'school' }, { families: 20 })).toMatchObject(all)
    expect(outFrom((from + until) / 2, { corridor: 'road', position: 0.5 }, { families: 20 })).toMatchObject(all)
    expect(outFrom(until + 7200, { place: trip.legs.at(-1)?.place ?? '' }, {}, [trip.id])).toMatchObject(all)
  })

  it('is followed as planned where nothing is told of it since, and a plan that began before the state from its beginning', () => {
    const { rules, ...rest } = {
      uncertainty: {},
      corridors: [corridor('road')],
      people: [families(20)],
      fleet: [buses(1)],
      rules: told({ place: 'school', aboard: { families: 20 } }),
    }
    const pause = smallPause({ ...rest, rules })
    const plan = planOf(pause, 0)
    const at = (pause.rules.state?.at ?? 0) as Instant
    const found = assureNow(pause, travelTimesOf(pause), plan, (at + 60) as Instant, { seed: 1, replications: 50 })
    expect(found).toMatchObject({ kind: 'assured', assurance: { people_out: { p05: 20, p95: 20 } } })
    expect(pauseOfPlan(pause, plan)).toBe(pause)
    const whole = planOf(smallPause(rest), 0)
    expect(whole.trips.length).toBeGreaterThan(0)
    expect(pauseOfPlan(pause, whole).rules.state).toBeUndefined()
  })

  it('comes out, whatever is kept free of the last exits for who is late', () => {
    const pause = smallPause({
      uncertainty: {},
      corridors: [corridor('road')],
      people: [families(20)],
      fleet: [buses(1)],
      rules: told({ place: 'school', aboard: { families: 20 } }),
    })
    const keeping = { ...pause, reserve: kept }
    const plan = planOf(keeping, 0)
    expect(plan.trips).toHaveLength(1)
    expect(plan.served.people).toBe(20)
    // Five minutes to the mouth, five from mouth to mouth.
    const exit = plan.trips[0]?.legs.find(({ kind }) => kind === 'corridor_out')
    expect(exit?.until).toBe((pause.rules.state?.at ?? 0) + 600)
    expect(checkPlan(pause, plan)).toEqual([])
  })
})

describe('vehicles that are on a corridor when a plan is made anew', () => {
  const on = (id: string, position: number, aboard: object = {}) => ({ id, corridor: 'road', position, aboard })
  const state = (...vehicles: object[]) => ({ at: '2016-11-04T10:00', vehicles })
  const at = (clock: string) => `2016-11-04T${clock}`
  const leg = (kind: string, from: string, until: string, where: object) => ({
    kind,
    from: at(from),
    until: at(until),
    ...where,
  })

  it('go on inwards where others come in by a corridor that is passed one way at a time, and come out after them', () => {
    const { rules, ...rest } = {
      uncertainty: {},
      corridors: [corridor('road', { direction: 'alternating', clearance: '5 min', travel: { vehicle: '20 min' } })],
      people: [families(20)],
      fleet: [buses(3)],
      rules: { state: state(on('bus-001', 0.3), on('bus-002', 0.6)) },
    }
    const legs = [
      leg('depart', '09:50', '09:50', { place: 'depot' }),
      leg('corridor_in', '09:55', '10:15', { corridor: 'road' }),
      leg('load', '10:20', '10:40', { place: 'school', people: { families: 20 } }),
    ]
    const committed = [{ id: 'bus-003-t1', vehicle: 'bus-003', legs }]
    const pause = smallPause({ ...rest, rules: { ...rules, committed } })
    const plan = planOf(pause, 0)
    expect(checkPlan(pause, plan)).toEqual([])
    for (const id of ['bus-001', 'bus-002']) {
      const [first, second] = plan.trips.find(({ vehicle }) => vehicle === id)?.legs ?? []
      expect([first?.kind, second?.kind]).toEqual(['corridor_in', 'corridor_out'])
    }
    // With nobody against them they come straight out.
    const alone = planOf(smallPause({ ...rest, rules }), 0)
    expect(alone.trips.find(({ vehicle }) => vehicle === 'bus-001')?.legs[0]?.kind).toBe('corridor_out')
  })

  it('wait where they stand, where else whoever comes after them would be served before them', () => {
    const gate = { id: 'gate', position: 0.5, checks: ['out'], lanes: 1, service: '2 min' }
    const legs = [
      leg('depart', '09:00', '09:00', { place: 'depot' }),
      leg('corridor_in', '09:05', '09:25', { corridor: 'road' }),
      leg('load', '09:30', '09:45', { place: 'school', people: { families: 20 } }),
      // At the gate a minute after the other, who would need two.
      leg('corridor_out', '09:58', '10:20', { corridor: 'road' }),
      leg('gate', '10:08', '10:10', { corridor: 'road', gate: 'gate', lane: 0 }),
      leg('unload', '10:25', '10:40', { place: 'reception', people: { families: 20 } }),
    ]
    const pause = smallPause({
      uncertainty: {},
      corridors: [corridor('road', { travel: { vehicle: '20 min' }, gates: [gate] })],
      people: [families(20)],
      fleet: [buses(2)],
      rules: { state: state(on('bus-001', 0.85)), committed: [{ id: 'bus-002-t1', vehicle: 'bus-002', legs }] },
    })
    const plan = planOf(pause, 0)
    expect(checkPlan(pause, plan)).toEqual([])
    const [passage, service] = plan.trips.find(({ vehicle }) => vehicle === 'bus-001')?.legs ?? []
    expect(service).toMatchObject({ kind: 'gate', from: (pause.rules.state?.at ?? 0) + 600 })
    expect(passage?.from).toBe((pause.rules.state?.at ?? 0) + 180)
  })
})

it('who is inside alone, where only convoys pass loaded, comes out as one of their own, or by another corridor', () => {
  const told = { at: '2016-11-04T10:00', vehicles: [{ id: 'bus-001', place: 'school', aboard: { families: 20 } }] }
  const convoysOf = (least: number) => [{ corridor: 'road', uses: ['civilians'], size: [least, 4], escort: 'none' }]
  const pauseWith = (least: number, corridors: readonly Readonly<Record<string, unknown>>[]) =>
    smallPause({
      uncertainty: {},
      corridors,
      people: [families(20)],
      fleet: [buses(1)],
      rules: { convoys: convoysOf(least), state: told },
    })
  const alone = pauseWith(1, [corridor('road')])
  const plan = planOf(alone, 0)
  expect(checkPlan(alone, plan)).toEqual([])
  expect(plan.trips[0]?.convoy).not.toBeNull()
  const both = pauseWith(2, [corridor('road'), corridor('lane', { travel: { vehicle: '20 min' } })])
  const other = planOf(both, 0)
  expect(checkPlan(both, other)).toEqual([])
  expect(other.trips[0]?.legs[0]?.corridor).toBe('lane')
  // Where there is none, they come out all the same, and the checker says what that breaks.
  const none = pauseWith(2, [corridor('road')])
  expect(checkPlan(none, planOf(none, 0)).map(({ rule, trip }) => [rule, trip])).toEqual([
    ['convoy_member', 'bus-001-t0'],
  ])
})
