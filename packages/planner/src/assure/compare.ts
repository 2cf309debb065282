// Two plans on the same days. Chance is keyed by day and entity, so both meet the same weather, and what differs is the plans:
// far fewer days tell them apart than if each had days of its own. For comparing only, never for a claim.

import { betaBelow } from './functions.ts'

/**
 * McNemar's test (1947), exact and two-sided: of the days on which the plans differ each is as likely to be for the one as
 * for the other, if neither is clear more often. How likely is so uneven a split, or a more uneven one?
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const fewer = Math.min(onlyFirst, onlySecond)
  const more = Math.max(onlyFirst, onlySecond)
  // P(X ≤ fewer) of a binomial with one half is a beta below one half.
  return fewer === more ? 1 : Math.min(1, 2 * betaBelow(more, fewer + 1, 0.5))
}
