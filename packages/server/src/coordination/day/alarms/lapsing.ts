// Approvals and withdrawals that run out soon, and those that are gone while they are needed.

import type { Instant } from '@treve/model'
import { standings } from '../../approvals/standing.ts'
import type { Coordination } from '../../state.ts'
import { inForce } from '../../terms/state.ts'
import { conditions } from '../../withdrawal/standing.ts'
import { hasRunOut, type Segment, segmentKey } from '../../withdrawal/state.ts'
import { isAtLeast } from '../../words.ts'
import type { Raising } from '../alarm-commands.ts'
import { notKnownToBeClear } from '../recall.ts'
import { alarmLimits } from './limits.ts'
import { never, type Wanted } from './wanted.ts'

/** While it is under way, what runs out soon: whoever could renew it needs the time. */
export function lapsing(whole: Coordination, now: Instant): Wanted {
  if (whole.life.phase !== 'under_way') return { raise: [], isOver: never }
  const window = windowNow(whole, now)
  // What holds until the close, or beyond it, is renewed by nobody: the alarm would only hide those of who is inside.
  const isTooShort = (until: Instant) => (window === undefined ? isAnybodyInside(whole) : until < window.close)
  const soon = (until: Instant | undefined): until is Instant =>
    until !== undefined && until > now && until - now <= alarmLimits.lapseSeconds && isTooShort(until)
  const approvals = standings(whole, now).filter(({ isEnough }) => isEnough)
  const held = conditions(whole, now).filter(({ state }) => state === 'met')
  const raise = [
    ...approvals.flatMap(({ element, party, approval }): Raising[] =>
      approval !== undefined && soon(approval.until)
        ? [
            {
              kind: 'approval_lapses',
              key: `${element} ${party}`,
              cause: `${approval.until}`,
              particulars: { element, party, until: approval.until },
            },
          ]
        : [],
    ),
    ...held.flatMap(({ corridor, segment, kind, until }): Raising[] =>
      soon(until)
        ? [
            {
              kind: 'withdrawal_lapses',
              key: `${corridor} ${segment} ${kind}`,
              cause: `${until}`,
              about: { corridor },
              particulars: { segment, kind, until },
            },
          ]
        : [],
    ),
  ]
  // Renewed, so that it holds for longer; or gone, of which there is an alarm of its own.
  const stillWarned = new Set(raise.map(({ kind, key, cause }) => `${kind} ${key} ${cause}`))
  return {
    raise,
    isOver: ({ kind, key, cause }) =>
      (kind === 'approval_lapses' || kind === 'withdrawal_lapses') && !stillWarned.has(`${kind} ${key} ${cause}`),
  }
}

/**
 * What was there and is not, by its time, by word of somebody, or because nobody looked while the server was away: while
 * people are inside, whenever it went; else, if it went in this window.
 */
export function lapsed(whole: Coordination, now: Instant): Wanted {
  if (!['under_way', 'suspended', 'aborted'].includes(whole.life.phase)) return { raise: [], isOver: never }
  const window = windowNow(whole, now)
  const isInside = isAnybodyInside(whole)
  const counts = (since: Instant) => isInside || (window !== undefined && since >= window.open)
  const raise = [...withdrawalsGone(whole, now, counts), ...approvalsGone(whole, now, counts)]
  const gone = new Set(raise.map(({ kind, key }) => `${kind} ${key}`))
  return {
    raise,
    isOver: ({ kind, key }) =>
      (kind === 'approval_lapsed' || kind === 'withdrawal_lapsed') && !gone.has(`${kind} ${key}`),
  }
}

function withdrawalsGone(whole: Coordination, now: Instant, counts: (since: Instant) => boolean): readonly Raising[] {
  return conditions(whole, now).flatMap(({ corridor, segment, kind, state }): Raising[] => {
    if (state === 'met') return []
    const since = goneSince(whole.withdrawal.segments.get(segmentKey(corridor, segment, kind)), now)
    if (since === undefined || !counts(since)) return []
    return [
      {
        kind: 'withdrawal_lapsed',
        // Found not met, after it had only lapsed, is something else.
        key: `${corridor} ${segment} ${kind} ${state}`,
        cause: `${since}`,
        about: { corridor },
        particulars: { segment, kind, state, since },
      },
    ]
  })
}

/** Undefined: nobody ever said that it was met, or not. */
function goneSince(found: Segment | undefined, now: Instant): Instant | undefined {
  if (found === undefined) return undefined
  const ends = [found.verified, ...found.reported.values()].flatMap((word): Instant[] => {
    if (word === undefined) return []
    if (word.state !== 'met') return [word.at]
    // What ran out did so then, whenever that was noticed.
    const end = hasRunOut(word, now) ? word.until : word.lapsedAt
    return end === undefined ? [] : [end]
  })
  const all = found.contraryAt === undefined ? ends : [...ends, found.contraryAt]
  return all.length === 0 ? undefined : all.reduce((a, b) => (a > b ? a : b))
}

/** One alarm of each party for all that ended at once: it is one call. What was broken off lapsed by that, and is no news. */
function approvalsGone(whole: Coordination, now: Instant, counts: (since: Instant) => boolean): readonly Raising[] {
  const gone = standings(whole, now).flatMap(({ element, party, needed, isEnough, approval }) => {
    if (isEnough || approval === undefined || !isAtLeast(approval.grade, needed)) return []
    const { ended, until } = approval
    if (ended !== undefined && ended.why !== 'expired' && ended.why !== 'withdrawn') return []
    // What ran out did so then, whenever that was noticed.
    const since = ended?.why === 'withdrawn' ? ended.at : until
    return since === undefined || since > now || !counts(since) ? [] : [{ element, party, since }]
  })
  return [...Map.groupBy(gone, ({ party, since }) => `${party} ${since}`)].map(([key, all]): Raising => {
    const [{ element, party, since } = { element: '', party: '', since: now }] = all
    return {
      kind: 'approval_lapsed',
      key,
      cause: key,
      particulars: { party, since, ...(all.length === 1 ? { element } : { elements: all.length }) },
    }
  })
}

function windowNow({ terms }: Coordination, now: Instant) {
  return inForce(terms)?.summary.windows.find(({ open, close }) => open <= now && now < close)
}

function isAnybodyInside({ day }: Coordination): boolean {
  return notKnownToBeClear(day).length > 0
}
