// The least of what is asked for that serves a case: doubled until it does, then halved in; so that one less was tried,
// and did not.

import type { Ask } from '../changes/asks.ts'

/** The least amount found, where one less is not enough; undefined: not even the most does, or time is up. */
export function leastAmount(
  most: number,
  /** Undefined: time is up. */
  isEnough: (amount: number) => boolean | undefined,
): number | undefined {
  let tooLittle = 0
  let enough = most
  if (isEnough(most) !== true) return undefined
  for (let amount = 1; amount < enough; amount *= 2) {
    const answer = isEnough(amount)
    if (answer === undefined) return undefined
    if (answer) {
      enough = amount
      break
    }
    tooLittle = amount
  }
  while (enough - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enough) / 2)
    const answer = isEnough(middle)
    if (answer === undefined) return undefined
    if (answer) enough = middle
    else tooLittle = middle
  }
  return enough
}

/** One ask with the amount that is enough. */
export interface Asked {
  readonly ask: Ask
  readonly amount: number
}
