// Prices to start from: everybody's wish, and all that is consigned, costs as much as it is worth. Then nothing is gained
// by serving anybody, and the value is what all of it is worth.

import type { Goal } from './goal.ts'
import type { Job, PickUp, Space, VehicleClass } from './space.ts'

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
          const places = bed.stretcher > 0 ? loads.nested[0] : bed.wheelchair > 0 ? loads.nested[1] : loads.nested[2]
          return (places ?? 0) * (worthOf[index] ?? 0)
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

/**
 * For each group, least vehicle-seconds that one of them takes: the shortest round of any vehicle that carries them,
 * full, shared by its places. Infinite where none comes there.
 */
export function leastSecondsEach(space: Space): number[] {
  const least = space.problem.groups.map(() => Number.POSITIVE_INFINITY)
  for (const of of space.classes) {
    for (const stop of of.pickUps) {
      of.jobs.forEach((job, number) => {
        const round = roundSeconds(of, stop, job)
        stop.groups[number]?.forEach((groups, place) => {
          const full = fullest(of, place)
          if (full === undefined) return
          const each = (round + full.boardSeconds + full.alightSeconds) / full.people
          for (const { index } of groups) least[index] = Math.min(least[index] ?? each, each)
        })
      })
    }
  }
  return least
}

function roundSeconds({ ins, outs, around }: VehicleClass, stop: PickUp, job: Job): number {
  let least = Number.POSITIVE_INFINITY
  outs.forEach((out, outIndex) => {
    ins.forEach((into, inIndex) => {
      // Back to where it came in, straight, or on the way to where it came out and round.
      const home = Math.min(
        ...job.toIn.map((seconds, next) => seconds + (next === inIndex ? 0 : (around[outIndex]?.[inIndex] ?? 0))),
      )
      const inside = (stop.fromIn[inIndex] ?? 0) + (stop.toOut[outIndex] ?? 0)
      const ways = into.toGateSeconds + into.fromGateSeconds + out.toGateSeconds + out.fromGateSeconds
      least = Math.min(least, ways + inside + (job.fromOut[outIndex] ?? 0) + home)
    })
  })
  return least
}

function fullest({ loads }: VehicleClass, place: number) {
  let best: { people: number; boardSeconds: number; alightSeconds: number } | undefined
  for (const { main, isCarried, most, bucket } of loads.kinds) {
    const people = most[place] ?? 0
    const times = loads.buckets[bucket]
    if (main === place && !isCarried && times !== undefined && people > (best?.people ?? 0)) best = { people, ...times }
  }
  return best
}

/** As `startPrices`; but people of the level itself are worth less by what the way to them costs a vehicle. */
export function shapedPrices(
  space: Space,
  goal: Goal,
  secondsEach: readonly number[],
  secondPrice: number,
): Float64Array {
  const prices = startPrices(space, goal)
  for (const { index, group, tier } of space.problem.groups) {
    const seconds = secondsEach[index] ?? 0
    // Who can walk costs no vehicle anything.
    if (group.mobility === 'on_foot' || !((goal.person[tier] ?? 0) > 0) || !Number.isFinite(seconds)) continue
    const row = space.groupRows[index]?.at(-1) ?? -1
    prices[row] = Math.max(0, (prices[row] ?? 0) - seconds * secondPrice)
  }
  return prices
}

/** At each, another part of the level's people would no longer be worth the way: the farthest first. */
export function secondPrices(space: Space, goal: Goal, secondsEach: readonly number[]): number[] {
  const start = startPrices(space, goal)
  const breakEven = space.problem.groups
    .flatMap(({ index, group, tier }) => {
      const seconds = secondsEach[index] ?? 0
      const worth = start[space.groupRows[index]?.at(-1) ?? -1] ?? 0
      const isOfLevel = (goal.person[tier] ?? 0) > 0 && group.mobility !== 'on_foot' && Number.isFinite(seconds)
      return isOfLevel && seconds > 0 ? [worth / seconds] : []
    })
    .sort((a, b) => a - b)
  const [least] = breakEven
  if (least === undefined) return []
  return [0.5 * least, ...[0, 0.25, 0.5, 0.75].map((part) => breakEven[Math.floor(part * breakEven.length)] ?? least)]
}
