// How long positions are kept: docs/formats/trackers.md.

import { inForce, type Terms } from '../coordination/terms/index.ts'

/** From the close of the last window; and of what came before any terms are in force, from when it came. */
export const keptSeconds = 48 * 3600

/** By the clock of the pause: from when on there are to be none of it. Undefined: no terms are in force, and so there is no close. */
export function endOf(terms: Terms): number | undefined {
  const closes = (inForce(terms)?.summary.windows ?? []).map(({ close }) => close)
  return closes.length === 0 ? undefined : Math.max(...closes) + keptSeconds
}

export function areOver(terms: Terms, nowSeconds: number): boolean {
  const end = endOf(terms)
  return end !== undefined && nowSeconds >= end
}
