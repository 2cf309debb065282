// The plan as the server sends it: the contract's JSON, instants as text.

import type {
  ConstraintKind,
  LegKind,
  LevelName,
  Mobility,
  Movement,
  Priority,
  Reason,
  UncertaintyKey,
} from '@treve/model'

export interface PlanLeg {
  readonly kind: LegKind
  readonly place: string | null
  readonly corridor: string | null
  readonly gate: string | null
  readonly lane: number | null
  readonly from: string
  readonly until: string
  readonly people: Readonly<Record<string, number>>
  readonly aid: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface PlanTrip {
  readonly id: string
  readonly vehicle: string
  readonly configuration: number | null
  readonly convoy: string | null
  readonly escort_of: string | null
  readonly legs: readonly PlanLeg[]
  readonly turn_back: {
    readonly enter_by: string | null
    readonly leave_stop_by: string
    readonly join_exit_by: string
  } | null
}

export interface PlanLevel {
  readonly level: LevelName
  readonly unit: 'people' | 'ppm' | 'g' | 's' | 'm'
  readonly served: number
  readonly share_ppm?: number
  readonly bound: number | null
  readonly gap: number | null
  readonly gap_percent: number | null
  readonly proved: boolean
}

/** Days of one kind. */
export interface DaysView {
  readonly estimate: number
  readonly lower_95: number
  readonly replications: number
  readonly expected_people_late: number
  readonly worst_people_late: number
}

export interface ClaimView extends DaysView {
  readonly lower_at_alpha: number
  readonly clear_by_buffer: number
  readonly expected_people_sheltered: number
  readonly worst_vehicle: string | null
  readonly worst_vehicle_late: number
  readonly is_probability_met: boolean | null
  readonly is_each_vehicle_met: boolean
}

interface Amounts {
  readonly p05: number
  readonly p50: number
  readonly p95: number
}

export interface AssuranceView {
  /** What its decision test may spend. */
  readonly alpha: number
  readonly required: number | null
  readonly with_halts: ClaimView
  readonly without_halts: ClaimView
  readonly half_day_halt: DaysView
  readonly lost_corridor: readonly (DaysView & { readonly corridor: string })[]
  readonly twice_the_spread: DaysView
  readonly vehicles: readonly LateView[]
  readonly corridors: readonly LateView[]
  readonly trips: readonly (LateView & { readonly not_entered: number; readonly part_loaded: number })[]
  readonly last_exit: { readonly at_p50: string | null; readonly at_p95: string | null }
  readonly people_out: Amounts
  readonly aid_g: Amounts
  readonly standing_s: Amounts
  readonly assumed: readonly UncertaintyKey[]
  readonly assumptions: Assumptions
}

export interface LateView {
  readonly id: string
  readonly late: number
}

interface TriedView {
  readonly clear: number
  readonly clear_without_halts: number
  readonly people_out: number
}

export interface ReserveView {
  readonly buffer_s: number
  readonly slack_s: number
  readonly turn_back: number
  readonly corridors: readonly { readonly corridor: string; readonly more_s: number }[]
  readonly second_exits?: { readonly within_s: number; readonly trips: number; readonly of: number }
  readonly spare_lanes?: readonly {
    readonly corridor: string
    readonly gate: string
    readonly lanes: number
    readonly within_s: number
  }[]
  readonly staggered?: { readonly within_s: number }
  readonly sought_on: 'with_halts' | 'without_halts'
  readonly is_shown: boolean
  readonly uses: readonly (TriedView & {
    readonly use:
      | 'none'
      | 'ending_sooner'
      | 'buffer'
      | 'buffer_for_halts'
      | 'corridors'
      | 'turn_back'
      | 'turn_back_and_corridors'
      | 'second_exits'
      | 'turn_back_and_second_exits'
      | 'corridors_and_second_exits'
      | 'spare_lanes'
      | 'staggered'
    readonly buffer_s: number
    readonly days?: number
    readonly is_enough: boolean
    readonly is_taken: boolean
  })[]
  readonly without: TriedView
  readonly people_out: number
  readonly price: readonly {
    readonly level: LevelName
    readonly without: number
    readonly bound_without: number | null
    readonly served: number
    readonly on_average_without: number | null
    readonly on_average: number | null
    readonly left?: number
    readonly instead?: number
  }[]
  readonly tests: readonly { readonly test: number }[]
  readonly recall: readonly {
    readonly notice_s: number
    readonly clear: number
    readonly people_late: number
    readonly people_out: number
  }[]
  readonly refuge: {
    readonly people_late: number
    readonly people_late_without: number
    readonly people_sheltered: number
  } | null
}

export type Assumptions = Readonly<
  Record<
    | 'city'
    | 'corridor_hour'
    | 'leg'
    | 'boarding'
    | 'closures_per_hour'
    | 'closures_mean_s'
    | 'halts_per_hour'
    | 'halts_mean_s'
    | 'breakdowns_per_hour'
    | 'breakdowns_mean_s'
    | 'late_people_share'
    | 'late_people_mean_s'
    | 'refused_boarding'
    | 'turn_back',
    number
  >
>

export interface PlanView {
  readonly pause: string
  readonly input_sha256: string
  readonly seed: number
  readonly effort: {
    readonly iterations: number
    readonly seconds_cpu: number
    readonly stopped_by: 'time' | 'iterations' | 'optimal' | 'cancelled'
  }
  readonly served: {
    readonly people: number
    readonly by_mobility: Partial<Readonly<Record<Mobility, number>>>
    readonly by_priority: Partial<Readonly<Record<Priority, number>>>
    readonly by_movement: Partial<Readonly<Record<Movement, number>>>
    readonly companions: number
    readonly aid_g: number
    readonly by_category: Readonly<Record<string, number>>
  }
  readonly levels: readonly PlanLevel[]
  readonly bound: {
    readonly people: number
    readonly aid_g: number
    readonly relaxed: readonly string[]
    readonly slot_s: number | null
  }
  readonly gap_percent: number
  readonly gap_level: LevelName | null
  readonly windows: readonly {
    readonly id: string
    readonly close: string
    readonly clear_by: string
    readonly last_exit: string | null
  }[]
  readonly clear_probability: {
    readonly estimate: number
    readonly lower_95: number
    readonly replications: number
    readonly expected_people_late: number
  } | null
  readonly assurance: AssuranceView | null
  /** Null, or absent in a plan kept from before: nothing was sought. */
  readonly reserve?: ReserveView | null
  readonly bottleneck_looked_at?: 'in_full' | 'in_part' | 'no'
  readonly bottleneck: readonly {
    readonly kind: string
    readonly id: string
    readonly from?: string
    readonly until?: string
    readonly marginal_value?: number
  }[]
  readonly trips: readonly PlanTrip[]
  readonly walking: readonly { readonly corridor: string; readonly people: number }[]
  readonly unserved: readonly {
    readonly group?: string
    readonly consignment?: string
    readonly people?: number
    readonly items?: number | Readonly<Record<string, number>>
    readonly reason: Reason
    readonly would_take?: string
    readonly least?: Certainty
    readonly at_least?: string
    readonly also?: readonly { readonly reason: Reason; readonly would_take: string; readonly least: Certainty }[]
    readonly looked_at?: 'in_full' | 'in_part' | 'no'
  }[]
  readonly conflicts?: readonly ConflictView[]
}

/** Of less than what is named: by the bound no plan does, or none was found that does. */
type Certainty = 'proved' | 'found'

export interface ConflictView {
  readonly about: 'people' | 'aid' | 'promises'
  readonly members: readonly {
    readonly kind: ConstraintKind
    readonly id: string
    readonly path: string
    readonly line?: number
  }[]
  readonly proved: boolean
  readonly smallest: boolean
  readonly would_take?: string
  readonly least_window?: {
    readonly window: string
    readonly close: string
    readonly length_s: number
    readonly least: Certainty
  }
}
