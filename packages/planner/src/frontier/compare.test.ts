import type { Plan, PlanLevel } from '@treve/model'
import type { Change } from '@treve/model/frontier'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundedBy, differenceOf, inRank, judged, leastStepOfEach, levelsOf, noLess } from './compare.ts'
import { withinReach } from './price.ts'

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

describe('what a plan without reserve serves', () => {
  const to = levels({ ...plan, five: 100 }, { ...plan, five: 100 })
  const certainty = (...reached: [PlanLevel['level'], number][]) =>
    judged(
      levels(plan),
      to,
      reached.map(([level, served]) => ({ level, served })),
    ).certainty

  it('is not out of reach, whatever the bound says', () => {
    expect(certainty(['2', 4], ['5a', 100], ['5b', 100])).toBe('possible')
    expect(certainty(['2', 4], ['5a', 100], ['5b', 99])).toBe('certain')
    // Better on an earlier level, it is the better plan.
    expect(certainty(['2', 5], ['5a', 0], ['5b', 0])).toBe('possible')
    expect(certainty()).toBe('certain')
  })

  it('its bounds are those that count: what a reserve leaves no room for is not lost for certain', () => {
    const most = (two: number, five: number) => ({
      most: new Map<PlanLevel['level'], number>([
        ['2', two],
        ['5a', 100],
        ['5b', five],
      ]),
      floorShare: 1_000_000,
    })
    const now = boundedBy(levels(plan), most(4, 100))
    expect(judged(now, to)).toEqual({ gain_level: '5b', certainty: 'possible' })
    const lost = boundedBy(levels({ ...plan, five: 40 }), most(4, 96))
    expect(judged(now, lost)).toEqual({ gain_level: '5b', certainty: 'possible' })
    expect(judged(now, boundedBy(lost, most(4, 89)))).toEqual({ gain_level: '5b', certainty: 'certain' })
    // Not known: nothing is certain.
    expect(boundedBy(levels(plan), undefined)[0]).toMatchObject({ bound: null, gap: null, proved: false })
    expect(judged(boundedBy(levels(plan), undefined), to).certainty).toBe('possible')
    // Half of the floor is proved by what was held back alone.
    expect(now.find(({ level }) => level === '5a')?.proved).toBe(false)
  })
})

describe('an old plan that is better than the one that was found', () => {
  const asPlan = (of: PlanLevel[]) => ({ levels: of }) as Pick<Plan, 'levels'> as Plan

  it('keeps its bounds as long as the found one has no more, and none after that', () => {
    const begin = asPlan(levels({ ...plan, five: 90 }))
    // One patient fewer, more of the floor: its bound on others is one for plans with as much of the floor alone.
    const found = asPlan(
      levels({ two: 3, share: 500_000, floor: 150, five: 20 }, { two: 5, share: 1_000_000, floor: 200, five: 60 }),
    )
    expect(
      noLess(begin, found).levels.map(({ level, served, bound, proved }) => [level, served, bound, proved]),
    ).toEqual([
      ['2', 4, 5, false],
      ['5a', 100, 200, false],
      ['5b', 90, null, false],
      ['7', 0, null, false],
    ])
    const fewer = asPlan(levels({ ...plan, two: 3, five: 20 }, { ...plan, two: 5, five: 95 }))
    expect(noLess(begin, fewer).levels.map(({ bound }) => bound)).toEqual([5, 100, 95, null])
    const better = asPlan(levels({ ...plan, two: 5 }))
    expect(noLess(begin, better)).toBe(better)
  })
})

describe('by price', () => {
  it.each([
    [12, 4, 6, 2],
    [1, 4, 6, 1],
    [5_000_000, 400_000, 1_000_000, 600_000],
    // A bound of plans that are better before may be less than what is served.
    [3, 4, 2, 0],
    [-9, 4, 6, -4],
    [-2, 4, 6, -2],
  ])('%d more of %d, where %d is all there is: %d', (value, from, most, expected) => {
    expect(withinReach(value, from, most)).toBe(expected)
  })
})

const simulated = (mean: number) => ({ people_out: { mean, p05: 0, p50: 0, p95: 0 }, aid_g: { mean: 0 } })
const clear = (estimate: number) => ({ estimate, replications: 100, expected_people_late: 0 })

const option = (change: string, to: Served, estimate: number | null = null, mean: number | null = null) => ({
  change,
  changes: [{ kind: 'corridor', corridor: change }] as readonly Change[],
  levels: levelsOf(levels(plan), levels(to)),
  clear_probability: estimate === null ? null : clear(estimate),
  outcome: {
    people: 0,
    by_priority: { life_critical: 0, medical: 0, dependent: 0, general: 0 },
    aid_g: 0,
    slack_s: 0,
    moves_nobody: false,
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
