// Darkness before the end: a warning, not a rule. Sunrise and sunset by the equations of NOAA's solar calculator
// (after Meeus, Astronomical Algorithms), good to a minute or two at inhabited latitudes.

import type { Window } from '../pause/schema.ts'
import type { Position } from '../schema/values.ts'
import { formatClock } from '../time.ts'
import type { Instant } from '../units.ts'
import type { Inquiry } from './inquiry.ts'
import { locatorOf } from './locator.ts'

export function checkDaylight(inquiry: Inquiry): void {
  const { zone, time_zone: timeZone } = inquiry.sections
  if (zone === undefined || timeZone === undefined) return
  const centre = locatorOf(zone.area).centre
  const clock = (instant: number) => formatClock((Math.round(instant / 60) * 60) as Instant, timeZone)
  for (const window of inquiry.windows) {
    if (window.close - window.open > 7 * 86_400) continue
    const { sunset, sunrise } = darkness(window, centre)
    if (sunset !== undefined) {
      inquiry.warn(inquiry.at(window, 'close'), 'dark_before_close', { id: window.id, sunset: clock(sunset) })
    } else if (sunrise !== undefined) {
      inquiry.warn(inquiry.at(window, 'open'), 'dark_at_opening', { id: window.id, sunrise: clock(sunrise) })
    }
  }
}

/** The first sunset within a window; and the sunrise that ends the darkness it opens in. */
function darkness(window: Window, centre: Position): { sunset: number | undefined; sunrise: number | undefined } {
  const rises: number[] = []
  const sets: number[] = []
  for (let day = Math.floor(window.open / 86_400) - 1; day * 86_400 <= window.close + 86_400; day++) {
    const sun = sunOn(day, centre)
    if (sun === undefined) continue
    rises.push(sun.rise)
    sets.push(sun.set)
  }
  const sunset = sets.find((set) => set > window.open && set < window.close)
  const rise = rises.find((each) => each > window.open)
  const set = sets.find((each) => each > window.open)
  const isDarkAtOpening = rise !== undefined && set !== undefined && rise < set
  return { sunset, sunrise: isDarkAtOpening ? rise : undefined }
}

/** Sunrise and sunset around the noon of a day (days since 1970) at a position; undefined where it does not rise or set. */
function sunOn(day: number, [longitude, latitude]: Position): { rise: number; set: number } | undefined {
  const guess = day * 86_400 + 43_200 - longitude * 240 // local noon, in UTC
  const { declination, equationSeconds } = sunAt(guess)
  const noon = guess - equationSeconds
  const radians = Math.PI / 180
  // 90.833°: refraction at the horizon, and half the sun's width.
  const cosine =
    Math.cos(90.833 * radians) / (Math.cos(latitude * radians) * Math.cos(declination)) -
    Math.tan(latitude * radians) * Math.tan(declination)
  if (cosine < -1 || cosine > 1) return undefined
  const half = (Math.acos(cosine) / radians) * 240
  return { rise: noon - half, set: noon + half }
}

function sunAt(instant: number): { declination: number; equationSeconds: number } {
  const radians = Math.PI / 180
  const century = (instant / 86_400 + 2_440_587.5 - 2_451_545) / 36_525
  const meanLongitude = (280.46646 + century * (36_000.76983 + century * 0.0003032)) % 360
  const anomaly = (357.52911 + century * (35_999.05029 - 0.0001537 * century)) * radians
  const eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)
  const centre =
    Math.sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century)) +
    Math.sin(2 * anomaly) * (0.019993 - 0.000101 * century) +
    Math.sin(3 * anomaly) * 0.000289
  const node = (125.04 - 1934.136 * century) * radians
  const apparent = (meanLongitude + centre - 0.00569 - 0.00478 * Math.sin(node)) * radians
  const meanObliquity = 23 + (26 + (21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))) / 60) / 60
  const obliquity = (meanObliquity + 0.00256 * Math.cos(node)) * radians
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(apparent))
  const y = Math.tan(obliquity / 2) ** 2
  const long = meanLongitude * radians
  const equation =
    y * Math.sin(2 * long) -
    2 * eccentricity * Math.sin(anomaly) +
    4 * eccentricity * y * Math.sin(anomaly) * Math.cos(2 * long) -
    0.5 * y * y * Math.sin(4 * long) -
    1.25 * eccentricity * eccentricity * Math.sin(2 * anomaly)
  return { declination, equationSeconds: (equation / radians) * 240 }
}
