// Every way in which a vehicle may pass a corridor that it enters at a given instant: its waits at the gates.

import type { Corridor, Direction, Instant, Leg, Pause, VehicleKind } from '@treve/model'
import { grid, onGrid, valueThen } from './grid.ts'

export function legOf(kind: Leg['kind'], from: number, until: number, where: Partial<Leg>): Leg {
  const none = { place: null, corridor: null, gate: null, lane: null, people: {}, aid: {} }
  return { ...none, ...where, kind, from: from as Instant, until: until as Instant }
}

export function gatesOn({ gates }: Corridor, way: Direction): Corridor['gates'] {
  const sign = way === 'in' ? 1 : -1
  return gates.filter(({ checks }) => checks.includes(way)).sort((a, b) => sign * (a.position - b.position))
}

/** Seconds from the mouth of entry. */
export function secondsTo(position: number, travel: number, way: Direction): number {
  const offset = onGrid(Math.round(position * travel))
  return way === 'in' ? offset : travel - offset
}

/** The legs of each passage that ends by then, the quickest first; where the kind may not pass, none. */
export function* passagesFrom(
  pause: Pause,
  corridor: Corridor,
  way: Direction,
  kind: VehicleKind,
  enter: number,
  by: number,
): Generator<readonly Leg[]> {
  const travel = valueThen(corridor.travel, enter, pause)[kind]
  if (travel === undefined) return
  onGrid(travel)
  const gates = gatesOn(corridor, way)
  if (gates.some(({ service }) => service[kind] === undefined)) return
  const restAfter = (index: number): number => {
    const position = gates[index]?.position
    const passed = position === undefined ? 0 : secondsTo(position, travel, way)
    return travel - passed + gates.slice(index + 1).reduce((sum, { service }) => sum + (service[kind] ?? 0), 0)
  }
  const place = function* (index: number, services: readonly Leg[], clock: number): Generator<readonly Leg[]> {
    const gate = gates[index]
    const passed = index === 0 ? 0 : secondsTo(gates[index - 1]?.position ?? 0, travel, way)
    if (gate === undefined) {
      const until = clock + travel - passed
      const leg = legOf(way === 'in' ? 'corridor_in' : 'corridor_out', enter, until, { corridor: corridor.id })
      if (until <= by) yield [leg, ...services]
      return
    }
    const arrival = clock + secondsTo(gate.position, travel, way) - passed
    const service = onGrid(gate.service[kind] ?? 0)
    for (let from = arrival; from + service + restAfter(index) <= by; from += grid) {
      const leg = legOf('gate', from, from + service, { corridor: corridor.id, gate: gate.id, lane: 0 })
      yield* place(index + 1, [...services, leg], from + service)
    }
  }
  yield* place(0, [], enter)
}

/** The least seconds of a passage at any hour; undefined, where the kind may not pass. */
export function leastPassage(corridor: Corridor, way: Direction, kind: VehicleKind): number | undefined {
  const travels = corridor.travel.flatMap(({ value }) => value[kind] ?? [])
  const services = gatesOn(corridor, way).map(({ service }) => service[kind])
  if (travels.length === 0 || services.includes(undefined)) return undefined
  return Math.min(...travels) + services.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}
