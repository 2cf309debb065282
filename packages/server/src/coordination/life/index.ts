// The life of a pause.

import type { Part } from '../part.ts'
import { commands } from './commands.ts'
import { afterEvent, type Life, unborn } from './state.ts'
import { view } from './view.ts'

export { isBefore, isOver, type Life, type Phase, phases } from './state.ts'

export const life: Part<Life> = { initial: unborn, after: afterEvent, commands, view }
