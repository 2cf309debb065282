// Whoever a state tells as inside comes out, whatever the hours of the vehicle and its crew. Whatever goes in is held to them.

import type { Leg, Pause } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { groundOf, roundTrip } from './ground.ts'
import { dayOf, expectBroken, expectValid, planOf, rulesBroken } from './plans.ts'

type Told = NonNullable<Pause['rules']['state']>['vehicles'][number]

const people = { families: 40 }
const fleet = (hours: string) =>
  `{ id: bus, kind: bus, count: 1, at: depot, carries: [civilians], loads: [{ seated: 50 }], ${hours} }`
const over = fleet('available: [2016-11-04T06:00, 2016-11-04T07:30]')
const notYet = fleet('available: [2016-11-04T11:00, 2016-11-04T12:00]')
const short = fleet('crew_hours: 10 min')

function toldAt(pause: Pause, clock: string, told: Omit<Told, 'id'>): Pause {
  const state = { at: dayOf(pause, '2016-11-04').at(clock), vehicles: [{ id: 'bus-001', ...told }], done: [] }
  return { ...pause, rules: { ...pause.rules, state } }
}

const inside = (hours: string) => toldAt(groundOf({ fleet: hours }), '08:30', { place: 'school', aboard: people })
const day = dayOf(groundOf({}), '2016-11-04')
const outBy = (from: string, until: string, then: readonly Leg[]) => [day.passOut('road', from, until), then]
const home = outBy('08:35', '08:45', day.unload('reception', '08:50', '08:50', people))
const out = (pause: Pause, legs: readonly (readonly Leg[])[] = home, others: readonly (readonly Leg[])[] = []) =>
  planOf(pause, {
    trips: [
      day.trip('way-out', 'bus-001', legs),
      ...(others.length === 0 ? [] : [day.trip('again', 'bus-001', others)]),
    ],
  })

describe('the way out of whom a state tells as inside', () => {
  it('is not refused where the vehicle or its crew is past its hours, or before them', () => {
    for (const hours of [over, notYet, short]) expectValid(inside(hours), out(inside(hours)))
  })
  it('is not refused from a corridor, out of it or on into the zone where that is the way', () => {
    for (const hours of [over, short]) {
      const on = (aboard: Told['aboard']) =>
        toldAt(groundOf({ fleet: hours }), '08:30', { corridor: 'road', position: 0.5, aboard })
      const told = on(people)
      expectValid(told, out(told, outBy('08:30', '08:35', day.unload('reception', '08:40', '08:40', people))))
      const empty = on({})
      const inAndOut = [
        day.passIn('road', '08:30', '08:35'),
        day.passOut('road', '08:35', '08:45'),
        day.arrive('reception', '08:50'),
      ]
      expectValid(empty, out(empty, inAndOut))
    }
  })
})

describe('hours hold as ever', () => {
  const gone = groundOf({ fleet: over })
  const tired = groundOf({ fleet: short })
  it('for who is told outside', () => {
    const toDepot = { place: 'depot', aboard: {} }
    const [a, b] = [toldAt(gone, '08:00', toDepot), toldAt(tired, '08:00', toDepot)]
    const round = (pause: Pause) =>
      planOf(pause, { trips: [roundTrip(pause, { id: 'a', vehicle: 'bus-001', enter: '08:30', people })] })
    expectBroken(a, round(a), ['vehicle_available'], () => {})
    expectBroken(b, round(b), ['crew_hours'], () => {})
    const aboard = toldAt(gone, '08:30', { place: 'reception', aboard: people })
    const getsOff = out(aboard, [day.unload('reception', '08:30', '08:30', people)])
    expect(rulesBroken(aboard, getsOff)).toContain('vehicle_available')
  })
  it('for who comes out and goes in again, in the same trip or another', () => {
    const again = [
      day.depart('reception', '08:50'),
      day.passIn('road', '08:55', '09:05'),
      day.passOut('road', '09:05', '09:15'),
      day.arrive('reception', '09:20'),
    ]
    const inOne = [...home, ...again.slice(1)]
    for (const [hours, rule] of [
      [over, 'vehicle_available'],
      [short, 'crew_hours'],
    ] as const) {
      const told = inside(hours)
      expectBroken(told, out(told, home, again), [rule], () => {})
      expectBroken(told, out(told, inOne), [rule], () => {})
    }
  })
  it('for who takes up others before coming out', () => {
    const few = { families: 20 }
    for (const [hours, rule] of [
      [over, 'vehicle_available'],
      [short, 'crew_hours'],
    ] as const) {
      const told = toldAt(groundOf({ fleet: hours }), '08:30', { place: 'school', aboard: few })
      const more = [day.load('school', '08:30', '08:30', few), ...home]
      expectBroken(told, out(told, more), [rule], () => {})
    }
  })
  it('for the whole of a crew’s time in a window, the way out counted', () => {
    const [shorter, longer] = [fleet('crew_hours: 49 min'), fleet('crew_hours: 50 min')]
    const again = [
      day.depart('reception', '08:50'),
      day.passIn('road', '08:55', '09:05'),
      day.passOut('road', '09:05', '09:15'),
      day.arrive('reception', '09:25'),
    ]
    expectValid(inside(longer), out(inside(longer), home, again))
    expectBroken(inside(shorter), out(inside(shorter), home, again), ['crew_hours'], () => {})
  })
  it('for who never comes out, and where no state tells the vehicle', () => {
    const told = inside(over)
    const stays = out(told, [day.unload('school', '08:30', '08:30', people)])
    expect(rulesBroken(told, stays)).toEqual(expect.arrayContaining(['vehicle_available', 'clearance']))
    const { state: _, ...rules } = told.rules
    expectBroken({ ...told, rules }, out(told), ['vehicle_start', 'vehicle_available', 'people_aboard'], () => {})
  })
})
