// What gives rise to alarms of some kinds, and what of those that are open is over.

import type { Alarm } from '../alarm.ts'
import type { Raising } from '../alarm-commands.ts'

export interface Wanted {
  readonly raise: readonly Raising[]
  /** Of those that are open: whether what gave rise to it is over. */
  isOver(alarm: Alarm): boolean
}

/** What only a person ends. */
export const never = () => false
