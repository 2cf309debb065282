// From a pause to a plan, and to a bound on any plan.

export {
  type AssuranceRequest,
  type Assured,
  assurePlan,
  decisionDays,
  movesNobody,
} from './assure/assurance.ts'
export { mcnemar } from './assure/compare.ts'
export { type Due, dueAt } from './assure/due.ts'
export {
  type AssuranceNow,
  type AssuredNow,
  assureNow,
  firstReplicationsNow,
  type NowRequest,
  pauseOfPlan,
  replicationsNow,
  type StateNow,
} from './assure/now.ts'
export {
  type PlayedDay,
  type PlayedDayRequest,
  type PlayedStep,
  type PlayedTrip,
  type PlayedWalk,
  playedDay,
} from './assure/played-day.ts'
export type { StandingPlan } from './begin.ts'
export { type MarginalValue, type MarginalValues, windowMinutes } from './bound/priced/marginal.ts'
export type { Prices } from './bound/priced/prices.ts'
export { conflictOfPromises } from './conflict/promises.ts'
export { type PlanRequest, planPause } from './plan.ts'
export type { Times } from './problem.ts'
export { type PauseToPlan, plannedWith } from './reserve/kept.ts'
export { isReserveSought, planSurely, type Sure, type SureRequest, type SureStage } from './reserve/plan-surely.ts'
export { boundByWeights } from './weighted.ts'
