// Messages to people inside: drafted, approved by somebody else, sent, and until when they hold.

import type { Instant } from '@treve/model'
import {
  id,
  instant,
  integer,
  list,
  localText,
  object,
  oneOf,
  optional,
  required,
  type TypeOf,
  text,
} from '@treve/model/schema'
import { whoLost } from '../access/actors.ts'
import { type Access, afterEvent as accessAfter, nobody } from '../access/state.ts'
import { detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { happenedAt } from '../opened.ts'
import { high, moderate } from '../sensitivity.ts'

/** How people inside are reached. */
export const ways = ['loudspeaker', 'broadcast', 'text_message', 'leaflet', 'in_person', 'social_media'] as const

export const callType = object({
  place: required(id(), high('Pick-up place.')),
  from: required(instant(), high('Beginning of its time band.')),
  until: required(instant(), high('End of it.')),
  seats: required(integer(1, 100_000), high('Seats that this message calls for.')),
  planned_seats: required(integer(1, 100_000), high('Seats that the agreed plan has there in that band.')),
})
export type Call = TypeOf<typeof callType>

export const messageType = object({
  id: required(id(), moderate('Id of the message.')),
  kind: required(oneOf(['information', 'call_forward']), moderate('Information, or seats that may be taken.')),
  texts: required(
    localText(1000),
    high('The words, by language. What is said of staying and of choice is added to each.'),
  ),
  where: required(list(id(), { min: 1, max: 100 }), high('Places or districts it is for.')),
  until: required(instant(), moderate('When it expires.')),
  call: optional(list(callType, { min: 1, max: 100 }), high('Of a call-forward: seats by place and time.')),
})
export type MessageInput = TypeOf<typeof messageType>

export const draftedType = object({
  message: required(messageType, high('The message.')),
  by: required(text(80), high('Token of who drafted it.')),
  plan_sha256: optional(text(64), high('The plan whose seats it calls for.')),
})

export const approvedType = object({
  id: required(id(), moderate('Which.')),
  draft: required(text(64), high('Entry of the draft that was approved.')),
  by: required(text(80), high('Token of who approved it.')),
})

export const sentType = object({ id: required(id(), moderate('Which.')), way: required(oneOf(ways), high('How.')) })
export const cancelledType = object({ id: required(id(), moderate('Which.')) })

export interface Message {
  readonly message: MessageInput
  /** Entry of the draft. */
  readonly draft: string
  readonly draftedBy: string
  readonly planSha256?: string
  readonly approved?: {
    readonly by: string
    readonly at: Instant
    /** Who approved it may approve no more: nothing further is sent by it. */
    readonly hasLapsed?: true
  }
  readonly sent: readonly { readonly way: string; readonly at: Instant }[]
  readonly cancelledAt?: Instant
}

export interface Messages {
  /** By which an approval counts. */
  readonly access: Access
  readonly messages: readonly Message[]
}

export const noMessages: Messages = { access: nobody, messages: [] }

export function afterMessages(state: Messages, event: PauseEvent): Messages {
  switch (event.type) {
    case 'role_granted':
    case 'role_revoked':
      return withAccess(state, event)
    case 'message_drafted': {
      const details = detailsOf(draftedType, event)
      if (details === undefined) return state
      const { message, by, plan_sha256 } = details
      const known = state.messages.find((each) => each.message.id === message.id)
      // What was approved is not redrafted under its name.
      if (known !== undefined && isSettled(known)) return state
      const drafted: Message = {
        message,
        draft: event.id,
        draftedBy: by,
        sent: [],
        ...(plan_sha256 === undefined ? {} : { planSha256: plan_sha256 }),
      }
      return { ...state, messages: [...state.messages.filter((each) => each !== known), drafted] }
    }
    case 'message_approved': {
      const details = detailsOf(approvedType, event)
      return changed(state, details?.id, (each) =>
        each.draft === details?.draft && details.by !== each.draftedBy && !isApproved(each)
          ? { ...each, approved: { by: details.by, at: happenedAt(event) } }
          : each,
      )
    }
    case 'message_sent': {
      const details = detailsOf(sentType, event)
      return changed(state, details?.id, (each) =>
        details === undefined || !isApproved(each)
          ? each
          : { ...each, sent: [...each.sent, { way: details.way, at: happenedAt(event) }] },
      )
    }
    case 'message_cancelled': {
      const details = detailsOf(cancelledType, event)
      return changed(state, details?.id, (each) =>
        each.cancelledAt === undefined ? { ...each, cancelledAt: happenedAt(event) } : each,
      )
    }
    default:
      return state
  }
}

function changed(state: Messages, id: string | undefined, change: (message: Message) => Message): Messages {
  const known = state.messages.find((each) => each.message.id === id)
  const next = known && change(known)
  if (known === undefined || next === undefined || next === known) return state
  return { ...state, messages: state.messages.map((each) => (each === known ? next : each)) }
}

function withAccess(state: Messages, event: PauseEvent): Messages {
  const access = accessAfter(state.access, event)
  if (access === state.access) return state
  const hasLost = whoLost('approve_message', state.access, access)
  const messages = state.messages.map((each) =>
    each.approved !== undefined && hasLost(each.approved.by)
      ? { ...each, approved: { ...each.approved, hasLapsed: true as const } }
      : each,
  )
  return { access, messages }
}

/** By somebody who may do so still. */
export function isApproved({ approved }: Message): boolean {
  return approved !== undefined && approved.hasLapsed === undefined
}

/** Its words are not changed any more: they are approved, were sent, or taken back. */
export function isSettled(message: Message): boolean {
  return isApproved(message) || message.sent.length > 0 || message.cancelledAt !== undefined
}

/** Of those that may be relied on, which are for people at this place. */
export function messagesFor(
  { messages }: { readonly messages: Messages },
  place: string,
  now: Instant,
): readonly Message[] {
  return messages.messages.filter((each) => holds(each, now) && each.message.where.includes(place))
}

/** It may be relied on: approved or heard already, not cancelled, not expired. */
export function holds(message: Message, now: Instant): boolean {
  const { sent, cancelledAt } = message
  return (isApproved(message) || sent.length > 0) && cancelledAt === undefined && message.message.until > now
}
