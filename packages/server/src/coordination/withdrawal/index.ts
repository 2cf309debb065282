// Withdrawal and mines by segment, and the corridors that open by them.

import type { Part } from '../part.ts'
import { commands } from './commands.ts'
import { due } from './due.ts'
import { afterEvent, nothingKnown, type Withdrawal } from './state.ts'
import { view } from './view.ts'

export { type CorridorState, conditions as corridorConditions, corridorState, obstacleCodes } from './standing.ts'
export type { Withdrawal } from './state.ts'

export const withdrawal: Part<Withdrawal> = { initial: nothingKnown, after: afterEvent, commands, view, due }
