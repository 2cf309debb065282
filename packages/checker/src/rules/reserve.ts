// What a plan says that it holds back: never less than the terms, kept by its own times, and the same figures everywhere.

import { durationText, type Instant, type Kept } from '@treve/model'
import { binAt } from '../bins.ts'
import type { Passage } from '../passages.ts'
import type { Check, Reading, Refuse } from '../reading.ts'
import { valueIn } from '../varying.ts'
import { clock } from '../words.ts'
import { isStanding } from './windows.ts'

export const reserve: Check = (reading, refuse) => {
  const { pause, plan } = reading
  const { reserve: kept, assurance } = plan
  if (kept === null) return
  const { buffer } = pause.terms.clear
  if (kept.buffer_s < buffer)
    refuse(null, null, `reserve.buffer_s is ${durationText(kept.buffer_s)}, the terms have ${durationText(buffer)}`)
  const slack = durationText(kept.slack_s)
  for (const { id, open, close } of pause.terms.windows) {
    const outs = [
      ...reading.passages.flatMap(({ trip, direction, enter, exit }) =>
        direction === 'out' && open <= enter && enter < close && !isStanding(reading, trip) ? [exit] : [],
      ),
      ...reading.walking.flatMap(({ walk: { from }, lastExit }) =>
        lastExit !== undefined && open <= from && from < close ? [lastExit] : [],
      ),
    ]
    const clearBy = plan.windows.find((each) => each.id === id)?.clear_by ?? close
    const late = outs.reduce((last, exit) => Math.max(last, exit), Number.NEGATIVE_INFINITY) as Instant
    if (late > clearBy - kept.slack_s)
      refuse(
        late,
        null,
        `${id}: the last is out at ${clock(late, pause.time_zone)}, less than ${slack} before clear_by`,
      )
  }
  keptFree(reading, kept, refuse)
  const known = new Set(pause.corridors.map(({ id }) => id))
  for (const { corridor } of kept.corridors)
    if (!known.delete(corridor)) refuse(null, null, `reserve.corridors names ${corridor} twice, or it is no corridor`)
  for (const { level, without, served, left, instead } of kept.price) {
    const found = plan.levels.find((each) => each.level === level)?.served
    if (found !== served)
      refuse(null, null, `reserve.price of level ${level}: served is ${served}, of the plan ${found}`)
    if ((left !== undefined || instead !== undefined) && without - served !== (left ?? 0) - (instead ?? 0))
      refuse(
        null,
        null,
        `reserve.price of level ${level}: ${left} left and ${instead} instead are not ${without - served} less`,
      )
  }
  if (kept.uses.filter(({ is_taken }) => is_taken).length !== 1)
    refuse(null, null, 'reserve.uses: exactly one of them is taken')
  if (kept.tests.some(({ test }, index) => test !== (kept.tests[0]?.test ?? 1) + index))
    refuse(null, null, 'reserve.tests are counted one after another, each once')
  if (assurance === null) {
    refuse(null, null, 'a reserve stands beside an assurance')
    return
  }
  const claim = assurance[kept.sought_on]
  const own = kept.tests.find(({ test }) => test === assurance.test)
  if (own?.lower_at_alpha !== claim.lower_at_alpha || own.estimate !== claim.estimate)
    refuse(null, null, `reserve.tests: test ${assurance.test} is not the claim of assurance`)
  if (kept.is_shown !== (claim.is_probability_met === true))
    refuse(null, null, `reserve.is_shown is ${kept.is_shown}, is_probability_met ${claim.is_probability_met}`)
  if (kept.turn_back !== assurance.assumptions.turn_back)
    refuse(null, null, `reserve.turn_back is ${kept.turn_back}, in assurance ${assurance.assumptions.turn_back}`)
}

/** Lanes that are said to be spare serve nobody as planned, and where exits are said to be spread half of the slots are empty. */
function keptFree(reading: Reading, { second_exits, spare_lanes = [], staggered }: Kept, refuse: Refuse): void {
  const { pause, plan } = reading
  const zone = pause.time_zone
  const isLast = (at: Instant, within: number) =>
    pause.terms.windows.some(({ close }) => close - within <= at && at < close)
  const reserved = plan.trips.filter((trip) => trip.second_exit !== undefined).length
  if (second_exits !== undefined && (second_exits.trips !== reserved || second_exits.of < reserved))
    refuse(null, null, `reserve.second_exits: ${second_exits.trips} of ${second_exits.of} trips; ${reserved} have one`)
  for (const { corridor, gate: id, lanes, within_s } of spare_lanes) {
    const gate = reading.known.corridors.get(corridor)?.gates.find((each) => each.id === id)
    if (gate === undefined || lanes >= gate.lanes) {
      refuse(null, null, `reserve.spare_lanes: ${corridor}, ${id} has no ${lanes} lanes beside another`)
      continue
    }
    const isSpare = (lane: number, until: Instant) =>
      gate.lanes - lanes <= lane && lane < gate.lanes && isLast((until - 1) as Instant, within_s)
    const say = (from: Instant, trip: string | null, lane: number) =>
      refuse(from, trip, `${clock(from, zone)}, ${corridor}, ${id}: lane ${lane} is to be spare`)
    for (const { trip, services } of reading.passages) {
      for (const { leg, gate: passed } of services) {
        if (passed !== gate || isStanding(reading, trip)) continue
        const lane = leg.lane ?? 0
        if (isSpare(lane, leg.until)) say(leg.from, trip.trip.id, lane)
      }
    }
    for (const { gate: passed, reservation } of reading.walking.flatMap(({ stops }) => stops)) {
      if (passed !== gate || reservation === undefined) continue
      for (const lane of reservation.lanes) if (isSpare(lane, reservation.until)) say(reservation.from, null, lane)
    }
  }
  if (staggered === undefined) return
  const bySlot = new Map<string, { readonly passage: Passage; readonly most: number; count: number }>()
  for (const passage of reading.passages) {
    const { corridor, direction, enter, isUnderWay, trip } = passage
    if (corridor.capacity === undefined || direction === 'in' || isUnderWay || isStanding(reading, trip)) continue
    const capacity = valueIn(corridor.capacity, enter, zone)
    const bin = binAt(pause, enter, capacity.per)
    if (capacity.shared || !isLast(bin.from, staggered.within_s)) continue
    const key = `${corridor.id} ${bin.key}`
    const known = bySlot.get(key) ?? { passage, most: Math.ceil(capacity.vehicles / 2), count: 0 }
    known.count++
    bySlot.set(key, known)
  }
  for (const { passage, most, count } of bySlot.values()) {
    if (count <= most) continue
    const { corridor, enter, trip } = passage
    refuse(
      enter,
      trip.trip.id,
      `${clock(enter, zone)}, ${corridor.id}: ${count} come out in a slot of which ${most} are to be planned`,
    )
  }
}
