// Whether the clock by which the file tells its times is kept anywhere near: every time in it is another if it is not.

import { isTimeZone, zoneOffsetSeconds } from '../time.ts'
import { below, type Inquiry } from './inquiry.ts'
import { kilometresBetween, locatorOf } from './locator.ts'
import { type ZonePlace, zonePlaces } from './zone-places.ts'

const farKilometres = 1500
/** Large countries keep one clock, or name it after a place far off. */
const nearKilometres = 1200
const namedAtMost = 3

export function checkClocks({ sections, root, windows, warn }: Inquiry): void {
  const { zone, time_zone: timeZone } = sections
  // Zones of no place, such as UTC, are nobody's by mistake.
  const own = zonePlaces.find((each) => each.zone === timeZone)
  if (zone === undefined || timeZone === undefined || own === undefined) return
  const { centre } = locatorOf(zone.area)
  const away = ({ at: [longitude, latitude] }: ZonePlace) => kilometresBetween([longitude, latitude], centre)
  if (away(own) <= farKilometres) return
  const near = zonePlaces.filter((each) => away(each) <= nearKilometres).sort((a, b) => away(a) - away(b))
  const isOneCountry = near.some(({ countries }) => countries.some((country) => own.countries.includes(country)))
  const isSameTime = (other: string): boolean =>
    isTimeZone(other) &&
    windows.every(({ open }) => zoneOffsetSeconds(other, open) === zoneOffsetSeconds(timeZone, open))
  if (near.length === 0 || isOneCountry || near.some((each) => isSameTime(each.zone))) return
  warn(below(root, 'time_zone'), 'time_zone_far', {
    zone: timeZone,
    kilometres: Math.round(away(own) / 100) * 100,
    near: near
      .slice(0, namedAtMost)
      .map((each) => each.zone)
      .join(', '),
  })
}
