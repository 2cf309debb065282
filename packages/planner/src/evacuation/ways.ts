// What routes are made of, numbered, so that rows of the linear programme and prices can speak of each.

import type { EvacuationProblem, EvacuationRoute } from './problem.ts'

/**
 * Numbers of what a route can have, each so many times: a trip from a pick-up to a shelter, a way back from a shelter
 * to a pick-up, a start from a yard to a pick-up; a load of a pick-up, room of a shelter, a bus of a yard.
 */
export class Ways {
  readonly count: number
  private readonly yards: number
  private readonly pickups: number
  private readonly shelters: number

  constructor({ busesAt, loadsAt, roomAt }: EvacuationProblem) {
    this.yards = busesAt.length
    this.pickups = loadsAt.length
    this.shelters = roomAt.length
    this.count = this.bus(this.yards)
  }

  trip(pickup: number, shelter: number): number {
    return pickup * this.shelters + shelter
  }

  back(shelter: number, pickup: number): number {
    return this.pickups * this.shelters + pickup * this.shelters + shelter
  }

  start(yard: number, pickup: number): number {
    return 2 * this.pickups * this.shelters + yard * this.pickups + pickup
  }

  /** Below this number are trips, ways back and starts: together they say how buses run. */
  get legs(): number {
    return this.start(this.yards, 0)
  }

  load(pickup: number): number {
    return this.legs + pickup
  }

  room(shelter: number): number {
    return this.legs + this.pickups + shelter
  }

  bus(yard: number): number {
    return this.legs + this.pickups + this.shelters + yard
  }

  /** Each with repetition. */
  of({ yard, trips }: EvacuationRoute): number[] {
    return [
      this.bus(yard),
      ...trips.flatMap(({ pickup, shelter }, index) => {
        const before = trips[index - 1]
        return [
          before === undefined ? this.start(yard, pickup) : this.back(before.shelter, pickup),
          this.trip(pickup, shelter),
          this.load(pickup),
          this.room(shelter),
        ]
      }),
    ]
  }
}
