// The fan: on simulated days, how many are out, and how many under way, against time. Counted at instants that are fixed
// before any day is run; who walks comes out one after another between the first and the last of a flow.

import type { Instant } from '@treve/model'
import type { Script } from './script.ts'
import { steps } from './step-rows.ts'
import type { WalkingFlows } from './walking-flows.ts'

/** Columns: one value for each of `at`. On one day in twenty it is less than `p05`, on one in twenty more than `p95`. */
export interface FanBand {
  readonly p05: readonly number[]
  readonly p50: readonly number[]
  readonly p95: readonly number[]
}

export interface Fan {
  readonly at: readonly Instant[]
  /** People out by then, with those who are out already; companions not counted. */
  readonly out: FanBand
  /** People aboard in the zone, or walking; in a refuge too. */
  readonly under_way: FanBand
}

/** Enough for a curve; each answer carries them. */
const mostInstants = 48
/** Somebody may still be inside then. */
const afterCloseSeconds = 900

/** From that moment on, in what is left of each window, as far apart as lets them be few. */
function instantsOf({ windows }: Script, from: number): number[] {
  const left = windows
    .filter(({ close }) => close > from)
    .map(({ open, close, clearBy }) => ({ open: Math.max(open, from), close, clearBy }))
  const seconds = left.reduce((sum, { open, close }) => sum + close - open, 0)
  const apart = Math.max(60, Math.ceil(seconds / mostInstants / 60) * 60)
  const instants = new Set([from])
  for (const { open, close, clearBy } of left) {
    for (let at = open; at < close; at += apart) instants.add(at)
    if (clearBy > from) instants.add(clearBy)
    instants.add(close).add(close + afterCloseSeconds)
  }
  return [...instants].sort((a, b) => a - b)
}

/** Of the day that is being run: by how much each count has changed up to an instant, since the one before it. */
export class DayTrace {
  readonly instants: readonly number[]
  readonly out: Float64Array
  readonly underWay: Float64Array
  private readonly peopleOut: number
  private readonly aboard: number

  constructor(script: Script, from: number) {
    this.instants = instantsOf(script, from)
    this.out = new Float64Array(this.instants.length)
    this.underWay = new Float64Array(this.instants.length)
    this.peopleOut = script.past.peopleOut
    this.aboard = aboardInside(script)
  }

  begin(): void {
    this.out.fill(0)
    this.underWay.fill(0)
    this.out[0] = this.peopleOut
    this.underWay[0] = this.aboard
  }

  note(at: number, out: number, underWay: number): void {
    const { instants } = this
    let low = 0
    let high = instants.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((instants[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    // After the last of them nothing is shown.
    if (low === instants.length) return
    this.out[low] = (this.out[low] ?? 0) + out
    this.underWay[low] = (this.underWay[low] ?? 0) + underWay
  }
}

/** Aboard of vehicles that have a way out of the zone before them. */
function aboardInside({ starts, trips, steps: { kind, sign, trip, count } }: Script): number {
  return starts.reduce((sum, { step, people }) => {
    const own = trip[step] ?? -1
    const end = trips[own]?.nextBegin ?? count
    for (let next = step; next < Math.max(end, step + 1) && trip[next] === own; next++)
      if (kind[next] === steps.exit && sign[next] === 1) return sum + people
    return sum
  }, 0)
}

export class FanRecords {
  readonly trace: DayTrace
  private readonly script: Script
  private readonly out: readonly Float64Array[]
  private readonly underWay: readonly Float64Array[]

  constructor(script: Script, from: number, replications: number) {
    this.script = script
    this.trace = new DayTrace(script, from)
    const columns = () => this.trace.instants.map(() => new Float64Array(replications))
    this.out = columns()
    this.underWay = columns()
  }

  /** What the day came to that was run last. */
  take(replication: number, walks: WalkingFlows): void {
    const { trace, script } = this
    let out = 0
    let underWay = 0
    for (const [index, at] of trace.instants.entries()) {
      out += trace.out[index] ?? 0
      underWay += trace.underWay[index] ?? 0
      let walkedOut = 0
      let walking = 0
      for (let walk = 0; walk < script.walks.length; walk++) {
        const people = walks.peopleOut[walk] ?? 0
        const isOut = people * shareBy(at, walks.firstOut[walk], walks.lastOut[walk])
        walkedOut += isOut
        walking += people * shareBy(at, walks.firstSetOut[walk], walks.lastSetOut[walk]) - isOut
      }
      const [outColumn, wayColumn] = [this.out[index], this.underWay[index]]
      if (outColumn !== undefined) outColumn[replication] = out + walkedOut
      if (wayColumn !== undefined) wayColumn[replication] = Math.max(0, underWay + walking)
    }
  }

  /** Of so many days, which are all taken. */
  ofFirst(days: number): Fan {
    const first = (columns: readonly Float64Array[]) => columns.map((column) => column.subarray(0, days))
    return {
      at: this.trace.instants.map((at) => Math.round(at) as Instant),
      out: bandOf(first(this.out)),
      under_way: bandOf(first(this.underWay)),
    }
  }
}

/** NaN: nobody of the flow set out. */
function shareBy(at: number, first = Number.NaN, last = Number.NaN): number {
  if (Number.isNaN(first) || at < first) return 0
  return at >= last ? 1 : (at - first) / (last - first)
}

function bandOf(columns: readonly Float64Array[]): FanBand {
  const sorted = columns.map((column) => column.toSorted())
  const at = (share: number) =>
    sorted.map((column) => Math.round(column[Math.min(column.length - 1, Math.floor(share * column.length))] ?? 0))
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95) }
}
