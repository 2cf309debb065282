// Alarms: raised once for one thing, looked at by a person, taken to the next in line where nobody does, ended; never lost.

import type { Instant } from '@treve/model'
import { id, object, oneOf, optional, required, text } from '@treve/model/schema'
import { detailsOf } from '../details.ts'
import type { Json, JsonObject, PauseEvent } from '../event.ts'
import { happenedAt, noticeOf, objectOf, textOf, textsOf } from '../opened.ts'
import { high, moderate } from '../sensitivity.ts'

export const alarmKinds = [
  'will_not_be_clear',
  'turn_back_passed',
  'standing',
  'waiting_over',
  'seen_inside',
  'off_corridor',
  'silent',
  'gate_slow',
  'counts_differ',
  'arrivals_uncounted',
  'unregistered_vehicle',
  'child_alone',
  'approval_lapses',
  'withdrawal_lapses',
  'approval_lapsed',
  'withdrawal_lapsed',
  'impossible_position',
  'clock_off',
  'incident',
] as const
export type AlarmKind = (typeof alarmKinds)[number]

/** Seen by those who deal with protection, and by nobody else who is not named for it. */
export const protectionKinds: readonly AlarmKind[] = ['counts_differ', 'child_alone']

/** Minutes lost here are lives: taken on sooner. */
const urgent: readonly AlarmKind[] = [
  'will_not_be_clear',
  'turn_back_passed',
  'standing',
  'seen_inside',
  'withdrawal_lapsed',
]

/** Since it was raised; after the last, those who were asked are asked on, and no more is recorded of it. */
export function escalatesAfterSeconds(kind: AlarmKind): readonly number[] {
  return [urgent.includes(kind) ? 60 : 120, 300, 900]
}

/** Whoever it was taken to has so long, also where a server that was away finds several due. */
export const leastBetweenSeconds = 60

/** To whom it was taken: a contact of the pause, by its place in line; absent: whoever coordinates, for there is no such contact. */
export interface Escalation {
  readonly at: Instant
  readonly contact?: string
}

export const aboutKeys = ['vehicle', 'trip', 'place', 'corridor', 'gate', 'load', 'group'] as const
export type About = Partial<Readonly<Record<(typeof aboutKeys)[number], string>>>

export interface Alarm {
  /** Of the entry. */
  readonly alarm: string
  readonly kind: AlarmKind
  /** What of that kind it is about: at most one is open for it. */
  readonly key: string
  /** What gave rise to it: the same gives rise to none a second time. */
  readonly cause: string
  readonly since: Instant
  readonly about: About
  readonly particulars: JsonObject
  /** Reports that it rests on. */
  readonly reports: readonly string[]
  readonly acknowledged?: { readonly at: Instant; readonly by: string; readonly note?: string }
  readonly escalations?: readonly Escalation[]
  /** `by`: absent where it ended by itself. */
  readonly ended?: { readonly at: Instant; readonly why: string; readonly by?: string }
}

const about = object(Object.fromEntries(aboutKeys.map((key) => [key, optional(text(100), high('What it is about.'))])))

export const raisedType = object({
  kind: required(oneOf(alarmKinds), moderate('What kind of alarm.')),
  key: required(text(300), high('What of that kind it is about.')),
  cause: optional(text(300), high('What gave rise to it.')),
  about: optional(about, high('What it is about.')),
  // As JSON: numbers and words by name, for who shows it.
  particulars: optional(text(4000), high('Figures that it rests on.')),
})

const endedType = object({ by: optional(text(200), high('Token of who ended it.')) })
const escalatedType = object({
  contact: optional(id(), high('To which contact of the pause; absent: whoever coordinates.')),
})
const lookedAtType = object({ by: required(text(200), high('Token of who looked at it.')) })

export function isOpen({ ended }: Alarm): boolean {
  return ended === undefined
}

export function alarmAfter(alarms: ReadonlyMap<string, Alarm>, event: PauseEvent): ReadonlyMap<string, Alarm> {
  if (event.type === 'alarm_raised') return raised(alarms, event)
  const [named] = textsOf(objectOf(event.opened.references).about)
  const found = named === undefined ? undefined : alarms.get(named)
  if (found === undefined) return alarms
  const changed = changedBy(found, event)
  return changed === found ? alarms : new Map(alarms).set(found.alarm, changed)
}

function raised(alarms: ReadonlyMap<string, Alarm>, event: PauseEvent): ReadonlyMap<string, Alarm> {
  const details = detailsOf(raisedType, event)
  if (details === undefined || alarms.has(event.id)) return alarms
  const { kind, key, cause = event.id } = details
  const alarm: Alarm = {
    alarm: event.id,
    kind,
    key,
    cause,
    since: happenedAt(event),
    about: (details.about ?? {}) as About,
    particulars: particularsIn(details.particulars),
    reports: textsOf(objectOf(event.opened.references).about),
  }
  return new Map(alarms).set(event.id, alarm)
}

function changedBy(alarm: Alarm, event: PauseEvent): Alarm {
  const at = happenedAt(event)
  const { reason } = noticeOf(event)
  switch (event.type) {
    case 'alarm_acknowledged': {
      if (alarm.acknowledged !== undefined) return alarm
      const by = detailsOf(lookedAtType, event)?.by ?? ''
      const note = textOf(objectOf(event.opened.text).text)
      return { ...alarm, acknowledged: { at, by, ...(note === undefined ? {} : { note }) } }
    }
    case 'alarm_escalated':
      return { ...alarm, escalations: [...(alarm.escalations ?? []), escalationIn(event, at)] }
    default: {
      if (alarm.ended !== undefined) return alarm
      const by = detailsOf(endedType, event)?.by
      return { ...alarm, ended: { at, why: reason ?? 'settled', ...(by === undefined ? {} : { by }) } }
    }
  }
}

function escalationIn(event: PauseEvent, at: Instant): Escalation {
  const contact = detailsOf(escalatedType, event)?.contact
  return contact === undefined ? { at } : { at, contact }
}

function particularsIn(json: string | undefined): JsonObject {
  try {
    return objectOf(JSON.parse(json ?? 'null') as Json)
  } catch {
    return {}
  }
}
