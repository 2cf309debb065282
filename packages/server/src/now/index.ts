// How sure a plan in force is now, as what is told of where everybody is changes.

export { SureNow, type SureNowView } from './sure-now.ts'
export { type Answered, type PauseInForce, type Trouble, tripsUnknown, type WordedProblem } from './told.ts'
export { assuranceOf } from './view.ts'
