// Improvement by ruin and recreate on one world: the last trips of some vehicles are taken out, what fits is built
// again, and what is not as good is taken back. Same problem, seed and number of iterations: same plan, on any machine.

import { complete } from './construct.ts'
import { continueFromState } from './continuing.ts'
import { layAgain } from './in-force.ts'
import { compare, type Outcome, outcomeOf, type Score, scoreOf } from './objective.ts'
import type { Problem } from './problem.ts'
import { type Random, randomFrom } from './random.ts'
import { isFixed, type PlannedTrip, type Walk } from './trip.ts'
import { type Phase, World } from './world.ts'

export interface SearchLimits {
  readonly seed: number
  /** Undefined: until told to stop. */
  readonly iterations?: number
  /** Asked between iterations. */
  readonly mustStop: () => 'time' | 'cancelled' | undefined
  /** No plan is better on levels 2 to 6b. */
  readonly isProved: (outcome: Outcome) => boolean
  /** Called at the start of each iteration, with the best so far. True: `isProved` may say otherwise now. */
  readonly alongside?: (iteration: number, best: Outcome) => boolean
}

/** A plan as the planner keeps it. */
export interface Built {
  readonly trips: readonly PlannedTrip[]
  readonly walks: readonly Walk[]
  readonly directions: readonly Turn[]
  readonly outcome: Outcome
  readonly score: Score
}

export interface Turn {
  /** Index of the corridor. */
  readonly corridor: number
  readonly direction: 'in' | 'out'
  readonly from: number
  readonly until: number
}

export interface Found {
  readonly best: Built
  readonly iterations: number
  readonly stoppedBy: 'time' | 'iterations' | 'optimal' | 'cancelled'
}

/** Iterations without a better plan after which a plan proved on levels 2 to 6b is taken as it is. */
const patience = 300

export function search(
  problem: Problem,
  limits: SearchLimits,
  onProgress?: (iterations: number, best: Built) => void,
): Found {
  const random = randomFrom(limits.seed)
  const phasings = phasingsOf(problem)
  let world = startWorld(problem, [])
  if (problem.inForce !== undefined) {
    layAgain(world, problem.inForce)
    world.forget()
  }
  complete(world)
  let current = scoreNow(world)
  let best = snapshot(world, current)
  let isBestProved = limits.isProved(best.outcome)
  let sinceBetter = 0
  let iterations = 0
  const done = (stoppedBy: Found['stoppedBy']): Found => ({ best, iterations, stoppedBy })
  const keepIfBest = () => {
    if (compare(current.score, best.score) <= 0) return
    best = snapshot(world, current)
    isBestProved = limits.isProved(best.outcome)
    sinceBetter = 0
    onProgress?.(iterations, best)
  }
  for (;;) {
    if (limits.iterations !== undefined && iterations >= limits.iterations) return done('iterations')
    if (isBestProved && (sinceBetter >= patience || best.trips.length === 0)) return done('optimal')
    const stop = limits.mustStop()
    if (stop !== undefined) return done(stop)
    iterations += 1
    sinceBetter += 1
    if (limits.alongside?.(iterations, best.outcome) === true) isBestProved = limits.isProved(best.outcome)
    // First every way of taking turns on alternating corridors once, as a whole; then the best of them is improved.
    const phases = phasings[iterations - 1]
    if (phases !== undefined) {
      const other = startWorld(problem, phases)
      complete(other)
      const score = scoreNow(other)
      if (compare(score.score, current.score) > 0) {
        world = other
        current = score
        keepIfBest()
      }
      continue
    }
    world.forget()
    const mark = world.mark()
    const touched = ruin(world, random)
    complete(world, {
      random,
      blinksPerMille: 50,
      isFloorOnly: random.below(2) === 0,
      vehicles: random.below(10) === 0 ? undefined : touched,
    })
    const candidate = scoreNow(world)
    // Plans as good are kept too: that is how the search walks along a level ground.
    const isKept = compare(candidate.score, current.score) >= 0 && world.isReciprocityKept() && world.isEveryRankKept()
    if (!isKept) {
      world.rewind(mark)
      continue
    }
    current = candidate
    keepIfBest()
  }
}

/** A world with what is promised and under way already in it. */
export function startWorld(problem: Problem, phases: readonly (Phase | undefined)[]): World {
  const world = new World(problem)
  continueFromState(world)
  world.phases = phases
  world.forget()
  return world
}

export function snapshot(world: World, { outcome, score }: { outcome: Outcome; score: Score }): Built {
  return {
    trips: world.trips(),
    walks: [...world.walks],
    directions: world.problem.corridors.flatMap((_, corridor) =>
      (world.turnsOf(corridor)?.intervals() ?? []).map((run) => ({ corridor, ...run })),
    ),
    outcome,
    score,
  }
}

export function scoreNow(world: World): { outcome: Outcome; score: Score } {
  const outcome = outcomeOf(world)
  return { outcome, score: scoreOf(outcome) }
}

function isLooseAtLast(world: World, vehicle: number): boolean {
  const last = world.tripsOf(vehicle).at(-1)
  return last !== undefined && !isFixed(last)
}

/** Takes the last trips out of some vehicles' days; who rode in a convoy takes the whole convoy along. */
function ruin(world: World, { below }: Random): Set<number> {
  const { problem } = world
  const busy = [...problem.vehicles.keys()].filter((vehicle) => isLooseAtLast(world, vehicle))
  // From which trip on each vehicle's day is taken out.
  const cut = new Map<number, number>()
  const cutFrom = (vehicle: number, index: number) => {
    const trips = world.tripsOf(vehicle)
    // What fills a gap before a promised trip stays: the promise would go with it.
    const firstLoose = trips.findLastIndex(isFixed) + 1
    if (firstLoose === trips.length) return
    cut.set(vehicle, Math.min(cut.get(vehicle) ?? trips.length, Math.max(firstLoose, index)))
  }
  if (busy.length > 0) {
    const seed = busy[below(busy.length)] ?? 0
    const trips = world.tripsOf(seed)
    const seedTrip = trips[below(trips.length)]
    const many = 1 + below(Math.min(12, busy.length))
    switch (below(4)) {
      case 0: // some vehicles, each from somewhere in its day on
        for (let count = 0; count < many; count++) {
          const vehicle = busy[below(busy.length)] ?? seed
          cutFrom(vehicle, below(world.tripsOf(vehicle).length))
        }
        break
      case 1: {
        // those that pass the same corridor about the same time
        const passage = seedTrip?.passages.at(-1)
        for (const vehicle of busy) {
          if (cut.size >= many) break
          const index = world
            .tripsOf(vehicle)
            .findIndex((trip) =>
              trip.passages.some(
                (each) =>
                  each.corridor === passage?.corridor && Math.abs(each.entry - (passage?.entry ?? 0)) < nearSeconds,
              ),
            )
          if (index !== -1) cutFrom(vehicle, index)
        }
        break
      }
      case 2: {
        // those with the latest ends
        const latest = [...busy].sort((a, b) => world.whereabouts(b).free - world.whereabouts(a).free)
        for (const vehicle of latest.slice(0, many)) cutFrom(vehicle, world.tripsOf(vehicle).length - 1)
        break
      }
      default: {
        // those that serve the same pick-up or drop
        const dropOf = (trip: PlannedTrip | undefined) => problem.items[trip?.delivered[0]?.item ?? -1]?.drop
        const isLike = (trip: PlannedTrip) =>
          trip.delivered.length > 0
            ? dropOf(trip) === dropOf(seedTrip)
            : trip.boarded.some(({ group }) => group.group.at === seedTrip?.boarded[0]?.group.group.at)
        for (const vehicle of busy) {
          if (cut.size >= many) break
          const index = world.tripsOf(vehicle).findIndex(isLike)
          if (index !== -1) cutFrom(vehicle, index)
        }
      }
    }
  }
  withWholeConvoys(world, cut, cutFrom)
  for (const [vehicle, index] of cut) {
    for (let trip = world.tripsOf(vehicle).at(-1); world.tripsOf(vehicle).length > index; ) {
      if (trip === undefined) break
      world.uncommit(trip)
      trip = world.tripsOf(vehicle).at(-1)
    }
  }
  const touched = new Set(cut.keys())
  // Somebody else may do better with what has come free.
  for (let extra = 0; extra < 3; extra++) {
    const vehicle = below(Math.max(1, problem.vehicles.length))
    touched.add(vehicle)
  }
  return touched
}

const nearSeconds = 1800

/** A convoy is taken out whole, and of each of its vehicles what comes after it. */
function withWholeConvoys(
  world: World,
  cut: ReadonlyMap<number, number>,
  cutFrom: (vehicle: number, index: number) => void,
): void {
  if (world.problem.pause.rules.convoys.length === 0) return
  const all = world.trips()
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false
    const broken = new Set<object>()
    for (const [vehicle, index] of cut)
      for (const { convoy } of world.tripsOf(vehicle).slice(index)) if (convoy !== undefined) broken.add(convoy)
    for (const trip of all) {
      if (trip.convoy === undefined || !broken.has(trip.convoy)) continue
      const index = world.tripsOf(trip.vehicle).indexOf(trip)
      if (index >= (cut.get(trip.vehicle) ?? Number.POSITIVE_INFINITY)) continue
      const before = cut.get(trip.vehicle)
      cutFrom(trip.vehicle, index)
      if (cut.get(trip.vehicle) !== before) isGrowing = true
    }
  }
}

/** Ways of taking turns on alternating corridors that are tried: turns of equal length, and longer ones outward. */
function phasingsOf(problem: Problem): (Phase | undefined)[][] {
  if (!problem.corridors.some(({ direction }) => direction === 'alternating')) return []
  const lengths = [
    [900, 900],
    [1800, 1800],
    [3600, 3600],
    [900, 1800],
    [1800, 3600],
    [3600, 7200],
  ] as const
  return lengths.map(([inSeconds, outSeconds]) =>
    problem.corridors.map(({ direction, opens }) =>
      direction === 'alternating'
        ? { from: opens.earliest ?? problem.windows[0]?.open ?? 0, inSeconds, outSeconds }
        : undefined,
    ),
  )
}
