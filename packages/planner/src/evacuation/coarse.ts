import type { EvacuationProblem } from './problem.ts'

/**
 * The problem with lengths counted in whole grains, rounded down: for lengths so great that a table of all of them
 * would not fit. A route of length T has at most ⌊T / grain⌋ grains, as the sum of what is rounded down is no more
 * than the sum rounded down. So if no answer has fewer than b grains, none is shorter than b · grain.
 */
export function coarser(problem: EvacuationProblem, grain: number): EvacuationProblem {
  if (grain === 1) return problem
  const inGrains = (length: number) => Math.floor(length / grain)
  return { ...problem, toPickup: problem.toPickup.map(inGrains), toShelter: problem.toShelter.map(inGrains) }
}
