// What a team at a gate is told where vehicles are called back: which of those that it waits for come through its gate, and which
// do not come. Where else they go, and why, is not for the gate.

import type { Instant } from '@treve/model'
import { tripOnWhich } from './figures.ts'
import { isUnderWayByPlan } from './recall.ts'
import { type Standing, standingRecall } from './standing-recalls.ts'
import { counts, type Day, gateKey, type Recall } from './state.ts'
import { vehicleNow } from './vehicles.ts'

export const gateWays = ['through', 'away', 'unknown'] as const

export interface GateRecall {
  readonly gate: string
  readonly corridor: string
  readonly vehicle: string
  /** Through: it comes out by this gate. Away: it is not coming. */
  readonly way: (typeof gateWays)[number]
  readonly at: Instant
}

export function gateRecalls(state: Standing, gates: readonly string[], now: Instant): readonly GateRecall[] {
  const { day } = state
  const own = (day.figures?.gates ?? []).filter(
    ({ gate, corridor }) => gates.includes(gate) || gates.includes(gateKey(corridor, gate)),
  )
  if (own.length === 0) return []
  return [...(day.plan?.ofVehicle.keys() ?? [])].flatMap((vehicle): GateRecall[] => {
    const recall = standingRecall(state, vehicle, now)
    if (recall === undefined) return []
    return own.flatMap(({ gate, corridor }): GateRecall[] =>
      isExpected(day, vehicle, corridor)
        ? [{ gate, corridor, vehicle, way: wayOf(day, vehicle, corridor, recall), at: recall.at }]
        : [],
    )
  })
}

/** By what is planned for it and not over. */
function isExpected(day: Day, vehicle: string, corridor: string): boolean {
  return (day.plan?.ofVehicle.get(vehicle) ?? []).some(
    ({ id, corridorIn, corridorOut }) =>
      (corridorIn === corridor || corridorOut === corridor) && !isOver(day, vehicle, id),
  )
}

function isOver(day: Day, vehicle: string, trip: string): boolean {
  const { trip: current, phase } = vehicleNow(day, vehicle)
  if (current === trip) return phase === 'done' || phase === 'out'
  return (day.ofVehicle.get(vehicle) ?? [])
    .filter(counts(day))
    .some((each) => each.trip === trip && each.type === 'clear')
}

function wayOf(day: Day, vehicle: string, corridor: string, recall: Recall): GateRecall['way'] {
  const now = vehicleNow(day, vehicle)
  // By its plan it may be on its way there: where it is nobody has said.
  if (isUnderWayByPlan(day, vehicle, recall.at)) return 'unknown'
  if (!now.isInside) return 'away'
  const to = recall.to.get(vehicle) ?? recall.place
  const place = to === null ? undefined : day.figures?.places.get(to)
  if (to === null || place === undefined) return 'unknown'
  if (place.isInside) return 'away'
  const outside = day.figures?.corridors.find(({ id }) => id === corridor)?.outside
  if (to === outside) return 'through'
  const isMouth = day.figures?.corridors.some((each) => each.outside === to) === true
  const exit = tripOnWhich(day.plan, now)?.corridorOut ?? null
  if (isMouth) return 'away'
  return exit === null ? 'unknown' : exit === corridor ? 'through' : 'away'
}
