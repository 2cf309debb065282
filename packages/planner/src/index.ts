// From a pause to a plan, and to a bound on any plan.

export type { Prices } from './bound/priced/prices.ts'
export { type PlanRequest, planPause } from './plan.ts'
export type { Times } from './problem.ts'
export { boundByWeights } from './weighted.ts'
