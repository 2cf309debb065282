// Where reports of one thing by several sources exclude each other. All of them are kept and shown; none is corrected.

import type { Instant } from '@treve/model'
import { aidNow } from './aid.ts'
import type { Combined } from './counted.ts'
import { loadsNow } from './loads.ts'
import type { Report } from './report.ts'
import { bedsAt, queueAt, serviceAt, waitingAt } from './sites.ts'
import { counts, type Day } from './state.ts'

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

/** No vehicle is seen at two places within so short a time. */
const sameMomentSeconds = 60

function ofPlaces(day: Day, vehicle: string): readonly Contradiction[] {
  const came = (day.ofVehicle.get(vehicle) ?? []).filter(
    (each) => each.type === 'came' && each.place !== undefined && counts(day)(each),
  )
  return came.flatMap((report, at) => {
    const next = came[at + 1]
    if (next === undefined || next.chain === report.chain || next.place === report.place) return []
    if (next.at - report.at > sameMomentSeconds) return []
    return [{ what: 'came', about: { vehicle }, reports: [seen(report), seen(next)] }]
  })
}

function seen({ entry, chain, at, place }: Report): Contradiction['reports'][number] {
  return { entries: [entry], chain, at, ...(place === undefined ? {} : { place }) }
}
