// The problem as the search reads it: flat typed arrays, nodes instead of stops. Made once, never changed.

import { isMetric, isSame, transposed } from './matrices.ts'
import type { RoutingProblem, Stop, VehicleType } from './problem.ts'

export const PAIR = 0
export const PICKUP_ONLY = 1
export const DELIVERY_ONLY = 2

/** Stands for "no limit": finite, so that an unreachable place (Infinity) is later than any limit. */
export const FOREVER = 1e15

/** What a kind of vehicle drives by. Matrices are places × places; `…Back` is the transpose, so that a column is read as a row. */
export interface FleetType {
  readonly startNode: number
  readonly endNode: number
  /** The stop at the depot between two trips. */
  readonly depotNode: number
  readonly cost: Float64Array
  readonly costBack: Float64Array
  readonly time: Float64Array
  readonly timeBack: Float64Array
  readonly opens: number
  readonly closes: number
  readonly maxDuration: number
  /** configurations × dimensions */
  readonly fittings: Float64Array
  readonly fittingCount: number
  /** Per dimension the most of any configuration. */
  readonly most: Float64Array
  readonly maxTrips: number
  readonly fixedCost: number
  readonly firstSlot: number
  readonly slots: number
}

/**
 * Nodes: 2r is the pick-up and 2r + 1 the delivery of request r; after them for each type t its start, its end and its depot
 * between trips, 2R + 3t … A node that does not exist (a request without pick-up) is in no route.
 */
export interface Instance {
  readonly problem: RoutingProblem
  readonly requests: number
  readonly nodes: number
  readonly places: number
  readonly dimensions: number
  readonly place: Int32Array
  readonly opens: Float64Array
  readonly closes: Float64Array
  readonly service: Float64Array
  /** requests × dimensions */
  readonly load: Float64Array
  readonly kind: Uint8Array
  /** 0: must be served; k + 1: of the k-th class among those there are. */
  readonly rank: Int32Array
  readonly ranks: number
  readonly weight: Float64Array
  readonly maxRide: Float64Array
  /** The type in which the request is aboard, or −1. */
  readonly aboard: Int32Array
  /** The request that is served only together with it, or −1. */
  readonly together: Int32Array
  /** requests × types */
  readonly allowed: Uint8Array
  readonly types: readonly FleetType[]
  readonly typeOfSlot: Int32Array
  readonly slots: number
  /** Whether routes need the full simulation: ride times, durations, configurations, several trips, makespan. */
  readonly isGeneral: boolean
  /** Whether detours never save time. Only used to leave out what cannot succeed. */
  readonly isMetric: boolean
}

export function compile(problem: RoutingProblem): Instance {
  refuseMalformed(problem)
  const { requests, vehicles, dimensions } = problem
  const count = requests.length
  const nodes = 2 * count + 3 * vehicles.length
  // One more place, as far as nothing from everywhere, where a vehicle may start or end anywhere.
  const hasAnywhere = vehicles.some(({ start, end }) => start === undefined || end === undefined)
  const places = problem.places + (hasAnywhere ? 1 : 0)
  const place = new Int32Array(nodes)
  const opens = new Float64Array(nodes)
  const closes = new Float64Array(nodes).fill(FOREVER)
  const service = new Float64Array(nodes)
  const set = (node: number, stop: Stop) => {
    place[node] = stop.place
    opens[node] = stop.opens
    closes[node] = Math.min(stop.closes, FOREVER)
    service[node] = stop.service
  }
  const load = new Float64Array(count * dimensions)
  const kind = new Uint8Array(count)
  const weight = new Float64Array(count)
  const maxRide = new Float64Array(count).fill(FOREVER)
  const aboard = new Int32Array(count).fill(-1)
  const together = Int32Array.from(requests, (request) => request.together ?? -1)
  const allowed = new Uint8Array(count * vehicles.length)
  const ranks = [...new Set(requests.flatMap(({ optional }) => (optional === undefined ? [] : [optional.rank])))].sort(
    (a, b) => a - b,
  )
  const rank = new Int32Array(count)
  requests.forEach((request, r) => {
    if (request.pickup !== undefined) set(2 * r, request.pickup)
    if (request.delivery !== undefined) set(2 * r + 1, request.delivery)
    load.set(request.load, r * dimensions)
    kind[r] = request.pickup === undefined ? DELIVERY_ONLY : request.delivery === undefined ? PICKUP_ONLY : PAIR
    weight[r] = request.optional?.weight ?? 1
    rank[r] =
      request.optional === undefined || request.aboard !== undefined ? 0 : 1 + ranks.indexOf(request.optional.rank)
    maxRide[r] = Math.min(request.maxRide ?? FOREVER, FOREVER)
    if (request.aboard !== undefined) {
      aboard[r] = request.aboard.vehicle
      closes[2 * r + 1] = Math.min(closes[2 * r + 1] ?? 0, request.aboard.since + (maxRide[r] ?? 0))
    }
    for (let t = 0; t < vehicles.length; t++) {
      const may = request.aboard === undefined ? (request.vehicles?.includes(t) ?? true) : request.aboard.vehicle === t
      allowed[r * vehicles.length + t] = may ? 1 : 0
    }
  })
  const travel = travelOf(problem, places)
  let slots = 0
  const types = vehicles.map((vehicle, t): FleetType => {
    const startNode = 2 * count + 3 * t
    const endNode = startNode + 1
    const depotNode = startNode + 2
    const anywhere = problem.places
    set(startNode, { place: vehicle.start ?? anywhere, opens: vehicle.opens, closes: vehicle.closes, service: 0 })
    set(endNode, { place: vehicle.end ?? anywhere, opens: vehicle.opens, closes: vehicle.closes, service: 0 })
    set(depotNode, {
      place: vehicle.trips?.place ?? vehicle.start ?? anywhere,
      opens: vehicle.opens,
      closes: vehicle.closes,
      service: vehicle.trips?.turnaround ?? 0,
    })
    const fittings = Float64Array.from(vehicle.configurations.flat())
    const most = new Float64Array(dimensions).fill(0)
    for (const fitting of vehicle.configurations)
      fitting.forEach((room, d) => {
        most[d] = Math.max(most[d] ?? 0, room)
      })
    const firstSlot = slots
    const count_ = Math.min(vehicle.count, count)
    slots += count_
    return {
      startNode,
      endNode,
      depotNode,
      ...travel(vehicle),
      opens: vehicle.opens,
      closes: Math.min(vehicle.closes, FOREVER),
      maxDuration: Math.min(vehicle.maxDuration ?? FOREVER, FOREVER),
      fittings,
      fittingCount: vehicle.configurations.length,
      most,
      maxTrips: vehicle.trips?.most ?? 1,
      fixedCost: vehicle.fixedCost ?? 0,
      firstSlot,
      slots: count_,
    }
  })
  const metric = types.every(({ time }) => isMetric(time, places, problem.places))
  for (let r = 0; r < count; r++) {
    if (kind[r] !== PAIR) continue
    const direct = types.reduce((least, { time }) => {
      const own = time[(place[2 * r] ?? 0) * places + (place[2 * r + 1] ?? 0)] ?? 0
      return Math.min(least, own)
    }, Number.POSITIVE_INFINITY)
    tighten(opens, closes, 2 * r, service[2 * r] ?? 0, metric ? direct : 0, maxRide[r] ?? 0)
  }
  const typeOfSlot = new Int32Array(slots)
  types.forEach(({ firstSlot, slots: own }, t) => {
    typeOfSlot.fill(t, firstSlot, firstSlot + own)
  })
  return {
    problem,
    requests: count,
    nodes,
    places,
    dimensions,
    place,
    opens,
    closes,
    service,
    load,
    kind,
    rank,
    ranks: ranks.length + 1,
    weight,
    maxRide,
    aboard,
    together,
    allowed,
    types,
    typeOfSlot,
    slots,
    isGeneral:
      problem.objective === 'makespan' ||
      requests.some(({ maxRide: most, aboard: is }) => most !== undefined && is === undefined) ||
      types.some((type) => type.maxDuration < FOREVER || type.fittingCount !== 1 || type.maxTrips > 1),
    isMetric: metric,
  }
}

/** What the window of one half of a pair says of the other: it cannot be there sooner than by the way, nor later than by the ride. */
function tighten(
  opens: Float64Array,
  closes: Float64Array,
  pickup: number,
  service: number,
  way: number,
  ride: number,
): void {
  const delivery = pickup + 1
  const raise = (node: number, to: number) => {
    if (to > (opens[node] ?? 0)) opens[node] = to
  }
  const lower = (node: number, to: number) => {
    if (to < (closes[node] ?? 0)) closes[node] = to
  }
  raise(delivery, (opens[pickup] ?? 0) + service + way)
  lower(pickup, (closes[delivery] ?? 0) - service - way)
  raise(pickup, (opens[delivery] ?? 0) - service - ride)
  lower(delivery, (closes[pickup] ?? 0) + service + ride)
}

/** Matrices in the form of FleetType, one for all types that drive by the same at the same cost. */
function travelOf(problem: RoutingProblem, places: number) {
  const known = new Map<string, Pick<FleetType, 'cost' | 'costBack' | 'time' | 'timeBack'>>()
  return (vehicle: VehicleType) => {
    const perDistance = vehicle.costPerDistance ?? 1
    const key = `${vehicle.matrix} ${perDistance}`
    const found = known.get(key)
    if (found !== undefined) return found
    const matrix = problem.matrices[vehicle.matrix] ?? { durations: [], distances: [] }
    const time = spread(matrix.durations, problem.places, places, 1)
    const scaled = spread(matrix.distances, problem.places, places, perDistance)
    const cost = isSame(scaled, time) ? time : scaled
    const timeBack = transposed(time, places)
    const made = { time, cost, timeBack, costBack: cost === time ? timeBack : transposed(cost, places) }
    known.set(key, made)
    return made
  }
}

function spread(values: ArrayLike<number>, from: number, to: number, factor: number): Float64Array {
  const result = new Float64Array(to * to)
  for (let a = 0; a < from; a++)
    for (let b = 0; b < from; b++) {
      const value = values[a * from + b] ?? Number.POSITIVE_INFINITY
      result[a * to + b] = value === Number.POSITIVE_INFINITY ? value : value * factor
    }
  return result
}

/** What no caller who keeps to the types and to this page would pass. Everything else is answered, not thrown. */
function refuseMalformed(problem: RoutingProblem): void {
  const { places, dimensions, vehicles, requests } = problem
  const isPlace = (place: number | undefined) =>
    place === undefined || (Number.isInteger(place) && place >= 0 && place < places)
  const refuse = (what: string) => {
    throw new RangeError(`routing problem: ${what}`)
  }
  problem.matrices.forEach(({ durations, distances }, m) => {
    for (const values of [durations, distances]) {
      if (values.length !== places * places) refuse(`matrix ${m} is not ${places} × ${places}`)
      for (let k = 0; k < values.length; k++)
        if (!((values[k] ?? -1) >= 0)) refuse(`matrix ${m} holds ${values[k]}; 0 or more, or Infinity`)
    }
  })
  vehicles.forEach((vehicle, t) => {
    if (problem.matrices[vehicle.matrix] === undefined) refuse(`vehicle type ${t} has no matrix ${vehicle.matrix}`)
    if (!isPlace(vehicle.start) || !isPlace(vehicle.end) || !isPlace(vehicle.trips?.place))
      refuse(`vehicle type ${t} is at a place that is none`)
    if (vehicle.configurations.length > 31) refuse(`vehicle type ${t} has more than 31 configurations`)
    if (vehicle.configurations.some((each) => each.length !== dimensions))
      refuse(`a configuration of vehicle type ${t} has not ${dimensions} dimensions`)
    if (!Number.isFinite(vehicle.opens)) refuse(`vehicle type ${t} has no start in time`)
  })
  requests.forEach((request, r) => {
    if (request.pickup === undefined && request.delivery === undefined) refuse(`request ${r} has no stop`)
    if (!isPlace(request.pickup?.place) || !isPlace(request.delivery?.place))
      refuse(`request ${r} is at a place that is none`)
    if (request.load.length !== dimensions || request.load.some((each) => !(each >= 0)))
      refuse(`the load of request ${r} is not ${dimensions} numbers of 0 or more`)
    for (const stop of [request.pickup, request.delivery])
      if (stop !== undefined && !(Number.isFinite(stop.opens) && stop.service >= 0 && !Number.isNaN(stop.closes)))
        refuse(`a stop of request ${r} has no start in time`)
    if (request.together !== undefined) {
      const other = requests[request.together]
      if (other?.together !== r || request.together === r)
        refuse(`request ${r} is together with one that does not name it`)
      if (request.optional === undefined || request.optional.rank !== other?.optional?.rank)
        refuse(`request ${r} and the one together with it are not optional in one class`)
    }
    if (request.aboard === undefined) return
    if (request.pickup !== undefined) refuse(`request ${r} is aboard and has a pick-up`)
    if (vehicles[request.aboard.vehicle]?.count !== 1) refuse(`request ${r} is aboard a type that is not one vehicle`)
  })
}
