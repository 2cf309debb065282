import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { durationText } from './durations.ts'
import { parseQuantity } from './units.ts'

describe('a duration in words', () => {
  test.each([
    [0, '0 s'],
    [59, '59 s'],
    [3720, '1 h 2 min'],
    [90_061, '1 d 1 h 1 min 1 s'],
    [-90, '−1 min 30 s'],
    [0.4, '0 s'],
    [-0.4, '0 s'],
  ])('%d s is %s', (seconds, expected) => {
    expect(durationText(seconds)).toBe(expected)
  })

  test.each([
    ['fr', '2 j 1 h 1 min 1 s', '2 j 1 h'],
    ['ar', 'يومان 1 س 1 د 1 ث', 'يومان 1 س'],
    ['ru', '2 сут 1 ч 1 мин 1 с', '2 сут 1 ч'],
  ] as const)('in %s, whole and of two parts', (language, whole, two) => {
    expect(durationText(176_461, language)).toBe(whole)
    expect(durationText(176_461, language, 2)).toBe(two)
  })

  test.each([
    [1, 'يوم'],
    [3, '3 أيام'],
    [11, '11 يومًا'],
    [102, '102 يوم'],
    [103, '103 أيام'],
  ])('in Arabic %d days are words: %s', (days, expected) => {
    expect(durationText(days * 86_400, 'ar')).toBe(expected)
  })

  test('its parts, read again, make up the whole', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        const parts = durationText(seconds).match(/\d+ [a-z]+/g) ?? []
        expect(parts.reduce((sum, part) => sum + Number(parseQuantity(part, 'duration')), 0)).toBe(seconds)
      }),
      { seed: 3 },
    )
  })
})
