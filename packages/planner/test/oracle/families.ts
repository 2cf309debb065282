// Families of tiny pauses, each with one more rule on: small ranges, so that the oracle can look at every plan.

import fc from 'fast-check'
import { aidFamilies } from './families/aid.ts'
import { corridorFamilies } from './families/corridors.ts'
import { mixedFamilies } from './families/mixed.ts'
import { peopleFamilies } from './families/people.ts'
import { ruleFamilies } from './families/rules.ts'
import type { Tiny } from './tiny.ts'

export interface Family {
  readonly name: string
  readonly pauses: fc.Arbitrary<Tiny>
}

export const families: readonly Family[] = [
  ...corridorFamilies,
  ...peopleFamilies,
  ...aidFamilies,
  ...ruleFamilies,
  ...mixedFamilies,
].map(([name, pauses]) => ({ name, pauses }))

/**
 * Where the planner is known not to find the best of some: no trip is made for two destinations by who carries
 * one movement, nobody waits so that another finds a slot, and it looks no further where a promise stands.
 */
export const fallsShort: ReadonlySet<string> = new Set([
  'a trip that is promised',
  'two stops on a trip',
  'aid and people for the same slots',
])

export function samplesOf({ pauses }: Family, count: number): Tiny[] {
  return fc.sample(pauses, { seed: 1, numRuns: count })
}
