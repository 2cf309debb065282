// How many are out so far, and how many are under way: by what was counted. What nobody counted is not nought.

import type { Instant } from '@treve/model'
import { byThing, total } from './counted.ts'
import { loadNow, loadsNow } from './loads.ts'
import { plus, type Range, sumOf } from './report.ts'
import { counts, type Day } from './state.ts'
import { isSeenInside, saidOutSeenInside, vehicleIds, vehicleNow } from './vehicles.ts'

export interface OutSoFar {
  /** Null: nobody counted any. */
  readonly people: Range | null
  readonly byMovement: ReadonlyMap<string, Range>
  readonly at: Instant | null
}

export function outSoFar(day: Day): OutSoFar {
  const does = counts(day)
  let people: Range | null = null
  let at: Instant | null = null
  const byMovement = new Map<string, Range>()
  const add = (range: Range | null | undefined) => {
    if (range !== null && range !== undefined) people = people === null ? range : plus(people, range)
  }
  const sum = (rows: readonly (Range & { readonly movement?: string })[]) => {
    for (const row of rows)
      if (row.movement !== undefined)
        byMovement.set(row.movement, plus(byMovement.get(row.movement) ?? { low: 0, best: 0, high: 0 }, row))
  }
  for (const { load, of, aboard, vehicle, uncounted } of loadsNow(day)) {
    add(of.arrived)
    // Of whom nobody has counted none need be out; all of them may. Likely they are where their vehicle was told out with them.
    if (uncounted !== null) {
      const { best, high } = uncounted.people
      add({ low: 0, best: uncounted.isOut ? best : 0, high })
    }
    // Out of the zone, and not yet where they are going.
    if (vehicle !== null) {
      const now = vehicleNow(day, vehicle)
      if (now.phase === 'out' && now.load === load) add(aboard)
    }
    for (const report of day.ofLoad.get(load) ?? [])
      if (report.type === 'people_arrived' && does(report)) {
        sum(report.people)
        at = later(at, report.at)
      }
  }
  const walked = day.onFoot.filter(does)
  add(
    total(
      byThing(
        walked.map((report) => ({ report, range: sumOf(report.people) })),
        ({ report: { event, corridor, gate, place } }) => event ?? [corridor ?? '', gate ?? '', place ?? ''].join(' '),
      ).values(),
    ),
  )
  for (const report of walked) {
    sum(report.people)
    at = later(at, report.at)
  }
  return { people, byMovement, at }
}

function later(a: Instant | null, b: Instant): Instant {
  return a === null || b > a ? b : a
}

export interface UnderWay {
  readonly vehicles: number
  /** Of the vehicles, those in the zone: at the least those seen there; at the most those too that set out for it and were not seen since. */
  readonly inside: { readonly low: number; readonly high: number }
  /** Vehicles of which nobody counted who is aboard. */
  readonly uncounted: number
  readonly people: Range | null
}

export function underWay(day: Day): UnderWay {
  const moving = vehicleIds(day)
    .map((vehicle) => vehicleNow(day, vehicle))
    .filter(({ phase }) => phase !== 'before' && phase !== 'done')
  const aboard = moving.map(({ load }) => (load === null ? null : loadNow(day, load).aboard))
  const known = aboard.filter((each) => each !== null)
  return {
    vehicles: moving.length,
    inside: {
      low: moving.filter((each) => isSeenInside(day, each)).length,
      high: new Set([
        ...moving.filter(({ isInside }) => isInside).map(({ vehicle }) => vehicle),
        ...saidOutSeenInside(day),
      ]).size,
    },
    uncounted: aboard.length - known.length,
    people: known.length === 0 ? null : sumOf(known),
  }
}
