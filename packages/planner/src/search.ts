// Improvement by ruin and recreate: some trips are taken out, the rest keep their order, what fits is built again, and
// the better plan is kept. Same problem, seed and number of iterations: same plan, on any machine.

import { type Assignment, type Built, build } from './construct.ts'
import { compare } from './objective.ts'
import type { Problem } from './problem.ts'
import { randomFrom } from './random.ts'

export interface SearchLimits {
  /** A plan to start from: its trips, in order. */
  readonly start?: readonly Assignment[]
  readonly seed: number
  /** Undefined: until told to stop. */
  readonly iterations?: number
  /** Asked between iterations. */
  readonly mustStop: () => 'time' | 'cancelled' | undefined
  /** No plan is better on levels 2 to 6b. */
  readonly isProved: (built: Built) => boolean
}

export interface Found {
  readonly best: Built
  readonly iterations: number
  readonly stoppedBy: 'time' | 'iterations' | 'optimal' | 'cancelled'
}

/** Iterations without a better plan after which a plan proved on levels 2 to 6b is taken as it is. */
const patience = 300

export function search(
  problem: Problem,
  limits: SearchLimits,
  onProgress?: (iterations: number, best: Built) => void,
): Found {
  const random = randomFrom(limits.seed)
  let best = build(problem, limits.start ?? [])
  let current = best
  let isBestProved = limits.isProved(best)
  let sinceBetter = 0
  let iterations = 0
  const done = (stoppedBy: Found['stoppedBy']): Found => ({ best, iterations, stoppedBy })
  for (;;) {
    if (limits.iterations !== undefined && iterations >= limits.iterations) return done('iterations')
    if (isBestProved && (sinceBetter >= patience || best.assignments.length === 0)) return done('optimal')
    const stop = limits.mustStop()
    if (stop !== undefined) return done(stop)
    iterations += 1
    sinceBetter += 1
    const kept = ruin(current.assignments, random.below)
    const candidate = build(problem, kept, { random, blinksPerMille: 50, isFloorOnly: random.below(2) === 0 })
    // Plans as good are taken too: that is how the search walks along a level ground.
    if (compare(candidate.score, current.score) >= 0) current = candidate
    if (compare(candidate.score, best.score) > 0) {
      best = candidate
      isBestProved = limits.isProved(best)
      sinceBetter = 0
      onProgress?.(iterations, best)
    } else if (sinceBetter % 100 === 0) current = best
  }
}

/** Takes out a stretch of trips, a vehicle's trips, a job's trips, or some at random; now and then moves one. */
function ruin(assignments: readonly Assignment[], below: (limit: number) => number): Assignment[] {
  if (assignments.length === 0) return []
  const most = Math.max(1, Math.min(30, Math.ceil(assignments.length / 3)))
  const count = 1 + below(most)
  const seed = assignments[below(assignments.length)]
  switch (below(5)) {
    case 0: {
      const start = below(assignments.length)
      return assignments.filter((_, index) => index < start || index >= start + count)
    }
    case 1:
      return assignments.filter((each) => each.vehicle !== seed?.vehicle)
    case 2:
      return assignments.filter((each) => each.kind !== seed?.kind || each.job !== seed.job || below(2) === 0)
    case 3: {
      const moved = [...assignments]
      const [taken] = moved.splice(below(moved.length), 1)
      if (taken !== undefined) moved.splice(below(moved.length + 1), 0, taken)
      return moved
    }
    default:
      return assignments.filter(() => below(assignments.length) >= count)
  }
}
