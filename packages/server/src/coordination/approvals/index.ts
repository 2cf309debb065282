// Approvals, and whether it goes ahead.

import type { Part } from '../part.ts'
import { commands } from './commands.ts'
import { lapsedByTime } from './lapse.ts'
import { type Approvals, afterEvent, noApprovals } from './state.ts'
import { view } from './view.ts'

export { type Awaited, type GoNoGo, goNoGo } from './go.ts'
export { heldBack } from './reciprocal.ts'
export { isApproved } from './standing.ts'
export { type Approval, type Approvals, type Missing, type MissingCode, missingCodes } from './state.ts'

export const approvals: Part<Approvals> = { initial: noApprovals, after: afterEvent, commands, view, due: lapsedByTime }
