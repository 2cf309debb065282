// What a tracker told, whatever protocol it speaks: one fix, in base units, or that it has none.

export interface Fix {
  /** When it was taken, by the tracker's clock: milliseconds since 1970. */
  readonly at: number
  readonly latitude: number
  readonly longitude: number
  readonly speedMetresPerSecond?: number
  /** From north, clockwise. */
  readonly headingDegrees?: number
  /** Radius within which it probably is. */
  readonly accuracyMetres?: number
  readonly altitudeMetres?: number
  readonly batteryPercent?: number
  /** The device itself says that some app has made it up. */
  readonly isMock?: boolean
}

/** `naive_timestamp`: a local time without its offset, of which nobody can say when it was. */
export type TrackerFault =
  | 'tracker_missing'
  | 'timestamp_missing'
  | 'naive_timestamp'
  | 'timestamp_unreadable'
  | 'position_unreadable'
  | 'not_json'
  | 'encrypted'

export type TrackerTold =
  | { readonly kind: 'fix'; readonly tracker: string; readonly fix: Fix }
  /** It is alive, and does not know where it is. */
  | { readonly kind: 'no_fix'; readonly tracker: string }
  /** Nothing about a place; it is answered as if it were. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly fault: TrackerFault }

export const refused = (fault: TrackerFault): TrackerTold => ({ kind: 'refused', fault })

/** Everything that trackers tell is text or JSON of strangers; what cannot be read is undefined. */
export type Written = unknown

/** As a number is written in a query or in JSON; nothing else that JavaScript would take for one. */
export function numberOf(written: Written): number | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? written : undefined
  if (typeof written !== 'string' || !/^[+-]?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/.test(written.trim()))
    return undefined
  const number = Number(written)
  return Number.isFinite(number) ? number : undefined
}

const mostIdLetters = 128

export function trackerIdOf(written: Written): string | undefined {
  const text = typeof written === 'number' ? String(written) : written
  if (typeof text !== 'string') return undefined
  const id = text.trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused
  return id === '' || id.length > mostIdLetters || /[\u0000-\u001f\u007f]/.test(id) ? undefined : id
}

/** Seconds since 1970 where it is below 2³¹, else milliseconds; or ISO 8601 with an offset. */
export function timestampOf(written: Written): number | TrackerFault {
  if (written === undefined || written === null || written === '') return 'timestamp_missing'
  const text = String(written).trim()
  if (/^\d{1,16}(\.\d{1,9})?$/.test(text)) {
    const number = Number(text)
    return Math.round(number < 2 ** 31 ? number * 1000 : number)
  }
  const parts = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (parts === null) return 'timestamp_unreadable'
  if (parts[3] === undefined) return 'naive_timestamp'
  const offset = parts[3].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const milliseconds = Date.parse(
    `${text.slice(0, -parts[3].length).trim().replace(' ', 'T').replace(',', '.')}${offset}`,
  )
  return Number.isNaN(milliseconds) ? 'timestamp_unreadable' : milliseconds
}

interface Readings {
  readonly latitude: Written
  readonly longitude: Written
  readonly speedMetresPerSecond: number | undefined
  readonly heading: Written
  readonly accuracy: Written
  readonly altitude: Written
  readonly batteryPercent: number | undefined
  readonly isMock?: boolean
}

/** What comes with a place and cannot be so, as −1 for “not known”, is left out; the place itself must be one. */
export function toldOf(tracker: string | undefined, timestamp: Written, readings: Readings): TrackerTold {
  if (tracker === undefined) return refused('tracker_missing')
  const at = timestampOf(timestamp)
  if (typeof at === 'string') return refused(at)
  const latitude = within(numberOf(readings.latitude), -90, 90)
  const longitude = within(numberOf(readings.longitude), -180, 180)
  if (latitude === undefined || longitude === undefined) return refused('position_unreadable')
  // What receivers tell that have found nothing.
  if (latitude === 0 && longitude === 0) return { kind: 'no_fix', tracker }
  const rest = {
    speedMetresPerSecond: within(readings.speedMetresPerSecond, 0, 1000),
    headingDegrees: within(numberOf(readings.heading), 0, 360),
    accuracyMetres: within(numberOf(readings.accuracy), 0, 10_000_000),
    altitudeMetres: within(numberOf(readings.altitude), -500, 100_000),
    batteryPercent: within(readings.batteryPercent, 0, 100),
    isMock: readings.isMock === true ? true : undefined,
  }
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return { kind: 'fix', tracker, fix: { at, latitude, longitude, ...known } }
}

function within(number: number | undefined, least: number, most: number): number | undefined {
  return number !== undefined && number >= least && number <= most ? number : undefined
}

export function objectOf(written: Written): Readonly<Record<string, Written>> {
  return typeof written === 'object' && written !== null && !Array.isArray(written)
    ? (written as Readonly<Record<string, Written>>)
    : {}
}

/** Undefined where it is no JSON object. */
export function jsonObjectOf(text: string): Readonly<Record<string, Written>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, Written>>)
      : undefined
  } catch {
    return undefined
  }
}
