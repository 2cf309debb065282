// What the banner of go says: whether it could go, and what was decided, are two things.

import { expect, test } from 'vitest'
import { verdictOf } from '../src/coordination/go/verdict.ts'
import type { ApprovalsView } from '../src/coordination/views.ts'

function shown(answer: 'go' | 'no_go', decided: 'go' | 'no_go' | null, version = 2) {
  const go_no_go: ApprovalsView['go_no_go'] = {
    answer,
    called: 'announced',
    version: 2,
    missing: answer === 'go' ? [] : [{ what: 'owner' }],
    awaited: [],
    lead_time_s: 0,
    last_approval_at: null,
    earliest_go: null,
    can_still_meet_window: true,
    windows: [],
  }
  const at = '2024-11-02T07:00:00+00:00'
  return { go_no_go, decision: decided && { answer: decided, at, version, owner: null, reason: null } }
}

test.each([
  ['nothing is missing, nobody has decided', shown('go', null), 'notified', { answer: 'could_go' }],
  ['go was decided by these terms', shown('go', 'go'), 'notified', { answer: 'go' }],
  ['go was decided by earlier terms', shown('go', 'go', 1), 'notified', { answer: 'could_go' }],
  ['no go was decided', shown('go', 'no_go'), 'notified', { answer: 'no_go', why: 'decided' }],
  [
    'go was decided, and something is missing again',
    shown('no_go', 'go'),
    'notified',
    { answer: 'no_go', why: 'missing' },
  ],
  ['it is broken off, and decided anew', shown('go', 'go'), 'aborted', { answer: 'no_go', why: 'aborted' }],
  ['it is closed', shown('go', 'go'), 'closed', { answer: 'no_go', why: 'closed' }],
  ['it is accounted for', shown('no_go', 'go'), 'accounted', { answer: 'no_go', why: 'closed' }],
] as const)('%s', (_what, view, phase, verdict) => {
  expect(verdictOf(view, phase, 2)).toEqual(verdict)
})
