import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Dimension, parseQuantity, unitsOf } from './units.ts'

describe('a quantity is read in whole base units', () => {
  const cases: readonly (readonly [string, Dimension, number])[] = [
    ['30 min', 'duration', 1800],
    ['1.1 h', 'duration', 3960], // 3961 in floating point
    ['1d', 'duration', 86_400],
    ['  2.5   t ', 'mass', 2_500_000],
    ['25 kg', 'mass', 25_000],
    ['0.0001 g', 'mass', 1],
    ['36 l', 'volume', 36_000],
    ['30 m3', 'volume', 30_000_000],
    ['2 km', 'length', 2000],
    ['40 km/h', 'speed', 40_000],
    ['0 s', 'duration', 0],
    ['-0 s', 'duration', 0],
    ['+5 s', 'duration', 5],
    ['0.30 s', 'duration', 1],
    ['007 s', 'duration', 7],
  ]
  test.each(cases)('%s', (text, dimension, expected) => {
    expect(parseQuantity(text, dimension)).toBe(expected)
  })

  test('never by floating point: it is the exact rational, rounded up', () => {
    // Sizes stated anew, so that a slip in the table shows.
    const sizes: readonly (readonly [Dimension, string, bigint])[] = [
      ['duration', 's', 1n],
      ['duration', 'min', 60n],
      ['duration', 'h', 3600n],
      ['duration', 'd', 86_400n],
      ['mass', 'g', 1n],
      ['mass', 'kg', 1000n],
      ['mass', 't', 1_000_000n],
      ['volume', 'l', 1000n],
      ['volume', 'm3', 1_000_000n],
      ['length', 'm', 1n],
      ['length', 'km', 1000n],
      ['speed', 'km/h', 1000n],
    ]
    for (const dimension of new Set(sizes.map(([each]) => each))) {
      expect(sizes.filter(([each]) => each === dimension).map(([, unit]) => unit)).toEqual(unitsOf(dimension))
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...sizes),
        fc.nat(1_000_000),
        fc.nat({ max: 999_999_999 }),
        fc.integer({ min: 1, max: 9 }),
        ([dimension, unit, size], whole, fraction, digits) => {
          const part = String(fraction % 10 ** digits).padStart(digits, '0')
          const read = BigInt(Number(parseQuantity(`${whole}.${part} ${unit}`, dimension)))
          const numerator = BigInt(`${whole}${part}`) * size
          const denominator = 10n ** BigInt(digits)
          expect(read * denominator >= numerator).toBe(true)
          expect((read - 1n) * denominator < numerator).toBe(true)
        },
      ),
      { numRuns: 500, seed: 1 },
    )
  })
})

describe('what is no quantity is told apart', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['30', { fault: 'unit_missing' }],
    ['30 mins', { fault: 'unit_wrong', unit: 'mins' }],
    ['30 km', { fault: 'unit_wrong', unit: 'km', means: 'length' }],
    ['40 km/h', { fault: 'unit_wrong', unit: 'km/h', means: 'speed' }],
    ['-30 min', { fault: 'negative' }],
    ['-0.001 s', { fault: 'negative' }],
    ['soon', { fault: 'not_a_quantity' }],
    ['', { fault: 'not_a_quantity' }],
    ['min 30', { fault: 'not_a_quantity' }],
    ['1e3 s', { fault: 'not_a_quantity' }],
    ['1,5 h', { fault: 'not_a_quantity' }],
    ['.5 h', { fault: 'not_a_quantity' }],
    ['5. h', { fault: 'not_a_quantity' }],
    ['1 h 30 min', { fault: 'not_a_quantity' }],
    ['30 MIN', { fault: 'unit_wrong', unit: 'MIN' }],
    ['3 constructor', { fault: 'unit_wrong', unit: 'constructor' }],
    ['3 __proto__', { fault: 'unit_wrong', unit: '__proto__' }],
    [`${'9'.repeat(31)} s`, { fault: 'too_large' }],
    [`${'9'.repeat(16)} s`, { fault: 'too_large' }],
    ['104249991375 d', { fault: 'too_large' }],
  ]
  test.each(cases)('%s', (text, expected) => {
    expect(parseQuantity(text, 'duration')).toMatchObject(expected)
  })

  test('nothing is thrown, and nothing but whole numbers comes out', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+-]?\d{0,20}\.?\d{0,20} ?(s|min|h|d|t)?$/)), (text) => {
        const read = parseQuantity(text, 'duration')
        expect(typeof read === 'object' || (Number.isSafeInteger(read) && read >= 0)).toBe(true)
      }),
      { numRuns: 500, seed: 2 },
    )
  })
})
