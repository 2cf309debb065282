// The largest file there may be: five thousand groups, and no time to search.

import { checkPlan } from '@treve/checker'
import { expect, it } from 'vitest'
import { buses, group, steps, tiny } from './oracle/tiny.ts'
import { pauseOf, planOf } from './planning.ts'

it('five thousand groups are planned without any search: validly, and within the bound', () => {
  const data = tiny(40)
  data.people = Array.from({ length: 5000 }, (_, index) =>
    group(`families-${index}`, 1 + (index % 7), {
      priority: index % 4 === 1 ? 'dependent' : 'general',
      mobility: index % 4 === 1 ? 'wheelchair' : 'seated',
      group_size: 1 + (index % 3),
    }),
  )
  data.fleet = [buses(20, 40, { loads: [{ seated: 40 }, { seated: 20, wheelchair: 4 }], board: { seated: '5 s' } })]
  const [corridor] = data.corridors
  Object.assign(corridor ?? {}, { capacity: { vehicles: 6, per: steps(1) } })
  const pause = pauseOf(data)
  const plan = planOf(pause, 0)
  expect(checkPlan(pause, plan)).toEqual([])
  expect(plan.served.people).toBeGreaterThan(1000)
  for (const { served, bound } of plan.levels) if (bound !== null) expect(served).toBeLessThanOrEqual(bound)
}, 300_000)
