// What the server shows of each part (docs/formats/api.md), as far as pages use it.

import type { LocalText } from '@treve/model'

export type Grade = 'none' | 'verbal' | 'written_in_principle' | 'written_unconditional'

export interface TermsView {
  readonly called: 'draft' | 'announced' | 'agreed'
  readonly in_force: number | null
  readonly announced: {
    readonly version: number
    readonly by: readonly string[]
    readonly accepted_by: readonly string[]
    readonly at: string
  } | null
  readonly agreed: { readonly version: number; readonly by: readonly string[]; readonly at: string } | null
  readonly versions: readonly TermsVersionView[]
  /** The plan that orders follow, to those who see terms whole. */
  readonly plan?: { readonly version: number; readonly at: string; readonly entry: string }
}

export interface TermsVersionView {
  readonly version: number
  readonly drafted_at: string
  readonly called: 'draft' | 'announced' | 'agreed'
  readonly in_force: boolean
  readonly title: LocalText
  readonly exercise: boolean
  readonly time_zone: string
  readonly windows: readonly { readonly id: string; readonly open: string; readonly close: string }[]
  readonly parties: readonly { readonly id: string; readonly role: string; readonly name?: LocalText }[]
  readonly corridors: readonly {
    readonly id: string
    readonly uses: readonly string[]
    readonly name?: LocalText
    /** Where its withdrawal is told by segment. */
    readonly segments?: readonly string[]
  }[]
  /** To choose from: not in terms that were drafted before they were told, nor for who fills in no forms. */
  readonly gates?: readonly { readonly id: string; readonly corridor: string; readonly name?: LocalText }[]
  readonly places?: readonly { readonly id: string; readonly kind: string; readonly name?: LocalText }[]
  readonly says_times: boolean
  readonly says_places: boolean
  readonly says_routes: boolean
  readonly says_who: boolean
  readonly says_aid: boolean
  readonly destination_choice: 'said' | 'not_said'
  readonly says: Readonly<Record<string, LocalText>>
  readonly silent_on: readonly string[]
  readonly differences: readonly {
    readonly subject: string
    readonly path: string
    readonly before: unknown
    readonly after: unknown
  }[]
  /** For who works on them. */
  readonly requirements?: {
    readonly agreement_of: readonly string[]
    readonly approval_of: readonly string[]
    readonly lead_time_s: number
    readonly elements: readonly { readonly id: string; readonly parties: readonly string[]; readonly grade: Grade }[]
  }
}

export interface LifeView {
  readonly phase:
    | 'draft'
    | 'announced'
    | 'agreed'
    | 'notified'
    | 'under_way'
    | 'suspended'
    | 'aborted'
    | 'closed'
    | 'accounted'
  readonly since: string | null
  readonly exercise: boolean
  readonly time_zone: string
  readonly stopped: {
    readonly kind: 'suspended' | 'aborted'
    readonly at: string
    readonly issuer?: string | null
    readonly channel?: string | null
    readonly reason?: string | null
    readonly by_party?: string | null
  } | null
  readonly begun_at?: string | null
  readonly resumed_at?: string | null
  readonly not_clear?: readonly string[]
}

export interface Missing {
  readonly what: string
  readonly element?: string
  readonly party?: string
  readonly grade?: Grade
  readonly needed?: Grade
  readonly why?: string
  readonly until?: string
  readonly subject?: string
  readonly corridor?: string
  readonly segment?: string
  readonly kind?: string
}

export interface ApprovalsView {
  readonly board: readonly {
    readonly element: string
    readonly party: string
    readonly needed: Grade
    readonly grade: Grade
    readonly enough: boolean
    readonly since: string | null
    readonly approval: {
      readonly grade: Grade
      readonly given_at: string
      readonly until: string | null
      readonly channel: string | null
      readonly version: number
      readonly evidence: string | null
      readonly conditions: string | null
      readonly entry: string
      readonly ended: { readonly at: string; readonly why: string } | null
    } | null
  }[]
  readonly go_no_go: {
    readonly answer: 'go' | 'no_go'
    readonly called: 'draft' | 'announced' | 'agreed'
    readonly version: number | null
    readonly missing: readonly Missing[]
    readonly awaited: readonly (Missing & {
      readonly condition?: string
      readonly movement?: string
      readonly waits_for?: string
    })[]
    readonly lead_time_s: number
    readonly last_approval_at: string | null
    readonly earliest_go: string | null
    readonly can_still_meet_window: boolean
    readonly windows: readonly {
      readonly id: string
      readonly open: string
      readonly close: string
      readonly last_approval_by: string
      readonly met: 'whole' | 'in_part' | 'no' | 'over'
    }[]
  }
  readonly owner: { readonly function: string; readonly since: string } | null
  readonly decision: {
    readonly answer: 'go' | 'no_go'
    readonly at: string
    /** Of the terms by which it was decided. */
    readonly version: number | null
    readonly owner: string | null
    readonly reason: string | null
  } | null
  readonly reciprocal: readonly {
    readonly id: string
    readonly movement: string
    readonly waits_for: string
    readonly state: 'met' | 'not_met' | 'unknown'
    readonly waived: boolean
    readonly exempt?: readonly string[]
    readonly reason: string | null
  }[]
}
