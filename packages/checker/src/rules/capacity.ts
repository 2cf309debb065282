import type { Corridor, Pause } from '@treve/model'
import { binAt } from '../bins.ts'
import { carPassagesOf } from '../cars.ts'
import type { Check } from '../reading.ts'
import { valueIn } from '../varying.ts'
import { clock } from '../words.ts'
import { isPast } from './committed.ts'

/**
 * No more vehicles enter a corridor in a bin of time than its capacity then. Private cars take their part of it. Who entered
 * before a plan is made anew, as promised, counts and is not refused.
 */
export const corridorCapacity: Check = (reading, refuse) => {
  const { pause, passages } = reading
  const cars = new Map<Corridor, ReadonlyMap<string, number>>()
  const entered = new Map<string, number>()
  for (const { trip, corridor, direction, leg, enter, isUnderWay } of passages) {
    if (corridor.capacity === undefined || isUnderWay) continue
    const capacity = valueIn(corridor.capacity, enter, pause.time_zone)
    const bin = binAt(pause, enter, capacity.per)
    const way = capacity.shared ? 'both ways' : direction
    const key = `${corridor.id} ${way} ${bin.key}`
    const count = (entered.get(key) ?? 0) + 1
    entered.set(key, count)
    let carsHere = cars.get(corridor)
    if (carsHere === undefined) {
      carsHere = carsByBin(pause, corridor)
      cars.set(corridor, carsHere)
    }
    const all = count + (capacity.shared || direction === 'out' ? (carsHere.get(bin.key) ?? 0) : 0)
    if (all <= capacity.vehicles || isPast(reading, trip, leg)) continue
    const at = `${clock(enter, pause.time_zone)}, ${corridor.id}, ${way}`
    const slot = `a slot of ${capacity.vehicles} (from ${clock(bin.from, pause.time_zone)})`
    refuse(enter, trip.trip.id, `${at}: ${all} vehicles enter in ${slot}; the last is ${trip.trip.id}`)
  }
}

/** Private cars that enter a corridor, by the bin of its capacity. */
export function carsByBin(pause: Pause, corridor: Corridor): ReadonlyMap<string, number> {
  const byBin = new Map<string, number>()
  if (corridor.capacity === undefined) return byBin
  for (const { enter } of carPassagesOf(pause, corridor)) {
    const { key } = binAt(pause, enter, valueIn(corridor.capacity, enter, pause.time_zone).per)
    byBin.set(key, (byBin.get(key) ?? 0) + 1)
  }
  return byBin
}
