import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallestConflict } from './smallest.ts'

/** Works unless all of one of these sets are kept. */
const unless = (conflicts: readonly (readonly number[])[]) => (kept: ReadonlySet<number>) =>
  !conflicts.some((conflict) => conflict.every((each) => kept.has(each)))

describe('the smallest conflict', () => {
  it('is none where all can be kept, and empty where nothing can', () => {
    expect(
      smallestConflict(
        3,
        () => true,
        () => true,
      ),
    ).toBeUndefined()
    expect(
      smallestConflict(
        3,
        () => false,
        () => true,
      ),
    ).toEqual({ members: [], isSmallest: true, mends: [] })
  })

  it('is the smallest of several, with what would mend all of them', () => {
    const found = smallestConflict(
      6,
      unless([
        [0, 1, 2],
        [3, 4],
        [1, 4, 5],
      ]),
      () => true,
    )
    expect(found).toMatchObject({ members: [3, 4], isSmallest: true })
    // Each mend hits every conflict.
    for (const mend of found?.mends ?? [])
      for (const conflict of [
        [0, 1, 2],
        [3, 4],
        [1, 4, 5],
      ])
        expect(conflict.some((each) => mend.includes(each))).toBe(true)
  })

  it('is found for any conflicts: minimal, and no larger than the smallest', () => {
    const conflicts = fc.array(fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(conflicts, (sets) => {
        const works = unless(sets)
        const found = smallestConflict(10, works, () => true)
        const members = found?.members ?? []
        expect(found?.isSmallest).toBe(true)
        expect(members.length).toBe(Math.min(...sets.map((set) => set.length)))
        expect(works(new Set(members))).toBe(false)
        for (const each of members) expect(works(new Set(members.filter((other) => other !== each)))).toBe(true)
        for (const mend of found?.mends ?? []) {
          const kept = new Set(Array.from({ length: 10 }, (_, index) => index).filter((each) => !mend.includes(each)))
          expect(works(kept)).toBe(true)
          for (const each of mend) expect(works(new Set([...kept, each]))).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is minimal still where time is up, and says that a smaller one may be', () => {
    let asked = 0
    const sets = [[0, 1, 2], [3, 4, 7], [5]]
    const found = smallestConflict(9, unless(sets), () => ++asked <= 1)
    expect(found?.isSmallest).toBe(false)
    const members = found?.members ?? []
    expect(unless(sets)(new Set(members))).toBe(false)
    for (const each of members) expect(unless(sets)(new Set(members.filter((other) => other !== each)))).toBe(true)
  })
})
