// Tiny problems, and what a machine finds in them by trying everything.

import * as fc from 'fast-check'
import type { EvacuationProblem, EvacuationRoute } from '../../src/evacuation/index.ts'

/** Lengths are drawn without a thought of geometry, 0 among them: ways round can be shorter than straight on. */
export const tinyProblems: fc.Arbitrary<EvacuationProblem> = fc
  .record({
    yards: fc.integer({ min: 1, max: 2 }),
    pickups: fc.integer({ min: 1, max: 3 }),
    shelters: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ yards, pickups, shelters }) => {
    const counts = (length: number, min: number, max: number) =>
      fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length })
    return fc.record({
      busesAt: counts(yards, 0, 2),
      loadsAt: counts(pickups, 0, 2),
      roomAt: counts(shelters, 0, 4),
      toPickup: counts(yards * pickups, 0, 9).map((lengths) => Int32Array.from(lengths)),
      toShelter: counts(pickups * shelters, 0, 9).map((lengths) => Int32Array.from(lengths)),
    })
  })
  .filter(({ busesAt, loadsAt, roomAt }) => {
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
    return total(busesAt) > 0 && total(loadsAt) <= Math.min(5, total(roomAt))
  })

/** One load at each of many pick-ups and scarce room: fractions of routes are often shorter than whole ones. */
export const tightProblems: fc.Arbitrary<EvacuationProblem> = fc
  .record({ buses: fc.integer({ min: 2, max: 3 }), shelters: fc.integer({ min: 3, max: 5 }) })
  .chain(({ buses, shelters }) => {
    const counts = (length: number, min: number, max: number) =>
      fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length })
    return fc.record({
      busesAt: fc.constant([buses]),
      loadsAt: fc.constant([1, 1, 1, 1, 1]),
      roomAt: counts(shelters, 1, 3),
      toPickup: counts(5, 1, 9).map((lengths) => Int32Array.from(lengths)),
      toShelter: counts(5 * shelters, 1, 9).map((lengths) => Int32Array.from(lengths)),
    })
  })
  .filter(({ roomAt }) => roomAt.reduce((sum, value) => sum + value, 0) >= 5)

/** The length of the longest route, at its shortest: every bus in turn takes every trip, or is done. */
export function shortestByTrying(problem: EvacuationProblem): number {
  const { busesAt, loadsAt, roomAt, toPickup, toShelter } = problem
  const yards = busesAt.flatMap((count, yard) => Array.from({ length: count }, () => yard))
  const loads = [...loadsAt]
  const room = [...roomAt]
  let best = Number.POSITIVE_INFINITY
  const go = (bus: number, shelter: number | undefined, length: number, longest: number): void => {
    if (Math.max(length, longest) >= best) return
    if (loads.every((count) => count === 0)) {
      best = Math.max(length, longest)
      return
    }
    const yard = yards[bus]
    if (yard === undefined) return
    for (const [i, count] of loads.entries()) {
      if (count === 0) continue
      const there = shelter === undefined ? toPickup[yard * loads.length + i] : toShelter[i * room.length + shelter]
      for (const [j, places] of room.entries()) {
        if (places === 0) continue
        loads[i] = count - 1
        room[j] = places - 1
        go(bus, j, length + (there ?? 0) + (toShelter[i * room.length + j] ?? 0), longest)
        loads[i] = count
        room[j] = places
      }
    }
    go(bus + 1, undefined, 0, Math.max(length, longest))
  }
  go(0, undefined, 0, 0)
  return best
}

/** What is wrong with the routes; else the length of the longest, summed anew. */
export function longestOf(problem: EvacuationProblem, routes: readonly EvacuationRoute[]): number | string {
  const buses = [...problem.busesAt]
  const loads = [...problem.loadsAt]
  const room = [...problem.roomAt]
  let longest = 0
  for (const { yard, trips } of routes) {
    buses[yard] = (buses[yard] ?? 0) - 1
    let length = 0
    let at: number | undefined
    for (const { pickup, shelter } of trips) {
      const there =
        at === undefined ? problem.toPickup[yard * loads.length + pickup] : problem.toShelter[pickup * room.length + at]
      length += (there ?? Number.NaN) + (problem.toShelter[pickup * room.length + shelter] ?? Number.NaN)
      loads[pickup] = (loads[pickup] ?? 0) - 1
      room[shelter] = (room[shelter] ?? 0) - 1
      at = shelter
    }
    longest = Math.max(longest, length)
  }
  if (buses.some((left) => left < 0)) return 'more buses than there are'
  if (room.some((left) => left < 0)) return 'a shelter is overfull'
  if (loads.some((left) => left !== 0)) return 'not every load is fetched once'
  return longest
}
