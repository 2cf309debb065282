// The phone's clock held against the server's. Times that are told are corrected by what is known of it, and it is told
// by how much: nobody's clock decides anything by itself.

import type { PauseClock } from './day/my-day.ts'

export interface ClockCheck {
  /** By how many seconds this phone is ahead of the server. */
  readonly offset_s: number
  /** Half of what it may be off by. */
  readonly within_s: number
  /** By this phone's own clock, uncorrected. */
  readonly at_s: number
}

/** From here on it is worth telling its bearer. */
const worthSayingS = 30
/** More than this is no offset that an entry can tell. */
const mostS = 86_400

/** From one question and its answer: the server wrote its time, in whole seconds, somewhere between. */
export function checkOf(sentMs: number, receivedMs: number, serverSeconds: number): ClockCheck | undefined {
  if (!Number.isFinite(serverSeconds) || receivedMs < sentMs) return undefined
  const here = (sentMs + receivedMs) / 2000
  // Nought has a sign here, and none in an entry.
  const offset = Math.round(here - (serverSeconds + 0.5)) + 0
  return {
    offset_s: offset,
    within_s: Math.ceil((receivedMs - sentMs) / 2000) + 1,
    at_s: Math.floor(receivedMs / 1000),
  }
}

/** The surer of two, unless the newer contradicts it: then the clock was set meanwhile. */
export function afterCheck(before: ClockCheck | null, now: ClockCheck): ClockCheck {
  if (before === null || now.within_s <= before.within_s) return now
  const isAsBefore = Math.abs(now.offset_s - before.offset_s) <= now.within_s + before.within_s
  return isAsBefore ? { ...before, at_s: now.at_s } : now
}

/** What is known of the clock now: nothing, where it was put back since. */
export function knownOffset(check: ClockCheck | null, deviceMs: number): number | null {
  if (check === null || deviceMs / 1000 < check.at_s - 5) return null
  return check.offset_s
}

/** As an entry can tell it. */
export function recordedOffset(check: ClockCheck | null, deviceMs: number): number | null {
  const offset = knownOffset(check, deviceMs)
  return offset === null || Math.abs(offset) > mostS ? null : offset
}

/** Seconds since 1970, corrected where that is known. */
export function trueSeconds(check: ClockCheck | null, deviceMs: number): number {
  return Math.floor(deviceMs / 1000) - (knownOffset(check, deviceMs) ?? 0)
}

/** The pause's own time: in an exercise it may go faster. */
export function pauseSeconds(clock: PauseClock | null, realSeconds: number): number {
  return clock === null ? realSeconds : Math.floor(clock.pause_s + (realSeconds - clock.real_s) * clock.speed)
}

export function isWorthSaying(offset: number | null): boolean {
  return offset !== null && Math.abs(offset) >= worthSayingS
}
