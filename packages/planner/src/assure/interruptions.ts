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
  /** By place: the first start and the last end. Whatever is over before the one or begins after the other is not held up. */
  readonly earliest: Float64Array
  readonly latest: Float64Array
  /** By place: 1 where nobody passes the mouth any more, in or out. Who is on it goes on. */
  readonly shut: Uint8Array
}

export const mostIntervals = 64

export function interruptionsFor(corridors: number): Interruptions {
  return {
    starts: new Float64Array((corridors + 1) * mostIntervals),
    ends: new Float64Array((corridors + 1) * mostIntervals),
    counts: new Int32Array(corridors + 1),
    earliest: new Float64Array(corridors + 1).fill(Number.POSITIVE_INFINITY),
    latest: new Float64Array(corridors + 1).fill(Number.NEGATIVE_INFINITY),
    shut: new Uint8Array(corridors + 1),
  }
}

export function clearInterruptions({ counts, earliest, latest, shut }: Interruptions): void {
  shut.fill(0)
  counts.fill(0)
  earliest.fill(Number.POSITIVE_INFINITY)
  latest.fill(Number.NEGATIVE_INFINITY)
}

/** When so many seconds of work or driving that begin at an instant are done. */
export function workedUntil(interruptions: Interruptions, where: number, from: number, seconds: number): number {
  return from + seconds + heldFor(interruptions, where, from, seconds)
}

/** For how long so many seconds of work or driving that begin at an instant are held up. */
export function heldFor(
  { starts, ends, counts, earliest, latest }: Interruptions,
  where: number,
  from: number,
  seconds: number,
): number {
  const unheld = from + seconds
  if (unheld <= (earliest[where] ?? 0) || from >= (latest[where] ?? 0)) return 0
  let held = 0
  const last = where * mostIntervals + (counts[where] ?? 0)
  for (let index = where * mostIntervals; index < last; index++) {
    const start = starts[index] ?? 0
    const over = ends[index] ?? 0
    if (over <= from) continue
    if (start >= unheld + held) break
    held += over - (start > from ? start : from)
  }
  return held
}

/** Beyond all days. */
const shutUntil = 1e12

/** For good: of it nobody knows that it opens again. */
export function shutMouths({ earliest, latest, shut }: Interruptions, where: number): void {
  shut[where] = 1
  earliest[where] = Number.NEGATIVE_INFINITY
  latest[where] = Number.POSITIVE_INFINITY
}

/** The first instant from then on at which it does not stand still. */
export function openFrom({ starts, ends, counts, shut }: Interruptions, where: number, at: number): number {
  if (shut[where] === 1) return shutUntil
  const count = counts[where] ?? 0
  for (let index = where * mostIntervals; index < where * mostIntervals + count; index++) {
    if ((starts[index] ?? 0) > at) break
    if (at < (ends[index] ?? 0)) return ends[index] ?? at
  }
  return at
}

/** Puts an interval among those of a place; what overlaps becomes one. */
export function interrupt(interruptions: Interruptions, where: number, from: number, until: number): void {
  const { starts, ends, counts, earliest, latest } = interruptions
  earliest[where] = Math.min(earliest[where] ?? from, from)
  latest[where] = Math.max(latest[where] ?? until, until)
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
