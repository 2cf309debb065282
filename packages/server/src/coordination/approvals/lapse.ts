// That approvals have lapsed, said on the account: by their time, by an abort, by other words.

import type { Instant } from '@treve/model'
import type { Said } from '../event.ts'
import type { Coordination } from '../state.ts'
import type { TermsVersion } from '../terms/state.ts'
import { isRunning } from './standing.ts'
import type { Approval, Ending } from './state.ts'

/** Their time is over. */
export function lapsedByTime({ approvals }: Coordination, now: Instant): readonly Said[] {
  return notEnded(approvals.given).flatMap((each) => (isRunning(each, now) ? [] : [lapse(each, 'expired')]))
}

export function lapsedByAbort({ approvals }: Coordination): readonly Said[] {
  return notEnded(approvals.given).map((each) => lapse(each, 'aborted'))
}

/** With this version in force: what was approved is no longer what is there. Approvals of later drafts stay. */
export function lapsedByChange({ approvals }: Coordination, version: TermsVersion, now: Instant): readonly Said[] {
  const fingerprints = new Map(version.requirements.elements.map(({ id, fingerprint }) => [id, fingerprint]))
  return notEnded(approvals.given).flatMap((each) =>
    isRunning(each, now) && each.of.version <= version.version && fingerprints.get(each.element) !== each.of.fingerprint
      ? [lapse(each, 'changed')]
      : [],
  )
}

function notEnded(given: ReadonlyMap<string, Approval>): readonly Approval[] {
  return [...given.values()].filter(({ ended }) => ended === undefined)
}

function lapse({ element, party, grade, entry }: Approval, why: Ending): Said {
  return { type: 'approval_lapsed', party, notice: { element, grade }, details: { why, approval: entry } }
}
