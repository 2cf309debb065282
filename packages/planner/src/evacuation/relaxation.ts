// Whether the loads can be fetched within a length by *fractions* of routes; and from that a length that no answer
// undercuts.

import { LinearProgramme, type Row, rounding } from '../linear-programme.ts'
import { type EvacuationProblem, type EvacuationRoute, routeLength, sum } from './problem.ts'
import { type LegPrices, RouteValues } from './route-values.ts'
import { Ways } from './ways.ts'

/** Prices are proposed as fractions and used as whole numbers of this many parts. */
const parts = 2 ** 32

/** Above so many states no further pick-up is counted: memory, and time per pricing. */
const mostStates = 2_000_000

export type Relaxed =
  /** No answer that keeps the rows is as short as this. */
  | { readonly kind: 'refuted'; readonly length: number }
  | { readonly kind: 'fractions'; readonly used: readonly Fraction[] }
  /** Neither proved nor refuted: no more time, or for want of precision. */
  | { readonly kind: 'unclear' }

export interface Fraction {
  readonly route: EvacuationRoute
  /** Above 0. */
  readonly amount: number
}

/**
 * The relaxation. An answer of length T is a set of routes of at most T that fetches each load once, brings no shelter
 * more than it has room for, and uses no more buses than there are. Let x_r ≥ 0 say how much of route r is used, in
 * whole numbers or not; these are rows of a linear programme. Columns are made as they are needed (`RouteValues`).
 *
 * What is proved. Let π be any whole numbers, one for each row but those of the buses, ≥ 0 where the row says "at
 * least", ≤ 0 where it says "at most", and any where it says "exactly"; let b be what the row asks for; let a route be
 * worth the sum of π over all that it has; let λ_y ≥ 0 be no less than what any route of at most T from yard y is
 * worth, B_y the buses there. (It is enough to look at routes that take no more from a pick-up than it has.)
 * If x keeps the rows, then
 *
 *     π·b ≤ π·(A x) = Σ_r x_r · worth(r) ≤ Σ_y (Σ of x_r over routes from y) · λ_y ≤ Σ_y B_y λ_y.
 *
 * So if π·b > Σ_y B_y λ_y there is no such x, hence no answer of length T, nor a shorter one. All of this is computed
 * in whole numbers; where one is not below 2^53, up to which doubles are exact, nothing is claimed. The simplex method
 * only proposes π. Nothing here needs distances to be metric: a route passes wherever its trips take it.
 */
export class Relaxation {
  private readonly problem: EvacuationProblem
  private readonly ways: Ways
  private readonly horizon: number
  private readonly baseRows: readonly Row[]
  private counted: number[] = []
  private values: RouteValues
  /** States priced and entries pivoted so far: what was done, the same on any machine. */
  work = 0
  private pool: { readonly route: EvacuationRoute; readonly has: readonly number[]; readonly length: number }[] = []

  /** Lengths above the horizon are never asked for. */
  constructor(problem: EvacuationProblem, horizon: number) {
    const { loadsAt, roomAt, busesAt } = problem
    this.problem = problem
    this.ways = new Ways(problem)
    this.horizon = horizon
    this.values = new RouteValues(problem, horizon, [])
    this.baseRows = [
      ...loadsAt.map((right, i): Row => ({ of: this.ways.load(i), kind: 'exactly', right })),
      ...roomAt.map((right, j): Row => ({ of: this.ways.room(j), kind: 'at_most', right })),
      ...busesAt.map((right, y): Row => ({ of: this.ways.bus(y), kind: 'at_most', right })),
    ]
  }

  /**
   * The least length, from `from` on, that the relaxation does not refute; above the horizon if it refutes all up to
   * there. No answer is shorter, also when stopped.
   */
  leastLength(from: number, mustStop: () => boolean): number {
    for (let length = from; ; ) {
      if (length > this.horizon) return length
      const relaxed = this.within(length, [], mustStop)
      if (relaxed.kind !== 'refuted') return length
      length = relaxed.length + 1
    }
  }

  /**
   * With further rows on legs, for branching. Without any, more than was asked for may be refuted, up to the horizon.
   */
  within(length: number, further: readonly Row[], mustStop: () => boolean): Relaxed {
    const rows = [...this.baseRows, ...further]
    const farthest = further.length > 0 ? length : this.horizon
    for (let programme = this.programmeOf(rows, length); ; ) {
      if (mustStop()) return { kind: 'unclear' }
      this.work += programme.solve()
      if (programme.cost < rounding) {
        const used = this.used(programme)
        if (!this.countMore(calledInExcess(this.problem, used))) return { kind: 'fractions', used }
        programme = this.programmeOf(rows, length)
        continue
      }
      const proposed = programme.prices()
      const prices = rows.map(({ kind }, row) => wholePrice(proposed[row] ?? 0, kind))
      this.work += this.states(this.counted, farthest)
      if (!this.values.compute(this.legPrices(rows, prices), farthest)) {
        if (!this.countMore(withoutLength(this.problem))) return { kind: 'unclear' }
        programme = this.programmeOf(rows, length)
        continue
      }
      const refuted = this.refuted(rows, prices, length, farthest)
      if (refuted !== undefined) return { kind: 'refuted', length: refuted }
      if (!this.addRoutes(programme, rows, proposed, length)) return { kind: 'unclear' }
    }
  }

  private programmeOf(rows: readonly Row[], length: number): LinearProgramme {
    const programme = new LinearProgramme(rows)
    for (const [key, made] of this.pool.entries()) if (made.length <= length) programme.add(key, made.has)
    return programme
  }

  private used(programme: LinearProgramme): Fraction[] {
    return programme.used().flatMap(({ key, amount }) => {
      const route = this.pool[key]?.route
      return route === undefined ? [] : [{ route, amount }]
    })
  }

  /** What each leg adds to the worth of a route; buses are not in it: they are the other side of the proof. */
  private legPrices(rows: readonly Row[], prices: readonly number[]): LegPrices {
    const { ways } = this
    const { busesAt, loadsAt, roomAt } = this.problem
    const of = new Float64Array(ways.count)
    for (const [row, { of: what }] of rows.entries()) of[what] = (of[what] ?? 0) + (prices[row] ?? 0)
    const pairs = loadsAt.flatMap((_, i) => roomAt.map((_, j) => ({ i, j })))
    const trip = pairs.map(({ i, j }) => (of[ways.trip(i, j)] ?? 0) + (of[ways.load(i)] ?? 0) + (of[ways.room(j)] ?? 0))
    const back = pairs.map(({ i, j }) => of[ways.back(j, i)] ?? 0)
    const start = busesAt.flatMap((_, y) => loadsAt.map((_, i) => of[ways.start(y, i)] ?? 0))
    return { trip: Float64Array.from(trip), back: Float64Array.from(back), start: Float64Array.from(start) }
  }

  /** The greatest length up to `farthest` at which these prices are a proof; undefined if not even at `length`. */
  private refuted(
    rows: readonly Row[],
    prices: readonly number[],
    length: number,
    farthest: number,
  ): number | undefined {
    const { busesAt } = this.problem
    const isBus = (what: number) => what >= this.ways.bus(0)
    const asked = sum(rows.map(({ of, right }, row) => (isBus(of) ? 0 : right * (prices[row] ?? 0))))
    const isProof = (at: number) => {
      const most = sum(busesAt.map((count, y) => count * this.values.ofYard(y, at)))
      return asked > most && Number.isSafeInteger(asked) && Number.isSafeInteger(most)
    }
    if (!isProof(length)) return undefined
    let low = length
    let high = farthest + 1
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (isProof(middle)) low = middle
      else high = middle
    }
    return low
  }

  /** The dearest route of each yard and first pick-up, where it would better the programme; false if none does. */
  private addRoutes(programme: LinearProgramme, rows: readonly Row[], proposed: Float64Array, length: number): boolean {
    const { busesAt, loadsAt } = this.problem
    const firstBusRow = this.baseRows.length - busesAt.length
    let isAdded = false
    for (let yard = 0; yard < busesAt.length; yard++) {
      const busPrice = -(proposed[firstBusRow + yard] ?? 0) * parts
      // Rounded prices of a route may be off by half a part for each row it has to do with.
      const slack = rows.length / 2
      for (let first = 0; first < loadsAt.length; first++) {
        if (this.values.startingAt(yard, first, length) <= busPrice + slack) continue
        const route = { yard, trips: this.values.tripsStartingAt(yard, first, length) }
        const has = this.ways.of(route)
        programme.add(this.pool.length, has)
        this.pool.push({ route, has, length: routeLength(this.problem, route) })
        isAdded = true
      }
    }
    return isAdded
  }

  private states(counted: readonly number[], longest: number): number {
    const { loadsAt, roomAt } = this.problem
    return counted.reduce(
      (product, i) => product * ((loadsAt[i] ?? 0) + 1),
      (longest + 1) * (loadsAt.length + roomAt.length),
    )
  }

  /** Counts the pick-up that has the greatest need, above 0, of those that can be counted; false if there is none. */
  private countMore(needs: readonly number[]): boolean {
    const { loadsAt } = this.problem
    let most = -1
    for (const [i, need] of needs.entries()) {
      if (need <= (needs[most] ?? rounding) || this.counted.includes(i)) continue
      if (this.states([...this.counted, i], this.horizon) <= mostStates) most = i
    }
    if (most < 0) return false
    this.counted = [...this.counted, most]
    this.values = new RouteValues(this.problem, this.horizon, this.counted)
    this.pool = this.pool.filter(({ route }) => callsAt(route, most) <= (loadsAt[most] ?? 0))
    return true
  }
}

/** Of each pick-up, how often routes call at it that alone would fetch more loads than it has: beyond what it has. */
function calledInExcess({ loadsAt }: EvacuationProblem, used: readonly Fraction[]): number[] {
  return loadsAt.map((loads, i) =>
    sum(used.map(({ route, amount }) => amount * Math.max(0, callsAt(route, i) - loads))),
  )
}

/** 1 for each pick-up that can be on a round trip of length 0. */
function withoutLength({ loadsAt, roomAt, toShelter }: EvacuationProblem): number[] {
  return loadsAt.map((_, i) => (toShelter.subarray(i * roomAt.length, (i + 1) * roomAt.length).includes(0) ? 1 : 0))
}

function wholePrice(proposed: number, kind: Row['kind']): number {
  const whole = Math.round(proposed * parts)
  if (kind === 'exactly') return whole
  return kind === 'at_least' ? Math.max(0, whole) : Math.min(0, whole)
}

function callsAt({ trips }: EvacuationRoute, pickup: number): number {
  let calls = 0
  for (const trip of trips) if (trip.pickup === pickup) calls += 1
  return calls
}
