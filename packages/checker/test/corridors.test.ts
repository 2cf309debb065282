import type { Instant } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { carPassagesOf } from '../src/cars.ts'
import { groundOf, roundTrip } from './ground.ts'
import { dayOf, existing, expectBroken, expectValid, legOf, planOf, shift, tripOf } from './plans.ts'

describe('an alternating corridor', () => {
  const pause = groundOf({ road: ', direction: alternating, clearance: 3 min' })
  const { at } = dayOf(pause, '2016-11-04')
  const interval = (direction: 'in' | 'out' | 'closed', from: string, until: string) => ({
    corridor: 'road',
    from: at(from),
    until: at(until),
    direction,
  })
  const good = planOf(pause, {
    trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:00', people: { families: 50 } })],
    directions: [interval('in', '08:00', '08:10'), interval('out', '08:13', '09:00'), interval('in', '09:03', '10:00')],
  })
  it('is passed within intervals of its direction', () => {
    expectValid(pause, good)
  })
  it('is not passed where the direction changes on the way', () => {
    expectBroken(pause, good, ['alternating_interval'], (plan) => {
      existing(plan.directions[0]).until = at('08:09:59')
    })
    expectBroken(pause, good, ['alternating_interval'], (plan) => {
      existing(plan.directions[1]).direction = 'in'
      existing(plan.directions[1]).from = at('08:11')
    })
  })
  it('stands empty for its clearance between directions, whatever else lies between', () => {
    expectBroken(pause, good, ['alternating_clearance'], (plan) => {
      existing(plan.directions[1]).from = at('08:12:59')
    })
    expectBroken(pause, good, ['alternating_clearance'], (plan) => {
      plan.directions.push(interval('in', '08:55', '08:56'))
    })
  })
  it('is not passed by private cars while it is open inward', () => {
    const withCars = groundOf({
      road: ', direction: alternating, clearance: 3 min, private_cars: { vehicles: 1, per: 1 h }',
    })
    expectBroken(withCars, good, ['alternating_interval'], () => {})
  })
})

describe('a corridor of both directions', () => {
  it('is not passed while the plan closes it', () => {
    const pause = groundOf({})
    const { at } = dayOf(pause, '2016-11-04')
    const good = planOf(pause, { trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:00' })] })
    expectBroken(pause, good, ['alternating_interval'], (plan) => {
      plan.directions.push({ corridor: 'road', from: at('08:09'), until: at('08:12'), direction: 'closed' })
    })
  })
})

describe('an empty trip', () => {
  it('needs a use of the corridor that its fleet carries', () => {
    const plan = (uses: string) => {
      const pause = groundOf({ uses })
      return [
        pause,
        planOf(pause, { trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:00' })] }),
      ] as const
    }
    expectValid(...plan('civilians, aid'))
    expectBroken(...plan('aid, medical'), ['corridor_uses'], () => {})
  })
})

describe('capacity', () => {
  const three = (pause: ReturnType<typeof groundOf>, enters: readonly string[]) =>
    planOf(pause, {
      trips: enters.map((enter, n) =>
        roundTrip(pause, { id: `t${n}`, vehicle: `bus-00${n + 1}`, enter, waitMinutes: 20 * n }),
      ),
    })
  it('varies over the day', () => {
    const pause = groundOf({
      road: ', capacity: [{ from: 00:00, vehicles: 1, per: 15 min }, { from: 09:00, vehicles: 2, per: 15 min }]',
    })
    expectValid(pause, three(pause, ['09:00', '09:14']))
    expectBroken(pause, three(pause, ['09:00', '09:14', '09:14:30']), ['corridor_capacity'], () => {})
    expectBroken(pause, three(pause, ['08:00', '08:14']), ['corridor_capacity'], () => {})
  })
  it('is counted by bins from the opening of the window', () => {
    const pause = groundOf({
      windows: '{ id: day, open: 2016-11-04T08:05, close: 2016-11-04T12:00 }',
      road: ', capacity: { vehicles: 1, per: 15 min }',
    })
    expectValid(pause, three(pause, ['08:19', '08:20']))
    expectBroken(pause, three(pause, ['08:14', '08:19']), ['corridor_capacity'], () => {})
  })
  it('is used by private cars, which are in no trip', () => {
    const road = (cars: number) =>
      `, capacity: { vehicles: 2, per: 15 min }, private_cars: { vehicles: ${cars}, per: 15 min }`
    const plan = (cars: number) => {
      const pause = groundOf({ road: road(cars) })
      return [pause, three(pause, ['08:00'])] as const
    }
    expectValid(...plan(1))
    expectBroken(...plan(2), ['corridor_capacity'], () => {})
  })
})

describe('private cars', () => {
  const opening = (pause: ReturnType<typeof groundOf>) => existing(pause.terms.windows[0]).open
  const gate = '{ id: gate, position: 0.5, lanes: 1, car_lanes: 1, service: { car: 2 min, bus: 1 min } }'
  it('enter one after another from the opening, as long as they would be out in time', () => {
    const pause = groundOf({ road: `, private_cars: { vehicles: 2, per: 75 min }, gates: [${gate}]` })
    const passages = carPassagesOf(pause, existing(pause.corridors[0]))
    // 11:30 less 10 min of travel and 2 of service is 11:18: the seventh would come at 11:45.
    expect(passages.map(({ enter }) => (enter - opening(pause)) / 60)).toEqual([0, 37.5, 75, 112.5, 150, 187.5])
  })
  it('wait for one another in lanes of their own', () => {
    const pause = groundOf({ road: `, private_cars: { vehicles: 2, per: 2 min }, gates: [${gate}]` })
    const [first, second] = carPassagesOf(pause, existing(pause.corridors[0]))
    expect([first, second].map((car) => (existing(car).exit - opening(pause)) / 60)).toEqual([12, 14])
  })
  it('do not pass where they have no lane', () => {
    const { corridors, ...pause } = groundOf({ road: `, private_cars: { vehicles: 2, per: 2 min }, gates: [${gate}]` })
    const [road] = corridors.map((each) => ({
      ...each,
      gates: each.gates.map((lanes) => ({ ...lanes, car_lanes: 0 })),
    }))
    expect(carPassagesOf({ ...pause, corridors }, existing(road))).toEqual([])
  })
})

describe('quickest ways', () => {
  const oneTrip = (links: string, driveMinutes: number) => {
    const pause = groundOf({ links })
    const plan = planOf(pause, { trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:40' })] })
    const depart = legOf(plan, 'a', 'depart')
    depart.from = (depart.from + 300 - driveMinutes * 60) as Instant
    depart.until = depart.from
    return [pause, plan] as const
  }
  it('chain over places of one side', () => {
    const links = '  - { between: [depot, clinic], time: 1 min }\n  - { between: [clinic, reception], time: 1 min }\n'
    const chained = `${links}  - { between: [reception, outer], time: 1 min }\n`
    expectValid(...oneTrip(chained, 3))
    expectBroken(...oneTrip(links, 3), ['drive_time'], () => {})
  })
  it('go one way only where the link does', () => {
    expectValid(...oneTrip('  - { between: [depot, outer], time: 2 min, one_way: true }', 2))
    expectBroken(...oneTrip('  - { between: [outer, depot], time: 2 min, one_way: true }', 2), ['drive_time'], () => {})
  })
  it('vary over the day, and may be waited for', () => {
    // Who leaves at 08:28 waits two minutes for the quick hour, and takes one more.
    const link = '  - { between: [depot, outer], time: [{ from: 00:00, time: 40 min }, { from: 08:30, time: 1 min }] }'
    const pause = groundOf({ links: link })
    const leaving = (depart: string, enter: string) => {
      const plan = planOf(pause, { trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter })] })
      const leg = legOf(plan, 'a', 'depart')
      leg.from = dayOf(pause, '2016-11-04').at(depart)
      leg.until = leg.from
      return plan
    }
    expectValid(pause, leaving('08:28', '08:31'))
    expectBroken(pause, leaving('08:28', '08:30:59'), ['drive_time'], () => {})
    expectValid(pause, leaving('08:20', '08:25')) // by the link that does not vary
    expectBroken(pause, leaving('08:20', '08:24:59'), ['drive_time'], () => {})
  })
  it('do not cross the line', () => {
    const pause = groundOf({})
    const links = [...pause.links, { ...existing(pause.links[0]), between: ['outer', 'inner'] as const }]
    const plan = planOf(pause, { trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:00' })] })
    expectBroken({ ...pause, links }, plan, ['leg_order', 'clearance'], (draft) => {
      const trip = tripOf(draft, 'a')
      trip.legs = trip.legs.filter((leg) => leg.kind !== 'corridor_out')
    })
  })
})

describe('travel on a corridor', () => {
  it('is that of the hour of entry', () => {
    const pause = groundOf({ travel: '[{ from: 00:00, vehicle: 10 min }, { from: 09:00, bus: 12 min }]' })
    const trip = (enter: string) => planOf(pause, { trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter })] })
    expectValid(pause, trip('08:30')) // out at 08:50
    expectBroken(pause, trip('08:59'), ['corridor_travel'], (plan) => {
      legOf(plan, 'a', 'corridor_in').until = dayOf(pause, '2016-11-04').at('09:09')
    })
  })
})

describe('several windows', () => {
  const windows =
    '{ id: morning, open: 2016-11-04T08:00, close: 2016-11-04T10:00 }, { id: noon, open: 2016-11-04T13:00, close: 2016-11-04T15:00 }'
  const pause = groundOf({
    windows,
    fleet:
      '{ id: bus, kind: bus, count: 1, at: depot, carries: [civilians], loads: [{ seated: 50 }], crew_hours: 2 h }',
  })
  const people = { families: 50 }
  const good = planOf(pause, {
    trips: [
      roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:00', people }),
      roundTrip(pause, { id: 'b', vehicle: 'bus-001', enter: '13:30', people, from: 'reception' }),
    ],
  })
  it('are entered while open, with crew hours and clearance of their own', () => {
    expectValid(pause, good)
    expect(good.windows.map(({ id, last_exit }) => [id, last_exit !== null])).toEqual([
      ['morning', true],
      ['noon', true],
    ])
  })
  it('are not entered between', () => {
    expectBroken(pause, good, ['window_entry'], (plan) => shift(tripOf(plan, 'a'), 2 * 3600))
  })
  it('do not hold a stay from one to the other', () => {
    expectBroken(pause, good, ['crew_hours', 'clearance'], (plan) => {
      shift(tripOf(plan, 'a'), 4.75 * 3600, 2)
    })
  })
  it('are left by close less the buffer', () => {
    expectBroken(pause, good, ['clearance'], (plan) => shift(tripOf(plan, 'b'), 61 * 60 - 30 * 60))
  })
  it('limit the crew in each', () => {
    expectBroken(pause, good, ['crew_hours'], (plan) => {
      const depart = legOf(plan, 'a', 'depart')
      depart.from = (depart.from - 2 * 3600) as Instant
      depart.until = depart.from
    })
  })
})
