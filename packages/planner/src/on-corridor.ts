// Who is told on a corridor when a plan is made anew: which way they go on, and when the gates still ahead serve them.

import type { Use } from '@treve/model'
import { gatesAt } from './passage.ts'
import { emptyTrip } from './people-trip.ts'
import { type Problem, secondsBetween, valueThen } from './problem.ts'
import type { GateService, Passage } from './trip.ts'
import type { World } from './world.ts'

type Direction = 'in' | 'out'

export interface OnCorridor {
  readonly vehicle: number
  readonly window: number
  readonly corridor: number
  /** From the outside mouth. */
  readonly position: number
  readonly at: number
  readonly movements: readonly Use[]
  readonly isLoaded: boolean
}

/**
 * Outwards, as far as they can. But where a corridor is passed one way at a time they all go the same way, and not against who comes
 * on it: then inwards, and out later. Where they meet somebody either way, outwards; the checker says whom.
 */
export function waysOn(world: World, told: readonly OnCorridor[]): ReadonlyMap<number, Direction> {
  const ways = new Map<number, Direction>()
  for (const corridor of new Set(told.map((each) => each.corridor))) {
    const here = told.filter((each) => each.corridor === corridor)
    ways.set(corridor, !meetsNobody(world, here, 'out') && meetsNobody(world, here, 'in') ? 'in' : 'out')
  }
  return ways
}

/** Gates serve in the order of arrival: who is nearest to the end of the way comes first. */
export function secondsToGo(
  { problem }: World,
  { corridor, position, vehicle, at }: OnCorridor,
  way: Direction,
): number {
  const travel = travelThen(problem, corridor, vehicle, at)
  return travel === undefined ? Number.MAX_SAFE_INTEGER : secondsBetween(position, endOf(way), travel)
}

/** Whether all of them together can go that way against nobody. */
function meetsNobody(world: World, told: readonly OnCorridor[], way: Direction): boolean {
  const mark = world.mark()
  const inOrder = told.toSorted((a, b) => secondsToGo(world, a, way) - secondsToGo(world, b, way))
  const isFree = inOrder.every((each) => {
    const passage = restOfPassage(world, each, way)
    if (passage === undefined) return false
    if (world.turnsOf(each.corridor)?.blockedUntil(way, each.at, passage.exit) !== undefined) return false
    world.commit({ ...emptyTrip(each.vehicle, each.window), departure: each.at, passages: [passage] })
    return true
  })
  world.rewind(mark)
  return isFree
}

/**
 * From where it stands on to one of the ends: only the gates still ahead serve it. It queues at a gate where nobody who comes after
 * it is served before it; else it waits where it stands.
 */
export function restOfPassage(world: World, told: OnCorridor, direction: Direction): Passage | undefined {
  const { problem } = world
  const { corridor: index, vehicle, movements, isLoaded } = told
  const corridor = problem.corridors[index]
  const kind = problem.vehicles[vehicle]?.fleet.kind
  if (corridor === undefined || kind === undefined) return undefined
  const isOneWay = corridor.direction === 'in' || corridor.direction === 'out'
  if (isOneWay && corridor.direction !== direction) return undefined
  let entry = told.at
  search: for (;;) {
    const travel = travelThen(problem, index, vehicle, entry)
    if (travel === undefined) return undefined
    const services: GateService[] = []
    let [at, position] = [entry, told.position]
    for (const { gate, index: number } of gatesAt(problem, index, direction)) {
      const isBehind = direction === 'out' ? gate.position > told.position : gate.position < told.position
      if (isBehind) continue
      const seconds = gate.service[kind] ?? 0
      const arrival = at + secondsBetween(position, gate.position, travel)
      const free = world.lanesOf(index, number)?.earliest(arrival, seconds)
      if (free === undefined) return undefined
      const start = startInOrder(world, index, number, arrival, free.start)
      if (start > arrival && (start > free.start || !isNobodyBetween(world, index, number, arrival, start))) {
        entry += start - arrival
        continue search
      }
      services.push({ gate: number, lane: free.lane, start, end: start + seconds })
      at = start + seconds
      position = gate.position
    }
    const exit = at + secondsBetween(position, endOf(direction), travel)
    return { corridor: index, direction, entry, exit, services, movements, isLoaded, isUnderWay: true }
  }
}

/** Not before anybody who came before it. */
function startInOrder(world: World, corridor: number, gate: number, arrival: number, start: number): number {
  const ahead = queueAt(world, corridor, gate).filter((other) => other.arrival < arrival)
  return Math.max(start, ...ahead.map((other) => other.start))
}

/** Nobody who comes later is served before it, nor could be: all lanes are taken until it is its turn. */
function isNobodyBetween(world: World, corridor: number, gate: number, arrival: number, start: number): boolean {
  if (world.lanesOf(corridor, gate)?.earliest(arrival, 1)?.start !== start) return false
  return queueAt(world, corridor, gate).every(
    (other) => other.arrival <= arrival - roundedSeconds || other.start >= start,
  )
}

/** Arrivals of two who are this close to each other may be rounded into either order. */
const roundedSeconds = 3

interface Served {
  readonly arrival: number
  readonly start: number
}

/** Whom a gate is to serve, as far as they are known. */
function queueAt(world: World, corridor: number, gate: number): Served[] {
  return world
    .trips()
    .flatMap(({ vehicle, passages }) =>
      passages
        .filter((passage) => passage.corridor === corridor && passage.services.some((service) => service.gate === gate))
        .map((passage) => servedAt(world.problem, vehicle, passage, gate)),
    )
}

function servedAt(problem: Problem, vehicle: number, passage: Passage, gate: number): Served {
  const { corridor, direction, entry, services, isUnderWay } = passage
  const travel = travelThen(problem, corridor, vehicle, entry) ?? 0
  const id = problem.vehicles[vehicle]?.id
  const told = isUnderWay && problem.pause.rules.state?.vehicles.find((each) => each.id === id)?.position
  let [at, position] = [entry, typeof told === 'number' ? told : 1 - endOf(direction)]
  for (const service of services) {
    const next = problem.corridors[corridor]?.gates[service.gate]?.position ?? position
    const arrival = at + secondsBetween(position, next, travel)
    if (service.gate === gate) return { arrival, start: service.start }
    at = service.end
    position = next
  }
  return { arrival: at, start: at }
}

function endOf(direction: Direction): 0 | 1 {
  return direction === 'out' ? 0 : 1
}

function travelThen(problem: Problem, corridor: number, vehicle: number, at: number): number | undefined {
  const kind = problem.vehicles[vehicle]?.fleet.kind
  const rows = problem.corridors[corridor]?.travel
  return kind === undefined || rows === undefined ? undefined : valueThen(problem, rows, at)[kind]
}
