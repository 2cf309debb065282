// An alarm, as it is shown.

import type { Conversation } from '../../conversation/state.ts'
import type { Json, JsonObject } from '../../event.ts'
import { type Alarm, type Escalation, isOpen } from '../alarm.ts'
import type { At } from './parts.ts'

export function alarmJson(
  conversation: Conversation,
  { alarm, kind, key, since, about, particulars, reports, ...rest }: Alarm,
  at: At,
): JsonObject {
  const { acknowledged, escalations, ended } = rest
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
    escalated: escalatedJson(conversation, escalations, at),
    ended: ended === undefined ? null : { at: at(ended.at), why: ended.why, by: ended.by ?? null },
    open: isOpen({ alarm, kind, key, since, about, particulars, reports, ...rest }),
  }
}

/** The last, and how often; to whom: by function, and null where it is whoever coordinates. */
function escalatedJson({ contacts }: Conversation, escalations: readonly Escalation[] = [], at: At): Json {
  const last = escalations.at(-1)
  if (last === undefined) return null
  const to = contacts.find(({ id }) => id === last.contact)
  return {
    at: at(last.at),
    times: escalations.length,
    to: to === undefined ? null : { contact: to.id, function: to.function },
  }
}
