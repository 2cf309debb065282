// Instants and the zone they were stated in. Arithmetic is in seconds UTC; local time is for reading and showing.

import type { Instant, SecondsOfDay } from './units.ts'

export type TimeZone = string & { readonly __brand: 'time zone' }

export const utc = 'UTC' as TimeZone

export type LocalTimeFault =
  | { readonly fault: 'not_a_time' }
  | { readonly fault: 'time_does_not_exist' }
  | { readonly fault: 'time_exists_twice'; readonly offsets: readonly string[] }

const instantPattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?$/
const timeOfDayPattern = /^(\d{2}):(\d{2})(?::(\d{2}))?$/

export function isTimeZone(name: string): name is TimeZone {
  // Offsets such as +03:00 are accepted by Intl, but a pause names the place whose clock it keeps.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    formatterOf(name)
    return true
  } catch {
    return false
  }
}

/**
 * Reads `2016-11-04T08:00` in the zone, or with its own offset. A local time that the zone skips or repeats
 * (change of daylight saving) is a fault: only a written offset can say which instant is meant.
 */
export function parseInstant(text: string, zone: TimeZone): Instant | LocalTimeFault {
  const match = instantPattern.exec(text)
  if (match === null) return { fault: 'not_a_time' }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? '0')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second) / 1000
  const check = new Date(asUtc * 1000)
  // The year too: JavaScript takes the year 16 for 1916.
  const isRealDate = check.getUTCFullYear() === year && check.getUTCMonth() === month - 1 && check.getUTCDate() === day
  if (!isRealDate || hour > 23 || minute > 59 || second > 59) return { fault: 'not_a_time' }
  const offset = match[7]
  if (offset !== undefined) {
    const seconds = offsetSeconds(offset)
    return seconds === undefined ? { fault: 'not_a_time' } : ((asUtc - seconds) as Instant)
  }
  // Any offset in force within a day of the time is a candidate; those that render back to it are meant.
  const offsets = new Set([-86400, 0, 86400].map((shift) => zoneOffsetSeconds(zone, (asUtc + shift) as Instant)))
  const meant = [...offsets].filter(
    (candidate) => zoneOffsetSeconds(zone, (asUtc - candidate) as Instant) === candidate,
  )
  const [first] = meant
  if (first === undefined) return { fault: 'time_does_not_exist' }
  if (meant.length > 1) return { fault: 'time_exists_twice', offsets: meant.sort((a, b) => b - a).map(offsetText) }
  return (asUtc - first) as Instant
}

export function parseTimeOfDay(text: string): SecondsOfDay | undefined {
  const match = timeOfDayPattern.exec(text)
  if (match === null) return undefined
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? '0')]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return (hour * 3600 + minute * 60 + second) as SecondsOfDay
}

/** ISO 8601 with the zone's offset at that instant: `2016-11-04T08:00:00+02:00`. */
export function formatInstant(instant: Instant, zone: TimeZone): string {
  const offset = zoneOffsetSeconds(zone, instant)
  return new Date((instant + offset) * 1000).toISOString().slice(0, 19) + offsetText(offset)
}

/** Local `08:00`, with seconds only where there are any. */
export function formatClock(instant: Instant, zone: TimeZone): string {
  const iso = formatInstant(instant, zone)
  return iso.slice(17, 19) === '00' ? iso.slice(11, 16) : iso.slice(11, 19)
}

export function localSecondsOfDay(instant: Instant, zone: TimeZone): SecondsOfDay {
  const local = instant + zoneOffsetSeconds(zone, instant)
  return (((local % 86400) + 86400) % 86400) as SecondsOfDay
}

/** Local calendar day, `2016-11-04`. */
export function localDay(instant: Instant, zone: TimeZone): string {
  return formatInstant(instant, zone).slice(0, 10)
}

export function zoneOffsetSeconds(zone: TimeZone, instant: Instant): number {
  let byHour = offsets.get(zone)
  if (byHour === undefined) {
    byHour = new Map()
    offsets.set(zone, byHour)
  }
  // No zone changes its offset but on a quarter of an hour: cache by quarter.
  const quarter = Math.floor(instant / 900)
  const known = byHour.get(quarter)
  if (known !== undefined) return known
  const parts: Record<string, number> = {}
  for (const part of formatterOf(zone).formatToParts(instant * 1000)) parts[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const local = Date.UTC(year, month - 1, day, hour % 24, minute, second) / 1000
  const offset = local - instant
  byHour.set(quarter, offset)
  return offset
}

// Caches of pure functions: results do not depend on what was asked before.
const offsets = new Map<TimeZone, Map<number, number>>()
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

function offsetSeconds(text: string): number | undefined {
  if (text === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(4, 6))
  if (hours > 14 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}

function offsetText(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
