// The best answer to a tiny problem, by trying every route of every vehicle. Times are checked as difference constraints by
// Floyd and Warshall's algorithm: slow, and sharing nothing with the engine.

import type { RoutingProblem, VehicleType } from '@treve/planner/routing'
import { faultsOf } from './faults.ts'

/** Weights unserved by class, most urgent first (must before all), then what the objective counts. Less is better, in order. */
export type Vector = readonly number[]

interface Option {
  readonly served: number
  readonly end: number
  readonly cost: number
}

export function bestVector(problem: RoutingProblem): Vector {
  // One entry for each vehicle: what it can serve, as bits, and at what.
  const fleets = problem.vehicles.flatMap((vehicle, t) => {
    const options = optionsOf(problem, vehicle, t)
    return Array.from({ length: vehicle.count }, () => options)
  })
  let best: Vector | undefined
  const choose = (number: number, served: number, used: number, end: number, cost: number) => {
    const options = fleets[number]
    if (options === undefined) {
      const isServed = (r: number) => (served & (1 << r)) !== 0
      if (problem.requests.some(({ together }, r) => together !== undefined && isServed(r) !== isServed(together)))
        return
      const vector = vectorOf(problem, served, used, end, cost)
      if (best === undefined || compare(vector, best) < 0) best = vector
      return
    }
    choose(number + 1, served, used, end, cost)
    for (const option of options)
      if ((option.served & served) === 0)
        choose(number + 1, served | option.served, used + 1, Math.max(end, option.end), cost + option.cost)
  }
  choose(0, 0, 0, 0, 0)
  return best ?? []
}

export function vectorOf(problem: RoutingProblem, served: number, used: number, end: number, cost: number): Vector {
  const ranks = [...new Set(problem.requests.map((each) => rankOf(each)))].sort((a, b) => a - b)
  const unserved = ranks.map((rank) =>
    problem.requests.reduce(
      (sum, each, r) => (rankOf(each) === rank && (served & (1 << r)) === 0 ? sum + (each.optional?.weight ?? 1) : sum),
      0,
    ),
  )
  const first = problem.objective === 'vehicles' ? [used] : problem.objective === 'makespan' ? [end] : []
  return [...unserved, ...first, cost]
}

function rankOf({ optional, aboard }: RoutingProblem['requests'][number]): number {
  return aboard === undefined && optional !== undefined ? optional.rank : -1
}

export function compare(a: Vector, b: Vector): number {
  for (let k = 0; k < a.length; k++) {
    const difference = (a[k] ?? 0) - (b[k] ?? 0)
    if (Math.abs(difference) > 1e-6) return difference
  }
  return 0
}

interface Visit {
  readonly kind: 'pickup' | 'delivery' | 'depot'
  readonly request: number
}

function optionsOf(problem: RoutingProblem, vehicle: VehicleType, t: number): Option[] {
  const found: Option[] = []
  const may = problem.requests.map(
    (each) => (each.vehicles?.includes(t) ?? true) && (each.aboard === undefined || each.aboard.vehicle === t),
  )
  const visits: Visit[] = []
  const extend = (begun: number, done: number) => {
    if (begun === done && visits.length > 0 && visits.at(-1)?.kind !== 'depot') {
      const option = evaluate(problem, vehicle, t, visits, done)
      if (option !== undefined) found.push(option)
      if (visits.filter(({ kind }) => kind === 'depot').length + 1 < (vehicle.trips?.most ?? 1)) {
        visits.push({ kind: 'depot', request: -1 })
        extend(begun, done)
        visits.pop()
      }
    }
    problem.requests.forEach((each, r) => {
      const bit = 1 << r
      if (may[r] !== true || (done & bit) !== 0) return
      const kind = (begun & bit) === 0 && each.pickup !== undefined ? 'pickup' : 'delivery'
      visits.push({ kind, request: r })
      extend(begun | bit, kind === 'delivery' || each.delivery === undefined ? done | bit : done)
      visits.pop()
    })
  }
  extend(0, 0)
  // Of those that serve the same, none that ends later and costs more than another.
  return found.filter(
    (one, k) =>
      !found.some(
        (other, l) =>
          other.served === one.served &&
          other.end <= one.end &&
          other.cost <= one.cost &&
          (other.end < one.end || other.cost < one.cost || l < k),
      ),
  )
}

function evaluate(
  problem: RoutingProblem,
  vehicle: VehicleType,
  t: number,
  visits: readonly Visit[],
  served: number,
): Option | undefined {
  const times = earliest(problem, vehicle, visits)
  if (times === undefined) return undefined
  const places = visits.map(({ kind, request }) => placeOf(problem, vehicle, kind, request))
  const chain = [vehicle.start, ...places, vehicle.end]
  const matrix = problem.matrices[vehicle.matrix]
  const distance = chain.slice(1).reduce<number>((sum, to, k) => {
    const from = chain[k]
    return sum + (from === undefined || to === undefined ? 0 : (matrix?.distances[from * problem.places + to] ?? 0))
  }, 0)
  if (distance === Number.POSITIVE_INFINITY) return undefined
  const cost = distance * (vehicle.costPerDistance ?? 1) + (vehicle.fixedCost ?? 0)
  const end = times.at(-1) ?? 0
  const stops = visits.map((visit, k) => ({ ...visit, place: places[k] ?? 0, starts: times[k + 1] ?? 0 }))
  const faults = faultsOf(problem, {
    routes: [{ vehicle: t, stops, departs: times[0] ?? 0, ends: end, distance }],
    unserved: problem.requests.flatMap((_, r) => ((served & (1 << r)) === 0 ? [r] : [])),
    vehicles: 1,
    cost,
    makespan: end,
    breaches: [],
  })
  return faults.length === 0 ? { served, end, cost } : undefined
}

function placeOf(problem: RoutingProblem, vehicle: VehicleType, kind: Visit['kind'], request: number) {
  if (kind === 'depot') return vehicle.trips?.place
  return kind === 'pickup' ? problem.requests[request]?.pickup?.place : problem.requests[request]?.delivery?.place
}

/** The earliest times at which all rules of time hold, start and end included; undefined where there are none. */
export function earliest(
  problem: RoutingProblem,
  vehicle: VehicleType,
  visits: readonly Visit[],
): number[] | undefined {
  // Node 0 is the zero of time; least[a][b]: b is at least so much later than a.
  const size = visits.length + 3
  const least = Array.from({ length: size }, () => new Array<number>(size).fill(Number.NEGATIVE_INFINITY))
  const demand = (a: number, b: number, difference: number) => {
    const row = least[a]
    if (row !== undefined) row[b] = Math.max(row[b] ?? 0, difference)
  }
  const stops = visits.map(({ kind, request }) => {
    const asked = problem.requests[request]
    const stop = kind === 'pickup' ? asked?.pickup : asked?.delivery
    if (kind !== 'depot' && stop !== undefined) return stop
    return {
      place: vehicle.trips?.place,
      opens: vehicle.opens,
      closes: vehicle.closes,
      service: vehicle.trips?.turnaround ?? 0,
    }
  })
  const own = { opens: vehicle.opens, closes: vehicle.closes, service: 0 }
  const all = [{ ...own, place: vehicle.start }, ...stops, { ...own, place: vehicle.end }]
  const durations = problem.matrices[vehicle.matrix]?.durations ?? []
  all.forEach((stop, k) => {
    demand(0, k + 1, stop.opens)
    demand(k + 1, 0, -stop.closes)
    const next = all[k + 1]
    if (next === undefined) return
    const travel =
      stop.place === undefined || next.place === undefined
        ? 0
        : (durations[stop.place * problem.places + next.place] ?? 0)
    demand(k + 1, k + 2, stop.service + travel)
  })
  visits.forEach(({ kind, request }, k) => {
    const asked = problem.requests[request]
    if (kind !== 'delivery' || asked?.maxRide === undefined) return
    if (asked.aboard !== undefined) demand(k + 2, 0, -(asked.aboard.since + asked.maxRide))
    const pickup = visits.findIndex((other) => other.kind === 'pickup' && other.request === request)
    if (pickup >= 0) demand(k + 2, pickup + 2, -(asked.maxRide + (asked.pickup?.service ?? 0)))
  })
  if (vehicle.maxDuration !== undefined) demand(size - 1, 1, -vehicle.maxDuration)
  for (let via = 0; via < size; via++)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) {
        const over = (least[a]?.[via] ?? 0) + (least[via]?.[b] ?? 0)
        if (over > (least[a]?.[b] ?? 0)) demand(a, b, over)
      }
  for (let a = 0; a < size; a++) if ((least[a]?.[a] ?? 0) > 1e-7) return undefined
  return Array.from({ length: size - 1 }, (_, k) => least[0]?.[k + 1] ?? 0)
}
