import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fits, type PlaceCounts, placeCounts, plus, unitsThatFit } from './places.ts'

const counts = fc.record({ stretcher: fc.nat(4), wheelchair: fc.nat(4), seated: fc.nat(6) })

/** By trial: stretchers first, each person the least able place that takes them. */
function fitsByTrial(needed: PlaceCounts, offered: PlaceCounts): boolean {
  const lying = offered.stretcher - needed.stretcher
  if (lying < 0) return false
  const wheelchairsLying = Math.max(0, needed.wheelchair - offered.wheelchair)
  if (wheelchairsLying > lying) return false
  const left = lying - wheelchairsLying + Math.max(0, offered.wheelchair - needed.wheelchair) + offered.seated
  return needed.seated <= left
}

describe('places', () => {
  it('fit as by trial of every seat', () => {
    fc.assert(
      fc.property(counts, counts, (needed, offered) => {
        expect(fits(needed, offered)).toBe(fitsByTrial(needed, offered))
      }),
    )
  })

  it('take as many units as fit, and not one more', () => {
    fc.assert(
      fc.property(counts, counts, counts, (unit, taken, offered) => {
        fc.pre(unit.stretcher + unit.wheelchair + unit.seated > 0 && fits(taken, offered))
        const most = unitsThatFit(unit, taken, offered)
        expect(fits(plus(taken, unit, most), offered)).toBe(true)
        expect(fits(plus(taken, unit, most + 1), offered)).toBe(false)
      }),
    )
  })

  it('count what is not named as none', () => {
    expect(placeCounts({ seated: 50 })).toEqual({ stretcher: 0, wheelchair: 0, seated: 50 })
  })
})
