// What is shown of notifications (docs/formats/notifications.md), as far as pages use it.

import type { Language, LocalText } from '@treve/model'
import type { Departure } from '../particulars.tsx'

export interface RouteView {
  readonly corridor: string
  readonly segments: readonly string[]
}

export interface MovementView extends RouteView {
  readonly id: string
  readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
  readonly direction: 'in' | 'out' | 'both'
  readonly from: string
  readonly until: string
  readonly vehicles: readonly { readonly kind: VehicleCode; readonly count: number }[]
  readonly on_foot: boolean
  readonly alternates: readonly RouteView[]
}

export type VehicleCode = 'bus' | 'minibus' | 'car' | 'ambulance' | 'truck' | 'escort'

export interface DifferenceView {
  readonly added: readonly string[]
  readonly withdrawn: readonly MovementView[]
  readonly changed: readonly { readonly was: MovementView; readonly what: readonly Aspect[] }[]
}

export type Aspect =
  | 'use'
  | 'corridor'
  | 'segments'
  | 'direction'
  | 'from'
  | 'until'
  | 'vehicles'
  | 'on_foot'
  | 'alternates'

export interface NoticeView {
  readonly number: number
  readonly thread: number
  readonly kind: 'first' | 'update' | 'cancel'
  readonly sent_at: string
  readonly lead: 'as_set' | 'emergency' | 'overridden'
  readonly replaces: number | null
  /** It is what holds now of its matter. */
  readonly stands: boolean
  readonly movements: readonly MovementView[]
  readonly difference: DifferenceView | null
  readonly digest: string
  readonly texts: Readonly<Record<Language, string>>
  readonly short_texts: Readonly<Record<Language, string>>
}

export interface Touch {
  readonly at: string
  readonly what: string
  readonly channel: string | null
  readonly contact: string | null
}

export interface ToldView {
  /** Of the entry. */
  readonly id: string
  readonly number: number
  readonly sent_at: string
  readonly receipt: { readonly at: string; readonly channel: string | null; readonly by_function: string | null } | null
  readonly forwarded: readonly { readonly to_function: string; readonly at: string; readonly channel: string | null }[]
  readonly chased: readonly Touch[]
  readonly escalated: readonly Touch[]
  /** For who runs the day: in which forms it was handed over. */
  readonly handed_over?: readonly {
    readonly at: string
    readonly form: 'page' | 'text' | 'short' | 'cap'
    readonly sha256: string
    readonly channel: string
    readonly by_function: string
    readonly to_function: string
  }[]
}

export interface PartyTold {
  readonly latest: number
  readonly told: readonly ToldView[]
  readonly awaited: readonly { readonly number: number; readonly what: string }[]
}

export interface OrderView extends RouteView {
  readonly id: string
  readonly notification: number
  readonly movement: string
  readonly from: string
  readonly until: string
  readonly vehicles: readonly { readonly id: string; readonly kind: VehicleCode }[]
  readonly on_foot: boolean
  readonly recalled_vehicles: readonly string[]
  readonly recalled_at: string | null
  readonly overridden: boolean
  readonly departures: readonly Departure[]
}

export interface NoticeRulesView {
  readonly lead_s: number
  readonly emergency_lead_s: number
  readonly chase_every_s: number
  readonly chases_before_escalation: number
  readonly await_forwarding: boolean
  readonly contact_test_h: number
  readonly message_languages: readonly Language[]
}

/** Nobody has told it yet. */
export interface ToTellView {
  readonly what: 'notification' | 'chase' | 'escalation'
  readonly party: string
  readonly number: number
  /** Entry of it. */
  readonly about: string
  readonly since: string
  readonly contact: { readonly id: string; readonly function: string; readonly call_sign: string | null } | null
  readonly channels: readonly {
    readonly channel: string
    readonly is_primary: boolean
    /** For who runs the day. */
    readonly number?: string | null
  }[]
  readonly has_page: boolean
  readonly texts: Readonly<Record<Language, string>>
  readonly recorded_by: string
}

export interface NoticesView {
  /** What belongs to each, whoever looks at it. */
  readonly standing: LocalText
  readonly notices: readonly NoticeView[]
  readonly parties: Readonly<Record<string, PartyTold>>
  /** For who runs the pause. */
  readonly rules?: NoticeRulesView
  readonly orders?: readonly OrderView[]
  readonly to_tell?: readonly ToTellView[]
  readonly equal_text?: boolean
}

/** The matters, each with all that was told of it, the latest first. */
export function mattersOf({ notices }: NoticesView): readonly (readonly NoticeView[])[] {
  const threads = [...new Set(notices.map(({ thread }) => thread))]
  return threads
    .map((thread) => notices.filter((each) => each.thread === thread).sort((a, b) => b.number - a.number))
    .sort(([a], [b]) => (b?.number ?? 0) - (a?.number ?? 0))
}
