// How the time of a plan is shared between the search and the prices of its bound: by iterations, as the same number of
// iterations has to give the same plan and the same bound on any machine.

/**
 * Whether an iteration of the search brings a step of the bound along. Each of the first does: the search is guided by
 * the prices. Later ever fewer: each time the iterations double, so many more, for what the plan has become since.
 */
export function bringsStep(iteration: number): boolean {
  if (iteration <= firstSteps) return true
  const doubling = 2 ** Math.floor(Math.log2(iteration / firstSteps)) * firstSteps
  const apart = Math.max(1, Math.floor(doubling / stepsADoubling))
  return (iteration - doubling) % apart === 0
}

const firstSteps = 32
const stepsADoubling = 8
