// What no plan's score exceeds, where persons and grams are given weights. Plans are never chosen by weights: this measures
// the search on one scale.

import type { Pause } from '@treve/model'
import { weightedBound } from './bound/priced/priced.ts'
import type { Prices } from './bound/priced/prices.ts'
import { problemOf, type Times } from './problem.ts'

export interface Weights {
  /** By tier: life-critical, medical, dependent, general. */
  readonly person: readonly number[]
  /** Of a gram by need. */
  readonly gram: number
}

export function boundByWeights(
  pause: Pause,
  times: Times,
  { person, gram }: Weights,
): { readonly value: number; readonly prices: Prices } | undefined {
  return weightedBound(problemOf(pause, times), person, gram)
}
