// Figures that vary over the local day, looked up at an instant.

import { type Instant, localSecondsOfDay, type TimeZone, type Varying, valueAt, zoneOffsetSeconds } from '@treve/model'

const daySeconds = 86_400
const quarterSeconds = 900

export function valueIn<T>(rows: Varying<T>, at: Instant, zone: TimeZone): T {
  const [only, more] = rows
  return only !== undefined && more === undefined ? only.value : valueAt(rows, localSecondsOfDay(at, zone))
}

/** The next instant at which another of these hours of the day begins; undefined where there is only one. */
export function nextChange(hours: readonly number[], at: Instant, zone: TimeZone): Instant | undefined {
  if (hours.length < 2) return undefined
  const now = localSecondsOfDay(at, zone)
  let waitSeconds = daySeconds
  for (const hour of hours) {
    const ahead = (hour - now + daySeconds) % daySeconds
    if (ahead > 0 && ahead < waitSeconds) waitSeconds = ahead
  }
  const next = (at + waitSeconds) as Instant
  if (zoneOffsetSeconds(zone, at) === zoneOffsetSeconds(zone, next)) return next
  // The clocks change on the way: go by quarters of an hour, on which alone they do, and look again at each.
  return ((Math.floor(at / quarterSeconds) + 1) * quarterSeconds) as Instant
}
