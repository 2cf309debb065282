// The most that one vehicle carries in a window, over any number of rounds.

export interface Rounds {
  /** From the earliest entry to the last moment at which it must be out. */
  readonly timeSeconds: number
  /** Least time of a round inside; more than 0. */
  readonly roundSeconds: number
  /** Least time outside between two rounds; infinite where there is no way from one to the next. */
  readonly betweenSeconds: number
  /** Most that one round carries. */
  readonly load: number
  /** Least further time inside for each unit carried. */
  readonly insideSecondsEach: number
  /** Least further time outside for each unit, but for one round's worth. */
  readonly outsideSecondsEach: number
}

/**
 * For k rounds: greatest x + y with x ≤ load (the round whose time outside does not count), y ≤ (k − 1) · load,
 * inside · x + (inside + outside) · y ≤ time − k · round − (k − 1) · between. A linear programme with one row, whose
 * optimum takes the cheaper x first; rounded down, as what is carried is whole; the greatest over all k.
 */
export function mostInRounds({
  timeSeconds,
  roundSeconds,
  betweenSeconds,
  load,
  insideSecondsEach,
  outsideSecondsEach,
}: Rounds): number {
  if (load === 0 || !Number.isFinite(insideSecondsEach)) return 0
  const affordable = (seconds: number, each: number) => (each === 0 ? Number.POSITIVE_INFINITY : seconds / each)
  let most = 0
  for (let rounds = 1; rounds === 1 || Number.isFinite(betweenSeconds); rounds++) {
    const fixed = rounds * roundSeconds + (rounds === 1 ? 0 : (rounds - 1) * betweenSeconds)
    const left = timeSeconds - fixed
    if (!(left >= 0)) return most
    const cheap = Math.min(load, affordable(left, insideSecondsEach))
    const dear = Math.min(
      (rounds - 1) * load,
      affordable(left - cheap * insideSecondsEach, insideSecondsEach + outsideSecondsEach),
    )
    // A hair above, so that floating point never rounds a whole number down below itself.
    most = Math.max(most, Math.floor((cheap + dear) * (1 + 1e-12) + 1e-9))
  }
  return most
}
