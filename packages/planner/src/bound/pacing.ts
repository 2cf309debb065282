// How the time of a plan is shared between the search and the prices of its bound: by iterations, as the same number of
// iterations has to give the same plan and the same bound on any machine.

/**
 * How many steps of the bound an iteration of the search brings along. The first brings those from which most comes, the next
 * one each; later ever fewer do: each time the iterations double, so many more, for what the plan has become since. A step
 * takes as long as some ten iterations, so that with more of them the search would starve.
 */
export function stepsIn(iteration: number): number {
  if (iteration <= 1) return 5
  if (iteration <= firstIterations) return 1
  // The greatest power of two in it, by its bits: a logarithm of the platform need not be exact.
  const doubling = firstIterations << (31 - Math.clz32(Math.floor(iteration / firstIterations)))
  const apart = Math.max(1, Math.floor(doubling / stepsADoubling))
  return (iteration - doubling) % apart === 0 ? 1 : 0
}

const firstIterations = 16
const stepsADoubling = 4
