// Found by a reviewer who read bounds and rules side by side and looked for plans that the checker accepts above a bound,
// and for pauses on which the planner fails. Each is small enough to follow by hand: all ways take ten minutes.

import { checkPlan } from '@treve/checker'
import type { Instant, Leg, Trip, Walk } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { buses, clock, corridor, group, pieces, type Row, steps, type Tiny, tiny, trucks } from '../oracle/tiny.ts'
import { wholePlan } from '../oracle/whole-plan.ts'
import { pauseOf, planOf } from '../planning.ts'

/** Minutes after 08:00. */
const at = (minute: number) => (Date.UTC(2016, 10, 4, 8) / 1000 + minute * 60) as Instant
const blank = { place: null, corridor: null, gate: null, lane: null, people: {}, aid: {} }
const leg = (kind: Leg['kind'], from: number, until: number, more: Partial<Leg>): Leg => ({
  ...blank,
  kind,
  ...more,
  from: at(from),
  until: at(until),
})
const load = (from: number, people: Leg['people']) => leg('load', from, from, { place: 'school', people })
const unload = (from: number, people: Leg['people']) => leg('unload', from, from, { place: 'reception', people })
const goIn = (by: string, from: number) => leg('corridor_in', from, from + 10, { corridor: by })
const goOut = (by: string, from: number) => leg('corridor_out', from, from + 10, { corridor: by })
const trip = (id: string, vehicle: string, legs: readonly Leg[]): Trip => ({
  id,
  vehicle,
  configuration: 0,
  convoy: null,
  escort_of: null,
  turn_back: null,
  legs,
})
/** What is wrong with the movements of a plan, its own figures left aside. */
const wrongIn = (data: Tiny, trips: readonly Trip[], walks: readonly Walk[] = []) => {
  const pause = pauseOf(data)
  const figures = /_totals$|^levels_served$|^level_bounds$|^plan_windows$/
  return checkPlan(pause, wholePlan(pause, trips, walks)).flatMap(({ rule }) => (figures.test(rule) ? [] : [rule]))
}
const round = (by: string, from: number, people: Leg['people']) => [
  goIn(by, from),
  load(from + 20, people),
  goOut(by, from + 30),
  unload(from + 50, people),
]
const depart = leg('depart', -10, -10, { place: 'depot' })

describe('what no bound counted on, and the checker let pass', () => {
  it('a pair divided between two rounds of one trip', () => {
    const data = tiny(12)
    data.people = [group('pairs', 6, { group_size: 2 })]
    data.fleet = [buses(1, 3, {})]
    const twice = (count: number) => [
      trip('t', 'bus-001', [depart, ...round('bridge', 0, { pairs: count }), ...round('bridge', 60, { pairs: count })]),
    ]
    expect(wrongIn(data, twice(3))).toEqual(['group_size', 'group_size'])
    expect(wrongIn(data, twice(2))).toEqual([])
  })

  it('a round cut in two trips, each of them with other uses', () => {
    const data = tiny(12)
    data.corridors = [
      corridor('for-patients', { uses: ['medical'], direction: 'in' }),
      corridor('for-families', { uses: ['civilians'], direction: 'out' }),
    ]
    data.people = [group('families', 5, {})]
    data.fleet = [buses(1, 5, { carries: ['civilians', 'medical'] })]
    const [inward, ...rest] = round('for-patients', 0, { families: 5 })
    const onward = rest.map((each) => (each.corridor === null ? each : { ...each, corridor: 'for-families' }))
    const cut = [trip('a', 'bus-001', inward === undefined ? [] : [depart, inward]), trip('b', 'bus-001', onward)]
    expect(wrongIn(data, cut)).toEqual(['trip_continuity'])
    expect(planOf(pauseOf(data), 5).served.people).toBe(0)
  })

  it('hours of a crew counted in the window in which a trip began, for its rounds in the next', () => {
    const data = tiny(12)
    data.terms.windows = [
      { id: 'one', open: clock(0), close: clock(60) },
      { id: 'two', open: clock(60), close: clock(300) },
    ]
    data.people = [group('families', 50, {})]
    data.fleet = [buses(1, 5, { crew_hours: '2 h', at: 'outer' })]
    const rounds = (...from: number[]) => from.flatMap((each) => round('bridge', each, { families: 5 }))
    expect(wrongIn(data, [trip('a', 'bus-001', rounds(0, 60)), trip('b', 'bus-001', rounds(120))])).toEqual([
      'crew_hours',
    ])
    expect(wrongIn(data, [trip('a', 'bus-001', rounds(0)), trip('b', 'bus-001', rounds(60, 120))])).toEqual([])
  })

  it('a vehicle out after it is available, its last leg being a service at the gate', () => {
    const data = tiny(12)
    const gate = { id: 'gate', position: 1, checks: ['out'], lanes: 1, service: '1 min' }
    data.corridors = [corridor('bridge', { gates: [gate] })]
    data.aid = [pieces('flour', 4, 'bakery', 2)]
    data.fleet = [trucks(1, 4, { available: ['2016-11-04T07:30', '2016-11-04T08:32'] })]
    const aid = { flour: { sacks: 4 } }
    const legs = [
      leg('load', -20, -20, { place: 'warehouse', aid }),
      goIn('bridge', 0),
      leg('unload', 20, 20, { place: 'bakery', aid }),
      leg('corridor_out', 30, 41, { corridor: 'bridge' }),
      leg('gate', 30, 31, { corridor: 'bridge', gate: 'gate', lane: 0 }),
    ]
    expect(wrongIn(data, [trip('a', 'truck-001', legs)])).toEqual(['vehicle_available'])
  })

  it('one who walks so slowly that no bin of the first hours receives them', () => {
    const data = onFoot([{ from: '00:00', vehicle: steps(1), on_foot: steps(1) }], 1)
    data.terms.windows = [{ id: 'first', open: clock(0), close: clock(900) }]
    for (const place of data.places) if (place.id === 'reception') place.intake = { people: 0, per: '1 s' }
    expect(wrongIn(data, [], [walk(0, 334, 1)])).toEqual(['intake'])
  })
})

describe('people on foot whose pace changes while they enter', () => {
  const slowThenQuick = [
    { from: '07:00', vehicle: steps(1), on_foot: steps(4) },
    { from: '08:30', vehicle: steps(1), on_foot: steps(2) },
  ]

  it('are late if any of them is, not only the first or the last: who enters at 08:29 is out at 09:09', () => {
    expect(wrongIn(onFoot(slowThenQuick, 30), [], [walk(5, 35, 30)])).toEqual(['clearance'])
    expect(wrongIn(onFoot(slowThenQuick, 15), [], [walk(5, 20, 15)])).toEqual([])
  })

  it('are planned so that all are out, the others once the way is shorter', () => {
    const data = onFoot(slowThenQuick, 30)
    for (const people of data.people) people.ready = '2016-11-04T08:05'
    const pause = pauseOf(data)
    const plan = planOf(pause, 20)
    expect(checkPlan(pause, plan)).toEqual([])
    // Fifteen from 08:05 to 08:20, out by 09:00; ten from 08:30 to 08:40; and one by the only seat.
    expect(plan.served.people).toBe(26)
  })

  it('have a plan that the checker accepts where the pace falls from 50 minutes to 10', () => {
    const data = onFoot(
      [
        { ...slowThenQuick[0], on_foot: steps(5) },
        { ...slowThenQuick[1], on_foot: steps(1) },
      ],
      31,
    )
    const pause = pauseOf(data)
    expect(checkPlan(pause, planOf(pause, 20))).toEqual([])
  })
})

describe('a pause on which planning failed', () => {
  const written = (legs: readonly Leg[]) =>
    legs.map((each) => ({
      ...Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null)),
      from: new Date(each.from * 1000).toISOString().slice(0, 19),
      until: new Date(each.until * 1000).toISOString().slice(0, 19),
    }))
  const promised = (change: (data: Tiny) => void, legs: readonly Leg[]) => {
    const data = tiny(12)
    data.people = [group('families', 5, {})]
    data.fleet = [buses(1, 8, {})]
    data.rules = { committed: [{ id: 'p', vehicle: 'bus-001', legs: written(legs) }] }
    change(data)
    const pause = pauseOf(data)
    return checkPlan(pause, planOf(pause, 5)).map(({ rule }) => rule)
  }

  it('a promise of more people than there are is refused, not thrown at whoever asks', () => {
    expect(promised(() => {}, [depart, ...round('bridge', 0, { families: 8 })])).toContain('people_ready')
  })

  it('a promise of a lane that there is not', () => {
    const [inward, boarding, , alighting] = round('bridge', 0, { families: 5 })
    if (inward === undefined || boarding === undefined || alighting === undefined) throw new Error('a round has legs')
    const legs = [
      depart,
      inward,
      boarding,
      leg('corridor_out', 30, 41, { corridor: 'bridge' }),
      leg('gate', 30, 31, { corridor: 'bridge', gate: 'gate', lane: 7 }),
      { ...alighting, from: at(51), until: at(51) },
    ]
    const withGate = (data: Tiny) => {
      const gate = { id: 'gate', position: 1, checks: ['out'], lanes: 1, service: '1 min' }
      data.corridors = [corridor('bridge', { gates: [gate] })]
    }
    expect(promised(withGate, legs)).toEqual(['gate_lane'])
  })

  it('drops that serve nobody weigh nothing', () => {
    const data = tiny(12)
    for (const place of data.places) if (place.kind === 'drop') place.serves = 0
    data.aid = [pieces('flour', 4, 'bakery', 2)]
    data.fleet = [trucks(1, 4, {})]
    const pause = pauseOf(data)
    const plan = planOf(pause, 5)
    expect(checkPlan(pause, plan)).toEqual([])
    expect(plan.levels.find(({ level }) => level === '6b')?.served).toBe(0)
  })

  it.each([0.666666667, 0.333333334, 0.50000002])(
    'a gate at %d of the way: the planner was a second early',
    (position) => {
      const data = tiny(12)
      const gate = { id: 'gate', position, checks: ['in', 'out'], lanes: 1, service: '1 min' }
      data.corridors = [corridor('bridge', { gates: [gate] })]
      data.people = [group('families', 5, {})]
      data.fleet = [buses(1, 5, {})]
      const pause = pauseOf(data)
      expect(checkPlan(pause, planOf(pause, 5))).toEqual([])
    },
  )
})

function onFoot(travel: readonly Row[], people: number): Tiny {
  const data = tiny(6)
  data.corridors = [corridor('bridge', { travel, on_foot: { people: 1, per: '1 min' } })]
  for (const link of data.links) link.on_foot = '0 min'
  data.people = [group('walkers', people, { mobility: 'on_foot' })]
  data.fleet = [buses(1, 1, {})]
  return data
}

function walk(from: number, until: number, people: number): Walk {
  return { group: 'walkers', corridor: 'bridge', to: 'reception', from: at(from), until: at(until), people, gates: [] }
}
