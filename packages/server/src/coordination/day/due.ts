// Alarms that follow from what was reported, and from time. Each is raised once for what gave rise to it; some end by
// themselves, with a margin, so that nothing flickers. What time alone cannot tell, positions do (elsewhere).

import type { Instant } from '@treve/model'
import { contactsOfPause } from '../conversation/state.ts'
import type { Said } from '../event.ts'
import type { Coordination } from '../state.ts'
import { type Alarm, escalatesAfterSeconds, isOpen, leastBetweenSeconds } from './alarm.ts'
import { raised, settled } from './alarm-commands.ts'
import { lapsed, lapsing } from './alarms/lapsing.ts'
import { differences, uncounted } from './alarms/people.ts'
import { incidents, sightings, unknownVehicles } from './alarms/seen.ts'
import { gates, waiting } from './alarms/sites.ts'
import { standing, turnBacks } from './alarms/under-way.ts'
import type { Wanted } from './alarms/wanted.ts'

export function due(whole: Coordination, now: Instant): readonly Said[] {
  const { day } = whole
  const wanted = wantedNow(whole, now)
  const open = new Map([...day.alarms.values()].filter(isOpen).map((alarm) => [`${alarm.kind} ${alarm.key}`, alarm]))
  const causes = new Set([...day.alarms.values()].map(({ kind, key, cause }) => `${kind} ${key} ${cause}`))
  const fresh = wanted.raise.filter(
    ({ kind, key, cause = '' }) => !open.has(`${kind} ${key}`) && !causes.has(`${kind} ${key} ${cause}`),
  )
  return [
    ...fresh.map(raised),
    ...[...open.values()].filter(wanted.isOver).map((alarm) => settled(alarm, 'settled')),
    ...[...open.values()].filter((alarm) => isToEscalate(alarm, now)).map((alarm) => escalated(whole, alarm)),
  ]
}

/** A few times, and each time further: that it goes on is told on each board and by its sound, and need not fill the account. */
function isToEscalate({ kind, since, acknowledged, escalations = [] }: Alarm, now: Instant): boolean {
  const after = escalatesAfterSeconds(kind)[escalations.length]
  const last = escalations.at(-1)?.at
  if (acknowledged !== undefined || after === undefined) return false
  return now - since >= after && (last === undefined || now - last >= leastBetweenSeconds)
}

/** The first in line is asked first, and each time one further; the last of them again. */
function escalated({ conversation }: Coordination, { alarm, escalations = [] }: Alarm): Said {
  const line = contactsOfPause(conversation)
  const contact = (line[escalations.length] ?? line.at(-1))?.id
  return {
    type: 'alarm_escalated',
    notice: { reason: 'not_acknowledged' },
    references: { about: [alarm] },
    ...(contact === undefined ? {} : { details: { contact } }),
  }
}

function wantedNow(whole: Coordination, now: Instant): Wanted {
  const { day } = whole
  const all = [
    turnBacks(day, now),
    standing(day, now),
    waiting(day),
    gates(day),
    differences(day),
    uncounted(day, now),
    sightings(day),
    incidents(day),
    unknownVehicles(day),
    lapsing(whole, now),
    lapsed(whole, now),
  ]
  return {
    raise: all.flatMap(({ raise }) => raise),
    isOver: (alarm) => all.some(({ isOver }) => isOver(alarm)),
  }
}
