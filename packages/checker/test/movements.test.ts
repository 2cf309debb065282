// Rules of movement: separation, convoys, reciprocity, the clinicians' order, what is promised.

import type { Instant, Pause, Plan } from '@treve/model'
import { describe, it } from 'vitest'
import { families, groundOf, roundTrip } from './ground.ts'
import { type Draft, dayOf, expectBroken, expectValid, legOf, planOf, shift, tripOf } from './plans.ts'

const tripsOf = (pause: Pause, ways: readonly Parameters<typeof roundTrip>[1][]) =>
  planOf(pause, { trips: ways.map((way) => roundTrip(pause, way)) })

describe('separated movements', () => {
  const fighters =
    '{ id: fighters, at: school, count: 100, mobility: seated, priority: general, movement: armed_groups, to: [reception] }'
  const ground = (road: string) =>
    groundOf({
      road,
      people: `${families}, ${fighters}`,
      fleet: '{ id: bus, kind: bus, count: 3, at: depot, carries: [civilians, armed_groups], loads: [{ seated: 50 }] }',
      rules: 'separate: [[armed_groups, civilians]]',
    })
  const pause = ground(', capacity: { vehicles: 9, per: 10 min }')
  const good = tripsOf(pause, [
    { id: 'a', vehicle: 'bus-001', enter: '08:00', people: { families: 50 } },
    { id: 'b', vehicle: 'bus-002', enter: '08:10', people: { fighters: 50 } },
    { id: 'c', vehicle: 'bus-003', enter: '08:10' },
  ])
  it('do not share a vehicle', () => {
    expectValid(pause, good)
    expectBroken(pause, good, ['separation_vehicle'], (plan) => {
      for (const kind of ['load', 'unload'] as const) legOf(plan, 'b', kind).people = { fighters: 40, families: 10 }
    })
  })
  it('do not share a bin of a corridor and direction, empty on the way in or not', () => {
    expectBroken(pause, good, ['separation_corridor'], (plan) => {
      shift(tripOf(plan, 'b'), -60, 0, 2) // enters at 08:09
    })
    expectBroken(pause, good, ['separation_corridor'], (plan) => {
      shift(tripOf(plan, 'a'), 600, 3) // leaves at 08:30, with the other
    })
  })
  it('meet in bins of a quarter of an hour where there is no capacity', () => {
    expectBroken(ground(''), good, ['separation_corridor'], () => {})
    expectBroken(ground(''), good, [], (plan) => shift(tripOf(plan, 'b'), 300))
  })
})

describe('a convoy', () => {
  const ground = (spacing = 'spacing: 30 s') =>
    groundOf({
      road: ', capacity: { vehicles: 9, per: 15 min }',
      fleet: `{ id: bus, kind: bus, count: 4, at: depot, carries: [civilians], loads: [{ seated: 50 }] },
        { id: jeep, kind: escort, count: 2, at: depot }`,
      rules: `convoys: [{ corridor: road, uses: [civilians], size: [2, 3], escort: jeep, ${spacing} }]`,
    })
  const pause = ground()
  const people = { families: 50 }
  const convoy = 'one'
  const good = planOf(pause, {
    trips: [
      // The buses enter empty, each by itself, and leave together at 08:21:30 and 08:22 with a jeep ahead.
      roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:00:30', people, waitMinutes: 1 }, { convoy }),
      roundTrip(pause, { id: 'b', vehicle: 'bus-002', enter: '08:01', people, waitMinutes: 1 }, { convoy }),
      roundTrip(
        pause,
        { id: 'escort', vehicle: 'jeep-001', enter: '08:00', waitMinutes: 1 },
        { escort_of: convoy, configuration: null },
      ),
    ],
  })
  it('passes together, spaced, with its escort', () => {
    expectValid(pause, good)
  })
  it('is joined by all who are loaded', () => {
    expectBroken(pause, good, ['convoy_member', 'convoy_size'], (plan) => {
      tripOf(plan, 'b').convoy = null
    })
  })
  it('enters in one bin, and is then of no size twice', () => {
    expectBroken(pause, good, ['convoy_bin'], (plan) => {
      shift(tripOf(plan, 'b'), 10 * 60, 3)
    })
  })
  it('is neither too small nor too large', () => {
    expectBroken(pause, good, ['convoy_size'], (plan) => {
      for (const [id, vehicle, enter] of [
        ['c', 'bus-003', '08:02:30'],
        ['d', 'bus-004', '08:03'],
      ] as const) {
        plan.trips.push(structuredClone(roundTrip(pause, { id, vehicle, enter, people }, { convoy })) as never)
      }
    })
  })
  it('keeps its distance in time', () => {
    expectBroken(pause, good, ['convoy_spacing'], (plan) => shift(tripOf(plan, 'b'), -1, 3))
    expectBroken(pause, good, ['convoy_spacing'], (plan) => shift(tripOf(plan, 'escort'), 1, 3))
  })
  it('keeps its distance in metres, at the travel of the vehicle behind', () => {
    // 250 m of 5 km in 10 min are 30 s.
    expectValid(ground('spacing: 250 m'), good)
    expectBroken(ground('spacing: 251 m'), good, ['convoy_spacing'], () => {})
  })
  it('has its escort both ways', () => {
    expectBroken(pause, good, ['convoy_escort'], (plan) => {
      plan.trips.pop()
    })
    expectBroken(pause, good, ['convoy_escort'], (plan) => shift(tripOf(plan, 'escort'), 15 * 60, 3))
    expectBroken(pause, good, ['convoy_escort'], (plan) => {
      tripOf(plan, 'escort').escort_of = 'two'
    })
  })
  it('is not escorted by a vehicle that carries', () => {
    expectBroken(pause, good, ['convoy_escort'], (plan) => {
      tripOf(plan, 'escort').vehicle = 'bus-004'
    })
  })
  it('has an escort without configuration and load', () => {
    expectBroken(pause, good, ['configuration'], (plan) => {
      tripOf(plan, 'escort').configuration = 0
    })
  })
})

describe('a reciprocal condition', () => {
  const fighters =
    '{ id: fighters, at: school, count: 100, mobility: seated, priority: general, movement: armed_groups, to: [reception] }'
  const ground = (rules: string) =>
    groundOf({
      people: `${families}, ${fighters}`,
      fleet: '{ id: bus, kind: bus, count: 3, at: depot, carries: [civilians, armed_groups], loads: [{ seated: 50 }] }',
      rules,
    })
  const pause = ground('reciprocal: [{ id: first, movement: armed_groups, waits_for: civilians }]')
  const good = tripsOf(pause, [
    { id: 'a', vehicle: 'bus-001', enter: '08:00', people: { families: 50 } }, // out 08:20 to 08:30
    { id: 'b', vehicle: 'bus-002', enter: '08:05', people: { fighters: 50 }, waitMinutes: 5 }, // out from 08:30
  ])
  it('holds a movement until another has ended its first loaded exit', () => {
    expectValid(pause, good)
    expectBroken(pause, good, ['reciprocal'], (plan) => shift(tripOf(plan, 'b'), -1, 3))
    expectBroken(pause, good, ['reciprocal'], (plan) => {
      plan.trips.shift()
    })
  })
  it('does not hold what is empty', () => {
    expectBroken(pause, good, [], (plan) => {
      for (const kind of ['load', 'unload'] as const) legOf(plan, 'b', kind).people = {}
      shift(tripOf(plan, 'b'), -300)
    })
  })
  it('holds a movement until an event', () => {
    const rules = (hour: string) =>
      `events: [{ id: signed, earliest: 2016-11-04T${hour} }], reciprocal: [{ id: first, movement: civilians, waits_for: signed }]`
    expectValid(ground(rules('08:20')), good)
    expectBroken(ground(rules('08:21')), good, ['reciprocal'], () => {})
  })
})

describe("the clinicians' order", () => {
  const patients = (id: string, rank: number, ready = '') =>
    `{ id: ${id}, at: school, count: 2, mobility: stretcher, priority: medical, movement: medical, rank: ${rank}, to: [clinic]${ready} }`
  const ground = (ready = '') =>
    groundOf({
      people: `${patients('urgent', 1, ready)}, ${patients('later', 2)}`,
      fleet: '{ id: ambulance, kind: ambulance, count: 2, at: depot, carries: [medical], loads: [{ stretcher: 2 }] }',
    })
  const pause = ground()
  const plan = (urgent: string, later: string) =>
    tripsOf(pause, [
      { id: 'a', vehicle: 'ambulance-001', enter: urgent, people: { urgent: 2 }, to: 'clinic' },
      { id: 'b', vehicle: 'ambulance-002', enter: later, people: { later: 2 }, to: 'clinic' },
    ])
  it('is kept where the lower number is loaded first, or at once', () => {
    expectValid(pause, plan('08:00', '08:01'))
    expectValid(pause, plan('08:00', '08:00'))
  })
  it('is broken where they wait while others are loaded', () => {
    expectBroken(pause, plan('08:01', '08:00'), ['rank'], () => {})
  })
  it('does not hold for those who were not ready, nor for those whom the plan does not serve', () => {
    expectValid(ground(', ready: 2016-11-04T08:16'), plan('08:01', '08:00'))
    expectBroken(pause, plan('08:01', '08:00'), [], (draft) => {
      draft.trips.shift()
    })
  })
})

describe('what is done or promised', () => {
  const base = groundOf({})
  const people = { families: 50 }
  const promised = roundTrip(base, { id: 'a', vehicle: 'bus-001', enter: '08:00', people })
  const good = tripsOf(base, [{ id: 'a', vehicle: 'bus-001', enter: '08:00', people }])
  const pause: Pause = {
    ...base,
    rules: { ...base.rules, committed: [{ id: 'a', vehicle: 'bus-001', legs: promised.legs.slice(0, 3) }] },
  }
  it('begins its trip with exactly these legs, and may go on otherwise', () => {
    expectValid(pause, good)
    expectBroken(pause, good, [], (plan) => shift(tripOf(plan, 'a'), 600, 3))
    expectBroken(pause, good, ['committed'], (plan) => shift(tripOf(plan, 'a'), 60))
    expectBroken(pause, good, ['committed'], (plan) => {
      for (const kind of ['load', 'unload'] as const) legOf(plan, 'a', kind).people = { families: 49 }
    })
  })
  it('is in the plan, on its vehicle', () => {
    expectBroken(pause, good, ['committed'], (plan) => {
      tripOf(plan, 'a').id = 'b'
    })
    expectBroken(pause, good, ['committed'], (plan) => {
      tripOf(plan, 'a').vehicle = 'bus-002'
    })
  })
})

describe('a plan made anew', () => {
  const base = groundOf({ road: ', gates: [{ id: gate, position: 0.5, checks: [out], service: { bus: 1 min } }]' })
  const { at, passOut, gate, unload, load, trip } = dayOf(base, '2016-11-04')
  type State = NonNullable<Pause['rules']['state']>
  const anew = (vehicle: Omit<State['vehicles'][number], 'id'>): Pause => ({
    ...base,
    rules: { ...base.rules, state: { at: at('09:00'), vehicles: [{ id: 'bus-001', ...vehicle }], done: [] } },
  })
  it('begins where its vehicles stand, with who is aboard', () => {
    const pause = anew({ place: 'school', aboard: { families: 50 } })
    const out = passOut('road', '09:05', '09:16', [gate('gate', 0, '09:10', '09:11')])
    const plan = planOf(pause, {
      trips: [
        trip('a', 'bus-001', [
          load('school', '09:00', '09:00', {}),
          out,
          unload('reception', '09:21', '09:21', { families: 50 }),
        ]),
      ],
    })
    expectValid(pause, plan)
    expectBroken(base, plan, ['vehicle_start', 'people_aboard'], () => {})
  })
  it('goes on along the corridor from where a vehicle was on it', () => {
    // 0.8 from the outside mouth: 3 of the 10 minutes to the gate, 5 more to the outer mouth.
    const pause = anew({ corridor: 'road', position: 0.8, aboard: { families: 50 } })
    const good = planOf(pause, {
      trips: [
        trip('a', 'bus-001', [
          passOut('road', '09:00', '09:09', [gate('gate', 0, '09:03', '09:04')]),
          unload('reception', '09:14', '09:14', { families: 50 }),
        ]),
      ],
    })
    expectValid(pause, good)
    expectBroken(pause, good, ['corridor_travel'], (plan) => {
      legOf(plan, 'a', 'corridor_out').until = at('09:08:59')
    })
    expectBroken(anew({ corridor: 'road', position: 0.8, aboard: {} }), good, ['people_aboard'], () => {})
  })
  it('brings out every vehicle that was inside', () => {
    const pause = anew({ place: 'school', aboard: {} })
    expectBroken(pause, planOf(pause, {}), ['clearance'], () => {})
  })
  it('may use alternates', () => {
    const rules = { ...base.rules, alternates: [{ corridor: 'road', instead_of: 'other' }] }
    const plan: Draft<Plan> = tripsOf(groundOf({}), [{ id: 'a', vehicle: 'bus-001', enter: '09:30' }])
    const depart = legOf(plan, 'a', 'depart')
    const state: State = { at: (depart.from - 60) as Instant, vehicles: [], done: [] }
    const open = { ...groundOf({}), rules }
    expectBroken(open, plan, ['alternate_corridor'], () => {})
    expectValid({ ...open, rules: { ...rules, state } }, plan)
  })
})
