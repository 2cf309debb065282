// When what nobody has taken on is sounded: at once where it is new or was taken further, and again while it goes on.

import { type AlarmView, openAlarms } from './day.ts'

export const againMilliseconds = 120_000
export const muteMilliseconds = 600_000
/** An exercise can run fast: no faster than one can listen. */
const leastBetweenMilliseconds = 15_000

export interface Mute {
  readonly untilMilliseconds: number
  /** Of what was called for then: what is new is sounded all the same. */
  readonly of: readonly string[]
}

export interface Sounded {
  readonly atMilliseconds: number
  readonly of: readonly string[]
}

/** Taken further, for nobody has taken them on. */
export function calledAlarms(alarms: readonly AlarmView[]): readonly AlarmView[] {
  return openAlarms(alarms).filter(({ acknowledged, escalated }) => escalated && !acknowledged)
}

/** Each alarm at each step of being taken further. */
export function callsOf(called: readonly AlarmView[]): readonly string[] {
  return called.map(({ alarm, escalated }) => `${alarm} ${escalated?.times ?? 1}`)
}

export function isMuted(calls: readonly string[], mute: Mute | undefined, nowMilliseconds: number): boolean {
  return mute !== undefined && nowMilliseconds < mute.untilMilliseconds && calls.every((each) => mute.of.includes(each))
}

export function isToSound(
  calls: readonly string[],
  { mute, last }: { readonly mute: Mute | undefined; readonly last: Sounded | undefined },
  nowMilliseconds: number,
): boolean {
  if (calls.length === 0 || isMuted(calls, mute, nowMilliseconds)) return false
  if (last === undefined) return true
  const since = nowMilliseconds - last.atMilliseconds
  const isNew = calls.some((each) => !last.of.includes(each))
  return since >= againMilliseconds || (isNew && since >= leastBetweenMilliseconds)
}
