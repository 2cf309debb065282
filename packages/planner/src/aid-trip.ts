// A trip that brings aid in: from one warehouse to one drop. What cannot be unloaded in time is not loaded.

import type { Leg } from '@treve/model'
import { least, leastPassage } from './bound/ways.ts'
import type { AidJob, PlannedItem, PlannedWindow } from './problem.ts'
import {
  type AidLoad,
  configurationsOf,
  isWithinShift,
  leg,
  passageLegs,
  type ScheduledTrip,
  wayIn,
  wayOut,
} from './trip.ts'
import type { World } from './world.ts'

/** `limitGrams`: not more than this, as when only the floor is to be brought. */
export function scheduleAidTrip(
  world: World,
  vehicle: number,
  job: AidJob,
  limitGrams = Number.POSITIVE_INFINITY,
): ScheduledTrip | undefined {
  const { problem } = world
  const state = world.vehicles[vehicle]
  if (state === undefined || problem.vehicles[vehicle]?.fleet.carries.includes('aid') !== true) return undefined
  for (let index = 0; index < problem.windows.length; index++) {
    const window = problem.windows[index]
    if (window === undefined || state.free >= window.clearBy) continue
    let limit = limitGrams
    // Each try that would be out too late is cut by what its delay is worth in unloading; a few tries settle it.
    for (let tries = 0; tries < 20; tries++) {
      const load = loadUpTo(world, vehicle, job, limit)
      if (load === undefined) break
      const tried = tryLoad(world, vehicle, job, load, index, window)
      if (typeof tried !== 'number') return tried
      if (!(tried > 0 && tried < load.grams)) break
      limit = load.grams - tried
    }
  }
  return undefined
}

interface Chosen {
  readonly configuration: number
  readonly pieces: ReadonlyMap<PlannedItem, number>
  readonly grams: number
}

/** Whole items, in the order of the file, up to the limits of mass and volume. */
function loadUpTo(world: World, vehicle: number, job: AidJob, limitGrams: number): Chosen | undefined {
  let best: Chosen | undefined
  const configurations = configurationsOf(world.problem, vehicle)
  for (let index = 0; index < configurations.length; index++) {
    const offered = configurations[index]
    if (offered?.mass === undefined) continue
    let massLeft = Math.min(offered.mass, limitGrams)
    let volumeLeft: number = offered.volume ?? Number.POSITIVE_INFINITY
    let grams = 0
    const pieces = new Map<PlannedItem, number>()
    for (const planned of job.items) {
      const { mass, volume } = planned.item
      const byMass = mass === 0 ? Number.POSITIVE_INFINITY : Math.floor(massLeft / mass)
      const byVolume = volume === 0 ? Number.POSITIVE_INFINITY : Math.floor(volumeLeft / volume)
      const count = Math.min(world.pieces.get(planned.item) ?? 0, byMass, byVolume)
      if (count === 0) continue
      pieces.set(planned, count)
      massLeft -= count * mass
      volumeLeft -= count * volume
      grams += count * mass
    }
    if (pieces.size > 0 && (best === undefined || grams > best.grams)) best = { configuration: index, pieces, grams }
  }
  return best
}

/** The trip; or by how many grams the load is too much for the window; 0 if no load at all would do. */
function tryLoad(
  world: World,
  vehicle: number,
  job: AidJob,
  load: Chosen,
  windowIndex: number,
  window: PlannedWindow,
): ScheduledTrip | number {
  const { problem } = world
  const state = world.vehicles[vehicle]
  const fleet = problem.vehicles[vehicle]?.fleet
  if (state === undefined || fleet === undefined) return 0
  const { times } = problem
  const atWarehouse = times.arrival(fleet.kind, state.place, job.warehouse, state.free)
  if (atWarehouse === undefined) return 0

  const loadSeconds = handling(world, job.warehouse, 'load', load.grams)
  const unloadSeconds = handling(world, job.drop.place.id, 'unload', load.grams)
  if (!Number.isFinite(loadSeconds) || !Number.isFinite(unloadSeconds)) return 0
  const loadBays = world.baysOf(job.warehouse, 'load')
  const earliestLoad = loadBays?.earliest(atWarehouse, loadSeconds)?.start ?? atWarehouse
  const way = wayIn(world, vehicle, job.warehouse, earliestLoad + loadSeconds, job.drop.place.id, window, ['aid'])
  if (way === undefined) return 0
  // Loaded no earlier than needed: a truck of food does not stand about.
  const leaveBy = times.departure(
    fleet.kind,
    job.warehouse,
    way.passage.corridor.outside,
    way.passage.entry,
    earliestLoad + loadSeconds,
  )
  const loadAt =
    loadBays === undefined
      ? { start: leaveBy - loadSeconds, lane: 0 }
      : loadBays.latest(leaveBy, loadSeconds, earliestLoad)
  if (loadAt === undefined) return 0
  const departure = times.departure(fleet.kind, state.place, job.warehouse, loadAt.start, state.free)

  const unloadBays = world.baysOf(job.drop.place.id, 'unload')
  const unloadAt =
    unloadBays === undefined ? { start: way.arrival, lane: 0 } : unloadBays.earliest(way.arrival, unloadSeconds)
  if (unloadAt === undefined || unloadAt.start >= window.clearBy) return 0
  const unloaded = unloadAt.start + unloadSeconds
  const out = wayOut(world, vehicle, job.drop.place.id, unloaded, undefined, window, ['aid'], way.passage)
  if (out === undefined) return tooMuch(world, job, fleet.kind, unloaded, window)

  const outside = out.passage.corridor.outside
  const home = times.arrival(fleet.kind, outside, fleet.at, out.passage.exit)
  const isHomeReached = home !== undefined && isWithinShift(world, vehicle, windowIndex, departure, home)
  const end = isHomeReached ? home : out.passage.exit
  const endPlace = isHomeReached ? fleet.at : outside
  if (!isWithinShift(world, vehicle, windowIndex, departure, end)) return 0

  const aid = aidOf(load.pieces)
  const legs: Leg[] = [
    leg('depart', departure, departure, { place: state.place }),
    leg('load', loadAt.start, loadAt.start + loadSeconds, { place: job.warehouse, aid }),
    ...passageLegs(way.passage),
    leg('unload', unloadAt.start, unloaded, { place: job.drop.place.id, aid }),
    ...passageLegs(out.passage),
    leg('arrive', end, end, { place: endPlace }),
  ]
  const committed: AidLoad = {
    kind: 'aid',
    job,
    pieces: load.pieces,
    grams: load.grams,
    loading: loadBays === undefined ? undefined : { lane: loadAt.lane, start: loadAt.start, seconds: loadSeconds },
    unloading:
      unloadBays === undefined ? undefined : { lane: unloadAt.lane, start: unloadAt.start, seconds: unloadSeconds },
  }
  return {
    vehicle,
    window: windowIndex,
    configuration: load.configuration,
    inward: way.passage,
    outward: out.passage,
    movements: ['aid'],
    departure,
    legs,
    endPlace,
    end,
    load: committed,
  }
}

/** Grams whose unloading takes as long as the truck would be late by the quickest way out, at least one piece. */
function tooMuch(
  world: World,
  job: AidJob,
  kind: Parameters<World['earliestPassage']>[2],
  unloaded: number,
  window: PlannedWindow,
): number {
  const { problem } = world
  const rate = job.drop.place.unload
  if (rate === undefined) return 0
  const quickest = least(problem.corridors, (corridor) => {
    const drive = problem.times.leastSeconds(kind, job.drop.place.id, corridor.inside)
    const passage = leastPassage(corridor, 'out', kind, ['aid'])
    return drive === undefined || passage === undefined ? undefined : drive + passage
  })
  const late = Math.max(60, unloaded + quickest - window.clearBy)
  return Number.isFinite(late) ? Math.ceil((late * rate.mass) / rate.per) : 0
}

function handling(world: World, place: string, activity: 'load' | 'unload', grams: number): number {
  const rate = world.problem.placeById.get(place)?.[activity]
  if (rate === undefined) return 0
  return rate.mass === 0 ? Number.POSITIVE_INFINITY : Math.ceil((grams * rate.per) / rate.mass)
}

function aidOf(pieces: ReadonlyMap<PlannedItem, number>): Leg['aid'] {
  const aid: Record<string, Record<string, number>> = {}
  for (const [{ consignment, item }, count] of pieces) {
    const lines = aid[consignment.id] ?? {}
    lines[item.id] = count
    aid[consignment.id] = lines
  }
  return aid
}
