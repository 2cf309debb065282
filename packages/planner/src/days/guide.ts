// What guides the choice of days: what a person counts, and what it costs others that a vehicle takes a slot, or the people
// of a group.

import type { VehicleKind } from '@treve/model'
import type { Problem } from '../problem.ts'

export interface Guide {
  /** What bringing out one of a group counts, by index of the group. */
  readonly person: Float64Array
  /** What passing a corridor costs. */
  passage(corridor: number, direction: 'in' | 'out', kind: VehicleKind): number
}

/** So that one of an earlier level outweighs whatever a day can bring of the later ones. */
export const tierWorth = [30_000, 3000, 100, 1] as const

export function plainGuide(problem: Problem): Guide {
  return {
    person: Float64Array.from(problem.groups, ({ tier }) => tierWorth[tier] ?? 0),
    passage: () => 0,
  }
}
