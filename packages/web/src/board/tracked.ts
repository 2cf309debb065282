// What the server tells of trackers (docs/formats/api.md).

export interface TrackedVehicle {
  readonly id: string
  readonly lat: number
  readonly lon: number
  readonly at: string
  readonly speed_mps?: number | null
  readonly heading?: number | null
  readonly age_s?: number | null
  /** Why a position is not to be relied on: `impossible`, `late`… */
  readonly flags?: readonly string[]
}

export interface PositionsFrame {
  readonly at: string
  /** Who is not in it is followed no more. Else it tells what changed. */
  readonly whole?: boolean
  readonly vehicles: readonly TrackedVehicle[]
}
