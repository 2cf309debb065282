// All of them.

import { type Rules, rules as usualRules } from '../coordination/index.ts'
import { Frontiers } from '../frontier/frontiers.ts'
import { replanOperations } from '../live/operations.ts'
import { positionOperations, trackerOperations } from '../positions/operations.ts'
import { signInOperations } from '../sign-in/operations.ts'
import { certificateOperation } from './certificates.ts'
import { clockOperations } from './clock.ts'
import { commandOperation, outcomeOperation } from './commands.ts'
import { planInForceOperation, reportsOperation } from './day.ts'
import { entryOperation } from './entries.ts'
import { logOperations } from './log.ts'
import { myDayOperation } from './my-day.ts'
import type { Operation } from './operation.ts'
import { paperOperations } from './papers.ts'
import { type Planning, planningOperations } from './planning.ts'
import { previewOperations } from './previews.ts'
import { processOperations } from './process.ts'
import { proofOperation } from './proofs.ts'
import { publicAccount } from './public-account.ts'
import { releaseOperations } from './release.ts'
import { uploadOperation } from './uploads.ts'
import { streamOperation, viewOperations } from './views.ts'

/** Where nobody signs in: plans, for whoever is at this machine. */
export function openOperations(planning: Planning): readonly Operation[] {
  return [...planningOperations(planning, 'everybody'), ...processOperations(() => planning.served.size)]
}

export function operationsOf(planning: Planning, rules: Rules = usualRules): readonly Operation[] {
  return [
    ...logOperations,
    publicAccount,
    ...[...rules.commandTypes.values()].map(commandOperation),
    outcomeOperation,
    ...previewOperations(rules.commandTypes),
    ...paperOperations,
    ...releaseOperations,
    ...clockOperations,
    ...viewOperations,
    reportsOperation,
    planInForceOperation,
    certificateOperation,
    entryOperation,
    uploadOperation,
    proofOperation,
    myDayOperation,
    streamOperation,
    ...trackerOperations,
    ...positionOperations,
    ...replanOperations,
    ...planningOperations(planning, { sees: 'plan' }),
    ...processOperations(() => planning.served.size),
  ]
}

/** As the API is published. */
export function publishedOperations(): readonly Operation[] {
  const nobodyYet = () => {
    throw new Error('these operations are described here, and answer nobody')
  }
  const planning = { served: new Map(), frontiers: new Frontiers(new Map()), sureNow: new Map() }
  return [...signInOperations(nobodyYet), ...operationsOf(planning)]
}
