// What is made of a problem before any search: once, however many searches there will be. Plain data without functions, its
// numbers in shared memory, so that it can be handed to other threads as it is.

import { type Commitments, withCommitments } from './commitments.ts'
import { compile, type Instance } from './instance.ts'
import { type Neighbours, neighbouringRequests, neighbouringStops } from './neighbours.ts'
import type { RoutingProblem } from './problem.ts'
import { inSharedMemory } from './shared-memory.ts'

export interface PreparedProblem {
  readonly commitments: Commitments
  readonly stops: Neighbours
  readonly alike: Neighbours
}

/** For one search in this thread. */
export function prepared(problem: RoutingProblem): PreparedProblem {
  const commitments = withCommitments(compile(problem))
  const { instance } = commitments
  return { commitments, stops: neighbouringStops(instance), alike: neighbouringRequests(instance) }
}

/** For several, in whatever threads. */
export function prepareRouting(problem: RoutingProblem): PreparedProblem {
  const matrices = problem.matrices.map(({ durations, distances }) => {
    const times = Float64Array.from(durations)
    return { durations: times, distances: distances === durations ? times : Float64Array.from(distances) }
  })
  return inSharedMemory(prepared({ ...problem, matrices }))
}

export function instanceOf({ commitments }: PreparedProblem): Instance {
  return commitments.instance
}
