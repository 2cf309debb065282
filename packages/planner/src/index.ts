// From a pause to a plan, and to a bound on any plan.

export { type AssuranceRequest, type Assured, assurePlan, decisionReplications } from './assure/assurance.ts'
export { type MarginalValue, type MarginalValues, windowMinutes } from './bound/priced/marginal.ts'
export type { Prices } from './bound/priced/prices.ts'
export { type PlanRequest, planPause } from './plan.ts'
export type { Times } from './problem.ts'
export { isReserveSought, planSurely, type Sure, type SureRequest } from './reserve/plan-surely.ts'
export { boundByWeights } from './weighted.ts'
