// Something is so only after it was seen to be so several times, over some time; and is over only likewise. Receivers drift,
// and an alarm that flickers is soon looked at by nobody.

export interface Limits {
  /** So many observations in a row, and over so many seconds. */
  readonly onCount: number
  readonly onSeconds: number
  readonly offCount: number
  readonly offSeconds: number
}

export interface Hysteresis {
  readonly isOn: boolean
  /** Observations in a row that say otherwise. */
  readonly contrary: { readonly since: number; readonly count: number } | undefined
}

export const off: Hysteresis = { isOn: false, contrary: undefined }
export const on: Hysteresis = { isOn: true, contrary: undefined }

/** Answers the same object where nothing has changed. */
export function observed(before: Hysteresis, isSo: boolean, at: number, limits: Limits): Hysteresis {
  if (isSo === before.isOn) return before.contrary === undefined ? before : { isOn: before.isOn, contrary: undefined }
  const contrary = { since: before.contrary?.since ?? at, count: (before.contrary?.count ?? 0) + 1 }
  const [count, seconds] = before.isOn ? [limits.offCount, limits.offSeconds] : [limits.onCount, limits.onSeconds]
  const isLong = contrary.count >= count && at - contrary.since >= seconds
  return isLong ? { isOn: isSo, contrary: undefined } : { isOn: before.isOn, contrary }
}
