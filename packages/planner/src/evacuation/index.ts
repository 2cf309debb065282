// Bus evacuation: routes whose longest is as short as can be, and a length that no answer undercuts.

import { randomFrom } from '../random.ts'
import { decide } from './branching.ts'
import { coarser } from './coarse.ts'
import { type EvacuationProblem, type EvacuationRoute, faultOf, sum } from './problem.ts'
import { Relaxation } from './relaxation.ts'
import { EvacuationSearch } from './search.ts'

export type { EvacuationProblem, EvacuationRoute, Trip } from './problem.ts'

export interface EvacuationOptions {
  readonly seed: number
  /** Steps of search at most. Where `mustStop` never says so, the answer depends on these and the seed alone. */
  readonly iterations: number
  readonly mustStop: () => boolean
}

export interface Evacuation {
  readonly routes: readonly EvacuationRoute[]
  readonly longest: number
  /** No answer is shorter: `relaxation.ts` has the proof. The answer is the best there is if it is that long. */
  readonly bound: number
}

/** A fault is what makes the problem senseless, or no answer possible at all. */
export type EvacuationAnswer =
  | { readonly evacuation: Evacuation; readonly fault?: undefined }
  | { readonly evacuation?: undefined; readonly fault: string }

/** Lengths × places that are tabled; more are tabled by grains. */
const mostTabled = 4_000_000

/** Of the first round of search; each further round has twice as many. */
const firstSteps = 5000

/**
 * Search and proof by turns, each aided by the other: the longest route found says how far the bound can matter, the
 * bound is what search aims at, and where the two do not meet, branching either finds shorter routes or raises the
 * bound: at the bound itself, or half way to what is found, which is the easier question. Branching gets as much work
 * as search had.
 */
export function planEvacuation(problem: EvacuationProblem, options: EvacuationOptions): EvacuationAnswer {
  const fault = faultOf(problem)
  if (fault !== undefined) return { fault }
  const { mustStop } = options
  const random = randomFrom(options.seed)
  const first = new EvacuationSearch(problem, random, meanLength(problem))
  let routes = first.bestRoutes
  let longest = first.bestLongest
  const keep = (found: readonly EvacuationRoute[], length: number) => {
    if (length >= longest) return
    routes = found
    longest = length
  }
  const places = problem.loadsAt.length + problem.roomAt.length
  const grain = Math.ceil(((longest + 1) * places) / mostTabled)
  const coarse = coarser(problem, grain)
  const relaxation = new Relaxation(coarse, Math.floor(longest / grain))
  let bound = grain * relaxation.leastLength(0, mustStop)

  let left = options.iterations
  for (let round = 0, steps = firstSteps; bound < longest && left > 0 && !mustStop(); round++, steps *= 2) {
    const search = new EvacuationSearch(problem, random, bound)
    search.run(Math.min(steps, left), mustStop)
    left -= steps
    keep(search.bestRoutes, search.bestLongest)
    const enough = relaxation.work + search.work
    while (grain === 1 && bound < longest && relaxation.work < enough) {
      const length = round % 2 === 0 ? bound : Math.floor((bound + longest) / 2)
      const decided = decide(problem, relaxation, length, enough, mustStop)
      if (decided.kind === 'open') break
      if (decided.kind === 'found') keep(decided.routes, length)
      else bound = Math.max(bound, relaxation.leastLength(length + 1, mustStop))
    }
  }
  return { evacuation: { routes, longest, bound: Math.min(bound, longest) } }
}

/** If every load went to its nearest shelter and back, shared evenly by all buses: something to aim at first. */
function meanLength({ busesAt, loadsAt, roomAt, toShelter }: EvacuationProblem): number {
  const nearest = loadsAt.map((_, i) => Math.min(...toShelter.subarray(i * roomAt.length, (i + 1) * roomAt.length)))
  return Math.floor((2 * sum(loadsAt.map((loads, i) => loads * (nearest[i] ?? 0)))) / Math.max(1, sum(busesAt)))
}
