// When it happened, by each who says so: brought to one clock, and shown apart where that does not reconcile them.

import { formatInstant, type TimeZone } from '@treve/model'
import type { Fact } from './fact.ts'
import type { Source } from './source.ts'

export interface TimeAsStated {
  readonly index: number
  readonly source: Source
  /** By the clock it was stated by, with its offset: `2016-11-04T14:45:00+03:00`. */
  readonly stated: { readonly from: string; readonly until: string }
  /** By the clock of the place. */
  readonly local: { readonly from: string; readonly until: string }
}

export interface Times {
  readonly each: readonly TimeAsStated[]
  /** Whether all can be true at once. */
  readonly isReconciled: boolean
  /** By how much the farthest two miss each other; 0 where reconciled. */
  readonly apartSeconds: number
}

export function timesOf(fact: Fact, zone: TimeZone): Times {
  const latestFrom = Math.max(...fact.attestations.map(({ time }) => time.from))
  const earliestUntil = Math.min(...fact.attestations.map(({ time }) => time.until))
  const apartSeconds = Math.max(0, latestFrom - earliestUntil)
  return {
    each: fact.attestations.map(({ index, source, time }) => ({
      index,
      source,
      stated: { from: formatInstant(time.from, time.zone), until: formatInstant(time.until, time.zone) },
      local: { from: formatInstant(time.from, zone), until: formatInstant(time.until, zone) },
    })),
    isReconciled: apartSeconds === 0,
    apartSeconds,
  }
}
