// What everything that is shown of the day is made of: moments by the clock of the pause, and counts.

import type { Instant } from '@treve/model'
import type { JsonObject } from '../../event.ts'
import type { Range } from '../report.ts'
import type { Counted } from '../sites.ts'

/** As written for a reader; null: not known. */
export type At = (when: Instant | null | undefined) => string | null

export function rangeJson({ low, best, high }: Range): JsonObject {
  return { low, best, high }
}

export function countedJson({ range, at: when, entry, contradiction }: Counted, at: At): JsonObject {
  return { count: rangeJson(range), at: at(when), entry, contradicted: contradiction !== undefined }
}
