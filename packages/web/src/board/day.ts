// The day as the server shows it (docs/formats/api.md), as far as pages use it. What is not known is null, never 0.

import type { Movement, VehicleKind } from '@treve/model'
import type { ClockView } from '../coordination/clock-view.ts'

export interface RangeView {
  readonly low: number
  readonly best: number
  readonly high: number
}

export type AtView = { readonly place: string } | { readonly corridor: string; readonly direction: 'in' | 'out' }

export type VehiclePhase = 'before' | 'to_stop' | 'at_stop' | 'leaving' | 'out' | 'sheltered' | 'broken_down' | 'done'

export interface TurnBackView {
  readonly enter_by: string | null
  readonly leave_stop_by: string | null
  readonly join_exit_by: string | null
}

export interface VehicleView {
  readonly id: string
  readonly kind?: VehicleKind | null
  readonly trip: string | null
  readonly at: AtView | null
  readonly phase: VehiclePhase | null
  readonly aboard: RangeView | null
  /** When it was so; when that was told. */
  readonly since: string | null
  readonly told_at: string | null
  readonly turn_back: TurnBackView | null
  /** Called back now, it is sent there; null: it is not known where. */
  readonly safe_point?: string | null
  /** Nobody reported where it is: it is the nearest by its plan. */
  readonly safe_point_by_plan?: boolean
  /** What stands against it: no refuge in reach has room, or the way out is shut. */
  readonly safe_point_lacks?: 'room' | 'way' | null
}

export interface LoadView {
  readonly load: string
  readonly vehicle: string | null
  readonly trip: string | null
  readonly is_over?: boolean
  readonly aboard?: RangeView | null
  /** Its vehicle has come or gone on, and who came with it was not counted yet. */
  readonly uncounted?: { readonly since: string; readonly people: RangeView; readonly places: readonly string[] } | null
  readonly boarded: RangeView | null
  readonly passed: RangeView | null
  readonly arrived: RangeView | null
  readonly born: RangeView | null
  /** For who deals with it alone: to others, who is not there is not explained. */
  readonly held?: RangeView | null
  readonly turned_back?: RangeView | null
  readonly stepped_down?: RangeView | null
  readonly died?: RangeView | null
  readonly unknown?: Bounds | null
  readonly differs?: boolean | null
}

export interface Bounds {
  readonly low: number
  readonly high: number
}

export const alarmKinds = [
  'will_not_be_clear',
  'turn_back_passed',
  'standing',
  'waiting_over',
  'seen_inside',
  'off_corridor',
  'silent',
  'gate_slow',
  'counts_differ',
  'arrivals_uncounted',
  'unregistered_vehicle',
  'child_alone',
  'approval_lapses',
  'withdrawal_lapses',
  'approval_lapsed',
  'withdrawal_lapsed',
  'impossible_position',
  'clock_off',
  'incident',
] as const
export type AlarmKind = (typeof alarmKinds)[number]

export interface AlarmView {
  readonly alarm: string
  readonly kind: string
  readonly key: string
  readonly since: string
  readonly about: {
    readonly vehicle?: string
    readonly trip?: string
    readonly place?: string
    readonly corridor?: string
    readonly gate?: string
    readonly load?: string
  }
  readonly particulars: Readonly<Record<string, unknown>>
  readonly acknowledged?: { readonly at: string; readonly by?: string; readonly note?: string | null } | null
  readonly escalated?: {
    readonly at: string
    readonly times?: number
    /** Null: to whoever coordinates. */
    readonly to?: { readonly contact: string; readonly function: string } | null
  } | null
  readonly ended?: { readonly at: string; readonly why?: string | null } | null
}

export interface DispersalView {
  readonly at: string
  readonly place: string
  readonly to: readonly string[]
  /** There, or still to come by the plan; at a desk none. */
  readonly vehicles?: readonly string[]
  /** To people there, of those that hold; absent for who runs not the day. */
  readonly messages?: readonly {
    readonly message: string
    readonly sent: { readonly at: string; readonly way: string } | null
  }[]
}

export interface GateView {
  readonly gate: string
  readonly corridor: string | null
  readonly queue: RangeView | null
  readonly queue_at: string | null
  readonly service_s: RangeView | null
  readonly service_at: string | null
}

export interface WaitingView {
  readonly place: string
  readonly count: RangeView | null
  readonly at: string | null
  /** How many it can hold. */
  readonly holds: number | null
}

export interface BedsView {
  readonly place: string
  /** By kind of bed; `of` where none was said. */
  readonly free: Readonly<Record<string, { readonly count: RangeView; readonly at: string | null }>>
}

export interface AidView {
  readonly consignment: string
  readonly item: string
  readonly unit: string
  readonly stages: Readonly<Record<string, RangeView | null>>
  readonly removed: readonly { readonly reason: string | null; readonly quantity: RangeView | null }[]
}

export interface PlanAgreedView {
  readonly sha256: string
  readonly agreed_at: string
}

export interface DayView {
  /** Of an exercise; null: real time. */
  readonly clock?: ClockView | null
  readonly plan?: PlanAgreedView | null
  /** That it replaced, in the order in which they were agreed. */
  readonly former_plans?: readonly PlanAgreedView[]
  readonly dispersals?: readonly DispersalView[]
  readonly vehicles: readonly VehicleView[]
  readonly loads: readonly LoadView[]
  readonly waiting: readonly WaitingView[]
  readonly gates: readonly GateView[]
  readonly beds: readonly BedsView[]
  readonly out: {
    readonly people: RangeView | null
    readonly by_movement: Partial<Readonly<Record<Movement, RangeView | null>>>
    readonly at: string | null
  }
  readonly under_way: {
    readonly people: RangeView | null
    /** Under way outside the zone, too. */
    readonly vehicles: number | null
    /** Seen in it, at the least; at the most those too that set out for it and were not seen since. */
    readonly vehicles_inside: { readonly low: number; readonly high: number } | null
  }
  readonly aid: readonly AidView[]
  readonly alarms: readonly AlarmView[]
  readonly orders: readonly {
    readonly order: string
    readonly vehicle: string
    readonly what: 'order' | 'recall'
    readonly received_at: string | null
  }[]
  readonly contradictions: readonly ContradictionView[]
  readonly trackers: readonly { readonly tracker: string; readonly vehicle: string }[]
  readonly duties: readonly {
    readonly who: string
    readonly vehicles: readonly string[]
    readonly convoys: readonly string[]
    readonly gates: readonly string[]
    readonly places: readonly string[]
  }[]
  readonly taken_back: readonly Named[]
  readonly replaced: readonly Named[]
  readonly disputed: readonly Named[]
}

interface Named {
  readonly entry: string
}

/** Two reports of one thing: both are kept, and neither is corrected. */
export interface ContradictionView {
  readonly what: string
  readonly about: Readonly<Record<string, string>>
  readonly reports: readonly {
    readonly entries: readonly string[]
    readonly chain: string
    readonly at: string | null
    readonly low?: number
    readonly best?: number
    readonly high?: number
    readonly place?: string
  }[]
}

/** Of a desk: what comes to it, and no more. */
export interface DeskDayView {
  readonly clock?: ClockView | null
  readonly arrivals: readonly ArrivalView[]
  readonly beds: readonly BedsView[]
  readonly dispersals?: readonly DispersalView[]
}

export interface ArrivalView {
  readonly trip: string
  readonly vehicle: string
  readonly place: string
  readonly planned_at: string | null
  readonly late?: boolean
  /** As told to be aboard. */
  readonly people: RangeView | null
  readonly state: 'expected' | 'under_way' | 'uncounted' | 'arrived'
  /** Called back: whether it comes is not known. */
  readonly recalled?: boolean
}

/** One report of the day, in the order in which they came. */
export interface ReportView {
  readonly entry: string
  readonly type: string
  /** When it happened; when it came. */
  readonly at: string
  readonly told_at: string
  readonly vehicle?: string
  readonly trip?: string
  readonly load?: string
  readonly group?: string
  readonly corridor?: string
  readonly gate?: string
  readonly place?: string
  readonly people?: readonly (RangeView & { readonly group?: string; readonly movement?: Movement })[]
  readonly by?: { readonly organisation?: string; readonly chain?: string }
  /** Of a hand-over, who has signed it second; null: told by one side. */
  readonly receiver?: string | null
  readonly taken_back?: boolean
  readonly disputed?: boolean
}

/** Alarms that are not over: those that nobody has taken first, then the newest. */
export function openAlarms(alarms: readonly AlarmView[]): readonly AlarmView[] {
  const rank = ({ acknowledged, escalated }: AlarmView) => (acknowledged ? 2 : escalated ? 0 : 1)
  return alarms
    .filter(({ ended }) => ended === undefined || ended === null)
    .toSorted((a, b) => rank(a) - rank(b) || b.since.localeCompare(a.since))
}
