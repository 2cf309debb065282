// Every change but a longer buffer takes nothing away: the plan there is stands by the changed terms, and what comes of
// more search is no less.

import { checkPlan } from '@treve/checker'
import { changeCode } from '@treve/model/frontier'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyAll, changesOf, judged, levelsOf, takesNothing } from '../../src/frontier/index.ts'
import { pauses } from '../generate.ts'
import { pauseOf, planOf } from '../planning.ts'
import { begunFrom, differenceOf } from './comparing.ts'

describe('what may be asked for', () => {
  it('brings no less, breaks no rule, and is certain only beyond the old bound', () => {
    const kinds = new Map<string, number>()
    fc.assert(
      fc.property(pauses, fc.nat(1000), fc.nat(100), (data, pick, seed) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 5, seed)
        const changes = changesOf(pause)
        if (changes.length === 0) return
        // One of each kind that this pause has, another each time.
        const some = [...Map.groupBy(changes, ({ kind }) => kind).values()].flatMap(
          (alike) => alike[pick % alike.length] ?? [],
        )
        for (const change of some) {
          kinds.set(change.kind, (kinds.get(change.kind) ?? 0) + 1)
          const changed = applyAll(pause, [change])
          const again = begunFrom(changed, plan, 2, seed)
          expect(checkPlan(changed, again), changeCode(change)).toEqual([])
          const difference = differenceOf(plan, again)
          if (takesNothing(pause, change)) expect(difference, changeCode(change)).toBeGreaterThanOrEqual(0)
          const { gain_level, certainty } = judged(plan.levels, again.levels)
          const level = levelsOf(plan.levels, again.levels).find((each) => each.level === gain_level)
          expect(level === undefined).toBe(difference === 0)
          if (level === undefined || level.share_ppm_from !== level.share_ppm_to) continue
          const isBeyond =
            difference > 0
              ? level.bound_from !== null && level.to > level.bound_from
              : level.bound_to !== null && level.from > level.bound_to
          expect(certainty).toBe(isBeyond ? 'certain' : 'possible')
        }
      }),
      { numRuns: 60 },
    )
    expect([...kinds.keys()].sort()).toEqual(
      ['beds', 'buffer', 'corridor', 'lane', 'places', 'slots', 'vehicles', 'walking', 'window', 'withdrawal'].sort(),
    )
  })

  it('two together bring no less than either', () => {
    fc.assert(
      fc.property(pauses, fc.nat(1000), fc.nat(1000), (data, first, second) => {
        const pause = pauseOf(data)
        const changes = changesOf(pause).filter((change) => takesNothing(pause, change))
        const [one, other] = [changes[first % changes.length], changes[second % changes.length]]
        if (one === undefined || other === undefined || one.kind === other.kind) return
        const plan = planOf(pause, 5)
        const alone = [one, other].map((change) => begunFrom(applyAll(pause, [change]), plan, 0))
        const [a, b] = alone
        if (a === undefined || b === undefined) return
        const both = applyAll(pause, [one, other])
        const together = begunFrom(both, differenceOf(a, b) > 0 ? b : a, 0)
        expect(checkPlan(both, together)).toEqual([])
        for (const each of alone) expect(differenceOf(each, together)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 },
    )
  })
})
