// Every rule of a routing answer, read off the problem by code that shares nothing with the engine: plain loops over stops.

import type { PlannedRoute, RoutingAnswer, RoutingProblem, Stop } from '@treve/planner/routing'

const rounding = 1e-6

/** What is wrong with the answer; nothing where it keeps every rule but those that it says it breaks. */
export function faultsOf(problem: RoutingProblem, answer: RoutingAnswer): string[] {
  const faults: string[] = []
  const timesServed = problem.requests.map(() => 0)
  const used = problem.vehicles.map(() => 0)
  let cost = 0
  let makespan = 0
  for (const route of answer.routes) {
    const vehicle = problem.vehicles[route.vehicle]
    if (vehicle === undefined) return [`no vehicle ${route.vehicle}`]
    used[route.vehicle] = (used[route.vehicle] ?? 0) + 1
    for (const { request, kind } of route.stops)
      if (kind !== 'depot' && (kind === 'delivery' || problem.requests[request]?.delivery === undefined))
        timesServed[request] = (timesServed[request] ?? 0) + 1
    faults.push(...timeFaults(problem, answer, route), ...tripFaults(problem, answer, route))
    cost += route.distance * (vehicle.costPerDistance ?? 1) + (vehicle.fixedCost ?? 0)
    makespan = Math.max(makespan, route.ends)
    if (route.stops.length === 0) faults.push('a route without a stop')
  }
  used.forEach((count, t) => {
    if (count > (problem.vehicles[t]?.count ?? 0)) faults.push(`${count} vehicles of type ${t}`)
  })
  timesServed.forEach((times, r) => {
    if (times > 1) faults.push(`request ${r} served ${times} times`)
    if ((times === 0) !== answer.unserved.includes(r)) faults.push(`request ${r} is told wrongly as served or not`)
  })
  if (Math.abs(cost - answer.cost) > rounding) faults.push(`cost ${answer.cost} is ${cost}`)
  if (makespan !== answer.makespan) faults.push(`makespan ${answer.makespan} is ${makespan}`)
  if (answer.vehicles !== answer.routes.length) faults.push(`${answer.vehicles} vehicles`)
  return faults
}

/** Requests that are served without the one that belongs together with them; of all routes, not of some. */
export function halvesOf({ requests }: RoutingProblem, { unserved }: RoutingAnswer): number[] {
  return requests.flatMap(({ together }, r) =>
    together !== undefined && !unserved.includes(r) && unserved.includes(together) ? [r] : [],
  )
}

function timeFaults(problem: RoutingProblem, answer: RoutingAnswer, route: PlannedRoute): string[] {
  const faults: string[] = []
  const vehicle = problem.vehicles[route.vehicle]
  const matrix = problem.matrices[vehicle?.matrix ?? 0]
  if (vehicle === undefined || matrix === undefined) return ['no vehicle']
  const between = (values: ArrayLike<number>, from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? 0 : (values[from * problem.places + to] ?? 0)
  const grace = (request: number) =>
    answer.breaches
      .filter((breach) => breach.vehicle === route.vehicle && breach.request === request)
      .reduce((sum, { lateBy }) => sum + lateBy, 0)
  let place = vehicle.start
  let free = route.departs
  let distance = 0
  const left = new Map<number, number>()
  if (route.departs < vehicle.opens - rounding) faults.push('leaves before it is there')
  for (const { kind, request, place: at, starts } of route.stops) {
    const asked = problem.requests[request]
    const stop: Stop | undefined =
      kind === 'depot'
        ? {
            place: vehicle.trips?.place ?? -1,
            opens: vehicle.opens,
            closes: vehicle.closes,
            service: vehicle.trips?.turnaround ?? 0,
          }
        : kind === 'pickup'
          ? asked?.pickup
          : asked?.delivery
    if (stop === undefined || stop.place !== at) return ['a stop that nobody asked for']
    if (starts < free + between(matrix.durations, place, at) - rounding) faults.push(`${kind} ${request}: too soon`)
    if (starts < stop.opens - rounding) faults.push(`${kind} ${request}: before it opens`)
    if (starts > stop.closes + grace(request) + rounding) faults.push(`${kind} ${request}: after it closes`)
    if (asked?.vehicles?.includes(route.vehicle) === false) faults.push(`${request} in a vehicle that may not`)
    if (asked?.aboard !== undefined && asked.aboard.vehicle !== route.vehicle)
      faults.push(`${request} changed vehicles`)
    distance += between(matrix.distances, place, at)
    free = starts + stop.service
    if (kind === 'pickup') left.set(request, free)
    if (kind === 'delivery' && asked?.maxRide !== undefined) {
      const since = asked.aboard?.since ?? left.get(request) ?? starts
      if (starts - since > asked.maxRide + grace(request) + rounding) faults.push(`${request} rides too long`)
    }
    place = at
  }
  if (route.ends < free + between(matrix.durations, place, vehicle.end) - rounding) faults.push('ends too soon')
  if (route.ends > vehicle.closes + grace(-1) + rounding) faults.push('ends too late')
  if (route.ends - route.departs > (vehicle.maxDuration ?? Number.POSITIVE_INFINITY) + grace(-1) + rounding)
    faults.push('is under way too long')
  distance += between(matrix.distances, place, vehicle.end)
  if (Math.abs(distance - route.distance) > rounding) faults.push(`distance ${route.distance} is ${distance}`)
  return faults
}

function tripFaults(problem: RoutingProblem, answer: RoutingAnswer, route: PlannedRoute): string[] {
  const vehicle = problem.vehicles[route.vehicle]
  if (vehicle === undefined) return ['no vehicle']
  const faults: string[] = []
  const trips: PlannedRoute['stops'][number][][] = [[]]
  for (const stop of route.stops) {
    if (stop.kind === 'depot') trips.push([])
    else trips.at(-1)?.push(stop)
  }
  if (trips.length > (vehicle.trips?.most ?? 1)) faults.push(`${trips.length} trips`)
  const isOverfull = answer.breaches.some(
    ({ vehicle: v, reason }) => v === route.vehicle && reason === 'too_much_aboard',
  )
  trips.forEach((trip, number) => {
    if (trip.length === 0) faults.push('an empty trip')
    const load = new Array<number>(problem.dimensions).fill(0)
    const add = (request: number, sign: number) => {
      problem.requests[request]?.load.forEach((amount, d) => {
        load[d] = (load[d] ?? 0) + sign * amount
      })
    }
    for (const { request } of trip) if (problem.requests[request]?.pickup === undefined) add(request, 1)
    const moments = [[...load]]
    const aboard = new Set<number>()
    for (const { kind, request } of trip) {
      const asked = problem.requests[request]
      if (asked?.aboard !== undefined && number > 0) faults.push(`${request}, aboard, is delivered in a later trip`)
      if (kind === 'pickup') {
        add(request, 1)
        if (asked?.delivery !== undefined) aboard.add(request)
      } else {
        add(request, -1)
        if (asked?.pickup !== undefined && !aboard.delete(request)) faults.push(`${request} is delivered before`)
      }
      moments.push([...load])
    }
    if (aboard.size > 0) faults.push('somebody is left aboard')
    const fits = vehicle.configurations.some((room) =>
      moments.every((moment) => moment.every((amount, d) => amount <= (room[d] ?? 0))),
    )
    if (!fits && !isOverfull) faults.push('too much aboard')
  })
  return faults
}
