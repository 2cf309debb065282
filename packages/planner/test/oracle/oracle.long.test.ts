import { checkPlan } from '@treve/checker'
import { describe, expect, it } from 'vitest'
import { pauseOf, planOf } from '../planning.ts'
import { bestOf, passedBounds, said } from './comparing.ts'
import { families, samplesOf } from './families.ts'
import { everyBest } from './oracle.ts'
import { compareVectors, vectorOfPlan } from './vector.ts'

const variations = 150

describe('against every plan that the checker accepts, for long', () => {
  it.each(families)(
    '$name: no plan is better than the best there is, and no bound is below what can be had',
    (family) => {
      const short: string[] = []
      samplesOf(family, variations).forEach((data, number) => {
        const pause = pauseOf(data)
        const plan = planOf(pause, 200)
        const front = everyBest(pause)
        const best = bestOf(front) ?? []
        const reached = vectorOfPlan(plan)
        const which = `variation ${number}`
        expect(checkPlan(pause, plan), which).toEqual([])
        expect(front, which).not.toEqual([])
        expect(compareVectors(reached, best), which).toBeLessThanOrEqual(0)
        expect(passedBounds(plan, front), which).toEqual([])
        if (compareVectors(reached, best) < 0) short.push(`${which}: ${said(reached)} of ${said(best)}`)
      })
      console.log(
        [`${family.name}: the best in ${variations - short.length} of ${variations}`, ...short.slice(0, 3)].join(
          '\n  ',
        ),
      )
    },
    3600_000,
  )
})
