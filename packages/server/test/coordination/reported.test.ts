// The day as it is reported: whatever the order in which reports come, nothing is lost, nothing is corrected by itself, and
// what nobody said is not known.

import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { saidOfPlan } from '../../src/coordination/day/figures.ts'
import { quiet } from '../../src/coordination/day/state.ts'
import type { Json, JsonObject, PauseEvent } from '../../src/coordination/event.ts'
import { after, type Coordination, parts } from '../../src/coordination/index.ts'
import { type Actor, roles } from '../../src/policy/index.ts'
import { at, coordinator, type Day, entered, pauseFile, schoolTrip, somebody, underWay, verifyAll } from './day.ts'

const file = pauseFile({
  extra: '  refuges: [ { at: bakery, capacity: 40, until: 2016-11-04T20:00, guaranteed_by: council } ]',
})
  .replace('at: [37.16, 36.20], inside: true }', 'at: [37.16, 36.20], inside: true, holding: 60 }')
  .replace(
    '    travel: { vehicle: 6 min }',
    '    travel: { vehicle: 6 min }\n    gates: [ { id: post, position: 0.5, service: 2 min } ]',
  )
  .replace('id: bus, kind: bus, count: 1', 'id: bus, kind: bus, count: 3')
const dispatcher = somebody('dispatcher')
const protection = somebody('protection')

function running(): Day {
  const day = underWay(file)
  for (const said of saidOfPlan('0'.repeat(64), [schoolTrip('t1', 'bus-001'), schoolTrip('t2', 'bus-002')]))
    day.enter(said)
  return day
}

interface View extends JsonObject {
  readonly vehicles: readonly JsonObject[]
  readonly loads: readonly JsonObject[]
  readonly alarms: readonly JsonObject[]
  readonly contradictions: readonly JsonObject[]
}
const shown = (day: Day, by: Actor = coordinator) => day.view('day', by) as View
const people = (count: number) => [{ low: count, best: count, high: count }]
const line = (best: number, more: JsonObject = {}) => [
  { consignment: 'flour', item: 'sacks', unit: 'items', low: best, best, high: best, ...more },
]
const bus = (day: Day) => shown(day).vehicles.find(({ id }) => id === 'bus-001')
const openKinds = (day: Day) => shown(day).alarms.flatMap(({ kind, open }) => (open === true ? [kind] : []))

function boards(day: Day, count: number, more: JsonObject = {}): void {
  day.do('report', { what: 'people_boarded', vehicle: 'bus-001', place: 'school', people: people(count), ...more })
}

describe('a trip as it is reported', () => {
  it('goes in, loads, leaves, is out, arrives', () => {
    const day = running()
    const phases = [bus(day)?.phase]
    const report = (local: string, input: JsonObject) => {
      day.at(local)
      day.do('report', { vehicle: 'bus-001', ...input })
      phases.push(bus(day)?.phase)
    }
    report('08:02', { what: 'departed', place: 'depot' })
    report('08:12', { what: 'came', corridor: 'bridge', gate: 'post' })
    report('08:21', { what: 'came', place: 'school' })
    report('08:40', { what: 'people_boarded', place: 'school', people: people(38) })
    report('08:42', { what: 'departed', place: 'school' })
    report('08:50', { what: 'people_passed', corridor: 'bridge', gate: 'post', people: people(38) })
    report('08:55', { what: 'clear' })
    expect(bus(day)).toMatchObject({ trip: 't1', aboard: { low: 38, best: 38, high: 38 } })
    report('09:04', { what: 'people_arrived', place: 'reception', people: people(38) })
    expect(phases).toEqual(['before', 'to_stop', 'to_stop', 'at_stop', 'at_stop', 'leaving', 'leaving', 'out', 'done'])
    expect(shown(day)).toMatchObject({
      loads: [{ load: 't1', trip: 't1', boarded: { best: 38 }, arrived: { best: 38 }, differs: false, is_over: true }],
      out: { people: { low: 38, best: 38, high: 38 } },
      under_way: { vehicles: 0, people: null },
    })
    expect(openKinds(day)).toEqual([])
  })

  it('is not known where nobody said anything, and that is never nought', () => {
    const day = running()
    expect(bus(day)).toMatchObject({ phase: 'before', at: null, aboard: null, since: null, told_at: null })
    expect(shown(day).out).toEqual({ people: null, by_movement: {}, at: null })
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'school' })
    expect(shown(day).under_way).toMatchObject({ vehicles: 1, uncounted_vehicles: 1, people: null })
    day.do('report', { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(40) })
    expect(shown(day).loads).toMatchObject([{ boarded: null, arrived: { best: 40 }, unknown: null, differs: null }])
  })

  it('of which it is said that nobody came out says nought', () => {
    const day = running()
    day.do('report', { what: 'walked_out', place: 'inner', people: people(0) })
    expect(shown(day).out).toMatchObject({ people: { low: 0, best: 0, high: 0 } })
  })
})

describe('vehicles in the zone', () => {
  const inside = (day: Day) => (shown(day).under_way as JsonObject).vehicles_inside
  const tell = (day: Day, what: string, more: JsonObject) => day.do('report', { what, vehicle: 'bus-001', ...more })

  it('are those seen there, at the most those too that set out for it; never one that is clear of it', () => {
    const day = running()
    expect(inside(day)).toEqual({ low: 0, high: 0 })
    tell(day, 'departed', { place: 'depot' })
    expect(inside(day)).toEqual({ low: 0, high: 1 })
    day.at('08:12')
    tell(day, 'came', { corridor: 'bridge', gate: 'post' })
    expect(inside(day)).toEqual({ low: 1, high: 1 })
    boards(day, 40)
    tell(day, 'departed', { place: 'school' })
    expect(inside(day)).toEqual({ low: 1, high: 1 })
    tell(day, 'clear', {})
    expect(shown(day).under_way).toMatchObject({ vehicles: 1, vehicles_inside: { low: 0, high: 0 } })
  })

  it('are those too of which only a gate, or who brings aid, has said anything', () => {
    for (const [what, more] of [
      ['people_passed', { gate: 'post', people: people(40) }],
      ['entered', { lines: [{ consignment: 'flour', item: 'bag', unit: 'items', low: 1, best: 1, high: 1 }] }],
    ] as const) {
      const day = running()
      tell(day, what, { corridor: 'bridge', ...more })
      expect([what, inside(day)]).toEqual([what, { low: 1, high: 1 }])
    }
  })

  it('are not those that turned round before it: once back, they are no alarm either, until they set out anew', () => {
    const day = running()
    tell(day, 'departed', { place: 'depot' })
    day.at('10:05')
    expect(openKinds(day)).toContain('turn_back_passed')
    day.at('10:06')
    tell(day, 'came', { place: 'depot' })
    day.goTo(day.now)
    expect([inside(day), openKinds(day)]).toEqual([{ low: 0, high: 0 }, []])
    day.at('10:07')
    tell(day, 'departed', { place: 'depot', trip: 't1' })
    expect(inside(day)).toEqual({ low: 0, high: 1 })
  })
})

describe('a vehicle of which several tell', () => {
  const by = (day: Day, chain: string, what: string, more: JsonObject = {}) => {
    day.do('report', { what, vehicle: 'bus-001', chain, ...more })
    day.goTo((day.now + 120) as never)
  }
  const underWayIn = (day: Day) => shown(day).under_way as JsonObject

  it('said to be out by mistake is inside again once a gate sees it, and both are shown', () => {
    const day = running()
    by(day, 'driver', 'came', { place: 'school' })
    by(day, 'driver', 'people_boarded', { place: 'school', people: people(40) })
    by(day, 'radio', 'clear')
    expect([bus(day)?.phase, underWayIn(day).vehicles_inside]).toEqual(['out', { low: 0, high: 0 }])
    by(day, 'gate', 'people_passed', { corridor: 'bridge', gate: 'post', people: people(40) })
    expect([bus(day)?.phase, underWayIn(day).vehicles_inside]).toEqual(['leaving', { low: 1, high: 1 }])
    expect(shown(day).contradictions).toMatchObject([{ what: 'came', about: { vehicle: 'bus-001' } }])
    expect(shown(day).out).toMatchObject({ people: null })
    by(day, 'driver', 'clear')
    expect(bus(day)?.phase).toBe('out')
  })

  it('said to be out in the moment in which somebody else sees it at a place inside counts as inside', () => {
    for (const [what, more] of [
      ['came', { place: 'reception' }],
      ['clear', {}],
      ['people_arrived', { place: 'reception', people: people(40) }],
    ] as const) {
      const day = running()
      day.do('report', { what: 'came', vehicle: 'bus-001', chain: 'driver', place: 'school' })
      day.goTo((day.now + 30) as never)
      day.do('report', { what, vehicle: 'bus-001', chain: 'radio', ...more })
      expect([what, bus(day)?.phase]).toEqual([what, 'at_stop'])
      expect(shown(day).contradictions).toMatchObject([{ what: 'came' }])
      // The same source may correct itself at once.
      day.do('report', { what, vehicle: 'bus-001', chain: 'driver', ...more })
      expect([what, bus(day)?.phase]).not.toEqual([what, 'at_stop'])
    }
  })

  it('told to have arrived by mistake is inside again, too, once a gate counts who passes with it', () => {
    const day = running()
    by(day, 'driver', 'came', { place: 'school' })
    by(day, 'driver', 'people_boarded', { place: 'school', people: people(40) })
    by(day, 'desk', 'people_arrived', { place: 'reception', people: people(40) })
    expect([bus(day)?.phase, underWayIn(day).vehicles_inside]).toEqual(['done', { low: 0, high: 0 }])
    by(day, 'gate', 'people_passed', { corridor: 'bridge', gate: 'post', people: people(40) })
    expect([bus(day)?.phase, underWayIn(day).vehicles_inside]).toEqual(['leaving', { low: 1, high: 1 }])
    by(day, 'desk', 'people_arrived', { place: 'reception', people: people(0) })
    expect([bus(day)?.phase, underWayIn(day).vehicles_inside]).toEqual(['done', { low: 0, high: 0 }])
  })

  it('said to be out and seen in the zone since is called back with the others, and is not closed as clear', () => {
    const day = running()
    by(day, 'driver', 'came', { place: 'school' })
    by(day, 'driver', 'people_boarded', { place: 'school', people: people(40) })
    by(day, 'desk', 'people_arrived', { place: 'reception', people: people(40) })
    day.enter({
      type: 'alarm_raised',
      details: { kind: 'seen_inside', key: 'bus-001', cause: 'bus-001', about: { vehicle: 'bus-001' } },
    })
    expect(underWayIn(day).vehicles_inside).toEqual({ low: 0, high: 1 })
    day.do('recall', { reason: 'shelling' })
    const [recall] = shown(day).recalls as readonly { readonly to: readonly JsonObject[] }[]
    expect(recall?.to.map(({ vehicle }) => vehicle)).toContain('bus-001')
    day.at('12:00')
    day.do('close')
    expect(day.state.life.notClear).toEqual(['bus-001'])
  })

  it('that clears the zone and sets out anew contradicts nobody', () => {
    const day = running()
    by(day, 'driver', 'clear')
    by(day, 'driver', 'departed', { place: 'depot', trip: 't1' })
    by(day, 'gate', 'people_passed', { corridor: 'bridge', gate: 'post', people: people(0) })
    by(day, 'school desk', 'came', { place: 'school' })
    expect(shown(day).contradictions).toEqual([])
  })

  it('stands since it was first seen there, whoever looks again', () => {
    const day = running()
    boards(day, 40)
    day.goTo((day.now + 60) as never)
    by(day, 'driver', 'departed', { place: 'school' })
    for (let minute = 0; minute < 14; minute += 2) by(day, 'driver', 'came', { corridor: 'bridge', gate: 'post' })
    expect(openKinds(day)).toEqual([])
    by(day, 'gate', 'came', { corridor: 'bridge', gate: 'post' })
    expect(openKinds(day)).toEqual(['standing'])
    by(day, 'gate', 'came', { corridor: 'bridge', gate: 'post' })
    expect(openKinds(day)).toEqual(['standing'])
    by(day, 'gate', 'people_passed', { corridor: 'bridge', gate: 'post', people: people(40) })
    expect(openKinds(day)).toEqual([])
  })
})

describe('a count with a place, and one without by somebody else', () => {
  const tell = (day: Day, chain: string, what: string, count: number, more: JsonObject = {}) =>
    day.do('report', { what, vehicle: 'bus-001', trip: 't1', chain, people: people(count), ...more })

  it('are the same people', () => {
    const day = running()
    tell(day, 'phone', 'people_boarded', 40, { place: 'school' })
    tell(day, 'paper', 'people_boarded', 40)
    expect(shown(day).loads).toMatchObject([{ boarded: { low: 40, best: 40, high: 40 } }])
    day.goTo((day.now + 1200) as never)
    tell(day, 'desk', 'people_arrived', 40, { place: 'reception' })
    tell(day, 'paper', 'people_arrived', 40)
    expect(shown(day)).toMatchObject({ out: { people: { low: 40, best: 40, high: 40 } }, contradictions: [] })
    day.goTo((day.now + 60) as never)
    expect(openKinds(day)).toEqual([])
  })

  it('that exclude each other are shown both, and the range is theirs', () => {
    const day = running()
    tell(day, 'phone', 'people_boarded', 30, { place: 'school' })
    tell(day, 'phone', 'people_boarded', 8, { place: 'bakery' })
    tell(day, 'paper', 'people_boarded', 40)
    expect(shown(day).loads).toMatchObject([{ boarded: { low: 38, best: 38, high: 40 } }])
    expect(shown(day).contradictions).toMatchObject([
      { what: 'boarded', reports: [{ best: 30 }, { best: 8 }, { best: 40 }] },
    ])
  })

  it('add up where one source tells both, and where people may be held more than once', () => {
    const day = running()
    tell(day, 'phone', 'people_boarded', 30, { place: 'school' })
    tell(day, 'phone', 'people_boarded', 10)
    tell(day, 'gate', 'held', 1, { corridor: 'bridge', gate: 'post' })
    tell(day, 'phone', 'held', 1)
    expect(shown(day).loads).toMatchObject([{ boarded: { best: 40 }, held: { best: 2 } }])
  })

  it('of aid, where who receives at a place names no vehicle and who drives does, are the same goods', () => {
    const day = running()
    const receive = (chain: string, count: number, more: JsonObject) =>
      day.do('report', { what: 'received', chain, lines: line(count), place: 'bakery', ...more })
    receive('driver', 60, { vehicle: 'bus-002' })
    receive('driver of another', 60, { vehicle: 'bus-003' })
    receive('desk', 120, {})
    const received = () => (shown(day).aid as JsonObject[]).map(({ stages }) => (stages as JsonObject).received)
    expect(received()).toMatchObject([{ low: 120, best: 120, high: 120 }])
    expect(shown(day).contradictions).toEqual([])
    // Elsewhere nobody named a vehicle: that is other goods.
    day.do('report', { what: 'received', chain: 'desk', lines: line(5), place: 'school' })
    expect(received()).toMatchObject([{ low: 125, best: 125, high: 125 }])
    receive('monitor', 100, {})
    expect(received()).toMatchObject([{ low: 105, best: 125, high: 125 }])
    expect(shown(day).contradictions).toMatchObject([
      { what: 'received', reports: [{}, {}, { best: 120 }, { best: 100 }] },
    ])
  })

  it('so it is with aid', () => {
    const day = running()
    for (const [chain, more] of [
      ['driver', { place: 'bakery' }],
      ['paper', {}],
    ] as const)
      day.do('report', { what: 'offloaded', vehicle: 'bus-003', chain, lines: line(100), ...more })
    expect(shown(day).aid).toMatchObject([{ stages: { offloaded: { low: 100, best: 100, high: 100 } } }])
    day.do('report', { what: 'offloaded', vehicle: 'bus-002', chain: 'driver', lines: line(10), place: 'bakery' })
    expect(shown(day).aid).toMatchObject([{ stages: { offloaded: { best: 110 } } }])
  })
})

describe('people, per load', () => {
  it('that differ open a case and an alarm for those who deal with it, and for nobody else', () => {
    const day = running()
    boards(day, 40)
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'school' })
    day.do('report', { what: 'held', vehicle: 'bus-001', corridor: 'bridge', gate: 'post', people: people(1) })
    day.do('report', { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(37) })
    day.goTo(day.now)
    expect(shown(day).loads).toMatchObject([{ held: { best: 1 }, unknown: { low: 2, high: 2 }, differs: true }])
    expect(openKinds(day)).toEqual(['counts_differ'])
    expect(day.view('cases', protection)).toMatchObject({
      cases: [{ what: 'difference', load: 't1', closed: null, by: null }],
      alarms: [{ kind: 'counts_differ' }],
    })
    const others = JSON.stringify(shown(day, dispatcher))
    for (const word of ['held', 'unknown', 'differs', 'turned_back', 'stepped_down', 'counts_differ'])
      expect([word, others.includes(`"${word}"`)]).toEqual([word, false])
  })

  it('a difference is never corrected by itself, also when the figures agree by now', () => {
    const day = running()
    boards(day, 40)
    day.do('report', { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(38) })
    day.goTo(day.now)
    day.do('report', { what: 'stepped_down', vehicle: 'bus-001', load: 't1', people: people(2) })
    day.goTo(day.now)
    expect(shown(day).loads).toMatchObject([{ differs: false }])
    expect(openKinds(day)).toEqual(['counts_differ'])
    const [each] = (day.view('cases', protection)?.cases ?? []) as JsonObject[]
    expect(each?.closed).toBeNull()
    day.do('close_case', { case: each?.case ?? '', outcome: 'explained', reason: 'two stepped down' }, protection)
    day.goTo(day.now)
    expect(day.view('cases', protection)).toMatchObject({ cases: [{ closed: { outcome: 'explained' } }] })
  })

  it('opens one case for one difference, and another where it is another', () => {
    const day = running()
    const cases = () => (day.view('cases', protection)?.cases ?? []) as JsonObject[]
    boards(day, 40)
    day.do('report', { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(38) })
    for (let times = 0; times < 3; times++) day.goTo(day.now)
    expect(cases()).toHaveLength(1)
    day.do('close_case', { case: cases()[0]?.case ?? '', outcome: 'not_established', reason: 'nobody saw' }, protection)
    day.goTo(day.now)
    expect(cases()).toHaveLength(1)
    day.do('report', { what: 'people_boarded', vehicle: 'bus-001', load: 't1', place: 'school', people: people(3) })
    day.goTo(day.now)
    expect(cases()).toHaveLength(2)
  })

  it('of ranges that can be made to agree there is no difference', () => {
    const day = running()
    day.do('report', {
      what: 'people_boarded',
      vehicle: 'bus-001',
      place: 'school',
      people: [{ low: 38, best: 40, high: 42 }],
    })
    day.do('report', { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(39) })
    day.goTo(day.now)
    expect(shown(day).loads).toMatchObject([{ differs: false }])
    expect(openKinds(day)).toEqual([])
  })

  it('that passed a gate and are not as many as got on differ at once', () => {
    const day = running()
    boards(day, 40)
    day.do('report', {
      what: 'people_passed',
      vehicle: 'bus-001',
      corridor: 'bridge',
      gate: 'post',
      people: people(36),
    })
    day.goTo(day.now)
    expect(shown(day).loads).toMatchObject([{ differs: true, is_over: false }])
    expect(openKinds(day)).toEqual(['counts_differ'])
  })
})

describe('who came with a vehicle and was not counted', () => {
  const report = (day: Day, what: string, input: JsonObject = {}) => {
    later(day, 10)
    day.do('report', { what, vehicle: 'bus-001', ...input })
  }
  const cases = (day: Day) => (day.view('cases', protection)?.cases ?? []) as JsonObject[]
  const later = (day: Day, seconds: number) => day.goTo((day.now + seconds) as never)

  /** Forty got on at the school; the driver says that the bus has come to the reception, where nobody has counted. */
  function come(): Day {
    const day = running()
    boards(day, 40)
    report(day, 'departed', { place: 'school' })
    report(day, 'clear')
    report(day, 'came', { place: 'reception' })
    day.goTo(day.now)
    return day
  }

  it('is not known to have come nowhere: no difference, no case, and no alarm until they should have been counted', () => {
    const day = come()
    expect(bus(day)).toMatchObject({ phase: 'done', aboard: null })
    expect(shown(day)).toMatchObject({
      loads: [
        {
          load: 't1',
          is_over: false,
          aboard: null,
          arrived: null,
          uncounted: { people: { low: 40, best: 40, high: 40 }, places: ['reception'] },
          unknown: null,
          differs: null,
        },
      ],
      loads_over: 0,
      // Who is not counted is not known: they need not be out.
      out: { people: { low: 0, best: 40, high: 40 } },
    })
    later(day, 899)
    expect(openKinds(day)).toEqual([])
    expect(cases(day)).toEqual([])
  })

  it('gives an alarm of its own after a quarter of an hour, to the dispatcher too, until they are counted', () => {
    const day = come()
    later(day, 900)
    expect(shown(day, dispatcher).alarms).toMatchObject([
      {
        kind: 'arrivals_uncounted',
        about: { load: 't1', vehicle: 'bus-001', place: 'reception' },
        particulars: { uncounted_low: 40, uncounted_high: 40, most_s: 900 },
        open: true,
      },
    ])
    report(day, 'people_arrived', { place: 'reception', people: people(40) })
    day.goTo(day.now)
    expect(openKinds(day)).toEqual([])
    expect(shown(day).loads).toMatchObject([{ is_over: true, differs: false, uncounted: null }])
    expect(cases(day)).toEqual([])
  })

  it('is a protection case once an hour has passed, whoever took on the alarm; shown to those who look into it alone', () => {
    const day = come()
    later(day, 900)
    const [alarm] = shown(day, dispatcher).alarms
    day.do('acknowledge_alarm', { alarm: String(alarm?.alarm) }, dispatcher)
    later(day, 2699)
    expect(cases(day)).toEqual([])
    later(day, 1)
    expect(cases(day)).toMatchObject([{ what: 'uncounted', load: 't1', by: null, closed: null }])
    expect(day.view('cases', protection)?.loads).toMatchObject([{ load: 't1', uncounted: { people: { best: 40 } } }])
    for (const role of roles)
      if (role !== 'protection' && role !== 'coordinator') expect(day.view('cases', somebody(role))).toBeUndefined()
    // Once, and not again each second, nor once somebody has closed it.
    later(day, 60)
    day.do(
      'close_case',
      { case: String(cases(day)[0]?.case), outcome: 'explained', reason: 'the desk was told' },
      protection,
    )
    later(day, 7200)
    expect(cases(day)).toHaveLength(1)
  })

  it('and are fewer once they are counted, is a difference though the case of their not being counted is open', () => {
    const day = come()
    later(day, 3600)
    report(day, 'people_arrived', { place: 'reception', people: people(37) })
    day.goTo(day.now)
    expect(cases(day).map(({ what, closed }) => [what, closed])).toEqual([
      ['uncounted', null],
      ['difference', null],
    ])
  })

  it('a count that is taken back leaves them uncounted, and that is an alarm anew', () => {
    const day = come()
    later(day, 900)
    report(day, 'people_arrived', { place: 'reception', people: people(40) })
    const entry = String(day.events.at(-1)?.id)
    day.goTo(day.now)
    expect(openKinds(day)).toEqual([])
    day.do('take_back', { entry })
    day.goTo(day.now)
    expect(openKinds(day)).toEqual(['arrivals_uncounted'])
  })

  it('is an alarm anew whatever ended the one before, if that was taken back', () => {
    for (const [what, input] of [
      ['stepped_down', { load: 't1', people: people(40) }],
      ['departed', { place: 'outer', trip: 't1' }],
    ] as const) {
      const day = come()
      later(day, 900)
      report(day, what, input)
      const entry = String(day.events.at(-1)?.id)
      day.goTo(day.now)
      expect([what, openKinds(day)]).toEqual([what, []])
      day.do('take_back', { entry })
      later(day, 900)
      expect([what, openKinds(day)]).toEqual([what, ['arrivals_uncounted']])
    }
  })

  it('at another place than planned, and are fewer: a difference once the vehicle has gone on', () => {
    const day = running()
    boards(day, 40)
    report(day, 'departed', { place: 'school' })
    report(day, 'clear')
    report(day, 'people_arrived', { place: 'clinic', people: people(30) })
    report(day, 'departed', { place: 'clinic', trip: 't3' })
    later(day, 900)
    expect(shown(day).loads).toMatchObject([
      { load: 't1', uncounted: null, unknown: { low: 10, high: 10 }, differs: true },
    ])
    expect(openKinds(day)).toEqual(['counts_differ'])
    expect(cases(day)).toMatchObject([{ what: 'difference', load: 't1' }])
  })

  it('some of whom got off elsewhere, is still awaited where the others were brought', () => {
    const day = running()
    boards(day, 40)
    report(day, 'departed', { place: 'school' })
    report(day, 'clear')
    report(day, 'people_arrived', { place: 'clinic', people: people(10) })
    report(day, 'came', { place: 'reception' })
    later(day, 900)
    expect(shown(day).loads).toMatchObject([
      { uncounted: { people: { best: 30 }, places: ['reception'] }, differs: null },
    ])
    expect(openKinds(day)).toEqual(['arrivals_uncounted'])
    expect(cases(day)).toEqual([])
  })

  it('and are fewer once they are counted, is a difference', () => {
    const day = come()
    report(day, 'people_arrived', { place: 'reception', people: people(37) })
    day.goTo(day.now)
    expect(shown(day).loads).toMatchObject([{ is_over: true, unknown: { low: 3, high: 3 }, differs: true }])
    expect(openKinds(day)).toEqual(['counts_differ'])
    expect(cases(day)).toMatchObject([{ what: 'difference', load: 't1' }])
  })

  const arrivedOf = (day: Day) =>
    Object.fromEntries(
      shown(day).loads.map(({ load, arrived }) => [load, (arrived as { best?: number } | null)?.best ?? null]),
    )

  it('a desk’s count that names no trip is of those who are uncounted there, though the vehicle has set out anew', () => {
    const day = come()
    for (const said of saidOfPlan('1'.repeat(64), [schoolTrip('t1', 'bus-001'), schoolTrip('t3', 'bus-001')]))
      day.enter(said)
    report(day, 'departed', { place: 'depot', trip: 't3' })
    report(day, 'people_arrived', { place: 'reception', people: people(40) })
    expect(arrivedOf(day)).toEqual({ t1: 40 })
    // Where the vehicle is by then, their count does not say.
    expect(bus(day)).toMatchObject({ trip: 't3', phase: 'to_stop' })
    expect(shown(day).under_way).toMatchObject({ vehicles_inside: { low: 0, high: 1 } })
    // All are counted: whose further count it is, nobody can tell.
    const again = { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(40) }
    expect(day.ask('report', again)?.code).toBe('trip_missing')
    // What stands in place of the first is of the same trip.
    const corrects = String(day.events.findLast(({ type }) => type === 'people_arrived')?.id)
    day.do('report', { ...again, people: people(39), corrects })
    expect(arrivedOf(day)).toEqual({ t1: 39 })
  })

  it('where people of two trips may have come, the desk is asked of which they are', () => {
    const day = come()
    for (const said of saidOfPlan('1'.repeat(64), [schoolTrip('t1', 'bus-001'), schoolTrip('t3', 'bus-001')]))
      day.enter(said)
    report(day, 'departed', { place: 'depot', trip: 't3' })
    boards(day, 20, { trip: 't3' })
    report(day, 'clear', { trip: 't3' })
    const count = { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(20) }
    expect(day.ask('report', count)?.code).toBe('trip_missing')
    expect(day.ask('report', { ...count, trip: 't3' })).toBeUndefined()
    expect(arrivedOf(day)).toEqual({ t1: null, t3: 20 })
  })

  it('stays uncounted when the vehicle goes on to its next trip', () => {
    const day = come()
    report(day, 'departed', { place: 'depot', trip: 't3' })
    later(day, 900)
    expect(shown(day).loads).toMatchObject([{ load: 't1', uncounted: { places: ['reception'] }, differs: null }])
    expect(openKinds(day)).toEqual(['arrivals_uncounted'])
  })

  it('and of whom not even the driver said that they came, is uncounted since the vehicle went on; out only if it was', () => {
    for (const isClear of [true, false]) {
      const day = running()
      boards(day, 40)
      report(day, 'departed', { place: 'school' })
      if (isClear) report(day, 'clear')
      // At one moment the desk counts and the driver leaves: what the driver sends may come first.
      report(day, 'departed', { place: 'reception', trip: 't3' })
      day.goTo(day.now)
      expect(openKinds(day)).toEqual([])
      expect(cases(day)).toEqual([])
      expect(shown(day)).toMatchObject({
        loads: [{ load: 't1', uncounted: { people: { best: 40 } }, differs: null }],
        out: { people: { low: 0, best: isClear ? 40 : 0, high: 40 } },
      })
      later(day, 900)
      expect(openKinds(day)).toEqual(['arrivals_uncounted'])
      report(day, 'people_arrived', { place: 'reception', trip: 't1', people: people(39) })
      day.goTo(day.now)
      expect(openKinds(day)).toEqual(['counts_differ'])
    }
  })

  it('is nobody where all who got on had left the vehicle before', () => {
    const day = running()
    boards(day, 40)
    report(day, 'stepped_down', { people: people(40) })
    report(day, 'departed', { place: 'school' })
    report(day, 'came', { place: 'reception' })
    later(day, 3600)
    expect(shown(day)).toMatchObject({ loads_over: 1, loads: [{ uncounted: null, differs: false }] })
    expect(openKinds(day)).toEqual([])
  })

  it('on a trip to two places, is asked of the one that has not counted', () => {
    const day = underWay(file)
    const [id, vehicle, ...rest] = schoolTrip('t1', 'bus-001') as Json[]
    const stops = [
      ['load', 'school', at('08:20'), at('08:45'), { families: 40 }, 0],
      ['unload', 'outer', at('09:00'), at('09:02'), { families: 15 }, 0],
      ['unload', 'reception', at('09:05'), at('09:10'), { families: 25 }, 0],
    ]
    const two = [id, vehicle, ...rest.map((each, index) => (index === 8 ? stops : each))] as Json
    for (const said of saidOfPlan('0'.repeat(64), [two])) day.enter(said)
    const nurse = somebody('desk')
    day.do('grant_role', { person: nurse.token, roles: ['desk'] })
    day.do('set_duty', { who: nurse.token, places: ['outer', 'reception'] })
    const states = () => ((shown(day, nurse).arrivals ?? []) as JsonObject[]).map(({ state }) => state)
    boards(day, 40)
    report(day, 'departed', { place: 'school' })
    report(day, 'clear')
    expect(states()).toEqual(['under_way', 'under_way'])
    report(day, 'people_arrived', { place: 'outer', people: people(15) })
    expect(states()).toEqual(['arrived', 'under_way'])
    report(day, 'came', { place: 'reception' })
    expect(states()).toEqual(['arrived', 'uncounted'])
    later(day, 900)
    expect(shown(day).alarms).toMatchObject([
      {
        kind: 'arrivals_uncounted',
        about: { place: 'reception' },
        particulars: { uncounted_low: 25, uncounted_high: 25 },
      },
    ])
    report(day, 'people_arrived', { place: 'reception', people: people(25) })
    day.goTo(day.now)
    expect(openKinds(day)).toEqual([])
    expect(shown(day).loads).toMatchObject([{ differs: false, is_over: true }])
  })

  it('a difference that rested on that alone, as accounts have it from before, ends once they are counted and are as many', () => {
    const ends = (figures: JsonObject, particulars: JsonObject, arrived: number) => {
      const day = come()
      day.enter({
        type: 'alarm_raised',
        details: {
          kind: 'counts_differ',
          key: 't1',
          cause: JSON.stringify(figures),
          about: { vehicle: 'bus-001', load: 't1' },
          particulars: JSON.stringify(particulars),
        },
      })
      day.enter({ type: 'case_opened', details: { what: 'difference', load: 't1' } })
      day.goTo(day.now)
      expect(openKinds(day)).toEqual(['counts_differ'])
      report(day, 'people_arrived', { place: 'reception', people: people(arrived) })
      day.goTo(day.now)
      expect(cases(day)).toMatchObject([{ what: 'difference', load: 't1', closed: null }])
      return openKinds(day)
    }
    const nobodyCounted = { boarded: [40, 40] }
    expect(ends(nobodyCounted, { unknown_low: 40 }, 40)).toEqual([])
    expect(ends(nobodyCounted, { unknown_low: 40 }, 38)).toEqual(['counts_differ'])
    expect(ends({ ...nobodyCounted, passed: [36, 36] }, { unknown_low: 40, not_passed_low: 4 }, 40)).toEqual([
      'counts_differ',
    ])
    expect(ends({ ...nobodyCounted, arrived: [38, 38] }, { unknown_low: 2 }, 40)).toEqual(['counts_differ'])
  })
})

describe('two who tell of one thing', () => {
  it('that exclude each other both stand, and neither is corrected', () => {
    const day = running()
    boards(day, 40, { chain: 'driver of bus 1' })
    boards(day, 36, { chain: 'monitor at the school' })
    expect(shown(day)).toMatchObject({
      loads: [{ boarded: { low: 36, high: 40 } }],
      contradictions: [
        {
          what: 'boarded',
          about: { load: 't1' },
          reports: [
            { chain: 'driver of bus 1', best: 40 },
            { chain: 'monitor at the school', best: 36 },
          ],
        },
      ],
    })
  })

  it('of the dead is for those who deal with protection alone', () => {
    const day = running()
    boards(day, 40)
    for (const [chain, count] of [
      ['driver', 1],
      ['monitor', 2],
    ] as const)
      day.do('report', { what: 'died', vehicle: 'bus-001', people: people(count), chain })
    expect(shown(day).contradictions).toMatchObject([{ what: 'died' }])
    expect(shown(day, dispatcher).contradictions).toEqual([])
  })

  it('of one source add up, and of two are the same people', () => {
    const day = running()
    boards(day, 25, { chain: 'driver' })
    boards(day, 15, { chain: 'driver' })
    boards(day, 40, { chain: 'monitor' })
    expect(shown(day)).toMatchObject({ loads: [{ boarded: { low: 40, best: 40, high: 40 } }], contradictions: [] })
  })

  it('a report that was taken back, or replaced, counts no longer and is still there', () => {
    const day = running()
    boards(day, 40)
    const first = String(day.events.at(-1)?.id)
    boards(day, 39, { corrects: first })
    const second = String(day.events.at(-1)?.id)
    expect(shown(day)).toMatchObject({ loads: [{ boarded: { low: 39, high: 39 } }], replaced: [{ entry: first }] })
    day.do('take_back', { entry: second })
    expect(shown(day)).toMatchObject({ loads: [{ boarded: null }], taken_back: [{ entry: second }] })
    expect(day.ask('take_back', { entry: 'x'.repeat(22) })?.code).toBe('report_unknown')
  })
})

describe('an alarm', () => {
  it('is raised once, taken to the next in line where nobody looks, each time one further, and ended by a person', () => {
    const day = running()
    const channels = [{ channel: 'telephone', number: '+1 555 0100', is_primary: true }]
    for (const [order, id] of ['desk', 'lead'].entries())
      day.do('set_contact', { id, of: 'pause', order: order + 1, function: `${id} of the day`, channels })
    day.do('report', { what: 'incident', place: 'inner' })
    day.goTo(day.now)
    day.goTo((day.now + 119) as never)
    expect(shown(day).alarms).toMatchObject([{ kind: 'incident', acknowledged: null, escalated: null, open: true }])
    day.goTo((day.now + 1) as never)
    const to = (name: string) => ({ contact: name, function: `${name} of the day` })
    expect(shown(day).alarms).toMatchObject([{ escalated: { times: 1, to: to('desk') }, open: true }])
    day.goTo((day.now + 179) as never)
    expect(shown(day).alarms).toMatchObject([{ escalated: { times: 1 } }])
    day.goTo((day.now + 1) as never)
    expect(shown(day).alarms).toMatchObject([{ escalated: { times: 2, to: to('lead') } }])
    day.goTo((day.now + 600) as never)
    expect(shown(day).alarms).toMatchObject([{ escalated: { times: 3, to: to('lead') } }])
    // It goes on being told; the account says it no more.
    for (let minutes = 0; minutes < 60; minutes++) day.goTo((day.now + 60) as never)
    expect(day.events.filter(({ type }) => type === 'alarm_escalated')).toHaveLength(3)
    const alarm = String(shown(day).alarms[0]?.alarm)
    day.do('acknowledge_alarm', { alarm, note: { language: 'en', text: 'asked the gate' } }, dispatcher)
    day.do('end_alarm', { alarm, reason: 'no effect on the route' }, dispatcher)
    day.goTo((day.now + 1000) as never)
    expect(shown(day).alarms).toMatchObject([
      {
        acknowledged: { by: dispatcher.token, note: 'asked the gate' },
        ended: { why: 'no effect on the route' },
        open: false,
      },
    ])
  })

  it('goes to whoever coordinates where the pause has no contact; where a server was away, no faster than one can answer', () => {
    const day = running()
    day.do('report', { what: 'incident', place: 'inner' })
    day.goTo(day.now)
    day.goTo((day.now + 3600) as never)
    expect(shown(day).alarms).toMatchObject([{ escalated: { times: 1, to: null } }])
    day.goTo((day.now + 59) as never)
    expect(shown(day).alarms).toMatchObject([{ escalated: { times: 1 } }])
    day.goTo((day.now + 1) as never)
    expect(shown(day).alarms).toMatchObject([{ escalated: { times: 2, to: null } }])
  })

  it('that a person has looked at in time is not taken further', () => {
    const day = running()
    day.do('report', { what: 'incident', place: 'inner' })
    day.goTo(day.now)
    day.do('acknowledge_alarm', { alarm: String(shown(day).alarms[0]?.alarm) })
    day.goTo((day.now + 3600) as never)
    expect(shown(day).alarms).toMatchObject([{ escalated: null }])
  })

  it('of a turn-back time: passed at the stop, over once it is out; urgent, so taken further in a minute', () => {
    const day = running()
    day.do('report', { what: 'came', vehicle: 'bus-001', place: 'school' })
    day.at('10:29:59')
    expect(openKinds(day)).toEqual([])
    day.at('10:30')
    expect(shown(day).alarms).toMatchObject([
      { kind: 'turn_back_passed', about: { vehicle: 'bus-001', trip: 't1' }, particulars: { which: 'leave_stop_by' } },
    ])
    day.at('10:31')
    expect(shown(day).alarms).toMatchObject([{ escalated: {} }])
    day.do('report', { what: 'clear', vehicle: 'bus-001' })
    day.goTo(day.now)
    expect(openKinds(day)).toEqual([])
  })

  it('of each turn-back time that it has not passed, also where it entered in time and was not heard of since', () => {
    const day = running()
    const which = () =>
      shown(day).alarms.flatMap(({ kind, particulars }) =>
        kind === 'turn_back_passed' ? [(particulars as JsonObject).which] : [],
      )
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot' })
    day.goTo((day.now + 60) as never)
    day.do('report', { what: 'came', vehicle: 'bus-001', corridor: 'bridge', gate: 'post' })
    day.at('10:29')
    expect(which()).toEqual([])
    day.at('10:30')
    expect(which()).toEqual(['leave_stop_by'])
    day.at('10:45')
    expect(which()).toEqual(['leave_stop_by', 'join_exit_by'])
    // Of one that nobody saw enter, all three.
    day.do('report', { what: 'departed', vehicle: 'bus-002', place: 'depot' })
    day.goTo(day.now)
    expect(which()).toEqual(['leave_stop_by', 'join_exit_by', 'enter_by', 'leave_stop_by', 'join_exit_by'])
  })

  it('of a waiting place: over its number, and over only once there is some room again', () => {
    const day = running()
    const count = (best: number) => {
      day.do('report', {
        what: 'counted',
        place: 'school',
        counts: [{ subject: 'waiting', unit: 'people', low: best, best, high: best }],
      })
      day.goTo((day.now + 600) as never)
    }
    count(60)
    expect(openKinds(day)).toEqual([])
    count(61)
    count(59)
    expect(openKinds(day)).toEqual(['waiting_over'])
    count(54)
    expect(openKinds(day)).toEqual([])
    count(70)
    expect(openKinds(day)).toEqual(['waiting_over'])
    expect(shown(day).alarms).toHaveLength(2)
  })

  it('of a gate: slower than planned by half, and over below a quarter', () => {
    const day = running()
    const takes = (seconds: number) => {
      day.do('report', {
        what: 'counted',
        corridor: 'bridge',
        gate: 'post',
        counts: [{ subject: 'service', unit: 's', low: seconds, best: seconds, high: seconds }],
      })
      day.goTo((day.now + 400) as never)
    }
    takes(170)
    expect(openKinds(day)).toEqual([])
    takes(190)
    takes(160)
    expect(openKinds(day)).toEqual(['gate_slow'])
    takes(150)
    expect(openKinds(day)).toEqual([])
  })

  it('of standing with people aboard, and of a vehicle that the pause does not know', () => {
    const day = running()
    boards(day, 40)
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'school' })
    day.goTo((day.now + 60) as never)
    day.do('report', { what: 'came', vehicle: 'bus-001', corridor: 'bridge', gate: 'post' })
    day.do('report', { what: 'came', vehicle: 'lorry-9', place: 'outer' })
    day.goTo((day.now + 899) as never)
    expect(openKinds(day)).toEqual(['unregistered_vehicle'])
    day.goTo((day.now + 1) as never)
    expect(openKinds(day)).toEqual(['unregistered_vehicle', 'standing'])
    day.do('report', {
      what: 'people_passed',
      vehicle: 'bus-001',
      corridor: 'bridge',
      gate: 'post',
      people: people(40),
    })
    day.goTo(day.now)
    expect(openKinds(day)).toEqual(['unregistered_vehicle'])
  })

  it('of what runs out soon', () => {
    const day = running()
    verifyAll(day, '2016-11-04T11:50')
    day.at('11:19')
    expect(openKinds(day)).not.toContain('withdrawal_lapses')
    day.at('11:20')
    expect(openKinds(day)).toContain('withdrawal_lapses')
  })

  it('is raised and settled by the server alone, and while one is open for the same, no second', () => {
    const day = running()
    const raise = { kind: 'silent', key: 'bus-001', vehicle: 'bus-001', particulars: '{"age_s":600}' }
    for (const role of roles) expect(day.ask('raise_alarm', raise, somebody(role))?.code).toBe('not_allowed')
    const server: Actor = { token: 'server', kind: 'server', roles: [] }
    day.do('raise_alarm', raise, server)
    day.do('raise_alarm', raise, server)
    expect(shown(day).alarms).toMatchObject([
      { kind: 'silent', particulars: { age_s: 600 }, about: { vehicle: 'bus-001' } },
    ])
    day.do('settle_alarm', { alarm: String(shown(day).alarms[0]?.alarm) }, server)
    day.do('raise_alarm', raise, server)
    expect(shown(day).alarms).toMatchObject([{ open: false }, { open: true }])
  })
})

describe('called back', () => {
  it('each vehicle has a place to go, and whether it knows is known', () => {
    const day = running()
    day.do('report', { what: 'came', vehicle: 'bus-001', place: 'school' })
    day.do('report', { what: 'departed', vehicle: 'bus-002', place: 'depot' })
    day.do('recall', { reason: 'shelling reported' })
    const recall = String(day.events.at(-1)?.id)
    // The school is 10 minutes from the refuge, and 11 from being out by its own exit.
    expect(shown(day)).toMatchObject({
      recalls: [
        {
          to: [
            { vehicle: 'bus-001', place: 'bakery' },
            { vehicle: 'bus-002', place: 'outer' },
          ],
        },
      ],
      orders: [{ vehicle: 'bus-001', to: 'bakery', received_at: null }, { vehicle: 'bus-002' }],
    })
    day.do('receive_order', { order: recall, vehicle: 'bus-001' }, dispatcher)
    expect((shown(day).orders as JsonObject[])[0]?.received_at).not.toBeNull()
    expect(day.ask('receive_order', { order: 'none', vehicle: 'bus-001' })?.code).toBe('order_unknown')
  })

  it('by one action with the break-off; and at the close who is not known to be clear is named', () => {
    const day = running()
    day.do('report', { what: 'came', vehicle: 'bus-001', place: 'school' })
    day.do('abort', {})
    expect(day.events.filter(({ type }) => type === 'recalled')).toHaveLength(1)
    day.do('close')
    expect(day.state.life.notClear).toEqual(['bus-001'])
  })

  describe('each role is shown what is its own of it', () => {
    const person = (token: string): Actor => ({ token, kind: 'person', roles: ['field'] })
    const onDuty = (day: Day, who: Actor, duty: JsonObject) => {
      day.do('grant_role', { person: who.token, roles: [...who.roles] })
      day.do('set_duty', { who: who.token, ...duty })
    }
    const atGate = (day: Day, who: Actor) => (shown(day, who).gate_recalls ?? []) as readonly JsonObject[]
    const [team, driver, other] = ['gate-team', 'driver', 'other-gate'].map(person) as [Actor, Actor, Actor]

    function abortedDay(): Day {
      const day = running()
      onDuty(day, team, { gates: ['bridge post'] })
      onDuty(day, driver, { vehicles: ['bus-001'] })
      onDuty(day, other, { gates: ['bridge other', 'tunnel post'] })
      day.do('report', { what: 'came', vehicle: 'bus-001', place: 'school' })
      day.do('report', { what: 'departed', vehicle: 'bus-002', place: 'school' })
      day.do('abort', { reason: 'shelling reported' })
      return day
    }

    it('a gate learns who comes through it and who does not come, and neither where else they go nor why', () => {
      const day = abortedDay()
      expect(atGate(day, team)).toEqual([
        { gate: 'post', corridor: 'bridge', vehicle: 'bus-001', way: 'away', at: expect.any(String) },
        { gate: 'post', corridor: 'bridge', vehicle: 'bus-002', way: 'through', at: expect.any(String) },
      ])
      expect(JSON.stringify(shown(day, team))).not.toMatch(/bakery|shelling/)
    })

    it('a driver the own vehicle, a gate elsewhere and who has no duty nothing, a party nothing at all', () => {
      const day = abortedDay()
      expect(shown(day, driver)).toMatchObject({ orders: [{ vehicle: 'bus-001', what: 'recall', to: 'bakery' }] })
      expect(atGate(day, driver)).toEqual([])
      expect(atGate(day, other)).toEqual([])
      expect(atGate(day, person('nobody'))).toEqual([])
      for (const who of [coordinator, dispatcher])
        expect(shown(day, who)).toMatchObject({ recalls: [{ to: [{ vehicle: 'bus-001' }, { vehicle: 'bus-002' }] }] })
      for (const role of ['liaison', 'donor', 'planner', 'auditor', 'analyst'] as const)
        expect(day.view('day', somebody(role))).toBeUndefined()
    })

    it('a gate is told no longer of who is out, and of nobody once the pause goes on', () => {
      const day = abortedDay()
      day.do('report', { what: 'clear', vehicle: 'bus-002' })
      expect(atGate(day, team).map(({ vehicle }) => vehicle)).toEqual(['bus-001'])
      day.state = {
        ...day.state,
        day: { ...day.state.day, lifted: new Set(day.state.day.recalls.map(({ entry }) => entry)) },
      }
      expect(atGate(day, team)).toEqual([])
    })

    it('a gate is told of one that is called back alone, and of one that has not set out', () => {
      const day = running()
      onDuty(day, team, { gates: ['post'] })
      day.do('recall', { vehicles: ['bus-002'], reason: 'no driver' })
      expect(atGate(day, team)).toMatchObject([{ vehicle: 'bus-002', way: 'away' }])
    })
  })

  describe('of one of which nobody has reported anything', () => {
    const moments = [
      ['07:59', 'depot'],
      ['08:10', 'outer'],
      // At the school, as planned; the refuge is nearer than its own exit.
      ['08:30', 'bakery'],
      ['08:50', 'outer'],
      ['09:01', 'reception'],
    ] as const

    it('the place to go follows from its plan, and that it does is said wherever it is shown', () => {
      for (const [when, place] of moments) {
        const day = running()
        day.now = at(when)
        expect([when, shown(day).vehicles[0]]).toMatchObject([
          when,
          { id: 'bus-001', at: null, safe_point: place, safe_point_by_plan: true },
        ])
        day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
        expect(shown(day).recalls).toMatchObject([{ to: [{ vehicle: 'bus-001', place, by_plan: true }] }])
      }
    })

    it('it is by what is reported as soon as anything is', () => {
      const day = running()
      day.now = at('08:30')
      day.do('report', { what: 'came', vehicle: 'bus-001', place: 'outer' })
      day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
      expect(shown(day).recalls).toMatchObject([{ to: [{ vehicle: 'bus-001', place: 'outer', by_plan: false }] }])
    })

    it('a recall of all names it where its plan has it under way, and the gate is not told that it stays away', () => {
      const day = running()
      onDuty(day, team, { gates: ['post'] })
      day.now = at('08:30')
      day.do('abort', { reason: 'shelling reported' })
      expect(shown(day).recalls).toMatchObject([
        { to: [{ vehicle: 'bus-001', by_plan: true }, { vehicle: 'bus-002' }] },
      ])
      expect((shown(day, team).gate_recalls as JsonObject[]).map(({ way }) => way)).toEqual(['unknown', 'unknown'])
    })

    it('which is in no plan either, is called back all the same, and to no place', () => {
      const day = running()
      expect(day.ask('recall', { vehicles: ['bus-009'], reason: 'a shell' })).toBeUndefined()
      expect(shown(day).recalls).toMatchObject([{ vehicles: ['bus-009'], to: [] }])
      expect(shown(day).orders).toMatchObject([{ vehicle: 'bus-009', what: 'recall', to: null }])
    })

    const team: Actor = { token: 'gate-team', kind: 'person', roles: ['field'] }
    const onDuty = (day: Day, who: Actor, duty: JsonObject) => {
      day.do('grant_role', { person: who.token, roles: [...who.roles] })
      day.do('set_duty', { who: who.token, ...duty })
    }
  })

  it('nobody is called where nobody is under way', () => {
    const day = running()
    day.do('abort', {})
    expect(day.events.some(({ type }) => type === 'recalled')).toBe(false)
    day.do('close')
    expect(day.state.life.notClear).toEqual([])
  })
})

describe('in the field', () => {
  const driver = somebody('field')
  const nurse = somebody('desk')

  it('who has no duty sees nothing, and reports of no vehicle', () => {
    const day = running()
    expect(shown(day, driver)).toMatchObject({ vehicles: [], trips: [], orders: [] })
    expect(day.ask('report', { what: 'departed', vehicle: 'bus-001' }, driver)?.code).toBe('not_own')
    expect(day.ask('report', { what: 'incident', place: 'inner' }, driver)).toBeUndefined()
  })

  it('sees its own trips, and a desk its own arrivals, without where they are', () => {
    const day = running()
    for (const [who, duty] of [
      [driver, { vehicles: ['bus-001'] }],
      [nurse, { places: ['reception'] }],
    ] as const) {
      day.do('grant_role', { person: who.token, roles: [...who.roles] })
      day.do('set_duty', { who: who.token, ...duty })
    }
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot' }, driver)
    expect(day.ask('report', { what: 'departed', vehicle: 'bus-002' }, driver)?.code).toBe('not_own')
    expect(shown(day, driver)).toMatchObject({ vehicles: [{ id: 'bus-001' }], trips: [{ trip: 't1' }] })
    expect(JSON.stringify(shown(day, driver))).not.toContain('bus-002')
    expect(shown(day, nurse)).toMatchObject({
      arrivals: [
        { trip: 't1', place: 'reception', groups: { families: 40 }, people: null, state: 'under_way' },
        { trip: 't2', state: 'expected' },
      ],
    })
    expect(shown(day, nurse)).not.toHaveProperty('vehicles')
    expect(day.ask('report', { what: 'departed', vehicle: 'bus-001' }, nurse)?.code).toBe('not_for_desks')
    expect(
      day.ask('report', { what: 'people_arrived', vehicle: 'bus-001', place: 'reception', people: people(3) }, nurse),
    ).toBeUndefined()
  })

  test.each(roles.filter((role) => !['coordinator', 'dispatcher', 'field', 'desk'].includes(role)))(
    'whoever is %s is shown nothing of the day',
    (role) => expect(running().view('day', somebody(role))).toBeUndefined(),
  )
})

describe('a later close', () => {
  it('is said once it is in the terms, approved by all and notified; and refused before', () => {
    const day = running()
    const until = '2016-11-04T12:00'
    expect(day.ask('extend', { window: 'night', until })?.code).toBe('window_unknown')
    expect(day.ask('extend', { window: 'day', until: '2016-11-04T14:00' })?.code).toBe('not_in_terms')
    expect(day.ask('extend', { window: 'day', until })?.code).toBe('not_later')
    day.do('draft_terms', { pause_file: file.replace('close: 2016-11-04T12:00', 'close: 2016-11-04T14:00') })
    day.do('agree_terms', { version: 2, by: ['north', 'south'], text: 'Until 14:00.' })
    const later = { window: 'day', until: '2016-11-04T14:00' }
    expect(day.ask('extend', later)?.code).toBe('approvals_missing')
    for (const party of ['north', 'south', 'council'])
      day.do('record_approval', { element: 'window.day', party, grade: 'written_unconditional', evidence: 'letter' })
    expect(day.ask('extend', later)?.code).toBe('not_notified')
    for (const party of ['north', 'south', 'council'])
      day.enter({ type: 'notified', party, notice: { channel: 'paper' }, details: {} })
    day.do('extend', later)
    day.do('extend', later)
    expect(shown(day).extensions).toMatchObject([{ window: 'day' }])
  })
})

test('people are sent from a waiting place in danger', () => {
  const day = running()
  expect(day.ask('disperse', { place: 'nowhere' })?.code).toBe('place_unknown')
  const reason = 'ask +963 944 123 456'
  expect(day.ask('disperse', { place: 'school', reason })?.code).toBe('number_of_a_person')
  expect(day.ask('extend', { window: 'day', until: '2016-11-04T12:00', reason })?.code).toBe('number_of_a_person')
  day.do('disperse', { place: 'school', to: ['bakery'], reason: 'shelling near by' })
  expect(shown(day).dispersals).toMatchObject([
    { place: 'school', to: ['bakery'], vehicles: ['bus-001', 'bus-002'], messages: [] },
  ])
  // Those who have to do with it are told, and no others.
  const [driver, other, at, desk, far] = ['driver', 'other', 'team', 'desk', 'far'].map((token) => ({
    ...somebody(token === 'desk' || token === 'far' ? 'desk' : 'field'),
    token,
  })) as [Actor, Actor, Actor, Actor, Actor]
  for (const [{ token }, duty] of [
    [driver, { vehicles: ['bus-001'] }],
    [other, { gates: ['post'] }],
    [at, { places: ['school'] }],
    [desk, { places: ['school'] }],
    [far, { places: ['depot'] }],
  ] as const)
    day.enter({ type: 'duty_set', details: { who: token, ...duty } as JsonObject })
  const told = (who: Actor) => (day.view('day', who) as { dispersals: unknown }).dispersals
  const what = { place: 'school', to: ['bakery'] }
  expect(told(driver)).toMatchObject([{ ...what, vehicles: ['bus-001'] }])
  for (const who of [at, desk]) expect(told(who)).toMatchObject([{ ...what, vehicles: [] }])
  for (const who of [other, far]) expect(told(who)).toEqual([])
  // Once it is out by that trip, it is bound for it no more.
  day.do('report', { what: 'came', vehicle: 'bus-001', trip: 't1', place: 'school' })
  day.do('report', { what: 'clear', vehicle: 'bus-001', trip: 't1' })
  expect(told(driver)).toEqual([])
})

test('a tracker is shown by a mark, and never by its id', () => {
  const day = running()
  const tracker = 'a-long-random-id-1234'
  expect(day.ask('bind_tracker', { tracker: 'short', vehicle: 'bus-001', protocol: 'osmand' })?.code).toBe(
    'tracker_guessable',
  )
  day.do('bind_tracker', { tracker, vehicle: 'bus-001', protocol: 'osmand' })
  expect(day.ask('bind_tracker', { tracker, vehicle: 'bus-002', protocol: 'osmand' })?.code).toBe('tracker_bound')
  expect(JSON.stringify(shown(day))).not.toContain(tracker)
  const [{ tracker: mark }] = shown(day).trackers as [{ tracker: string }]
  day.do('unbind_tracker', { tracker: mark })
  expect(shown(day).trackers).toEqual([])
})

test('aid is followed line by line, with what was taken off and why, and what was not taken off vehicles', () => {
  const day = running()
  day.do('report', { what: 'loaded', vehicle: 'truck-001', lines: line(100) })
  day.do('report', {
    what: 'removed_at_clearance',
    vehicle: 'truck-001',
    lines: line(70, { reason: 'not on the list' }),
  })
  day.do('report', { what: 'offloaded', vehicle: 'truck-001', place: 'bakery', lines: line(20) })
  day.do('report', { what: 'not_offloaded', vehicle: 'truck-001', place: 'bakery', lines: line(10) })
  expect(shown(day).aid).toMatchObject([
    {
      consignment: 'flour',
      item: 'sacks',
      stages: { loaded: { best: 100 }, cleared: null, offloaded: { best: 20 }, received: null },
      removed: [{ reason: 'not on the list', quantity: { best: 70 } }],
      not_offloaded: { best: 10 },
    },
  ])
})

describe('a report', () => {
  it.each([
    ['of no vehicle', { what: 'departed' }, 'vehicle_missing'],
    ['of no place', { what: 'child_alone' }, 'place_missing'],
    ['of no people', { what: 'people_boarded', vehicle: 'bus-001' }, 'people_missing'],
    ['of no lines', { what: 'loaded', vehicle: 'truck-001' }, 'lines_missing'],
    [
      'of goods of nobody',
      { what: 'loaded', vehicle: 'truck-001', lines: line(1, { owner: 'World Food' }) },
      'not_an_id',
    ],
    [
      'of goods of a number',
      { what: 'loaded', vehicle: 'truck-001', lines: line(1, { funder: '0944123456' }) },
      'number_of_a_person',
    ],
    ['of no count', { what: 'counted', place: 'school' }, 'counts_missing'],
    ['of what was not watched for', { what: 'watched', place: 'school' }, 'watched_missing'],
    ['of a name that is none', { what: 'departed', vehicle: 'bus 1' }, 'not_an_id'],
    ['of the future', { what: 'departed', vehicle: 'bus-001', happened: '2016-11-04T09:00' }, 'not_yet'],
    [
      'that ends before it begins',
      { what: 'departed', vehicle: 'bus-001', happened: '2016-11-04T07:59', until: '2016-11-04T07:58' },
      'period_backwards',
    ],
    [
      'whose range is turned round',
      { what: 'people_boarded', vehicle: 'bus-001', people: [{ low: 3, best: 2, high: 1 }] },
      'range_backwards',
    ],
    ['of a report that is none', { what: 'departed', vehicle: 'bus-001', corrects: 'x' }, 'report_unknown'],
    [
      'with a telephone number',
      { what: 'departed', vehicle: 'bus-001', chain: '+963 944 123 456' },
      'number_of_a_person',
    ],
  ])('%s is refused', (_why, input, code) => {
    const day = running()
    const events = day.events.length
    expect(day.ask('report', input as unknown as JsonObject)?.code).toBe(code)
    expect(day.events).toHaveLength(events)
  })
})

describe('in whatever order reports come', () => {
  /** Reports of three vehicles over an hour, at moments of their own. */
  const story: readonly (readonly [seconds: number, input: JsonObject])[] = ['bus-001', 'bus-002', 'bus-003'].flatMap(
    (vehicle, shift) =>
      (
        [
          [0, { what: 'departed', place: 'depot' }],
          [600, { what: 'came', place: 'school' }],
          [1200, { what: 'people_boarded', place: 'school', people: people(30 + shift) }],
          [1500, { what: 'departed', place: 'school' }],
          [1900, { what: 'people_passed', corridor: 'bridge', gate: 'post', people: people(30) }],
          [2400, { what: 'clear' }],
          [2900, { what: 'people_arrived', place: 'reception', people: people(30 - shift) }],
        ] as const
      ).map(
        ([seconds, input]) =>
          [seconds + shift * 7, { vehicle, trip: `t${shift + 1}`, load: `t${shift + 1}`, ...input }] as const,
      ),
  )

  function events(): readonly PauseEvent[] {
    const day = running()
    const start = day.now
    const before = day.events.length
    for (const [seconds, input] of story) {
      day.now = (start + seconds) as never
      day.do('report', input)
    }
    return day.events.slice(before)
  }

  const told = events()
  const ground = running()
  const fold = (order: readonly PauseEvent[]): Coordination => order.reduce(after, ground.state)
  const view = (state: Coordination) => parts.day.view(state, coordinator, ground.now)

  it('the same is so', () => {
    const expected = view(fold(told))
    let count = 0
    fc.assert(
      fc.property(fc.shuffledSubarray([...told], { minLength: told.length, maxLength: told.length }), (order) => {
        count += 1
        expect(view(fold(order))).toEqual(expected)
      }),
      { seed: 20161104, numRuns: 60 },
    )
    expect(count).toBeGreaterThanOrEqual(60)
  })

  it('nothing is lost: of any of them, each is found again', () => {
    let count = 0
    fc.assert(
      fc.property(fc.shuffledSubarray([...told], { minLength: 1 }), (order) => {
        const { day } = fold(order)
        const kept = new Set([...day.ofVehicle.values()].flatMap((all) => all.map(({ entry }) => entry)))
        count += order.length
        expect([...kept].sort()).toEqual(order.map(({ id }) => id).sort())
      }),
      { seed: 20161215, numRuns: 60 },
    )
    expect(count).toBeGreaterThan(200)
  })

  it('what was counted of a load is null or what was said, and never made up', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...told], { minLength: 1 }), (order) => {
        const loads = (view(fold(order)) as View).loads
        for (const load of loads) {
          const said = order.filter(({ opened }) => (opened.tokens as JsonObject).load === load.load)
          const has = (type: string) => said.some((each) => each.type === type)
          expect(load.boarded !== null).toBe(has('people_boarded'))
          expect(load.arrived !== null).toBe(has('people_arrived'))
          if (!has('people_boarded')) expect([load.unknown, load.aboard, load.differs]).toEqual([null, null, null])
        }
      }),
      { seed: 20180305, numRuns: 60 },
    )
  })

  it('a difference that was there stays with its alarm, whatever comes after', () => {
    const stays = running()
    for (const [seconds, input] of story) {
      stays.now = (stays.now + Math.max(0, seconds - 2900)) as never
      stays.do('report', input)
    }
    stays.goTo(stays.now)
    const loads = shown(stays).loads.filter(({ differs }) => differs === true)
    expect(loads.map(({ load }) => load)).toEqual(['t2', 't3'])
    expect(openKinds(stays).filter((kind) => kind === 'counts_differ')).toHaveLength(2)
  })
})

test('what cannot be read is left out', () => {
  const event = entered(
    { type: 'alarm_acknowledged', details: {}, references: { about: ['A'.repeat(22)] } },
    at('08:00'),
    1,
  )
  expect(parts.day.after(quiet, event)).toBe(quiet)
})
