// When a gate or a corridor is the bottleneck: the hours in which it is as good as full.

import type { Instant } from '@treve/model'
import type { Problem } from './problem.ts'
import type { Built } from './search.ts'

export interface Busy {
  readonly from: Instant
  readonly until: Instant
}

const hourSeconds = 3600
/** Of what it could serve in an hour; the rest is what services of different lengths leave between them. */
const fullShare = 0.85

/** From the first to the last hour in which a gate's lanes are in use nearly all the time; undefined if never. */
export function gateBusy(problem: Problem, built: Built, corridorId: string, gateId: string): Busy | undefined {
  const corridor = problem.corridors.findIndex(({ id }) => id === corridorId)
  const found = problem.corridors[corridor]
  const gate = found?.gates.findIndex(({ id }) => id === gateId) ?? -1
  const lanes = found?.gates[gate]?.lanes ?? 0
  const uses: { start: number; end: number }[] = []
  for (const { passages } of built.trips)
    for (const passage of passages)
      if (passage.corridor === corridor)
        for (const service of passage.services) if (service.gate === gate) uses.push(service)
  return busyHours(problem, (from, until) => {
    let seconds = 0
    for (const { start, end } of uses) seconds += Math.max(0, Math.min(end, until) - Math.max(start, from))
    return lanes === 0 ? 0 : seconds / (lanes * (until - from))
  })
}

/** From the first to the last hour in which nearly all of a corridor's slots, of one direction at least, are taken. */
export function corridorBusy(problem: Problem, built: Built, corridorId: string): Busy | undefined {
  const corridor = problem.corridors.findIndex(({ id }) => id === corridorId)
  const capacity = problem.corridors[corridor]?.capacity
  if (capacity === undefined) return undefined
  const perHour = Math.max(...capacity.map(({ value }) => (value.vehicles * hourSeconds) / value.per))
  const isShared = capacity.every(({ value }) => value.shared)
  const entries = { in: [] as number[], out: [] as number[] }
  for (const { passages } of built.trips)
    for (const { corridor: index, direction, entry } of passages) if (index === corridor) entries[direction].push(entry)
  const cars = (problem.cars[corridor] ?? []).map(({ enter }) => enter)
  const inHour = (list: readonly number[], from: number, until: number) =>
    list.filter((entry) => entry >= from && entry < until).length
  return busyHours(problem, (from, until) => {
    const most = (perHour * (until - from)) / hourSeconds
    const inward = inHour(entries.in, from, until)
    const outward = inHour(entries.out, from, until) + inHour(cars, from, until)
    return most === 0 ? 1 : (isShared ? inward + outward : Math.max(inward, outward)) / most
  })
}

function busyHours(problem: Problem, share: (from: number, until: number) => number): Busy | undefined {
  let busy: { from: number; until: number } | undefined
  for (const { open, clearBy } of problem.windows) {
    for (let from = open; from < clearBy; from += hourSeconds) {
      const until = Math.min(from + hourSeconds, clearBy)
      if (share(from, until) < fullShare) continue
      busy = { from: busy?.from ?? from, until }
    }
  }
  return busy && { from: busy.from as Instant, until: busy.until as Instant }
}
