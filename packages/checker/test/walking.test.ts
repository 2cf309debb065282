import type { Instant, Plan } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { exitsOnFoot } from '../src/index.ts'
import { readingOf } from '../src/reading.ts'
import { buses, families, type Ground, groundOf, roundTrip } from './ground.ts'
import { type Draft, dayOf, existing, expectBroken, expectValid, legOf, planOf } from './plans.ts'

const gate = (lanes: string) =>
  `, on_foot: 20 per 1 min, gates: [{ id: gate, position: 0.5, checks: [out], ${lanes}, service: { bus: 1 min, person_on_foot: 3 s } }]`
const walkers =
  '{ id: walkers, at: school, count: 40, mobility: on_foot, priority: general, movement: civilians, group_size: 4, to: [reception] }'
const grounds: Ground = { road: gate('lanes: 1, foot_lanes: 1'), people: `${families}, ${walkers}`, fleet: buses }
const pause = groundOf(grounds)
const { at } = dayOf(pause, '2016-11-04')

/** 40 people in two minutes from 08:10; at the gate from 08:25, the last at 08:27, three seconds each. */
const goodWalk = (lanes: number[] = [1]): Draft<Plan['walking'][number]> => ({
  group: 'walkers',
  corridor: 'road',
  to: 'reception',
  from: at('08:10'),
  until: at('08:12'),
  people: 40,
  gates: [{ gate: 'gate', lanes, from: at('08:25'), until: at('08:27:03') }],
})
const good = planOf(pause, { walking: [goodWalk() as Plan['walking'][number]] })
const walkOf = (plan: Draft<Plan>) => existing(plan.walking[0])
const reservationOf = (plan: Draft<Plan>) => existing(walkOf(plan).gates[0])

describe('people on foot', () => {
  it('walk out by the gate to their destination', () => {
    expectValid(pause, good)
    const [walking] = readingOf(pause, good as Plan).walking
    expect(walking).toMatchObject({ firstExit: at('08:40:03'), lastArrival: at('08:57:03') })
  })
  it('come out first and last as the rules follow them; where nobody may walk, at no time', () => {
    expect(exitsOnFoot(pause, good)).toEqual([{ firstExit: at('08:40:03'), lastExit: at('08:42:03') }])
    const noWay = groundOf({ ...grounds, road: gate('lanes: 1, foot_lanes: 1').replace(', on_foot: 20 per 1 min', '') })
    const untimed = noWay.corridors.map((corridor) => ({
      ...corridor,
      travel: corridor.travel.map(({ value: { on_foot: _, ...value }, ...row }) => ({ ...row, value })),
    }))
    expect(exitsOnFoot({ ...noWay, corridors: untimed }, good)).toEqual([undefined])
    expect(exitsOnFoot({ ...pause, corridors: [] }, good)).toEqual([undefined])
  })
  it('do not walk where nobody may, nor who cannot, nor without a way to the mouth', () => {
    expectBroken(
      groundOf({ ...grounds, road: gate('lanes: 1, foot_lanes: 1').replace(', on_foot: 20 per 1 min', '') }),
      good,
      ['walking_way'],
      () => {},
    )
    const carried = { ...pause, people: pause.people.map((group) => ({ ...group, mobility: 'seated' as const })) }
    expectBroken(carried, good, ['walking_way'], () => {})
    const links = pause.links.map(({ on_foot: _, ...link }) => link)
    expectBroken({ ...pause, links }, good, ['walking_way'], () => {})
  })
  it('enter no faster than the rate, alone or together', () => {
    expectBroken(pause, good, ['walking_rate'], (plan) => {
      walkOf(plan).until = at('08:11:59')
    })
    const wider = groundOf({ ...grounds, road: gate('lanes: 1, foot_lanes: 2') })
    const halves = (secondFrom: string, secondUntil: string) => (plan: Draft<Plan>) => {
      const second = { ...goodWalk([2]), people: 20, from: at(secondFrom), until: at(secondUntil) }
      existing(second.gates[0]).from = at('08:26:30')
      existing(second.gates[0]).until = at('08:28')
      plan.walking = [{ ...goodWalk(), people: 20, until: at('08:11') }, second]
    }
    expectBroken(wider, good, [], halves('08:11', '08:12'))
    expectBroken(wider, good, ['walking_rate'], halves('08:10:59', '08:11:59'))
  })
  it('leave when they are ready, and are no more than there are', () => {
    expectBroken(pause, good, ['people_ready'], (plan) => {
      walkOf(plan).from = at('08:09:59')
      reservationOf(plan).from = at('08:25')
    })
    expectBroken(pause, good, ['people_ready', 'unserved_totals'], (plan) => {
      walkOf(plan).people = 44
      walkOf(plan).until = at('08:13')
      reservationOf(plan).until = at('08:28:03')
    })
  })
  it('hold lanes at each gate, no earlier than they come, and until the last is served', () => {
    expectBroken(pause, good, ['walking_gates'], (plan) => {
      walkOf(plan).gates = []
    })
    expectBroken(pause, good, ['walking_gates'], (plan) => {
      reservationOf(plan).from = at('08:24:59')
    })
    expectBroken(pause, good, ['walking_gates'], (plan) => {
      reservationOf(plan).until = at('08:27:02')
    })
    expectBroken(pause, good, ['walking_gates'], (plan) => {
      reservationOf(plan).from = at('08:25:04') // 119 s for 40 people of 3 s
    })
  })
  it('use the lanes that are theirs', () => {
    expectBroken(pause, good, ['gate_lane'], (plan) => {
      reservationOf(plan).lanes = [0]
    })
    expectBroken(pause, good, ['gate_lane'], (plan) => {
      reservationOf(plan).lanes = [2]
    })
  })
  it('where there are no lanes for them, hold lanes that no vehicle then uses', () => {
    const shared = groundOf({ ...grounds, road: gate('lanes: 2') })
    const bus = roundTrip(shared, { id: 'a', vehicle: 'bus-001', enter: '08:00', people: { families: 48 } })
    const plan = planOf(shared, { trips: [bus], walking: [goodWalk([1]) as Plan['walking'][number]] })
    // The bus enters at 08:20, is at the gate at 08:25 and out a minute later than without it.
    const out = legOf(plan, 'a', 'corridor_out')
    out.until = (out.until + 60) as Instant
    const unload = legOf(plan, 'a', 'unload')
    unload.from = (unload.from + 60) as Instant
    unload.until = unload.from
    const service = {
      ...structuredClone(out),
      kind: 'gate' as const,
      gate: 'gate',
      lane: 0,
      from: at('08:25'),
      until: at('08:26'),
    }
    existing(plan.trips[0]).legs.splice(4, 0, service)
    existing(plan.windows[0]).last_exit = out.until
    expectValid(shared, plan)
    expectBroken(shared, plan, ['gate_lane'], (draft) => {
      legOf(draft, 'a', 'gate').lane = 1
    })
    expectBroken(shared, plan, ['gate_lane'], (draft) => {
      reservationOf(draft).lanes = [0, 1]
    })
  })
  it('reach a next gate when they have passed the last', () => {
    const gates = `, on_foot: 20 per 1 min, gates: [
      { id: far, position: 0.9, checks: [out], lanes: 0, foot_lanes: 1, service: { person_on_foot: 3 s } },
      { id: near, position: 0.5, checks: [out], lanes: 0, foot_lanes: 1, service: { person_on_foot: 3 s } } ]`
    const two = groundOf({ ...grounds, road: gates })
    const walk = goodWalk([0])
    // 3 min to the first gate; 3 s and 12 min more to the second, from the reservation's ends.
    walk.gates = [
      { gate: 'far', lanes: [0], from: at('08:13'), until: at('08:15:03') },
      { gate: 'near', lanes: [0], from: at('08:25:03'), until: at('08:27:09') },
    ]
    const plan = planOf(two, { walking: [walk as Plan['walking'][number]] })
    expectValid(two, plan)
    for (const [key, time] of [
      ['from', '08:25:02'],
      ['until', '08:27:08'],
    ] as const) {
      expectBroken(two, plan, ['walking_gates'], (draft) => {
        existing(walkOf(draft).gates[1])[key] = at(time)
      })
    }
  })
  it('obey the corridor: its opening, direction, uses and alternation', () => {
    const road = gate('lanes: 1, foot_lanes: 1')
    expectBroken(
      groundOf({ ...grounds, road: `${road}, opens: { earliest: 2016-11-04T08:11 }` }),
      good,
      ['corridor_opening'],
      () => {},
    )
    const inward = { ...pause, corridors: pause.corridors.map((each) => ({ ...each, direction: 'in' as const })) }
    expectBroken(inward, good, ['corridor_direction'], () => {})
    const elsewhere = { ...pause, corridors: pause.corridors.map((each) => ({ ...each, uses: ['medical' as const] })) }
    expectBroken(elsewhere, good, ['corridor_uses'], () => {})
    const alternating = groundOf({ ...grounds, road: `${road}, direction: alternating` })
    expectBroken(alternating, good, ['alternating_interval'], () => {})
    const outward = { corridor: 'road', direction: 'out' as const, from: at('08:10'), until: at('08:42:03') }
    expectBroken(alternating, good, [], (plan) => {
      plan.directions = [outward]
    })
    expectBroken(alternating, good, ['alternating_interval'], (plan) => {
      plan.directions = [{ ...outward, until: at('08:42:02') }]
    })
  })
  it('obey the window: they enter in it and are clear in time', () => {
    const opens = groundOf({ ...grounds, windows: '{ id: day, open: 2016-11-04T08:11, close: 2016-11-04T12:00 }' })
    expectBroken(opens, good, ['window_entry', 'people_ready'], () => {})
    const closes = groundOf({
      ...grounds,
      windows: '{ id: day, open: 2016-11-04T08:00, close: 2016-11-04T09:12:02' + ' }',
    })
    expectBroken(closes, good, ['clearance'], () => {})
    expectBroken(
      groundOf({ ...grounds, windows: '{ id: day, open: 2016-11-04T08:00, close: 2016-11-04T09:12:03 }' }),
      good,
      [],
      () => {},
    )
  })
  it('stay together, go where they chose to, and take places and intake on arrival', () => {
    expectBroken(pause, good, ['group_size'], (plan) => {
      walkOf(plan).people = 39
    })
    expectBroken(pause, good, ['destination'], (plan) => {
      walkOf(plan).to = 'clinic'
    })
    expectBroken(groundOf({ ...grounds, reception: ', places: 39' }), good, ['reception_places'], () => {})
    expectBroken(groundOf({ ...grounds, reception: ', intake: 19 per 1 min' }), good, ['intake'], () => {})
    expectBroken(groundOf({ ...grounds, reception: ', intake: 20 per 1 min' }), good, [], () => {})
  })
})
