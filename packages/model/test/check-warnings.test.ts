// What is sound but may not be meant: warnings, with where they point; and where there must be none.

import { describe, expect, test } from 'vitest'
import { at, edited, minimal, places, reportOn } from './minimal.ts'

type Change = readonly [passage: string, replacement: string]

interface Case {
  readonly code: string
  readonly change: Change | readonly Change[]
  readonly points: string
  readonly shift?: number
}

const window = '[{ id: day, open: 2016-11-04T08:00, close: 2016-11-04T12:00 }]'
const rules = '  separate: [[armed_groups, civilians], [armed_groups, medical]]\n'
const uncertainty = minimal.slice(minimal.indexOf('uncertainty:'))
const corridor = (fields: string): Change => ['corridors:\n', `corridors:\n  - { id: second, ${fields} }\n`]
const both = 'outside: outer, inside: inner, travel: { vehicle: 5 min }'
const noWalking: Change = ['    on_foot: { people: 40, per: 1 min }\n', '']
const noPeople: Change = [minimal.slice(minimal.indexOf('people: #'), minimal.indexOf('aid:\n')), 'people: []\n']
const noVehicles: Change = [minimal.slice(minimal.indexOf('fleet:\n'), minimal.indexOf('rules:\n')), 'fleet: []\n']

const cases: readonly Case[] = [
  {
    code: 'not_agreed_by_all',
    change: ['stated_by: [south]', 'stated_by: [south]\n  agreed_by: [south]'],
    points: 'agreed_by: [south]',
    shift: 11,
  },
  { code: 'time_zone_far', change: ['Asia/Damascus', 'Europe/Paris'], points: 'Europe/Paris' },
  { code: 'probability_without_uncertainty', change: [uncertainty, ''], points: '0.99 }' },
  {
    code: 'dark_before_close',
    change: ['close: 2016-11-04T12:00', 'close: 2016-11-04T19:00'],
    points: '2016-11-04T19:00',
  },
  { code: 'dark_at_opening', change: ['open: 2016-11-04T08:00', 'open: 2016-11-04T04:00'], points: '2016-11-04T04:00' },
  { code: 'holding_too_small', change: ['holding: 400', 'holding: 40'], points: '40, district' },
  {
    code: 'beds_too_few',
    change: ['beds: { stretcher: 6', 'beds: { stretcher: 3'],
    points: '4,\n      mobility: stretcher',
  },
  {
    code: 'group_of_nobody',
    change: ['count: 4,\n      mobility: stretcher', 'count: 0,\n      mobility: stretcher'],
    points: '0,\n      mobility: stretcher',
  },
  {
    code: 'people_not_asked',
    change: ['people: # who', 'people:\n  - { id: more, at: school, count: 60, wish: not_asked }\n  # who'],
    points: 'not_asked }',
  },
  {
    code: 'ready_after_close',
    change: [
      'group_size: 4,\n      to: [reception],\n      ready: 2016-11-04T08:00',
      'to: [reception],\n      ready: 2016-11-04T12:00',
    ],
    points: 'ready: 2016-11-04T12:00',
    shift: 7,
  },
  {
    code: 'fleet_of_none',
    change: ['count: 1,\n      at: depot', 'count: 0,\n      at: depot'],
    points: '0,\n      at: depot',
  },
  {
    code: 'fleet_never_available',
    change: ['[2016-11-04T07:30, 2016-11-04T14:00]', '[2016-11-04T12:00, 2016-11-04T14:00]'],
    points: '[2016-11-04T12:00, 2016',
  },
  {
    code: 'handling_time_missing',
    change: ['board: { fixed: 3 min, stretcher: 5 min, seated: 10 s }', 'board: { fixed: 3 min, stretcher: 5 min }'],
    points: '{ fixed: 3 min, stretcher: 5 min }',
  },
  { code: 'floor_above_consignment', change: ['floor: 4 t', 'floor: 9 t'], points: '9 t' },
  {
    code: 'gate_without_delay',
    change: ['service: { bus: 3 min', 'service: { bus: 0 s'],
    points: '{ bus: 0 s',
  },
  {
    code: 'link_of_no_time',
    change: ['time: 5 min, on_foot', 'time: 0 min, on_foot'],
    points: '0 min, on_foot',
  },
  {
    code: 'walking_without_time',
    change: ['travel: { vehicle: 6 min, on_foot: 40 min }', 'travel: { vehicle: 6 min }'],
    points: '{ people: 40, per: 1 min }',
  },
  {
    code: 'convoy_use_not_of_corridor',
    change: [rules, `${rules}  convoys: [{ corridor: bridge, uses: [armed_groups], size: [2, 20] }]\n`],
    points: '[armed_groups], size',
  },
  {
    code: 'reciprocal_waits_for_nobody',
    change: [rules, `${rules}  reciprocal: [{ id: c, movement: civilians, waits_for: armed_groups }]\n`],
    points: 'armed_groups }]\n',
  },
  // A corridor nobody can use, and why.
  {
    code: 'corridor_without_users',
    change: corridor(`uses: [armed_groups], ${both}`),
    points: '[armed_groups], outside',
  },
  {
    code: 'corridor_without_capacity',
    change: corridor(`uses: [civilians], capacity: 0 per 15 min, ${both}`),
    points: '0 per 15 min',
  },
  {
    code: 'corridor_opens_too_late',
    change: corridor(`uses: [civilians], opens: { earliest: 11:30 }, ${both}`),
    points: '11:30',
  },
  {
    code: 'corridor_bars_all',
    change: corridor('uses: [civilians], outside: outer, inside: inner, travel: { truck: 5 min }'),
    points: '{ truck: 5 min }',
  },
  {
    code: 'corridor_bars_all',
    change: corridor(`uses: [civilians], gates: [{ id: g, position: 0.5, lanes: 0, service: 1 min }], ${both}`),
    points: '{ vehicle: 5 min }',
  },
  {
    code: 'corridor_not_linked',
    change: [
      ['places: #', 'places:\n  - { id: far, kind: mouth, at: [37.11, 36.19] }\n  #'],
      corridor('uses: [civilians], outside: far, inside: inner, travel: { vehicle: 5 min }'),
    ],
    points: 'far, inside: inner',
  },
  {
    code: 'corridor_out_of_reach',
    change: [
      ['places: #', 'places:\n  - { id: far, kind: mouth, at: [37.11, 36.19] }\n  #'],
      ['links:\n', 'links:\n  - { between: [far, depot], time: { truck: 3 min } }\n'],
      corridor('uses: [civilians], outside: far, inside: inner, travel: { vehicle: 5 min }'),
    ],
    points: 'far, inside: inner',
  },
  // People nobody can reach or carry, and what is missing.
  {
    code: 'people_without_vehicle',
    change: ['mobility: seated', 'mobility: stretcher'],
    points: 'stretcher,\n      priority: general',
  },
  { code: 'group_fits_no_vehicle', change: ['group_size: 4', 'group_size: 60'], points: '60,\n' },
  {
    code: 'people_out_of_reach',
    change: [
      '{ between: [inner, school], time: 5 min, on_foot: 20 min }',
      '{ between: [inner, school], on_foot: 20 min }',
    ],
    points: 'school,\n      count: { low',
  },
  {
    code: 'people_without_way_out',
    change: ['direction: both', 'direction: in'],
    points: 'school,\n      count: { low',
  },
  {
    code: 'people_without_way_out',
    change: ['time: 5 min, on_foot: 20 min }', 'time: 5 min, on_foot: 20 min, one_way: true }'],
    points: 'school,\n      count: { low',
  },
  {
    code: 'hospital_without_ambulance',
    change: ['time: { bus: 9 min, ambulance: 7 min, truck: 10 min }', 'time: { bus: 9 min }'],
    points: 'clinic, kind: hospital',
  },
  {
    code: 'aid_without_vehicle',
    change: ['carries: [aid], loads: [{ mass: 8 t, volume: 30 m3 }]', 'carries: [civilians], loads: [{ seated: 2 }]'],
    points: 'aid:\n',
    shift: 7,
  },
  {
    code: 'drop_out_of_reach',
    change: ['{ between: [inner, bakery], time: 4 min }', '{ between: [inner, bakery], time: { bus: 4 min } }'],
    points: 'bakery, kind: drop',
  },
  {
    code: 'window_without_round',
    change: ['close: 2016-11-04T12:00', 'close: 2016-11-04T08:40'],
    points: '2016-11-04T08:40',
  },
  {
    code: 'drop_without_return',
    change: ['{ between: [inner, bakery], time: 4 min }', '{ between: [inner, bakery], time: 2 h }'],
    points: 'bakery, kind: drop',
  },
  { code: 'no_people', change: noPeople, points: 'people: []', shift: 8 },
  { code: 'no_vehicles', change: noVehicles, points: 'fleet: []', shift: 7 },
]

function textOf({ change }: Case): string {
  return edited(...(typeof change[0] === 'string' ? [change as Change] : (change as readonly Change[])))
}

describe('warnings', () => {
  test.each(cases.map((each) => [`${each.code} (${each.points.split('\n')[0]})`, each] as const))('%s', (_, each) => {
    const text = textOf(each)
    const { ok, errors, warnings } = reportOn(text)
    expect(errors).toEqual([])
    expect(places(warnings)).toContain(`${each.code}@${at(text, each.points, each.shift)}`)
    expect(ok).toBe(true)
  })

  test('people whose destinations no vehicle reaches', () => {
    const text = edited(
      ['  - { between: [reception, outer], time: 5 min }\n', ''],
      ['  - { between: [depot, reception], time: 4 min }\n', ''],
    )
    expect(places(reportOn(text).warnings)).toContain(`destinations_out_of_reach@${at(text, '[reception],\n')}`)
  })

  test('the smallest pause warns only that it is announced', () => {
    expect(reportOn(minimal).warnings.map((warning) => warning.code)).toEqual(['not_agreed_by_all'])
  })

  test('sunset over Aleppo on 4 November 2016 was at 16:32 local time', () => {
    const [dark] = reportOn(edited(['close: 2016-11-04T12:00', 'close: 2016-11-04T19:00'])).warnings.filter(
      (warning) => warning.code === 'dark_before_close',
    )
    expect(dark?.text).toContain('16:32')
  })

  test('one warning of darkness a window', () => {
    const text = edited([window, '[{ id: long, open: 2016-11-04T04:00, close: 2016-11-07T19:00 }]'])
    const dark = reportOn(text).warnings.filter((warning) => warning.code.startsWith('dark'))
    expect(dark.map((warning) => warning.code)).toEqual(['dark_before_close'])
  })

  test('a pause that nobody is in, with nothing to drive, is sound', () => {
    const { ok, warnings } = reportOn(edited(noPeople, noVehicles))
    expect(ok).toBe(true)
    expect(warnings.map((warning) => warning.code)).toEqual(['not_agreed_by_all', 'no_people', 'no_vehicles'])
  })

  describe('a clock of far away', () => {
    const ofClock = (...changes: Change[]) =>
      reportOn(edited(...changes)).warnings.filter(({ code }) => code === 'time_zone_far')

    test('is told with how far, and with what is kept nearby', () => {
      const [told] = ofClock(['Asia/Damascus', 'Europe/Paris'])
      expect(told?.text).toContain('3200 km')
      expect(told?.remedy).toContain('Asia/Damascus')
    })

    test.each(['Asia/Beirut', 'Europe/Athens', 'Africa/Johannesburg', 'UTC', 'Etc/GMT-3'])(
      'is none where it shows what clocks nearby show, or is of no place: %s',
      (zone) => expect(ofClock(['Asia/Damascus', zone])).toEqual([]),
    )

    test('is none within one country, however large', () => {
      // Kashgar by the clock of Shanghai.
      const moved = minimal
        .replaceAll(/\b37\.(\d+)/g, '75.$1')
        .replaceAll(/\b36\.(\d+)/g, '39.$1')
        .replace('Asia/Damascus', 'Asia/Shanghai')
      expect(reportOn(moved).warnings.map(({ code }) => code)).not.toContain('time_zone_far')
      const byParis = reportOn(moved.replace('Asia/Shanghai', 'Europe/Paris')).warnings
      expect(byParis.map(({ code }) => code)).toContain('time_zone_far')
    })
  })

  test('a spread that is wrong is told where it stands, and not as if nothing were said of spreads', () => {
    const { errors, warnings } = reportOn(edited(['city: { best: 0.15', 'city: { best: -0.15']))
    expect(errors.map(({ code }) => code)).toEqual(['number_negative'])
    expect(warnings.map(({ code }) => code)).toEqual(['not_agreed_by_all'])
  })

  test('people who can walk need no vehicle', () => {
    const walkers: Change = ['mobility: seated', 'mobility: on_foot']
    const noBus: Change = ['carries: [civilians],', 'carries: [armed_groups],']
    expect(reportOn(edited(walkers, noBus)).warnings.map((each) => each.code)).not.toContain('people_without_vehicle')
    expect(reportOn(edited(walkers, noBus, noWalking)).warnings.map((each) => each.code)).toContain(
      'people_without_vehicle',
    )
  })

  // The shortest round of minimal is the ambulance’s: 6 min in, 5 to the school, 5 back, 1 at the gate, 6 out: 23 min.
  describe('of a window too short for any round', () => {
    const closing = (close: string, ...more: Change[]) =>
      reportOn(edited(['close: 2016-11-04T12:00', `close: 2016-11-04T${close}`], ...more)).warnings.filter(
        ({ code }) => code === 'window_without_round',
      )

    test('to the second: what fits exactly is not warned of', () => {
      expect(closing('08:53:00')).toEqual([])
      expect(closing('08:52:59').map(({ text }) => text)).toEqual([
        'In the window “day” no vehicle can go in and be out in time: the shortest way in and out takes 23 min, and the window leaves 22 min 59 s.',
      ])
    })

    test('with the least window that one fits into: the round, the buffer, and what passes before a corridor opens', () => {
      const later: Change = ['earliest: 2016-11-04T08:00', 'earliest: 2016-11-04T09:00']
      expect(closing('08:40').map(({ remedy }) => remedy)).toEqual([
        'Ask for a window of 53 min at least, or shorten the buffer.',
      ])
      expect(closing('09:40', later)[0]?.remedy).toContain('1 h 53 min')
    })

    test('of each window by itself', () => {
      const more = ', { id: later, open: 2016-11-04T13:00, close: 2016-11-04T13:40 } ]'
      const text = edited([window, `${window.slice(0, -1)}${more}`])
      const found = reportOn(text).warnings.filter(({ code }) => code === 'window_without_round')
      expect(places(found)).toEqual([`window_without_round@${at(text, '2016-11-04T13:40')}`])
    })

    test('time before the first corridor opens is none', () => {
      const later: Change = ['earliest: 2016-11-04T08:00', 'earliest: 2016-11-04T09:00']
      expect(closing('09:53:00', later)).toEqual([])
      expect(closing('09:52:59', later)).toHaveLength(1)
    })

    test('in by one corridor and out by another is a round, too', () => {
      const out = 'uses: [medical], outside: outer, inside: inner, direction: out, travel: { vehicle: 2 min }'
      expect(closing('08:48:00', corridor(out))).toEqual([])
      expect(closing('08:47:59', corridor(out))).toHaveLength(1)
    })

    test('where some are inside already, who need the way out alone, none', () => {
      expect(closing('08:40')).toHaveLength(1)
      const state = `  state:\n    at: 2016-11-04T08:10\n    vehicles: [{ id: bus-001, fleet: bus, at: school }]\n`
      expect(closing('08:40', [rules, rules + state])).toEqual([])
    })

    test('where no vehicle is, or nobody and nothing to carry, none', () => {
      expect(closing('08:40', noVehicles)).toEqual([])
    })
  })
})
