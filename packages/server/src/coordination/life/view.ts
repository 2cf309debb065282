// Where a pause is in its life. That it is stopped is for all who work in it; who stopped it and why, for those who run it.

import { formatInstant, type Instant, utc } from '@treve/model'
import { type Actor, sees } from '../../policy/index.ts'
import type { JsonObject } from '../event.ts'
import type { Coordination } from '../state.ts'
import { onTheTable } from '../terms/state.ts'

export function view({ life, terms }: Coordination, reader: Actor): JsonObject | undefined {
  if (!sees(reader, 'life')) return undefined
  const zone = onTheTable(terms)?.summary.time_zone ?? utc
  const at = (when: Instant | undefined) => (when === undefined ? null : formatInstant(when, zone))
  const { stopped } = life
  const isWhole = sees(reader, 'life_whole')
  return {
    phase: life.phase,
    since: at(life.since),
    exercise: life.isExercise,
    // For those who see nothing of the terms, and go by the local time all the same.
    time_zone: zone,
    begun_at: at(life.begunAt),
    stopped:
      stopped === undefined
        ? null
        : {
            kind: stopped.kind,
            at: at(stopped.at),
            ...(isWhole
              ? {
                  issuer: stopped.issuer,
                  by_party: stopped.byParty,
                  channel: stopped.channel,
                  reason: stopped.reason,
                  entry: stopped.entry,
                }
              : {}),
          },
    resumed_at: at(life.resumedAt),
    ...(isWhole ? { not_clear: life.notClear } : {}),
  }
}
