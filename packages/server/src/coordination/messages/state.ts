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
  readonly approved?: { readonly by: string; readonly at: Instant }
  readonly sent: readonly { readonly way: string; readonly at: Instant }[]
  readonly cancelledAt?: Instant
}

export interface Messages {
  readonly messages: readonly Message[]
}

export const noMessages: Messages = { messages: [] }

export function afterMessages(state: Messages, event: PauseEvent): Messages {
  switch (event.type) {
    case 'message_drafted': {
      const details = detailsOf(draftedType, event)
      if (details === undefined) return state
      const { message, by, plan_sha256 } = details
      const known = state.messages.find((each) => each.message.id === message.id)
      // What was approved is not redrafted under its name.
      if (known?.approved !== undefined || known?.cancelledAt !== undefined) return state
      const drafted: Message = {
        message,
        draft: event.id,
        draftedBy: by,
        sent: [],
        ...(plan_sha256 === undefined ? {} : { planSha256: plan_sha256 }),
      }
      return { messages: [...state.messages.filter((each) => each !== known), drafted] }
    }
    case 'message_approved': {
      const details = detailsOf(approvedType, event)
      return changed(state, details?.id, (each) =>
        each.draft === details?.draft && details.by !== each.draftedBy && each.approved === undefined
          ? { ...each, approved: { by: details.by, at: happenedAt(event) } }
          : each,
      )
    }
    case 'message_sent': {
      const details = detailsOf(sentType, event)
      return changed(state, details?.id, (each) =>
        details === undefined || each.approved === undefined
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
  return { messages: state.messages.map((each) => (each === known ? next : each)) }
}

/** It may be relied on: approved, not cancelled, not expired. */
export function holds({ approved, cancelledAt, message }: Message, now: Instant): boolean {
  return approved !== undefined && cancelledAt === undefined && message.until > now
}
