// A second exit for who comes out last: a slot on another corridor, with lanes of its gates, that nobody else has. Whoever
// still waits at the first when their time to turn has come goes there, and finds it free. It counts in every calendar, so
// that the many who are late do not all meet at the nearest gate.

import { assumptionsOf, type Instant, type Kept, type Pause, type SecondExit, type Trip } from '@treve/model'
import { remainingSeconds } from '../assure/remaining-way.ts'
import type { PlanToAssure } from '../assure/script.ts'
import { exactlyAsItStands } from '../begin.ts'
import { earliestPassage, mayPass, opening, type Passing } from '../passage.ts'
import { emptyTrip } from '../people-trip.ts'
import { type PlannedWindow, type Problem, problemOf, type Times } from '../problem.ts'
import type { Passage } from '../trip.ts'
import type { World } from '../world.ts'

/** How long who finds the first exit closed should be able to wait there; the longest first that finds a slot. */
const patiences = [2400, 1200, 600, 0]
/** A slot that comes so much later than it is wanted for is of no use to that trip, and kept for others. */
const mostLater = 3600
/** How surely who turns in time is there in time. */
const surely = 0.9

/**
 * Trips that are to come out in the last part of a window, each with a second exit where one is free: of those that come out
 * last, first. By the terms all of them would still be out by it before the buffer.
 */
export function withSecondExits<P extends PlanToAssure>(pause: Pause, times: Times, plan: P, kept: Kept): P {
  const within = kept.second_exits?.within_s
  if (within === undefined) return plan
  const problem = problemOf(pause, times)
  const world = exactlyAsItStands(problem, plan)
  const found = new Map<Trip, SecondExit>()
  for (const candidate of candidates(problem, plan.trips, within).sort((a, b) => b.entry - a.entry)) {
    const second = secondExit(world, candidate)
    if (second !== undefined) found.set(candidate.trip, second)
  }
  const trips = plan.trips.map((trip) => {
    const second = found.get(trip)
    return second === undefined ? trip : { ...trip, second_exit: second }
  })
  return { ...plan, trips }
}

/** What is kept, with how many trips have a second exit, and how many were to. */
export function counted(pause: Pause, times: Times, { trips }: Pick<PlanToAssure, 'trips'>, kept: Kept): Kept {
  if (kept.second_exits === undefined) return kept
  const { within_s } = kept.second_exits
  const of = candidates(problemOf(pause, times), trips, within_s).length
  return {
    ...kept,
    second_exits: { within_s, trips: trips.filter((trip) => trip.second_exit !== undefined).length, of },
  }
}

interface Candidate {
  readonly trip: Trip
  readonly vehicle: number
  readonly window: PlannedWindow
  /** By the inside mouth of its own exit. */
  readonly mouth: string
  readonly corridor: number
  readonly entry: number
  /** From mouth to mouth by its own exit, with what its gates take. */
  readonly exitSeconds: number
  readonly passing: Passing
  /** Where it goes once it is out. */
  readonly next: string | undefined
}

function candidates(problem: Problem, trips: readonly Trip[], within: number): Candidate[] {
  const { state } = problem.pause.rules
  return trips.flatMap((trip): Candidate[] => {
    const index = trip.legs.findLastIndex(({ kind }) => kind === 'corridor_out')
    const exit = trip.legs[index]
    const vehicle = problem.vehicleById.get(trip.vehicle)
    const kind = problem.vehicles[vehicle ?? -1]?.fleet.kind
    const corridor = problem.corridors.findIndex(({ id }) => id === exit?.corridor)
    const mouth = problem.corridors[corridor]?.inside
    const window = problem.windows.findLast(({ open }) => open <= (exit?.from ?? 0))
    const isTogether = trip.convoy !== null || trip.escort_of !== null
    const isOnTheWay =
      index === 0 && state?.vehicles.some(({ id, corridor: on }) => id === trip.vehicle && on !== undefined)
    if (exit === undefined || vehicle === undefined || kind === undefined || mouth === undefined) return []
    if (window === undefined || isTogether || isOnTheWay === true || exit.until < window.close - within) return []
    const { movements, isLoaded } = movedBy(problem, trip, index)
    const next = trip.legs.slice(index + 1).find(({ place }) => place !== null)?.place ?? undefined
    const passing = { kind, movements, isLoaded }
    const { from: entry, until } = exit
    return [{ trip, vehicle, window, mouth, corridor, entry, exitSeconds: until - entry, passing, next }]
  })
}

/** What a trip moves, and whether any of it is aboard on the way out. */
function movedBy(problem: Problem, { legs }: Trip, exit: number): Pick<Passing, 'movements' | 'isLoaded'> {
  const movements = new Set<Passing['movements'][number]>()
  let isLoaded = false
  for (const [index, { kind, people, aid }] of legs.entries()) {
    for (const id of Object.keys(people)) {
      const movement = problem.groupById.get(id)?.group.movement
      if (movement !== undefined) movements.add(movement)
      if (index > exit && kind === 'unload') isLoaded = true
    }
    if (Object.keys(aid).length > 0) movements.add('aid')
  }
  return { movements: [...movements], isLoaded }
}

function secondExit(world: World, candidate: Candidate): SecondExit | undefined {
  const { problem } = world
  const { passing, window, entry, mouth } = candidate
  for (const patience of patiences) {
    let best: { readonly passage: Passage; readonly second: SecondExit } | undefined
    for (const [index, corridor] of problem.corridors.entries()) {
      if (index === candidate.corridor || corridor.direction === 'alternating') continue
      if (!mayPass(problem, index, 'out', passing) || !leadsOn(problem, candidate, corridor.outside)) continue
      const arrival = problem.times.arrival(passing.kind, mouth, corridor.inside, entry)
      if (arrival === undefined) continue
      const toMouth = arrival - entry
      const ready = Math.max(entry + patience + inGoodTime(problem, toMouth), opening(problem, index, window))
      const passage = earliestPassage(world, index, 'out', passing, ready, Math.min(window.clearBy, ready + mostLater))
      if (passage === undefined || passage.exit > window.clearBy) continue
      if (best !== undefined && passage.exit >= best.passage.exit) continue
      const second = written(world, candidate, passage, toMouth)
      // The drive there may take longer by then.
      const turned = problem.times.arrival(passing.kind, mouth, corridor.inside, second.turn_by)
      if (turned !== undefined && turned <= second.kept_until) best = { passage, second }
    }
    if (best === undefined) continue
    world.commit({ ...emptyTrip(candidate.vehicle, problem.windows.indexOf(window)), passages: [best.passage] })
    return best.second
  }
  return undefined
}

function leadsOn({ times }: Problem, { next, passing }: Candidate, outside: string): boolean {
  return next === undefined || times.leastSeconds(passing.kind, outside, next) !== undefined
}

/** How long a drive takes on all but few days; closures of where it leads to are met there. */
function inGoodTime({ pause }: Problem, seconds: number, turnBack = surely): number {
  const assumptions = assumptionsOf(pause)
  const open = { ...assumptions, closures: { ...assumptions.closures, perHour: 0 }, turnBack }
  return Math.ceil(remainingSeconds({ drives: [seconds], fixedSeconds: 0, handlingSeconds: 0 }, open))
}

function written(
  world: World,
  { window, entry: joined, exitSeconds }: Candidate,
  { corridor: index, entry, exit, services }: Passage,
  toMouth: number,
): SecondExit {
  const { problem } = world
  const corridor = problem.corridors[index]
  // To the end of its slot, a second before the next begins.
  const keptUntil = world.nextBin(index, entry) - 1
  // Nobody waits on for the first when it would no longer bring them out in time.
  const lastByFirst = window.clearBy - inGoodTime(problem, exitSeconds, assumptionsOf(problem.pause).turnBack)
  return {
    corridor: corridor?.id ?? '',
    from: entry as Instant,
    kept_until: keptUntil as Instant,
    until: exit as Instant,
    turn_by: Math.max(joined, Math.min(keptUntil - inGoodTime(problem, toMouth), lastByFirst)) as Instant,
    gates: services.map(({ gate, lane, start, end }) => ({
      gate: corridor?.gates[gate]?.id ?? '',
      lane,
      from: start as Instant,
      until: end as Instant,
    })),
  }
}
