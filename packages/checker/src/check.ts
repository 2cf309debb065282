// Re-derives from a pause and a plan alone whether the plan is valid. Shares no code with any planner.

import type { Instant, Pause, Plan } from '@treve/model'
import { type Check, readingOf } from './reading.ts'
import { aidAboard, aidCount, aidPlace } from './rules/aid.ts'
import { alternatingClearance, alternatingInterval } from './rules/alternating.ts'
import { assuranceFigures, turnBack } from './rules/assurance.ts'
import { corridorCapacity } from './rules/capacity.ts'
import { committed } from './rules/committed.ts'
import { convoyBin, convoyEscort, convoyMember, convoySize, convoySpacing } from './rules/convoys.ts'
import {
  alternateCorridor,
  corridorDirection,
  corridorOpening,
  corridorTravel,
  corridorUses,
} from './rules/corridors.ts'
import { crewHours, vehicleAvailable } from './rules/crews.ts'
import { beds, intake, receptionPlaces } from './rules/destinations.ts'
import { gateArrival, gateLane, gateOrder, gateService } from './rules/gates.ts'
import { aidTime, bays, boardingTime } from './rules/handling.ts'
import { driveTime, tripContinuity, vehicleStart } from './rules/journeys.ts'
import { levelBounds, levelsServed, planWindows } from './rules/levels.ts'
import { ambulanceMedical, configuration, loadMass, loadPlaces, loadVolume, vehicleCarries } from './rules/loads.ts'
import { legOrder } from './rules/order.ts'
import {
  aboardFigures,
  destination,
  groupSize,
  peopleAboard,
  peoplePlace,
  peopleReady,
  peopleTakenIn,
} from './rules/people.ts'
import { rank } from './rules/rank.ts'
import { reciprocal } from './rules/reciprocal.ts'
import { planReference } from './rules/reference.ts'
import { reserve } from './rules/reserve.ts'
import { secondExit, secondExitRoom } from './rules/second-exit.ts'
import { separationCorridor, separationVehicle } from './rules/separation.ts'
import { servedTotals, unservedTotals } from './rules/served.ts'
import { walkingGates, walkingRate, walkingWay } from './rules/walking.ts'
import { clearance, windowEntry } from './rules/windows.ts'

export interface Violation {
  readonly rule: Rule
  readonly at: Instant | null
  readonly trip: string | null
  /** In English, with the place, the local time and both figures. */
  readonly text: string
}

/** Everything that is wrong with a plan, rule by rule; nothing, if it is valid. */
export function checkPlan(pause: Pause, plan: Plan): Violation[] {
  const reading = readingOf(pause, plan)
  const violations: Violation[] = []
  for (const rule of rules) {
    checks[rule](reading, (at, trip, text) => violations.push({ rule, at, trip, text }))
  }
  return violations
}

/** In the order in which violations are reported: what the plan is, how it moves, what it moves, what it says of itself. */
const checks = {
  plan_reference: planReference,
  leg_order: legOrder,
  committed,
  vehicle_start: vehicleStart,
  trip_continuity: tripContinuity,
  drive_time: driveTime,
  vehicle_available: vehicleAvailable,
  crew_hours: crewHours,
  window_entry: windowEntry,
  clearance,
  corridor_opening: corridorOpening,
  corridor_direction: corridorDirection,
  corridor_uses: corridorUses,
  alternate_corridor: alternateCorridor,
  corridor_travel: corridorTravel,
  corridor_capacity: corridorCapacity,
  alternating_interval: alternatingInterval,
  alternating_clearance: alternatingClearance,
  gate_service: gateService,
  gate_arrival: gateArrival,
  gate_lane: gateLane,
  gate_order: gateOrder,
  separation_vehicle: separationVehicle,
  separation_corridor: separationCorridor,
  convoy_member: convoyMember,
  convoy_bin: convoyBin,
  convoy_size: convoySize,
  convoy_spacing: convoySpacing,
  convoy_escort: convoyEscort,
  reciprocal,
  configuration,
  load_places: loadPlaces,
  load_mass: loadMass,
  load_volume: loadVolume,
  vehicle_carries: vehicleCarries,
  ambulance_medical: ambulanceMedical,
  people_place: peoplePlace,
  people_ready: peopleReady,
  people_aboard: peopleAboard,
  people_taken_in: peopleTakenIn,
  aboard_figures: aboardFigures,
  group_size: groupSize,
  rank,
  destination,
  boarding_time: boardingTime,
  beds,
  reception_places: receptionPlaces,
  intake,
  aid_place: aidPlace,
  aid_count: aidCount,
  aid_aboard: aidAboard,
  aid_time: aidTime,
  bays,
  walking_way: walkingWay,
  walking_rate: walkingRate,
  walking_gates: walkingGates,
  served_totals: servedTotals,
  unserved_totals: unservedTotals,
  levels_served: levelsServed,
  level_bounds: levelBounds,
  plan_windows: planWindows,
  second_exit: secondExit,
  second_exit_room: secondExitRoom,
  turn_back: turnBack,
  assurance_figures: assuranceFigures,
  reserve,
} satisfies Record<string, Check>

export type Rule = keyof typeof checks
export const rules: readonly Rule[] = Object.keys(checks) as Rule[]
