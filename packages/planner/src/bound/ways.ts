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
  return least(stops, roundsOf(problem, kind, movements).inward)
}

/** Least seconds inside for one round: in, to one of the stops, and out; corridors may differ. */
export function leastRound(
  problem: Problem,
  kind: VehicleKind,
  movements: readonly Use[],
  stops: readonly string[],
): number {
  const { inward, outward } = roundsOf(problem, kind, movements)
  return least(stops, (stop) => inward(stop) + outward(stop))
}

/** Least seconds from any mouth to a stop, and back out; each worked out once. */
interface Rounds {
  readonly inward: (stop: string) => number
  readonly outward: (stop: string) => number
}

function roundsOf(problem: Problem, kind: VehicleKind, movements: readonly Use[]): Rounds {
  const known = roundsKnown.get(problem) ?? new Map<string, Rounds>()
  roundsKnown.set(problem, known)
  const key = `${kind} ${[...movements].sort().join(' ')}`
  let rounds = known.get(key)
  if (rounds === undefined) {
    const passages = (direction: 'in' | 'out') =>
      problem.corridors.flatMap((corridor) => {
        const seconds = leastPassage(corridor, direction, kind, movements)
        return seconds === undefined ? [] : [{ mouth: corridor.inside, seconds }]
      })
    const [ins, outs] = [passages('in'), passages('out')]
    const { times } = problem
    rounds = {
      inward: remembered((stop) =>
        least(
          ins,
          ({ mouth, seconds }) => seconds + (times.leastSeconds(kind, mouth, stop) ?? Number.POSITIVE_INFINITY),
        ),
      ),
      outward: remembered((stop) =>
        least(
          outs,
          ({ mouth, seconds }) => seconds + (times.leastSeconds(kind, stop, mouth) ?? Number.POSITIVE_INFINITY),
        ),
      ),
    }
    known.set(key, rounds)
  }
  return rounds
}

// A cache of a pure function of the problem: every level, fleet and corridor asks for the same ways.
const roundsKnown = new WeakMap<Problem, Map<string, Rounds>>()

function remembered(seconds: (stop: string) => number): (stop: string) => number {
  const known = new Map<string, number>()
  return (stop) => {
    let value = known.get(stop)
    if (value === undefined) {
      value = seconds(stop)
      known.set(stop, value)
    }
    return value
  }
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
