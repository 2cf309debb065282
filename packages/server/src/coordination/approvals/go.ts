// Whether it goes ahead, computed: what is missing, of what and from whom, and when it could begin at the earliest. It
// says what is missing, not who is guilty.

import type { Instant } from '@treve/model'
import type { Coordination } from '../state.ts'
import { calledNow, inForce, onTheTable, partiesToTell, type TermsVersion } from '../terms/state.ts'
import { fiveThings } from '../terms/summary.ts'
import { conditions as corridorConditions } from '../withdrawal/standing.ts'
import type { ConditionState } from '../words.ts'
import { conditions as reciprocalConditions } from './reciprocal.ts'
import { type Standing, standings } from './standing.ts'
import type { Missing } from './state.ts'
import { toldOf } from './told.ts'

/** Not missing yet: it must be so when movement begins. */
export interface Awaited {
  readonly what: 'corridor_condition' | 'reciprocal_condition'
  readonly corridor?: string
  readonly segment?: string
  readonly kind?: string
  readonly state?: ConditionState
  readonly condition?: string
  readonly movement?: string
  readonly waitsFor?: string
}

export interface WindowOutlook {
  readonly id: string
  readonly open: Instant
  readonly close: Instant
  /** Approved later than this, it opens later than agreed. */
  readonly lastApprovalBy: Instant
  readonly met: 'whole' | 'in_part' | 'no' | 'over'
}

export interface GoNoGo {
  readonly answer: 'go' | 'no_go'
  readonly called: 'draft' | 'announced' | 'agreed'
  readonly version?: number
  readonly missing: readonly Missing[]
  readonly awaited: readonly Awaited[]
  readonly leadTimeSeconds: number
  /** When the last approval came; undefined while one is missing. */
  readonly lastApprovalAt?: Instant
  /** No sooner than this; undefined while approvals are missing. */
  readonly earliestGo?: Instant
  readonly canStillMeetWindow: boolean
  readonly windows: readonly WindowOutlook[]
}

export function goNoGo(whole: Coordination, now: Instant): GoNoGo {
  const { terms, life } = whole
  const version = onTheTable(terms)
  const all = standings(whole, now)
  const leadTimeSeconds = version?.requirements.lead_time_s ?? 0
  const ofNobody = version?.requirements.elements.filter(({ parties }) => parties.length === 0) ?? []
  const isApproved =
    version !== undefined && all.length > 0 && ofNobody.length === 0 && all.every(({ isEnough }) => isEnough)
  const lastApprovalAt = isApproved ? (Math.max(...all.flatMap(({ since }) => since ?? [])) as Instant) : undefined
  const given = lastApprovalAt !== undefined && Number.isFinite(lastApprovalAt) ? lastApprovalAt : undefined
  const earliestGo = given === undefined ? undefined : ((given + leadTimeSeconds) as Instant)
  // Where something is still missing, it comes now at the earliest.
  const windows = outlook(version, earliestGo ?? ((now + leadTimeSeconds) as Instant), now)
  const canStillMeetWindow = windows.some(({ met }) => met === 'whole' || met === 'in_part')
  const corridors = ofCorridors(whole, now)
  const isOver = life.phase === 'closed' || life.phase === 'accounted'
  const missing: Missing[] = [
    ...(isOver ? [{ what: 'pause_over' } as const] : []),
    ...(inForce(terms) === undefined ? [{ what: 'terms_in_force' } as const] : []),
    ...fiveThings
      .filter((thing) => version !== undefined && !version.summary.five[thing])
      .map((subject) => ({ what: 'not_said', subject }) as const),
    ...ofNobody.map(({ id: element }) => ({ what: 'nobody_to_approve', element }) as const),
    ...(all.length === 0 && ofNobody.length === 0 ? [{ what: 'nobody_to_approve' } as const] : []),
    ...all.flatMap((each) => (each.isEnough ? [] : [lacking(each, now)])),
    ...partiesToTell(terms).flatMap((party): Missing[] => {
      const { isNotified, isAcknowledged } = toldOf(whole, party)
      if (!isNotified) return [{ what: 'notification', party }]
      return isAcknowledged ? [] : [{ what: 'acknowledgement', party }]
    }),
    ...corridors.missing,
    ...(whole.approvals.owner === undefined ? [{ what: 'owner' } as const] : []),
    ...(version !== undefined && !canStillMeetWindow ? [{ what: 'lead_time' } as const] : []),
  ]
  return {
    answer: missing.length === 0 ? 'go' : 'no_go',
    called: calledNow(terms),
    ...(version === undefined ? {} : { version: version.version }),
    missing,
    awaited: [...corridors.awaited, ...ofReciprocity(whole)],
    leadTimeSeconds,
    ...(given === undefined ? {} : { lastApprovalAt: given }),
    ...(earliestGo === undefined ? {} : { earliestGo }),
    canStillMeetWindow,
    windows,
  }
}

function lacking({ element, party, grade, needed, approval }: Standing, now: Instant): Missing {
  const of = { element, party, grade, needed }
  if (grade !== 'none') return { what: 'approval_too_weak', ...of }
  if (approval === undefined || approval.grade === 'none') return { what: 'approval', ...of }
  const hasRunOut = approval.until !== undefined && approval.until <= now
  const until = approval.ended?.at ?? (hasRunOut ? approval.until : undefined)
  return {
    what: 'approval_lapsed',
    ...of,
    why: approval.ended?.why ?? (hasRunOut ? 'expired' : 'changed'),
    ...(until === undefined ? {} : { until }),
  }
}

function outlook(version: TermsVersion | undefined, earliest: Instant, now: Instant): readonly WindowOutlook[] {
  if (version === undefined) return []
  const { summary, requirements } = version
  return summary.windows.map(({ id, open, close }) => {
    const clearBy = close - summary.buffer_s
    const met = clearBy <= now ? 'over' : earliest <= open ? 'whole' : earliest < clearBy ? 'in_part' : 'no'
    return { id, open, close, lastApprovalBy: (open - requirements.lead_time_s) as Instant, met }
  })
}

/**
 * Each corridor waits for its own conditions. They are missing for all where no corridor is left: each of them is known
 * not to be met somewhere, or, once one could be open, none has all that it needs.
 */
function ofCorridors(whole: Coordination, now: Instant): { missing: Missing[]; awaited: Awaited[] } {
  const { summary } = onTheTable(whole.terms) ?? {}
  const all = corridorConditions(whole, now)
  const corridors = (summary?.corridors ?? []).map((corridor) => ({
    ...corridor,
    states: all.filter((each) => each.corridor === corridor.id).map(({ state }) => state),
  }))
  const opens = Math.min(...(summary?.windows ?? []).map(({ open }) => open))
  const isBlocked = corridors.every(({ states }) => states.includes('not_met'))
  const isLate =
    corridors.some(({ earliest }) => now >= (earliest ?? opens)) &&
    !corridors.some(({ states }) => states.every((state) => state === 'met'))
  const missing: Missing[] = []
  const awaited: Awaited[] = []
  for (const { corridor, segment, kind, state } of all) {
    if (state === 'met') continue
    if (state === 'not_met' && (isBlocked || isLate))
      missing.push({ what: 'condition_not_met', corridor, segment, kind })
    else if (isLate) missing.push({ what: 'condition_unknown', corridor, segment, kind })
    else awaited.push({ what: 'corridor_condition', corridor, segment, kind, state })
  }
  return { missing, awaited }
}

function ofReciprocity(whole: Coordination): readonly Awaited[] {
  return reciprocalConditions(whole)
    .filter(({ state, waived }) => state !== 'met' && !waived)
    .map(({ id, movement, waitsFor }) => ({ what: 'reciprocal_condition', condition: id, movement, waitsFor }))
}
