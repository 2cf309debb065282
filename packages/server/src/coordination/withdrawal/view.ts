// Corridors as a reader is shown them: those who run the pause see who said what; a liaison sees the agreed common
// picture, and what its own party reported.

import { formatInstant, type Instant } from '@treve/model'
import { type Actor, sees, seesOfParty } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import type { JsonObject } from '../event.ts'
import type { Coordination } from '../state.ts'
import { inForce, onTheTable } from '../terms/state.ts'
import type { ConditionState } from '../words.ts'
import { type Condition, conditions, corridorState, lapsedConditions, standingOf } from './standing.ts'
import { hasRunOut, openingKey, segmentKey, type Word } from './state.ts'

export function view(whole: Coordination, reader: Actor, now: Instant): JsonObject | undefined {
  if (!sees(reader, 'withdrawal')) return undefined
  const isWhole = sees(reader, 'withdrawal_whole')
  const at = (when: Instant) => formatInstant(when, zoneOf(whole))
  const all = conditions(whole, now)
  return {
    // Of a draft, nobody is told before it is announced.
    corridors: ((isWhole ? onTheTable(whole.terms) : inForce(whole.terms))?.summary.corridors ?? []).map(
      (corridor) => ({
        corridor: corridor.id,
        ...(corridor.name === undefined ? {} : { name: corridor.name }),
        uses: corridor.uses.map((use) => {
          const opening = whole.withdrawal.openings.get(openingKey(corridor.id, use))
          const state = corridorState(whole, corridor.id, use, now)
          return {
            use,
            state,
            since: opening === undefined ? null : at(opening.since),
            ...(isWhole ? { why: opening?.why ?? null, entry: opening?.entry ?? null } : {}),
            ...(isWhole && state === 'conditions_lapsed'
              ? { lapsed: lapsedConditions(whole, corridor.id, use, now).map(({ what }) => what) }
              : {}),
          }
        }),
        conditions: all
          .filter((each) => each.corridor === corridor.id)
          // What parties have reported of themselves is between each of them and the coordinators.
          .filter(({ rests }) => isWhole || rests === 'verified')
          .map(({ segment, need, kind, state, until }) => ({
            segment,
            need,
            kind,
            ...(isWhole || state === seenAlone(whole, { corridor: corridor.id, segment, kind }, now)
              ? { state, until: until === undefined ? null : at(until) }
              : { state: 'unknown', until: null }),
          })),
      }),
    ),
    words: [...whole.withdrawal.segments.values()].flatMap(({ corridor, segment, kind, reported, verified }) => [
      ...[...reported]
        .filter(([party]) => seesOfParty(reader, 'withdrawal', party))
        .map(([, word]) => ({ corridor, segment, kind, rests: 'reported', ...wordJson(word, now, at) })),
      ...(isWhole && verified !== undefined
        ? [{ corridor, segment, kind, rests: 'verified', ...wordJson(verified, now, at) }]
        : []),
    ]),
  }
}

/** What a party said of itself is not shown to another by what follows from it: then it is not known. */
function seenAlone(
  { withdrawal }: Coordination,
  { corridor, segment, kind }: Pick<Condition, 'corridor' | 'segment' | 'kind'>,
  now: Instant,
): ConditionState {
  const found = withdrawal.segments.get(segmentKey(corridor, segment, kind))
  return standingOf(found === undefined ? undefined : { ...found, reported: new Map() }, 'verified', [], now).state
}

function wordJson(word: Word, now: Instant, at: (when: Instant) => string): JsonObject {
  return {
    by: word.by ?? null,
    state: word.state,
    at: at(word.at),
    until: word.until === undefined ? null : at(word.until),
    holds: word.lapsedAt === undefined && !hasRunOut(word, now),
    entry: word.entry,
  }
}
