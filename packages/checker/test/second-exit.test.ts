// A second exit on a corridor of its own: a good plan with one, and each way of breaking just its rules.

import type { Instant, Pause, Plan } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { checkPlan, type Rule } from '../src/index.ts'
import { buses, families, type Ground, groundOf, roundTrip } from './ground.ts'
import { type Draft, dayOf, existing, expectBroken, expectValid, planOf, shift, tripOf } from './plans.ts'

const gate = '{ id: post, position: 0.5, checks: [out], lanes: 1, service: { bus: 2 min } }'
/** A bridge beside the road: its inside mouth lies a quarter of an hour from that of the road. */
const withBridge = (bridge: string, rest: Ground = {}): Ground => ({
  places: `
  - { id: outer2, kind: mouth, at: [37.12, 36.21] }
  - { id: inner2, kind: mouth, at: [37.14, 36.21], inside: true }`,
  links: `
  - { between: [reception, outer2], time: 5 min }
  - { between: [inner, inner2], time: 15 min }`,
  corridors: `
  - { id: bridge, uses: [civilians], outside: outer2, inside: inner2, length: 5 km, travel: { vehicle: 10 min }${bridge} }`,
  ...rest,
})
const pause = groundOf(withBridge(`, capacity: { vehicles: 2, per: 15 min }, gates: [${gate}]`))
const { at } = dayOf(pause, '2016-11-04')

/** Out by the road from 09:20 on; at the bridge at 09:45, if the road is closed. */
function secondFrom(from: string, minutes = 12): NonNullable<Draft<Plan>['trips'][number]['second_exit']> {
  const start = at(from)
  const after = (by: number) => (start + 60 * by) as Instant
  return {
    corridor: 'bridge',
    from: start,
    kept_until: (Math.floor(start / 900) * 900 + 899) as Instant,
    until: after(minutes),
    turn_by: (Math.floor(start / 900) * 900 - 1) as Instant,
    gates: [{ gate: 'post', lane: 0, from: after(5), until: after(7) }],
  }
}

function goodPlan(of: Pause = pause): Draft<Plan> {
  const trip = (id: string, vehicle: string) => roundTrip(of, { id, vehicle, enter: '09:00', people: { families: 50 } })
  const plan = planOf(of, { trips: [trip('a', 'bus-001'), trip('b', 'bus-002')] })
  tripOf(plan, 'a').second_exit = secondFrom('09:45')
  tripOf(plan, 'b').second_exit = secondFrom('09:48')
  return plan
}

const second = (plan: Draft<Plan>) => {
  const found = tripOf(plan, 'a').second_exit
  if (found === undefined) throw new Error('a has one')
  return found
}
const broken = (rules: readonly Rule[], change: (plan: Draft<Plan>) => void) =>
  expectBroken(pause, goodPlan(), rules, change)
/** Of another pause, in which the same plan does not do. */
const brokenIn = (ground: Ground, rules: readonly Rule[]) => {
  const other = groundOf(ground)
  expect([...new Set(checkPlan(other, goodPlan(other) as Plan).map(({ rule }) => rule))]).toEqual(rules)
}

describe('a second exit', () => {
  it('is sound where it fits', () => {
    expectValid(pause, goodPlan())
  })

  it('is reached from the first, also by who turns at the last moment', () => {
    broken(['second_exit'], (plan) => Object.assign(second(plan), { ...secondFrom('09:30') }))
    broken(['second_exit'], (plan) => {
      second(plan).turn_by = (second(plan).turn_by + 60) as Instant
    })
  })

  it('is another corridor, and one that there is', () => {
    broken(['second_exit'], (plan) => {
      second(plan).corridor = 'tunnel'
    })
    broken(['second_exit'], (plan) => {
      Object.assign(second(plan), { corridor: 'road', gates: [], until: second(plan).from + 600 })
    })
  })

  it('may be used by who is aboard, then and in that direction', () => {
    const gates = `, gates: [${gate}]`
    brokenIn(withBridge(`, direction: in${gates}`), ['second_exit'])
    brokenIn(withBridge(`, direction: alternating, clearance: 3 min${gates}`), ['second_exit'])
    brokenIn(withBridge(`, opens: { needs: [], earliest: 2016-11-04T10:00 }${gates}`), ['second_exit'])
    const medical = {
      ...withBridge(gates),
      corridors: withBridge(gates).corridors?.replace('civilians', 'medical') ?? '',
    }
    brokenIn(medical, ['second_exit'])
    const alternates = [{ corridor: 'bridge', instead_of: 'road' }]
    expectBroken({ ...pause, rules: { ...pause.rules, alternates } }, goodPlan(), ['second_exit'], () => {})
  })

  it('leads on to where the people go', () => {
    const links = '\n  - { between: [inner, inner2], time: 15 min }'
    brokenIn(withBridge(`, gates: [${gate}]`, { links }), ['second_exit'])
  })

  it('takes its time, with a service at each gate on the way', () => {
    broken(['second_exit'], (plan) => {
      second(plan).until = (second(plan).until - 1) as Instant
    })
    broken(['second_exit'], (plan) => {
      second(plan).gates = []
    })
    broken(['second_exit'], (plan) => {
      const service = existing(second(plan).gates[0])
      service.from = (service.from - 60) as Instant
      service.until = (service.until - 60) as Instant
    })
    broken(['second_exit'], (plan) => {
      const service = existing(second(plan).gates[0])
      service.until = (service.until - 1) as Instant
    })
  })

  it('is out in time by the terms', () => {
    broken(['second_exit'], (plan) => Object.assign(second(plan), secondFrom('11:20')))
  })

  it('is of a trip that comes out by a first one', () => {
    const plan = goodPlan()
    const trip = tripOf(plan, 'a')
    trip.legs = trip.legs.filter(({ kind }) => kind !== 'corridor_out')
    expect(checkPlan(pause, plan as Plan).map(({ rule }) => rule)).toContain('second_exit')
  })
})

describe('the room that second exits take', () => {
  it('is that of their slot, with who passes there by plan', () => {
    const wide = groundOf(withBridge(`, capacity: { vehicles: 1, per: 15 min }, gates: [${gate}]`))
    expectBroken(wide, goodPlan(wide), ['second_exit_room'], () => {})
    // A third vehicle that is planned out by the bridge itself.
    broken(['second_exit_room'], (plan) => {
      const third = roundTrip(pause, { id: 'c', vehicle: 'bus-003', enter: '09:00', corridor: 'road' })
      const legs = third.legs.map((leg) => ({ ...leg }))
      const out = legs.findIndex(({ kind }) => kind === 'corridor_out')
      const exit = existing(legs[out])
      Object.assign(exit, { corridor: 'bridge', from: at('09:52'), until: at('10:04') })
      const service = { ...exit, kind: 'gate' as const, gate: 'post', lane: 0, from: at('09:57'), until: at('09:59') }
      legs.splice(out + 1, 0, service)
      for (const leg of legs.slice(out + 2)) Object.assign(leg, { from: at('10:09'), until: at('10:09') })
      plan.trips.push({ ...structuredClone(third), legs } as Draft<Plan>['trips'][number])
    })
  })

  it('is kept to the end of its slot, not longer', () => {
    broken(['second_exit_room'], (plan) => {
      second(plan).kept_until = (second(plan).kept_until + 1) as Instant
    })
  })

  it('is on a lane that there is, and that serves nobody else then', () => {
    broken(['second_exit_room'], (plan) => {
      existing(second(plan).gates[0]).lane = 1
    })
    broken(['second_exit_room'], (plan) => Object.assign(second(plan), secondFrom('09:47')))
  })

  describe('is kept apart from who is to be kept apart', () => {
    const apart = (rest: Ground = {}): Ground => ({
      ...withBridge(`, capacity: { vehicles: 2, per: 15 min, shared: true }, gates: [${gate}]`),
      links: `
  - { between: [depot, outer2], time: 5 min }
  - { between: [reception, outer2], time: 5 min, on_foot: 15 min }
  - { between: [clinic, outer2], time: 5 min }
  - { between: [inner2, school], time: 5 min, on_foot: 10 min }
  - { between: [inner, inner2], time: 15 min }`,
      people: `${families}, { id: patients, at: school, count: 20, mobility: seated, priority: medical, movement: medical, to: [clinic] }`,
      fleet: `${buses}, { id: van, kind: bus, count: 1, at: depot, carries: [medical], loads: [{ seated: 20 }] }`,
      ...rest,
    })
    const open = (ground: Ground): Ground => ({
      ...ground,
      corridors: ground.corridors?.replace('uses: [civilians]', 'uses: [civilians, medical]') ?? '',
    })
    const separate = 'separate: [[civilians, medical]]'
    /** Families by the first bus, out at 09:20; the van comes out a slot later. */
    const withVan = (of: Pause) => {
      const families = roundTrip(of, { id: 'a', vehicle: 'bus-001', enter: '09:00', people: { families: 50 } })
      const people = { patients: 20 }
      const van = roundTrip(of, { id: 'v', vehicle: 'van-001', enter: '09:15', people, to: 'clinic' })
      const plan = planOf(of, { trips: [families, van] })
      tripOf(plan, 'a').second_exit = secondFrom('09:45')
      return plan
    }

    it('of second exits too', () => {
      const reserving = (plan: Draft<Plan>) => {
        tripOf(plan, 'v').second_exit = secondFrom('09:52')
      }
      const together = groundOf(open(apart()))
      expectBroken(together, withVan(together), [], reserving)
      const separated = groundOf(open(apart({ rules: separate })))
      expectBroken(separated, withVan(separated), [], () => {})
      expectBroken(separated, withVan(separated), ['second_exit_room'], reserving)
    })

    it('of people on foot', () => {
      const walkers =
        '{ id: walkers, at: school, count: 40, mobility: on_foot, priority: medical, movement: medical, to: [reception] }'
      const onFoot = (rest: Ground = {}) => {
        const ground = open(apart({ people: `${families}, ${walkers}`, ...rest }))
        const rows = '{ vehicle: 10 min, on_foot: 30 min }, on_foot: 20 per 1 min'
        return groundOf({
          ...ground,
          corridors:
            ground.corridors
              ?.replace('{ vehicle: 10 min }', rows)
              .replace('service: { bus: 2 min }', 'service: { bus: 2 min }, foot_lanes: 1')
              .replace('bus: 2 min }', 'bus: 2 min, person_on_foot: 1 s }') ?? '',
        })
      }
      const walking = (from: string, until: string, first: string, last: string) => (plan: Draft<Plan>) => {
        plan.walking.push({
          group: 'walkers',
          corridor: 'bridge',
          to: 'reception',
          from: at(from),
          until: at(until),
          people: 40,
          gates: [{ gate: 'post', lanes: [1], from: at(first), until: at(last) }],
        })
      }
      const good = (of: Pause) => {
        const trip = roundTrip(of, { id: 'a', vehicle: 'bus-001', enter: '09:00', people: { families: 50 } })
        const plan = planOf(of, { trips: [trip] })
        tripOf(plan, 'a').second_exit = secondFrom('09:45')
        return plan
      }
      const [together, separated] = [onFoot(), onFoot({ rules: separate })]
      const inItsSlot = walking('09:46', '09:48', '10:01', '10:03:01')
      expectBroken(together, good(together), [], inItsSlot)
      expectBroken(separated, good(separated), ['second_exit_room'], inItsSlot)
      expectBroken(separated, good(separated), [], walking('10:01', '10:03', '10:16', '10:18:01'))
    })

    it('not of who comes in, where both ways count the same slots', () => {
      const ground = groundOf(open(apart({ rules: separate })))
      expectBroken(ground, withVan(ground), [], (plan) => {
        const van = tripOf(plan, 'v')
        shift(van, 1800)
        existing(van.legs.find(({ kind }) => kind === 'corridor_in')).corridor = 'bridge'
      })
    })
  })
})
