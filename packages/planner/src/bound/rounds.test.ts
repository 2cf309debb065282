import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostInRounds } from './rounds.ts'

describe('the most in rounds', () => {
  it('is never below what any choice of whole loads carries', () => {
    const figures = fc.record({
      timeSeconds: fc.integer({ min: 0, max: 300 }),
      roundSeconds: fc.integer({ min: 20, max: 100 }),
      betweenSeconds: fc.integer({ min: 0, max: 60 }),
      load: fc.integer({ min: 0, max: 6 }),
      insideSecondsEach: fc.integer({ min: 0, max: 20 }),
      outsideSecondsEach: fc.integer({ min: 0, max: 20 }),
    })
    fc.assert(
      fc.property(figures, (rounds) => {
        let best = 0
        const tryLoads = (used: number, carried: number, last: number) => {
          for (let count = 0; count <= rounds.load; count++) {
            const outside = used === 0 ? 0 : rounds.betweenSeconds + last * rounds.outsideSecondsEach
            const time = used + outside + rounds.roundSeconds + count * rounds.insideSecondsEach
            if (time > rounds.timeSeconds) return
            best = Math.max(best, carried + count)
            tryLoads(time, carried + count, count)
          }
        }
        tryLoads(0, 0, 0)
        expect(mostInRounds(rounds)).toBeGreaterThanOrEqual(best)
      }),
    )
  })

  it('is one load where there is no way from one round to the next', () => {
    expect(
      mostInRounds({
        timeSeconds: 1000,
        roundSeconds: 10,
        betweenSeconds: Number.POSITIVE_INFINITY,
        load: 7,
        insideSecondsEach: 1,
        outsideSecondsEach: 1,
      }),
    ).toBe(7)
  })

  it('is nothing where a round takes longer than there is time', () => {
    expect(
      mostInRounds({
        timeSeconds: 9,
        roundSeconds: 10,
        betweenSeconds: 0,
        load: 7,
        insideSecondsEach: 0,
        outsideSecondsEach: 0,
      }),
    ).toBe(0)
    expect(
      mostInRounds({
        timeSeconds: Number.NEGATIVE_INFINITY,
        roundSeconds: 10,
        betweenSeconds: 0,
        load: 7,
        insideSecondsEach: 0,
        outsideSecondsEach: 0,
      }),
    ).toBe(0)
  })
})
