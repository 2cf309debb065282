// Trips that bring aid in: from one warehouse to one drop. What cannot be unloaded in time is not loaded.

import type { Leg, VehicleKind } from '@treve/model'
import { least, leastPassage } from './bound/ways.ts'
import {
  earliestPassage,
  firstAt,
  isWithinShift,
  mayPass,
  opening,
  type Passing,
  passageLegs,
  waysIn,
  waysOut,
} from './passage.ts'
import { emptyTrip, holding } from './people-trip.ts'
import type { AidJob, PlannedItem } from './problem.ts'
import { type BayUse, leg, type Passage, type PieceCount, type PlannedTrip } from './trip.ts'
import type { World } from './world.ts'

const movements = ['aid'] as const

/** The earliest trip of the vehicle for a job. `limitGrams`: not more than this, as when only the floor is to be brought. */
export function aidTrip(
  world: World,
  vehicle: number,
  job: AidJob,
  limitGrams = Number.POSITIVE_INFINITY,
): PlannedTrip | undefined {
  const { problem } = world
  const fleet = problem.vehicles[vehicle]?.fleet
  if (fleet?.carries.includes('aid') !== true) return undefined
  const { free } = world.whereabouts(vehicle)
  const passing: Passing = { kind: fleet.kind, movements, isLoaded: true }
  for (let index = 0; index < problem.windows.length; index++) {
    const window = problem.windows[index]
    if (window === undefined || free >= window.clearBy) continue
    const trip = withinTime(world, vehicle, job, limitGrams, (load) => {
      const ready = readyToLeave(world, vehicle, job, load)
      if (ready === undefined) return 0
      const ways = waysIn(world, passing, job.warehouse, ready.leave, window)
      const way = firstAt(world, ways, fleet.kind, job.drop.place.id)
      return way === undefined ? 0 : deliver(world, vehicle, job, load, index, way.passage)
    })
    if (trip !== undefined) return trip
  }
  return undefined
}

/** A trip by a given corridor, not before an instant: as one that is in force already. */
export function aidTripBy(
  world: World,
  vehicle: number,
  job: AidJob,
  way: {
    readonly window: number
    readonly corridor: number
    readonly notBefore: number
    readonly limitGrams: number
    /** By which corridor out, and when it enters that. */
    readonly out: { readonly corridor: number; readonly entry: number }
  },
): PlannedTrip | undefined {
  const { problem } = world
  const fleet = problem.vehicles[vehicle]?.fleet
  const window = problem.windows[way.window]
  const corridor = problem.corridors[way.corridor]
  if (fleet?.carries.includes('aid') !== true || window === undefined || corridor === undefined) return undefined
  const passing: Passing = { kind: fleet.kind, movements, isLoaded: true }
  if (!mayPass(problem, way.corridor, 'in', passing)) return undefined
  return withinTime(world, vehicle, job, way.limitGrams, (load) => {
    const ready = readyToLeave(world, vehicle, job, load)
    const atMouth = ready && problem.times.arrival(fleet.kind, job.warehouse, corridor.outside, ready.leave)
    if (atMouth === undefined) return 0
    const from = Math.max(atMouth, way.notBefore, opening(problem, way.corridor, window))
    const until = Math.min(window.close, window.clearBy)
    const inward = earliestPassage(world, way.corridor, 'in', passing, from, until)
    if (inward === undefined) return 0
    const mouth = problem.corridors[way.out.corridor]?.inside
    const drop = job.drop.place.id
    return deliver(world, vehicle, job, load, way.window, inward, {
      // By any, where its own is gone.
      mayLeaveBy: (each) => mouth === undefined || each === way.out.corridor,
      leaves: (unloaded) =>
        mouth === undefined ? unloaded : problem.times.departure(fleet.kind, drop, mouth, way.out.entry, unloaded),
    })
  })
}

/** Each try that would be out too late is cut by what its delay is worth in unloading; a few tries settle it. */
export function withinTime(
  world: World,
  vehicle: number,
  job: AidJob,
  limitGrams: number,
  attempt: (load: AidLoad) => PlannedTrip | number,
  mayUse: (configuration: number) => boolean = () => true,
): PlannedTrip | undefined {
  let limit = limitGrams
  for (let tries = 0; tries < 20; tries++) {
    const load = loadUpTo(world, vehicle, job, limit, mayUse)
    if (load === undefined) return undefined
    const tried = attempt(load)
    if (typeof tried !== 'number') return tried
    if (!(tried > 0 && tried < load.grams)) return undefined
    limit = load.grams - tried
  }
  return undefined
}

export interface AidLoad {
  readonly configuration: number
  readonly pieces: ReadonlyMap<PlannedItem, number>
  readonly grams: number
}

/** Whole items, in the order of the file, up to the limits of mass and volume. */
export function loadUpTo(
  world: World,
  vehicle: number,
  job: AidJob,
  limitGrams: number,
  mayUse: (configuration: number) => boolean = () => true,
): AidLoad | undefined {
  let best: AidLoad | undefined
  const configurations = world.problem.vehicles[vehicle]?.fleet.loads ?? []
  for (let index = 0; index < configurations.length; index++) {
    const offered = configurations[index]
    if (offered?.mass === undefined || !mayUse(index)) continue
    let massLeft = Math.min(offered.mass, limitGrams)
    let volumeLeft: number = offered.volume ?? Number.POSITIVE_INFINITY
    let grams = 0
    const pieces = new Map<PlannedItem, number>()
    for (const planned of job.items) {
      const { mass, volume } = planned.item
      const byMass = mass === 0 ? Number.POSITIVE_INFINITY : Math.floor(massLeft / mass)
      const byVolume = volume === 0 ? Number.POSITIVE_INFINITY : Math.floor(volumeLeft / volume)
      const count = Math.min(world.pieces[planned.index] ?? 0, byMass, byVolume)
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

/** When it can have been loaded at the earliest, and from when it is being loaded then. */
export function readyToLeave(
  world: World,
  vehicle: number,
  job: AidJob,
  load: AidLoad,
): { readonly start: number; readonly leave: number; readonly seconds: number } | undefined {
  const { times } = world.problem
  const kind = world.problem.vehicles[vehicle]?.fleet.kind
  if (kind === undefined) return undefined
  const { place, free } = world.whereabouts(vehicle)
  const atWarehouse = times.arrival(kind, place, job.warehouse, free)
  const seconds = handling(world, job.warehouse, 'load', load.grams)
  if (atWarehouse === undefined || !Number.isFinite(seconds)) return undefined
  const bays = world.baysOf(job.warehouse, 'load')
  const start = bays === undefined ? atWarehouse : bays.earliest(atWarehouse, seconds)?.start
  return start === undefined ? undefined : { start, leave: start + seconds, seconds }
}

/** The trip by a given way in; or by how many grams the load is too much for the window; 0 if no load at all would do. */
export function deliver(
  world: World,
  vehicle: number,
  job: AidJob,
  load: AidLoad,
  windowIndex: number,
  inward: Passage,
  told?: {
    readonly mayLeaveBy: (corridor: number) => boolean
    /** When it leaves the drop, where that is not at once. */
    readonly leaves?: (unloaded: number) => number
  },
): PlannedTrip | number {
  const { problem } = world
  const { times } = problem
  const window = problem.windows[windowIndex]
  const fleet = problem.vehicles[vehicle]?.fleet
  const ready = readyToLeave(world, vehicle, job, load)
  const inCorridor = problem.corridors[inward.corridor]
  if (window === undefined || fleet === undefined || ready === undefined || inCorridor === undefined) return 0
  const drop = job.drop.place.id
  const { place, free } = world.whereabouts(vehicle)
  const atMouth = times.arrival(fleet.kind, job.warehouse, inCorridor.outside, ready.leave)
  if (atMouth === undefined || atMouth > inward.entry) return 0
  // Loaded no earlier than needed: a truck of food does not stand about, nor does its crew.
  const leaveBy = times.departure(fleet.kind, job.warehouse, inCorridor.outside, inward.entry, ready.leave)
  const loadBays = world.baysOf(job.warehouse, 'load')
  const loadAt =
    loadBays === undefined
      ? { start: leaveBy - ready.seconds, lane: 0 }
      : loadBays.latest(leaveBy, ready.seconds, ready.start)
  if (loadAt === undefined) return 0
  const departure = times.departure(fleet.kind, place, job.warehouse, loadAt.start, free)

  const arrival = times.arrival(fleet.kind, inCorridor.inside, drop, inward.exit)
  const unloadSeconds = handling(world, drop, 'unload', load.grams)
  if (arrival === undefined || !Number.isFinite(unloadSeconds)) return 0
  const unloadBays = world.baysOf(drop, 'unload')
  const unloadAt = unloadBays === undefined ? { start: arrival, lane: 0 } : unloadBays.earliest(arrival, unloadSeconds)
  if (unloadAt === undefined || unloadAt.start >= window.clearBy) return 0
  const unloaded = unloadAt.start + unloadSeconds
  const passing: Passing = { kind: fleet.kind, movements, isLoaded: false }
  const outs = holding(world, vehicle, windowIndex, inward, () =>
    waysOut(world, passing, drop, told?.leaves?.(unloaded) ?? unloaded, window, told?.mayLeaveBy),
  )
  const outward = outs.reduce<Passage | undefined>(
    (best, each) => (best === undefined || each.exit < best.exit ? each : best),
    undefined,
  )
  if (outward === undefined) return tooMuch(world, job, fleet.kind, unloaded, window.clearBy)

  const outside = problem.corridors[outward.corridor]?.outside ?? place
  const home = times.arrival(fleet.kind, outside, fleet.at, outward.exit)
  const isHomeReached = home !== undefined && isWithinShift(world, vehicle, windowIndex, departure, home)
  const [end, endPlace] = isHomeReached ? [home, fleet.at] : [outward.exit, outside]
  if (!isWithinShift(world, vehicle, windowIndex, departure, end)) return 0

  const aid = aidOf(load.pieces)
  const legs: Leg[] = [
    leg('depart', departure, departure, { place }),
    leg('load', loadAt.start, loadAt.start + ready.seconds, { place: job.warehouse, aid }),
    ...passageLegs(problem, inward),
    leg('unload', unloadAt.start, unloaded, { place: drop, aid }),
    ...passageLegs(problem, outward),
    leg('arrive', end, end, { place: endPlace }),
  ]
  const handlings: BayUse[] = []
  if (loadBays !== undefined)
    handlings.push({ place: job.warehouse, activity: 'load', ...loadAt, seconds: ready.seconds })
  if (unloadBays !== undefined) handlings.push({ place: drop, activity: 'unload', ...unloadAt, seconds: unloadSeconds })
  return {
    ...emptyTrip(vehicle, windowIndex),
    configuration: load.configuration,
    departure,
    passages: [inward, outward],
    legs,
    pieces: piecesOf(load),
    delivered: piecesOf(load),
    handlings,
    endPlace,
    end,
  }
}

export function piecesOf(load: AidLoad): PieceCount[] {
  return [...load.pieces].map(([{ index }, count]) => ({ item: index, count }))
}

/** Grams whose unloading takes as long as the truck would be late by the quickest way out, at least one piece. */
function tooMuch(world: World, job: AidJob, kind: VehicleKind, unloaded: number, clearBy: number): number {
  const { problem } = world
  const rate = job.drop.place.unload
  if (rate === undefined) return 0
  const quickest = least(problem.corridors, (corridor) => {
    const drive = problem.times.leastSeconds(kind, job.drop.place.id, corridor.inside)
    const passage = leastPassage(corridor, 'out', kind, movements)
    return drive === undefined || passage === undefined ? undefined : drive + passage
  })
  const late = Math.max(60, unloaded + quickest - clearBy)
  return Number.isFinite(late) ? Math.ceil((late * rate.mass) / rate.per) : 0
}

export function handling(world: World, place: string, activity: 'load' | 'unload', grams: number): number {
  const rate = world.problem.placeById.get(place)?.[activity]
  if (rate === undefined) return 0
  return rate.mass === 0 ? Number.POSITIVE_INFINITY : Math.ceil((grams * rate.per) / rate.mass)
}

export function aidOf(pieces: ReadonlyMap<PlannedItem, number>): Leg['aid'] {
  const aid: Record<string, Record<string, number>> = {}
  for (const [{ consignment, item }, count] of pieces) {
    const lines = aid[consignment.id] ?? {}
    lines[item.id] = count
    aid[consignment.id] = lines
  }
  return aid
}
