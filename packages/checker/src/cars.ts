// Private cars: a flow that no plan decides. Who enters when follows from the terms alone.

import type { Corridor, Instant, Pause } from '@treve/model'
import { gatesOnTheWay, secondsFromEntry } from './passages.ts'
import { valueIn } from './varying.ts'

export interface CarPassage {
  readonly enter: Instant
  /** With its waits in the cars' own lanes. */
  readonly exit: Instant
}

/** More than any road takes in a week; a file that says otherwise must not hold up the checker. */
const mostCars = 500_000

/**
 * Car k enters the inside mouth at open + floor(k × per ÷ vehicles), as long as travel and service without a queue
 * end in time. Cars pass outward; where they have no lane at a gate that checks them, none pass.
 */
export function carPassagesOf(pause: Pause, corridor: Corridor): CarPassage[] {
  const flow = corridor.private_cars
  const gates = gatesOnTheWay(corridor, 'out')
  if (flow === undefined || flow.vehicles === 0 || corridor.direction === 'in') return []
  if (gates.some((gate) => gate.car_lanes === 0 || gate.service.car === undefined)) return []
  const serviceSeconds = gates.reduce((sum, gate) => sum + (gate.service.car ?? 0), 0)
  const passages: CarPassage[] = []
  for (const { open, close } of pause.terms.windows) {
    const opens = Math.max(open, corridor.opens.earliest ?? open)
    const lastExit = close - pause.terms.clear.buffer
    const freeAt = gates.map((gate) => new Array<number>(gate.car_lanes).fill(0))
    for (let car = 0; car < mostCars; car++) {
      const enter = (opens + Math.floor((car * flow.per) / flow.vehicles)) as Instant
      const travelSeconds = valueIn(corridor.travel, enter, pause.time_zone).car
      if (enter > lastExit) break
      if (travelSeconds === undefined || enter + travelSeconds + serviceSeconds > lastExit) continue
      let at: number = enter
      let travelled = 0
      gates.forEach((gate, number) => {
        const reached = secondsFromEntry(gate.position, travelSeconds, 'out')
        const lanes = freeAt[number] ?? []
        const freest = Math.min(...lanes)
        at = Math.max(at + reached - travelled, freest) + (gate.service.car ?? 0)
        travelled = reached
        lanes[lanes.indexOf(freest)] = at
      })
      passages.push({ enter, exit: (at + travelSeconds - travelled) as Instant })
    }
  }
  return passages
}
