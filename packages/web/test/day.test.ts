// What the board makes of what it is told, worked out by hand on the minimal example.

import { beforeAll, describe, expect, it } from 'vitest'
import { calledAlarms, callsOf, isMuted, isToSound } from '../src/board/calling.ts'
import { hoursMinutes, urgencyOf, windowNow } from '../src/board/clock.ts'
import { openAlarms, type ReportView } from '../src/board/day.ts'
import { toldLines, toldOut, toldUnderWay } from '../src/board/happened.ts'
import { aidOf, emptyReport, faultsIn, instantOf, rangeOf, reportInput } from '../src/board/reporting.ts'
import { notClear } from '../src/board/stop.tsx'
import { vehicleRows } from '../src/board/vehicles.tsx'
import { pauseTime } from '../src/coordination/clock-view.ts'
import { inputOf, isRight } from '../src/paper/enter.tsx'
import { findForm, formsOf, planOfMark } from '../src/paper/forms.ts'
import { day, hour, reports } from './fixtures/day.ts'
import { viewOf } from './fixtures/served.ts'

let minimal: Awaited<ReturnType<typeof viewOf>>
beforeAll(async () => {
  minimal = await viewOf('minimal')
})

const at = (clock: string) => Date.parse(hour(clock))
const zone = 'Asia/Damascus'
const standing = reports.filter(({ entry }) => entry !== 'e-10')

describe('the clock', () => {
  const window = { open: at('08:00'), close: at('12:00'), clearBy: at('11:30') }

  it.each([
    ['07:59', 'before'],
    ['10:29', 'calm'],
    ['10:30', 'soon'],
    ['11:30', 'late'],
    ['12:00', 'over'],
  ] as const)('at %s the window is %s', (now, urgency) => {
    expect(urgencyOf(window, at(now))).toBe(urgency)
  })

  it('counts in hours and minutes, and below an hour in seconds too', () => {
    expect([hoursMinutes(11_520_000), hoursMinutes(450_000), hoursMinutes(-5)]).toEqual(['3:12', '0:07:30', '0:00:00'])
  })

  it('runs as fast as that of the exercise, and real time where there is none', () => {
    const clock = { real_s: 1000, pause_s: 5000, speed: 60 }
    expect([pauseTime(clock, 1_010_000), pauseTime(null, 7)]).toEqual([5_600_000, 7])
  })

  it('looks at the window that is open, else the next, else the last', () => {
    const next = { open: at('14:00'), close: at('16:00'), clearBy: undefined }
    const windows = [window, next]
    expect([at('09:00'), at('13:00'), at('17:00')].map((now) => windowNow(windows, now))).toEqual([window, next, next])
  })
})

describe('what comes by radio', () => {
  it.each([
    ['38', { low: 38, best: 38, high: 38 }],
    ['35-40', { low: 35, best: 38, high: 40 }],
    ['35 – 36 – 40', { low: 35, best: 36, high: 40 }],
    ['40-35', undefined],
    ['', undefined],
    ['some', undefined],
    ['1-2-3-4', undefined],
    ['-3', undefined],
  ])('a number typed as “%s”', (text, range) => {
    expect(rangeOf(text)).toEqual(range)
  })

  it.each([
    ['9:20', '09:25', hour('09:20')],
    ['0920', '09:25', hour('09:20')],
    ['09.20', '09:25', hour('09:20')],
    // After midnight the evening before is meant.
    ['23:50', '00:10', '2016-11-03T23:50:00+02:00'],
    ['25:00', '09:25', undefined],
    ['9', '09:25', undefined],
  ])('a time typed as “%s” at %s', (text, now, instant) => {
    const read = instantOf(text, at(now), zone)
    expect(read === undefined ? undefined : Date.parse(read)).toBe(
      instant === undefined ? undefined : Date.parse(instant),
    )
  })

  it('aid is a consignment, its item and how many', () => {
    expect(aidOf('flour/sacks 120')).toEqual({
      line: { consignment: 'flour', item: 'sacks' },
      quantity: { low: 120, best: 120, high: 120 },
    })
    expect(['flour 120', 'flour/sacks', 'flour/sacks many'].map(aidOf)).toEqual([undefined, undefined, undefined])
  })

  it('goods are of a kind, somebody’s, and paid for by somebody, where that was told; by ids alone', () => {
    const typed = { ...emptyReport, type: 'offloaded' as const, aid: 'flour/sacks 20' }
    const known = { now: at('09:25'), timeZone: zone, language: 'en' }
    const linesOf = (more: Partial<typeof typed>) =>
      reportInput({ ...typed, ...more }, known, { trip: () => undefined, corridor: () => undefined }).lines
    const line = { consignment: 'flour', item: 'sacks', unit: 'items', low: 20, best: 20, high: 20 }
    expect(linesOf({})).toEqual([line])
    expect(linesOf({ category: 'food', owner: ' wfp ', funder: 'donor.1' })).toEqual([
      { ...line, category: 'food', owner: 'wfp', funder: 'donor.1' },
    ])
    expect(faultsIn({ ...typed, category: 'food', owner: 'wfp', funder: '' }, at('09:25'), zone)).toEqual([])
    const odd = { ...typed, category: 'arms', owner: 'World Food', funder: 'x'.repeat(65) }
    expect(faultsIn(odd, at('09:25'), zone)).toEqual(['category', 'owner', 'funder'])
    // What was typed for goods goes with nothing else.
    const other = { ...odd, type: 'departed' as const, vehicle: 'truck-001' }
    expect(faultsIn(other, at('09:25'), zone)).toEqual([])
    expect(reportInput(other, known, { trip: () => undefined, corridor: () => undefined })).toEqual({
      what: 'departed',
      vehicle: 'truck-001',
    })
  })

  it('what was taken off has the reason that was given, by radio and from paper: without one nothing is sent', () => {
    const typed = { ...emptyReport, type: 'removed_at_clearance' as const, aid: 'flour/sacks 20' }
    expect(faultsIn(typed, at('09:25'), zone)).toEqual(['reason'])
    const told = { ...typed, reason: ' not on the list ' }
    expect(faultsIn(told, at('09:25'), zone)).toEqual([])
    const known = { now: at('09:25'), timeZone: zone, language: 'en' }
    const of = { trip: () => undefined, corridor: () => undefined }
    expect(reportInput(told, known, of).lines).toMatchObject([{ reason: 'not on the list', high: 20 }])
    // With nothing else.
    expect(reportInput({ ...told, type: 'offloaded' }, known, of).lines).toEqual([
      { consignment: 'flour', item: 'sacks', unit: 'items', low: 20, best: 20, high: 20 },
    ])
    const form = formsOf(minimal.plan, 'a3f9')[5]
    const row = form?.rows[0]
    if (form === undefined || row === undefined) throw new Error('the manifest of the truck is there')
    const filled = { at: '09:10', count: '20', reason: 'no reason given' }
    expect(inputOf(form, row, 'removed_at_clearance', filled, { ...known, chain: 'M' }).lines).toMatchObject([
      { item: 'sacks', high: 20, reason: 'no reason given' },
    ])
    expect(isRight('removed_at_clearance', { count: '20' }, known.now, zone)).toBe(false)
    expect(isRight('removed_at_clearance', filled, known.now, zone)).toBe(true)
  })

  it('an empty number is lacking, and is never sent as 0', () => {
    const typed = { ...emptyReport, type: 'people_boarded' as const, vehicle: 'bus-001', at: '99' }
    expect(faultsIn(typed, at('09:25'), zone)).toEqual(['people', 'at'])
  })

  it('a queue is counted in vehicles, at a gate of its corridor', () => {
    const typed = { ...emptyReport, type: 'queue' as const, gate: 'gate', people: '3', place: 'left over' }
    const known = { now: at('09:25'), timeZone: zone, language: 'en' }
    expect(reportInput(typed, known, { trip: () => undefined, corridor: () => 'bridge' })).toEqual({
      what: 'counted',
      gate: 'gate',
      corridor: 'bridge',
      counts: [{ subject: 'queue', unit: 'vehicles', low: 3, best: 3, high: 3 }],
    })
  })
})

describe('what happened', () => {
  it('is drawn from gate to mouth as it was told; between places alone, as not seen', () => {
    const { pause, plan } = minimal
    const lines = toldLines(pause, plan, standing).get('bridge') ?? []
    expect(
      lines.map(({ vehicle, isSeen, points }) => [
        vehicle,
        isSeen,
        ...points.map((point) => [point.at, point.position]),
      ]),
    ).toEqual([
      ['bus-001', false, [at('07:54'), 0], [at('08:14'), 1]],
      ['bus-001', true, [at('08:26'), 1], [at('08:37'), 0.5], [at('08:41'), 0]],
      ['bus-001', false, [at('08:50'), 0], [at('09:20'), 1]],
      ['ambulance-001', true, [at('08:24'), 1], [at('08:34'), 0.5]],
    ])
  })

  it('counts a load once as out, when it passed; who walked by each word; late reports at their time', () => {
    const walked: ReportView = { ...(reports[9] as ReportView), entry: 'w', at: hour('08:30') }
    expect(toldOut([...standing, walked]).map((count) => [count.at, count.best])).toEqual([
      [at('08:30'), 12],
      [at('08:34'), 14],
      [at('08:37'), 61],
    ])
  })

  it('who is aboard falls when they pass, and never below none', () => {
    expect(toldUnderWay(standing).map(({ at: when, low, best, high }) => [when, low, best, high])).toEqual([
      [at('08:24'), 2, 2, 2],
      [at('08:26'), 50, 50, 50],
      [at('08:34'), 48, 48, 48],
      [at('08:37'), 1, 1, 1],
      [at('09:20'), 31, 35, 39],
    ])
    expect(toldUnderWay([])).toEqual([])
  })
})

describe('what presses', () => {
  it('an alarm that was escalated comes first, one that is taken last', () => {
    expect(openAlarms(day.alarms).map(({ alarm }) => alarm)).toEqual(['a-silent', 'a-standing', 'a-waiting'])
    const over = day.alarms.map((alarm) => ({ ...alarm, ended: { at: hour('09:24') } }))
    expect(openAlarms(over)).toEqual([])
  })

  it('what nobody has taken is sounded at once, again each two minutes, and sooner where it is taken further or is new', () => {
    const calls = callsOf(calledAlarms(day.alarms))
    expect(calls).toEqual(['a-silent 1'])
    const quiet = { mute: undefined, last: undefined }
    expect(isToSound([], quiet, 0)).toBe(false)
    expect(isToSound(calls, quiet, 0)).toBe(true)
    const last = { atMilliseconds: 0, of: calls }
    const sounds = (of: readonly string[], at: number) => isToSound(of, { mute: undefined, last }, at)
    expect([119_999, 120_000].map((at) => sounds(calls, at))).toEqual([false, true])
    expect([14_999, 15_000].map((at) => sounds(['a-silent 2'], at))).toEqual([false, true])
    const taken = day.alarms.map((alarm) => ({ ...alarm, acknowledged: { at: hour('09:24') } }))
    expect(calledAlarms(taken)).toEqual([])
  })

  it('silence ends by itself, and is not of what is new', () => {
    const mute = { untilMilliseconds: 600_000, of: ['a-silent 1'] }
    expect([599_999, 600_000].map((at) => isMuted(['a-silent 1'], mute, at))).toEqual([true, false])
    expect(isMuted(['a-silent 2'], mute, 0)).toBe(false)
    expect(isMuted(['a-silent 1', 'a-standing 1'], mute, 0)).toBe(false)
    expect(isToSound(['a-silent 1'], { mute, last: undefined }, 0)).toBe(false)
    expect(isToSound(['a-silent 1'], { mute, last: undefined }, 600_000)).toBe(true)
  })

  it('a vehicle of which nothing is known is among those not clear, and has its last moment', () => {
    expect(notClear({ ...day, alarms: [] }).map(({ id }) => id)).toEqual(['bus-001', 'ambulance-001', 'truck-001'])
    const out = { ...day, vehicles: day.vehicles.map((each) => ({ ...each, phase: 'out' as const })) }
    expect(notClear({ ...out, alarms: [] })).toEqual([])
    const seen = {
      alarm: 'a',
      kind: 'seen_inside',
      key: 'bus-001',
      since: '',
      about: { vehicle: 'bus-001' },
      particulars: {},
    }
    expect(notClear({ ...out, alarms: [seen] }).map(({ id }) => id)).toEqual(['bus-001'])
    expect(notClear({ ...out, alarms: [{ ...seen, ended: { at: '' } }] })).toEqual([])
    const rows = vehicleRows(day, at('10:40'))
    expect(rows.map(({ vehicle, due }) => [vehicle.id, due?.due.next, due?.leftSeconds])).toEqual([
      ['ambulance-001', 'enter', -2100],
      ['bus-001', 'leave_stop', -300],
      ['truck-001', 'join_exit', 240],
    ])
  })
})

describe('paper', () => {
  it('numbers forms by trip and plan; a row knows what it is about', () => {
    const forms = formsOf(minimal.plan, 'a3f9')
    expect(forms.map(({ number }) => number).slice(0, 6)).toEqual([
      'F1-a3f9',
      'M1-a3f9',
      'F2-a3f9',
      'M2-a3f9',
      'F3-a3f9',
      'M3-a3f9',
    ])
    expect(forms[0]?.rows.map(({ boxes }) => boxes.join(' '))).toEqual([
      'departed',
      '',
      'people_boarded',
      'clear',
      'people_passed',
      'people_arrived',
    ])
    expect(forms[5]?.rows).toEqual([
      {
        row: 1,
        what: 'item',
        boxes: ['loaded', 'removed_at_clearance', 'offloaded', 'received'],
        aid: { consignment: 'flour', item: 'sacks' },
        count: 320,
      },
    ])
  })

  it('is found as it is typed, and paper of another plan is known for what it is', () => {
    const forms = formsOf(minimal.plan, 'a3f9')
    expect(['f1 A3F9', 'M3-a3f9', 'F1-0000', 'F99-a3f9', 'R', ''].map((typed) => findForm(forms, typed).kind)).toEqual([
      'found',
      'found',
      'other_plan',
      'none',
      'none',
      'none',
    ])
    expect(findForm(forms, 'm2 B4E0')).toEqual({ kind: 'other_plan', mark: 'b4e0' })
  })

  it('of an earlier plan is of the one alone that has its mark', () => {
    const [first, second, like] = ['b4e07d51', 'c0ffee00', 'b4e0ffff'].map((sha256) => ({
      sha256,
      agreed_at: hour('06:00'),
    }))
    if (first === undefined || second === undefined || like === undefined) throw new Error('three were made')
    expect(planOfMark([first, second], 'b4e0')).toBe(first)
    expect([planOfMark([first, second], 'b4e'), planOfMark([first, second], '0000')]).toEqual([undefined, undefined])
    expect(planOfMark([first, second, like], 'b4e0')).toBeUndefined()
  })
})
