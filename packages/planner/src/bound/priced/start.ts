// Prices to start from: everybody's wish, and all that is consigned, costs as much as it is worth. Then nothing is gained
// by serving anybody, and the value is what all of it is worth.

import type { Goal } from './goal.ts'
import type { Space } from './space.ts'

/** What one of an earlier level is worth at first, beside one of the level that the bound is for. */
const keptPeopleWorth = [10, 10, 4, 1]
const keptGramWorth = 5e-6

export function startPrices(space: Space, goal: Goal): Float64Array {
  const { problem, rows } = space
  const prices = new Float64Array(rows.count)
  const set = (row: number | undefined, price: number) => {
    if (row !== undefined && (goal.kept.has(row) || !(rows.names[row]?.kind ?? '').endsWith('_kept')))
      prices[row] = price
  }
  const priceAt = (row: number | undefined) => (row === undefined ? 0 : (prices[row] ?? 0))
  const demand = problem.drops.reduce((sum, { demandGrams }) => sum + demandGrams, 0)
  // One of the level: a person, or as much of the aid as a person would weigh in the measure above.
  const unit =
    goal.floorGram > 0 || goal.gram.some((each) => each > 0)
      ? 1 / keptGramWorth
      : goal.share > 0
        ? 1_000_000 / Math.max(1, demand * keptGramWorth)
        : 1
  const isGrams = goal.floorGram > 0 || goal.gram.some((each) => each > 0)
  const personUnit = goal.person.some((each) => each > 0) ? 1 : unit
  const gramUnit = isGrams ? 1 : keptGramWorth * personUnit
  space.peopleKeptRows.forEach((row, tier) => {
    set(row, (keptPeopleWorth[tier] ?? 1) * personUnit)
  })
  for (const { index, demandGrams } of problem.drops) {
    set(space.floorKeptRows[index], gramUnit)
    set(space.shareKeptRows[index], gramUnit)
    set(space.floorDeliveredRows[index], goal.floorGram)
    if (goal.share > 0 && demandGrams > 0)
      set(space.shareDeliveredRows[index], goal.share / ((problem.drops.length * demandGrams) / 1_000_000))
    const worth =
      (goal.gram[index] ?? 0) +
      [space.floorKeptRows, space.shareKeptRows, space.floorDeliveredRows, space.shareDeliveredRows].reduce(
        (sum, list) => sum + priceAt(list[index]),
        0,
      )
    set(space.demandRows[index], worth)
  }
  for (const { index, tier } of problem.groups)
    set(space.groupRows[index]?.at(-1), (goal.person[tier] ?? 0) + priceAt(space.peopleKeptRows[tier]))
  return prices
}

/** What one unit of a row may well be worth: prices are moved in parts of it. */
export function unitPrices(space: Space, goal: Goal): Float64Array {
  const { problem, rows } = space
  const start = startPrices(space, goal)
  const worthOf = problem.groups.map(({ index }) => start[space.groupRows[index]?.at(-1) ?? -1] ?? 0)
  const person = Math.max(0, ...worthOf)
  const seated = worthOf.length === 0 ? 0 : (worthOf.toSorted((a, b) => a - b)[Math.floor(worthOf.length / 2)] ?? 0)
  const gram = Math.max(0, ...space.demandRows.map((row) => start[row] ?? 0))
  const trip = Math.max(
    0,
    ...space.classes.map(({ loads, groups }) =>
      Math.max(
        loads.grams * gram,
        ...groups.map(({ index, bed }) => {
          const place = bed.stretcher > 0 ? 0 : bed.wheelchair > 0 ? 1 : 2
          const most = Math.max(0, ...loads.kinds.map((kind) => kind.most[place] ?? 0))
          return most * (worthOf[index] ?? 0)
        }),
      ),
    ),
  )
  return Float64Array.from(rows.names, (name, row) => {
    switch (name.kind) {
      case 'slot':
      case 'gate':
        return trip / (rows.scales[row] ?? 1)
      case 'group':
        return worthOf[name.group] ?? 0
      case 'bed':
        return person
      case 'places':
      case 'intake':
        return seated
      case 'demand':
        return start[row] ?? 0
      default:
        // What is kept, or delivered, for this goal; nothing for others.
        return start[row] ?? 0
    }
  })
}
