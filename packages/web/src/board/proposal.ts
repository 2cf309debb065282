// A new plan as the server proposes it: as a difference from the one in force.

export interface ChangedOrder {
  readonly vehicle: string
  readonly from: string | null
  readonly to: string | null
}

export interface GainedLevel {
  readonly level: string
  readonly unit?: string
  readonly before: number
  readonly after: number
}

export interface Proposal {
  readonly id: string
  readonly made_at: string
  readonly version?: number
  /** As `treve plan` writes it. */
  readonly plan?: string
  readonly gained: { readonly levels: readonly GainedLevel[] }
  readonly changed_orders: readonly ChangedOrder[]
  readonly affected: { readonly vehicles?: number; readonly people?: number } | readonly string[]
  readonly within_notified: boolean
  /** From what the parties were told. */
  readonly departures: readonly { readonly what: string; readonly ordered: string; readonly notified: string }[]
}

export interface ReplanState {
  readonly state: 'none' | 'waiting' | 'running' | 'there' | 'failed'
  readonly proposal?: Proposal | null
}
