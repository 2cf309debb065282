// What a bound is asked for: what counts, and what must be kept of earlier levels.

import type { LevelName } from '@treve/model'
import type { Outcome } from '../../objective.ts'
import type { Space } from './space.ts'
import type { Column } from './usage.ts'

export interface Goal {
  /** What a person counts, by tier. */
  readonly person: readonly number[]
  /** What a gram counts, by drop. */
  readonly gram: readonly number[]
  /** What a gram within the floor of a drop counts. */
  readonly floorGram: number
  /** What a millionth of the least share counts. */
  readonly share: number
  /** Limits of the rows that hold for this goal alone: of what is kept, negative; other such rows have no price. */
  readonly kept: ReadonlyMap<number, number>
}

const nothing = { person: [0, 0, 0, 0], floorGram: 0, share: 0 }

/** A level by itself, among plans at least as good as `outcome` on all earlier ones. */
export function goalOf(space: Space, level: LevelName, outcome: Outcome): Goal {
  const gram = space.problem.drops.map(() => 0)
  const kept = new Map<number, number>()
  const keepPeople = (tiers: number) => {
    for (let tier = 0; tier < tiers; tier++) kept.set(space.peopleKeptRows[tier] ?? -1, -(outcome.people[tier] ?? 0))
  }
  // A plan with a greater share and fewer grams within floors is better on 5a: only the share can be relied on.
  const keepFloors = () =>
    space.problem.drops.forEach(({ index, floorGrams }) => {
      kept.set(space.floorKeptRows[index] ?? -1, -Math.floor((outcome.floorShare * floorGrams) / 1_000_000))
    })
  const keepShares = () =>
    space.problem.drops.forEach(({ index, demandGrams }) => {
      kept.set(space.shareKeptRows[index] ?? -1, -Math.floor((outcome.leastShare * demandGrams) / 1_000_000))
    })
  const only = (tier: number) => [0, 1, 2, 3].map((each) => (each === tier ? 1 : 0))
  switch (level) {
    case '2':
      return { ...nothing, gram, kept, person: only(0) }
    case '3':
      keepPeople(1)
      return { ...nothing, gram, kept, person: only(1) }
    case '4':
      keepPeople(2)
      return { ...nothing, gram, kept, person: only(2) }
    case '5a':
      keepPeople(3)
      keepFloors()
      return { ...nothing, gram, kept, floorGram: 1 }
    case '5b':
      keepPeople(3)
      keepFloors()
      return { ...nothing, gram, kept, person: only(3) }
    case '6a':
      keepPeople(4)
      keepFloors()
      return { ...nothing, gram, kept, share: 1 }
    default:
      keepPeople(4)
      keepFloors()
      keepShares()
      return { ...nothing, gram: needOf(space), kept }
  }
}

/** Weights instead of levels: for measuring alone, no plan is chosen by them. */
export function weightedGoal(space: Space, person: readonly number[], gram: number): Goal {
  return { ...nothing, person, gram: needOf(space).map((need) => need * gram), kept: new Map() }
}

function needOf({ problem }: Space): number[] {
  return problem.drops.map(({ weight }) => weight.numerator / weight.denominator)
}

/** What an answer is worth without prices: its people and grams stand in rows of their own. */
export function worthOf(space: Space, goal: Goal, who: string, { rows, amounts }: Column): number {
  const { names } = space.rows
  if (who === 'share') return goal.share * 1_000_000
  let worth = 0
  rows.forEach((row, index) => {
    const name = names[row]
    const amount = amounts[index] ?? 0
    if (who.startsWith('floor')) worth += goal.floorGram * amount
    else if (name?.kind === 'people_kept') worth -= (goal.person[name.tier] ?? 0) * amount
    else if (name?.kind === 'demand') worth += (goal.gram[name.drop] ?? 0) * amount
  })
  return worth
}
