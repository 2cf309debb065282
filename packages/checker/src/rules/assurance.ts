// What a plan says of how sure it is. The simulation is not repeated here; what is checked is that the three turn-back times
// leave time for the way out even on a day without any delay, and that the claim is one claim.

import { durationText, type Instant } from '@treve/model'
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
  const { with_halts: days, required, lost_corridor, trips } = assurance
  for (const key of ['estimate', 'lower_95', 'replications', 'expected_people_late'] as const)
    if (claim[key] !== days[key])
      refuse(null, null, `clear_probability.${key} is ${claim[key]}, of the days with halts ${days[key]}`)
  if (days.lower_95 > days.estimate)
    refuse(null, null, `the lower limit ${days.lower_95} is above the estimate ${days.estimate}`)
  if (required !== pause.terms.clear.probability)
    refuse(null, null, `assurance.required is ${required}, the terms require ${pause.terms.clear.probability}`)
  const isMet = required === null ? null : days.lower_at_alpha >= required
  if (days.is_probability_met !== isMet)
    refuse(null, null, `is_probability_met is ${days.is_probability_met}, ${days.lower_at_alpha} against ${required}`)
  const ids = new Set(plan.trips.map(({ id }) => id))
  for (const { id } of trips) if (!ids.has(id)) refuse(null, id, `assurance.trips names ${id}, which is no trip`)
  const corridors = new Set(pause.corridors.map(({ id }) => id))
  for (const { corridor } of lost_corridor)
    if (!corridors.has(corridor)) refuse(null, null, `assurance.lost_corridor names ${corridor}, which is no corridor`)
}
