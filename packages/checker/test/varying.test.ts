import { type Instant, parseInstant, type TimeZone } from '@treve/model'
import { expect, it } from 'vitest'
import { nextChange } from '../src/varying.ts'

const zone = 'Europe/Paris' as TimeZone
const at = (text: string) => parseInstant(text, zone) as Instant

/** From change to change; while the clocks change, every quarter of an hour is looked at. */
function followed(from: string, until: string): Instant[] {
  const seen: Instant[] = []
  for (let now = nextChange([0, 3 * 3600], at(from), zone); now !== undefined && now <= at(until); ) {
    seen.push(now)
    now = nextChange([0, 3 * 3600], now, zone)
  }
  return seen
}

it('finds the next row of a figure on an ordinary day', () => {
  expect(nextChange([0, 3 * 3600], at('2016-11-04T01:00'), zone)).toBe(at('2016-11-04T03:00'))
  expect(nextChange([0, 3 * 3600], at('2016-11-04T03:00'), zone)).toBe(at('2016-11-05T00:00'))
  expect(nextChange([0], at('2016-11-04T03:00'), zone)).toBeUndefined()
})

it('misses no row on the nights on which the clocks change', () => {
  expect(followed('2016-10-30T00:30', '2016-10-30T04:00')).toContain(at('2016-10-30T03:00'))
  expect(followed('2016-03-27T00:30', '2016-03-27T04:00')).toContain(at('2016-03-27T03:00'))
})
