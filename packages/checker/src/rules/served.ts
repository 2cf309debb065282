import {
  type Category,
  categories,
  isOfWish,
  type Mobility,
  type Movement,
  mobilities,
  movements,
  type Priority,
  priorities,
  reasonOfWish,
  type Unserved,
} from '@treve/model'
import type { Check, Known, Refuse } from '../reading.ts'
import { type Results, resultsOf } from '../results.ts'

/** The plan's totals are what its trips and walks amount to. */
export const servedTotals: Check = (reading, refuse) => {
  const { served } = reading.plan
  const results = resultsOf(reading)
  differs('people', served.people, results.people, refuse)
  differs('companions', served.companions, results.companions, refuse)
  differs('aid_g', served.aid_g, results.aidGrams, refuse)
  byWord('by_mobility', mobilities, served.by_mobility, results.byMobility, refuse)
  byWord('by_priority', priorities, served.by_priority, results.byPriority, refuse)
  byWord('by_movement', movements, served.by_movement, results.byMovement, refuse)
  byWord('by_category', categories, served.by_category, results.byCategory, refuse)
}

/** Who and what is not served is told, and adds up. */
export const unservedTotals: Check = (reading, refuse) => {
  const { pause, plan, known } = reading
  const results = resultsOf(reading)
  for (const entry of plan.unserved) {
    if ((entry.group === undefined) === (entry.consignment === undefined)) {
      refuse(null, null, 'unserved: each entry names a group or a consignment')
    }
    if (entry.group !== undefined) reasonFits(entry, entry.group, known, refuse)
    if (entry.consignment !== undefined && !known.consignments.has(entry.consignment)) {
      refuse(null, null, `unserved: there is no consignment ${entry.consignment}`)
    }
    if (entry.consignment !== undefined && isOfWish(entry.reason)) {
      refuse(null, null, `unserved: ${entry.consignment} is aid; ${entry.reason} is said of people`)
    }
  }
  const people = new Map<string, number>()
  for (const { group, people: count } of plan.unserved) {
    if (group !== undefined) people.set(group, (people.get(group) ?? 0) + (count ?? 0))
  }
  for (const group of [...pause.people, ...pause.not_planned]) {
    const [told, servedCount] = [people.get(group.id) ?? 0, results.byGroup.get(group.id) ?? 0]
    if (told + servedCount === group.count.best) continue
    refuse(null, null, `${group.id}: ${servedCount} served and ${told} unserved are not ${group.count.best}`)
  }
  unservedAid(results, reading, refuse)
}

/** What people said is told of them, and of nobody else: who wishes to leave and cannot did not choose to stay. */
function reasonFits({ reason }: Unserved, id: string, { groups, notPlanned }: Known, refuse: Refuse): void {
  const other = notPlanned.get(id)
  if (other !== undefined) {
    const expected = reasonOfWish[other.wish]
    if (reason !== expected) refuse(null, null, `unserved: of ${id} the reason is ${expected}, not ${reason}`)
  } else if (!groups.has(id)) refuse(null, null, `unserved: there is no group ${id}`)
  else if (isOfWish(reason)) refuse(null, null, `unserved: ${id} wish to leave; ${reason} is not so`)
}

function unservedAid({ byItem }: Results, { pause, plan }: Parameters<Check>[0], refuse: Refuse): void {
  for (const consignment of pause.aid) {
    const entries = plan.unserved.filter((entry) => entry.consignment === consignment.id)
    const deliveredOf = (item: string) => byItem.get(`${consignment.id}/${item}`) ?? 0
    let told = 0
    const toldOf = new Map<string, number>()
    let isByItem = true
    for (const { items } of entries) {
      if (typeof items === 'number') {
        told += items
        isByItem = isByItem && items === 0
      } else {
        for (const [item, count] of Object.entries(items ?? {})) {
          told += count
          toldOf.set(item, (toldOf.get(item) ?? 0) + count)
        }
      }
    }
    const planned = consignment.items.reduce((sum, item) => sum + item.count, 0)
    const delivered = consignment.items.reduce((sum, item) => sum + deliveredOf(item.id), 0)
    if (told + delivered !== planned) {
      refuse(null, null, `${consignment.id}: ${delivered} items delivered and ${told} unserved are not ${planned}`)
      continue
    }
    if (!isByItem) continue
    for (const item of consignment.items) {
      const [left, got] = [toldOf.get(item.id) ?? 0, deliveredOf(item.id)]
      if (left + got === item.count) continue
      refuse(null, null, `${consignment.id}/${item.id}: ${got} delivered and ${left} unserved are not ${item.count}`)
    }
  }
}

function byWord<W extends Mobility | Priority | Movement | Category>(
  name: string,
  words: readonly W[],
  told: Partial<Readonly<Record<W, number>>>,
  found: ReadonlyMap<W, number>,
  refuse: Refuse,
): void {
  for (const word of words) differs(`${name}.${word}`, told[word] ?? 0, found.get(word) ?? 0, refuse)
}

function differs(name: string, told: number, found: number, refuse: Refuse): void {
  if (told !== found) refuse(null, null, `served.${name} says ${told}; the trips amount to ${found}`)
}
