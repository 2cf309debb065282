// Corridors that a plan made anew is not to count on.

import type { Coordination } from '../coordination/index.ts'
import { inForce } from '../coordination/terms/index.ts'
import { obstacleCodes } from '../coordination/withdrawal/index.ts'

/** By no use may anybody enter them now. Between windows nobody may anyway: then it is those that somebody shut. */
export function shutCorridors(
  { withdrawal: { openings }, terms, life }: Pick<Coordination, 'withdrawal' | 'terms' | 'life'>,
  now: number,
): readonly string[] {
  const windows = inForce(terms)?.summary.windows ?? []
  const isBetween = life.phase === 'under_way' && !windows.some(({ open, close }) => open <= now && now < close)
  const all = Map.groupBy(openings.values(), ({ corridor }) => corridor)
  return [...all].flatMap(([corridor, own]) =>
    own.every(({ state, why }) => state !== 'open' && !(isBetween && state === 'suspended' && isByItself(why)))
      ? [corridor]
      : [],
  )
}

/** What fell due, or with all of the pause: the next window may find it open. */
function isByItself(why: string | undefined): boolean {
  return why === 'aborted' || obstacleCodes.some((code) => code === why)
}
