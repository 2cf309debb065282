// Alarms that follow from what was reported, and from time. Each is raised once for what gave rise to it; some end by
// themselves, with a margin, so that nothing flickers. What time alone cannot tell, positions do (elsewhere).

import type { Instant } from '@treve/model'
import type { Said } from '../event.ts'
import type { Coordination } from '../state.ts'
import { type Alarm, escalatesAfterSeconds, isOpen } from './alarm.ts'
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
    ...[...open.values()].filter((alarm) => isToEscalate(alarm, now)).map(escalated),
  ]
}

function isToEscalate({ kind, since, acknowledged, escalatedAt }: Alarm, now: Instant): boolean {
  return acknowledged === undefined && escalatedAt === undefined && now - since >= escalatesAfterSeconds(kind)
}

function escalated({ alarm }: Alarm): Said {
  return { type: 'alarm_escalated', notice: { reason: 'not_acknowledged' }, references: { about: [alarm] } }
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
