import { describe, expect, it } from 'vitest'
import { alphaOf, lowerLimit, upperLimit } from './limits.ts'

describe('exact limits on a proportion', () => {
  it('3,000 days of which 2,982 are clear prove 0.991', () => {
    expect(lowerLimit(2982, 3000, 0.05).toFixed(3)).toBe('0.991')
  })

  it('are the root of a probability where nothing, or everything, failed', () => {
    expect(lowerLimit(3000, 3000, 0.05)).toBeCloseTo(0.05 ** (1 / 3000), 12)
    expect(upperLimit(0, 100, 0.05)).toBeCloseTo(1 - 0.05 ** (1 / 100), 12)
    expect([lowerLimit(0, 100, 0.05), upperLimit(100, 100, 0.05)]).toEqual([0, 1])
  })

  it('are where the binomial tail is just alpha', () => {
    // At the limit for 17 of 20 the chance of 17 or more is 5%.
    const p = lowerLimit(17, 20, 0.05)
    let tail = 0
    const choose = [1, 20, 190, 1140]
    for (let failures = 0; failures <= 3; failures++)
      tail += (choose[failures] ?? 0) * p ** (20 - failures) * (1 - p) ** failures
    expect(tail).toBeCloseTo(0.05, 12)
    // Tables (Clopper & Pearson 1934): two-sided 95% for 10 of 10 begins at 0.6915.
    expect(lowerLimit(10, 10, 0.025)).toBeCloseTo(0.6915, 4)
  })

  it('cover: of many true proportions, the limit is above the truth in at most alpha of the cases', () => {
    // Exactly, over all outcomes of 40 days.
    for (const truth of [0.5, 0.9, 0.99]) {
      let missed = 0
      let probability = (1 - truth) ** 40
      for (let clear = 0; clear <= 40; clear++) {
        if (lowerLimit(clear, 40, 0.05) > truth) missed += probability
        probability *= ((40 - clear) / (clear + 1)) * (truth / (1 - truth))
      }
      expect(missed).toBeLessThanOrEqual(0.05)
    }
  })

  it('all tests of a pause together spend at most 0.05', () => {
    let spent = 0
    for (let test = 1; test <= 1000; test++) spent += alphaOf(test)
    expect(spent).toBeLessThan(0.05)
    expect(spent).toBeGreaterThan(0.0499)
    expect(alphaOf(1)).toBe(0.025)
  })
})
