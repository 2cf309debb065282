// The bus evacuation problem (Bish 2011): buses run yard → pick-up → shelter → pick-up → … → shelter, one load a trip,
// and the longest route is to be as short as can be.

export interface EvacuationProblem {
  /** Buses that stand at each yard; they need not all be used. */
  readonly busesAt: readonly number[]
  /** Loads, of one bus each, to be fetched at each pick-up. */
  readonly loadsAt: readonly number[]
  /** Loads that each shelter has room for. */
  readonly roomAt: readonly number[]
  /** Whole lengths, yard × pick-ups + pick-up. */
  readonly toPickup: Int32Array
  /** Whole lengths, pick-up × shelters + shelter; the same both ways. They need not be metric. */
  readonly toShelter: Int32Array
}

export interface EvacuationRoute {
  readonly yard: number
  readonly trips: readonly Trip[]
}

export interface Trip {
  readonly pickup: number
  readonly shelter: number
}

/** What makes the problem senseless or without an answer at all; undefined if nothing does. */
export function faultOf(problem: EvacuationProblem): string | undefined {
  const { busesAt, loadsAt, roomAt, toPickup, toShelter } = problem
  const isCount = (value: number) => Number.isInteger(value) && value >= 0
  if (![...busesAt, ...loadsAt, ...roomAt, ...toPickup, ...toShelter].every(isCount))
    return 'counts and lengths must be whole and not below 0'
  if (toPickup.length !== busesAt.length * loadsAt.length) return 'a length is wanted from each yard to each pick-up'
  if (toShelter.length !== loadsAt.length * roomAt.length) return 'a length is wanted from each pick-up to each shelter'
  if (sum(loadsAt) > sum(roomAt)) return 'the shelters have room for fewer loads than there are'
  if (sum(loadsAt) > 0 && sum(busesAt) === 0) return 'there is no bus'
  return undefined
}

export function routeLength(
  { loadsAt, roomAt, toPickup, toShelter }: EvacuationProblem,
  route: EvacuationRoute,
): number {
  let length = 0
  let shelterBefore: number | undefined
  for (const { pickup, shelter } of route.trips) {
    const there =
      shelterBefore === undefined
        ? toPickup[route.yard * loadsAt.length + pickup]
        : toShelter[pickup * roomAt.length + shelterBefore]
    length += (there ?? 0) + (toShelter[pickup * roomAt.length + shelter] ?? 0)
    shelterBefore = shelter
  }
  return length
}

export function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
