// Places where more wait than they hold, and gates that take longer than planned.

import type { Raising } from '../alarm-commands.ts'
import { queueAt, serviceAt, waitingAt } from '../sites.ts'
import { type Day, gateKey } from '../state.ts'
import { alarmLimits } from './limits.ts'
import type { Wanted } from './wanted.ts'

export function waiting(day: Day): Wanted {
  const over = (place: string) => {
    const holds = day.figures?.places.get(place)?.holds
    const counted = waitingAt(day, place)
    return holds === null || holds === undefined || counted === undefined ? undefined : { holds, counted }
  }
  return {
    raise: day.ofPlace.keys().flatMap((place): Raising[] => {
      const found = over(place)
      if (found === undefined || found.counted.range.high <= found.holds) return []
      const { holds, counted } = found
      return [
        {
          kind: 'waiting_over',
          key: place,
          cause: counted.entry,
          about: { place },
          particulars: { holds, low: counted.range.low, high: counted.range.high, at: counted.at },
          reports: [counted.entry],
        },
      ]
    }),
    isOver: ({ kind, about: { place } }) => {
      const found = kind === 'waiting_over' && place !== undefined ? over(place) : undefined
      return found !== undefined && found.counted.range.high <= found.holds * (1 - alarmLimits.waitingMargin)
    },
  }
}

export function gates(day: Day): Wanted {
  const slow = (key: string) => {
    const [service, queue] = [serviceAt(day, key), queueAt(day, key)]
    const planned = day.figures?.gates.find((each) => gateKey(each.corridor, each.gate) === key || each.gate === key)
    const plannedSeconds = planned?.serviceSeconds ?? null
    const takes = service?.range.best ?? plannedSeconds
    const queueSeconds = queue === undefined || takes === null ? null : queue.range.best * takes
    return { service, queue, plannedSeconds, queueSeconds, planned }
  }
  return {
    raise: day.ofGate.keys().flatMap((key): Raising[] => {
      const { service, queue, plannedSeconds, queueSeconds, planned } = slow(key)
      const isSlow =
        service !== undefined && plannedSeconds !== null && service.range.best > plannedSeconds * alarmLimits.slowFactor
      const isLong = queueSeconds !== null && queueSeconds > alarmLimits.queueSeconds
      if (!isSlow && !isLong) return []
      const entries = [service, queue].flatMap((each) => each?.entry ?? [])
      const [corridor, gate] = key.includes(' ') ? key.split(' ') : [planned?.corridor, key]
      return [
        {
          kind: 'gate_slow',
          key,
          cause: entries.join(' '),
          about: { ...(gate === undefined ? {} : { gate }), ...(corridor === undefined ? {} : { corridor }) },
          particulars: {
            ...(service === undefined ? {} : { service_s: service.range.best }),
            ...(plannedSeconds === null ? {} : { planned_s: plannedSeconds }),
            ...(queue === undefined ? {} : { queue: queue.range.best }),
            ...(queueSeconds === null ? {} : { queue_s: queueSeconds }),
          },
          reports: entries,
        },
      ]
    }),
    isOver: ({ kind, key, particulars }) => {
      if (kind !== 'gate_slow' || (particulars.service_s === undefined && particulars.queue === undefined)) return false
      const { service, plannedSeconds, queueSeconds } = slow(key)
      const isQuick =
        service === undefined ||
        plannedSeconds === null ||
        service.range.best <= plannedSeconds * alarmLimits.slowOverFactor
      return isQuick && (queueSeconds === null || queueSeconds <= alarmLimits.queueSeconds / 2)
    },
  }
}
