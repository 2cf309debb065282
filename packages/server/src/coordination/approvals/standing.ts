// Which approvals count now. One that ended, has run out, or is of other words than those on the table does not.

import type { Instant } from '@treve/model'
import type { Coordination } from '../state.ts'
import type { Requirement } from '../terms/requirements.ts'
import { onTheTable } from '../terms/state.ts'
import { type Grade, isAtLeast } from '../words.ts'
import { type Approval, type Approvals, keyOf } from './state.ts'

export interface Standing {
  readonly element: string
  readonly party: string
  readonly needed: Grade
  /** What the party gives now: `none` where it gave nothing, or that has ended. */
  readonly grade: Grade
  readonly isEnough: boolean
  /** Since when it has been enough. */
  readonly since?: Instant
  /** The latest, whether it counts or not. */
  readonly approval?: Approval
}

export function isRunning({ ended, until }: Approval, now: Instant): boolean {
  return ended === undefined && (until === undefined || until > now)
}

/** Each element with each party that must approve it, in the order of the terms. */
export function standings({ terms, approvals }: Coordination, now: Instant): readonly Standing[] {
  const version = onTheTable(terms)
  return (version?.requirements.elements ?? []).flatMap((requirement) =>
    requirement.parties.map((party) => standingOf(approvals, requirement, party, now)),
  )
}

export function isApproved(whole: Coordination, element: string, now: Instant): boolean {
  const requirement = onTheTable(whole.terms)?.requirements.elements.find(({ id }) => id === element)
  return (
    requirement !== undefined &&
    requirement.parties.length > 0 &&
    requirement.parties.every((party) => standingOf(whole.approvals, requirement, party, now).isEnough)
  )
}

function standingOf(
  { given }: Approvals,
  { id: element, grade: needed, fingerprint }: Requirement,
  party: string,
  now: Instant,
): Standing {
  const approval = given.get(keyOf(element, party, fingerprint)) ?? latestOf(given, element, party)
  const counts = approval !== undefined && approval.of.fingerprint === fingerprint && isRunning(approval, now)
  const grade = counts ? approval.grade : 'none'
  const since = counts ? approval.reached.get(needed) : undefined
  return {
    element,
    party,
    needed,
    grade,
    // Whatever was asked for: silence is no approval.
    isEnough: grade !== 'none' && isAtLeast(grade, needed),
    ...(since === undefined ? {} : { since }),
    ...(approval === undefined ? {} : { approval }),
  }
}

/** Of earlier words of the element: shown, and not counted. */
function latestOf(given: Approvals['given'], element: string, party: string): Approval | undefined {
  return [...given.values()].filter((each) => each.element === element && each.party === party).at(-1)
}
