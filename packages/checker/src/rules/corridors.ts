import { durationText, type Fleet, type Instant, type Pause, type Use } from '@treve/model'
import type { Check, Reading } from '../reading.ts'
import { clock } from '../words.ts'

/** A passage takes at least the travel time of its kind, with its waits and services. */
export const corridorTravel: Check = ({ pause, passages }, refuse) => {
  for (const { trip, corridor, direction, enter, exit, travelSeconds, earliestExit } of passages) {
    const { id } = trip.trip
    const at = `${clock(enter, pause.time_zone)}, ${corridor.id}, ${direction}: ${id}`
    if (trip.kind !== undefined && travelSeconds === undefined) {
      refuse(enter, id, `${at}: a ${trip.kind} may not pass there then`)
    } else if (earliestExit !== undefined && exit < earliestExit) {
      const [taken, needed] = [durationText(exit - enter), durationText(earliestExit - enter)]
      refuse(exit, id, `${at} passes in ${taken}; with its services it takes at least ${needed}`)
    }
  }
}

/** A corridor is passed only in its direction. */
export const corridorDirection: Check = ({ pause, passages, walking }, refuse) => {
  for (const { trip, corridor, direction, enter } of passages) {
    const rule = corridor.direction
    if (rule === 'both' || rule === 'alternating' || rule === direction) continue
    const { id } = trip.trip
    const at = clock(enter, pause.time_zone)
    refuse(enter, id, `${at}, ${corridor.id}: ${id} passes ${direction}; the corridor is open ${rule} only`)
  }
  for (const { walk, corridor } of walking) {
    if (corridor?.direction !== 'in') continue
    const at = clock(walk.from, pause.time_zone)
    refuse(walk.from, null, `${at}, ${corridor.id}: ${walk.group} walk out; the corridor is open in only`)
  }
}

/** Nobody enters a corridor before its conditions are taken as met. */
export const corridorOpening: Check = ({ pause, passages, walking }, refuse) => {
  const late = (earliest: Instant) => `it opens at ${clock(earliest, pause.time_zone)}`
  for (const { trip, corridor, direction, enter, isUnderWay } of passages) {
    const earliest = corridor.opens.earliest
    if (earliest === undefined || enter >= earliest || isUnderWay) continue
    const at = `${clock(enter, pause.time_zone)}, ${corridor.id}, ${direction}`
    refuse(enter, trip.trip.id, `${at}: ${trip.trip.id} enters; ${late(earliest)}`)
  }
  for (const { walk, corridor } of walking) {
    const earliest = corridor?.opens.earliest
    if (corridor === undefined || earliest === undefined || walk.from >= earliest) continue
    refuse(
      walk.from,
      null,
      `${clock(walk.from, pause.time_zone)}, ${corridor.id}: ${walk.group} enter; ${late(earliest)}`,
    )
  }
}

/** A trip passes only where all it moves may; an empty one where something may that it carries. */
export const corridorUses: Check = (reading, refuse) => {
  const { pause, passages, walking } = reading
  const convoyMovements = movementsOfConvoys(reading)
  for (const { trip, corridor, direction, enter } of passages) {
    const { id, escort_of } = trip.trip
    const at = `${clock(enter, pause.time_zone)}, ${corridor.id}, ${direction}: ${id}`
    const open = `is open to ${corridor.uses.join(', ')}`
    const moved = escort_of === null ? trip.movements : (convoyMovements.get(escort_of) ?? new Set<Use>())
    const refused = [...moved].filter((movement) => !corridor.uses.includes(movement))
    const carries = trip.vehicle === undefined ? [] : usesOf(pause, trip.vehicle.fleet)
    if (refused.length > 0) {
      refuse(enter, id, `${at} moves ${refused.join(', ')}; the corridor ${open}`)
    } else if (
      moved.size === 0 &&
      trip.vehicle !== undefined &&
      !trip.isEscort &&
      !carries.some((use) => corridor.uses.includes(use))
    ) {
      refuse(enter, id, `${at} is for ${carries.join(', ') || 'nothing'}; the corridor ${open}`)
    }
  }
  for (const { walk, corridor, group } of walking) {
    if (corridor === undefined || group === undefined || corridor.uses.includes(group.movement)) continue
    const at = `${clock(walk.from, pause.time_zone)}, ${corridor.id}: ${group.id}`
    refuse(walk.from, null, `${at} move as ${group.movement}; the corridor is open to ${corridor.uses.join(', ')}`)
  }
}

/** A notified alternate is for plans made anew, from a stated position. */
export const alternateCorridor: Check = ({ pause, passages, walking }, refuse) => {
  if (pause.rules.state !== undefined) return
  const alternates = new Set(pause.rules.alternates.map((each) => each.corridor))
  for (const { trip, corridor, enter } of passages) {
    if (!alternates.has(corridor.id)) continue
    refuse(enter, trip.trip.id, `${trip.trip.id}: ${corridor.id} is an alternate, and this plan is not made anew`)
  }
  for (const { walk } of walking) {
    if (!alternates.has(walk.corridor)) continue
    refuse(walk.from, null, `${walk.group} walk on ${walk.corridor}, an alternate, and this plan is not made anew`)
  }
}

/** What a fleet is for: what it carries, or, of an escort by itself, what the convoys that it escorts move. */
function usesOf(pause: Pause, { id, carries }: Fleet): readonly Use[] {
  if (carries.length > 0) return carries
  return pause.rules.convoys.filter(({ escort }) => escort === id).flatMap(({ uses }) => uses)
}

/** An escort may use what its convoy may. */
function movementsOfConvoys({ trips }: Reading): ReadonlyMap<string, ReadonlySet<Use>> {
  const movements = new Map<string, Set<Use>>()
  for (const { trip, movements: own } of trips) {
    if (trip.convoy === null) continue
    const all = movements.get(trip.convoy) ?? new Set<Use>()
    for (const movement of own) all.add(movement)
    movements.set(trip.convoy, all)
  }
  return movements
}
