// When those who walk come out, for whoever draws a plan: as the rules follow them.

import type { Instant, Pause, Plan } from '@treve/model'
import { alongCorridor } from './walking.ts'

export interface ExitOnFoot {
  readonly firstExit: Instant
  readonly lastExit: Instant
}

/** First and last of each flow at the outer mouth; undefined where nobody may walk. */
export function exitsOnFoot(pause: Pause, { walking }: Pick<Plan, 'walking'>): readonly (ExitOnFoot | undefined)[] {
  return walking.map((walk) => {
    const corridor = pause.corridors.find(({ id }) => id === walk.corridor)
    const way = corridor && alongCorridor(pause, walk, corridor)
    return way && { firstExit: way.firstExit, lastExit: way.lastExit }
  })
}
