// What is shown of conversations and contacts (docs/formats/notifications.md), as far as pages use it.

export interface ChannelView {
  readonly channel: string
  readonly is_primary: boolean
  /** For who runs the day. */
  readonly number?: string | null
  readonly last_test: { readonly at: string; readonly result: string; readonly took_s: number | null } | null
}

export interface ContactView {
  readonly id: string
  readonly of: 'gate' | 'party' | 'pause'
  readonly gate?: string
  readonly party?: string
  readonly order: number
  readonly function: string
  readonly call_sign?: string
  readonly channels: readonly ChannelView[]
  /** For who runs the day. */
  readonly stop?: { readonly word: string; readonly by: readonly string[] } | null
  readonly cap_sender?: string | null
  readonly untested: boolean
}

export interface LoggedView {
  readonly id: string
  readonly when: string
  readonly with: string
  readonly by: string
  readonly direction: 'incoming' | 'outgoing'
  readonly channel: string
  readonly verbal: boolean
  readonly text: string
  readonly party: string | null
  readonly contact: string | null
  readonly about: readonly string[]
  /** Of a note from one shift to the next. */
  readonly shift?: 'handed_over' | 'taken_over'
}

export interface ConversationView {
  readonly contacts: readonly ContactView[]
  readonly log: readonly LoggedView[]
}
