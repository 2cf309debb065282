import { describe, expect, it } from 'vitest'
import { muchLessOnHalf } from './simulated.ts'
import { unfinishedOf } from './unfinished.ts'

const whole = { effort: { stopped_by: 'time' }, assurance: {}, trips: [{}], walking: [] } as const

describe('a plan', () => {
  it('is unfinished where it was stopped, or moves somebody and was not assured', () => {
    expect(unfinishedOf(whole)).toBeUndefined()
    expect(unfinishedOf({ ...whole, assurance: null })).toBe('not_assured')
    expect(unfinishedOf({ ...whole, assurance: null, trips: [], walking: [{}] })).toBe('not_assured')
    expect(unfinishedOf({ ...whole, assurance: null, trips: [] })).toBeUndefined()
    expect(unfinishedOf({ ...whole, effort: { stopped_by: 'cancelled' } })).toBe('stopped')
  })

  it('is told beside what half of days reach, below nine tenths of it alone', () => {
    expect(muchLessOnHalf(100, { p50: 89 })).toBe(89)
    expect(muchLessOnHalf(100, { p50: 90 })).toBeUndefined()
    expect(muchLessOnHalf(100, undefined)).toBeUndefined()
    expect(muchLessOnHalf(0, { p50: 0 })).toBeUndefined()
  })
})
