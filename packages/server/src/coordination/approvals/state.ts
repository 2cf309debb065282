// Who approved what, how firmly, on what evidence and until when; who decides, and what was decided: folded from the
// account. Whether an approval counts now is in standing.ts.

import { type Instant, type Movement, movements } from '@treve/model'
import { id, instant, integer, list, object, oneOf, optional, required, type TypeOf, text } from '@treve/model/schema'
import { detailsOf } from '../details.ts'
import type { Json, PauseEvent } from '../event.ts'
import { eventNamed, happenedAt, noticeOf, objectOf, partyOf, textsOf } from '../opened.ts'
import { moderate } from '../sensitivity.ts'
import { type Grade, grades, isAtLeast } from '../words.ts'

/** Why an approval counts no longer. */
export const endings = ['expired', 'withdrawn', 'aborted', 'changed'] as const
export type Ending = (typeof endings)[number]

export const approvalType = object({
  version: required(integer(1), moderate('Version of the terms that it is of.')),
  fingerprint: required(text(64), moderate('Of what that version says of the element.')),
  evidence: optional(text(2000), moderate('On what it rests, in words.')),
  evidence_sha256: optional(text(64), moderate('Of the paper that it rests on.')),
  conversation: optional(text(64), moderate('Entry of the conversation in which it was given.')),
  conditions: optional(text(1000), moderate('What it depends on, where it is given in principle.')),
})

export const lapseType = object({
  why: required(oneOf(endings), moderate('Why.')),
  approval: required(text(64), moderate('Entry of the approval.')),
})

export const missingCodes = [
  'terms_in_force',
  'not_said',
  'nobody_to_approve',
  /** Nothing was given. */
  'approval',
  /** It was given, and has ended. */
  'approval_lapsed',
  /** It stands, and is not as firm as needed. */
  'approval_too_weak',
  'notification',
  'acknowledgement',
  'condition_not_met',
  'condition_unknown',
  'owner',
  /** No window is left that could be used. */
  'lead_time',
  'pause_over',
] as const
export type MissingCode = (typeof missingCodes)[number]

const missingType = object({
  what: required(oneOf(missingCodes), moderate('What is missing.')),
  element: optional(text(64), moderate('Of which element.')),
  party: optional(id(), moderate('Of whom.')),
  grade: optional(oneOf(grades), moderate('What there is.')),
  needed: optional(oneOf(grades), moderate('What there should be.')),
  until: optional(instant(), moderate('Until when it was there.')),
  why: optional(oneOf(endings), moderate('Why it is there no longer.')),
  subject: optional(id(), moderate('What the terms do not say.')),
  corridor: optional(id(), moderate('Of which corridor.')),
  segment: optional(id(), moderate('Of which segment.')),
  kind: optional(id(), moderate('Which condition.')),
})
export type Missing = TypeOf<typeof missingType>

/** As many as an entry of the account has room for. */
export const mostMissing = 200
export const mostApprovals = 5000

export const decisionType = object({
  version: optional(integer(1), moderate('Version of the terms.')),
  owner: optional(id(), moderate('Who decided, by function.')),
  rests_on: optional(list(text(64)), moderate('Entries of the approvals that it rests on.')),
  earliest_go: optional(instant(), moderate('Nothing moves sooner.')),
  missing: optional(list(missingType), moderate('What was missing.')),
})

export const ownerType = object({
  function: required(id(), moderate('The function.')),
  actor: required(text(200), moderate('Who holds it, as a token.')),
})

export interface Approval {
  readonly element: string
  readonly party: string
  readonly grade: Grade
  /** Since when it has been at least so firm without a break: the lead time counts from there. */
  readonly reached: ReadonlyMap<Grade, Instant>
  readonly givenAt: Instant
  readonly until?: Instant
  readonly channel?: string
  readonly of: TypeOf<typeof approvalType>
  readonly entry: string
  readonly ended?: { readonly at: Instant; readonly why: Ending }
}

export interface Decision {
  readonly answer: 'go' | 'no_go'
  readonly version?: number
  readonly owner?: string
  readonly reason?: string
  readonly at: Instant
  readonly entry: string
}

export interface Approvals {
  /** By element, party and what was approved of the element; the latest of each. */
  readonly given: ReadonlyMap<string, Approval>
  /** By element and party: when it was taken back last. What was given before does not count, whenever it is recorded. */
  readonly withdrawn: ReadonlyMap<string, Instant>
  readonly owner?: TypeOf<typeof ownerType> & { readonly at: Instant }
  /** None after an abort. */
  readonly decision?: Decision
  readonly abortedAt?: Instant
  readonly waived: ReadonlyMap<string, { readonly at: Instant; readonly reason?: string; readonly entry: string }>
  /** Entries that attest that people of a movement came out, and events by their name. */
  readonly out: ReadonlyMap<Movement, readonly string[]>
  readonly happened: ReadonlyMap<string, readonly string[]>
}

export const noApprovals: Approvals = {
  given: new Map(),
  withdrawn: new Map(),
  waived: new Map(),
  out: new Map(),
  happened: new Map(),
}

export function afterEvent(state: Approvals, event: PauseEvent): Approvals {
  switch (event.type) {
    case 'approval_recorded':
      return recorded(state, event)
    case 'approval_withdrawn':
      return withdrawn(state, event)
    case 'approval_lapsed':
      return lapsed(state, event)
    case 'aborted':
      return aborted(state, event)
    case 'owner_named': {
      const owner = detailsOf(ownerType, event)
      return owner === undefined ? state : { ...state, owner: { ...owner, at: happenedAt(event) } }
    }
    case 'go_decided':
      return { ...state, decision: decisionOf('go', event) }
    case 'no_go_decided':
      return { ...state, decision: decisionOf('no_go', event) }
    case 'condition_waived':
      return waivedBy(state, event)
    case 'taken_back':
    case 'disputed':
      return withoutAttested(state, event)
    default:
      return attested(state, event)
  }
}

function recorded(state: Approvals, event: PauseEvent): Approvals {
  const party = partyOf(event)
  const { element, grade, until, channel } = noticeOf(event)
  const of = detailsOf(approvalType, event)
  if (party === undefined || element === undefined || grade === undefined || of === undefined) return state
  const key = keyOf(element, party, of.fingerprint)
  const givenAt = happenedAt(event)
  const known = state.given.get(key)
  if (known !== undefined && known.givenAt > givenAt) return state
  const ending = endingSince(state, { element, party, givenAt })
  const made: Approval = {
    element,
    party,
    grade,
    reached: reachedBy(grade, givenAt, known),
    givenAt,
    of,
    entry: event.id,
    ...(until === undefined ? {} : { until }),
    ...(channel === undefined ? {} : { channel }),
    ...(ending === undefined ? {} : { ended: ending }),
  }
  return { ...state, given: new Map(state.given).set(key, made) }
}

/** Given before the abort, or before it was taken back, it is one of those that ended by it, whenever it is written down. */
function endingSince(
  { abortedAt, withdrawn: taken }: Approvals,
  { element, party, givenAt }: Pick<Approval, 'element' | 'party' | 'givenAt'>,
): Approval['ended'] {
  if (abortedAt !== undefined && givenAt < abortedAt) return { at: abortedAt, why: 'aborted' }
  const withdrawnAt = taken.get(withdrawnKey(element, party))
  return withdrawnAt !== undefined && givenAt < withdrawnAt ? { at: withdrawnAt, why: 'withdrawn' } : undefined
}

function reachedBy(grade: Grade, givenAt: Instant, before: Approval | undefined): ReadonlyMap<Grade, Instant> {
  const isContinued =
    before !== undefined && before.ended === undefined && (before.until === undefined || before.until >= givenAt)
  const since = isContinued ? before.reached : new Map<Grade, Instant>()
  return new Map(
    grades.filter((each) => isAtLeast(grade, each)).map((each) => [each, since.get(each) ?? givenAt] as const),
  )
}

function lapsed(state: Approvals, event: PauseEvent): Approvals {
  const details = detailsOf(lapseType, event)
  return ended(state, event, details?.why ?? 'expired', details?.approval)
}

function withdrawn(state: Approvals, event: PauseEvent): Approvals {
  const next = ended(state, event, 'withdrawn')
  const party = partyOf(event)
  const { element } = noticeOf(event)
  if (party === undefined || element === undefined) return next
  const key = withdrawnKey(element, party)
  const before = state.withdrawn.get(key)
  const at = happenedAt(event)
  if (before !== undefined && before >= at) return next
  return { ...next, withdrawn: new Map(state.withdrawn).set(key, at) }
}

function ended(state: Approvals, event: PauseEvent, why: Ending, entry?: string): Approvals {
  const party = partyOf(event)
  const { element } = noticeOf(event)
  const at = happenedAt(event)
  return endedWhere(state, { at, why }, (each) =>
    entry === undefined ? each.element === element && each.party === party : each.entry === entry,
  )
}

function aborted(state: Approvals, event: PauseEvent): Approvals {
  const at = happenedAt(event)
  const { decision: _lapsed, ...rest } = endedWhere(state, { at, why: 'aborted' }, () => true)
  return { ...rest, abortedAt: at }
}

function endedWhere(
  state: Approvals,
  ending: NonNullable<Approval['ended']>,
  isMeant: (approval: Approval) => boolean,
): Approvals {
  const meant = [...state.given].filter(([, each]) => each.ended === undefined && isMeant(each))
  if (meant.length === 0) return state
  const given = new Map(state.given)
  for (const [key, each] of meant) given.set(key, { ...each, ended: ending })
  return { ...state, given }
}

function decisionOf(answer: Decision['answer'], event: PauseEvent): Decision {
  const details = detailsOf(decisionType, event)
  const { reason } = noticeOf(event)
  return {
    answer,
    at: happenedAt(event),
    entry: event.id,
    ...(details?.version === undefined ? {} : { version: details.version }),
    ...(details?.owner === undefined ? {} : { owner: details.owner }),
    ...(reason === undefined ? {} : { reason }),
  }
}

function waivedBy(state: Approvals, event: PauseEvent): Approvals {
  const { element, reason } = noticeOf(event)
  if (element === undefined) return state
  const waiver = { at: happenedAt(event), entry: event.id, ...(reason === undefined ? {} : { reason }) }
  return { ...state, waived: new Map(state.waived).set(element, waiver) }
}

const comingOut: readonly string[] = ['people_passed', 'people_arrived', 'walked_out']

function attested(state: Approvals, event: PauseEvent): Approvals {
  let next = state
  if (comingOut.includes(event.type)) {
    const rows = event.opened.people
    for (const movement of Array.isArray(rows) ? new Set(rows.flatMap(movementOf)) : [])
      next = { ...next, out: new Map(next.out).set(movement, [...(next.out.get(movement) ?? []), event.id]) }
  }
  const name = eventNamed(event)
  if (name === undefined) return next
  return { ...next, happened: new Map(next.happened).set(name, [...(next.happened.get(name) ?? []), event.id]) }
}

/** Of a row that counts somebody. */
function movementOf(row: Json): readonly Movement[] {
  const { movement, best } = objectOf(row)
  return typeof best === 'number' && best > 0 ? movements.filter((each) => each === movement) : []
}

/** What is taken back or disputed bears out nothing. */
function withoutAttested(state: Approvals, event: PauseEvent): Approvals {
  const { corrects, disputes } = objectOf(event.opened.references)
  const named = textsOf([corrects ?? null, disputes ?? null])
  const isHeld = [...state.out.values(), ...state.happened.values()].some((all) => all.some((id) => named.includes(id)))
  if (!isHeld) return state
  const without = <K>(all: ReadonlyMap<K, readonly string[]>) =>
    new Map([...all].map(([key, entries]) => [key, entries.filter((entry) => !named.includes(entry))] as const))
  return { ...state, out: without(state.out), happened: without(state.happened) }
}

export function withdrawnKey(element: string, party: string): string {
  return `${element} ${party}`
}

export function keyOf(element: string, party: string, fingerprint: string): string {
  return `${element} ${party} ${fingerprint}`
}
