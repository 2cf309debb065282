// Chance, by counters: every draw is a function of (seed, purpose, block, replication, entity), and of nothing that
// happened before. So two plans meet the same weather on the same day, and adding a draw changes no other.
// The mixing step is the finaliser of MurmurHash3 (Appleby, public domain), twice, with two words of the day between.

/**
 * What days are used for. Days of one purpose, or of another block, are never those of another: what tuned a plan cannot
 * vouch for it.
 */
export const purposes = { tuning: 1, decision: 2, stress: 3, fresh: 4, present: 5, comparison: 6, played: 7 } as const
export type Purpose = keyof typeof purposes

export interface Day {
  readonly seed: number
  readonly purpose: Purpose
  /** The number of the decision test, from 1; of other purposes, any. */
  readonly block: number
  readonly replication: number
}

/** The two words that stand for a day. */
export function dayWords({ seed, purpose, block, replication }: Day): readonly [number, number] {
  let one = mixed(seed ^ 0x51ed270b)
  one = mixed(one ^ Math.imul(purposes[purpose], 0x9e3779b1))
  one = mixed(one ^ Math.imul(block + 1, 0x85ebca77))
  one = mixed(one ^ Math.imul(replication + 1, 0xc2b2ae3d))
  const two = mixed(one + 0x7f4a7c15) ^ mixed(Math.imul(replication + 1, 0x27d4eb2f) ^ seed)
  return [one | 0, two | 0]
}

/** 32 bits, evenly, for an entity on a day; as a signed number, which fits where an unsigned one would be boxed. */
export function drawOf(key: number, one: number, two: number): number {
  return mixed(mixed(key ^ one) + two)
}

/** The key of an entity: of its names and numbers alone, so that it is the same in every plan. */
export function keyOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    if (typeof part === 'number') hash = mixed(hash ^ part ^ 0x165667b1)
    else for (let index = 0; index < part.length; index++) hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193)
    hash = mixed(hash + 0x2545f491)
  }
  return hash | 0
}

function mixed(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
