// Places for people: in a vehicle, or beds. A stretcher place takes anyone; a wheelchair place takes a wheelchair or
// someone seated; a seat takes someone seated, or on foot. By Hall's condition three sums decide.

import type { Mobility, PlaceMobility } from '@treve/model'

export interface PlaceCounts {
  readonly stretcher: number
  readonly wheelchair: number
  readonly seated: number
}

export const noPlaces: PlaceCounts = { stretcher: 0, wheelchair: 0, seated: 0 }

export function placeCounts(counts: Partial<Readonly<Record<PlaceMobility, number>>>): PlaceCounts {
  return { ...noPlaces, ...counts }
}

export function fits(needed: PlaceCounts, offered: PlaceCounts): boolean {
  const lying = offered.stretcher - needed.stretcher
  const wheeled = lying + offered.wheelchair - needed.wheelchair
  return lying >= 0 && wheeled >= 0 && wheeled + offered.seated - needed.seated >= 0
}

/** Most units of the same need that still fit beside what is taken. */
export function unitsThatFit(unit: PlaceCounts, taken: PlaceCounts, offered: PlaceCounts): number {
  const lying = offered.stretcher - taken.stretcher
  const wheeled = lying + offered.wheelchair - taken.wheelchair
  const all = wheeled + offered.seated - taken.seated
  if (lying < 0 || wheeled < 0 || all < 0) return 0
  const needs = [
    [unit.stretcher, lying],
    [unit.stretcher + unit.wheelchair, wheeled],
    [total(unit), all],
  ] as const
  return Math.min(...needs.map(([need, room]) => (need === 0 ? Number.POSITIVE_INFINITY : Math.floor(room / need))))
}

export function plus(a: PlaceCounts, b: PlaceCounts, times = 1): PlaceCounts {
  return {
    stretcher: a.stretcher + b.stretcher * times,
    wheelchair: a.wheelchair + b.wheelchair * times,
    seated: a.seated + b.seated * times,
  }
}

export function total(counts: PlaceCounts): number {
  return counts.stretcher + counts.wheelchair + counts.seated
}

/** Whoever can walk and rides takes a seat. */
export function placeOf(mobility: Mobility): PlaceMobility {
  return mobility === 'on_foot' ? 'seated' : mobility
}
