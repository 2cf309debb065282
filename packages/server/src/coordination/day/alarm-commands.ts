// Alarms: raised and settled by the server, looked at and ended by people.

import { object, oneOf, optional, required, text } from '@treve/model/schema'
import type { Actor } from '../../policy/index.ts'
import { sees } from '../../policy/index.ts'
import { personalFault } from '../channels.ts'
import type { JsonObject, Said } from '../event.ts'
import { command, refuse } from '../part.ts'
import { high } from '../sensitivity.ts'
import { type About, type Alarm, type AlarmKind, aboutKeys, alarmKinds, isOpen, protectionKinds } from './alarm.ts'
import type { Day } from './state.ts'

export interface Raising {
  readonly kind: AlarmKind
  readonly key: string
  /** The same gives rise to no alarm a second time; absent: each time it is raised is another. */
  readonly cause?: string
  readonly about?: About
  readonly particulars?: JsonObject
  /** Entries that it rests on. */
  readonly reports?: readonly string[]
}

/** As many as an entry names. */
const mostReferences = 40

export function raised({ kind, key, cause, about, particulars, reports = [] }: Raising): Said {
  return {
    type: 'alarm_raised',
    details: {
      kind,
      key,
      ...(cause === undefined ? {} : { cause }),
      ...(about === undefined ? {} : { about: { ...about } as JsonObject }),
      ...(particulars === undefined ? {} : { particulars: JSON.stringify(particulars) }),
    },
    ...(reports.length === 0 ? {} : { references: { about: reports.slice(-mostReferences) } }),
  }
}

export function settled(alarm: Alarm, why: string): Said {
  return { type: 'alarm_ended', notice: { reason: why }, references: { about: [alarm.alarm] } }
}

export function openAlarm({ alarms }: Day, kind: AlarmKind, key: string): Alarm | undefined {
  return [...alarms.values()].find((each) => each.kind === kind && each.key === key && isOpen(each))
}

const aboutFields = Object.fromEntries(aboutKeys.map((key) => [key, optional(text(100), high('What it is about.'))]))

export const raiseAlarm = command('raise_alarm', {
  doc: 'Raises an alarm: by the server itself, once while one of its kind is open for the same.',
  input: object({
    kind: required(oneOf(alarmKinds), high('What kind of alarm.')),
    key: required(text(300), high('What of that kind it is about.')),
    ...aboutFields,
    particulars: optional(text(4000), high('Figures that it rests on, as JSON.')),
  }),
  decide: (input, { state: { day }, by }) => {
    if (by.kind !== 'server') return refuse('not_allowed', 'The server raises alarms by itself.')
    const { kind, key, particulars } = input
    if (openAlarm(day, kind, key) !== undefined) return { said: [] }
    const about: About = Object.fromEntries(
      aboutKeys.flatMap((name) => {
        const value = (input as Readonly<Record<string, unknown>>)[name]
        return typeof value === 'string' ? [[name, value]] : []
      }),
    )
    const said = raised({ kind, key, about })
    return {
      said: [particulars === undefined ? said : { ...said, details: { ...said.details, particulars } }],
    }
  },
})

export const settleAlarm = command('settle_alarm', {
  doc: 'Ends an alarm whose cause is over: by the server itself.',
  input: object({
    alarm: required(text(22), high('The alarm.')),
    why: optional(text(100), high('Why, as a code; absent: settled.')),
  }),
  decide: ({ alarm: entry, why = 'settled' }, { state: { day }, by }) => {
    if (by.kind !== 'server') return refuse('not_allowed', 'The server settles alarms by itself.')
    const alarm = day.alarms.get(entry)
    if (alarm === undefined) return refuse('alarm_unknown', 'There is no such alarm.')
    return isOpen(alarm) ? { said: [settled(alarm, why)] } : { said: [] }
  },
})

/** Whoever is not shown an alarm is not told that there is one. */
function seenAlarm({ alarms }: Day, by: Actor, entry: string): Alarm | undefined {
  const alarm = alarms.get(entry)
  if (alarm === undefined) return undefined
  return sees(by, protectionKinds.includes(alarm.kind) ? 'reconciliation' : 'day_whole') ? alarm : undefined
}

export const acknowledgeAlarm = command('acknowledge_alarm', {
  doc: 'A person has looked at an alarm. It stays open until its cause is over or somebody ends it.',
  input: object({
    alarm: required(text(22), high('The alarm.')),
    note: optional(
      object({
        language: required(text(35), high('Language tag of it.')),
        text: required(text(1000), high('What is done about it.')),
      }),
      high('What is done about it.'),
    ),
  }),
  decide: ({ alarm: entry, note }, { state: { day }, by }) => {
    const alarm = seenAlarm(day, by, entry)
    if (alarm === undefined) return refuse('alarm_unknown', 'There is no such alarm.')
    const fault = personalFault({ note: note?.text })
    if (fault !== undefined) return fault
    if (alarm.acknowledged !== undefined) return { said: [] }
    return {
      said: [
        {
          type: 'alarm_acknowledged',
          details: { by: by.token },
          staff: [by.token],
          references: { about: [alarm.alarm] },
          ...(note === undefined ? {} : { text: { ...note } }),
        },
      ],
    }
  },
})

export const endAlarm = command('end_alarm', {
  doc: 'Ends an alarm, by decision of a person and with the reason.',
  input: object({
    alarm: required(text(22), high('The alarm.')),
    reason: required(text(400), high('Why.')),
  }),
  decide: ({ alarm: entry, reason }, { state: { day }, by }) => {
    const alarm = seenAlarm(day, by, entry)
    if (alarm === undefined) return refuse('alarm_unknown', 'There is no such alarm.')
    const fault = personalFault({ reason })
    if (fault !== undefined) return fault
    if (!isOpen(alarm)) return { said: [] }
    return {
      said: [
        {
          type: 'alarm_ended',
          notice: { reason },
          details: { by: by.token },
          staff: [by.token],
          references: { about: [alarm.alarm] },
        },
      ],
    }
  },
})
