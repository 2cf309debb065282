// Where reports of one thing by several sources exclude each other. All of them are kept and shown; none is corrected.

import type { Instant } from '@treve/model'
import { aidNow } from './aid.ts'
import type { Combined } from './counted.ts'
import { loadsNow } from './loads.ts'
import type { Report } from './report.ts'
import { bedsAt, queueAt, serviceAt, waitingAt } from './sites.ts'
import { counts, type Day } from './state.ts'
import { sameMomentSeconds } from './vehicles.ts'

export interface Contradiction {
  readonly what: string
  readonly about: Readonly<Record<string, string>>
  readonly reports: readonly {
    readonly entries: readonly string[]
    readonly chain: string
    readonly at: Instant
    readonly low?: number
    readonly best?: number
    readonly high?: number
    readonly place?: string
  }[]
}

export function contradictionsIn(day: Day): readonly Contradiction[] {
  return [
    ...loadsNow(day).flatMap(({ load, contradictions }) =>
      contradictions.map(({ what, told }) => ofSources(what, { load }, told)),
    ),
    ...aidNow(day).flatMap(({ consignment, item, contradictions }) =>
      contradictions.map(({ what, told }) => ofSources(what, { consignment, item }, told)),
    ),
    ...[...day.ofPlace.keys()]
      .sort()
      .flatMap((place) => [
        ...found('waiting', { place }, waitingAt(day, place)?.contradiction),
        ...[...bedsAt(day, place)].flatMap(([detail, each]) => found('beds', { place, detail }, each.contradiction)),
      ]),
    ...[...day.ofGate.keys()]
      .sort()
      .flatMap((gate) => [
        ...found('queue', { gate }, queueAt(day, gate)?.contradiction),
        ...found('service', { gate }, serviceAt(day, gate)?.contradiction),
      ]),
    ...day.ofVehicle.keys().flatMap((vehicle) => ofPlaces(day, vehicle)),
  ]
}

function found(what: string, about: Contradiction['about'], told: Combined | undefined): readonly Contradiction[] {
  return told === undefined ? [] : [ofSources(what, about, told)]
}

function ofSources(what: string, about: Contradiction['about'], { sources }: Combined): Contradiction {
  return {
    what,
    about,
    reports: sources.map(({ entries, chain, at, low, best, high }) => ({ entries, chain, at, low, best, high })),
  }
}

const sights: readonly Report['type'][] = ['came', 'people_boarded', 'offloaded']
const setsOut: readonly Report['type'][] = ['departed', 'entered']

interface Sight {
  readonly report: Report
  readonly spot: string
  readonly is: 'in' | 'at_gate' | 'out'
}

/** Undefined: the report says nothing of where it is. */
function sightIn({ figures }: Day, report: Report): Sight | undefined {
  const { type, place, gate } = report
  if (type === 'clear') return { report, spot: 'outside', is: 'out' }
  if (gate !== undefined && (type === 'came' || type === 'people_passed')) return { report, spot: gate, is: 'at_gate' }
  if (place === undefined || !(sights.includes(type) || type === 'people_arrived')) return undefined
  return { report, spot: place, is: figures?.places.get(place)?.isInside === true ? 'in' : 'out' }
}

/** By two sources: at two places in the same moment; or clear of the zone, and in it again though nobody said that it set out. */
function ofPlaces(day: Day, vehicle: string): readonly Contradiction[] {
  const found: Contradiction[] = []
  let last: Sight | undefined
  for (const report of (day.ofVehicle.get(vehicle) ?? []).filter(counts(day))) {
    if (setsOut.includes(report.type)) last = undefined
    const sight = sightIn(day, report)
    if (sight === undefined) continue
    if (last !== undefined && last.report.chain !== report.chain && excludes(last, sight))
      found.push({ what: 'came', about: { vehicle }, reports: [seen(last.report), seen(report)] })
    // Who arrived is counted when there is time: where the vehicle is by then, that does not say.
    if (report.type !== 'people_arrived') last = sight
  }
  return found
}

function excludes(before: Sight, now: Sight): boolean {
  const isSameMoment = now.report.at - before.report.at <= sameMomentSeconds
  if (now.report.type === 'people_arrived')
    return before.is === 'in' && now.is === 'out' && isSameMoment && areOfOneTrip(before.report, now.report)
  if (before.report.type === 'clear') return now.is === 'in' || (now.is === 'at_gate' && !isSameMoment)
  if (now.report.type === 'clear') return before.is === 'in' && isSameMoment
  return isSameMoment && before.is !== 'at_gate' && now.is !== 'at_gate' && before.spot !== now.spot
}

function areOfOneTrip({ trip: a }: Report, { trip: b }: Report): boolean {
  return a === undefined || b === undefined || a === b
}

function seen({ entry, chain, at, place }: Report): Contradiction['reports'][number] {
  return { entries: [entry], chain, at, ...(place === undefined ? {} : { place }) }
}
