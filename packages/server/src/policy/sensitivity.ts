// How sensitive what is shown of a part is: by the most sensitive field in it.

import type { Sensitivity } from '@treve/model'
import type { Actor } from './actor.ts'
import { type Subject, sees } from './views.ts'

const sensitivities = {
  access: 'high',
  terms: 'moderate',
  approvals: 'high',
  life: 'low',
  withdrawal: 'severe',
  terms_whole: 'high',
  life_whole: 'high',
  withdrawal_whole: 'severe',
  orders: 'high',
  duty_contacts: 'severe',
  notices: 'high',
  conversation: 'high',
  day: 'high',
  day_whole: 'severe',
  own_day: 'high',
  reconciliation: 'severe',
  cases: 'severe',
  messages: 'moderate',
  positions: 'severe',
  positions_whole: 'severe',
  log: 'high',
  plan: 'high',
  publishing: 'low',
} as const satisfies Readonly<Record<Subject, Sensitivity>>

/** Whether it is written down that this reader looked at it: by what of it they are shown. */
export function isReadRecorded(reader: Actor, subject: Subject): boolean {
  const shown = [subject, `${subject}_whole`].filter(isSubject).filter((each) => sees(reader, each))
  return shown.some((each) => recorded.includes(sensitivities[each]))
}

const recorded: readonly Sensitivity[] = ['high', 'severe']

function isSubject(name: string): name is Subject {
  return Object.hasOwn(sensitivities, name)
}
