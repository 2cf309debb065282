import { type ConvoyRule, type Direction, durationText } from '@treve/model'
import { binAt, binSecondsOf } from '../bins.ts'
import type { Passage } from '../passages.ts'
import type { Check, Reading } from '../reading.ts'
import { valueIn } from '../varying.ts'
import { clock } from '../words.ts'
import { isPast } from './committed.ts'

/** Where a rule asks for it, whoever is loaded passes in a convoy. A promise need not name the one in which somebody passed. */
export const convoyMember: Check = (reading, refuse) => {
  const { pause, passages } = reading
  for (const { trip, corridor, direction, leg, enter, isLoaded, isUnderWay } of passages) {
    if (trip.isEscort || !isLoaded || isUnderWay || trip.trip.convoy !== null || isPast(reading, trip, leg)) continue
    const isRuled = pause.rules.convoys.some(
      (rule) => rule.corridor === corridor.id && rule.uses.some((use) => trip.movements.has(use)),
    )
    if (!isRuled) continue
    const { id } = trip.trip
    refuse(
      enter,
      id,
      `${clock(enter, pause.time_zone)}, ${corridor.id}, ${direction}: ${id} passes loaded in no convoy`,
    )
  }
}

/** The loaded members of a convoy enter in one bin. */
export const convoyBin: Check = (reading, refuse) => {
  for (const { rule, convoy, direction, members } of convoysOf(reading)) {
    const [first, ...others] = members.filter((passage) => passage.isLoaded)
    if (first === undefined) continue
    for (const other of others) {
      if (binOf(reading, other) === binOf(reading, first)) continue
      const at = `${clock(other.enter, reading.pause.time_zone)}, ${rule.corridor}, ${direction}`
      const { id } = other.trip.trip
      const entered = clock(first.enter, reading.pause.time_zone)
      refuse(other.enter, id, `${at}: ${id} enters in another bin than convoy ${convoy}, begun at ${entered}`)
    }
  }
}

/** A convoy is neither smaller nor larger than the rule says; escorts are not counted. */
export const convoySize: Check = (reading, refuse) => {
  for (const { rule, convoy, direction, together } of convoysOf(reading)) {
    const [first] = together
    if (first === undefined) continue
    const count = together.filter((passage) => !passage.trip.isEscort).length
    const [least, most] = rule.size
    if (count >= least && count <= most) continue
    const at = `${clock(first.enter, reading.pause.time_zone)}, ${rule.corridor}, ${direction}`
    refuse(first.enter, first.trip.trip.id, `${at}: convoy ${convoy} has ${count} vehicles, of ${least} to ${most}`)
  }
}

/** Its vehicles keep their distance, the escort's too. */
export const convoySpacing: Check = (reading, refuse) => {
  for (const { rule, convoy, direction, together } of convoysOf(reading)) {
    together.forEach((behind, number) => {
      const ahead = together[number - 1]
      if (ahead === undefined) return
      const needed = spacingSeconds(rule, behind)
      if (needed === undefined || behind.enter - ahead.enter >= needed) return
      const { id } = behind.trip.trip
      const at = `${clock(behind.enter, reading.pause.time_zone)}, ${rule.corridor}, ${direction}`
      const [kept, due] = [durationText(behind.enter - ahead.enter), durationText(needed)]
      refuse(behind.enter, id, `${at}: ${id} follows ${ahead.trip.trip.id} in convoy ${convoy} by ${kept}, not ${due}`)
    })
  }
}

/** An escort of the fleet that the rule names goes with it, both ways. */
export const convoyEscort: Check = (reading, refuse) => {
  const { known, trips } = reading
  for (const { rule, convoy, direction, members, escorts, together } of convoysOf(reading)) {
    if (rule.escort === 'none') continue
    const [first] = together.length > 0 ? together : members
    if (first === undefined) continue
    const isEscorted = escorts.some(
      (escort) =>
        known.vehicles.get(escort.trip.trip.vehicle)?.fleet.id === rule.escort &&
        (together.length === 0 || binOf(reading, escort) === binOf(reading, first)),
    )
    if (isEscorted) continue
    const at = `${clock(first.enter, reading.pause.time_zone)}, ${rule.corridor}, ${direction}`
    refuse(first.enter, first.trip.trip.id, `${at}: convoy ${convoy} passes without an escort of ${rule.escort}`)
  }
  const convoys = new Set(trips.map(({ trip }) => trip.convoy))
  for (const { trip, vehicle } of trips) {
    if (trip.escort_of === null || vehicle === undefined) continue
    const { fleet } = vehicle
    if (!convoys.has(trip.escort_of)) {
      refuse(trip.legs[0]?.from ?? null, trip.id, `${trip.id} escorts ${trip.escort_of}, and no trip is in that convoy`)
    }
    if (fleet.loads.length > 0 || fleet.carries.length > 0) {
      refuse(trip.legs[0]?.from ?? null, trip.id, `${trip.id}: ${trip.vehicle} carries, and cannot escort`)
    }
  }
}

/** A convoy on a corridor in one direction. */
interface Convoy {
  readonly rule: ConvoyRule
  readonly convoy: string
  readonly direction: Direction
  /** Passages of its trips, escorts aside, by entry. */
  readonly members: readonly Passage[]
  readonly escorts: readonly Passage[]
  /**
   * Those that pass as the convoy: its loaded vehicles, and the empty ones and escorts that enter in their bin. Nobody
   * where all are empty: an empty vehicle need not be in a convoy.
   */
  readonly together: readonly Passage[]
}

function convoysOf(reading: Reading): Convoy[] {
  const convoys: Convoy[] = []
  for (const rule of reading.pause.rules.convoys) {
    const byConvoy = new Map<string, { convoy: string; direction: Direction; members: Passage[]; escorts: Passage[] }>()
    for (const passage of reading.passages) {
      const { trip, corridor, direction, isUnderWay } = passage
      const convoy = trip.trip.escort_of ?? trip.trip.convoy
      if (corridor.id !== rule.corridor || convoy === null || isUnderWay) continue
      if (!trip.isEscort && !rule.uses.some((use) => trip.movements.has(use))) continue
      const key = `${direction} ${convoy}`
      const found = byConvoy.get(key) ?? { convoy, direction, members: [], escorts: [] }
      byConvoy.set(key, found)
      ;(trip.isEscort ? found.escorts : found.members).push(passage)
    }
    for (const { convoy, direction, members, escorts } of byConvoy.values()) {
      const first = members.find((passage) => passage.isLoaded)
      const bin = first && binOf(reading, first)
      const together = [...members, ...escorts]
        .filter((passage) => bin !== undefined && (passage.isLoaded || binOf(reading, passage) === bin))
        .sort((a, b) => a.enter - b.enter)
      convoys.push({ rule, convoy, direction, members, escorts, together })
    }
  }
  return convoys
}

/** A distance becomes a time by the travel of the vehicle behind. */
function spacingSeconds({ spacing }: ConvoyRule, { corridor, travelSeconds }: Passage): number | undefined {
  if (spacing === undefined) return undefined
  if ('seconds' in spacing) return spacing.seconds
  if (travelSeconds === undefined || corridor.length === undefined || corridor.length === 0) return undefined
  return Math.ceil((spacing.metres * travelSeconds) / corridor.length)
}

function binOf({ pause }: Reading, { corridor, enter }: Passage): string {
  const capacity = corridor.capacity && valueIn(corridor.capacity, enter, pause.time_zone)
  return binAt(pause, enter, binSecondsOf(capacity)).key
}
