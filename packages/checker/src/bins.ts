// Bins of time: by them corridors count vehicles and destinations count people.

import type { Instant, Pause, Seconds } from '@treve/model'

/** Where there is no capacity, separated movements and convoys are held apart and together by bins of this length. */
const defaultBinSeconds = 900

export interface Bin {
  /** Equal for instants of one bin, different for instants of two. */
  readonly key: string
  readonly from: Instant
}

/** Bins count from the opening of the latest window begun, before the first from the first. */
export function binAt(pause: Pause, at: Instant, perSeconds: number): Bin {
  let opening: Instant | undefined
  for (const { open } of pause.terms.windows) {
    if (opening === undefined || (open > opening && open <= at) || (opening > at && open < opening)) opening = open
  }
  const start = opening ?? (0 as Instant)
  const number = Math.floor((at - start) / perSeconds)
  return { key: `${start}/${perSeconds}/${number}`, from: (start + number * perSeconds) as Instant }
}

export function binSecondsOf(capacity: { readonly per: Seconds } | undefined): number {
  return capacity?.per ?? defaultBinSeconds
}
