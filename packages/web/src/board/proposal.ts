// A new plan as the server proposes it: as a difference from the one in force.

export interface OrderOfTrip {
  readonly trip: string
  readonly corridor_in: string | null
  readonly enter_at: string | null
  readonly stop: string | null
  readonly corridor_out: string | null
  readonly exit_at: string | null
  readonly to: string | null
  readonly people: number
}

export interface ChangedOrder {
  readonly vehicle: string
  readonly from: readonly OrderOfTrip[]
  readonly to: readonly OrderOfTrip[]
}

/** Null: it cannot be said. */
export interface FromTo {
  readonly from: number | null
  readonly to: number | null
}

export interface Proposal {
  readonly id: string
  /** Entry by which the plan in force was agreed that it was made from. */
  readonly base: string
  readonly made_at: string
  readonly gained: {
    readonly clear_probability: FromTo
    readonly people_out: FromTo
    readonly levels: readonly { readonly level: string; readonly from: number; readonly to: number }[]
  }
  readonly changed_orders: readonly ChangedOrder[]
  /** Vehicles with other orders. */
  readonly affected: number
  readonly within_notified: boolean
  /** From what the parties were told. */
  readonly departures: readonly { readonly what: string; readonly ordered: string; readonly notified: string }[]
}

/** A rule of the checker that it breaks. */
export interface Broken {
  readonly rule: string
  /** In English. */
  readonly text: string
  readonly at: string | null
  readonly trip: string | null
}

export interface Stranded {
  readonly vehicle: string
  readonly why: 'not_out_in_time' | 'after_hours' | 'no_way_out'
  /** People. */
  readonly aboard: number
  /** The least bad: no order. */
  readonly soonest: readonly OrderOfTrip[]
  readonly violations: readonly Broken[]
}

export interface ReplanState {
  readonly state: 'none' | 'running' | 'there' | 'failed'
  /** Orders that begin within so long are not changed any more. */
  readonly promised_s: number
  /** The departure that somebody moved; null: a plan made anew. */
  readonly shift: { readonly trip: string; readonly seconds: number } | null
  /** Why there is none. */
  readonly reason?:
    | 'state_unreadable'
    | 'not_valid'
    | 'stranded'
    | 'no_window_left'
    | 'trip_promised'
    | 'departs_too_soon'
    | 'outside_notified'
    | 'fault'
  /** Where no window is left: when the last one closed. */
  readonly since?: string | null
  readonly violations?: readonly Broken[]
  /** Whom no plan brings out in time; of a proposal, all others pass the checker. */
  readonly stranded?: readonly Stranded[]
  readonly proposal?: Proposal
}
