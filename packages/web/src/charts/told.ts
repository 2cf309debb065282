// What is drawn over a plan: what was told to have happened, what is simulated from now on, and now.

export interface ToldPoint {
  readonly at: number
  /** From the outside mouth (0) to the inside one (1). */
  readonly position: number
}

/** One stretch of a corridor as it was told to have happened. */
export interface ToldLine {
  readonly vehicle: string
  readonly trip: string | undefined
  readonly points: readonly ToldPoint[]
  /** False: it was told where it was before and after, and nothing on the way. */
  readonly isSeen: boolean
}

/** From an instant on, as it was told. */
export interface ToldCount {
  readonly at: number
  readonly low: number
  readonly best: number
  readonly high: number
}

/** Of simulated days: on one in twenty it is below the first, on one in twenty above the last. */
export interface FanPoint {
  readonly at: number
  readonly p05: number
  readonly p50: number
  readonly p95: number
}

export interface CountsLive {
  readonly now: number
  readonly told: readonly ToldCount[]
  readonly fan: readonly FanPoint[]
}
