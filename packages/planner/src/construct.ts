// Builds a plan trip by trip. First those that are prescribed, in their order; then, level by level, whatever still
// fits: the vehicle that is free first takes the trip that serves most of the level for the time it costs.

import { scheduleAidTrip } from './aid-trip.ts'
import { type Outcome, outcomeOf, ppm, type Score, scoreOf } from './objective.ts'
import { schedulePeopleTrip } from './people-trip.ts'
import type { AidJob, Problem } from './problem.ts'
import type { Random } from './random.ts'
import { commit, type ScheduledTrip } from './trip.ts'
import { World } from './world.ts'

/** A trip as the search moves it about: who does what; when, and with what load, follows from what goes before. */
export interface Assignment {
  /** Index among the problem's vehicles. */
  readonly vehicle: number
  readonly kind: 'people' | 'aid'
  /** Index among its people jobs or its aid jobs. */
  readonly job: number
  /** Aid: bring no more than what is missing of the floor. */
  readonly isFloorOnly: boolean
}

export interface Built {
  readonly assignments: readonly Assignment[]
  readonly trips: readonly ScheduledTrip[]
  readonly outcome: Outcome
  readonly score: Score
}

/** How a construction may differ from the plainest one. */
export interface Variation {
  readonly random: Random
  /** Of 1,000 choices, how many pass over the best candidate. */
  readonly blinksPerMille: number
  /** Bring no more than floors while floors are filled. */
  readonly isFloorOnly: boolean
}

export function build(problem: Problem, prescribed: readonly Assignment[], variation?: Variation): Built {
  const world = new World(problem)
  const assignments: Assignment[] = []
  const trips: ScheduledTrip[] = []
  const add = (assignment: Assignment, trip: ScheduledTrip) => {
    commit(world, trip)
    assignments.push(assignment)
    trips.push(trip)
  }
  for (const assignment of prescribed) {
    const trip = schedule(world, assignment)
    if (trip !== undefined) add(assignment, trip)
  }
  const complete = (level: Level) => completeLevel(world, level, add, variation)
  complete({ kind: 'people', tier: 0 })
  complete({ kind: 'people', tier: 1 })
  complete({ kind: 'people', tier: 2 })
  complete({ kind: 'floor', isFloorOnly: variation?.isFloorOnly ?? false })
  complete({ kind: 'people', tier: 3 })
  complete({ kind: 'aid' })
  const outcome = outcomeOf(problem, trips, world.deliveredGrams)
  return { assignments, trips, outcome, score: scoreOf(outcome) }
}

function schedule(world: World, { vehicle, kind, job, isFloorOnly }: Assignment): ScheduledTrip | undefined {
  if (kind === 'people') {
    const people = world.problem.peopleJobs[job]
    return people === undefined ? undefined : schedulePeopleTrip(world, vehicle, people)
  }
  const aid = world.problem.aidJobs[job]
  return aid === undefined
    ? undefined
    : scheduleAidTrip(world, vehicle, aid, isFloorOnly ? floorLeft(world, aid) : undefined)
}

type Level = { kind: 'people'; tier: number } | { kind: 'floor'; isFloorOnly: boolean } | { kind: 'aid' }

function completeLevel(
  world: World,
  level: Level,
  add: (assignment: Assignment, trip: ScheduledTrip) => void,
  variation: Variation | undefined,
): void {
  // A vehicle that finds nothing now finds nothing later: time and demand only shrink.
  const candidates = new Set(world.vehicles.keys())
  while (candidates.size > 0) {
    const vehicle = nextFree(world, candidates)
    const found = bestFor(world, vehicle, level, variation)
    if (found === undefined) candidates.delete(vehicle)
    else add(found.assignment, found.trip)
  }
}

function nextFree(world: World, candidates: ReadonlySet<number>): number {
  let next = -1
  let free = Number.POSITIVE_INFINITY
  for (const vehicle of candidates) {
    const state = world.vehicles[vehicle]
    if (state !== undefined && (next === -1 || state.free < free)) {
      next = vehicle
      free = state.free
    }
  }
  return next
}

function bestFor(
  world: World,
  vehicle: number,
  level: Level,
  variation: Variation | undefined,
): { assignment: Assignment; trip: ScheduledTrip } | undefined {
  let best: { assignment: Assignment; trip: ScheduledTrip; gain: number; cost: number } | undefined
  const offer = (assignment: Assignment, trip: ScheduledTrip, gain: number) => {
    if (gain <= 0) return
    if (variation !== undefined && best !== undefined && variation.random.below(1000) < variation.blinksPerMille) return
    // Time counts from the opening, not from before it: who starts near must not look slow.
    const since = Math.max(world.vehicles[vehicle]?.free ?? 0, world.problem.windows[trip.window]?.open ?? 0)
    const cost = Math.max(1, trip.end - since)
    if (best === undefined || gain * best.cost > best.gain * cost) best = { assignment, trip, gain, cost }
  }
  if (level.kind === 'people') {
    world.problem.peopleJobs.forEach((people, job) => {
      if (!people.groups.some(({ tier, index }) => tier === level.tier && (world.waiting[index] ?? 0) > 0)) return
      const assignment: Assignment = { vehicle, kind: 'people', job, isFloorOnly: false }
      const trip = schedule(world, assignment)
      if (trip?.load.kind !== 'people') return
      let gain = 0
      for (const [{ tier }, count] of trip.load.people) if (tier === level.tier) gain += count
      offer(assignment, trip, gain)
    })
    return best
  }
  for (const job of neediest(world, level)) {
    const assignment: Assignment = {
      vehicle,
      kind: 'aid',
      job,
      isFloorOnly: level.kind === 'floor' && level.isFloorOnly,
    }
    const trip = schedule(world, assignment)
    const aid = world.problem.aidJobs[job]
    if (trip?.load.kind !== 'aid' || aid === undefined) continue
    offer(assignment, trip, level.kind === 'floor' ? Math.min(trip.load.grams, floorLeft(world, aid)) : trip.load.grams)
    if (best !== undefined) return best // the drop that has least is served first, whatever the drive
  }
  return best
}

/** Indices of the jobs that still help the level, the least served drop first. */
function neediest(world: World, level: { kind: 'floor' } | { kind: 'aid' }): number[] {
  const shares = world.problem.aidJobs.map(({ drop, items }) => {
    const wanted = level.kind === 'floor' ? drop.floorGrams : drop.demandGrams
    const isAnyLeft = items.some(({ item }) => (world.pieces.get(item) ?? 0) > 0)
    return wanted === 0 || !isAnyLeft ? 1_000_000 : ppm(Math.min(world.deliveredGrams[drop.index] ?? 0, wanted), wanted)
  })
  const shareOf = (job: number) => shares[job] ?? 1_000_000
  return [...shares.keys()].filter((job) => shareOf(job) < 1_000_000).sort((a, b) => shareOf(a) - shareOf(b))
}

function floorLeft(world: World, job: AidJob): number {
  return Math.max(0, job.drop.floorGrams - (world.deliveredGrams[job.drop.index] ?? 0))
}
