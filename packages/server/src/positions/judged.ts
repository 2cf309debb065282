// Whether a fix can be so. What cannot is kept and flagged, and nothing rests on it.

import { type Box, isInBox, metresBetween, smaller } from './geometry.ts'
import type { Fix } from './trackers/told.ts'

/** In the order of their bits where they are stored: a new one goes last. */
export const flagNames = ['duplicate', 'late', 'clock_off', 'outside', 'impossible', 'mock'] as const
export type Flag = (typeof flagNames)[number]

export interface Judged extends Fix {
  /** When it came, by the clock of the pause: milliseconds since 1970. */
  readonly cameAt: number
  readonly flags: readonly Flag[]
}

/** What is remembered of a vehicle’s fixes. */
export interface Track {
  /** The newest that can be so. */
  readonly used: Judged | undefined
  /** When it was heard last, whatever it told. */
  readonly heardAt: number
  /** Of the fix that came last. */
  readonly flags: readonly Flag[]
  /** Those before `used` that came from the same place in time: by these a repeat is known. */
  readonly recent: readonly number[]
  /** Fixes far from `used`, one after another, that agree among themselves. */
  readonly elsewhere: { readonly first: Judged; readonly last: Judged; readonly count: number } | undefined
  /** Fixes that came equally late, one after another: by how much, since when. */
  readonly lag?: { readonly milliseconds: number; readonly since: number; readonly count: number } | undefined
}

export const noTrack: Track = {
  used: undefined,
  flags: [],
  heardAt: Number.NEGATIVE_INFINITY,
  recent: [],
  elsewhere: undefined,
}

/** A clock may be so far ahead; what comes from further ahead was not taken by a clock that is right. */
export const mostAheadMilliseconds = 60_000
/** No vehicle of a convoy is faster: 200 km/h. */
const mostMetresPerSecond = 200 / 3.6
/** The world outside this far around all places is none of the pause: half an hour of driving. */
export const mostOutsideMetres = 30_000
/** The first that is heard of a vehicle is believed at once no further from all places than this: nothing before it speaks against it. */
const nearMetres = 5_000
/** A clock so far behind, as far on each of some fixes: what was kept without a network comes faster than it was taken. */
const behind = { leastMilliseconds: 1_500_000, driftMilliseconds: 30_000, count: 3, milliseconds: 60_000 }
const mostRecent = 64
/** So many, over so long, that agree: then it was the place before that was wrong. The alarm has been raised by then. */
const believed = { count: 10, milliseconds: 60_000 }

export function judge(
  before: Track,
  fix: Fix,
  { cameAt, area }: { readonly cameAt: number; readonly area: Box | undefined },
): { readonly track: Track; readonly judged: Judged } {
  const { used } = before
  const flags: Flag[] = []
  if (used?.at === fix.at || before.recent.includes(fix.at)) flags.push('duplicate')
  else if (used !== undefined && fix.at < used.at) flags.push('late')
  const lag = lagAfter(before.lag, fix, cameAt)
  if (fix.at > cameAt + mostAheadMilliseconds || isBehind(lag, cameAt)) flags.push('clock_off')
  if (area !== undefined && !isInBox(area, fix)) flags.push('outside')
  if (fix.isMock === true) flags.push('mock')
  const isFar = flags.length === 0 && (used === undefined ? isAway(area, fix) : !canReach(used, fix))
  const isBelieved = isFar && isLong(before.elsewhere, fix)
  if (isFar && !isBelieved) flags.push('impossible')
  const judged: Judged = { ...fix, cameAt, flags }
  const heard = { ...before, flags, lag, heardAt: Math.max(before.heardAt, cameAt) }
  if (isFar && !isBelieved) return { judged, track: { ...heard, elsewhere: elsewhere(before.elsewhere, judged) } }
  if (flags.length > 0) return { judged, track: heard }
  const recent = used === undefined ? before.recent : [...before.recent, used.at].slice(-mostRecent)
  return { judged, track: { ...heard, used: judged, recent, elsewhere: undefined } }
}

/** What another process has judged already. */
export function follow(before: Track, judged: Judged): Track {
  const heardAt = Math.max(before.heardAt, judged.cameAt)
  const isNewest = judged.flags.length === 0 && (before.used === undefined || judged.at > before.used.at)
  return isNewest
    ? { ...before, flags: judged.flags, heardAt, used: judged, elsewhere: undefined }
    : { ...before, flags: judged.flags, heardAt }
}

/** Far from all places, though not outside. */
function isAway(area: Box | undefined, fix: Fix): boolean {
  return area !== undefined && !isInBox(smaller(area, mostOutsideMetres - nearMetres), fix)
}

function lagAfter(before: Track['lag'], fix: Fix, cameAt: number): Track['lag'] {
  const milliseconds = cameAt - fix.at
  if (milliseconds < behind.leastMilliseconds) return undefined
  const goesOn = before !== undefined && Math.abs(before.milliseconds - milliseconds) <= behind.driftMilliseconds
  return goesOn ? { ...before, count: before.count + 1 } : { milliseconds, since: cameAt, count: 1 }
}

function isBehind(lag: Track['lag'], cameAt: number): boolean {
  return lag !== undefined && lag.count >= behind.count && cameAt - lag.since >= behind.milliseconds
}

function canReach(from: Fix, to: Fix): boolean {
  const metres = metresBetween(from, to) - (from.accuracyMetres ?? 0) - (to.accuracyMetres ?? 0)
  // Clocks are whole seconds, some of them.
  return metres <= (mostMetresPerSecond * (to.at - from.at + 1000)) / 1000
}

function elsewhere(before: Track['elsewhere'], judged: Judged): Track['elsewhere'] {
  const goesOn = before !== undefined && judged.at > before.last.at && canReach(before.last, judged)
  return goesOn ? { ...before, last: judged, count: before.count + 1 } : { first: judged, last: judged, count: 1 }
}

function isLong(before: Track['elsewhere'], fix: Fix): boolean {
  if (before === undefined || fix.at <= before.last.at || !canReach(before.last, fix)) return false
  return before.count + 1 >= believed.count && fix.at - before.first.at >= believed.milliseconds
}

export function bitsOf(flags: readonly Flag[]): number {
  return flags.reduce((bits, flag) => bits | (1 << flagNames.indexOf(flag)), 0)
}

export function flagsIn(bits: number): readonly Flag[] {
  return flagNames.filter((_, index) => (bits & (1 << index)) !== 0)
}
