import { describe, expect, it } from 'vitest'
import { goodPlan, minimal } from './minimal.ts'
import { expectValid } from './plans.ts'

describe('a plan of the minimal example', () => {
  it('is valid when every rule is kept, and the sums are those worked out by hand', () => {
    const plan = goodPlan()
    expectValid(minimal, plan)
    expect(plan.served).toMatchObject({ people: 104, companions: 4, aid_g: 8_000_000 })
    expect(plan.levels.map(({ level, served }) => [level, served])).toEqual([
      ['2', 4],
      ['3', 0],
      ['4', 0],
      ['5a', 4_000_000],
      ['5b', 100],
      ['6a', 1_000_000],
      ['6b', 8_000_000],
      // 48 × 37 min + 48 × 90 min + 4 × 135 min 40 s, and 2 × 38 min + 2 × 99 min 30 s
      ['7', 414_820],
    ])
  })
})
