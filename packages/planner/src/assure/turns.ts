// Turns of an alternating corridor on a simulated day.

import type { Turn } from './script.ts'

/** When a passage may begin that meets no turn of the other direction: that turn is theirs, with the clearance before and after it. */
export function afterTurnsAgainst(
  turns: readonly Turn[],
  clearance: number,
  isOut: boolean,
  now: number,
  passageSeconds: number,
): number {
  let later = now
  for (const turn of turns) {
    if (turn.isOut === isOut) continue
    const meets = later + passageSeconds + clearance > turn.from && later < turn.until + clearance
    if (meets) later = turn.until + clearance
  }
  return later
}
