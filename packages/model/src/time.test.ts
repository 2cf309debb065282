import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatClock,
  formatInstant,
  isTimeZone,
  localDay,
  localSecondsOfDay,
  parseInstant,
  parseTimeOfDay,
  type TimeZone,
  zoneOffsetSeconds,
} from './time.ts'
import type { Instant } from './units.ts'

const zone = (name: string): TimeZone => {
  if (!isTimeZone(name)) throw new Error(`${name} is no time zone`)
  return name
}
const damascus = zone('Asia/Damascus')
const paris = zone('Europe/Paris')
const seconds = (iso: string) => Date.parse(iso) / 1000

const zones = [
  'Asia/Damascus',
  'Europe/Paris',
  'Europe/Kyiv',
  'Asia/Kathmandu',
  'Asia/Gaza',
  'America/St_Johns',
  'Australia/Lord_Howe', // half an hour of summer time
  'Pacific/Apia', // left out 30 December 2011
  'Africa/Khartoum',
  'UTC',
].map(zone)

describe('a local time is one instant', () => {
  const cases: readonly (readonly [string, TimeZone, string])[] = [
    ['2016-11-04T08:00', damascus, '2016-11-04T06:00:00Z'],
    ['2016-07-04T08:00', damascus, '2016-07-04T05:00:00Z'],
    ['2023-01-04T08:00', damascus, '2023-01-04T05:00:00Z'], // summer time the whole year since 2022
    ['2026-03-29T01:59:59', paris, '2026-03-29T00:59:59Z'],
    ['2026-03-29T03:00', paris, '2026-03-29T01:00:00Z'],
    ['2026-10-25T01:59', paris, '2026-10-24T23:59:00Z'],
    ['2026-10-25T03:00', paris, '2026-10-25T02:00:00Z'],
    ['2024-02-29T12:00', paris, '2024-02-29T11:00:00Z'],
    ['1969-12-31T23:00', paris, '1969-12-31T22:00:00Z'],
    ['2026-01-01T00:00', zone('Asia/Kathmandu'), '2025-12-31T18:15:00Z'],
  ]
  test.each(cases)('%s in %s is %s', (text, where, expected) => {
    expect(parseInstant(text, where)).toBe(seconds(expected))
  })

  test('a time that the clocks skip does not exist', () => {
    for (const text of ['2026-03-29T02:00', '2026-03-29T02:30', '2026-03-29T02:59:59'])
      expect(parseInstant(text, paris)).toEqual({ fault: 'time_does_not_exist' })
    expect(parseInstant('2011-12-30T12:00', zone('Pacific/Apia'))).toEqual({ fault: 'time_does_not_exist' })
    expect(parseInstant('2026-10-04T02:15', zone('Australia/Lord_Howe'))).toEqual({ fault: 'time_does_not_exist' })
  })

  test('a time that the clocks repeat exists twice, and the two offsets are named, the first first', () => {
    for (const text of ['2026-10-25T02:00', '2026-10-25T02:30', '2026-10-25T02:59:59'])
      expect(parseInstant(text, paris)).toEqual({ fault: 'time_exists_twice', offsets: ['+02:00', '+01:00'] })
  })

  test('a written offset says which instant is meant, whatever the zone', () => {
    expect(parseInstant('2026-10-25T02:30+02:00', paris)).toBe(seconds('2026-10-25T00:30:00Z'))
    expect(parseInstant('2026-10-25T02:30+01:00', paris)).toBe(seconds('2026-10-25T01:30:00Z'))
    expect(parseInstant('2026-03-29T02:30+01:00', paris)).toBe(seconds('2026-03-29T01:30:00Z'))
    expect(parseInstant('2026-03-29T02:30Z', paris)).toBe(seconds('2026-03-29T02:30:00Z'))
    expect(parseInstant('2026-03-29T02:30-03:30', paris)).toBe(seconds('2026-03-29T06:00:00Z'))
  })

  const noTimes = [
    '',
    '08:00',
    '2016-11-04',
    '2016-11-04 08:00',
    '2016-11-04T8:00',
    '2016-11-04T24:00',
    '2016-11-04T08:60',
    '2016-11-04T08:00:60',
    '2016-13-01T08:00',
    '2016-00-01T08:00',
    '2016-02-30T08:00',
    '2023-02-29T08:00',
    '2016-11-04T08:00z',
    '2016-11-04T08:00+15:00',
    '2016-11-04T08:00+02:60',
    '2016-11-04T08:00+0200',
    '2016-11-04T08:00:00.5Z',
    ' 2016-11-04T08:00',
    '0016-11-04T08:00',
  ]
  test.each(noTimes)('"%s" is no time', (text) => {
    expect(parseInstant(text, damascus)).toEqual({ fault: 'not_a_time' })
  })
})

describe('what is written is read again', () => {
  const instants = fc
    .integer({ min: seconds('1975-01-01T00:00Z'), max: seconds('2040-01-01T00:00Z') })
    .map((each) => each as Instant)

  test('every instant, in every zone', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, where) => {
        expect(parseInstant(formatInstant(instant, where), where)).toBe(instant)
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  test('a local time without its offset is that instant, or there are two', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, where) => {
        const written = formatInstant(instant, where)
        const read = parseInstant(written.slice(0, 19), where)
        if (read !== instant) {
          expect(read).toMatchObject({ fault: 'time_exists_twice' })
          expect((read as unknown as { offsets: string[] }).offsets).toContain(written.slice(19))
        }
      }),
      { numRuns: 500, seed: 2 },
    )
  })

  test('about each change of the clocks, second by second', () => {
    for (const change of ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z']) {
      for (const shift of [-3601, -3600, -1, 0, 1, 3599, 3600]) {
        const instant = (seconds(change) + shift) as Instant
        expect(parseInstant(formatInstant(instant, paris), paris)).toBe(instant)
      }
    }
    expect(zoneOffsetSeconds(paris, (seconds('2026-03-29T01:00:00Z') - 1) as Instant)).toBe(3600)
    expect(zoneOffsetSeconds(paris, seconds('2026-03-29T01:00:00Z') as Instant)).toBe(7200)
  })
})

describe('as shown', () => {
  const evening = seconds('2016-11-04T22:30:00Z') as Instant

  test('with the offset of the place', () => {
    expect(formatInstant(evening, damascus)).toBe('2016-11-05T00:30:00+02:00')
    expect(formatInstant(evening, zone('America/St_Johns'))).toBe('2016-11-04T20:00:00-02:30')
    expect(formatInstant(evening, zone('UTC'))).toBe('2016-11-04T22:30:00+00:00')
  })

  test('by the clock, with seconds only where there are any', () => {
    expect(formatClock(evening, damascus)).toBe('00:30')
    expect(formatClock((evening + 5) as Instant, damascus)).toBe('00:30:05')
  })

  test('by local day and time of day, before 1970 too', () => {
    expect(localDay(evening, damascus)).toBe('2016-11-05')
    expect(localSecondsOfDay(evening, damascus)).toBe(1800)
    expect(localSecondsOfDay(-1 as Instant, zone('UTC'))).toBe(86_399)
  })
})

test('a time of day has two digits each, and seconds if need be', () => {
  expect(parseTimeOfDay('07:30')).toBe(27_000)
  expect(parseTimeOfDay('23:59:59')).toBe(86_399)
  for (const text of ['7:30', '24:00', '07:60', '07:30:60', '0730', '07:30+02:00', ''])
    expect(parseTimeOfDay(text)).toBeUndefined()
})

test('a time zone is the name of a place, not an offset', () => {
  for (const name of ['Asia/Damascus', 'Europe/Kyiv', 'UTC']) expect(isTimeZone(name)).toBe(true)
  for (const name of ['+03:00', '-3', '', 'Damascus', 'Asia/Nowhere', '__proto__']) expect(isTimeZone(name)).toBe(false)
})
