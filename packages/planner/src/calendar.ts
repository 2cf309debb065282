// What is taken when: lanes that serve one at a time, and bins that hold so many. Reservations may be asked for in any
// order, so capacity is never exceeded and needs no penalty.

/** Lanes of a gate, or bays: each an ordered list of disjoint intervals. */
export class LaneCalendar {
  private readonly starts: number[][]
  private readonly ends: number[][]

  constructor(lanes: number) {
    this.starts = Array.from({ length: lanes }, () => [])
    this.ends = Array.from({ length: lanes }, () => [])
  }

  /** Earliest start ≥ `from` at which some lane is free for the duration, and which lane; undefined without lanes. */
  earliest(from: number, seconds: number): { start: number; lane: number } | undefined {
    let best: { start: number; lane: number } | undefined
    for (let lane = 0; lane < this.starts.length; lane++) {
      const start = this.earliestOn(lane, from, seconds)
      if (best === undefined || start < best.start) best = { start, lane }
      if (best.start === from) break
    }
    return best
  }

  /** Latest start from which the duration ends by `until` on a free lane, not before `notBefore`. */
  latest(until: number, seconds: number, notBefore: number): { start: number; lane: number } | undefined {
    let best: { start: number; lane: number } | undefined
    for (let lane = 0; lane < this.starts.length; lane++) {
      const starts = this.starts[lane] ?? []
      const ends = this.ends[lane] ?? []
      let start = until - seconds
      for (let index = starts.length - 1; index >= 0; index--) {
        const [taken, free] = [starts[index] ?? 0, ends[index] ?? 0]
        if (taken >= start + seconds) continue
        if (free <= start) break
        start = taken - seconds
      }
      if (start >= notBefore && (best === undefined || start > best.start)) best = { start, lane }
    }
    return best
  }

  reserve(lane: number, start: number, seconds: number): void {
    const starts = this.starts[lane]
    const ends = this.ends[lane]
    if (starts === undefined || ends === undefined) throw new Error(`no lane ${lane}`)
    if (seconds === 0) return
    const index = firstAfter(starts, start)
    starts.splice(index, 0, start)
    ends.splice(index, 0, start + seconds)
  }

  private earliestOn(lane: number, from: number, seconds: number): number {
    const starts = this.starts[lane] ?? []
    const ends = this.ends[lane] ?? []
    let start = from
    let index = firstAfter(starts, from)
    const before = ends[index - 1]
    if (before !== undefined && before > start) start = before
    for (; index < starts.length; index++) {
      const next = starts[index]
      if (next === undefined || next >= start + seconds) break
      start = Math.max(start, ends[index] ?? start)
    }
    return start
  }
}

/** Counts by bin of time. Bins count from the opening of the latest window begun; before the first, from the first. */
export class BinCalendar {
  private readonly opens: readonly number[]
  private readonly per: number
  private readonly limitAt: (instant: number) => number
  private readonly taken = new Map<string, number>()

  constructor(opens: readonly number[], perSeconds: number, limitAt: (instant: number) => number) {
    this.opens = opens
    this.per = perSeconds
    this.limitAt = limitAt
  }

  room(instant: number): number {
    return this.limitAt(instant) - (this.taken.get(this.binAt(instant).key) ?? 0)
  }

  /** Start of the bin after the one that holds the instant. */
  nextBin(instant: number): number {
    return this.binAt(instant).end
  }

  take(instant: number, count: number): void {
    const { key } = this.binAt(instant)
    this.taken.set(key, (this.taken.get(key) ?? 0) + count)
  }

  isSameBin(one: number, other: number): boolean {
    return this.binAt(one).key === this.binAt(other).key
  }

  binAt(instant: number): { key: string; end: number } {
    let window = this.opens.length - 1
    while (window > 0 && (this.opens[window] ?? 0) > instant) window--
    const open = this.opens[window] ?? 0
    const index = Math.floor((instant - open) / this.per)
    const end = open + (index + 1) * this.per
    const next = this.opens[window + 1]
    return { key: `${window}:${index}`, end: next === undefined ? end : Math.min(end, next) }
  }
}

/** Index of the first value greater than `value` in an ascending list. */
function firstAfter(values: readonly number[], value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}
