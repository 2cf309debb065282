// What is watched of a vehicle by its positions: each thing with hysteresis, so that an alarm comes once and stays until its
// cause is over. Pure: what it remembers goes in and comes out.

import { metresBetween } from '../positions/geometry.ts'
import type { Flag, Judged } from '../positions/judged.ts'
import { type Hysteresis, type Limits, observed, off, on } from './hysteresis.ts'
import { doubtOf } from './map.ts'

export const watchedKinds = [
  'seen_inside',
  'off_corridor',
  'standing',
  'silent',
  'impossible_position',
  'clock_off',
] as const
export type WatchedKind = (typeof watchedKinds)[number]

/** Fixes in a row, and seconds from the first of them to the last. */
const limitsOf: Readonly<Record<WatchedKind, Limits>> = {
  seen_inside: { onCount: 3, onSeconds: 60, offCount: 3, offSeconds: 30 },
  off_corridor: { onCount: 3, onSeconds: 30, offCount: 3, offSeconds: 30 },
  standing: { onCount: 1, onSeconds: 0, offCount: 2, offSeconds: 10 },
  silent: { onCount: 1, onSeconds: 0, offCount: 2, offSeconds: 0 },
  impossible_position: { onCount: 2, onSeconds: 0, offCount: 10, offSeconds: 300 },
  clock_off: { onCount: 3, onSeconds: 10, offCount: 3, offSeconds: 10 },
}

export const watchLimits = {
  /** It has not moved while it is no further than this from where it stood. */
  standingMetres: 60,
  /** With people aboard, on the way; the other is at a stop where people get on or off. */
  standingSeconds: 900,
  boardingSeconds: 1800,
  silentSeconds: 300,
  /** Without a tracker: neither a report nor a position since it was heard last, or since its next report was due. */
  silentByReportSeconds: 1800,
} as const

export interface Watch {
  readonly of: Readonly<Record<WatchedKind, Hysteresis>>
  /** Where it has stood since, as far as can be told. */
  readonly anchor: Judged | undefined
}

export interface Circumstances {
  /** It has left for the zone, and is not done. */
  readonly isUnderWay: boolean
  /** It was said to be out of the zone, and this lies in it. */
  readonly isInsideUnsaid: boolean
  /** For certain, from every way that it may be on. */
  readonly metresOff: number
  readonly hasPeople: boolean
  /** At a place at which people get on or off. */
  readonly isAtStop: boolean
}

export interface Turned {
  readonly kind: WatchedKind
  readonly isOn: boolean
  readonly particulars: Readonly<Record<string, number | string>>
}

/** @param open those that are on already: after a restart they stay on until what they are about is over */
export function watchFrom(open: readonly WatchedKind[] = []): Watch {
  const of = Object.fromEntries(watchedKinds.map((kind) => [kind, open.includes(kind) ? on : off]))
  return { of: of as Watch['of'], anchor: undefined }
}

export function watched(
  before: Watch,
  fix: Judged,
  around: Circumstances,
): { watch: Watch; turned: readonly Turned[] } {
  const seconds = fix.cameAt / 1000
  const isPlace = fix.flags.length === 0
  const anchor = isPlace && !hasStayed(before.anchor, fix) ? fix : before.anchor
  const observations: { kind: WatchedKind; isSo: boolean; particulars: Turned['particulars'] }[] = [
    { kind: 'silent', isSo: false, particulars: {} },
    { kind: 'clock_off', isSo: fix.flags.includes('clock_off'), particulars: { ahead_s: ahead(fix) } },
  ]
  // What comes late or twice says nothing of where it is.
  if (isPlace || fix.flags.some(isSuspect))
    observations.push({
      kind: 'impossible_position',
      isSo: fix.flags.some(isSuspect),
      particulars: { flags: fix.flags.join(' ') },
    })
  if (isPlace) {
    observations.push(
      { kind: 'seen_inside', isSo: around.isInsideUnsaid, particulars: { at: Math.floor(fix.at / 1000) } },
      {
        kind: 'off_corridor',
        isSo: around.isUnderWay && around.metresOff > 0,
        particulars: { metres_off: Number.isFinite(around.metresOff) ? Math.round(around.metresOff) : 0 },
      },
      standing(anchor, fix, around),
    )
  }
  return turnedBy({ ...before, anchor }, observations, seconds)
}

/** Time alone: nothing comes. What is heard by reports alone is over once one comes; a tracker’s, once a fix does. */
export function unheard(
  before: Watch,
  {
    heardAt,
    now,
    isUnderWay,
    mostSeconds = watchLimits.silentSeconds,
    isByReports = false,
  }: {
    readonly heardAt: number
    readonly now: number
    readonly isUnderWay: boolean
    readonly mostSeconds?: number
    readonly isByReports?: boolean
  },
): { watch: Watch; turned: readonly Turned[] } {
  const silentSeconds = Math.floor((now - heardAt) / 1000)
  const isSilent = isUnderWay && silentSeconds > mostSeconds
  // It is over once it is heard again, or is done.
  if (!isSilent && ((isUnderWay && !isByReports) || !before.of.silent.isOn)) return { watch: before, turned: [] }
  return turnedBy(before, [{ kind: 'silent', isSo: isSilent, particulars: { silent_s: silentSeconds } }], now / 1000)
}

function turnedBy(
  before: Watch,
  observations: readonly { kind: WatchedKind; isSo: boolean; particulars: Turned['particulars'] }[],
  seconds: number,
): { watch: Watch; turned: readonly Turned[] } {
  let { of } = before
  const turned: Turned[] = []
  for (const { kind, isSo, particulars } of observations) {
    const next = observed(of[kind], isSo, seconds, limitsOf[kind])
    if (next.isOn !== of[kind].isOn) turned.push({ kind, isOn: next.isOn, particulars })
    if (next !== of[kind]) of = { ...of, [kind]: next }
  }
  return { watch: of === before.of ? before : { ...before, of }, turned }
}

const suspect: readonly Flag[] = ['impossible', 'outside', 'mock']
const isSuspect = (flag: Flag) => suspect.includes(flag)

function ahead({ at, cameAt }: Judged): number {
  return Math.round((at - cameAt) / 1000)
}

function hasStayed(anchor: Judged | undefined, fix: Judged): boolean {
  if (anchor === undefined) return false
  return metresBetween(anchor, fix) <= watchLimits.standingMetres + doubtOf(anchor) + doubtOf(fix)
}

function standing(anchor: Judged | undefined, fix: Judged, { hasPeople, isAtStop, isUnderWay }: Circumstances) {
  const stood = anchor === undefined ? 0 : Math.floor((fix.at - anchor.at) / 1000)
  const most = isAtStop ? watchLimits.boardingSeconds : watchLimits.standingSeconds
  return {
    kind: 'standing' as const,
    isSo: isUnderWay && hasPeople && stood >= most,
    particulars: { standing_s: stood, most_s: most },
  }
}
