// What a promised trip did before the state from which a plan is made anew stands as it was. All else is judged as ever.

import type { Pause, Plan } from '@treve/model'
import { describe, it } from 'vitest'
import { families, groundOf, roundTrip } from './ground.ts'
import { type Draft, dayOf, expectBroken, expectValid, planOf, shift, tripOf } from './plans.ts'

const twoDays =
  '{ id: day, open: 2016-11-04T08:00, close: 2016-11-04T12:00 }, { id: next, open: 2016-11-05T08:00, close: 2016-11-05T12:00 }'
const people = { families: 50 }
/** Enters at 08:00, is out again at 08:30. */
const way = { id: 'a', vehicle: 'bus-001', enter: '08:00', people }

function anewAt(pause: Pause, clock: string, promised: Draft<Plan>, ids: readonly string[]): Pause {
  const committed = ids.map((id) => {
    const { vehicle, legs } = tripOf(promised, id)
    return { id, vehicle, legs }
  })
  const state = { at: dayOf(pause, '2016-11-04').at(clock), vehicles: [], done: [] }
  return { ...pause, rules: { ...pause.rules, committed, state } }
}

const made = (pause: Pause, ...ways: readonly Parameters<typeof roundTrip>[1][]) =>
  planOf(pause, { trips: ways.map((each) => roundTrip(pause, each)) })

describe('a corridor that nobody may enter any more', () => {
  const shut = groundOf({ windows: twoDays, road: ', capacity: { vehicles: 0, per: 15 min }' })
  const good = made(shut, way)
  const after = anewAt(shut, '09:00', good, ['a'])

  it('was entered by who did as promised', () => {
    expectValid(after, good)
  })
  it('was not, by one that promised nothing', () => {
    expectBroken(anewAt(shut, '09:00', good, []), good, ['corridor_capacity'], () => {})
  })
  it('was not, where no state says that it is past', () => {
    const { state: _, ...rules } = after.rules
    expectBroken({ ...after, rules }, good, ['corridor_capacity'], () => {})
  })
  it('is not entered at the instant of the state or after, promised or not', () => {
    // In at 08:05, out at 08:25: the way out is what lies ahead.
    expectBroken(anewAt(shut, '08:20', good, ['a']), good, ['corridor_capacity'], () => {})
    expectBroken(anewAt(shut, '08:00', good, ['a']), good, ['corridor_capacity'], () => {})
    const tomorrow = made(shut, { ...way, enter: '2016-11-05T08:00' })
    expectBroken(anewAt(shut, '09:00', tomorrow, ['a']), tomorrow, ['corridor_capacity'], () => {})
  })
  it('was not, by a promised trip that did otherwise', () => {
    expectBroken(after, good, ['committed', 'corridor_capacity'], (plan) => shift(tripOf(plan, 'a'), 60))
    // An earlier leg is changed alone: nor do the others stand.
    expectBroken(after, good, ['committed', 'corridor_capacity'], (plan) => shift(tripOf(plan, 'a'), -60, 0, 1))
  })
  it('was not, by another vehicle than the one that promised, nor by another trip', () => {
    expectBroken(after, good, ['committed', 'corridor_capacity'], (plan) => {
      tripOf(plan, 'a').vehicle = 'bus-002'
    })
    expectBroken(after, good, ['committed', 'corridor_capacity'], (plan) => {
      tripOf(plan, 'a').id = 'b'
    })
  })
  it('was not, by legs that go on past what was promised', () => {
    const [promise] = after.rules.committed
    const committed = promise === undefined ? [] : [{ ...promise, legs: promise.legs.slice(0, 3) }]
    expectBroken({ ...after, rules: { ...after.rules, committed } }, good, ['corridor_capacity'], () => {})
  })
})

describe('a slot in which somebody has entered as promised', () => {
  const pause = groundOf({ road: ', capacity: { vehicles: 1, per: 15 min }' })
  const plan = made(pause, way, { ...way, id: 'b', vehicle: 'bus-002', enter: '08:10', waitMinutes: 15 })
  it('is taken: who comes later in it is one too many', () => {
    expectBroken(anewAt(pause, '08:08', plan, ['a']), plan, ['corridor_capacity'], () => {})
    expectValid(anewAt(pause, '08:12', plan, ['a', 'b']), plan)
  })
})

describe('where a vehicle begins', () => {
  const pause = groundOf({})
  const plan = made(pause, { ...way, from: 'reception' })
  it('is where a promised trip has begun, and its depot for all that is ahead', () => {
    expectValid(anewAt(pause, '07:59', plan, ['a']), plan)
    expectBroken(anewAt(pause, '07:55', plan, ['a']), plan, ['vehicle_start'], () => {})
    expectBroken(anewAt(pause, '07:59', plan, []), plan, ['vehicle_start'], () => {})
  })
})

describe('what a movement waited for', () => {
  const fighters =
    '{ id: fighters, at: school, count: 100, mobility: seated, priority: general, movement: armed_groups, to: [reception] }'
  const pause = groundOf({
    people: `${families}, ${fighters}`,
    fleet: '{ id: bus, kind: bus, count: 3, at: depot, carries: [civilians, armed_groups], loads: [{ seated: 50 }] }',
    rules: 'reciprocal: [{ id: first, movement: armed_groups, waits_for: civilians }]',
  })
  const plan = made(pause, { ...way, people: { fighters: 50 } })
  it('may be in no plan any more once it has started out; ahead it is waited for', () => {
    expectValid(anewAt(pause, '08:21', plan, ['a']), plan)
    expectBroken(anewAt(pause, '08:20', plan, ['a']), plan, ['reciprocal'], () => {})
    expectBroken(anewAt(pause, '08:21', plan, []), plan, ['reciprocal'], () => {})
  })
})

describe("the clinicians' order, and who was ready", () => {
  const patients = (id: string, rank: number) =>
    `{ id: ${id}, at: school, count: 2, mobility: stretcher, priority: medical, movement: medical, rank: ${rank}, to: [clinic] }`
  const fleet = '{ id: ambulance, kind: ambulance, count: 2, at: depot, carries: [medical], loads: [{ stretcher: 2 }] }'
  const pause = groundOf({ people: `${patients('urgent', 1)}, ${patients('later', 2)}`, fleet })
  const plan = made(
    pause,
    { id: 'a', vehicle: 'ambulance-001', enter: '08:00', people: { later: 2 }, to: 'clinic' },
    { id: 'b', vehicle: 'ambulance-002', enter: '09:00', people: { urgent: 2 }, to: 'clinic' },
  )
  it('judge no load of before, and every one from the state on', () => {
    expectValid(anewAt(pause, '08:16', plan, ['a']), plan)
    expectBroken(anewAt(pause, '08:15', plan, ['a']), plan, ['rank'], () => {})
    expectBroken(anewAt(pause, '08:16', plan, []), plan, ['rank'], () => {})
  })
  it('count who has left among those who may leave', () => {
    const few = groundOf({ people: families.replace('count: 200', 'count: 200, ready: 2016-11-04T08:30') })
    const early = made(few, way)
    expectValid(anewAt(few, '08:16', early, ['a']), early)
    expectBroken(anewAt(few, '08:15', early, ['a']), early, ['people_ready'], () => {})
    const none = groundOf({ people: families.replace('count: 200', 'count: 50, ready: 2016-11-04T08:30') })
    const twice = made(none, way, { ...way, id: 'b', vehicle: 'bus-002', enter: '09:00' })
    expectBroken(anewAt(none, '08:16', twice, ['a']), twice, ['people_ready', 'unserved_totals'], () => {})
  })
})

describe('a convoy that has passed', () => {
  const pause = groundOf({
    rules: 'convoys: [{ corridor: road, uses: [civilians], size: [1, 5], escort: none, spacing: 0 s }]',
  })
  const plan = made(pause, way)
  it('is not named by a promise; who passes loaded from the state on is in one', () => {
    expectValid(anewAt(pause, '08:21', plan, ['a']), plan)
    expectBroken(anewAt(pause, '08:20', plan, ['a']), plan, ['convoy_member'], () => {})
    expectBroken(anewAt(pause, '08:21', plan, []), plan, ['convoy_member'], () => {})
  })
})

describe('who is told as inside between two windows', () => {
  const threeDays = `${twoDays}, { id: last, open: 2016-11-06T08:00, close: 2016-11-06T12:00 }`
  const pause = groundOf({ windows: threeDays })
  const { at } = dayOf(pause, '2016-11-04')
  const state = { at: at('18:00'), vehicles: [{ id: 'bus-001', place: 'school', aboard: people }], done: [] }
  const told = { ...pause, rules: { ...pause.rules, state } }
  const outOn = (date: string) => {
    const { passOut, unload, trip } = dayOf(pause, date)
    return planOf(told, {
      trips: [trip('a', 'bus-001', [passOut('road', '08:00', '08:10'), unload('reception', '08:15', '08:15', people)])],
    })
  }
  it('is out by the end of the next', () => {
    expectValid(told, outOn('2016-11-05'))
    expectBroken(told, outOn('2016-11-06'), ['clearance'], () => {})
  })
})
