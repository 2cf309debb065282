// What a plan says of the rows of time that its bounds were worked out on.

import { expect, it } from 'vitest'
import { changedPause } from './explain/changed-files.ts'
import { planOf } from './planning.ts'

it('says how long the rows are where bounds were found by prices, and that there were none where not', () => {
  const escort = changedPause('clauses/escort')
  expect(planOf(escort, 8).bound.slot_s).toBe(900)
  // Without an iteration no price was looked for: the limits found at sight stand alone.
  expect(planOf(escort, 0).bound.slot_s).toBeNull()
  // Here they prove every level.
  expect(planOf(changedPause('clauses/slots'), 8).bound.slot_s).toBeNull()
})
