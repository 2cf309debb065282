// What is so now of a corridor: its conditions, by segment, and whether it may be open.

import type { Instant, Use } from '@treve/model'
import { isApproved } from '../approvals/standing.ts'
import type { Coordination } from '../state.ts'
import { inForce, onTheTable } from '../terms/state.ts'
import type { ConditionState } from '../words.ts'
import { hasRunOut, openingKey, type Segment, segmentKey, type Word } from './state.ts'

export interface Condition {
  readonly corridor: string
  readonly segment: string
  /** As the terms name it. */
  readonly need: string
  readonly kind: string
  /** Whether a report of the parties is enough, or others must have seen it. */
  readonly rests: 'reported' | 'verified'
  readonly state: ConditionState
  readonly until?: Instant
}

/** What a need of the terms is a condition of. Other words than these are conditions by themselves, and verified. */
const known: Readonly<Record<string, Pick<Condition, 'kind' | 'rests'>>> = {
  withdrawal_reported: { kind: 'troops', rests: 'reported' },
  withdrawal_verified: { kind: 'troops', rests: 'verified' },
  route_clear: { kind: 'mines', rests: 'verified' },
  route_clear_of_mines: { kind: 'mines', rests: 'verified' },
}

export function needOf(need: string): Pick<Condition, 'kind' | 'rests'> {
  return known[need] ?? { kind: need, rests: 'verified' }
}

/** Every condition of every corridor, in the order of the terms. */
export function conditions(whole: Coordination, now: Instant): readonly Condition[] {
  const { summary } = onTheTable(whole.terms) ?? {}
  const reporting = (summary?.parties ?? []).filter(({ role }) => role === 'party_to_conflict').map(({ id }) => id)
  return (summary?.corridors ?? []).flatMap((corridor) =>
    corridor.segments.flatMap((segment) =>
      corridor.needs.map((need): Condition => {
        const { kind, rests } = needOf(need)
        const found = whole.withdrawal.segments.get(segmentKey(corridor.id, segment, kind))
        return { corridor: corridor.id, segment, need, kind, rests, ...standingOf(found, rests, reporting, now) }
      }),
    ),
  )
}

/** A word that it is not so stands until a later one that was seen; taken back, it does not restore what was seen before it. */
export function standingOf(
  found: Segment | undefined,
  rests: Condition['rests'],
  reporting: readonly string[],
  now: Instant,
): Pick<Condition, 'state' | 'until'> {
  const holds = (word: Word | undefined) =>
    word !== undefined && word.lapsedAt === undefined && !hasRunOut(word, now) ? word : undefined
  const verified = holds(found?.verified)
  const reported = [...(found?.reported.values() ?? [])].flatMap((word) => holds(word) ?? [])
  const contraryAt = found?.contraryAt
  if (verified?.state === 'met' && (contraryAt === undefined || verified.at > contraryAt)) return met([verified])
  if (verified?.state === 'not_met' || reported.some(({ state }) => state === 'not_met')) return { state: 'not_met' }
  if (rests === 'verified') return { state: 'unknown' }
  const words = reporting.map((party) => holds(found?.reported.get(party)))
  const all = words.flatMap((word) => (word?.state === 'met' ? [word] : []))
  return reporting.length > 0 && all.length === reporting.length ? met(all) : { state: 'unknown' }
}

function met(words: readonly Word[]): Pick<Condition, 'state' | 'until'> {
  const until = words.flatMap((word) => word.until ?? []).sort((a, b) => a - b)[0]
  return { state: 'met', ...(until === undefined ? {} : { until }) }
}

export const obstacleCodes = [
  'terms_not_in_force',
  'not_a_use',
  'not_under_way',
  'outside_window',
  'too_early',
  'approval',
  'condition_unknown',
  'condition_not_met',
] as const

/** A code, and what it is about. */
export interface Obstacle {
  readonly what: (typeof obstacleCodes)[number]
  readonly element?: string
  readonly segment?: string
  readonly need?: string
  readonly kind?: string
  readonly from?: Instant
}

/** Why a corridor cannot be open for a use now; nothing, where it can. */
export function obstacles(whole: Coordination, corridor: string, use: Use, now: Instant): readonly Obstacle[] {
  const version = inForce(whole.terms)
  const found = version?.summary.corridors.find(({ id }) => id === corridor)
  if (version === undefined || found === undefined) return [{ what: 'terms_not_in_force' }]
  const element = `corridor.${corridor}.${use}`
  return [
    ...(found.uses.includes(use) ? [] : [{ what: 'not_a_use' } as const]),
    ...(whole.life.phase === 'under_way' ? [] : [{ what: 'not_under_way' } as const]),
    ...(version.summary.windows.some(({ open, close }) => open <= now && now < close)
      ? []
      : [{ what: 'outside_window' } as const]),
    ...(found.earliest !== undefined && now < found.earliest
      ? [{ what: 'too_early', from: found.earliest } as const]
      : []),
    ...(isApproved(whole, element, now) ? [] : [{ what: 'approval', element } as const]),
    ...conditions(whole, now)
      .filter((each) => each.corridor === corridor && each.state !== 'met')
      .map(({ state, segment, need, kind }) => ({
        what: state === 'not_met' ? ('condition_not_met' as const) : ('condition_unknown' as const),
        segment,
        need,
        kind,
      })),
  ]
}

export type CorridorState = 'not_opened' | 'open' | 'conditions_lapsed' | 'suspended' | 'closed'

/** Open is what was opened and may still be so. */
export function corridorState(whole: Coordination, corridor: string, use: Use, now: Instant): CorridorState {
  const opening = whole.withdrawal.openings.get(openingKey(corridor, use))
  if (opening === undefined) return 'not_opened'
  if (opening.state !== 'open') return opening.state
  return stillHolds(whole, corridor, use, now) ? 'open' : 'conditions_lapsed'
}

/** Whoever is on it when the pause is suspended may leave by it: that alone does not shut it. */
export function lapsedConditions(whole: Coordination, corridor: string, use: Use, now: Instant): readonly Obstacle[] {
  const isSuspended = whole.life.phase === 'suspended'
  return obstacles(whole, corridor, use, now).filter(({ what }) => !(isSuspended && what === 'not_under_way'))
}

function stillHolds(whole: Coordination, corridor: string, use: Use, now: Instant): boolean {
  return lapsedConditions(whole, corridor, use, now).length === 0
}
