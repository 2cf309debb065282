// Routes within a length, or the proof that there are none: branch and price on how often each leg is run.

import type { Row } from '../linear-programme.ts'
import type { EvacuationProblem, EvacuationRoute, Trip } from './problem.ts'
import type { Fraction, Relaxation } from './relaxation.ts'
import { Ways } from './ways.ts'

export type Decision =
  | { readonly kind: 'found'; readonly routes: readonly EvacuationRoute[] }
  | { readonly kind: 'impossible' }
  /** Not decided with so much work, or in time. */
  | { readonly kind: 'open' }

const rounding = 1e-6

/**
 * Depth first. In any answer each leg is run a whole number of times; so where the fractions run a leg 1.4 times, it
 * is run at most once or at least twice (tried first). Where all legs are run whole numbers of times, routes of that
 * length are sought that together run just these legs; if there are none, these numbers are shut out: some leg is run
 * less often, or more often, or all numbers stand, and there is nothing left. Work is counted by the relaxation, in all it
 * ever did.
 */
export function decide(
  problem: EvacuationProblem,
  relaxation: Relaxation,
  length: number,
  mostWork: number,
  mustStop: () => boolean,
): Decision {
  const ways = new Ways(problem)
  const open: (readonly Row[])[] = [[]]
  let isComplete = true
  for (let rows = open.pop(); rows !== undefined; rows = open.pop()) {
    if (relaxation.work >= mostWork || mustStop()) return { kind: 'open' }
    const relaxed = relaxation.within(length, rows, mustStop)
    if (relaxed.kind === 'unclear') isComplete = false
    if (relaxed.kind !== 'fractions') continue
    const runs = runsOf(relaxed.used, ways)
    const split = mostUndecided(runs, ways.legs)
    if (split >= 0) {
      const whole = Math.floor(runs[split] ?? 0)
      open.push([...rows, { of: split, kind: 'at_most', right: whole }])
      open.push([...rows, { of: split, kind: 'at_least', right: whole + 1 }])
      continue
    }
    const times = Int32Array.from(runs.subarray(0, ways.legs), Math.round)
    const routes = routesOf(problem, ways, times, length)
    if (Array.isArray(routes)) return { kind: 'found', routes }
    const free = firstFree(rows, times)
    if (free < 0) {
      if (routes === 'unclear') isComplete = false
      continue
    }
    const right = times[free] ?? 0
    open.push([...rows, { of: free, kind: 'at_least', right: right + 1 }])
    if (right > 0) open.push([...rows, { of: free, kind: 'at_most', right: right - 1 }])
    open.push([...rows, { of: free, kind: 'at_least', right }, { of: free, kind: 'at_most', right }])
  }
  return isComplete ? { kind: 'impossible' } : { kind: 'open' }
}

/** How often each leg is run. */
function runsOf(used: readonly Fraction[], ways: Ways): Float64Array {
  const runs = new Float64Array(ways.count)
  for (const { route, amount } of used) for (const what of ways.of(route)) runs[what] = (runs[what] ?? 0) + amount
  return runs
}

/** The leg whose number is farthest from whole; -1 if all are whole. */
function mostUndecided(runs: Float64Array, legs: number): number {
  let best = -1
  let farthest = rounding
  for (let leg = 0; leg < legs; leg++) {
    const times = runs[leg] ?? 0
    const distance = Math.abs(times - Math.round(times))
    if (distance <= farthest) continue
    farthest = distance
    best = leg
  }
  return best
}

/** A leg whose number the rows leave open; -1 if there is none. */
function firstFree(rows: readonly Row[], times: Int32Array): number {
  return times.findIndex((_, leg) => {
    const least = Math.max(
      0,
      ...rows.filter(({ of, kind }) => of === leg && kind === 'at_least').map(({ right }) => right),
    )
    const most = Math.min(...rows.filter(({ of, kind }) => of === leg && kind === 'at_most').map(({ right }) => right))
    return least !== most
  })
}

/** Steps after which it stays unclear whether given numbers of legs make routes. */
const mostSteps = 2000

/** Routes within the length that together run each leg just so often. */
function routesOf(
  { busesAt, loadsAt, roomAt, toPickup, toShelter }: EvacuationProblem,
  ways: Ways,
  times: Int32Array,
  longest: number,
): EvacuationRoute[] | 'none' | 'unclear' {
  const left = Int32Array.from(times)
  let toRun = left.reduce((total, each) => total + each, 0)
  const done: EvacuationRoute[] = []
  let steps = 0

  const take = (leg: number, then: () => boolean): boolean => {
    if ((left[leg] ?? 0) === 0 || steps > mostSteps) return false
    left[leg] = (left[leg] ?? 0) - 1
    toRun -= 1
    if (then()) return true
    left[leg] = (left[leg] ?? 0) + 1
    toRun += 1
    return false
  }
  const nextRoute = (): boolean => {
    for (const yard of busesAt.keys())
      for (const pickup of loadsAt.keys()) {
        const start = ways.start(yard, pickup)
        if ((left[start] ?? 0) === 0) continue
        // Starts are alike until taken: whichever comes first must be taken by some route, so by this one.
        const way = toPickup[yard * loadsAt.length + pickup] ?? 0
        return take(start, () => fromPickup({ yard, trips: [] }, pickup, way))
      }
    return toRun === 0
  }
  const fromPickup = (route: { yard: number; trips: readonly Trip[] }, pickup: number, length: number): boolean => {
    steps += 1
    for (const shelter of roomAt.keys()) {
      const after = length + (toShelter[pickup * roomAt.length + shelter] ?? 0)
      if (after > longest) continue
      const longer = { yard: route.yard, trips: [...route.trips, { pickup, shelter }] }
      const isFound = take(ways.trip(pickup, shelter), () => {
        for (const next of loadsAt.keys()) {
          const there = after + (toShelter[next * roomAt.length + shelter] ?? 0)
          if (there <= longest && take(ways.back(shelter, next), () => fromPickup(longer, next, there))) return true
        }
        done.push(longer)
        if (nextRoute()) return true
        done.pop()
        return false
      })
      if (isFound) return true
    }
    return false
  }
  if (nextRoute()) return done
  return steps > mostSteps ? 'unclear' : 'none'
}
