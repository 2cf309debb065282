// Whether segments of corridors are free of troops, clear of mines, and whatever else their opening needs: met, not met
// or unknown, by whom and until when. Never where troops stand. And which corridors were opened, for which use.

import { type Instant, type Use, uses } from '@treve/model'
import { id, object, oneOf, optional, required, text } from '@treve/model/schema'
import { byDetails, detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { corridorOf, happenedAt, noticeOf } from '../opened.ts'
import { moderate } from '../sensitivity.ts'
import { type ConditionState, states } from '../words.ts'

export const wholeCorridor = 'whole'

/** `troops` and `mines` are of every corridor; others are what its `needs` name. */
export const conditionType = object({
  corridor: required(id(), moderate('The corridor.')),
  segment: required(id(), moderate('Its segment, or `whole`.')),
  kind: required(id(), moderate('`troops`, `mines`, or a need of the corridor.')),
  by: optional(id(), moderate('The party that reports, or whoever verified.')),
  state: optional(oneOf(states), moderate('What is so.')),
  why: optional(oneOf(['expired', 'reported']), moderate('Why it lapsed.')),
})

export const useType = object({
  use: required(oneOf(uses), moderate('For which use.')),
  why: optional(text(64), moderate('Why, as a code.')),
})

/** What one source said last. */
export interface Word {
  readonly state: ConditionState
  readonly by?: string
  readonly at: Instant
  readonly until?: Instant
  readonly entry: string
  /** Said to hold no longer. */
  readonly lapsedAt?: Instant
}

export interface Segment {
  readonly corridor: string
  readonly segment: string
  readonly kind: string
  /** By party. */
  readonly reported: ReadonlyMap<string, Word>
  readonly verified?: Word
  /** When anybody said last that it is not met: what others saw before that counts no more. */
  readonly contraryAt?: Instant
}

export interface Opening {
  readonly corridor: string
  readonly use: Use
  readonly state: 'open' | 'suspended' | 'closed'
  readonly since: Instant
  readonly why?: string
  readonly entry: string
}

export interface Withdrawal {
  readonly segments: ReadonlyMap<string, Segment>
  readonly openings: ReadonlyMap<string, Opening>
}

export const nothingKnown: Withdrawal = { segments: new Map(), openings: new Map() }

export function segmentKey(corridor: string, segment: string, kind: string): string {
  return `${corridor} ${segment} ${kind}`
}

export function openingKey(corridor: string, use: Use): string {
  return `${corridor} ${use}`
}

export function afterEvent(state: Withdrawal, event: PauseEvent): Withdrawal {
  switch (event.type) {
    case 'withdrawal_reported':
    case 'withdrawal_verified':
      return said(state, event, event.type === 'withdrawal_verified')
    case 'withdrawal_lapsed':
      return lapsed(state, event)
    case 'corridor_opened':
      return moved(state, event, 'open')
    case 'corridor_suspended':
      return moved(state, event, 'suspended')
    case 'corridor_closed':
      return moved(state, event, 'closed')
    case 'aborted':
      return shut(state, event, 'suspended')
    case 'closed':
      return shut(state, event, 'closed')
    default:
      return state
  }
}

function said(state: Withdrawal, event: PauseEvent, isVerified: boolean): Withdrawal {
  const details = detailsOf(conditionType, event)
  const { state: is, until } = noticeOf(event)
  if (details === undefined || is === undefined) return state
  const { corridor, segment, kind, by } = details
  const key = segmentKey(corridor, segment, kind)
  const before: Segment = state.segments.get(key) ?? { corridor, segment, kind, reported: new Map() }
  const word: Word = {
    state: is,
    at: happenedAt(event),
    entry: event.id,
    ...(by === undefined ? {} : { by }),
    // Only that it is met runs out.
    ...(until === undefined || is !== 'met' ? {} : { until }),
  }
  const spoken = is === 'not_met' ? contradicted(before, word.at) : before
  const after = isVerified
    ? { ...spoken, verified: word }
    : { ...spoken, reported: new Map(spoken.reported).set(by ?? '', word) }
  return { ...state, segments: new Map(state.segments).set(key, after) }
}

function contradicted(segment: Segment, at: Instant): Segment {
  const { contraryAt } = segment
  return contraryAt !== undefined && contraryAt >= at ? segment : { ...segment, contraryAt: at }
}

const lapsed = byDetails(conditionType, (state: Withdrawal, details, event): Withdrawal => {
  const { corridor, segment, kind, why, by } = details
  const key = segmentKey(corridor, segment, kind)
  const at = happenedAt(event)
  const { verified, ...before }: Segment = state.segments.get(key) ?? { corridor, segment, kind, reported: new Map() }
  // By its time, what had run out; said by a party, its own word; said by others, all that was said before.
  const ends = (word: Word, source: string | undefined): Word => {
    const isMeant = why === 'expired' ? hasRunOut(word, at) : by === undefined || by === source
    return isMeant && word.lapsedAt === undefined ? { ...word, lapsedAt: at } : word
  }
  const reported = new Map([...before.reported].map(([source, word]) => [source, ends(word, source)] as const))
  const isContrary = details.state === 'not_met' && why !== 'expired'
  if (isContrary) reported.set(by ?? '', { state: 'not_met', at, entry: event.id, ...(by === undefined ? {} : { by }) })
  const after: Segment = {
    ...(isContrary ? contradicted(before, at) : before),
    reported,
    ...(verified === undefined ? {} : { verified: ends(verified, verified.by) }),
  }
  return { ...state, segments: new Map(state.segments).set(key, after) }
})

export function hasRunOut({ until }: Word, now: Instant): boolean {
  return until !== undefined && until <= now
}

function moved(state: Withdrawal, event: PauseEvent, to: Opening['state']): Withdrawal {
  const corridor = corridorOf(event)
  if (corridor === undefined) return state
  const details = detailsOf(useType, event)
  // Without a use it is every use that was opened.
  const meant =
    details === undefined
      ? [...state.openings.values()].filter((each) => each.corridor === corridor && to !== 'open').map(({ use }) => use)
      : [details.use]
  if (meant.length === 0) return state
  const { reason } = noticeOf(event)
  const why = details?.why ?? reason
  const openings = new Map(state.openings)
  for (const use of meant)
    openings.set(openingKey(corridor, use), {
      corridor,
      use,
      state: to,
      since: happenedAt(event),
      entry: event.id,
      ...(why === undefined ? {} : { why }),
    })
  return { ...state, openings }
}

/** Whatever was open is not, when the pause is broken off or over. */
function shut(state: Withdrawal, event: PauseEvent, to: 'suspended' | 'closed'): Withdrawal {
  const meant = [...state.openings].filter(
    ([, each]) => each.state === 'open' || (to === 'closed' && each.state !== to),
  )
  if (meant.length === 0) return state
  const openings = new Map(state.openings)
  for (const [key, each] of meant)
    openings.set(key, { ...each, state: to, since: happenedAt(event), why: event.type, entry: event.id })
  return { ...state, openings }
}
