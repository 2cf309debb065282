// One test for each thing that a file can say and not mean: the code, and where it points.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at, edited, minimal, places, reportOn } from './minimal.ts'

type Change = readonly [passage: string, replacement: string]

interface Case {
  readonly code: string
  /** What is changed in the fixture. */
  readonly change: Change | readonly Change[]
  /** The error points at this passage of the changed file, or so many characters further. */
  readonly points: string
  readonly shift?: number
}

const rules = '  separate: [[armed_groups, civilians], [armed_groups, medical]]\n'
const withRules = (text: string): Change => [rules, `${rules}  ${text}\n`]
const window = '[{ id: day, open: 2016-11-04T08:00, close: 2016-11-04T12:00 }]'
/** One more group; fields named replace its own. */
const extraGroup = (fields: string): Change => {
  const own = 'at: school, count: 10, mobility: seated, priority: general, movement: civilians, to: [reception]'
  const named = new Set([...fields.replaceAll(/\[.*\]/g, '').matchAll(/(\w+):/g)].map((match) => match[1]))
  const kept = own.split(', ').filter((field) => !named.has(field.split(':')[0]))
  return ['people: # who WISH', `people:\n  - { ${['id: more', ...kept, fields].join(', ')} }\n  # who WISH`]
}
const fleet = (fields: string): Change => ['fleet:\n', `fleet:\n  - { ${fields} }\n`]
const corridor = (fields: string): Change => [
  'corridors:\n',
  `corridors:\n  - { id: second, uses: [civilians], travel: { vehicle: 5 min }, ${fields} }\n`,
]

const cases: readonly Case[] = [
  {
    code: 'id_clash',
    change: ['id: south,', 'id: north,'],
    points: 'north, role: party_to_conflict, name: { en: South',
  },
  { code: 'id_clash', change: ['id: outer,', 'id: depot,'], points: 'depot, kind: mouth' },
  {
    code: 'id_clash',
    change: ['id: patients', 'id: families'],
    points: 'families,\n      at: school,\n      count: 4',
  },
  { code: 'id_clash', change: ['id: ambulance', 'id: bus'], points: 'bus,\n      kind: ambulance' },
  {
    code: 'id_clash',
    change: [window, `${window.slice(0, -1)}, { id: day, open: 2016-11-05T08:00, close: 2016-11-05T12:00 }]`],
    points: 'day, open: 2016-11-05',
  },
  {
    code: 'id_clash',
    change: ['          id: gate,', '          id: gate, position: 0.2, service: 1 min }, { id: gate,'],
    points: 'gate,\n          position: 0.5',
  },
  {
    code: 'id_clash',
    change: ['36 l }', '36 l }, { id: sacks, category: food, count: 1, mass: 1 kg }'],
    points: 'sacks, category: food, count: 1,',
  },
  {
    code: 'id_clash',
    change: withRules('events: [{ id: e, earliest: 09:00 }, { id: e, earliest: 10:00 }]'),
    points: 'e, earliest: 10:00',
  },
  {
    code: 'id_clash',
    change: withRules(
      'reciprocal: [{ id: c, movement: aid, waits_for: civilians }, { id: c, movement: aid, waits_for: civilians }]',
    ),
    points: 'c, movement: aid, waits_for: civilians }]',
  },
  {
    code: 'event_named_as_movement',
    change: withRules('events: [{ id: civilians, earliest: 09:00 }]'),
    points: 'civilians, earliest',
  },
  { code: 'reference_unknown', change: ['stated_by: [south]', 'stated_by: [elsewhere]'], points: 'elsewhere' },
  { code: 'reference_misspelt', change: ['outside: outer', 'outside: outter'], points: 'outter' },
  { code: 'reference_of_other_kind', change: ['donor: relief', 'donor: bakery'], points: 'bakery,\n      from' },
  {
    code: 'reference_misspelt',
    change: withRules('convoys: [{ corridor: bride, uses: [aid], size: [2, 20] }]'),
    points: 'bride',
  },
  {
    code: 'reference_unknown',
    change: withRules('reciprocal: [{ id: c, movement: aid, waits_for: nothing }]'),
    points: 'nothing',
  },
  {
    code: 'reference_unknown',
    change: withRules('committed: [{ id: t, vehicle: lorry-009, legs: [] }]'),
    points: 'lorry-009',
  },
  {
    code: 'reference_misspelt',
    change: withRules('committed: [{ id: t, vehicle: bus-002, legs: [] }]'),
    points: 'bus-002',
  },
  {
    code: 'reference_misspelt',
    change: withRules(
      'committed: [{ id: t, vehicle: bus-001, legs: [{ kind: gate, corridor: bridge, gate: gatte, from: 2016-11-04T08:00, until: 2016-11-04T08:01 }] }]',
    ),
    points: 'gatte',
  },
  {
    code: 'window_reversed',
    change: ['close: 2016-11-04T12:00', 'close: 2016-11-04T07:00'],
    points: '2016-11-04T07:00',
  },
  {
    code: 'window_reversed',
    change: ['close: 2016-11-04T12:00', 'close: 2016-11-04T08:00'],
    points: 'close: 2016-11-04T08:00',
    shift: 7,
  },
  {
    code: 'window_too_long',
    change: ['close: 2016-11-04T12:00', 'close: 2016-11-12T12:00'],
    points: '2016-11-12T12:00',
  },
  {
    code: 'windows_overlap',
    change: [window, `${window.slice(0, -1)}, { id: two, open: 2016-11-04T11:00, close: 2016-11-04T15:00 }]`],
    points: '2016-11-04T11:00',
  },
  {
    code: 'windows_out_of_order',
    change: [window, `${window.slice(0, -1)}, { id: two, open: 2016-11-03T08:00, close: 2016-11-03T12:00 }]`],
    points: '2016-11-03T08:00',
  },
  { code: 'buffer_too_long', change: ['buffer: 30 min', 'buffer: 4 h'], points: '4 h,' },
  { code: 'place_not_inside', change: ['at: [37.16, 36.20]', 'at: [37.25, 36.20]'], points: '[37.25, 36.20]' },
  { code: 'place_not_outside', change: ['at: [37.08, 36.20]', 'at: [37.18, 36.20]'], points: '[37.18, 36.20]' },
  { code: 'place_swapped', change: ['at: [37.16, 36.20]', 'at: [36.20, 37.16]'], points: '[36.20, 37.16]' },
  {
    code: 'place_swapped',
    change: [['at: [37.08, 36.20]', 'at: [6.20, 47.08]'], ...zoneAt(47.1, 6.2)],
    points: '[6.20, 47.08]',
  },
  {
    code: 'link_joins_sides',
    change: ['between: [depot, reception]', 'between: [depot, school]'],
    points: '[depot, school]',
  },
  {
    code: 'link_to_itself',
    change: ['between: [depot, reception]', 'between: [depot, depot]'],
    points: '[depot, depot]',
  },
  {
    code: 'link_without_time',
    change: ['between: [depot, reception], time: 4 min', 'between: [depot, reception]'],
    points: '{ between: [depot, reception] }',
  },
  { code: 'corridor_end_not_mouth', change: corridor('outside: depot, inside: inner'), points: 'depot, inside: inner' },
  {
    code: 'corridor_both_outside',
    change: [
      ['at: [37.14, 36.20], inside: true', 'at: [37.11, 36.20]'],
      ['between: [inner, school]', 'between: [bakery, school]'],
      ['between: [inner, bakery]', 'between: [bakery, school]'],
    ],
    points: 'inside: inner',
    shift: 8,
  },
  { code: 'corridor_both_inside', change: corridor('outside: inner, inside: inner'), points: 'inner, inside: inner' },
  {
    code: 'corridor_mouths_exchanged',
    change: corridor('outside: inner, inside: outer'),
    points: 'inner, inside: outer',
  },
  {
    code: 'private_cars_without_lane',
    change: ['private_cars: { vehicles: 0', 'private_cars: { vehicles: 9'],
    points: '{\n          id: gate',
  },
  {
    code: 'private_cars_against_direction',
    change: corridor('outside: outer, inside: inner, direction: in, private_cars: { vehicles: 3, per: 1 h }'),
    points: '{ vehicles: 3, per: 1 h }',
  },
  { code: 'group_not_inside', change: extraGroup('at: depot'), points: 'depot }\n  # who' },
  // Of who chose to stay, or was not asked, the file needs no more than where and how many; what it says must still be so.
  {
    code: 'group_not_inside',
    change: ['people: # who WISH', 'people:\n  - { id: more, at: depot, count: 10, wish: stay }\n  # who WISH'],
    points: 'depot, count: 10',
  },
  { code: 'reference_unknown', change: extraGroup('wish: not_asked, to: [nowhere]'), points: 'nowhere] }' },
  { code: 'word_misspelt', change: extraGroup('wish: stays'), points: 'stays }' },
  {
    code: 'key_missing',
    change: ['people: # who WISH', 'people:\n  - { id: more, at: school, count: 10 }\n  # who'],
    points: '{ id: more',
  },
  {
    code: 'moved_without_wish',
    change: [
      extraGroup('wish: stay'),
      withRules('state: { at: 09:00, vehicles: [{ id: bus-001, place: school, aboard: { families: 4, more: 2 } }] }'),
    ],
    points: '2 } }] }',
  },
  {
    code: 'moved_without_wish',
    change: [
      extraGroup('wish: not_asked'),
      withRules(
        'committed: [{ id: t, vehicle: bus-001, legs: [{ kind: load, place: school, from: 2016-11-04T08:20, until: 2016-11-04T08:30, people: { more: 3 } }] }]',
      ),
    ],
    points: '3 } }] }]',
  },
  { code: 'destination_inside', change: extraGroup('to: [bakery]'), points: 'bakery] }\n  # who' },
  { code: 'destination_of_wrong_kind', change: extraGroup('to: [reception, depot]'), points: 'depot] }\n  # who' },
  {
    code: 'ready_counts_differ',
    change: extraGroup('ready: [{ at: 08:00, count: 4 }, { at: 09:00, count: 5 }]'),
    points: '[{ at: 08:00, count: 4 }',
  },
  {
    code: 'armed_groups_priority',
    change: extraGroup('movement: armed_groups, priority: medical'),
    points: 'medical }\n  # who',
  },
  { code: 'rank_not_medical', change: extraGroup('rank: 7'), points: '7 }\n  # who' },
  { code: 'companions_not_medical', change: extraGroup('companions: 1'), points: '1 }\n  # who' },
  {
    code: 'consignment_from_elsewhere',
    change: ['from: warehouse', 'from: depot'],
    points: 'depot,\n      to: bakery',
  },
  { code: 'consignment_to_elsewhere', change: ['to: bakery', 'to: school'], points: 'school,\n      floor' },
  {
    code: 'fleet_inside',
    change: fleet('id: car, kind: car, count: 1, at: school, carries: [civilians], loads: [{ seated: 4 }]'),
    points: 'school, carries',
  },
  {
    code: 'fleet_carries_nothing',
    change: fleet('id: car, kind: car, count: 1, at: depot, loads: [{ seated: 4 }]'),
    points: '{ id: car',
  },
  {
    code: 'fleet_without_loads',
    change: fleet('id: car, kind: car, count: 1, at: depot, carries: [civilians]'),
    points: '{ id: car',
  },
  {
    code: 'vehicle_fits_nobody',
    change: ['loads: [{ mass: 8 t, volume: 30 m3 }]', 'loads: [{ seated: 3 }]'],
    points: '[{ seated: 3 }]',
  },
  {
    code: 'vehicle_fits_nobody',
    change: ['loads: [{ seated: 50 }, { seated: 38, wheelchair: 4 }]', 'loads: [{ seated: 0 }]'],
    points: '[{ seated: 0 }]',
  },
  {
    code: 'ambulance_carries_other',
    change: ['carries: [medical]', 'carries: [medical, civilians]'],
    points: '[medical, civilians]',
  },
  {
    code: 'escort_carries',
    change: fleet('id: lead, kind: escort, count: 1, at: depot, carries: [civilians]'),
    points: '[civilians] }',
  },
  {
    code: 'escort_carries',
    change: fleet('id: lead, kind: escort, count: 1, at: depot, loads: [{ seated: 2 }]'),
    points: '[{ seated: 2 }]',
  },
  {
    code: 'available_reversed',
    change: ['available: [2016-11-04T07:30, 2016-11-04T14:00]', 'available: [2016-11-04T14:00, 2016-11-04T07:30]'],
    points: '[2016-11-04T14:00',
  },
  {
    code: 'convoy_size_reversed',
    change: withRules('convoys: [{ corridor: bridge, uses: [aid], size: [20, 2] }]'),
    points: '[20, 2]',
  },
  {
    code: 'escort_of_other_kind',
    change: withRules('convoys: [{ corridor: bridge, uses: [aid], size: [2, 20], escort: bus }]'),
    points: 'bus }]',
  },
  { code: 'separate_itself', change: ['[armed_groups, medical]', '[medical, medical]'], points: '[medical, medical]' },
  {
    code: 'refuge_outside',
    change: withRules('refuges: [{ at: depot, capacity: 50, until: 14:00, guaranteed_by: south }]'),
    points: 'depot, capacity',
  },
  {
    code: 'reciprocal_medical',
    change: withRules('reciprocal: [{ id: c, movement: medical, waits_for: civilians }]'),
    points: 'medical, waits_for',
  },
  {
    code: 'reciprocal_waits_for_itself',
    change: withRules('reciprocal: [{ id: c, movement: civilians, waits_for: civilians }]'),
    points: 'civilians }]',
  },
  {
    code: 'reciprocal_deadlock',
    change: withRules(
      'reciprocal: [{ id: c, movement: civilians, waits_for: armed_groups }, { id: d, movement: armed_groups, waits_for: civilians }]',
    ),
    points: 'armed_groups }, { id: d',
    shift: 0,
  },
  {
    code: 'alternates_without_state',
    change: [
      corridor('outside: outer, inside: inner'),
      withRules('alternates: [{ corridor: second, instead_of: bridge }]'),
    ],
    points: '[{ corridor: second',
  },
  {
    code: 'alternate_of_itself',
    change: withRules('alternates: [{ corridor: bridge, instead_of: bridge }]\n  state: { at: 09:00, vehicles: [] }'),
    points: 'instead_of: bridge',
    shift: 12,
  },
  {
    code: 'state_whereabouts',
    change: withRules('state: { at: 09:00, vehicles: [{ id: bus-001 }] }'),
    points: '{ id: bus-001',
  },
  {
    code: 'state_whereabouts',
    change: withRules(
      'state: { at: 09:00, vehicles: [{ id: bus-001, place: depot, corridor: bridge, position: 0.5 }] }',
    ),
    points: '{ id: bus-001',
  },
  {
    code: 'too_many_vehicles',
    change: ['count: 1,\n      at: depot', 'count: 5001,\n      at: depot'],
    points: 'fleet:\n',
    shift: 9,
  },
]

function zoneAt(longitude: number, latitude: number): Change[] {
  const west = longitude.toFixed(2)
  const east = (longitude + 0.07).toFixed(2)
  const south = latitude.toFixed(2)
  const north = (latitude + 0.06).toFixed(2)
  const ring = `[[[${west}, ${south}], [${east}, ${south}], [${east}, ${north}], [${west}, ${north}], [${west}, ${south}]]]`
  return [['[[[37.13, 36.18], [37.20, 36.18], [37.20, 36.24], [37.13, 36.24], [37.13, 36.18]]]', ring]]
}

describe('errors of meaning', () => {
  test.each(cases.map((each) => [`${each.code} (${each.points.split('\n')[0]})`, each] as const))('%s', (_, each) => {
    const { change } = each
    const text = edited(...(typeof change[0] === 'string' ? [change as Change] : (change as readonly Change[])))
    const { ok, errors } = reportOn(text)
    expect(places(errors)).toContain(`${each.code}@${at(text, each.points, each.shift)}`)
    expect(ok).toBe(false)
  })

  test('the fixture and examples/minimal have none', () => {
    expect(reportOn(minimal).errors).toEqual([])
    const example = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url))
    expect(reportOn(example).errors).toEqual([])
  })

  test('a clash names the line of the first', () => {
    const text = edited(['id: south,', 'id: north,'])
    expect(reportOn(text).errors[0]?.text).toBe('A second party is called “north”; the first stands on line 8.')
  })

  test('a dangling reference says what is expected and what may be meant', () => {
    const [error] = reportOn(edited(['outside: outer', 'outside: outter'])).errors
    expect(error?.text).toBe('“outter” is not defined in this file; expected here: place.')
    expect(error?.remedy).toBe('Did you mean “outer”?')
  })

  test('a deadlock names the smallest circle', () => {
    const conditions = [
      '{ id: a, movement: civilians, waits_for: aid_in }',
      '{ id: b, movement: armed_groups, waits_for: civilians }',
      '{ id: c, movement: civilians, waits_for: armed_groups }',
    ]
    const text = edited(
      withRules(`events: [{ id: aid_in, earliest: 09:00 }]\n  reciprocal: [${conditions.join(', ')}]`),
    )
    const deadlocks = reportOn(text).errors.filter((error) => error.code === 'reciprocal_deadlock')
    expect(deadlocks.map((error) => error.text)).toEqual([
      'These movements wait for each other, so that none can start: armed_groups → civilians → armed_groups.',
    ])
  })

  test('a place that cannot be read is still a place: nothing dangles for it', () => {
    const { errors } = reportOn(edited(['id: school, kind: pick_up', 'id: school, kind: pickup']))
    expect(errors.map((error) => error.code)).toEqual(['word_misspelt'])
  })

  test('a mouth on the border itself is on both sides', () => {
    expect(reportOn(edited(['at: [37.14, 36.20], inside', 'at: [37.13, 36.20], inside'])).errors).toEqual([])
  })
})
