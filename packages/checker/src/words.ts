// How violations speak of times and amounts.

import { formatClock, type Instant, type TimeZone } from '@treve/model'

export function clock(at: Instant, zone: TimeZone): string {
  return formatClock(at, zone)
}

/** 12,500 g → `12.5 kg`. */
export function massText(grams: number): string {
  if (grams >= 1_000_000) return `${grams / 1_000_000} t`
  return grams >= 1000 ? `${grams / 1000} kg` : `${grams} g`
}
