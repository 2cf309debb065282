// How sensitive what is shown of a part is: by the most sensitive field in it.

import type { Sensitivity } from '@treve/model'
import type { Subject } from './views.ts'

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
  messages: 'moderate',
  log: 'high',
  plan: 'high',
  publishing: 'low',
} as const satisfies Readonly<Record<Subject, Sensitivity>>

/** Whether it is written down who looked at it. */
export function isReadRecorded(subject: Subject): boolean {
  const sensitivity: Sensitivity = sensitivities[subject]
  return sensitivity === 'high' || sensitivity === 'severe'
}
