// Approvals, who decides, the decision, and conditions that are waived.

import { formatInstant, type TimeZone, utc } from '@treve/model'
import { id, instant, integer, object, oneOf, optional, required, text } from '@treve/model/schema'
import { actorOfPerson } from '../access/actors.ts'
import { personalFault } from '../channels.ts'
import type { JsonObject } from '../event.ts'
import { type CommandType, command, type Decision, refuse } from '../part.ts'
import { high, moderate } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { onTheTable, type TermsVersion, versionOf } from '../terms/state.ts'
import { grades } from '../words.ts'
import { goNoGo } from './go.ts'
import { conditions } from './reciprocal.ts'
import { standings } from './standing.ts'
import { keyOf, type Missing, mostApprovals, mostMissing, withdrawnKey } from './state.ts'

const hexadecimal = /^[0-9a-f]{64}$/
const entryId = /^[A-Za-z0-9_-]{21}[AQgw]$/

const recordApproval = command('record_approval', {
  doc: 'That a party approves an element of the terms: how firmly, on what evidence, until when. An acknowledgement is none.',
  input: object({
    element: required(text(64), moderate('The element, such as `corridor.bridge.civilians`.')),
    party: required(id(), moderate('The party.')),
    grade: required(oneOf(grades), moderate('How firmly.')),
    until: optional(instant(), moderate('Until when it holds, if it says so.')),
    given_at: optional(instant(), moderate('When it was given, if not now.')),
    version: optional(integer(1), moderate('Version of the terms; else the one in force, or the latest draft.')),
    channel: optional(id(), moderate('By which channel it came.')),
    evidence: optional(text(2000), high('On what it rests, in words.')),
    evidence_sha256: optional(text(64), moderate('SHA-256 of the paper, hexadecimal.')),
    conversation: optional(text(22), moderate('Entry of the conversation in which it was given.')),
    conditions: optional(text(1000), high('What it depends on.')),
  }),
  decide: (input, { state, now }) => {
    const { element, party, grade, until, given_at: givenAt = now, channel, ...rest } = input
    const { version: number, evidence, evidence_sha256: digest, conversation, conditions: dependsOn } = rest
    const version = number === undefined ? onTheTable(state.terms) : versionOf(state.terms, number)
    const refused = cannotBeApproved(state, version, element, party)
    if (refused !== undefined || version === undefined) return refused ?? noTerms()
    const personal = personalFault({ evidence, conditions: dependsOn })
    if (personal !== undefined) return personal
    const fingerprint = version.requirements.elements.find((each) => each.id === element)?.fingerprint ?? ''
    if (givenAt > now)
      return refuse('given_in_future', 'an approval that is to come is none yet: record it when it is given')
    if (until !== undefined && until <= now)
      return refuse('already_over', 'it had run out before it was recorded: it would count for nothing')
    const { abortedAt, given, withdrawn } = state.approvals
    if (abortedAt !== undefined && givenAt < abortedAt)
      return refuse('given_before_abort', 'all approvals lapsed when it was broken off: this one must be given anew')
    const withdrawnAt = withdrawn.get(withdrawnKey(element, party))
    if (withdrawnAt !== undefined && givenAt < withdrawnAt)
      return refuse('given_before_withdrawal', `${party} has taken its approval back since: it must be given anew`)
    const known = given.get(keyOf(element, party, fingerprint))
    if (known !== undefined && givenAt < known.givenAt)
      return refuse('older_than_known', `${party} has said something newer of ${element}, and that stands`)
    if (digest !== undefined && !hexadecimal.test(digest))
      return refuse('bad_digest', 'evidence_sha256 is 64 digits in hexadecimal')
    if (conversation !== undefined && !entryId.test(conversation))
      return refuse('bad_reference', 'conversation is the id of an entry, 22 letters')
    const isWritten = grade === 'written_in_principle' || grade === 'written_unconditional'
    if (isWritten && evidence === undefined && digest === undefined && conversation === undefined)
      return refuse(
        'evidence_missing',
        'for what is in writing, say on what it rests: words, a digest, or a conversation',
      )
    if (grade === 'written_unconditional' && dependsOn !== undefined)
      return refuse('has_conditions', 'with conditions it is written_in_principle, not written_unconditional')
    const { time_zone: zone } = version.summary
    return {
      said: [
        {
          type: 'approval_recorded',
          party,
          notice: {
            element,
            grade,
            ...(channel === undefined ? {} : { channel }),
            ...(until === undefined ? {} : { until: formatInstant(until, zone) }),
          },
          details: {
            version: version.version,
            fingerprint,
            ...(evidence === undefined ? {} : { evidence }),
            ...(digest === undefined ? {} : { evidence_sha256: digest }),
            ...(conversation === undefined ? {} : { conversation }),
            ...(dependsOn === undefined ? {} : { conditions: dependsOn }),
          },
          ...(conversation === undefined ? {} : { references: { about: [conversation] } }),
          ...(input.given_at === undefined ? {} : { happened: { from: givenAt, until: givenAt } }),
        },
      ],
    }
  },
})

const withdrawApproval = command('withdraw_approval', {
  doc: 'That a party takes its approval of an element back.',
  input: object({
    element: required(text(64), moderate('The element.')),
    party: required(id(), moderate('The party.')),
    channel: optional(id(), moderate('By which channel it came.')),
    reason: optional(text(400), high('The reason that was given.')),
  }),
  decide: ({ element, party, channel, reason }, { state }) => {
    const personal = personalFault({ reason })
    if (personal !== undefined) return personal
    const standing = [...state.approvals.given.values()].some(
      (each) => each.element === element && each.party === party && each.ended === undefined,
    )
    if (!standing) return refuse('no_approval', `${party} has given no approval of ${element} that could be taken back`)
    return {
      said: [
        {
          type: 'approval_withdrawn',
          party,
          notice: {
            element,
            ...(channel === undefined ? {} : { channel }),
            ...(reason === undefined ? { not_given: ['reason'] } : { reason }),
          },
        },
      ],
    }
  },
})

const nameOwner = command('name_owner', {
  doc: 'Who decides whether it goes ahead: a function, and who holds it. Nobody else can say go.',
  input: object({
    function: required(id(), moderate('The function, such as `head_of_operations`. Never a name.')),
    actor: optional(text(200), moderate('Token of who holds it; else whoever asks.')),
  }),
  decide: ({ function: name, actor }, { state, by }) => {
    if (name.length > 64) return refuse('name_too_long', 'a function has 64 letters at most')
    const personal = personalFault({ function: name, actor })
    if (personal !== undefined) return personal
    const holder = actor ?? by.token
    // Also so that no name is written there.
    if (holder !== by.token && actorOfPerson(state.access, holder) === undefined)
      return refuse('person_unknown', 'nobody with this token holds a role in this pause: grant one first')
    if (state.approvals.owner?.function === name && state.approvals.owner.actor === holder) return { said: [] }
    return { said: [{ type: 'owner_named', details: { function: name, actor: holder }, staff: [name] }] }
  },
})

const decideGo = command('decide_go', {
  doc: 'It goes ahead. Refused while anything is missing, and to everybody but the named owner.',
  input: object({ note: optional(text(400), high('A remark.')) }),
  decide: ({ note }, { state, by, now }) => {
    const personal = personalFault({ note })
    if (personal !== undefined) return personal
    const { owner, decision } = state.approvals
    const go = goNoGo(state, now)
    if (owner === undefined) return refuse('no_owner', 'nobody is named who decides: name_owner first')
    if (owner.actor !== by.token)
      return refuse('not_the_owner', `the decision is with ${owner.function}`, { function: owner.function })
    if (go.answer !== 'go' || go.version === undefined)
      return refuse(
        'something_missing',
        `missing: ${[...new Set(go.missing.map(({ what }) => what))].join(', ')}`,
        missingJson(go.missing.slice(0, mostMissing), state),
      )
    if (decision?.answer === 'go' && decision.version === go.version) return { said: [] }
    const zone = zoneOf(state)
    return {
      said: [
        {
          type: 'go_decided',
          notice: note === undefined ? {} : { reason: note },
          details: {
            version: go.version,
            owner: owner.function,
            rests_on: standings(state, now)
              .flatMap(({ approval }) => approval?.entry ?? [])
              .slice(0, mostApprovals),
            ...(go.earliestGo === undefined ? {} : { earliest_go: formatInstant(go.earliestGo, zone) }),
          },
          staff: [owner.function],
        },
      ],
    }
  },
})

const decideNoGo = command('decide_no_go', {
  doc: 'It does not go ahead, with the reason. Possible at any time before it is over.',
  input: object({ reason: required(text(400), high('Why: what is missing, not who is guilty.')) }),
  decide: ({ reason }, { state, now }) => {
    const personal = personalFault({ reason })
    if (personal !== undefined) return personal
    const { decision, owner } = state.approvals
    if (state.life.phase === 'closed' || state.life.phase === 'accounted')
      return refuse('pause_over', 'this pause is closed: there is nothing left to decide')
    if (decision?.answer === 'no_go' && decision.reason === reason) return { said: [] }
    const { missing, version } = goNoGo(state, now)
    return {
      said: [
        {
          type: 'no_go_decided',
          notice: { reason },
          details: {
            ...(version === undefined ? {} : { version }),
            ...(owner === undefined ? {} : { owner: owner.function }),
            ...missingJson(missing.slice(0, mostMissing), state),
          },
          ...(owner === undefined ? {} : { staff: [owner.function] }),
        },
      ],
    }
  },
})

const waiveCondition = command('waive_condition', {
  doc: 'That a reciprocal condition no longer holds up who waited for it, and why.',
  input: object({
    condition: required(id(), moderate('Id of the condition, as in the pause file.')),
    reason: required(text(400), high('Why.')),
  }),
  decide: ({ condition, reason }, { state }) => {
    const personal = personalFault({ reason })
    if (personal !== undefined) return personal
    const found = conditions(state).find((each) => each.id === condition)
    if (found === undefined) return refuse('unknown_condition', `the terms have no reciprocal condition ${condition}`)
    if (condition.length > 64) return refuse('name_too_long', 'the id of a condition has 64 letters at most')
    if (found.waived) return { said: [] }
    return { said: [{ type: 'condition_waived', notice: { element: condition, reason } }] }
  },
})

export const commands: readonly CommandType[] = [
  recordApproval,
  withdrawApproval,
  waiveCondition,
  nameOwner,
  decideGo,
  decideNoGo,
]

function cannotBeApproved(
  { life }: Coordination,
  version: TermsVersion | undefined,
  element: string,
  party: string,
): Decision | undefined {
  if (life.phase === 'closed' || life.phase === 'accounted')
    return refuse('pause_over', 'this pause is closed: there is nothing left to approve')
  if (version === undefined) return noTerms()
  const { elements } = version.requirements
  if (!elements.some((each) => each.id === element))
    return refuse('unknown_element', `version ${version.version} of the terms has no element ${element}`, {
      elements: elements.map((each) => each.id),
    })
  if (!version.summary.parties.some((each) => each.id === party))
    return refuse('unknown_party', `version ${version.version} of the terms has no party ${party}`)
  return undefined
}

function noTerms(): Decision {
  return refuse('no_terms', 'there are no such terms yet: draft them first')
}

/** A code, and what it is about, for programs and translations. */
export function missingJson(missing: readonly Missing[], whole: Coordination): JsonObject {
  const zone = zoneOf(whole)
  return {
    missing: missing.map(({ until, ...each }) => ({
      ...each,
      ...(until === undefined ? {} : { until: formatInstant(until, zone) }),
    })),
  }
}

export function zoneOf({ terms }: Coordination): TimeZone {
  return onTheTable(terms)?.summary.time_zone ?? utc
}
