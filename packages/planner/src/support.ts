// What the planner does not plan yet. A pause that needs it is refused by name: a plan that ignored a rule would be
// worse than none.

import type { Pause } from '@treve/model'

export interface NotPlanned {
  /** Path in the pause file. */
  readonly path: string
  readonly text: string
}

export function notPlannedYet(pause: Pause): NotPlanned[] {
  const found: NotPlanned[] = []
  const say = (isNeeded: boolean, path: string, text: string) => {
    if (isNeeded) found.push({ path, text })
  }
  say(pause.network !== undefined, 'network', 'ways are in a road network file')
  return found
}
