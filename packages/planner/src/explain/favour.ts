// A case put before others: “would it be served?” is asked of it alone. Who is more urgent still asks for all they lack;
// the others of its level, and of later ones, ask for no more than they have.

import type { Problem } from '../problem.ts'
import { type Case, isBelowFloor, leftOf, missingOf, type Served } from './cases.ts'
import type { Favour } from './replanned.ts'

export function favourOf(problem: Problem, served: Served, each: Case): Favour {
  const isOfPeople = each.what === 'people'
  const members = new Set(each.members)
  const isFloorFilled = !problem.drops.some(({ index }) => isBelowFloor(problem, served, index))
  // Floors come before other people, and these before the rest of the aid.
  const isAidAsked = isOfPeople && each.tier === 3 && !isFloorFilled
  return {
    limit(world) {
      for (const { group, index, tier } of problem.groups) {
        if (isOfPeople ? tier < each.tier || members.has(index) : tier < 3 || isFloorFilled) continue
        world.waiting[index] = (world.waiting[index] ?? 0) - (group.count.best - (served.people[index] ?? 0))
      }
      for (const { item, index } of problem.items) {
        if (isAidAsked || (!isOfPeople && members.has(index))) continue
        world.pieces[index] = (world.pieces[index] ?? 0) - (item.count - (served.pieces[index] ?? 0))
      }
    },
    gain: (now) => missingOf(each) - leftOf(each, served, now),
    tier: each.tier,
    people: (gain) => (isOfPeople ? gain : 0),
    isServed: (now) => leftOf(each, served, now) === 0,
  }
}
