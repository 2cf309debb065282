// Planning anew in the middle of a day: where everybody is at an instant of a plan is told as `state`, without saying how they
// came there.

import { checkPlan } from '@treve/checker'
import type { Instant } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromThere } from './from-there.ts'
import { pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'

describe('a plan made anew from where everybody is', () => {
  it('is accepted by the checker, begins no earlier, and brings out whoever is inside', () => {
    let inside = 0
    let leftInside = 0
    fc.assert(
      fc.property(pauses, fc.nat(100), fc.nat(100), (data, share, seed) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 0, seed)
        const [window] = pause.terms.windows
        if (window === undefined) return
        const minutes = Math.round(((window.close - window.open) * share) / 150 / 60)
        const at = (window.open + 60 * minutes) as Instant
        const now = fromThere(data, pause, plan, at)
        const left = pauseOf(now)
        const again = planOf(left, 2, seed)
        // Where slots are few, or cars take them, some have no way out in time: the checker says so, and nothing else.
        const violations = checkPlan(left, again)
        const stranded = violations.filter(({ rule }) => rule === 'clearance')
        expect(violations).toEqual(stranded)
        leftInside += stranded.length
        for (const trip of again.trips) expect(trip.legs[0]?.from).toBeGreaterThanOrEqual(at)
        for (const walk of again.walking) expect(walk.from).toBeGreaterThanOrEqual(at)
        for (const { served, bound } of again.levels)
          if (bound !== null && served > bound) expect.fail(`${served} of at most ${bound}`)
        inside += left.rules.state?.vehicles.filter(({ corridor }) => corridor !== undefined).length ?? 0
      }),
      { numRuns: 150, seed: 20161104 },
    )
    expect(inside).toBeGreaterThan(0)
    expect(leftInside).toBeLessThan(inside)
  })
})
