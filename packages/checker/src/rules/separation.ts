import type { Corridor, Instant, Use } from '@treve/model'
import { binAt, binSecondsOf } from '../bins.ts'
import type { Check, Reading } from '../reading.ts'
import { valueIn } from '../varying.ts'
import { clock } from '../words.ts'

/** Longer flows are refused elsewhere; here they must not take forever. */
const longestFlowBins = 10_000

/** Separated movements never share a vehicle. */
export const separationVehicle: Check = ({ pause, trips }, refuse) => {
  for (const { trip, movements } of trips) {
    for (const [one, other] of pause.rules.separate) {
      if (one === other || !movements.has(one) || !movements.has(other)) continue
      const at = trip.legs[0]?.from ?? null
      refuse(at, trip.id, `${trip.id}: ${trip.vehicle} moves ${one} and ${other}, which are kept apart`)
    }
  }
}

/** Nor a bin of a corridor and direction: also where one of the two is empty, or on foot. */
export const separationCorridor: Check = (reading, refuse) => {
  const { pause } = reading
  const zone = pause.time_zone
  if (pause.rules.separate.length === 0) return
  const present = new Map<string, Map<Use, string>>()
  for (const { corridor, way, at, trip, who, movements } of entriesOf(reading)) {
    const bin = binAt(pause, at, binSecondsOf(corridor.capacity && valueIn(corridor.capacity, at, zone)))
    const key = `${corridor.id} ${way} ${bin.key}`
    const others = present.get(key) ?? new Map<Use, string>()
    present.set(key, others)
    for (const [one, other] of pause.rules.separate) {
      if (one === other) continue
      for (const [mine, theirs] of [
        [one, other],
        [other, one],
      ] as const) {
        const met = others.get(theirs)
        if (!movements.has(mine) || met === undefined || met === who) continue
        const bins = `the bin from ${clock(bin.from, zone)}`
        refuse(
          at,
          trip,
          `${clock(at, zone)}, ${corridor.id}, ${way}: ${who} (${mine}) shares ${bins} with ${met} (${theirs})`,
        )
      }
    }
    for (const movement of movements) if (!others.has(movement)) others.set(movement, who)
  }
}

interface Entry {
  readonly corridor: Corridor
  readonly way: 'in' | 'out'
  readonly at: Instant
  readonly trip: string | null
  readonly who: string
  readonly movements: ReadonlySet<Use>
}

/** Who enters a corridor when, by plan: vehicles, and people on foot once for each bin in which they do. */
export function entriesOf({ pause, passages, walking }: Reading): Entry[] {
  const entries: Entry[] = passages
    .filter((passage) => !passage.isUnderWay)
    .map(({ corridor, direction, enter, trip }) => {
      const { id } = trip.trip
      return { corridor, way: direction, at: enter, trip: id, who: id, movements: trip.movements }
    })
  for (const { walk, corridor, group } of walking) {
    if (corridor === undefined || group === undefined) continue
    const movements = new Set<Use>([group.movement])
    const who = `${group.id} on foot`
    let at = walk.from
    for (let bins = 0; bins < longestFlowBins; bins++) {
      entries.push({ corridor, way: 'out', at, trip: null, who, movements })
      const seconds = binSecondsOf(corridor.capacity && valueIn(corridor.capacity, at, pause.time_zone))
      at = (binAt(pause, at, seconds).from + seconds) as Instant
      if (at >= walk.until) break
    }
  }
  return entries.sort((a, b) => a.at - b.at)
}
