// What is taken when: lanes that serve one at a time, bins that hold so many, and a corridor's two directions taking
// turns. Reservations may be asked for in any order, so no limit is ever exceeded and none needs a penalty. All can be
// released again.

/** Lanes of a gate, or bays. What stands already may overlap: on a lane that is kept spare somebody may have been promised. */
export class LaneCalendar {
  private readonly lanes: readonly Lane[]

  constructor(lanes: number) {
    this.lanes = Array.from({ length: lanes }, () => ({ starts: [], ends: [], reach: [] }))
  }

  /** Earliest start ≥ `from` at which some lane is free for the duration, and which lane; undefined without lanes. */
  earliest(from: number, seconds: number): { start: number; lane: number } | undefined {
    let best: { start: number; lane: number } | undefined
    for (let lane = 0; lane < this.lanes.length; lane++) {
      const start = this.earliestOn(lane, from, seconds)
      if (best === undefined || start < best.start) best = { start, lane }
      if (best.start === from) break
    }
    return best
  }

  /** Latest start from which the duration ends by `until` on a free lane, not before `notBefore`. */
  latest(until: number, seconds: number, notBefore: number): { start: number; lane: number } | undefined {
    let best: { start: number; lane: number } | undefined
    for (const [lane, { starts, ends, reach }] of this.lanes.entries()) {
      let start = until - seconds
      for (let index = starts.length - 1; index >= 0; index--) {
        const taken = starts[index] ?? 0
        if (taken >= start + seconds) continue
        if ((reach[index] ?? 0) <= start) break
        if ((ends[index] ?? 0) > start) start = taken - seconds
      }
      if (start >= notBefore && (best === undefined || start > best.start)) best = { start, lane }
    }
    return best
  }

  reserve(lane: number, start: number, seconds: number): void {
    const taken = this.lanes[lane]
    if (taken === undefined) throw new Error(`no lane ${lane}`)
    if (seconds === 0) return
    const index = firstAfter(taken.starts, start)
    taken.starts.splice(index, 0, start)
    taken.ends.splice(index, 0, start + seconds)
    taken.reach.splice(index, 0, Number.NaN)
    reachFrom(taken, index)
  }

  release(lane: number, start: number, seconds: number): void {
    if (seconds === 0) return
    const taken = this.lanes[lane] ?? { starts: [], ends: [], reach: [] }
    let index = firstAfter(taken.starts, start) - 1
    while (taken.starts[index] === start && taken.ends[index] !== start + seconds) index--
    if (taken.starts[index] !== start) throw new Error(`lane ${lane} is not taken at ${start}`)
    taken.starts.splice(index, 1)
    taken.ends.splice(index, 1)
    taken.reach.splice(index, 1)
    reachFrom(taken, index)
  }

  earliestOn(lane: number, from: number, seconds: number): number {
    const { starts, reach } = this.lanes[lane] ?? { starts: [], reach: [] }
    let start = from
    let index = firstAfter(starts, from)
    const before = reach[index - 1]
    if (before !== undefined && before > start) start = before
    for (; index < starts.length; index++) {
      const next = starts[index]
      if (next === undefined || next >= start + seconds) break
      start = Math.max(start, reach[index] ?? start)
    }
    return start
  }
}

/** What is taken, by start; and by when all of it up to each is over. */
interface Lane {
  readonly starts: number[]
  readonly ends: number[]
  readonly reach: number[]
}

/** Anew from there on, as far as it changes. */
function reachFrom({ ends, reach }: Lane, first: number): void {
  for (let index = first; index < ends.length; index++) {
    const until = Math.max(reach[index - 1] ?? Number.NEGATIVE_INFINITY, ends[index] ?? Number.NEGATIVE_INFINITY)
    if (reach[index] === until) return
    reach[index] = until
  }
}

/** Bins count from the opening of the latest window begun; before the first, from the first. */
export class Bins {
  private readonly opens: readonly number[]

  constructor(opens: readonly number[]) {
    this.opens = opens
  }

  /** Start of the bin, which also names it. Where the next window opens within, it is another bin from there. */
  start(instant: number, perSeconds: number): number {
    const open = this.openAt(instant)
    return open + Math.floor((instant - open) / perSeconds) * perSeconds
  }

  end(instant: number, perSeconds: number): number {
    const end = this.start(instant, perSeconds) + perSeconds
    const next = this.opens.find((open) => open > instant)
    return next === undefined || instant < (this.opens[0] ?? 0) ? end : Math.min(end, next)
  }

  private openAt(instant: number): number {
    for (let index = this.opens.length - 1; index > 0; index--) {
      const open = this.opens[index] ?? 0
      if (open <= instant) return open
    }
    return this.opens[0] ?? 0
  }
}

/** Counts by bin. */
export class BinCalendar {
  readonly per: number
  readonly limit: number
  private readonly bins: Bins
  private readonly taken: Map<number, number>

  /** `taken`: where several limits count the same. */
  constructor(bins: Bins, perSeconds: number, limit: number, taken = new Map<number, number>()) {
    this.bins = bins
    this.per = perSeconds
    this.limit = limit
    this.taken = taken
  }

  room(instant: number): number {
    return this.limit - (this.taken.get(this.bins.start(instant, this.per)) ?? 0)
  }

  /** Start of the bin after the one that holds the instant. */
  nextBin(instant: number): number {
    return this.bins.end(instant, this.per)
  }

  binStart(instant: number): number {
    return this.bins.start(instant, this.per)
  }

  take(instant: number, count: number): void {
    const key = this.bins.start(instant, this.per)
    this.taken.set(key, (this.taken.get(key) ?? 0) + count)
  }

  isSameBin(one: number, other: number): boolean {
    return this.bins.start(one, this.per) === this.bins.start(other, this.per)
  }
}

/** Passages of an alternating corridor: those of opposite directions are `clearance` apart. */
export class TurnCalendar {
  /** By entry. */
  private readonly passages: Record<'in' | 'out', { readonly entry: number; readonly exit: number }[]> = {
    in: [],
    out: [],
  }
  private readonly clearance: number

  constructor(clearanceSeconds: number) {
    this.clearance = clearanceSeconds
  }

  /** Undefined: free. Else the earliest entry that does not meet what comes against it. */
  blockedUntil(direction: 'in' | 'out', entry: number, exit: number): number | undefined {
    for (const other of this.passages[direction === 'in' ? 'out' : 'in']) {
      if (other.entry >= exit + this.clearance) return undefined
      if (entry < other.exit + this.clearance) return other.exit + this.clearance
    }
    return undefined
  }

  reserve(direction: 'in' | 'out', entry: number, exit: number): void {
    const own = this.passages[direction]
    let index = own.length
    while (index > 0 && (own[index - 1]?.entry ?? 0) > entry) index--
    own.splice(index, 0, { entry, exit })
  }

  release(direction: 'in' | 'out', entry: number, exit: number): void {
    const own = this.passages[direction]
    const index = own.findIndex((each) => each.entry === entry && each.exit === exit)
    if (index === -1) throw new Error(`no passage ${direction} at ${entry}`)
    own.splice(index, 1)
  }

  /** Runs of passages of one direction: the intervals of a plan. */
  intervals(): { readonly direction: 'in' | 'out'; readonly from: number; readonly until: number }[] {
    const all = (['in', 'out'] as const)
      .flatMap((direction) => this.passages[direction].map((each) => ({ direction, ...each })))
      .sort((a, b) => a.entry - b.entry)
    const runs: { direction: 'in' | 'out'; from: number; until: number }[] = []
    for (const { direction, entry, exit } of all) {
      const last = runs.at(-1)
      if (last?.direction === direction) last.until = Math.max(last.until, exit)
      else runs.push({ direction, from: entry, until: exit })
    }
    return runs
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
