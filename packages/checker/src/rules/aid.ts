import { type AidAboard, aidKey } from '../aboard.ts'
import type { Check } from '../reading.ts'
import { clock } from '../words.ts'

/** Aid is loaded where it waits and unloaded where it is for. */
export const aidPlace: Check = ({ pause, handlings }, refuse) => {
  for (const { trip, leg, place, aid } of handlings) {
    if (place === undefined) continue
    for (const consignment of new Set(aid.map((moved) => moved.consignment))) {
      const due = leg.kind === 'load' ? consignment.from : consignment.to
      if (due === place.id) continue
      const at = `${clock(leg.from, pause.time_zone)}, ${place.id}: ${trip.trip.id}`
      const where = leg.kind === 'load' ? 'waits' : 'goes'
      refuse(
        leg.from,
        trip.trip.id,
        `${at} ${leg.kind}s ${consignment.id}, which ${where} ${where === 'goes' ? 'to' : 'at'} ${due}`,
      )
    }
  }
}

/** No more of an item is loaded than there is. */
export const aidCount: Check = ({ pause, handlings }, refuse) => {
  const loaded = new Map<string, number>()
  for (const { trip, leg, aid } of handlings) {
    if (leg.kind !== 'load') continue
    for (const { consignment, item, count } of aid) {
      const key = aidKey(consignment.id, item.id)
      const all = (loaded.get(key) ?? 0) + count
      loaded.set(key, all)
      if (all <= item.count) continue
      const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
      refuse(leg.from, trip.trip.id, `${at}: ${all} of ${key} are loaded; there are ${item.count}`)
    }
  }
}

/** No aid is unloaded that is not aboard. */
export const aidAboard: Check = ({ pause, handlings }, refuse) => {
  for (const { trip, leg, aid, before } of handlings) {
    if (leg.kind !== 'unload') continue
    for (const moved of aid) {
      const aboard = before.aid.get(keyOf(moved))?.count ?? 0
      if (moved.count <= aboard) continue
      const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
      refuse(leg.from, trip.trip.id, `${at} unloads ${moved.count} of ${keyOf(moved)}; ${aboard} are aboard`)
    }
  }
}

function keyOf({ consignment, item }: AidAboard): string {
  return aidKey(consignment.id, item.id)
}
