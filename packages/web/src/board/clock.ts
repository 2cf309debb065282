// How it stands with the windows of a pause.

export interface WindowSpan {
  readonly open: number
  readonly close: number
  /** When all are to be clear; undefined: it is not known here yet. */
  readonly clearBy: number | undefined
}

export type Urgency = 'before' | 'calm' | 'soon' | 'late' | 'over'

const soonMilliseconds = 3_600_000

/** How it stands with a window: an hour before all are to be clear it is soon, after that it is late. */
export function urgencyOf({ open, close, clearBy }: WindowSpan, now: number): Urgency {
  if (now < open) return 'before'
  if (now >= close) return 'over'
  if (clearBy !== undefined && now >= clearBy) return 'late'
  return now >= (clearBy ?? close) - soonMilliseconds ? 'soon' : 'calm'
}

/** The window that counts now: the one that is open, else the next, else the last. */
export function windowNow(windows: readonly WindowSpan[], now: number): WindowSpan | undefined {
  return windows.find(({ close }) => close > now) ?? windows.at(-1)
}

/** `3:12`; below an hour with seconds, `0:07:30`. */
export function hoursMinutes(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}` : `0:${two(minutes)}:${two(seconds % 60)}`
}
