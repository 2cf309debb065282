// A plan and its bounds, held against everything that is attainable.

import type { Plan } from '@treve/model'
import { compareVectors, type Entry, entries, entryOf, type Vector, vectorOfPlan } from './vector.ts'

/** Levels by name; in 5a two entries are compared, the share first. */
const entriesOfLevel: Readonly<Record<string, readonly Entry[]>> = {
  '2': ['2'],
  '3': ['3'],
  '4': ['4'],
  '5a': ['5a share', '5a'],
  '5b': ['5b'],
  '6a': ['6a'],
  '6b': ['6b'],
}
const levels = ['2', '3', '4', '5a', '5b', '6a', '6b'] as const

export function bestOf(front: readonly Vector[]): Vector | undefined {
  return front.toSorted(compareVectors).at(-1)
}

/** What is attainable and said not to be, in words; nothing, if every bound holds. */
export function passedBounds(plan: Plan, front: readonly Vector[]): string[] {
  const own = vectorOfPlan(plan)
  return front.flatMap((vector) => [...passedBy(vector, own, plan), ...passedUnconditionally(vector, plan)])
}

function passedBy(vector: Vector, own: Vector, plan: Plan): string[] {
  const passed: string[] = []
  for (const name of levels) {
    const bound = plan.levels.find(({ level }) => level === name)?.bound
    const attained = entryOf(vector, name)
    // The bound of 5a is in grams, among plans that have at least this plan's share.
    const hasShare = name !== '5a' || entryOf(vector, '5a share') >= entryOf(own, '5a share')
    if (bound === undefined) passed.push(`level ${name} has no bound`)
    else if (bound !== null && hasShare && attained > bound)
      passed.push(
        `level ${name}: ${attained} is attainable, the bound is ${bound} (${said(vector)}; plan ${said(own)})`,
      )
    if (!isAtLeast(vector, own, name)) break
  }
  return passed
}

/** On one level; on 5a by share, then grams. */
function isAtLeast(one: Vector, other: Vector, level: string): boolean {
  for (const entry of entriesOfLevel[level] ?? []) {
    const difference = entryOf(one, entry) - entryOf(other, entry)
    if (difference !== 0) return difference > 0
  }
  return true
}

function passedUnconditionally(vector: Vector, { bound }: Plan): string[] {
  const people = (['2', '3', '4', '5b'] as const).reduce((sum, entry) => sum + entryOf(vector, entry), 0)
  const grams = entryOf(vector, 'aid')
  const passed: string[] = []
  if (people > bound.people) passed.push(`${people} people are attainable, the bound is ${bound.people}`)
  if (grams > bound.aid_g) passed.push(`${grams} g of aid are attainable, the bound is ${bound.aid_g} g`)
  return passed
}

export function said(vector: Vector): string {
  return entries.map((entry, index) => `${entry}: ${vector[index]}`).join(', ')
}
