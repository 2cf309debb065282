// Good routes by taking some trips out and putting them back where they lengthen least (ruin and recreate, Schrimpf et
// al. 2000), accepting somewhat worse ones at first.

import type { Random } from '../random.ts'
import type { EvacuationProblem, EvacuationRoute } from './problem.ts'

/** An excess over the length that is aimed at weighs so much more than length in all. */
const excessWeight = 1000

interface Bus {
  readonly yard: number
  pickups: number[]
  shelters: number[]
  length: number
}

/**
 * Trips of all buses, changed in place. What is minimised is what exceeds `target`, summed over buses, and then length
 * in all: the longest route alone would not tell a good step from a bad one.
 */
export class EvacuationSearch {
  private readonly problem: EvacuationProblem
  private readonly random: Random
  private buses: Bus[]
  private room: Int32Array
  private cost: number
  private readonly target: number
  /** Places that loads were tried at. */
  work = 0
  bestLongest = Number.POSITIVE_INFINITY
  bestRoutes: readonly EvacuationRoute[] = []

  constructor(problem: EvacuationProblem, random: Random, target: number) {
    this.problem = problem
    this.random = random
    this.target = target
    this.buses = problem.busesAt.flatMap((count, yard) =>
      Array.from({ length: count }, () => ({ yard, pickups: [], shelters: [], length: 0 })),
    )
    this.room = Int32Array.from(problem.roomAt)
    this.insert(
      shuffled(
        problem.loadsAt.flatMap((count, pickup) => Array.from({ length: count }, () => pickup)),
        random,
      ),
    )
    this.cost = this.costNow()
    this.keepIfBest()
  }

  /** Until the target is reached; true if it was. */
  run(iterations: number, mustStop: () => boolean): boolean {
    const start = excessWeight * Math.max(1, this.bestLongest / 20)
    for (let k = 0; k < iterations && this.bestLongest > this.target; k++) {
      if (k % 64 === 0 && mustStop()) return false
      const before = { buses: this.buses, room: this.room, cost: this.cost }
      this.buses = [...this.buses]
      this.room = Int32Array.from(this.room)
      this.insert(shuffled(this.ruin(), this.random))
      const cost = this.costNow()
      const leeway = (start * (iterations - k)) / iterations
      if (cost < before.cost + (leeway * this.random.below(1024)) / 1024) {
        this.cost = cost
        this.keepIfBest()
      } else {
        this.buses = before.buses
        this.room = before.room
      }
    }
    return this.bestLongest <= this.target
  }

  private costNow(): number {
    let cost = 0
    for (const { length } of this.buses) cost += length + excessWeight * Math.max(0, length - this.target)
    return cost
  }

  private keepIfBest(): void {
    let longest = 0
    for (const { length } of this.buses) longest = Math.max(longest, length)
    if (longest >= this.bestLongest) return
    this.bestLongest = longest
    this.bestRoutes = this.buses
      .filter(({ pickups }) => pickups.length > 0)
      .map(({ yard, pickups, shelters }) => ({
        yard,
        trips: pickups.map((pickup, k) => ({ pickup, shelter: shelters[k] ?? 0 })),
      }))
  }

  /** Takes out a string of trips from each of some buses, one of the longest more often than not; tells whose loads. */
  private ruin(): number[] {
    const { random, buses } = this
    const taken: number[] = []
    const count = 1 + random.below(4)
    for (let k = 0; k < count; k++) {
      let at = random.below(buses.length)
      if (k === 0)
        for (let tries = 0; tries < 6; tries++) {
          const other = random.below(buses.length)
          if ((buses[other]?.length ?? 0) > (buses[at]?.length ?? 0)) at = other
        }
      const bus = buses[at]
      if (bus === undefined || bus.pickups.length === 0) continue
      const span = 1 + random.below(Math.min(3, bus.pickups.length))
      const from = random.below(bus.pickups.length - span + 1)
      const changed = { yard: bus.yard, pickups: [...bus.pickups], shelters: [...bus.shelters], length: 0 }
      taken.push(...changed.pickups.splice(from, span))
      for (const shelter of changed.shelters.splice(from, span)) this.room[shelter] = (this.room[shelter] ?? 0) + 1
      changed.length = this.lengthOf(changed)
      buses[at] = changed
    }
    return taken
  }

  private lengthOf({ yard, pickups, shelters }: Bus): number {
    const { loadsAt, roomAt, toPickup, toShelter } = this.problem
    let length = 0
    for (let k = 0; k < pickups.length; k++) {
      const pickup = pickups[k] ?? 0
      length +=
        k === 0
          ? (toPickup[yard * loadsAt.length + pickup] ?? 0)
          : (toShelter[pickup * roomAt.length + (shelters[k - 1] ?? 0)] ?? 0)
      length += toShelter[pickup * roomAt.length + (shelters[k] ?? 0)] ?? 0
    }
    return length
  }

  /** One load after another, each where it adds least to the cost. */
  private insert(loads: readonly number[]): void {
    const { problem, buses, room, target, random } = this
    const { loadsAt, roomAt, toPickup, toShelter } = problem
    const shelters = roomAt.length
    for (const pickup of loads) {
      let bestCost = Number.POSITIVE_INFINITY
      let bestBus = -1
      let bestPosition = 0
      let bestShelter = 0
      let emptyYard = -1
      for (let b = 0; b < buses.length; b++) {
        const bus = buses[b]
        if (bus === undefined) continue
        if (bus.pickups.length === 0) {
          if (bus.yard === emptyYard) continue // the same as the one before
          emptyYard = bus.yard
        }
        const now = bus.length + excessWeight * Math.max(0, bus.length - target)
        for (let position = 0; position <= bus.pickups.length; position++) {
          const before = bus.shelters[position - 1]
          const after = bus.pickups[position]
          let base =
            before === undefined
              ? (toPickup[bus.yard * loadsAt.length + pickup] ?? 0)
              : (toShelter[pickup * shelters + before] ?? 0)
          if (after !== undefined)
            base -=
              before === undefined
                ? (toPickup[bus.yard * loadsAt.length + after] ?? 0)
                : (toShelter[after * shelters + before] ?? 0)
          this.work += shelters
          for (let j = 0; j < shelters; j++) {
            if (room[j] === 0) continue
            const length =
              bus.length +
              base +
              (toShelter[pickup * shelters + j] ?? 0) +
              (after === undefined ? 0 : (toShelter[after * shelters + j] ?? 0))
            const cost = length + excessWeight * Math.max(0, length - target) - now
            if (cost > bestCost || (cost === bestCost && random.below(3) > 0)) continue
            bestCost = cost
            bestBus = b
            bestPosition = position
            bestShelter = j
          }
        }
      }
      const bus = buses[bestBus]
      if (bus === undefined) throw new Error('a load without a bus or room: the problem was not checked')
      const changed = { yard: bus.yard, pickups: [...bus.pickups], shelters: [...bus.shelters], length: 0 }
      changed.pickups.splice(bestPosition, 0, pickup)
      changed.shelters.splice(bestPosition, 0, bestShelter)
      changed.length = this.lengthOf(changed)
      buses[bestBus] = changed
      room[bestShelter] = (room[bestShelter] ?? 0) - 1
    }
  }
}

function shuffled(values: readonly number[], random: Random): number[] {
  const result = [...values]
  for (let k = result.length - 1; k > 0; k--) {
    const other = random.below(k + 1)
    const value = result[k] ?? 0
    result[k] = result[other] ?? 0
    result[other] = value
  }
  return result
}
