// What is so of go: that it could go is not that somebody has decided it.

import type { ApprovalsView, LifeView, TermsView } from '../views.ts'

export type Verdict =
  | { readonly answer: 'go' | 'could_go' }
  | { readonly answer: 'no_go'; readonly why: 'aborted' | 'closed' | 'decided' | 'missing' }

export function verdictOf(
  { go_no_go: go, decision }: Pick<ApprovalsView, 'go_no_go' | 'decision'>,
  phase: LifeView['phase'] | undefined,
  inForce: TermsView['in_force'],
): Verdict {
  if (phase === 'aborted') return { answer: 'no_go', why: 'aborted' }
  if (phase === 'closed' || phase === 'accounted') return { answer: 'no_go', why: 'closed' }
  if (decision?.answer === 'no_go') return { answer: 'no_go', why: 'decided' }
  if (go.answer !== 'go') return { answer: 'no_go', why: 'missing' }
  // What was decided by other terms is not decided by these.
  return { answer: decision !== null && decision.version === inForce ? 'go' : 'could_go' }
}
