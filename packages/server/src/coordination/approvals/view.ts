// The board: preconditions and parties, what is there and what is missing. For those who run the pause alone.

import { formatInstant, type Instant } from '@treve/model'
import { type Actor, sees } from '../../policy/index.ts'
import type { JsonObject } from '../event.ts'
import type { Coordination } from '../state.ts'
import { missingJson, zoneOf } from './commands.ts'
import { goNoGo } from './go.ts'
import { conditions } from './reciprocal.ts'
import { type Standing, standings } from './standing.ts'
import type { Approval } from './state.ts'

export function view(whole: Coordination, reader: Actor, now: Instant): JsonObject | undefined {
  if (!sees(reader, 'approvals')) return undefined
  const { owner, decision } = whole.approvals
  const at = (when: Instant) => formatInstant(when, zoneOf(whole))
  const go = goNoGo(whole, now)
  return {
    board: standings(whole, now).map((each) => standingJson(each, at)),
    go_no_go: {
      answer: go.answer,
      called: go.called,
      version: go.version ?? null,
      ...missingJson(go.missing, whole),
      awaited: go.awaited.map(({ waitsFor, ...each }) => ({
        ...each,
        ...(waitsFor === undefined ? {} : { waits_for: waitsFor }),
      })),
      lead_time_s: go.leadTimeSeconds,
      last_approval_at: go.lastApprovalAt === undefined ? null : at(go.lastApprovalAt),
      /** Null: not before what is missing is there. */
      earliest_go: go.earliestGo === undefined ? null : at(go.earliestGo),
      can_still_meet_window: go.canStillMeetWindow,
      windows: go.windows.map((each) => ({
        id: each.id,
        open: at(each.open),
        close: at(each.close),
        last_approval_by: at(each.lastApprovalBy),
        met: each.met,
      })),
    },
    owner: owner === undefined ? null : { function: owner.function, actor: owner.actor, since: at(owner.at) },
    decision:
      decision === undefined
        ? null
        : {
            answer: decision.answer,
            at: at(decision.at),
            version: decision.version ?? null,
            owner: decision.owner ?? null,
            reason: decision.reason ?? null,
            entry: decision.entry,
          },
    reciprocal: conditions(whole).map(({ waitsFor, ...each }) => ({
      ...each,
      waits_for: waitsFor,
      reason: whole.approvals.waived.get(each.id)?.reason ?? null,
    })),
  }
}

function standingJson(
  { element, party, needed, grade, isEnough, since, approval }: Standing,
  at: (when: Instant) => string,
) {
  return {
    element,
    party,
    needed,
    grade,
    enough: isEnough,
    since: since === undefined ? null : at(since),
    approval: approval === undefined ? null : approvalJson(approval, at),
  }
}

function approvalJson({ grade, givenAt, until, channel, of, entry, ended }: Approval, at: (when: Instant) => string) {
  return {
    grade,
    given_at: at(givenAt),
    until: until === undefined ? null : at(until),
    channel: channel ?? null,
    version: of.version,
    evidence: of.evidence ?? null,
    evidence_sha256: of.evidence_sha256 ?? null,
    conversation: of.conversation ?? null,
    conditions: of.conditions ?? null,
    entry,
    ended: ended === undefined ? null : { at: at(ended.at), why: ended.why },
  }
}
