// Beginning, suspending, resuming, breaking off, closing, accounting for.

import { formatInstant, type Instant } from '@treve/model'
import { defaulted, id, list, object, optional, type TypeOf, text } from '@treve/model/schema'
import { zoneOf } from '../approvals/commands.ts'
import { goNoGo } from '../approvals/go.ts'
import { lapsedByAbort } from '../approvals/lapse.ts'
import { standings } from '../approvals/standing.ts'
import { personalFault } from '../channels.ts'
import { isUnderWay, isUnderWayByPlan, notKnownToBeClear, recalled } from '../day/recall.ts'
import { vehicleIds, vehicleNow } from '../day/vehicles.ts'
import type { JsonObject, Said } from '../event.ts'
import { type CommandType, command, type Decision, refuse } from '../part.ts'
import { high, moderate } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { inForce, onTheTable } from '../terms/state.ts'
import { suspendedBy } from '../withdrawal/due.ts'
import { hasEnded, isBefore, isOver, isTold } from './state.ts'

const begin = command('begin', {
  doc: 'It is under way. Refused until all who must be are told, go is decided, nothing is missing and the lead time has run.',
  input: object({}),
  decide: (_input, { state, now }) => {
    const { life, approvals, terms } = state
    if (life.phase === 'under_way') return { said: [] }
    if (!isBefore(life)) return refuse('wrong_phase', `it is ${life.phase}, and cannot begin`, { phase: life.phase })
    const refused = mayNotMove(state, now)
    if (refused !== undefined) return refused
    return {
      said: [{ type: 'begun', details: { version: terms.inForce ?? 0, decision: approvals.decision?.entry ?? '' } }],
    }
  },
})

/** Go stands, nothing is missing, the lead time has run, and all who must be are told. */
function mayNotMove(state: Coordination, now: Instant): Decision | undefined {
  const go = goNoGo(state, now)
  if (go.answer !== 'go')
    return refuse('something_missing', `missing: ${[...new Set(go.missing.map(({ what }) => what))].join(', ')}`, {
      codes: [...new Set(go.missing.map(({ what }) => what))],
    })
  const { decision } = state.approvals
  if (decision?.answer !== 'go' || decision.version !== state.terms.inForce)
    return refuse('go_not_decided', 'its owner has not decided that it goes ahead by these terms: decide_go')
  if (go.earliestGo !== undefined && now < go.earliestGo) {
    const from = formatInstant(go.earliestGo, zoneOf(state))
    return refuse('lead_time_runs', `the lead time since the last approval runs until ${from}`, { from })
  }
  if (!isTold(state.life))
    return refuse('not_notified', 'not all who must be are told of what will move', { phase: state.life.phase })
  return undefined
}

const stopInput = object({
  issuer: optional(text(200), high('Who ordered it, by function; absent: not given.')),
  by_party: optional(id(), high('Of which party, where that is known.')),
  channel: optional(id(), moderate('By which channel it came; absent: not given.')),
  reason: optional(text(400), high('The reason that was given; absent: none was given.')),
})

function stop({
  issuer,
  by_party: party,
  channel,
  reason,
}: TypeOf<typeof stopInput>): Pick<Said, 'notice' | 'details'> {
  const absent = Object.entries({ issuer, channel, reason }).flatMap(([name, value]) =>
    value === undefined ? [name] : [],
  )
  return {
    notice: {
      ...(channel === undefined ? {} : { channel }),
      ...(reason === undefined ? {} : { reason }),
      ...(absent.length === 0 ? {} : { not_given: absent }),
    },
    details: {
      ...(issuer === undefined ? {} : { issuer }),
      ...(party === undefined ? {} : { by_party: party }),
    },
  }
}

function stopFault(
  { channel, by_party: party, issuer, reason }: TypeOf<typeof stopInput>,
  { terms }: Coordination,
): Decision | undefined {
  const personal = personalFault({ issuer, reason })
  if (personal !== undefined) return personal
  if ((channel?.length ?? 0) > 64) return refuse('name_too_long', 'a channel has 64 letters at most')
  const known = onTheTable(terms)?.summary.parties.some((each) => each.id === party)
  return party === undefined || known === true ? undefined : refuse('unknown_party', `the terms have no party ${party}`)
}

const suspend = command('suspend', {
  doc: 'Nothing further starts, for now. Who is on the way goes on to safety.',
  input: stopInput,
  decide: (input, { state }) => {
    const { life } = state
    if (life.phase === 'suspended') return { said: [] }
    if (hasEnded(life))
      return refuse('wrong_phase', `it is ${life.phase}: there is nothing to suspend`, { phase: life.phase })
    return stopFault(input, state) ?? { said: [{ type: 'suspended', ...stop(input) }] }
  },
})

const abort = command('abort', {
  doc: 'The pause is broken off: by whom, by which channel and why, each of which may not be given. All approvals lapse, and whoever is under way is called to the nearest safe point.',
  input: stopInput,
  decide: (input, { state, now }) => {
    const { life, day, notices } = state
    if (life.phase === 'aborted') return { said: [] }
    if (isOver(life))
      return refuse('wrong_phase', `it is ${life.phase}: there is nothing to break off`, { phase: life.phase })
    const refused = stopFault(input, state)
    if (refused !== undefined) return refused
    const { reason } = input
    const isAnyOut =
      notices.orders.some(({ recalledAt }) => recalledAt === undefined) ||
      vehicleIds(day).some((vehicle) => isUnderWay(vehicleNow(day, vehicle)) || isUnderWayByPlan(day, vehicle, now))
    return {
      said: [
        { type: 'aborted', ...stop(input) },
        ...(isAnyOut ? recalled(state, { vehicles: [], ...(reason === undefined ? {} : { reason }) }, now) : []),
        ...suspendedBy(state, 'aborted'),
        ...lapsedByAbort(state),
      ],
    }
  },
})

const resume = command('resume', {
  doc: 'It goes on, as it may begin: approvals stand, go is decided by the terms in force, all who must be are told. After it was broken off: only with approvals given anew, and decided anew.',
  input: object({
    channel: optional(id(), moderate('By which channel it was agreed.')),
    reason: optional(text(400), high('Why.')),
  }),
  decide: ({ channel, reason }, { state, now }) => {
    const personal = personalFault({ reason })
    if (personal !== undefined) return personal
    const { life, terms } = state
    if (life.phase !== 'suspended' && life.phase !== 'aborted')
      return life.phase === 'under_way'
        ? { said: [] }
        : refuse('wrong_phase', `it is ${life.phase}: there is nothing to resume`, { phase: life.phase })
    if ((channel?.length ?? 0) > 64) return refuse('name_too_long', 'a channel has 64 letters at most')
    // Suspended before it had begun, nothing moves by resuming.
    const isAtRest = life.begunAt === undefined && life.phase === 'suspended'
    const lacking = isAtRest ? [] : notApproved(state, now)
    if (lacking.length > 0)
      return refuse('approvals_missing', `it goes on only with approvals that stand: ${lacking.length} are missing`, {
        missing: lacking,
      })
    const refused = isAtRest ? undefined : mayNotMove(state, now)
    if (refused !== undefined) return refused
    return {
      said: [
        {
          type: 'resumed',
          notice: { ...(channel === undefined ? {} : { channel }), ...(reason === undefined ? {} : { reason }) },
          details: terms.inForce === undefined ? {} : { version: terms.inForce },
        },
      ],
    }
  },
})

function notApproved(state: Coordination, now: Instant): readonly JsonObject[] {
  return standings(state, now)
    .filter(({ isEnough }) => !isEnough)
    .map(({ element, party, grade, needed }) => ({ element, party, grade, needed }))
}

const close = command('close', {
  doc: 'The last window has ended. Vehicles that are not known to be clear are named.',
  input: object({
    not_clear: defaulted(
      list(text(64), { max: 5000 }),
      [],
      high('Vehicles that are not known to be clear, beside those that set out and were not reported clear.'),
    ),
  }),
  decide: ({ not_clear: named }, { state, now }) => {
    const { life, terms, day } = state
    if (isOver(life)) return { said: [] }
    const version = inForce(terms)
    const last = version === undefined ? undefined : Math.max(...version.summary.windows.map((each) => each.close))
    if (last !== undefined && now < last && life.phase !== 'aborted') {
      const until = formatInstant(last as Instant, zoneOf(state))
      return refuse('window_open', `the last window ends at ${until}; earlier, a pause is suspended or broken off`, {
        until,
      })
    }
    if (version === undefined && life.phase !== 'aborted')
      return refuse('nothing_to_close', 'no terms were announced or agreed: break it off instead', {
        phase: life.phase,
      })
    return {
      said: [{ type: 'closed', details: { not_clear: [...new Set([...named, ...notKnownToBeClear(day)])].sort() } }],
    }
  },
})

const accountFor = command('account_for', {
  doc: 'What was done is accounted for.',
  input: object({}),
  decide: (_input, { state: { life } }) => {
    if (life.phase === 'accounted') return { said: [] }
    if (life.phase !== 'closed')
      return refuse('wrong_phase', `it is ${life.phase}: close it first`, { phase: life.phase })
    return { said: [{ type: 'accounted', details: { not_clear: life.notClear.length } }] }
  },
})

export const commands: readonly CommandType[] = [begin, suspend, resume, abort, close, accountFor]
