// What is shown of messages to people inside (docs/formats/notifications.md), as far as pages use it.

import type { LocalText } from '@treve/model'

export interface MessageView {
  readonly id: string
  readonly kind: 'information' | 'call_forward'
  readonly where: readonly string[]
  readonly until: string
  readonly call?: readonly {
    readonly place: string
    readonly from: string
    readonly until: string
    readonly seats: number
    readonly planned_seats: number
  }[]
  readonly state: 'draft' | 'approved' | 'sent' | 'expired' | 'cancelled'
  /** Just as people read or hear it. */
  readonly full_texts: LocalText
  readonly cancel_texts: LocalText | null
  readonly drafted_by: string
  readonly approved: { readonly by: string; readonly at: string } | null
  readonly sent: readonly { readonly way: string; readonly at: string }[]
}

export interface MessagesView {
  /** In every message, in words that nobody edits. */
  readonly standing: LocalText
  readonly messages: readonly MessageView[]
}
