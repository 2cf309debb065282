// What a plan says of how sure it is. The simulation is not repeated here; what is checked is that the three turn-back times
// leave time for the way out even on a day without any delay, and that the claim is one claim.

import { durationText, type Instant } from '@treve/model'
import { leastForDecision } from '@treve/model/claims'
import type { Check } from '../reading.ts'
import { clock } from '../words.ts'
import { bufferOf } from './windows.ts'

/** In this order, and from the last of them the way out ends in time where nothing delays it. */
export const turnBack: Check = ({ pause, plan, trips }, refuse) => {
  const zone = pause.time_zone
  for (const { trip, passages, kind } of trips) {
    const { turn_back: times, id } = trip
    if (times === null) continue
    const { enter_by, leave_stop_by, join_exit_by } = times
    const inOrder = [...(enter_by === null ? [] : [enter_by]), leave_stop_by, join_exit_by]
    if (inOrder.some((at, index) => at < (inOrder[index - 1] ?? at)))
      refuse(
        join_exit_by,
        id,
        `${id}: turn-back times are not in order: ${inOrder.map((at) => clock(at, zone)).join(', ')}`,
      )
    const way = passages.findLast(({ direction }) => direction === 'out')
    if (way === undefined) {
      refuse(join_exit_by, id, `${id}: has turn-back times and no way out`)
      continue
    }
    if (kind === undefined || way.isUnderWay) continue
    const travel = Math.min(...way.corridor.travel.map(({ value }) => value[kind] ?? Number.POSITIVE_INFINITY))
    const service = way.services.reduce((sum, { leg }) => sum + leg.until - leg.from, 0)
    const window = pause.terms.windows.findLast(({ open }) => open <= (passages[0]?.enter ?? 0))
    if (window === undefined) continue
    const clearBy = (window.close - bufferOf({ pause, plan })) as Instant
    if (join_exit_by + travel + service <= clearBy) continue
    const needed = durationText(travel + service)
    refuse(
      join_exit_by,
      id,
      `${clock(join_exit_by, zone)}, ${way.corridor.id}: ${id} joins its exit, needs ${needed}, and must be out by ${clock(clearBy, zone)}`,
    )
  }
}

/** The claim at the top is that of the days with halts, its limit is below its estimate, and what is required is what the terms require. */
export const assuranceFigures: Check = ({ pause, plan }, refuse) => {
  const { assurance, clear_probability: claim } = plan
  if (claim === null && assurance === null) return
  if (claim === null || assurance === null) {
    refuse(null, null, 'clear_probability and assurance are given together, or neither is')
    return
  }
  const { with_halts: days, without_halts: without, required, lost_corridor, trips, corridors, vehicles } = assurance
  for (const key of ['estimate', 'lower_95', 'replications', 'expected_people_late'] as const)
    if (claim[key] !== days[key])
      refuse(null, null, `clear_probability.${key} is ${claim[key]}, of the days with halts ${days[key]}`)
  if (days.lower_95 > days.estimate)
    refuse(null, null, `the lower limit ${days.lower_95} is above the estimate ${days.estimate}`)
  if (required !== pause.terms.clear.probability)
    refuse(null, null, `assurance.required is ${required}, the terms require ${pause.terms.clear.probability}`)
  const isMet = required === null ? null : days.replications >= leastForDecision && days.lower_at_alpha >= required
  if (days.is_probability_met !== isMet)
    refuse(null, null, `is_probability_met is ${days.is_probability_met}, ${days.lower_at_alpha} against ${required}`)
  const alpha = 0.05 / (assurance.test * (assurance.test + 1))
  if (Math.abs(assurance.alpha - alpha) > 1e-12)
    refuse(null, null, `alpha is ${assurance.alpha}; test ${assurance.test} may spend ${alpha}`)
  if (without.replications !== days.replications)
    refuse(
      null,
      null,
      `${days.replications} days with halts and ${without.replications} without: they are the same days`,
    )
  const [worst] = vehicles
  for (const { late } of vehicles)
    if (late > (worst?.late ?? 0)) refuse(null, null, `a vehicle is late on ${late} of days, and the worst comes first`)
  if (days.worst_vehicle_late !== (worst?.late ?? 0))
    refuse(null, null, `worst_vehicle_late is ${days.worst_vehicle_late}, of the vehicles ${worst?.late ?? 0}`)
  if (days.is_each_vehicle_met !== days.worst_vehicle_late <= 0.001)
    refuse(null, null, `is_each_vehicle_met is ${days.is_each_vehicle_met}, at ${days.worst_vehicle_late} of days`)
  for (const key of ['people_out', 'aid_g', 'standing_s'] as const) {
    const { least, p05, p50, p95, most, mean } = assurance[key]
    if ([least, p05, p50, p95, most].some((value, index, all) => value < (all[index - 1] ?? value)))
      refuse(null, null, `${key}: ${least}, ${p05}, ${p50}, ${p95}, ${most} are not in order`)
    if (mean < least - 0.5 || mean > most + 0.5)
      refuse(null, null, `${key}: the mean ${mean} is not from ${least} to ${most}`)
  }
  const { at_p05, at_p50, at_p95, at_worst } = assurance.last_exit
  // Null on an early day: nobody goes in; on a late one: somebody does not come out.
  const exits = [at_p05, at_p50, at_p95, at_worst].filter((at) => at !== null)
  if (exits.some((at, index) => at < (exits[index - 1] ?? at)))
    refuse(null, null, 'last_exit: the instants are not in order')
  const known = {
    trips: new Set(plan.trips.map(({ id }) => id)),
    vehicles: new Set(plan.trips.map(({ vehicle }) => vehicle)),
    corridors: new Set(pause.corridors.map(({ id }) => id)),
  }
  for (const { id } of trips)
    if (!known.trips.has(id)) refuse(null, id, `assurance.trips names ${id}, which is no trip`)
  for (const { id } of vehicles)
    if (!known.vehicles.has(id)) refuse(null, null, `assurance.vehicles names ${id}, which makes no trip`)
  for (const { id } of corridors)
    if (!known.corridors.has(id)) refuse(null, null, `assurance.corridors names ${id}, which is no corridor`)
  for (const { corridor } of lost_corridor)
    if (!known.corridors.has(corridor))
      refuse(null, null, `assurance.lost_corridor names ${corridor}, which is no corridor`)
}
