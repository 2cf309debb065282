import { describe, expect, test } from 'vitest'
import { emptyReading, readAs } from '../../test/reading-of.ts'
import { handling, peopleRate, timeByKind, timeOrSpeed, type Varying, valueAt, varying } from '../pause/flows.ts'
import type { TimeZone } from '../time.ts'
import type { SecondsOfDay } from '../units.ts'
import { list, mapped, object, required } from './type.ts'
import {
  boolean,
  decimal,
  duration,
  figure,
  id,
  instant,
  integer,
  localText,
  mass,
  nullable,
  oneOf,
  position,
  range,
  text,
  timeOfDay,
} from './values.ts'

const low = { sensitivity: 'low', doc: 'A thing.' } as const

describe('a figure', () => {
  test('is a plain value, or a value with its range and source', () => {
    expect(readAs(range(integer()), '5').value).toEqual({ low: 5, best: 5, high: 5, assumed: false })
    expect(readAs(range(integer()), '{ low: 1, best: 5, high: 9, source: council, assumed: true }').value).toEqual({
      low: 1,
      best: 5,
      high: 9,
      source: 'council',
      assumed: true,
    })
    expect(readAs(range(duration()), '{ best: 5 min }').value).toEqual({
      low: 300,
      best: 300,
      high: 300,
      assumed: false,
    })
  })
  test('is planned with its best value; the rest is kept by path', () => {
    const reading = emptyReading()
    const { value } = readAs(list(figure(mass())), '[1 t, { best: 2 t, high: 3 t, source: weighed }]', reading)
    expect(value).toEqual([1_000_000, 2_000_000])
    expect([...reading.figures]).toEqual([
      ['[1]', { low: 2_000_000, best: 2_000_000, high: 3_000_000, source: 'weighed', assumed: false }],
    ])
  })
  test.each([
    ['{ low: 6, best: 5 }', 'figure_out_of_order  1:1'],
    ['{ best: 5, high: 4 }', 'figure_out_of_order  1:1'],
    ['{ low: 5 }', 'figure_without_best  1:1'],
    ['{}', 'figure_without_best  1:1'],
    ['{ best: x }', 'expected_number best 1:9'],
    ['{ best: 5, hgih: 6 }', 'key_misspelt hgih 1:12'],
    ['{ best: 5, assumed: perhaps }', 'expected_boolean assumed 1:21'],
    ['{ best: 5, source: "" }', 'text_empty source 1:20'],
    ['{ best: { best: 5 } }', 'expected_number best 1:9'],
    ['[5]', 'expected_number  1:1'],
  ])('%s is refused', (written, problem) => {
    expect(readAs(range(integer()), written).problems).toEqual([problem])
  })
  test('low and high are each as checked as the best', () => {
    expect(readAs(range(integer()), '{ low: -1, best: 5, high: 1.5 }').problems).toEqual([
      'number_negative low 1:8',
      'number_not_whole high 1:27',
    ])
  })
})

describe('rows that vary over the day', () => {
  const row = object({ from: required(timeOfDay(), low), value: required(integer(), low) })
  const rows = varying(integer(), row)
  const at = (hours: number) => (hours * 3600) as SecondsOfDay

  test('a constant is one row', () => {
    expect(readAs(rows, '7').value).toEqual([{ from: 0, value: 7 }])
  })
  test('a row holds from its time to the next, and the last one through the night', () => {
    const value = readAs(rows, '[{ from: 06:00, value: 1 }, { from: 18:00, value: 2 }]').value as Varying<number>
    expect([0, 5, 6, 12, 18, 23].map((hours) => valueAt(value, at(hours)))).toEqual([2, 2, 1, 1, 2, 2])
  })
  test.each([
    ['[{ from: 08:00, value: 1 }, { from: 08:00, value: 2 }]', 'rows_out_of_order  1:1'],
    ['[{ from: 09:00, value: 1 }, { from: 08:00, value: 2 }]', 'rows_out_of_order  1:1'],
    ['[]', 'list_too_short  1:1'],
    ['[{ from: 24:00, value: 1 }]', 'expected_time_of_day [0].from 1:10'],
    ['[{ value: 1 }]', 'key_missing [0] 1:2'],
    ['[7]', 'expected_map [0] 1:2'],
  ])('%s is refused', (written, problem) => {
    expect(readAs(rows, written).problems).toEqual([problem])
  })
  test('at most 96, one for each quarter of an hour', () => {
    const many = (count: number) =>
      `[${Array.from({ length: count }, (_, index) => {
        const two = (value: number) => String(value).padStart(2, '0')
        return `{ from: ${two(Math.floor(index / 4) % 24)}:${two((index % 4) * 15)}:${index < 96 ? '00' : '59'}, value: 1 }`
      }).join(', ')}]`
    expect(readAs(rows, many(96)).problems).toEqual([])
    expect(readAs(rows, many(97)).problems).toEqual(['list_too_long  1:1'])
  })
})

describe('rates, in short and spelled out', () => {
  test('say the same', () => {
    const expected = { people: 60, per: 900 }
    expect(readAs(peopleRate(), '60 per 15 min').value).toEqual(expected)
    expect(readAs(peopleRate(), '60  per  0.25 h').value).toEqual(expected)
    expect(readAs(peopleRate(), '{ people: 60, per: 15 min }').value).toEqual(expected)
  })
  test.each([
    ['60', 'expected_rate  1:1'],
    ['60 an hour', 'expected_rate  1:1'],
    ['per 15 min', 'expected_rate  1:1'],
    ['sixty per 15 min', 'expected_rate  1:1'],
    ['-60 per 15 min', 'number_negative  1:1'],
    ['1.5 per 15 min', 'number_not_whole  1:1'],
    ['1.2.3 per 15 min', 'expected_number  1:1'],
    ['60 per 15', 'unit_missing  1:1'],
    ['60 per 15 km', 'unit_of_other_kind  1:1'],
    ['60 per 0 min', 'not_positive  1:1'],
    ['[60]', 'expected_rate  1:1'],
    ['{ people: 60 }', 'key_missing  1:1'],
    ['{ people: 60, per: 0 s }', 'not_positive per 1:20'],
  ])('%s is refused', (written, problem) => {
    expect(readAs(peopleRate(), written).problems).toEqual([problem])
  })
  test('handling of aid has its mass, its time and its bays', () => {
    expect(readAs(handling(), '{ mass: 4 t, per: 1 h }').value).toEqual({ mass: 4_000_000, per: 3600, bays: 1 })
    expect(readAs(handling(), '{ mass: 4 t, per: 1 h, bays: 0 }').problems).toEqual(['number_too_small bays 1:30'])
  })
})

describe('times of ways', () => {
  test('a time, or a speed over the stated length', () => {
    expect(readAs(timeOrSpeed(), '6 min').value).toEqual({ seconds: 360 })
    expect(readAs(timeOrSpeed(), '40 km/h').value).toEqual({ metresPerHour: 40_000 })
    expect(readAs(timeOrSpeed(), '{ best: 2.5 km/h, source: walked }').value).toEqual({ metresPerHour: 2500 })
    expect(readAs(timeOrSpeed(), '{ best: 6 min, high: 9 min }').value).toEqual({ seconds: 360 })
  })
  test.each([
    ['0 km/h', 'not_positive  1:1'],
    ['0 s', 'not_positive  1:1'],
    ['40 km', 'unit_of_other_kind  1:1'],
    ['40', 'unit_missing  1:1'],
    ['-40 km/h', 'quantity_negative  1:1'],
    ['{ best: 40 km/h, high: 9 min }', 'unit_of_other_kind high 1:24'],
  ])('%s is refused', (written, problem) => {
    expect(readAs(timeOrSpeed(), written).problems).toEqual([problem])
  })
  test('for every kind of vehicle, or by kind: a kind that is not named does not pass', () => {
    expect(readAs(timeByKind(), '6 min').value).toMatchObject({ bus: 360, truck: 360, ambulance: 360 })
    expect(readAs(timeByKind(), '{ best: 6 min, assumed: true }').value).toMatchObject({ bus: 360 })
    expect(readAs(timeByKind(), '{ bus: 9 min, truck: { best: 10 min } }').value).toEqual({ bus: 540, truck: 600 })
    expect(readAs(timeByKind(), '{ tram: 9 min }').problems).toHaveLength(1)
  })
})

describe('words, ids and numbers', () => {
  test('an id is the text as it is written, whatever YAML takes it for', () => {
    for (const [written, value] of [
      ['12', '12'],
      ['012', '012'],
      ['1.50', '1.50'],
      ['true', 'true'],
      ['0x1f', '0x1f'],
      ['a.b-c_d', 'a.b-c_d'],
    ] as const)
      expect(readAs(id(), written).value).toBe(value)
    for (const written of ['"null "', '-a', 'A', '""', 'é', 'x'.repeat(101)])
      expect(readAs(id(), written).problems).toEqual(['expected_id  1:1'])
  })
  test('text is composed alike, and counted in letters', () => {
    expect(readAs(text(), '"e\\u0301"').value).toBe('é')
    expect(readAs(text(2), '"🙂🙂"').value).toBe('🙂🙂')
    expect(readAs(text(2), 'abc').problems).toEqual(['text_too_long  1:1'])
    expect(readAs(text(), '"  "').problems).toEqual(['text_empty  1:1'])
  })
  test('a text by language has at least one', () => {
    expect(readAs(localText(), '{ ar: جسر }').value).toEqual({ ar: 'جسر' })
    expect(readAs(localText(), '{}').problems).toEqual(['local_text_empty  1:1'])
    expect(readAs(localText(), '{ de: Brücke }').problems).toContain('key_unknown de 1:3')
  })
  test('numbers are numbers, whole where they count', () => {
    expect(readAs(integer(), '4.0').value).toBe(4)
    expect(readAs(integer(), '1e3').value).toBe(1000)
    for (const written of ['"4"', '.inf', '.nan', 'true', '1_000'])
      expect(readAs(integer(), written).problems).toEqual(['expected_number  1:1'])
    expect(readAs(integer(1, 5), '6').problems).toEqual(['number_too_large  1:1'])
    expect(readAs(decimal(0, 1), '1.01').problems).toEqual(['number_too_large  1:1'])
    expect(readAs(decimal(0.5, 1), '0.4').problems).toEqual(['number_too_small  1:1'])
  })
  test('true and false alone are true and false', () => {
    expect(readAs(boolean(), 'false').value).toBe(false)
    for (const written of ['yes', '"true"', '1'])
      expect(readAs(boolean(), written).problems).toEqual(['expected_boolean  1:1'])
  })
  test('null is a value only where it is allowed', () => {
    expect(readAs(list(nullable(integer())), '[null, 1]').value).toEqual([null, 1])
    expect(readAs(list(integer()), '[null]').problems).toEqual(['expected_number [0] 1:2'])
  })
  test('a word is of its list, and a slip of the keyboard is told from another word', () => {
    expect(readAs(oneOf(['bus', 'truck']), 'turck').problems).toEqual(['word_misspelt  1:1'])
    expect(readAs(oneOf(['bus', 'truck']), 'ship').problems).toEqual(['word_unknown  1:1'])
  })
})

describe('places and times', () => {
  test.each([
    ['[200, 36]', 'position_off_earth  1:1'],
    ['[36, 137]', 'position_swapped  1:1'],
    ['[37, 36, 5]', 'expected_position  1:1'],
    ['[37]', 'expected_position  1:1'],
    ['{ lat: 1 }', 'expected_position  1:1'],
    ['["37", 36]', 'expected_number [0] 1:2'],
  ])('the position %s is refused', (written, problem) => {
    expect(readAs(position(), written).problems).toEqual([problem])
  })
  test('the edges of the earth are on it', () => {
    expect(readAs(position(), '[-180, 90]').value).toEqual([-180, 90])
  })
  test('a bare hour is on the first day, where bare hours are allowed', () => {
    const damascus = emptyReading('Asia/Damascus' as TimeZone)
    expect(readAs(instant({ bareHour: true }), '08:00', damascus).value).toBe(Date.parse('2016-11-04T06:00Z') / 1000)
    expect(readAs(instant(), '08:00').problems).toEqual(['expected_time  1:1'])
  })
  test('a bare hour without a first day is not read, and the first day’s own error says why', () => {
    const { value, problems } = readAs(instant({ bareHour: true }), '08:00', { ...emptyReading(), firstDay: undefined })
    expect({ value, problems }).toEqual({ value: undefined, problems: [] })
  })
  test('a time in the gap and one in the overlap are told apart', () => {
    const paris = () => emptyReading('Europe/Paris' as TimeZone)
    expect(readAs(instant(), '2026-03-29T02:30', paris()).problems).toEqual(['time_does_not_exist  1:1'])
    expect(readAs(instant(), '2026-10-25T02:30', paris()).problems).toEqual(['time_exists_twice  1:1'])
    expect(readAs(instant(), '2026-10-25T02:30+01:00', paris()).problems).toEqual([])
  })
})

test('a value that is made into nothing is told by who makes it, and is not there', () => {
  const never = mapped(duration(), () => undefined)
  expect(readAs(never, '3 min')).toEqual({ value: undefined, problems: [] })
})
