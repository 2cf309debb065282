// Terms: versions of the pause file, announced by some or agreed by all.

import type { Part } from '../part.ts'
import { commands } from './commands.ts'
import { afterEvent, noTerms, type Terms } from './state.ts'
import { view } from './view.ts'

export type { Requirement, Requirements } from './requirements.ts'
export {
  calledNow,
  inForce,
  onTheTable,
  type PlanAgreed,
  partiesToTell,
  planMarked,
  type Terms,
  type TermsVersion,
  versionOf,
} from './state.ts'
export { type DifferenceSubject, differenceSubjects } from './subject.ts'
export { type FiveThing, fiveThings, type TermsSummary } from './summary.ts'

export const terms: Part<Terms> = { initial: noTerms, after: afterEvent, commands, view }
