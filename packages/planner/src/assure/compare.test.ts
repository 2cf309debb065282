import { describe, expect, it } from 'vitest'
import { mcnemar } from './compare.ts'

describe('McNemar’s test', () => {
  it.each([
    // (1 + 7) / 128 on either side.
    [1, 6, 0.125],
    [6, 1, 0.125],
    // 1 / 32 on either side.
    [0, 5, 0.0625],
    // (1 + 10 + 45) / 1024 on either side.
    [2, 8, 0.109375],
    // As even as can be, and no difference at all.
    [3, 3, 1],
    [0, 0, 1],
    // (1 + 1) / 2: one day tells nothing.
    [0, 1, 1],
  ])('of %d days for the one and %d for the other: %d', (first, second, expected) => {
    expect(mcnemar(first, second)).toBeCloseTo(expected, 12)
  })
})
