// Found by the property of stated positions (state.test.ts), on the day it was written: four ways in which a plan made anew was
// not valid, or not of the time that it was asked for.

import { checkPlan } from '@treve/checker'
import { describe, expect, it } from 'vitest'
import { buses, clock, corridor, group, type Row, steps, type Tiny, tiny } from '../oracle/tiny.ts'
import { pauseOf, planOf } from '../planning.ts'

function anew(data: Tiny, minute: number, vehicles: readonly Row[]) {
  data.rules = { ...data.rules, state: { at: clock(minute), vehicles } }
  const pause = pauseOf(data)
  const plan = planOf(pause, 5)
  expect(checkPlan(pause, plan)).toEqual([])
  return { plan, now: pause.rules.state?.at ?? 0 }
}

describe('a plan made anew', () => {
  it('has nobody walk before it begins: flows on foot began at the opening of the corridor', () => {
    const data = tiny(20)
    data.corridors = [
      corridor('bridge', {
        travel: { vehicle: steps(1), on_foot: steps(1) },
        on_foot: { people: 1, per: '1 min' },
      }),
    ]
    data.links.push({ between: ['inner', 'school'], on_foot: steps(1) })
    data.people = [group('families', 5, { mobility: 'on_foot' })]
    const { plan, now } = anew(data, 60, [])
    expect(plan.walking.length).toBeGreaterThan(0)
    for (const walk of plan.walking) expect(walk.from).toBeGreaterThanOrEqual(now)
  })

  it('takes who stands on a corridor open in one direction to that end of it: it turned round there', () => {
    const data = tiny(20)
    data.corridors = [corridor('in-only', { direction: 'in' }), corridor('bridge', {})]
    data.fleet = [buses(1, 2, {})]
    const { plan } = anew(data, 30, [{ id: 'bus-001', corridor: 'in-only', position: 0.5 }])
    const crossings = plan.trips[0]?.legs.flatMap(({ kind, corridor }) =>
      corridor === null ? [] : [`${kind} ${corridor}`],
    )
    expect(crossings).toEqual(['corridor_in in-only', 'corridor_out bridge'])
  })

  it('serves those on a corridor in the order in which they come to the gate: it took them by number', () => {
    const data = tiny(20)
    const gate = { id: 'gate', position: 0, checks: ['out'], lanes: 1, service: '5 min' }
    data.corridors = [corridor('bridge', { gates: [gate] })]
    data.fleet = [buses(3, 2, {})]
    const { plan } = anew(data, 30, [
      { id: 'bus-001', place: 'school' },
      { id: 'bus-002', corridor: 'bridge', position: 0.8 },
      { id: 'bus-003', corridor: 'bridge', position: 0.2 },
    ])
    const served = plan.trips
      .flatMap(({ vehicle, legs }) => legs.filter(({ kind }) => kind === 'gate').map(({ from }) => ({ vehicle, from })))
      .sort((a, b) => a.from - b.from)
    expect(served.map(({ vehicle }) => vehicle)).toEqual(['bus-003', 'bus-002', 'bus-001'])
  })

  it('counts who is outside already as out when they are unloaded: level 7 was of the instant of the state', () => {
    const data = tiny(20)
    data.people = [group('families', 1, {})]
    data.fleet = [buses(1, 2, {})]
    const { plan } = anew(data, 30, [{ id: 'bus-001', place: 'outer', aboard: { families: 1 } }])
    expect(plan.levels.find(({ level }) => level === '7')?.served).toBe(40 * 60)
  })

  it('is not asked for a service at a gate just behind a vehicle: to the second the two were at one place', () => {
    const data = tiny(20)
    const gate = { id: 'gate', position: 0.43, checks: ['in'], lanes: 1, service: '175 s' }
    data.corridors = [corridor('bridge', { direction: 'out' }), corridor('in-only', { direction: 'in', gates: [gate] })]
    for (const each of data.corridors) each.travel = { vehicle: '4 min' }
    data.fleet = [buses(1, 2, {})]
    const { plan } = anew(data, 30, [{ id: 'bus-001', corridor: 'in-only', position: 0.4326 }])
    expect(plan.trips[0]?.legs.map(({ kind }) => kind)).toEqual(['corridor_in', 'corridor_out', 'arrive'])
  })

  it('takes an escort home that stands alone on a corridor: the checker refused its trip, for it carries nothing', () => {
    const data = tiny(20)
    data.corridors = [corridor('for-others', { uses: ['armed_groups'] }), corridor('bridge', {})]
    data.people = [group('families', 4, {})]
    data.fleet = [buses(1, 2, {}), { id: 'lead', kind: 'escort', count: 1, at: 'depot' }]
    data.rules = {
      convoys: [{ corridor: 'bridge', uses: ['civilians'], size: [1, 5], escort: 'lead', spacing: '0 s' }],
    }
    for (const where of [{ corridor: 'bridge', position: 0.5 }, { place: 'school' }]) {
      const { plan } = anew(data, 30, [{ id: 'lead-001', ...where }])
      const home = plan.trips.find(({ vehicle }) => vehicle === 'lead-001')
      expect(home?.legs.flatMap((leg) => (leg.kind === 'corridor_out' ? [leg.corridor] : []))).toEqual(['bridge'])
    }
  })

  it('takes an empty bus home by a corridor that is for what it carries, not by the nearest', () => {
    const data = tiny(20)
    data.corridors = [
      corridor('for-others', { uses: ['armed_groups'] }),
      corridor('bridge', { travel: { vehicle: '20 min' } }),
    ]
    data.fleet = [buses(1, 2, {})]
    const { plan } = anew(data, 30, [{ id: 'bus-001', place: 'school' }])
    expect(plan.trips[0]?.legs.find(({ kind }) => kind === 'corridor_out')?.corridor).toBe('bridge')
  })
})
