// When more is said beside what simulated days show.

import { describe, expect, it } from 'vitest'
import { cutPercent, digitsAsked, digitsOfLimit, fewDays, isShown } from '../src/plan/claims.ts'

const days = { estimate: 0.9912, lower_95: 0.9904, lower_at_alpha: 0.9896, replications: 20_000 }

describe('a decision that the limit told hides', () => {
  it('is told with the decimals that show it', () => {
    expect(digitsOfLimit(days, 0.99)).toBe(2)
    expect(cutPercent(days.lower_at_alpha, 2)).toBe(98.96)
    expect(digitsOfLimit({ ...days, lower_95: 0.99996, lower_at_alpha: 0.99994 }, 0.99995)).toBe(3)
  })
  it('is not where it is shown, or where what is told shows that it is not', () => {
    expect(digitsOfLimit({ ...days, lower_at_alpha: 0.99 }, 0.99)).toBeUndefined()
    expect(digitsOfLimit({ ...days, lower_95: 0.98996 }, 0.99)).toBeUndefined()
  })
})

describe('days that are too few', () => {
  it('cannot show it though none is late, or might where as many are clear as asked', () => {
    const few = { estimate: 1, lower_95: 0.97, lower_at_alpha: 0.97, replications: 100 }
    expect(fewDays(few, 0.99, 0.05)).toBe('cannot')
    const more = { estimate: 0.992, lower_95: 0.986, lower_at_alpha: 0.986, replications: 1000 }
    expect(fewDays(more, 0.99, 0.05)).toBe('might')
  })
  it('are not where fewer are clear than asked, where it is shown, or where they are as many as are made', () => {
    const few = { estimate: 0.98, lower_95: 0.97, lower_at_alpha: 0.97, replications: 1000 }
    expect(fewDays(few, 0.99, 0.05)).toBeUndefined()
    expect(fewDays({ ...few, lower_at_alpha: 0.99 }, 0.99, 0.05)).toBeUndefined()
    expect(fewDays(days, 0.99, 0.05)).toBeUndefined()
  })
})

describe('what is asked', () => {
  it('is told as it was asked', () => {
    expect([0.95, 0.999, 0.9999, 0.99995].map(digitsAsked)).toEqual([1, 1, 2, 3])
  })
  it('is beyond any number of days where even the most of them, none late, would not show it', () => {
    const all = { estimate: 1, lower_95: 0.9998, lower_at_alpha: 0.9998, replications: 20_000 }
    expect(fewDays(all, 0.9999, 0.025)).toBe('never')
    expect(fewDays({ ...all, replications: 5000 }, 0.9999, 0.025)).toBe('never')
  })
  it('is shown where the probability is, and each vehicle is out', () => {
    const claim = (is_probability_met: boolean | null, is_each_vehicle_met: boolean) =>
      isShown({ is_probability_met, is_each_vehicle_met })
    expect([claim(true, true), claim(true, false), claim(false, true), claim(null, false)]).toEqual([
      true,
      false,
      false,
      null,
    ])
  })
})
