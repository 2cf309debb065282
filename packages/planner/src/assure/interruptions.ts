// When nothing moves: closures of single corridors, and halts of everything, which are a process of their own.

/**
 * For each corridor, and last for the city, the intervals in which it stands still, in order and apart from one another.
 * A corridor's hold the city's too. Refilled for every day; mostly empty.
 */
export interface Interruptions {
  /** By place, `mostIntervals` each. */
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly counts: Int32Array
}

export const mostIntervals = 64

export function interruptionsFor(corridors: number): Interruptions {
  return {
    starts: new Float64Array((corridors + 1) * mostIntervals),
    ends: new Float64Array((corridors + 1) * mostIntervals),
    counts: new Int32Array(corridors + 1),
  }
}

/** When so many seconds of work or driving that begin at an instant are done. */
export function workedUntil(
  { starts, ends, counts }: Interruptions,
  where: number,
  from: number,
  seconds: number,
): number {
  const count = counts[where] ?? 0
  let end = from + seconds
  for (let index = where * mostIntervals; index < where * mostIntervals + count; index++) {
    const [start, over] = [starts[index] ?? 0, ends[index] ?? 0]
    if (over <= from) continue
    if (start >= end) break
    end += over - (start > from ? start : from)
  }
  return end
}

/** The first instant from then on at which it does not stand still. */
export function openFrom({ starts, ends, counts }: Interruptions, where: number, at: number): number {
  const count = counts[where] ?? 0
  for (let index = where * mostIntervals; index < where * mostIntervals + count; index++) {
    if ((starts[index] ?? 0) > at) break
    if (at < (ends[index] ?? 0)) return ends[index] ?? at
  }
  return at
}

/** Puts an interval among those of a place; what overlaps becomes one. */
export function interrupt({ starts, ends, counts }: Interruptions, where: number, from: number, until: number): void {
  const base = where * mostIntervals
  let count = counts[where] ?? 0
  let [start, end] = [from, until]
  let kept = 0
  for (let index = 0; index < count; index++) {
    const [otherStart, otherEnd] = [starts[base + index] ?? 0, ends[base + index] ?? 0]
    if (otherEnd < start || otherStart > end) {
      starts[base + kept] = otherStart
      ends[base + kept] = otherEnd
      kept++
    } else {
      start = Math.min(start, otherStart)
      end = Math.max(end, otherEnd)
    }
  }
  count = Math.min(kept, mostIntervals - 1)
  let place = count
  while (place > 0 && (starts[base + place - 1] ?? 0) > start) {
    starts[base + place] = starts[base + place - 1] ?? 0
    ends[base + place] = ends[base + place - 1] ?? 0
    place--
  }
  starts[base + place] = start
  ends[base + place] = end
  counts[where] = count + 1
}
