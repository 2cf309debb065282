// What parties report, what others have seen, and the corridors that open by it.

import { formatInstant, type Instant, uses } from '@treve/model'
import { defaulted, id, instant, object, oneOf, optional, required, type TypeOf, text } from '@treve/model/schema'
import type { Actor } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import { personalFault } from '../channels.ts'
import type { Said } from '../event.ts'
import { type CommandType, command, type Decision, refuse } from '../part.ts'
import { high, moderate } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { inForce, onTheTable } from '../terms/state.ts'
import { states } from '../words.ts'
import { lapse, turned } from './due.ts'
import { isShutWithAll } from './shut.ts'
import { needOf, obstacles } from './standing.ts'
import { openingKey, segmentKey, wholeCorridor } from './state.ts'

const segmentFields = {
  corridor: required(id(), moderate('The corridor.')),
  segment: defaulted(id(), wholeCorridor, moderate('Its segment, where it has any.')),
  kind: required(id(), moderate('`troops`, `mines`, or a need of the corridor. Never where troops stand.')),
}
const segmentInput = object(segmentFields)

const reportWithdrawal = command('report_withdrawal', {
  doc: 'A party reports whether a condition of a segment is met, and until when that holds.',
  input: object({
    ...segmentFields,
    party: required(id(), moderate('The party that reports.')),
    state: required(oneOf(states), moderate('Met, not met, or unknown.')),
    until: optional(instant(), moderate('Until when it holds; where it is met, and only there.')),
  }),
  decide: (input, { state, by, now }) => {
    const refused =
      notAnnounced(by, state) ??
      cannotBeTold(input, input.state, input.until, state, now) ??
      notOfThisParty(by, input.party, state)
    if (refused !== undefined) return refused
    const before = state.withdrawal.segments.get(segmentKey(input.corridor, input.segment, input.kind))
    const known = before?.reported.get(input.party)
    // That it is not so may be said again: others may have seen it met since.
    const isKnown = known?.state === 'met' && input.state === 'met' && known.until === input.until
    if (isKnown && known.lapsedAt === undefined) return { said: [] }
    return { said: [word('withdrawal_reported', input, input.party, state)] }
  },
})

const verifyWithdrawal = command('verify_withdrawal', {
  doc: 'Others than the parties to the conflict have seen whether a condition of a segment is met.',
  input: object({
    ...segmentFields,
    by: optional(id(), moderate('Who saw it: an organisation, by its token or its id in the pause.')),
    state: required(oneOf(states), moderate('Met, not met, or unknown.')),
    until: optional(instant(), moderate('Until when it holds; where it is met, and only there.')),
  }),
  decide: (input, { state, by, now }) => {
    const refused = cannotBeTold(input, input.state, input.until, state, now)
    if (refused !== undefined) return refused
    const parties = onTheTable(state.terms)?.summary.parties ?? []
    const found = state.withdrawal.segments.get(segmentKey(input.corridor, input.segment, input.kind))
    const isParty = (name: string | undefined) =>
      name !== undefined &&
      (parties.some((each) => each.id === name && each.role === 'party_to_conflict') ||
        found?.reported.has(name) === true)
    if (isParty(input.by) || isParty(by.party))
      return refuse('verified_by_party', 'what a party says of itself is a report: report_withdrawal. Others verify it')
    return { said: [word('withdrawal_verified', input, input.by, state)] }
  },
})

function word(
  type: 'withdrawal_reported' | 'withdrawal_verified',
  { corridor, segment, kind, state, until }: TypeOf<typeof segmentInput> & { state: string; until?: Instant },
  by: string | undefined,
  whole: Coordination,
): Said {
  return {
    type,
    place: { place: corridor },
    notice: { state, ...(until === undefined ? {} : { until: formatInstant(until, zoneOf(whole)) }) },
    details: { corridor, segment, kind, ...(by === undefined ? {} : { by }) },
  }
}

const lapseWithdrawal = command('lapse_withdrawal', {
  doc: 'A condition of a segment is met no longer, or nobody knows any more. Said by a party, its own word ends, and what others saw stands until it says that it is not met.',
  input: object({
    ...segmentFields,
    state: required(oneOf(['not_met', 'unknown']), moderate('What is so now.')),
    party: optional(id(), moderate('The party that says so, if one does.')),
    reason: optional(text(400), high('Why.')),
  }),
  decide: ({ state: is, party, reason, ...input }, { state, by }) => {
    const told = party ?? (isLiaison(by) ? by.party : undefined)
    const refused =
      personalFault({ reason }) ??
      notAnnounced(by, state) ??
      unknownSegment(input, state) ??
      (told === undefined ? undefined : notOfThisParty(by, told, state))
    if (refused !== undefined) return refused
    return {
      said: [
        lapse(input, is, {
          why: 'reported',
          ...(told === undefined ? {} : { by: told }),
          ...(reason === undefined ? {} : { reason }),
        }),
      ],
    }
  },
})

const corridorUse = {
  corridor: required(id(), moderate('The corridor.')),
  use: required(oneOf(uses), moderate('For which use.')),
}
const stopInput = object({
  corridor: corridorUse.corridor,
  use: optional(oneOf(uses), moderate('For which use; absent: every one for which it was opened.')),
  reason: optional(text(400), high('Why.')),
})

const openCorridor = command('open_corridor', {
  doc: 'A corridor is open for a use. Refused until each of its conditions holds.',
  input: object(corridorUse),
  decide: ({ corridor, use }, { state, now }) => {
    const refused = unknownCorridor(corridor, state)
    if (refused !== undefined) return refused
    const inTheWay = obstacles(state, corridor, use, now)
    if (inTheWay.length > 0)
      return refuse(
        'conditions_not_met',
        `${corridor} cannot open for ${use}: ${[...new Set(inTheWay.map(({ what }) => what))].join(', ')}`,
        {
          obstacles: inTheWay.map(({ from, ...each }) => ({
            ...each,
            ...(from === undefined ? {} : { from: formatInstant(from, zoneOf(state)) }),
          })),
        },
      )
    if (state.withdrawal.openings.get(openingKey(corridor, use))?.state === 'open') return { said: [] }
    return { said: [turned('corridor_opened', { corridor, use })] }
  },
})

const suspendCorridor = command('suspend_corridor', {
  doc: 'A corridor is closed to a use, for now.',
  input: stopInput,
  decide: (input, { state }) => shut(input, state, 'corridor_suspended'),
})

const closeCorridor = command('close_corridor', {
  doc: 'A corridor is closed to a use.',
  input: stopInput,
  decide: (input, { state }) => shut(input, state, 'corridor_closed'),
})

function shut(
  { corridor, use, reason }: TypeOf<typeof stopInput>,
  state: Coordination,
  type: 'corridor_suspended' | 'corridor_closed',
): Decision {
  const refused = personalFault({ reason }) ?? unknownCorridor(corridor, state)
  if (refused !== undefined) return refused
  const opened = [...state.withdrawal.openings.values()].filter(
    (each) => each.corridor === corridor && (use === undefined || each.use === use),
  )
  if (opened.length === 0)
    return refuse('not_open', `${corridor} was not opened${use === undefined ? '' : ` for ${use}`}`)
  // One that is suspended with all of the pause may be shut for a reason of its own: that stays when the rest goes on.
  const turns = opened.filter(
    (each) =>
      each.state !== 'closed' && (each.state !== 'suspended' || type === 'corridor_closed' || isShutWithAll(each.why)),
  )
  return {
    said: turns.map((each) => turned(type, { corridor, use: each.use }, reason === undefined ? {} : { reason })),
  }
}

export const commands: readonly CommandType[] = [
  reportWithdrawal,
  verifyWithdrawal,
  lapseWithdrawal,
  openCorridor,
  suspendCorridor,
  closeCorridor,
]

function cannotBeTold(
  input: TypeOf<typeof segmentInput>,
  is: string,
  until: Instant | undefined,
  whole: Coordination,
  now: Instant,
): Decision | undefined {
  const { phase } = whole.life
  if (phase === 'closed' || phase === 'accounted') return refuse('pause_over', 'this pause is closed')
  const unknown = unknownSegment(input, whole)
  if (unknown !== undefined) return unknown
  if (is === 'met' && until === undefined)
    return refuse('until_missing', 'say until when it holds: nothing holds for ever')
  if (is !== 'met' && until !== undefined)
    return refuse('until_only_if_met', 'only what is met runs out: that it is not met stands until it is seen again')
  if (until !== undefined && until <= now) return refuse('already_over', 'it had run out before it was told')
  return undefined
}

function unknownCorridor(corridor: string, { terms }: Coordination): Decision | undefined {
  const corridors = onTheTable(terms)?.summary.corridors ?? []
  return corridors.some(({ id: each }) => each === corridor)
    ? undefined
    : refuse('unknown_corridor', `the terms have no corridor ${corridor}`, {
        corridors: corridors.map((each) => each.id),
      })
}

function unknownSegment(
  { corridor, segment, kind }: TypeOf<typeof segmentInput>,
  whole: Coordination,
): Decision | undefined {
  const found = onTheTable(whole.terms)?.summary.corridors.find((each) => each.id === corridor)
  if (found === undefined) return unknownCorridor(corridor, whole)
  if (!found.segments.includes(segment))
    return refuse('unknown_segment', `${corridor} has no segment ${segment}: it has ${found.segments.join(', ')}`, {
      segments: found.segments,
    })
  const kinds = [...new Set(['troops', 'mines', ...found.needs.map((need) => needOf(need).kind)])]
  return kinds.includes(kind)
    ? undefined
    : refuse('unknown_kind', `of ${corridor} it is told: ${kinds.join(', ')}`, { kinds })
}

/** What is refused would tell a liaison what a draft names. */
function notAnnounced(by: Actor, { terms }: Coordination): Decision | undefined {
  return isLiaison(by) && inForce(terms) === undefined
    ? refuse('no_terms_in_force', 'no terms were announced or agreed yet')
    : undefined
}

/** A liaison speaks for its own party, and nobody for one that is not there. */
function notOfThisParty(by: Actor, party: string, { terms }: Coordination): Decision | undefined {
  const known = onTheTable(terms)?.summary.parties.find(({ id: each }) => each === party)
  if (known === undefined) return refuse('unknown_party', `the terms have no party ${party}`)
  return isLiaison(by) && by.party !== party
    ? refuse('other_party', 'a liaison speaks for its own party alone')
    : undefined
}

function isLiaison({ roles }: Actor): boolean {
  return roles.includes('liaison') && !roles.some((role) => role === 'coordinator' || role === 'dispatcher')
}
