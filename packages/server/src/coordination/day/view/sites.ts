// Who waits, how long gates take and which beds are free, as it is shown.

import type { Json } from '../../event.ts'
import { bedsAt, queueAt, serviceAt, waitingAt } from '../sites.ts'
import type { Day } from '../state.ts'
import { type At, countedJson, rangeJson } from './parts.ts'

export function waitingJson(day: Day, at: At): Json {
  return day.ofPlace.keys().flatMap((place): Json[] => {
    const found = waitingAt(day, place)
    const holds = day.figures?.places.get(place)?.holds ?? null
    return found === undefined ? [] : [{ place, ...countedJson(found, at), holds }]
  })
}

export function gatesJson(day: Day, at: At): Json {
  return day.ofGate.keys().map((key): Json => {
    const [queue, service] = [queueAt(day, key), serviceAt(day, key)]
    const [corridor, gate] = key.includes(' ') ? key.split(' ') : [null, key]
    return {
      gate: gate ?? key,
      corridor: corridor ?? null,
      queue: queue === undefined ? null : rangeJson(queue.range),
      queue_at: at(queue?.at),
      service_s: service === undefined ? null : rangeJson(service.range),
      service_at: at(service?.at),
    }
  })
}

export function bedsJson(day: Day, place: string, at: At): readonly Json[] {
  const beds = [...bedsAt(day, place)]
  if (beds.length === 0) return []
  return [{ place, free: Object.fromEntries(beds.map(([detail, found]) => [detail, countedJson(found, at)])) }]
}
