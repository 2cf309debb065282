// Lead times, and when an acknowledgement is asked for again: as set, else as here.

import { languages } from '@treve/model'
import { boolean, defaulted, integer, list, object, oneOf, optional, type TypeOf } from '@treve/model/schema'
import { command, refuse } from '../part.ts'
import { moderate } from '../sensitivity.ts'

const hour = 3600
const month = 31 * 24 * hour

export const rulesType = object({
  lead_s: optional(integer(0, month), moderate('How long before a movement it is notified; absent: 48 h.')),
  emergency_lead_s: defaulted(integer(0, month), 24 * hour, moderate('The same in an emergency.')),
  chase_every_s: defaulted(
    integer(60, month),
    4 * hour,
    moderate('What has not come is asked for again so long after it was last asked for.'),
  ),
  chases_before_escalation: defaulted(
    integer(1, 100),
    2,
    moderate('After so many times the next contact in line is asked.'),
  ),
  await_forwarding: defaulted(
    boolean(),
    true,
    moderate('True: that a notification was passed on is asked for as its acknowledgement is.'),
  ),
  contact_test_h: defaulted(
    integer(1, 24 * 31),
    24,
    moderate('A contact not tested for so many hours is shown as untested.'),
  ),
  message_languages: defaulted(
    list(oneOf(languages), { min: 1, max: languages.length }),
    ['ar', 'en'],
    moderate('Languages that a message to people inside must be in.'),
  ),
})
export type Rules = TypeOf<typeof rulesType>

export const usualLeadSeconds = 48 * hour

export const defaultRules: Rules = {
  emergency_lead_s: 24 * hour,
  chase_every_s: 4 * hour,
  chases_before_escalation: 2,
  await_forwarding: true,
  contact_test_h: 24,
  message_languages: ['ar', 'en'],
}

export const setNoticeRules = command('set_notice_rules', {
  doc: 'Sets lead times of notifications, when acknowledgements are asked for again, and languages of messages.',
  input: rulesType,
  decide: (rules, { state }) => {
    if (isSame(rules, state.notices.rules)) return { said: [] }
    const { lead_s = usualLeadSeconds, emergency_lead_s } = rules
    if (emergency_lead_s > lead_s)
      return refuse(
        'emergency_lead_longer',
        'The lead time in an emergency is longer than the usual one: make it no longer.',
      )
    return { said: [{ type: 'notice_rules_set', details: rules }] }
  },
})

export function isSame(one: Rules, other: Rules): boolean {
  const sorted = (rules: Rules) => JSON.stringify(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)))
  return sorted(one) === sorted(other)
}
