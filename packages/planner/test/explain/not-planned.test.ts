// Who chose to stay, and whom nobody asked: told as such, and nothing else of any plan is another for them.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pauses } from '../generate.ts'
import { explainedPlanOf, pauseOf, planOf } from '../planning.ts'
import { changedPause } from './changed-files.ts'

const others = fc.array(
  fc.record({
    row: fc.nat(5),
    count: fc.integer({ min: 0, max: 5000 }),
    wish: fc.constantFrom('stay', 'not_asked'),
    isDescribed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
)

describe('people who are not planned for', () => {
  it('are told as the file counts them, and the plan of all others is the same without them', () => {
    let told = 0
    fc.assert(
      fc.property(pauses, others, (data, drawn) => {
        const people = [...(data.people as readonly Record<string, unknown>[])]
        for (const [index, { row, count, wish, isDescribed }] of drawn.entries()) {
          const like = isDescribed ? { ...people[0], ready: undefined } : {}
          people.splice(row, 0, { ...like, id: `other-${index}`, at: 'pick-up-0', count, wish })
        }
        const without = planOf(pauseOf(data), 3)
        const { unserved, ...plan } = planOf(pauseOf({ ...data, people }), 3)
        const isOther = ({ group = '' }: (typeof unserved)[number]) => group.startsWith('other-')
        const { unserved: expected, ...same } = without
        expect(plan).toEqual(same)
        expect(unserved.filter((entry) => !isOther(entry))).toEqual(expected)
        const reasons = { stay: 'chose_to_stay', not_asked: 'not_asked' }
        const counted = drawn.flatMap(({ count, wish }, index) =>
          count === 0 ? [] : [{ group: `other-${index}`, people: count, reason: reasons[wish as 'stay'] }],
        )
        expect(unserved.filter(isOther)).toHaveLength(counted.length)
        expect(unserved).toEqual(expect.arrayContaining(counted))
        told += counted.length
      }),
      { numRuns: 15, seed: 5 },
    )
    expect(told).toBeGreaterThan(0)
  }, 300_000)

  it('are in no share and no gap: all who wish to leave are out, however many stay', () => {
    const plan = explainedPlanOf(
      changedPause('minimal/pause', [
        /^people:.*\n/m,
        'people:\n  - { id: home, at: school, count: 9000, wish: stay }\n',
      ]),
      0,
    )
    expect(plan.served.people).toBe(104)
    expect([plan.bound.people, plan.gap_percent]).toEqual([104, 0])
    expect(plan.unserved).toEqual([{ group: 'home', people: 9000, reason: 'chose_to_stay' }])
  })
})
