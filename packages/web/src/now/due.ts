// By when each vehicle must have done what is next for it, seen from a moment.

import type { DueView } from './state.ts'

/** How near it is: the states of a row, in the order of the table. */
export type Urgency = 'past' | 'soon' | 'later' | 'out'

const soonSeconds = 1800

export interface DueRow {
  readonly due: DueView
  readonly urgency: Urgency
  /** Seconds until then, past: less than none; undefined: nothing is due any more. */
  readonly leftSeconds: number | undefined
}

/** The soonest first; `now` in milliseconds since 1970. */
export function dueRows(due: readonly DueView[], now: number): DueRow[] {
  return due.map((each) => {
    const by = dueAt(each)
    if (by === null) return { due: each, urgency: 'out', leftSeconds: undefined }
    const leftSeconds = Math.floor((Date.parse(by) - now) / 1000)
    return { due: each, urgency: leftSeconds < 0 ? 'past' : leftSeconds <= soonSeconds ? 'soon' : 'later', leftSeconds }
  })
}

function dueAt({ next, enter_by, leave_stop_by, join_exit_by }: DueView): string | null {
  return next === null ? null : { enter: enter_by, leave_stop: leave_stop_by, join_exit: join_exit_by }[next]
}

/**
 * The moment that “past” is seen from: that of the state or, where its day is today, the clock’s if it is later. An exercise
 * of another day stays at its own moment.
 */
export function momentOf(stateAt: number, clock: number): { readonly now: number; readonly isToday: boolean } {
  const isToday = Math.abs(clock - stateAt) < 43_200_000
  return { now: isToday ? Math.max(stateAt, clock) : stateAt, isToday }
}

/** Of what is further off than a minute, seconds would only flicker. */
export function inMinutes(seconds: number): number {
  return seconds < 60 ? seconds : Math.floor(seconds / 60) * 60
}
