// What was asked by an operation that is no command, told in the same way.

import type { Problem } from '../client/ask.ts'
import { type Outcome, refusedBy } from './ask.ts'

export function outcomeOf(problem: Problem): Outcome {
  // Nothing is sent again by itself here: whoever asks sees that it did not arrive.
  if (problem.status === 0) return { state: 'refused', code: 'not_reached', detail: problem.detail, errors: [] }
  return refusedBy(problem, problem.status)
}
