// Whatever is given: a clear error, all of them at once, nothing thrown.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { at, edited, minimal, places, reportOn } from './minimal.ts'

type Change = readonly [passage: string, replacement: string]

const encoder = new TextEncoder()

describe('files that are no pause file', () => {
  const cases: readonly (readonly [name: string, text: string | Uint8Array, expected: string])[] = [
    ['nothing', '', 'file_empty@1:1'],
    ['a comment alone', '# to do\n', 'file_empty@1:1'],
    ['not YAML', 'treve_pause: 1\nid: "minimal\n', 'not_yaml@3:1'],
    ['a bracket left open', 'treve_pause: 1\nparties: [a, b\n', 'not_yaml@3:1'],
    ['two documents', `${minimal}---\nid: other\n`, `several_documents@${minimal.split('\n').length}:1`],
    ['a tab to indent', 'terms:\n\tbuffer: 1\n', 'tab_as_indent@2:1'],
    ['a tag', 'id: !!binary aaaa\n', 'tag_unknown@1:14'],
    ['another tag', 'id: !made_up aaaa\n', 'tag_unknown@1:5'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0x00), 'not_utf8@1:1'],
    ['binary', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xd8, 0xff), 'not_utf8@1:1'],
    ['a zero byte', 'id: minimal\ntitle: a\u0000b\n', 'control_character@2:9'],
    ['deep nesting', `a:\n  ${'['.repeat(33)}${']'.repeat(33)}`, 'too_deep@2:34'],
    ['very deep nesting', '['.repeat(200_000), 'too_deep@1:33'],
    ['aliases that explode', explosion(), 'aliases_explode@4:45'],
    ['more than 20 MB', new Uint8Array(20_000_001).fill(0x20), 'file_too_large@1:1'],
    ['a list', '- 1\n', 'expected_map@1:1'],
  ]

  test.each(cases)('%s', (_, text, expected) => {
    const { ok, errors } = reportOn(text)
    expect(ok).toBe(false)
    expect(places(errors)).toContain(expected)
    for (const error of errors) expect(error.remedy).not.toBe('')
  })

  test('a byte-order mark and Windows line ends change nothing', () => {
    const text = edited(['id: south,', 'id: north,']).replaceAll('\n', '\r\n')
    const marked = Uint8Array.of(0xef, 0xbb, 0xbf, ...encoder.encode(text))
    expect(places(reportOn(marked).errors)).toEqual(places(reportOn(edited(['id: south,', 'id: north,'])).errors))
    expect(reportOn(minimal.replaceAll('\n', '\r\n')).ok).toBe(true)
  })

  test('a duplicate key, and where the second stands', () => {
    const text = edited(['exercise: true', 'id: again\nexercise: true'])
    expect(places(reportOn(text).errors)).toEqual([`duplicate_key@${at(text, 'id: again')}`])
  })

  test('what is wrong in YAML is told in words that are ours', () => {
    const { errors } = reportOn('treve_pause: 1\nparties: [a, b\n')
    const error = errors.find(({ code }) => code === 'not_yaml')
    expect(error?.text).toBe(
      'This cannot be read as YAML or JSON: the indentation does not fit, or a bracket is not closed.',
    )
  })
})

describe('figures and words that cannot be', () => {
  const cases: readonly [code: string, change: Change, points: string, shift?: number][] = [
    ['key_missing', ['time_zone: Asia/Damascus', ''], 'treve_pause'],
    ['time_zone_unknown', ['Asia/Damascus', 'local clock'], 'local clock'],
    ['time_zone_misspelt', ['Asia/Damascus', 'Asia/Damascas'], 'Asia/Damascas'],
    ['time_zone_misspelt', ['Asia/Damascus', 'Damascus'], 'Damascus'],
    ['key_misspelt', ['stated_by', 'stated_bye'], 'stated_bye'],
    ['number_negative', ['count: 4,\n', 'count: -4,\n'], '-4'],
    ['number_not_whole', ['count: 4,\n', 'count: 4.5,\n'], '4.5,'],
    ['number_too_large', ['count: 4,\n', 'count: 40000000000,\n'], '40000000000'],
    ['expected_number', ['count: 4,\n', 'count: four,\n'], 'four,'],
    ['figure_out_of_order', ['low: 80, best: 100, high: 140', 'low: 80, best: 100, high: 90'], '{ low: 80'],
    ['figure_without_best', ['low: 80, best: 100, high: 140', 'low: 80, high: 140'], '{ low: 80'],
    ['unit_missing', ['buffer: 30 min', 'buffer: 30'], 'buffer: 30', 8],
    ['unit_of_other_kind', ['buffer: 30 min', 'buffer: 30 km'], '30 km'],
    ['unit_unknown', ['buffer: 30 min', 'buffer: 30 mins'], '30 mins'],
    ['quantity_negative', ['buffer: 30 min', 'buffer: -30 min'], '-30 min'],
    ['expected_time', ['open: 2016-11-04T08:00', 'open: 4 Nov 8am'], '4 Nov'],
    ['time_does_not_exist', ['open: 2016-11-04T08:00', 'open: 2016-03-25T00:30'], '2016-03-25T00:30'],
    ['time_exists_twice', ['open: 2016-11-04T08:00', 'open: 2016-10-27T23:30'], '2016-10-27T23:30'],
    ['ring_crosses_itself', ['[37.20, 36.24], [37.13, 36.24]', '[37.13, 36.24], [37.20, 36.24]'], '[[37.13, 36.18]'],
    ['ring_open', ['[37.13, 36.24], [37.13, 36.18]]', '[37.13, 36.24]]'], '[[37.13, 36.18]'],
    ['position_swapped', ['at: [37.16, 36.20]', 'at: [36.20, 137.16]'], '[36.20, 137.16]'],
    ['position_off_earth', ['at: [37.16, 36.20]', 'at: [371.6, 362.0]'], '[371.6, 362.0]'],
    ['expected_id', ['id: school,', 'id: The School,'], 'The School'],
    ['key_not_text', ['exercise: true', '? [a, b]\n: true\nexercise: true'], '[a, b]'],
    ['key_unknown', ['exercise: true', 'exercise: true\nqqqqqqqq: 1'], 'qqqqqqqq'],
    ['expected_pair', ['between: [depot, reception]', 'between: [depot]'], '[depot]'],
    ['expected_text', ['district: centre', 'district: [centre]'], '[centre]'],
    ['text_empty', ['district: centre', 'district: ""'], '"" }'],
    ['text_too_long', ['district: centre', `district: ${'x'.repeat(101)}`], 'xxx'],
    ['local_text_empty', ['name: { en: North, fr: Nord, ar: الشمال, ru: Север }', 'name: {}'], '{} }'],
    ['expected_boolean', ['exercise: true', 'exercise: maybe'], 'maybe'],
    ['word_unknown', ['kind: bus,', 'kind: helicopter_of_sorts,'], 'helicopter_of_sorts'],
    ['number_too_small', ['group_size: 4', 'group_size: 0'], '0,\n      to: [reception]'],
    ['expected_quantity', ['buffer: 30 min', 'buffer: soon'], 'soon'],
    ['quantity_too_large', ['buffer: 30 min', `buffer: ${'9'.repeat(31)} min`], '9999'],
    ['not_positive', ['travel: { vehicle: 6 min', 'travel: { vehicle: 0 s'], '0 s, on_foot'],
    ['not_positive', ['vehicles: 4, per: 15 min', 'vehicles: 4, per: 0 min'], '0 min, shared'],
    ['not_positive', ['per_hour: 0.05, mean: 30 min', 'per_hour: 0.05, mean: 0 min'], '0 min, assumed'],
    ['probability_of_nothing', ['probability: 0.99', 'probability: 0'], '0 } # prob'],
    ['probability_certain', ['probability: 0.99', 'probability: 1'], '1 } # prob'],
    ['quantile_certain', ['uncertainty:', 'uncertainty:\n  turn_back: 1'], '1 # mult'],
    ['number_negative', ['uncertainty:', 'uncertainty:\n  boarding: -0.1'], '-0.1'],
    ['expected_number', ['uncertainty:', 'uncertainty:\n  boarding: .inf'], '.inf'],
    ['expected_rate', ['capacity: { vehicles: 4, per: 15 min, shared: false }', 'capacity: 4 an hour'], '4 an hour'],
    [
      'speed_without_length',
      ['    length: 2 km\n    travel: { vehicle: 6 min', '    travel: { vehicle: 30 km/h'],
      '{ vehicle: 30 km/h',
    ],
    [
      'rows_out_of_order',
      ['time: 6 min }', 'time: [{ from: 09:00, time: 6 min }, { from: 08:00, time: 5 min }] }'],
      '[{ from: 09:00',
    ],
    ['expected_time_of_day', ['time: 6 min }', 'time: [{ from: 9 h, time: 6 min }] }'], '9 h'],
    ['expected_position', ['at: [37.16, 36.20]', 'at: [37.16]'], '[37.16]'],
    ['expected_area', ['type: Polygon', 'type: Circle'], '{\n        type: Circle'],
    ['ring_too_short', ['[37.20, 36.24], [37.13, 36.24], [37.13, 36.18]]', '[37.13, 36.18]]'], '[[37.13, 36.18]'],
    ['expected_list', ['carries: [aid]', 'carries: aid'], 'carries: aid', 9],
    [
      'list_too_short',
      ['windows: [{ id: day, open: 2016-11-04T08:00, close: 2016-11-04T12:00 }]', 'windows: []'],
      'windows: []',
      9,
    ],
  ]

  test.each(cases.map((each) => [each[0], each] as const))('%s', (_, [code, change, points, shift]) => {
    const text = edited(change)
    const { ok, errors } = reportOn(text)
    expect(ok).toBe(false)
    expect(places(errors)).toContain(`${code}@${at(text, points, shift)}`)
  })

  test('too many places, and the limit is named', () => {
    const many = Array.from(
      { length: 10_001 },
      (_, index) => `  - { id: p${index}, kind: junction, at: [37.1, 36.2] }\n`,
    )
    const { errors } = reportOn(`treve_pause: 1\nplaces:\n${many.join('')}`)
    const error = errors.find((each) => each.code === 'list_too_long')
    expect(error?.text).toBe('The list has 10001 entries; 10000 at most are read.')
    expect(error?.line).toBe(3)
  })

  test('files beside it: missing, elsewhere, broken, good', () => {
    const zone = minimal.slice(minimal.indexOf('zone:\n'), minimal.indexOf('places:'))
    const named = (name: string) => edited([zone, `zone: { area: ${name} }\n\n`])
    const ring = '[[[37.13,36.18],[37.20,36.18],[37.20,36.24],[37.13,36.24],[37.13,36.18]]]'
    const good = `{"type":"Feature","geometry":{"type":"Polygon","coordinates":${ring}}}`
    const where = at(named('z.geojson'), 'z.geojson')
    expect(places(reportOn(named('z.geojson')).errors)).toEqual([`file_missing@${where}`])
    expect(places(reportOn(named('../z.geojson')).errors)).toEqual([`file_outside_folder@${where}`])
    expect(places(reportOn(named('z.geojson'), { 'z.geojson': '{' }).errors)).toEqual([`file_unreadable@${where}`])
    expect(reportOn(named('z.geojson'), { 'z.geojson': good }).ok).toBe(true)
  })
})

test('all errors at once: eight mistakes, eight errors, each in its place', () => {
  const text = edited(
    ['id: south,', 'id: north,'],
    ['close: 2016-11-04T12:00', 'close: 2016-11-04T07:00'],
    ['buffer: 30 min', 'buffer: 30'],
    ['at: [37.16, 36.20]', 'at: [36.20, 37.16]'],
    ['between: [depot, outer]', 'between: [depto, outer]'],
    ['mobility: stretcher', 'mobility: strecher'],
    ['carries: [medical]', 'carries: [medical, aid]'],
    ['[armed_groups, medical]]', '[medical, medical]]'],
  )
  expect(places(reportOn(text).errors)).toEqual([
    `id_clash@${at(text, 'north, role: party_to_conflict, name: { en: South')}`,
    `reference_unknown@${at(text, 'stated_by: [south]', 12)}`,
    `window_reversed@${at(text, '2016-11-04T07:00')}`,
    `unit_missing@${at(text, 'buffer: 30', 8)}`,
    `place_swapped@${at(text, '[36.20, 37.16]')}`,
    `reference_misspelt@${at(text, 'depto')}`,
    `word_misspelt@${at(text, 'strecher')}`,
    `ambulance_carries_other@${at(text, '[medical, aid]')}`,
    `separate_itself@${at(text, '[medical, medical]')}`,
  ])
})

test('JSON gives what YAML gives', () => {
  const broken = edited(['outside: outer', 'outside: outter'], ['count: 4,\n', 'count: -4,\n'])
  const codes = (text: string) => {
    const { errors, warnings } = reportOn(text)
    return [...errors, ...warnings].map(({ code, path, text: told }) => ({ code, path, told }))
  }
  for (const text of [minimal, broken]) {
    expect(codes(JSON.stringify(parse(text), null, 2))).toEqual(codes(text))
  }
})

describe('whatever the bytes', () => {
  const bytes = encoder.encode(minimal)
  const isLocated = (text: Uint8Array) => {
    const { ok, errors, warnings } = reportOn(text)
    expect(ok).toBe(errors.length === 0)
    for (const { line, column, text: told, remedy } of [...errors, ...warnings]) {
      expect(line).toBeGreaterThan(0)
      expect(column).toBeGreaterThan(0)
      expect(`${told}${remedy}`).not.toMatch(/\{[a-z_]+\}|undefined|NaN|\[object/)
    }
  }

  test('cut short anywhere', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length), (length) => isLocated(bytes.slice(0, length))),
      { numRuns: 80, seed: 1 },
    )
  })

  test('with pieces of it exchanged, doubled, deleted or made of other bytes', () => {
    const piece = fc.record({
      from: fc.nat(bytes.length),
      length: fc.nat(40),
      to: fc.nat(bytes.length),
      text: fc.oneof(
        fc.constantFrom('', '-1', '0', '1e9', '[]', '{}', 'null', '&a', '*a', '- ', ': ', '\n', '"'),
        fc.string(),
      ),
    })
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.boolean(), (pieces, doCopy) => {
        let text = Buffer.from(bytes)
        for (const { from, length, to, text: given } of pieces) {
          const put = doCopy ? text.subarray(to, to + length) : Buffer.from(given)
          text = Buffer.concat([text.subarray(0, from), put, text.subarray(from + length)])
        }
        isLocated(text)
      }),
      { numRuns: 200, seed: 2 },
    )
  })

  test('with any value of the file made another', () => {
    const values = [
      'null',
      '[]',
      '{}',
      '-3',
      '1.5',
      'word',
      '"30 min"',
      '[[]]',
      '{ best: 3 }',
      '2016-11-04T08:00',
      'true',
    ]
    const spots = [...minimal.matchAll(/: (?=\S)/g)].map((match) => (match.index ?? 0) + 2)
    fc.assert(
      fc.property(fc.constantFrom(...spots), fc.constantFrom(...values), (spot, value) => {
        const rest = minimal.slice(spot)
        const end = /[,}\]\n]/.exec(rest)?.index ?? 0
        isLocated(encoder.encode(minimal.slice(0, spot) + value + rest.slice(end)))
      }),
      { numRuns: 250, seed: 3 },
    )
  })
})

/** Five levels of ten aliases each: a hundred thousand values from six lines. */
function explosion(): string {
  const lines = ['a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]']
  for (let level = 1; level <= 5; level++) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`)
  }
  return lines.join('\n')
}
