// The day as a reader is shown it. Who runs it sees all but what is for those who deal with protection; a field team its own
// trips, a desk its own arrivals; everybody else nothing.

import { formatInstant, type Instant } from '@treve/model'
import { type Actor, sees } from '../../../policy/index.ts'
import { zoneOf } from '../../approvals/commands.ts'
import type { JsonObject } from '../../event.ts'
import type { Clock } from '../../part.ts'
import type { Coordination } from '../../state.ts'
import { ownArrivals } from './own-arrivals.ts'
import { ownTrips } from './own-trips.ts'
import type { At } from './parts.ts'
import { wholeDay } from './whole.ts'

export function view(whole: Coordination, reader: Actor, now: Instant, clock?: Clock): JsonObject | undefined {
  if (!sees(reader, 'day')) return undefined
  const zone = zoneOf(whole)
  const at: At = (when) => (when === null || when === undefined ? null : formatInstant(when, zone))
  const ofClock = {
    clock: clock === undefined ? null : { real_s: clock.real, pause_s: clock.pause, speed: clock.speed },
  }
  if (sees(reader, 'day_whole')) return { ...ofClock, ...wholeDay(whole, reader, now, at) }
  return {
    ...ofClock,
    ...(reader.roles.includes('field') ? ownTrips(whole, reader, now, at) : {}),
    ...(reader.roles.includes('desk') ? ownArrivals(whole, reader, now, at) : {}),
  }
}
