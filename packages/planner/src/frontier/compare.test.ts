import type { PlanLevel } from '@treve/model'
import type { Change } from '@treve/model/frontier'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf, inRank, judged, leastStepOfEach, levelsOf } from './compare.ts'

interface Served {
  /** Life-critical, aid floor in grams with its share, others. */
  readonly two: number
  readonly share: number
  readonly floor: number
  readonly five: number
}

/** Three levels are enough to tell an order by. */
function levels(served: Served, bounds: Served = served): PlanLevel[] {
  const level = (name: PlanLevel['level'], unit: PlanLevel['unit'], amount: number, bound: number): PlanLevel => ({
    level: name,
    unit,
    served: amount,
    bound,
    gap: bound - amount,
    gap_percent: null,
    proved: bound === amount,
  })
  const floor = level('5a', 'g', served.floor, bounds.floor)
  return [
    level('2', 'people', served.two, bounds.two),
    { ...floor, share_ppm: served.share, proved: floor.proved && bounds.share === served.share },
    level('5b', 'people', served.five, bounds.five),
    { ...level('7', 's', 0, 0), bound: null, proved: false },
  ]
}

const plan = { two: 4, share: 500_000, floor: 100, five: 90 }

describe('what a change brings', () => {
  it.each([
    [{ ...plan, two: 5, five: 0 }, 1],
    [{ ...plan, two: 3, five: 100 }, -1],
    [{ ...plan, share: 500_001, floor: 50 }, 1],
    [{ ...plan, share: 499_999, floor: 150 }, -1],
    [{ ...plan, floor: 101 }, 1],
    [{ ...plan, five: 91 }, 1],
    [plan, 0],
  ])('is told by the first level that differs: %o', (to, sign) => {
    expect(Math.sign(differenceOf(levels(plan), levels(to)))).toBe(sign)
    expect(Math.sign(differenceOf(levels(to), levels(plan)))).toBe(0 - sign)
  })

  it('is certain where no plan by the terms as they are does as well, and only there', () => {
    const bounds = { ...plan, five: 95 }
    const to = (five: number) => levels({ ...plan, five }, { ...plan, five: 120 })
    expect(judged(levels(plan, bounds), to(95))).toEqual({ gain_level: '5b', certainty: 'possible' })
    expect(judged(levels(plan, bounds), to(96))).toEqual({ gain_level: '5b', certainty: 'certain' })
  })

  it('a loss is certain where the new bound is below the old plan', () => {
    const to = (bound: number) => levels({ ...plan, two: 2 }, { ...plan, two: bound })
    expect(judged(levels(plan), to(4)).certainty).toBe('possible')
    expect(judged(levels(plan), to(3))).toEqual({ gain_level: '2', certainty: 'certain' })
  })

  it('a share is the greatest there is only where it is proved', () => {
    const more = levels({ ...plan, share: 600_000 }, { ...plan, share: 1_000_000, floor: 200 })
    expect(judged(levels(plan), more)).toEqual({ gain_level: '5a', certainty: 'certain' })
    const unproved = levels(plan, { ...plan, share: 1_000_000 })
    expect(judged(unproved, more)).toEqual({ gain_level: '5a', certainty: 'possible' })
  })

  it('nothing is certain where each level of the changed terms is proved', () => {
    expect(judged(levels(plan), levels(plan))).toEqual({ gain_level: null, certainty: 'certain' })
    expect(judged(levels(plan), levels(plan, { ...plan, five: 91 }))).toEqual({
      gain_level: null,
      certainty: 'possible',
    })
  })
})

const simulated = (mean: number) => ({ people_out: { mean, p05: 0, p50: 0, p95: 0 }, aid_g: { mean: 0 } })
const clear = (estimate: number) => ({ estimate, lower_95: 0, replications: 100, expected_people_late: 0 })

const option = (change: string, to: Served, estimate: number | null = null, mean: number | null = null) => ({
  change,
  changes: [{ kind: 'corridor', corridor: change }] as readonly Change[],
  levels: levelsOf(levels(plan), levels(to)),
  clear_probability: estimate === null ? null : clear(estimate),
  outcome: {
    people: 0,
    by_priority: { life_critical: 0, medical: 0, dependent: 0, general: 0 },
    aid_g: 0,
    clear_probability: null,
    simulated: mean === null ? null : simulated(mean),
  },
})

describe('the order of options', () => {
  const inOrder = [
    option('one more patient', { ...plan, two: 5, five: 0 }, 0.1),
    option('a fairer floor', { ...plan, share: 600_000, floor: 90 }),
    option('more of the floor', { ...plan, floor: 110 }),
    option('many others', { ...plan, five: 1090 }),
    option('some others, surer', { ...plan, five: 100 }, 0.9, 1),
    option('some others, more on the days', { ...plan, five: 100 }, 0.8, 90),
    option('some others', { ...plan, five: 100 }, 0.8, 80),
    option('a', plan),
    option('b', plan),
    option('a cost', { ...plan, two: 3, five: 5000 }, 1),
  ]

  it('is that of levels, then how sure, then what days brought out, then the code; whatever order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
        expect(inRank(shuffled).map(({ change }) => change)).toEqual(inOrder.map(({ change }) => change))
      }),
    )
  })
})

describe('what to ask for of one thing', () => {
  const close = (seconds: number, to: Served, estimate: number | null = null) => ({
    ...option(`close +${seconds}`, to, estimate),
    changes: [{ kind: 'window' as const, window: 'day', end: 'close' as const, seconds }],
  })

  it('stands with the least step first where steps gain alike, however sure the others are', () => {
    const most = { ...plan, two: 6 }
    const steps = [close(3600, most, 0.8), close(7200, most, 0.9), close(10_800, most, 0.95), close(900, plan, 1)]
    const surer = option('surer than the least step', most, 0.85)
    const expected = ['surer than the least step', 'close +3600', 'close +7200', 'close +10800', 'close +900']
    fc.assert(
      fc.property(fc.shuffledSubarray([...steps, surer], { minLength: 5 }), (shuffled) => {
        expect(inRank(shuffled).map(({ change }) => change)).toEqual(expected)
      }),
    )
  })

  it('is the least step that brings as much as the best one', () => {
    const most = { ...plan, two: 6 }
    const steps = [close(7200, most), close(10_800, most), close(3600, most), close(900, { ...plan, five: 95 })]
    expect(leastStepOfEach(inRank(steps)).map(({ change }) => change)).toEqual(['close +3600'])
    const other = {
      ...option('open', plan),
      changes: [{ ...close(1, plan).changes[0], end: 'open' as const }] as Change[],
    }
    expect(leastStepOfEach([...steps, other]).map(({ change }) => change)).toEqual(['close +3600', 'open'])
  })
})
