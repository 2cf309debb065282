// Least times of the ways a vehicle of a kind may take, each at its best hour and without any wait: no plan is quicker.

import type { Corridor, Use, VehicleKind } from '@treve/model'
import { gatesOf, type PlannedWindow, type Problem } from '../problem.ts'

/** Least seconds mouth to mouth with service at gates; undefined where the kind, or the movement, may not pass. */
export function leastPassage(
  corridor: Corridor,
  direction: 'in' | 'out',
  kind: VehicleKind,
  movements: readonly Use[],
): number | undefined {
  const isOneWay = corridor.direction === 'in' || corridor.direction === 'out'
  if (isOneWay && corridor.direction !== direction) return undefined
  if (!movements.some((movement) => corridor.uses.includes(movement))) return undefined
  const times = corridor.travel.map((row) => row.value[kind]).filter((seconds) => seconds !== undefined)
  if (times.length === 0) return undefined
  let service = 0
  for (const gate of gatesOf(corridor, direction)) {
    const seconds = gate.service[kind]
    if (seconds === undefined || gate.lanes === 0) return undefined
    service += seconds
  }
  return Math.min(...times) + service
}

/** Least seconds from the outside mouth of any corridor to one of the stops. */
export function leastIn(
  problem: Problem,
  kind: VehicleKind,
  movements: readonly Use[],
  stops: readonly string[],
): number {
  return least(problem.corridors, (corridor) => {
    const passage = leastPassage(corridor, 'in', kind, movements)
    return passage === undefined
      ? undefined
      : passage + least(stops, (stop) => problem.times.leastSeconds(kind, corridor.inside, stop))
  })
}

/** Least seconds inside for one round: in, to one of the stops, and out; corridors may differ. */
export function leastRound(
  problem: Problem,
  kind: VehicleKind,
  movements: readonly Use[],
  stops: readonly string[],
): number {
  return least(stops, (stop) => {
    const inward = leastIn(problem, kind, movements, [stop])
    const outward = least(problem.corridors, (corridor) => {
      const passage = leastPassage(corridor, 'out', kind, movements)
      const drive = problem.times.leastSeconds(kind, stop, corridor.inside)
      return passage === undefined || drive === undefined ? undefined : drive + passage
    })
    return inward + outward
  })
}

/** Least seconds outside between two rounds: from a mouth of exit by one of the places to a mouth of entry. */
export function leastBetween(
  problem: Problem,
  kind: VehicleKind,
  movements: readonly Use[],
  places: readonly string[],
): number {
  const exits = problem.corridors.filter((corridor) => leastPassage(corridor, 'out', kind, movements) !== undefined)
  const entries = problem.corridors.filter((corridor) => leastPassage(corridor, 'in', kind, movements) !== undefined)
  return least(places, (place) => {
    const there = least(exits, (corridor) => problem.times.leastSeconds(kind, corridor.outside, place))
    const back = least(entries, (corridor) => problem.times.leastSeconds(kind, place, corridor.outside))
    return there + back
  })
}

/** Earliest moment in a window at which a vehicle that starts at a place can pass a mouth inward. */
export function earliestEntry(
  problem: Problem,
  kind: VehicleKind,
  movements: readonly Use[],
  at: string,
  free: number | undefined,
  window: PlannedWindow,
): number {
  return least(problem.corridors, (corridor) => {
    if (leastPassage(corridor, 'in', kind, movements) === undefined) return undefined
    const open = Math.max(window.open, corridor.opens.earliest ?? window.open)
    const drive = problem.times.leastSeconds(kind, at, corridor.outside)
    if (drive === undefined) return undefined
    return free === undefined ? open : Math.max(open, free + drive)
  })
}

/** Least value over a list; infinite where there is none. */
export function least<T>(list: readonly T[], value: (each: T) => number | undefined): number {
  let result = Number.POSITIVE_INFINITY
  for (const each of list) result = Math.min(result, value(each) ?? Number.POSITIVE_INFINITY)
  return result
}
