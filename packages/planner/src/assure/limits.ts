// Exact limits on a proportion (Clopper & Pearson 1934): no normal approximation, which is wrong where it matters, near 1.

import { betaQuantile } from './functions.ts'

/** One-sided: with probability 1 − `alpha` the true proportion is at least this. */
export function lowerLimit(successes: number, trials: number, alpha: number): number {
  return successes === 0 ? 0 : betaQuantile(successes, trials - successes + 1, alpha)
}

/** One-sided: with probability 1 − `alpha` the true proportion is at most this. */
export function upperLimit(successes: number, trials: number, alpha: number): number {
  return successes === trials ? 1 : betaQuantile(successes + 1, trials - successes, 1 - alpha)
}

/** What the k-th decision test of a pause may spend, k from 1: all of them together at most 0.05. */
export function alphaOf(test: number): number {
  return 0.05 / (test * (test + 1))
}
