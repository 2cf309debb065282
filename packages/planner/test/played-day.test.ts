// A simulated day as it is told for an exercise: the plan where nothing is left to chance; else in order, and nobody lost.

import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { playedDay } from '../src/index.ts'
import { certain } from './certain-day.ts'
import { pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'

it('without chance as many come out, and as much goes in, as planned', () => {
  let moved = 0
  fc.assert(
    fc.property(pauses, fc.nat(1000), (data, seed) => {
      const pause = pauseOf(data)
      const plan = planOf(pause, 10, seed)
      const { trips, walks, isClear } = playedDay(pause, travelTimesOf(pause), plan, {
        seed,
        day: 0,
        assumptions: certain,
      })
      const boarded = trips.flatMap(({ steps }) =>
        steps.filter(({ what }) => what === 'loads').map((step) => step.people),
      )
      const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0)
      expect(sum(boarded) + sum(walks.map(({ people }) => people))).toBe(plan.served.people)
      const delivered = trips.flatMap(({ steps }) =>
        steps.filter(({ what }) => what === 'unloads').map(({ grams }) => grams),
      )
      expect(sum(delivered)).toBe(plan.served.aid_g)
      expect(isClear).toBe(true)
      moved += trips.length + walks.length
    }),
    { numRuns: 100, seed: 20161104 },
  )
  expect(moved).toBeGreaterThan(100)
})

it('on any day: in order of time, nobody gets off who did not get on, and the same day is the same', () => {
  let turned = 0
  fc.assert(
    fc.property(pauses, fc.nat(1000), fc.nat(50), (data, seed, day) => {
      const pause = pauseOf(data)
      const plan = planOf(pause, 10, seed)
      const played = playedDay(pause, travelTimesOf(pause), plan, { seed, day })
      for (const { steps, id, isNotMade } of played.trips) {
        // Whoever set out and did not go in turned round, and is nowhere after that.
        if (isNotMade && steps.length > 0) {
          expect(steps.at(-1)?.what, id).toBe('turns_round')
          turned += 1
        }
        let aboard = 0
        for (const [index, step] of steps.entries()) {
          expect(step.from, id).toBeLessThanOrEqual(step.until)
          expect(step.from, id).toBeGreaterThanOrEqual(steps[index - 1]?.from ?? Number.NEGATIVE_INFINITY)
          if (step.what === 'loads') aboard += step.people
          if (step.what === 'unloads') aboard -= step.people
          expect(aboard, id).toBeGreaterThanOrEqual(0)
        }
      }
      expect(playedDay(pause, travelTimesOf(pause), plan, { seed, day })).toEqual(played)
    }),
    { numRuns: 60, seed: 20161104 },
  )
  expect(turned).toBeGreaterThan(0)
})
