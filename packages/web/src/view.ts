// What the server tells of a pause, for drawing (GET /api/v1/pauses/:id). Instants are ISO 8601 with offset, as in
// the plan; everything else is as in the pause file, in whole base units.

import type {
  Category,
  Direction,
  DirectionRule,
  LocalText,
  Mobility,
  Movement,
  NotActedOut,
  PlaceKind,
  Position,
  Priority,
  Use,
  VehicleKind,
  Wish,
} from '@treve/model'

export interface PauseView {
  readonly id: string
  readonly title: LocalText
  readonly exercise: boolean
  readonly time_zone: string
  readonly parties: readonly { readonly id: string; readonly role: string; readonly name: LocalText }[]
  /** All of them agreed; else the pause is announced, and called so. */
  readonly is_agreed: boolean
  readonly required_probability: number | null
  /** What the simulated days of its plan leave out. */
  readonly not_acted_out: readonly NotActedOut[]
  readonly windows: readonly {
    readonly id: string
    readonly open: string
    readonly close: string
    readonly clear_by: string
  }[]
  /** Polygons of rings of [longitude, latitude]. */
  readonly zone: readonly (readonly (readonly Position[])[])[]
  readonly places: readonly {
    readonly id: string
    readonly kind: PlaceKind
    readonly name: LocalText
    readonly at: Position
    readonly inside: boolean
  }[]
  readonly links: readonly (readonly [string, string])[]
  readonly corridors: readonly {
    readonly id: string
    readonly name: LocalText
    readonly uses: readonly Use[]
    readonly outside: string
    readonly inside: string
    readonly direction: DirectionRule
    /** Between passages of opposite directions, where it alternates. */
    readonly clearance_s: number
    readonly length_m: number | null
    /** Seconds mouth to mouth for a vehicle, services not included, at the opening; null where none passes. */
    readonly travel_s: number | null
    readonly capacity: { readonly vehicles: number; readonly per_s: number; readonly shared: boolean } | null
    readonly gates: readonly {
      readonly id: string
      readonly position: number
      readonly checks: readonly Direction[]
      readonly lanes: number
    }[]
    /** The line on the map, from the outside mouth; else a straight line is drawn. */
    readonly path: readonly Position[] | null
  }[]
  readonly people: readonly {
    readonly id: string
    readonly name: LocalText
    readonly at: string
    readonly count: CountView
    readonly mobility: Mobility
    readonly priority: Priority
    readonly movement: Movement
    readonly to: readonly string[]
  }[]
  /** Who chose to stay, or was not asked: counted apart. */
  readonly not_planned: readonly {
    readonly id: string
    readonly name: LocalText
    readonly at: string
    readonly wish: Exclude<Wish, 'leave'>
    readonly count: CountView
  }[]
  readonly aid: readonly {
    readonly id: string
    readonly name: LocalText
    readonly from: string
    readonly to: string
    readonly mass_g: number
    readonly floor_g: number
    readonly items: readonly {
      readonly id: string
      readonly name: LocalText
      readonly count: number
      readonly mass_g: number
      readonly category: Category
    }[]
  }[]
  readonly fleet: readonly {
    readonly id: string
    readonly kind: VehicleKind
    readonly count: number
    readonly carries: readonly Use[]
  }[]
  /** Flows of its plan on foot, with when the first and the last of each set out, and pass the outside mouth; null where none may walk. */
  readonly on_foot: readonly {
    readonly group: string
    readonly corridor: string
    readonly people: number
    readonly sets_out: string
    readonly last_sets_out: string
    readonly first_exit: string | null
    readonly last_exit: string | null
  }[]
}

export interface CountView {
  readonly low: number
  readonly best: number
  readonly high: number
  readonly source: string | null
  readonly assumed: boolean
}
