// What time brings to corridors: words that have run out, and corridors that can no longer be open.

import type { Instant } from '@treve/model'
import type { JsonObject, Said } from '../event.ts'
import type { Coordination } from '../state.ts'
import { lapsedConditions } from './standing.ts'
import { hasRunOut, type Opening, type Segment, type Word } from './state.ts'

export function due(whole: Coordination, now: Instant): readonly Said[] {
  return [...lapsedByTime(whole, now), ...noLongerOpen(whole, now)]
}

function lapsedByTime({ withdrawal }: Coordination, now: Instant): readonly Said[] {
  return [...withdrawal.segments.values()]
    .filter(({ reported, verified }) => [...reported.values(), verified].some((word) => isToLapse(word, now)))
    .map((segment) => lapse(segment, 'unknown', { why: 'expired' }))
}

function isToLapse(word: Word | undefined, now: Instant): boolean {
  return word !== undefined && word.lapsedAt === undefined && hasRunOut(word, now)
}

export function lapse(
  { corridor, segment, kind }: Pick<Segment, 'corridor' | 'segment' | 'kind'>,
  state: 'not_met' | 'unknown',
  { why, by, reason }: { why: 'expired' | 'reported'; by?: string; reason?: string },
): Said {
  return {
    type: 'withdrawal_lapsed',
    place: { place: corridor },
    notice: { state, ...(reason === undefined ? {} : { reason }) },
    details: { corridor, segment, kind, state, why, ...(by === undefined ? {} : { by }) },
  }
}

function noLongerOpen(whole: Coordination, now: Instant): readonly Said[] {
  return open(whole).flatMap((each) => {
    const [obstacle] = lapsedConditions(whole, each.corridor, each.use, now)
    return obstacle === undefined ? [] : [turned('corridor_suspended', each, { why: obstacle.what })]
  })
}

/** All that are open, for one reason. */
export function suspendedBy(whole: Coordination, why: string): readonly Said[] {
  return open(whole).map((each) => turned('corridor_suspended', each, { why }))
}

function open({ withdrawal }: Coordination): readonly Opening[] {
  return [...withdrawal.openings.values()].filter(({ state }) => state === 'open')
}

export function turned(
  type: 'corridor_opened' | 'corridor_suspended' | 'corridor_closed',
  { corridor, use }: Pick<Opening, 'corridor' | 'use'>,
  { why, reason }: { why?: string; reason?: string } = {},
): Said {
  const notice: JsonObject = { element: use, ...(reason === undefined ? {} : { reason }) }
  return { type, tokens: { corridor }, notice, details: { use, ...(why === undefined ? {} : { why }) } }
}
