// Times as they are written, in the zone of the pause.

import { formatInstant, type Instant, isTimeZone, utc } from '@treve/model'

export function instantText(seconds: number, zone: string): string {
  return formatInstant(seconds as Instant, isTimeZone(zone) ? zone : utc)
}
