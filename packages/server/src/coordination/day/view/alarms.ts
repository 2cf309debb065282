// An alarm, as it is shown.

import type { JsonObject } from '../../event.ts'
import { type Alarm, isOpen } from '../alarm.ts'
import type { At } from './parts.ts'

export function alarmJson(
  { alarm, kind, key, since, about, particulars, reports, ...rest }: Alarm,
  at: At,
): JsonObject {
  const { acknowledged, escalatedAt, ended } = rest
  return {
    alarm,
    kind,
    key,
    since: at(since),
    about: { ...about } as JsonObject,
    particulars,
    reports: [...reports],
    acknowledged:
      acknowledged === undefined
        ? null
        : { at: at(acknowledged.at), by: acknowledged.by, note: acknowledged.note ?? null },
    escalated: escalatedAt === undefined ? null : { at: at(escalatedAt) },
    ended: ended === undefined ? null : { at: at(ended.at), why: ended.why, by: ended.by ?? null },
    open: isOpen({ alarm, kind, key, since, about, particulars, reports, ...rest }),
  }
}
