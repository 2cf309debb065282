// Messages to people inside. Somebody else than who drafted one approves it; it expires; people are called to seats only
// while the pause goes on, never to more than its drafter says are planned; and it says that who stays remains protected,
// whatever its words are.

import { formatInstant, type Instant, type TimeZone } from '@treve/model'
import { id, object, oneOf, required } from '@treve/model/schema'
import { inLanguages } from '../../notices/notice.ts'
import { sees } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import { personalFault } from '../channels.ts'
import type { JsonObject } from '../event.ts'
import { stoppedFault } from '../notices/pause.ts'
import { command, type Decision, type Part, refuse } from '../part.ts'
import { isStopped } from '../publishing/state.ts'
import { low } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { onTheTable } from '../terms/state.ts'
import {
  afterMessages,
  holds,
  isApproved,
  isSettled,
  type Message,
  type MessageInput,
  type Messages,
  messageType,
  noMessages,
  ways,
} from './state.ts'
import { around, cancelTexts, messageTexts } from './text.ts'
import { messageWords } from './words.ts'

export type { Message, Messages } from './state.ts'

const which = { id: required(id(), low('Id of the message.')) }

const draftMessage = command('draft_message', {
  doc: 'Drafts a message to people inside; it goes nowhere before somebody else has approved it.',
  input: messageType,
  decide: (message, { state, by, now }) => {
    const known = state.messages.messages.find((each) => each.message.id === message.id)
    if (known !== undefined && isSettled(known))
      return refuse(
        'message_settled',
        `Message ${message.id} was approved or cancelled: draft another under its own id.`,
      )
    const fault = draftFault(message, state, now)
    if (fault !== undefined) return fault
    const zone = zoneOf(state)
    const plan = message.call === undefined ? undefined : planOf(state)
    return {
      said: [
        {
          type: 'message_drafted',
          notice: { until: formatInstant(message.until, zone) },
          details: {
            message: messageToJson(message, zone),
            by: by.token,
            ...(plan === undefined ? {} : { plan_sha256: plan }),
          },
        },
      ],
    }
  },
})

const approveMessage = command('approve_message', {
  doc: 'Approves a message that somebody else drafted, just as it is.',
  input: object(which),
  decide: (input, { state, by, now }) => {
    const known = messageOf(state, input.id)
    if ('refused' in known) return known
    if (by.kind !== 'person' || by.token === known.draftedBy)
      return refuse('second_person_needed', 'Another person than who drafted a message approves it.')
    if (isApproved(known)) return { said: [] }
    const fault = draftFault(known.message, state, now) ?? planFault(known, state)
    if (fault !== undefined) return fault
    const details = { id: input.id, draft: known.draft, by: by.token }
    return { said: [{ type: 'message_approved', notice: { element: input.id }, details }] }
  },
})

const sendMessage = command('send_message', {
  doc: 'Records that an approved message goes out, and how.',
  input: object({ ...which, way: required(oneOf(ways), low('How people are reached.')) }),
  decide: (input, { state, now }) => {
    if (isStopped(state.publishing))
      return refuse(
        'publishing_stopped',
        'Publishing and notification are stopped: two people must let them go on first.',
      )
    const known = messageOf(state, input.id)
    if ('refused' in known) return known
    if (!isApproved(known))
      return refuse('not_approved', `Message ${input.id} is not approved by somebody who may approve it still.`)
    if (!holds(known, now)) return refuse('message_expired', `Message ${input.id} has expired: draft another.`)
    const fault = callFault(known.message, state) ?? planFault(known, state)
    if (fault !== undefined) return fault
    return {
      said: [{ type: 'message_sent', notice: { channel: input.way }, details: { id: input.id, way: input.way } }],
    }
  },
})

const cancelMessage = command('cancel_message', {
  doc: 'Says that a message no longer holds. Possible also while publishing is stopped.',
  input: object(which),
  decide: (input, { state }) => {
    const known = state.messages.messages.find((each) => each.message.id === input.id)
    if (known === undefined) return refuse('message_unknown', `There is no message ${input.id}.`)
    if (known.cancelledAt !== undefined) return { said: [] }
    return { said: [{ type: 'message_cancelled', notice: { element: input.id }, details: { id: input.id } }] }
  },
})

function messageOf(whole: Coordination, id: string): Message | { refused: { code: string; detail: string } } {
  const known = whole.messages.messages.find(({ message }) => message.id === id)
  if (known === undefined) return { refused: { code: 'message_unknown', detail: `There is no message ${id}.` } }
  return known.cancelledAt === undefined
    ? known
    : { refused: { code: 'message_cancelled', detail: `Message ${id} was cancelled: draft another.` } }
}

function draftFault(message: MessageInput, whole: Coordination, now: Instant): Decision | undefined {
  const { texts, until, call = [], kind } = message
  const missing = whole.notices.rules.message_languages.filter((language) => texts[language] === undefined)
  if (missing.length > 0)
    return refuse('language_missing', `It is to be read in ${missing.join(', ')} too: add the words.`, { missing })
  if (until <= now) return refuse('message_expired', 'It expires before it can be sent: give a later time.')
  const personal = personalFault(texts)
  if (personal !== undefined) return personal
  if ((kind === 'call_forward') !== call.length > 0)
    return refuse('call_without_seats', 'A call-forward names places, times and seats; information names none.')
  return callFault(message, whole) ?? (call.length === 0 ? undefined : seatsFault(message, whole, now))
}

/** Nobody is called to seats of buses that do not come. */
function callFault({ call = [] }: MessageInput, whole: Coordination): Decision | undefined {
  return call.length === 0 ? undefined : stoppedFault(whole)
}

function seatsFault({ id: own, call = [] }: MessageInput, whole: Coordination, now: Instant): Decision | undefined {
  if (planOf(whole) === undefined)
    return refuse('no_plan_agreed', 'No plan is agreed: there are no seats yet that people could be called to.')
  const others = whole.messages.messages
    .filter((each) => each.message.id !== own && holds(each, now))
    .flatMap(({ message }) => message.call ?? [])
  for (const [index, row] of call.entries()) {
    const { place, from, until, planned_seats } = row
    if (until <= from) return refuse('band_backwards', `The seats at ${place} end before they begin.`, { place })
    const rest = [...others, ...call.filter((_, at) => at !== index)].filter((each) => each.place === place)
    // Two bands that overlap in part would count the same seats twice.
    const odd = rest.find(
      (each) =>
        each.from < until &&
        from < each.until &&
        (each.from !== from || each.until !== until || each.planned_seats !== planned_seats),
    )
    if (odd !== undefined)
      return refuse(
        'seats_differ',
        `Another message calls to ${place} at a time that overlaps, or by another number of seats: cancel it first, or use its time band and number.`,
        { place },
      )
    const called = rest
      .filter((each) => each.from === from && each.until === until)
      .reduce((sum, each) => sum + each.seats, row.seats)
    if (called > planned_seats)
      return refuse(
        'more_seats_than_planned',
        `At ${place} ${called} seats would be called, where ${planned_seats} are planned.`,
        {
          place,
          called,
          planned: planned_seats,
        },
      )
  }
  return undefined
}

/** The plan may have changed since it was drafted. */
function planFault({ message, planSha256 }: Message, whole: Coordination): Decision | undefined {
  if (message.call === undefined || planSha256 === planOf(whole)) return undefined
  return refuse('plan_changed', `Message ${message.id} calls for seats of a plan that no longer holds: draft another.`)
}

function planOf({ terms }: Coordination): string | undefined {
  return terms.plan?.planSha256
}

function messageToJson({ until, call, texts, where, ...rest }: MessageInput, zone: TimeZone): JsonObject {
  const at = (instant: Instant) => formatInstant(instant, zone)
  return {
    ...rest,
    texts: { ...texts },
    where,
    until: at(until),
    ...(call === undefined ? {} : { call: call.map((row) => ({ ...row, from: at(row.from), until: at(row.until) })) }),
  }
}

function stateOf(message: Message, now: Instant): string {
  if (message.cancelledAt !== undefined) return 'cancelled'
  if (message.message.until <= now) return 'expired'
  if (message.sent.length > 0) return 'sent'
  return isApproved(message) ? 'approved' : 'draft'
}

/** In every message, in words that nobody edits. */
const standing = inLanguages((language) => messageWords[language].protected)

export const messages: Part<Messages> = {
  initial: noMessages,
  after: afterMessages,
  commands: [draftMessage, approveMessage, sendMessage, cancelMessage],
  view: (whole, reader, now) => {
    if (!sees(reader, 'messages')) return undefined
    const zone = zoneOf(whole)
    const at = (instant: Instant) => formatInstant(instant, zone)
    const frame = around(onTheTable(whole.terms)?.summary, zone)
    return {
      standing,
      messages: whole.messages.messages.map((each) => ({
        ...messageToJson(each.message, zone),
        state: stateOf(each, now),
        full_texts: messageTexts(each.message, frame),
        cancel_texts: each.cancelledAt === undefined ? null : cancelTexts(each, frame),
        drafted_by: each.draftedBy,
        approved:
          each.approved === undefined || !isApproved(each) ? null : { by: each.approved.by, at: at(each.approved.at) },
        sent: each.sent.map(({ way, at: when }) => ({ way, at: at(when) })),
        cancelled_at: each.cancelledAt === undefined ? null : at(each.cancelledAt),
      })),
    }
  },
}
