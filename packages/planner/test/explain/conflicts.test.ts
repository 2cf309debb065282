// Pauses that cannot work at all, each worked out by hand. The quickest round on the bridge of examples/minimal is the bus's
// with one family of 4: 6 min in, 5 to the school, boarding 4 min 40 s, 5 back, 3 to the gate, 3 there, 3 out: 29 min 40 s.
// The truck's with one sack: 6 + 4 + 22.5 s of unloading + 4 + 3 + 4 + 3 min: 24 min 23 s.

import type { Conflict, Instant, Pause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { conflictOfPromises } from '../../src/index.ts'
import { explainedPlanOf } from '../planning.ts'
import { changedPause, familiesAlone, type TextChange } from './changed-files.ts'

const minimal = 'minimal/pause'

function conflictsOf(...changes: readonly TextChange[]): readonly Conflict[] {
  return explainedPlanOf(changedPause(minimal, ...changes), 5).conflicts ?? []
}

function pathsOf({ members }: Conflict): readonly string[] {
  return members.map(({ path }) => path)
}

/** 08:00, in the time zone of the file. */
const opening = Date.parse('2016-11-04T06:00:00Z') / 1000

describe('a window too short for any trip', () => {
  // 50 min, of which 30 are kept for safety.
  const close: TextChange = ['close: 2016-11-04T12:00', 'close: 2016-11-04T08:50']

  it('the answer is none, with what the least window would be, to the second', () => {
    const [people, aid] = conflictsOf(close)
    // 29:40 + 30 min; 24:23 + 30 min.
    expect(people?.least_window).toEqual({ window: 'day', close: opening + 3580, length_s: 3580, least: 'proved' })
    expect(aid?.least_window).toEqual({ window: 'day', close: opening + 3263, length_s: 3263, least: 'proved' })
    expect(people?.would_take).toBe('window day +10 min')
    expect(aid?.would_take).toBe('window day +5 min')
  })

  it('and is planned with: in that window somebody is out, in a second less nobody', () => {
    const closing = (seconds: number): TextChange => {
      const clock = new Date((opening + seconds + 2 * 3600) * 1000).toISOString().slice(0, 19)
      return ['close: 2016-11-04T12:00', `close: ${clock}`]
    }
    const out = (seconds: number) =>
      explainedPlanOf(changedPause(minimal, ...familiesAlone(100), closing(seconds)), 5).served.people
    expect(out(3580)).toBe(4)
    expect(out(3579)).toBe(0)
  })

  it('conflicts with the time kept for safety: without either somebody could be brought out', () => {
    for (const conflict of conflictsOf(close)) {
      expect(conflict).toMatchObject({ proved: true, smallest: true })
      expect(pathsOf(conflict)).toEqual(['terms.clear.buffer', 'terms.windows[0].close'].sort(inFile))
    }
  })

  it('by itself, where nothing is kept', () => {
    const conflicts = conflictsOf(
      ['close: 2016-11-04T12:00', 'close: 2016-11-04T08:20'],
      ['buffer: 30 min', 'buffer: 0 s'],
    )
    expect(conflicts.map(pathsOf)).toEqual([['terms.windows[0].close'], ['terms.windows[0].close']])
    expect(conflicts.map(({ least_window }) => least_window?.length_s)).toEqual([1780, 1463])
  })
})

/** As the planner lists them: the window before what is kept of it. */
const inFile = (a: string, b: string) => (a < b ? 1 : -1)

describe('what cannot be kept together', () => {
  it.each<[what: string, paths: readonly string[], wouldTake: string | undefined, ...changes: TextChange[]]>([
    [
      'no slots',
      ['corridors[0].capacity'],
      'capacity bridge +1 per 900 s',
      ['capacity: { vehicles: 4,', 'capacity: { vehicles: 0,'],
    ],
    ['no lanes', ['corridors[0].gates[0].lanes'], 'lanes bridge/gate +1', ['lanes: 1, foot', 'lanes: 0, foot']],
    ['one direction', ['corridors[0].direction'], 'both_ways bridge', ['direction: both', 'direction: in']],
    [
      'no way to them',
      ['links'],
      undefined,
      ['  - { between: [inner, school],    time: 5 min, on_foot: 20 min }\n', ''],
    ],
    [
      // At the mouth 6 min after 12:30, and the window closes at 12:00; in by 11:00:20 it would be out in time.
      'a bus that comes after the window',
      ['fleet[0].available', 'terms.windows[0].close'],
      'available bus from -96 min',
      ['available: [2016-11-04T07:30,', 'available: [2016-11-04T12:30,'],
    ],
    [
      // One family: out at 08:29:40, at the reception at 08:34:40, and 2 min 20 s to alight.
      'a bus that leaves before it is back',
      ['fleet[0].available'],
      'available bus until +7 min',
      ['2016-11-04T14:00]', '2016-11-04T08:30]'],
    ],
    [
      'nobody taken in',
      ['places[4].intake'],
      'intake reception +1 per 900 s',
      ['intake: { people: 100,', 'intake: { people: 0,'],
    ],
    ['no places', ['places[4].places'], 'places reception +4', ['places: 400', 'places: 0']],
    [
      'not for civilians',
      ['corridors[0].uses'],
      'use bridge civilians',
      ['uses: [civilians, medical, aid]', 'uses: [medical, aid]'],
    ],
  ])('%s', (_, paths, wouldTake, ...changes) => {
    const [conflict, ...others] = conflictsOf(...familiesAlone(100), ...changes)
    expect(others).toEqual([])
    expect(conflict).toMatchObject({ about: 'people', smallest: true })
    expect(conflict === undefined ? [] : pathsOf(conflict)).toEqual(paths)
    expect(conflict?.would_take).toBe(wouldTake)
  })

  it('is said of aid by itself, where people are brought out', () => {
    const [conflict, ...others] = conflictsOf(['count: 1, at: warehouse', 'count: 0, at: warehouse'])
    expect(others).toEqual([])
    expect(conflict).toMatchObject({ about: 'aid', would_take: 'fleet truck +1', proved: true, smallest: true })
    expect(conflict?.members).toEqual([{ kind: 'vehicle', id: 'truck', path: 'fleet[2].count' }])
  })

  it('names each group that comes too late, where it stands in the file, though some are alike', () => {
    const late =
      'at: school, count: 4, mobility: seated, priority: general, movement: civilians, to: [reception], ready: 2016-11-04T12:30'
    const groups = `people:
  - { id: home, at: school, count: 70, wish: stay }
  - { id: one, ${late} }
  - { id: other, ${late} }
`
    const [conflict, ...others] = conflictsOf(
      [/^people:[\s\S]*?\n\naid:/m, `${groups}\naid:`],
      [/aid:\n[\s\S]*?\n\n/, '\n'],
    )
    expect(others).toEqual([])
    expect(conflict).toMatchObject({ about: 'people', smallest: true })
    expect(conflict === undefined ? [] : pathsOf(conflict)).toEqual([
      'people[1].ready',
      'people[2].ready',
      'terms.windows[0].close',
    ])
  })

  it('is not looked for where nobody wishes to leave', () => {
    const plan = explainedPlanOf(
      changedPause(
        minimal,
        [/^people:[\s\S]*?\n\naid:/m, 'people:\n  - { id: home, at: school, count: 70, wish: stay }\n\naid:'],
        ['close: 2016-11-04T12:00', 'close: 2016-11-04T08:50'],
      ),
      0,
    )
    expect(plan.conflicts?.map(({ about }) => about)).toEqual(['aid'])
  })

  it('is not looked for where anybody is served', () => {
    expect(explainedPlanOf(changedPause('minimal-short/pause'), 5).conflicts).toBeUndefined()
  })
})

describe('promises that cannot be kept', () => {
  const pause = changedPause(minimal)
  const departing = (id: string, vehicle: string, seconds: number): Pause['rules']['committed'][number] => {
    const at = (opening + seconds) as Instant
    const nothing = { corridor: null, gate: null, lane: null, people: {}, aid: {} }
    return { id, vehicle, legs: [{ kind: 'depart', place: 'depot', from: at, until: at, ...nothing }] }
  }
  const committed = [departing('a', 'bus-001', 0), departing('b', 'bus-001', 60), departing('c', 'truck-001', 0)]
  const promising: Pause = { ...pause, rules: { ...pause.rules, committed } }

  it('the smallest set of them, as whoever judges plans says', () => {
    // Judged here by a rule of our own: no two of the bus in a window of four hours or less.
    const isKept = ({ rules, terms }: Pause) =>
      (terms.windows[0]?.close ?? 0) > opening + 4 * 3600 ||
      rules.committed.filter(({ vehicle }) => vehicle === 'bus-001').length < 2
    const found = conflictOfPromises(promising, travelTimesOf(pause), isKept, () => true)
    expect(found).toMatchObject({ about: 'promises', smallest: true })
    const expected = ['rules.committed[0]', 'rules.committed[1]', 'terms.windows[0].close']
    expect(found === undefined ? [] : pathsOf(found)).toEqual(expected)
  })

  it('are none where the judge finds nothing', () => {
    expect(
      conflictOfPromises(
        promising,
        travelTimesOf(pause),
        () => true,
        () => true,
      ),
    ).toBeUndefined()
  })
})
