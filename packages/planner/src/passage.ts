// How a vehicle passes corridors: the earliest way in to a stop, and the earliest way out of it.

import type { Leg, Use, VehicleKind } from '@treve/model'
import { gatesOf, type PlannedWindow, type Problem, secondsBetween, valueThen } from './problem.ts'
import { type GateService, leg, type Passage } from './trip.ts'
import type { World } from './world.ts'

export interface Passing {
  readonly kind: VehicleKind
  readonly movements: readonly Use[]
  readonly isLoaded: boolean
  /** As a member of a convoy it may pass loaded where only convoys do. */
  readonly isInConvoy?: true
  /** Inside already: what is kept free for who is late is not kept from it. */
  readonly isStanding?: true
}

/** Earliest passage that begins in [ready, until); undefined if there is none. Nothing is reserved. */
export function earliestPassage(
  world: World,
  corridorIndex: number,
  direction: 'in' | 'out',
  { kind, movements, isLoaded, isStanding }: Passing,
  ready: number,
  until: number,
): Passage | undefined {
  const { problem } = world
  const corridor = problem.corridors[corridorIndex]
  if (corridor === undefined) return undefined
  const gates = gatesAt(problem, corridorIndex, direction)
  if (gates.some(({ gate }) => gate.service[kind] === undefined || gate.lanes === 0)) return undefined
  const turns = world.turnsOf(corridorIndex)
  const phase = world.phases[corridorIndex]
  const isSeparated = problem.pause.rules.separate.length > 0
  let entry = isLoaded ? Math.max(ready, loadedFrom(world, direction, movements)) : ready
  search: while (entry < until) {
    const travel = valueThen(problem, corridor.travel, entry)[kind]
    if (travel === undefined) {
      if (corridor.travel.length === 1) return undefined
      entry += 60
      continue
    }
    const slots = world.slotsAt(corridorIndex, direction, entry)
    if (slots !== undefined && slots.room(entry) < 1) {
      // A row of another capacity may begin within the slot.
      entry = corridor.capacity?.length === 1 ? slots.nextBin(entry) : Math.min(slots.nextBin(entry), entry + 60)
      continue
    }
    if (isSeparated && world.isKeptApart(corridorIndex, direction, movements, entry)) {
      entry = world.nextBin(corridorIndex, entry)
      continue
    }
    // Served on arrival at every gate: then services follow arrivals, whatever order trips are planned in, and
    // nobody queues on the corridor. Waiting is done before the mouth.
    const services: GateService[] = []
    let position = direction === 'in' ? 0 : 1
    let at = entry
    for (const { gate, index } of gates) {
      const seconds = gate.service[kind] ?? 0
      const arrival = at + secondsBetween(position, gate.position, travel)
      const free = world.lanesOf(corridorIndex, index)?.earliest(arrival, seconds)
      if (free === undefined) return undefined
      if (free.start > arrival) {
        entry += free.start - arrival
        continue search
      }
      services.push({ gate: index, lane: free.lane, start: arrival, end: arrival + seconds })
      at = arrival + seconds
      position = gate.position
    }
    const exit = at + secondsBetween(position, direction === 'in' ? 1 : 0, travel)
    if (direction === 'out' && isStanding !== true && isKeptFree(problem, corridorIndex, entry, exit)) return undefined
    const turn = turns?.blockedUntil(direction, entry, exit)
    if (turn !== undefined) {
      entry = turn
      continue
    }
    if (phase !== undefined) {
      const { from, inSeconds, outSeconds } = phase
      const cycle = from + Math.floor((entry - from) / (inSeconds + outSeconds)) * (inSeconds + outSeconds)
      const [start, end] =
        direction === 'in' ? [cycle, cycle + inSeconds] : [cycle + inSeconds, cycle + inSeconds + outSeconds]
      if (exit - entry > end - start) return undefined
      if (entry < start || exit > end) {
        entry = entry < start ? start : start + inSeconds + outSeconds
        continue
      }
    }
    return { corridor: corridorIndex, direction, entry, exit, services, movements, isLoaded }
  }
  return undefined
}

/** Whether an exit so late is for who is late. */
function isKeptFree({ earlierExits, windows }: Problem, corridor: number, entry: number, exit: number): boolean {
  const earlier = earlierExits[corridor] ?? 0
  if (earlier === 0) return false
  const window = windows.findLast(({ open }) => open <= entry) ?? windows[0]
  return window !== undefined && exit > window.clearBy - earlier
}

/** From when those movements may start out loaded in this direction: people outward, aid inward. */
export function loadedFrom(world: World, direction: 'in' | 'out', movements: readonly Use[]): number {
  // A trip that holds anything medical is never held.
  if (world.problem.waits.size === 0 || movements.includes('medical')) return Number.NEGATIVE_INFINITY
  let from = Number.NEGATIVE_INFINITY
  for (const movement of movements)
    if ((movement === 'aid') === (direction === 'in')) from = Math.max(from, world.allowedFrom(movement))
  return from
}

/** Whether such a passage is open to it at all. */
export function mayPass(problem: Problem, corridorIndex: number, direction: 'in' | 'out', passing: Passing): boolean {
  const corridor = problem.corridors[corridorIndex]
  if (corridor === undefined || problem.isUsable[corridorIndex] !== true) return false
  if (corridor.direction !== 'both' && corridor.direction !== 'alternating' && corridor.direction !== direction)
    return false
  if (!passing.movements.every((movement) => corridor.uses.includes(movement))) return false
  return !passing.isLoaded || passing.isInConvoy === true || !isConvoyAsked(problem, corridorIndex, passing.movements)
}

export function isConvoyAsked(problem: Problem, corridorIndex: number, movements: readonly Use[]): boolean {
  return (problem.convoys[corridorIndex] ?? []).some((rule) => rule.uses.some((use) => movements.includes(use)))
}

/** From when on a corridor is open in a window; where a plan is made anew, not before then. */
export function opening(problem: Problem, corridorIndex: number, window: PlannedWindow): number {
  const { state } = problem.pause.rules
  return Math.max(
    window.open,
    problem.corridors[corridorIndex]?.opens.earliest ?? window.open,
    state?.at ?? window.open,
  )
}

/** The earliest passage inward by each corridor, from where a vehicle is: stops differ only by the way from there. */
export function waysIn(
  world: World,
  passing: Passing,
  from: string,
  ready: number,
  window: PlannedWindow,
  only?: (corridor: number) => boolean,
): Passage[] {
  const { problem } = world
  const found: Passage[] = []
  for (let index = 0; index < problem.corridors.length; index++) {
    const corridor = problem.corridors[index]
    if (corridor === undefined || !mayPass(problem, index, 'in', passing) || only?.(index) === false) continue
    const atMouth = problem.times.arrival(passing.kind, from, corridor.outside, ready)
    if (atMouth === undefined) continue
    const until = Math.min(window.close, window.clearBy)
    const passage = earliestPassage(
      world,
      index,
      'in',
      passing,
      Math.max(atMouth, opening(problem, index, window)),
      until,
    )
    if (passage !== undefined) found.push(passage)
  }
  return found
}

export interface WayIn {
  readonly passage: Passage
  readonly arrival: number
}

/** Of those, the one that is first at a stop. */
export function firstAt(world: World, ways: readonly Passage[], kind: VehicleKind, stop: string): WayIn | undefined {
  let best: WayIn | undefined
  for (const passage of ways) {
    const inside = world.problem.corridors[passage.corridor]?.inside
    if (inside === undefined || (best !== undefined && passage.exit >= best.arrival)) continue
    const arrival = world.problem.times.arrival(kind, inside, stop, passage.exit)
    if (arrival !== undefined && (best === undefined || arrival < best.arrival)) best = { passage, arrival }
  }
  return best
}

/** Who is waited for at a stop is waited for outside: in as much later, where that is still there in time. */
export function laterWayIn(
  world: World,
  passing: Passing,
  way: WayIn,
  stop: string,
  at: number,
  { close, clearBy }: PlannedWindow,
): WayIn {
  const { corridor, entry } = way.passage
  const inside = world.problem.corridors[corridor]?.inside
  if (at <= way.arrival || inside === undefined) return way
  const until = Math.min(close, clearBy)
  const passage = earliestPassage(world, corridor, 'in', passing, entry + at - way.arrival, until)
  const arrival = passage && world.problem.times.arrival(passing.kind, inside, stop, passage.exit)
  return passage === undefined || arrival === undefined || arrival > at ? way : { passage, arrival }
}

/** The earliest passage outward by each corridor from a stop left at `ready`, out by `clearBy`. */
export function waysOut(
  world: World,
  passing: Passing,
  stop: string,
  ready: number,
  window: PlannedWindow,
  only?: (corridor: number) => boolean,
): Passage[] {
  const { problem } = world
  const found: Passage[] = []
  for (let index = 0; index < problem.corridors.length; index++) {
    const corridor = problem.corridors[index]
    if (corridor === undefined || !mayPass(problem, index, 'out', passing) || only?.(index) === false) continue
    const atMouth = problem.times.arrival(passing.kind, stop, corridor.inside, ready)
    if (atMouth === undefined || atMouth >= window.clearBy) continue
    const passage = earliestPassage(
      world,
      index,
      'out',
      passing,
      Math.max(atMouth, opening(problem, index, window)),
      window.clearBy,
    )
    if (passage !== undefined && passage.exit <= window.clearBy) found.push(passage)
  }
  return found
}

/** Gates that check a direction, in the order in which it meets them, with their index in the corridor. */
export function gatesAt(
  problem: Problem,
  corridorIndex: number,
  direction: 'in' | 'out',
): readonly { readonly gate: Problem['corridors'][number]['gates'][number]; readonly index: number }[] {
  const corridor = problem.corridors[corridorIndex]
  if (corridor === undefined) return []
  let known = gatesKnown.get(corridor)
  if (known === undefined) {
    const inOrder = (way: 'in' | 'out') =>
      gatesOf(corridor, way).map((gate) => ({ gate, index: corridor.gates.indexOf(gate) }))
    known = { in: inOrder('in'), out: inOrder('out') }
    gatesKnown.set(corridor, known)
  }
  return known[direction]
}

// A cache of a pure function of the corridor.
const gatesKnown = new WeakMap<Problem['corridors'][number], Record<'in' | 'out', ReturnType<typeof gatesAt>>>()

export function passageLegs(problem: Problem, { corridor, direction, entry, exit, services }: Passage): Leg[] {
  const found = problem.corridors[corridor]
  return [
    leg(direction === 'in' ? 'corridor_in' : 'corridor_out', entry, exit, { corridor: found?.id ?? null }),
    ...services.map(({ gate, lane, start, end }) =>
      leg('gate', start, end, { corridor: found?.id ?? null, gate: found?.gates[gate]?.id ?? null, lane }),
    ),
  ]
}

/** Whether the crew and the vehicle may work from the departure to the end of the trip. */
export function isWithinShift(world: World, vehicle: number, window: number, departure: number, end: number): boolean {
  const fleet = world.problem.vehicles[vehicle]?.fleet
  if (fleet === undefined) return false
  if (fleet.available !== undefined && (end > fleet.available[1] || departure < fleet.available[0])) return false
  const shiftStart = world.shiftStart(vehicle, window) ?? departure
  return fleet.crew_hours === undefined || end - shiftStart <= fleet.crew_hours
}
