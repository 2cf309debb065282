// A plan made anew while people are on the way: trips that it does not have any more are not forgotten, and whom it begins with
// are the people who got on.

import { describe, expect, it } from 'vitest'
import { saidOfPlan } from '../../src/coordination/day/figures.ts'
import type { Json, JsonObject } from '../../src/coordination/event.ts'
import type { Actor } from '../../src/policy/index.ts'
import { at, coordinator, type Day, pauseFile, schoolTrip, somebody, underWay } from './day.ts'

const protection = somebody('protection')
const nurse = somebody('desk')
const people = (count: number) => [{ low: count, best: count, high: count }]

const load: Json = ['load', 'school', at('08:20'), at('08:45'), { families: 40 }, 0]
const unload = (place: string, count: number): Json => [
  'unload',
  place,
  at('09:05'),
  at('09:10'),
  { families: count },
  0,
]

const plan = (day: Day, sha: string, trips: readonly Json[]) => {
  for (const said of saidOfPlan(sha.repeat(64), trips)) day.enter(said)
}
const report = (day: Day, what: string, input: JsonObject = {}) => {
  day.goTo((day.now + 10) as never)
  day.do('report', { what, vehicle: 'bus-001', ...input })
}
const shown = (day: Day, by: Actor = coordinator) => day.view('day', by) as JsonObject & Record<string, JsonObject[]>
const cases = (day: Day) => (day.view('cases', protection)?.cases ?? []) as JsonObject[]
const kinds = (day: Day) => (shown(day).alarms ?? []).flatMap(({ kind, open }) => (open === true ? [kind] : []))

/** Forty got on; fifteen are to get off at the outer post, twenty-five at the reception. */
function onTheWay(): Day {
  const day = underWay(pauseFile().replace('id: bus, kind: bus, count: 1', 'id: bus, kind: bus, count: 3'))
  day.do('grant_role', { person: nurse.token, roles: ['desk'] })
  day.do('set_duty', { who: nurse.token, places: ['reception'] })
  plan(day, '0', [schoolTrip('t1', 'bus-001', { stops: [load, unload('outer', 15), unload('reception', 25)] })])
  report(day, 'people_boarded', { place: 'school', people: people(40) })
  report(day, 'departed', { place: 'school' })
  return day
}

describe('whom a plan made anew has no trip for', () => {
  it('are expected where the last plan that had it was to bring them', () => {
    const day = onTheWay()
    plan(day, '1', [schoolTrip('t9', 'bus-002', { stops: [load, unload('reception', 40)] })])
    report(day, 'clear')
    report(day, 'people_arrived', { place: 'outer', people: people(15), trip: 't1' })
    // Not over by that some were counted somewhere.
    expect(shown(day).loads).toMatchObject([{ load: 't1', is_over: false, aboard: { best: 25 }, differs: null }])
    expect(shown(day, nurse).arrivals).toMatchObject([
      { trip: 't9', state: 'expected' },
      { trip: 't1', vehicle: 'bus-001', place: 'reception', people: { best: 25 }, state: 'under_way' },
    ])
    report(day, 'came', { place: 'reception' })
    expect(shown(day).loads).toMatchObject([{ uncounted: { places: ['reception'], people: { best: 25 } } }])
    expect(shown(day, nurse).arrivals).toMatchObject([{}, { trip: 't1', state: 'uncounted' }])
    report(day, 'people_arrived', { place: 'reception', people: people(25) })
    expect(shown(day)).toMatchObject({ loads: [{ is_over: true, differs: false }], loads_over: 1 })
    expect(shown(day, nurse).arrivals).toMatchObject([{ trip: 't9' }])
    expect([kinds(day), cases(day)]).toEqual([[], []])
  })

  it('keep the moments by which they must be out', () => {
    const day = onTheWay()
    plan(day, '1', [])
    expect(shown(day).vehicles).toMatchObject([
      { id: 'bus-001', trip: 't1', turn_back: { join_exit_by: expect.any(String) } },
    ])
    day.at('10:46')
    expect(kinds(day)).toContain('turn_back_passed')
  })
})

describe('whom a plan made anew begins with', () => {
  const goingOn = (day: Day) => plan(day, '1', [schoolTrip('t1-ab12', 'bus-001', { stops: [unload('reception', 40)] })])

  it('are those who got on, whichever of both names is reported', () => {
    for (const [driver, desk] of [
      ['t1-ab12', 't1-ab12'],
      ['t1', 't1-ab12'],
      ['t1-ab12', 't1'],
      [undefined, undefined],
    ]) {
      const day = onTheWay()
      goingOn(day)
      const of = (named: string | undefined) => (named === undefined ? {} : { trip: named })
      expect(shown(day, nurse).arrivals).toMatchObject([{ trip: 't1-ab12', people: { best: 40 }, state: 'under_way' }])
      report(day, 'clear', of(driver))
      report(day, 'came', { place: 'reception', ...of(driver) })
      expect(shown(day).loads).toMatchObject([{ load: 't1', uncounted: { places: ['reception'] } }])
      expect(shown(day, nurse).arrivals).toMatchObject([{ trip: 't1-ab12', state: 'uncounted' }])
      report(day, 'people_arrived', { place: 'reception', people: people(40), ...of(desk) })
      expect(shown(day).loads).toMatchObject([
        { load: 't1', is_over: true, boarded: { best: 40 }, arrived: { best: 40 } },
      ])
      expect(shown(day, nurse).arrivals).toMatchObject([{ trip: 't1-ab12', state: 'arrived' }])
      day.at('12:00')
      expect([kinds(day), cases(day)]).toEqual([[], []])
    }
  })

  it('and are fewer when they get off, is a difference of the load that they were', () => {
    const day = onTheWay()
    goingOn(day)
    report(day, 'people_arrived', { place: 'reception', people: people(38), trip: 't1-ab12' })
    day.goTo(day.now)
    expect(shown(day).loads).toMatchObject([{ load: 't1', unknown: { low: 2, high: 2 }, differs: true }])
    expect(cases(day)).toMatchObject([{ what: 'difference', load: 't1' }])
  })

  it('are the same however often it is planned anew', () => {
    const day = onTheWay()
    goingOn(day)
    plan(day, '2', [schoolTrip('t1-cd34', 'bus-001', { stops: [unload('reception', 40)] })])
    report(day, 'people_arrived', { place: 'reception', people: people(40), trip: 't1-cd34' })
    expect(shown(day)).toMatchObject({ loads: [{ load: 't1', is_over: true, differs: false }] })
  })
})
