// How many cells each step of a vehicle's day takes, rounded down; −1 where there is no way.
//
// Rounding down keeps every true day: put each instant in its cell. If d seconds or more lie between two instants, at
// least ⌊d ÷ cell⌋ cells lie between their cells; whoever would be early waits, which is allowed everywhere outside, at
// gates and at stops, and costs nothing.

import { gramBuckets, type VehicleClass } from './space.ts'

export interface ArcCells {
  /** By way in, then stop: from the mouth on, by its gate. */
  readonly inToPickUp: Int32Array
  readonly inToDrop: Int32Array
  readonly inToOut: Int32Array
  /** From `loadFrom[stop]` on: by bucket, then way out. */
  readonly loadToOut: Int32Array
  readonly loadFrom: Int32Array
  /** By drop, part, way out. */
  readonly dropToOut: Int32Array
  /** By way out, then job and bucket; from the mouth on, by its gate. */
  readonly outToJob: Int32Array
  /** By way out, then way in. */
  readonly outToIn: Int32Array
  /** By job and bucket, then way in. */
  readonly jobToIn: Int32Array
  readonly longest: number
  /** The least from a gate of a way in to anything that follows; one at least (`affordable` in space.ts). */
  readonly shortestIn: number
}

export function arcCellsOf(of: VehicleClass, cellSeconds: number): ArcCells {
  const cells = cellsKnown.get(of) ?? workedOut(of, cellSeconds)
  cellsKnown.set(of, cells)
  return cells
}

// A cache of a pure function of the class; its space has one length of cells.
const cellsKnown = new WeakMap<VehicleClass, ArcCells>()

function workedOut(of: VehicleClass, cellSeconds: number): ArcCells {
  const { ins, outs, pickUps, drops, jobs, loads } = of
  const { buckets } = loads
  let longest = 0
  const cells = (seconds: number) => {
    if (!Number.isFinite(seconds)) return -1
    const count = Math.floor(seconds / cellSeconds)
    if (count > longest) longest = count
    return count
  }
  const by = <A, B>(first: readonly A[], second: readonly B[], seconds: (a: A, b: B, i: number, j: number) => number) =>
    Int32Array.from(first.flatMap((a, i) => second.map((b, j) => cells(seconds(a, b, i, j)))))
  const none = Number.POSITIVE_INFINITY
  const jobBuckets = jobs.flatMap((job) => buckets.map((bucket) => ({ job, bucket })))
  const parts = drops.flatMap((drop) => Array.from({ length: gramBuckets }, (_, part) => ({ drop, part })))
  const loadToOut = by(
    pickUps.flatMap((stop) => buckets.map((bucket) => ({ stop, bucket }))),
    outs,
    ({ stop, bucket }, _, __, out) => bucket.boardSeconds + (stop.toOut[out] ?? none),
  )
  const arcs = {
    inToPickUp: by(
      ins,
      pickUps,
      (way, stop, index) => way.toGateSeconds + way.fromGateSeconds + (stop.fromIn[index] ?? none),
    ),
    inToDrop: by(
      ins,
      drops,
      (way, stop, index) => way.toGateSeconds + way.fromGateSeconds + (stop.fromIn[index] ?? none),
    ),
    inToOut: by(
      ins,
      outs,
      (way, _, into, out) => way.toGateSeconds + way.fromGateSeconds + (of.through[into]?.[out] ?? none),
    ),
    loadToOut,
    loadFrom: Int32Array.from(pickUps, (_, stop) => stop * buckets.length * outs.length),
    dropToOut: by(parts, outs, ({ drop, part }, _, __, out) => {
      const unloading = (loads.grams * part * drop.secondsEach) / gramBuckets
      return unloading + (drop.toOut[out] ?? none)
    }),
    outToJob: by(
      outs,
      jobBuckets,
      (way, { job }, out) => way.toGateSeconds + way.fromGateSeconds + (job.fromOut[out] ?? none),
    ),
    outToIn: by(
      outs,
      ins,
      (way, _, out, into) => way.toGateSeconds + way.fromGateSeconds + (of.around[out]?.[into] ?? none),
    ),
    jobToIn: by(jobBuckets, ins, ({ job, bucket }, _, __, into) => bucket.alightSeconds + (job.toIn[into] ?? none)),
  }
  const inward = [...arcs.inToPickUp, ...arcs.inToDrop, ...arcs.inToOut].filter((count) => count >= 0)
  return { ...arcs, longest, shortestIn: Math.max(1, inward.length === 0 ? 1 : Math.min(...inward)) }
}
