// Room in bins of time on one day: slots of corridors, kept for their holders for a while; intake, for who comes first.

import { type Booking, binAt, type Script } from './script.ts'
import { whole, wholeRow } from './step-rows.ts'
import { never } from './weather.ts'

/** Why somebody does not come: the trip is not made; or they have turned to their second exit. */
export const dropped = { notMade: 1, turned: 2 } as const

export class DayBookings {
  private readonly bookings: readonly Booking[]
  private readonly wholes: Int32Array
  private readonly notBefore: Float64Array
  private readonly began: Float64Array
  private readonly isDropped: Uint8Array
  private readonly firstExit: Int32Array
  /** By booking and bin: taken by who passes in another bin than their own. */
  private readonly extra: readonly Float64Array[]
  private isExtraTaken = false

  /** `began`, by step: when it did, NaN: not yet. `isDropped`, by step: `dropped` where it will not come. */
  constructor({ bookings, steps }: Script, wholes: Int32Array, began: Float64Array, isDropped: Uint8Array) {
    this.bookings = bookings
    this.wholes = wholes
    this.notBefore = steps.notBefore
    this.began = began
    this.isDropped = isDropped
    this.firstExit = steps.first
    this.extra = bookings.map(({ taken }) => new Float64Array(taken.length))
  }

  clear(): void {
    if (this.isExtraTaken) for (const extra of this.extra) extra.fill(0)
    this.isExtraTaken = false
  }

  /**
   * When somebody who did not come for their own slot may pass, as far as is known now: now, if the bin has room beside
   * those who have passed and those it is still kept for; else when one of these may lapse, or the bin ends.
   */
  roomAt(index: number, isOut: boolean, amount: number, step: number, now: number): number {
    const booking = this.bookings[index]
    const extra = this.extra[index]
    if (booking === undefined || extra === undefined) return now
    const { wholes, notBefore, isDropped } = this
    const { edges, limit, isShared, taken, first, holders } = booking
    const bins = edges.length
    const bin = binAt(booking, now)
    const most = limit[bin] ?? 0
    const ends = edges[bin + 1] ?? never
    // Mostly there is room even if all come for whom a place is kept.
    const own = isOut ? bins + bin : bin
    const holding = (first[own + 1] ?? 0) - (first[own] ?? 0)
    if (isShared[bin] === 0 && holding + (taken[own] ?? 0) + (extra[own] ?? 0) + amount <= most) return now
    let used = 0
    let later = ends
    for (let side = 0; side < 2; side++) {
      if (side !== (isOut ? 1 : 0) && isShared[bin] === 0) continue
      const cell = side * bins + bin
      used += (taken[cell] ?? 0) + (extra[cell] ?? 0)
      const end = first[cell + 1] ?? 0
      for (let place = first[cell] ?? 0; place < end; place++) {
        const holder = holders[place] ?? 0
        const at = this.began[holder] ?? Number.NaN
        const keptUntil = (notBefore[holder] ?? 0) + (wholes[holder * wholesEach + keptAt] ?? 0)
        if (holder === step) {
          // One's own place, as long as it is kept.
          if (keptUntil >= now) return now
          continue
        }
        if (Number.isNaN(at)) {
          if (isDropped[holder] !== 0 || keptUntil < now) continue
          // A second exit lapses with the first: passed, or the trip is not made.
          const firstExit = this.firstExit[holder] ?? -1
          if (firstExit >= 0 && (isDropped[firstExit] === dropped.notMade || !Number.isNaN(this.began[firstExit])))
            continue
          if (keptUntil + 1 < later) later = keptUntil + 1
        } else if (at >= ends) continue
        used += 1
      }
    }
    return used + amount <= most || (amount > most && used === 0) ? now : later
  }

  /**
   * A destination takes in so many: in the first bin from now on with room for them, first come, first served. `now` stands in
   * an array, and there is put when it begins.
   */
  takeIn(index: number, persons: number, clocks: Float64Array, own: number): void {
    const booking = this.bookings[index]
    const extra = this.extra[index]
    if (booking === undefined || extra === undefined || persons === 0) return
    const { edges, limit, taken } = booking
    const bins = edges.length
    const now = clocks[own] ?? 0
    for (let bin = binAt(booking, now); bin < bins; bin++) {
      const used = (taken[bins + bin] ?? 0) + (extra[bins + bin] ?? 0)
      const most = limit[bin] ?? 0
      // More than any bin takes is taken in when there is nobody else.
      if (used + persons > most && !(persons > most && used === 0)) continue
      extra[bins + bin] = (extra[bins + bin] ?? 0) + persons
      this.isExtraTaken = true
      const from = edges[bin] ?? now
      if (from > now) clocks[own] = from
      return
    }
  }

  /** Whoever passes in another bin than their own takes room there. */
  takeRoom(index: number, isOut: boolean, planned: number, at: number): void {
    const booking = this.bookings[index]
    const extra = this.extra[index]
    if (booking === undefined || extra === undefined) return
    const bin = binAt(booking, at)
    if (bin === binAt(booking, planned)) return
    const cell = bin + (isOut ? booking.edges.length : 0)
    extra[cell] = (extra[cell] ?? 0) + 1
    this.isExtraTaken = true
  }
}

const keptAt = whole.kept
const wholesEach = wholeRow
