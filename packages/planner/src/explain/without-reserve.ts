// What the plan without reserve leaves, so that it can be told who is left for the reserve alone.

import type { Unserved } from '@treve/model'

/** How many of a group, or pieces of an item of a consignment, are not served. */
export interface Left {
  readonly people: (group: string) => number
  readonly pieces: (consignment: string, item: string) => number
}

export function leftBy(unserved: readonly Unserved[]): Left {
  const counts = new Map<string, number>()
  const add = (key: string, count: number) => counts.set(key, (counts.get(key) ?? 0) + count)
  for (const { group, consignment = '', people = 0, items } of unserved) {
    if (group !== undefined) add(`group ${group}`, people)
    else if (typeof items === 'object')
      for (const [item, count] of Object.entries(items)) add(`item ${consignment} ${item}`, count)
  }
  return {
    people: (group) => counts.get(`group ${group}`) ?? 0,
    pieces: (consignment, item) => counts.get(`item ${consignment} ${item}`) ?? 0,
  }
}
