// The dearest route that fits into a length, at given prices, by dynamic programming over whole lengths.

import type { EvacuationProblem, Trip } from './problem.ts'

/** Whole numbers, so that values are exact. What a route is worth is the sum over its legs. */
export interface LegPrices {
  /** Pick-up × shelters + shelter. */
  readonly trip: Float64Array
  /** From the shelter back to the pick-up; pick-up × shelters + shelter. */
  readonly back: Float64Array
  /** Yard × pick-ups + pick-up. */
  readonly start: Float64Array
}

const none = Number.NEGATIVE_INFINITY

/**
 * For each length left, the value of the dearest rest of a route: from a shelter, where it may also end, and from a
 * pick-up, whose load is then taken up.
 *
 * Of *counted* pick-ups a route may take no more loads than there are; at others, and at shelters, it may call more
 * often than there are loads, or is room. So what is computed is never below the value of a route that heeds all. (To
 * count few at first and more as need be: Righini & Salani 2008, there for customers that are called at once.)
 *
 * A state is a length left, a place, and for each counted pick-up how many loads the rest may still take, these as
 * digits of one number, `allowance`.
 */
export class RouteValues {
  private readonly problem: EvacuationProblem
  /** Of each pick-up, what one load is in an allowance; 0 if not counted. */
  private readonly digit: Int32Array
  private readonly allowances: number
  /** (Length left × pick-ups + pick-up) × allowances + allowance. */
  private readonly atPickup: Float64Array
  /** (Length left × shelters + shelter) × allowances + allowance. */
  private readonly atShelter: Float64Array
  private prices: LegPrices = { trip: new Float64Array(), back: new Float64Array(), start: new Float64Array() }

  constructor(problem: EvacuationProblem, longest: number, counted: readonly number[]) {
    this.problem = problem
    this.digit = new Int32Array(problem.loadsAt.length)
    let allowances = 1
    for (const pickup of counted) {
      this.digit[pickup] = allowances
      allowances *= (problem.loadsAt[pickup] ?? 0) + 1
    }
    this.allowances = allowances
    this.atPickup = new Float64Array((longest + 1) * problem.loadsAt.length * allowances)
    this.atShelter = new Float64Array((longest + 1) * problem.roomAt.length * allowances)
  }

  /**
   * For lengths up to `longest`. False if a round trip of length 0 is worth something: then values have no end.
   *
   * A length is worked off once its values are final but for ways of length 0; those are followed until nothing
   * changes, which without a round trip of worth takes no more rounds than there are states. Only where a value is
   * higher than at the length before is it passed on: whatever follows from the lower one is there already.
   */
  compute(prices: LegPrices, longest: number): boolean {
    this.prices = prices
    const { atPickup, atShelter, allowances, digit } = this
    const { loadsAt, roomAt, toShelter } = this.problem
    const pickups = loadsAt.length
    const shelters = roomAt.length
    const pickupStride = pickups * allowances
    const shelterStride = shelters * allowances
    atPickup.fill(none, 0, (longest + 1) * pickupStride)
    atShelter.fill(none, 0, (longest + 1) * shelterStride)
    atShelter.fill(0, 0, shelterStride)
    for (let left = 0; left <= longest; left++) {
      const p = left * pickupStride
      const s = left * shelterStride
      if (left > 0) {
        raise(atPickup, p, pickupStride)
        raise(atShelter, s, shelterStride)
      }
      let isSettled = false
      for (let round = 0; !isSettled; round++) {
        if (round > (pickups + shelters) * allowances) return false
        isSettled = true
        for (let j = 0; j < shelters; j++) {
          for (let allowance = 0; allowance < allowances; allowance++) {
            const from = s + j * allowances + allowance
            const value = atShelter[from] ?? none
            if (left > 0 && value === atShelter[from - shelterStride]) continue
            for (let i = 0; i < pickups; i++) {
              const leg = i * shelters + j
              const way = toShelter[leg] ?? 0
              if (left + way > longest) continue
              const unit = digit[i] ?? 0
              const loads = loadsAt[i] ?? 0
              if (unit > 0 && Math.floor(allowance / unit) % (loads + 1) === loads) continue
              const at = p + way * pickupStride + i * allowances + allowance + unit
              const gained = value + (prices.trip[leg] ?? 0)
              if (gained > (atPickup[at] ?? none)) atPickup[at] = gained
            }
          }
        }
        for (let i = 0; i < pickups; i++) {
          for (let allowance = 0; allowance < allowances; allowance++) {
            const from = p + i * allowances + allowance
            const value = atPickup[from] ?? none
            if (value === none || (left > 0 && value === atPickup[from - pickupStride])) continue
            for (let j = 0; j < shelters; j++) {
              const leg = i * shelters + j
              const way = toShelter[leg] ?? 0
              if (left + way > longest) continue
              const at = s + way * shelterStride + j * allowances + allowance
              const gained = value + (prices.back[leg] ?? 0)
              if (gained <= (atShelter[at] ?? none)) continue
              atShelter[at] = gained
              if (way === 0) isSettled = false
            }
          }
        }
      }
    }
    return true
  }

  /** Of all routes from the yard within the length; 0 for the bus that stays. */
  ofYard(yard: number, length: number): number {
    const pickups = this.problem.loadsAt.length
    let best = 0
    for (let i = 0; i < pickups; i++) best = Math.max(best, this.startingAt(yard, i, length))
    return best
  }

  /** Of all routes from the yard that call at the pick-up first. */
  startingAt(yard: number, pickup: number, length: number): number {
    const pickups = this.problem.loadsAt.length
    const leg = yard * pickups + pickup
    const left = length - (this.problem.toPickup[leg] ?? 0)
    if (left < 0) return none
    return (this.atPickup[(left * pickups + pickup + 1) * this.allowances - 1] ?? none) + (this.prices.start[leg] ?? 0)
  }

  /** A route of that value; there must be one. */
  tripsStartingAt(yard: number, first: number, length: number): Trip[] {
    const { atPickup, atShelter, prices, allowances, digit } = this
    const { loadsAt, roomAt, toPickup, toShelter } = this.problem
    const pickups = loadsAt.length
    const shelters = roomAt.length
    const trips: Trip[] = []
    let left = length - (toPickup[yard * pickups + first] ?? 0)
    let allowance = allowances - 1
    for (let pickup = first; ; ) {
      const value = atPickup[(left * pickups + pickup) * allowances + allowance]
      allowance -= digit[pickup] ?? 0
      const shelter = roomAt.findIndex((_, j) => {
        const rest = left - (toShelter[pickup * shelters + j] ?? 0)
        if (rest < 0) return false
        return (
          (atShelter[(rest * shelters + j) * allowances + allowance] ?? none) +
            (prices.trip[pickup * shelters + j] ?? 0) ===
          value
        )
      })
      trips.push({ pickup, shelter })
      left -= toShelter[pickup * shelters + shelter] ?? 0
      const after = atShelter[(left * shelters + shelter) * allowances + allowance]
      if (after === 0) return trips
      pickup = loadsAt.findIndex((_, i) => {
        const rest = left - (toShelter[i * shelters + shelter] ?? 0)
        if (rest < 0) return false
        return (
          (atPickup[(rest * pickups + i) * allowances + allowance] ?? none) +
            (prices.back[i * shelters + shelter] ?? 0) ===
          after
        )
      })
      if (pickup < 0) throw new Error('values that no route has')
      left -= toShelter[pickup * shelters + shelter] ?? 0
    }
  }
}

/** Whatever fits into a length fits into the next. */
function raise(values: Float64Array, from: number, stride: number): void {
  for (let k = from; k < from + stride; k++) {
    const before = values[k - stride] ?? none
    if (before > (values[k] ?? none)) values[k] = before
  }
}
