// Whether the bound excludes that a case is served in a pause: then no plan serves it, however long one searches.

import type { Pause } from '@treve/model'
import { mostAid } from '../bound/aid.ts'
import { mostPeople } from '../bound/people.ts'
import { type Problem, problemOf } from '../problem.ts'
import type { Built } from '../search.ts'
import type { Case, Served } from './cases.ts'

/**
 * No plan of `pause` serves all of the case and, of its level and of each before it, at least as many as `built` does.
 *
 * Proof. Such a plan has f_j ≥ v_j on earlier levels j, brings out of the case's groups those that `built` does
 * and the missing, and, since none of its level is served less for it, f_t ≥ v_t + missing. Each sum below is then at least its
 * right side; `mostPeople` is exceeded by no plan that the checker accepts. Of aid: so many pieces of the case's items are in,
 * with nothing else asked for.
 */
export function isExcluded(pause: Pause, problem: Problem, built: Built, served: Served, each: Case): boolean {
  const next = problemOf(pause, problem.times)
  if (each.what === 'aid') {
    const members = new Set(each.members)
    const needed = each.members.reduce((sum, member, position) => {
      const pieces = (served.pieces[member] ?? 0) + (each.missing[position] ?? 0)
      return sum + pieces * (next.items[member]?.item.mass ?? 0)
    }, 0)
    const aid = pause.aid.flatMap((consignment) => {
      const items = consignment.items.filter((item) =>
        next.items.some((line) => line.item === item && members.has(line.index)),
      )
      return items.length === 0 ? [] : [{ ...consignment, items }]
    })
    return mostAid(problemOf({ ...pause, aid }, problem.times)).grams < needed
  }
  const members = new Set(each.members)
  const own = next.groups.filter(({ index }) => members.has(index))
  const missing = each.missing.reduce((sum, count) => sum + count, 0)
  const ownCount = own.reduce((sum, { index }) => sum + (served.people[index] ?? 0), missing)
  if (mostPeople(next, own) < ownCount) return true
  const earlier = (from: number) => next.groups.filter(({ tier }) => tier >= from && tier < each.tier)
  const level = next.groups.filter(({ tier }) => tier === each.tier)
  for (let from = each.tier; from >= 0; from--) {
    const before = built.outcome.people.slice(from, each.tier).reduce((sum, count) => sum + count, 0)
    if (from < each.tier && mostPeople(next, [...earlier(from), ...own]) < before + ownCount) return true
    const ofLevel = built.outcome.people[each.tier] ?? 0
    if (mostPeople(next, [...earlier(from), ...level]) < before + ofLevel + missing) return true
  }
  // Of the same destinations alone, beds and places may bind where the level as a whole has room elsewhere.
  const places = new Set(each.outside)
  const beside = level.filter(({ group, index }) => members.has(index) || group.to.every((id) => places.has(id)))
  const there = beside.reduce((sum, { index }) => sum + (served.people[index] ?? 0), 0)
  return mostPeople(next, beside) < there + missing
}
