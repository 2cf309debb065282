// The hours of a window in whole steps, on which days are looked ahead. Days are laid to the second; steps only choose
// between them.

import type { PlannedWindow, Problem } from '../problem.ts'

export interface Grid {
  /** Instant of step 0. */
  readonly start: number
  readonly stepSeconds: number
  /** The last step at which something may still happen. */
  readonly steps: number
}

const mostSteps = 320

export function gridOf(problem: Problem, window: PlannedWindow): Grid {
  const start = Math.max(window.open, problem.pause.rules.state?.at ?? window.open)
  const seconds = Math.max(0, window.clearBy - start)
  const stepSeconds = Math.max(60, 60 * Math.ceil(seconds / mostSteps / 60))
  return { start, stepSeconds, steps: Math.ceil(seconds / stepSeconds) }
}

/** The step nearest to an instant; never less than 0. Rounding up each of a day's ways would lose it a trip. */
export function stepAt({ start, stepSeconds }: Grid, instant: number): number {
  return instant <= start ? 0 : Math.round((instant - start) / stepSeconds)
}

export function inSteps({ stepSeconds }: Grid, seconds: number): number {
  return Math.round(seconds / stepSeconds)
}
