// Improvement by ruin and recreate on one world: the last trips of some vehicles are taken out, what fits is built
// again, and what is not as good is taken back. Same problem, seed and number of iterations: same plan, on any machine.

import type { Use } from '@treve/model'
import type { Prices } from './bound/priced/prices.ts'
import { combiners } from './combined-trip.ts'
import { complete } from './construct.ts'
import { continueFromState } from './continuing.ts'
import { Cooling } from './days/cooling.ts'
import { plainGuide } from './days/guide.ts'
import { PricedPeople } from './days/priced-people.ts'
import { firstWaysFor, isWorthTrying, layFirst, WholeDays } from './days/whole-days.ts'
import { layAgain } from './in-force.ts'
import { compare, type Outcome, outcomeOf, type Score, scoreOf } from './objective.ts'
import { firstDifference } from './people-trip.ts'
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
  /** What the search begins from, where that is not nothing. */
  readonly begin?: () => World
  /** No plan is better on levels 2 to 6b. */
  readonly isProved: (outcome: Outcome) => boolean
  /** Of level 5b, as good as they are known by now; they follow from how often `alongside` was called. */
  readonly prices?: () => Prices | undefined
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
  const isAnyCombiner = combiners(problem).includes(true)
  // Where a plan is in force, also as if there were none: who can be served comes before whose orders change.
  const [firstWay = 'by_levels', ...otherWays] = firstWaysFor(problem, limits.begin !== undefined)
  const ways = [false, ...(problem.inForce === undefined ? [] : [true])].flatMap((isAfresh) =>
    otherWays.map((way) => ({ way, isAfresh })),
  )
  let world = limits.begin?.() ?? begin(problem)
  layFirst(world, firstWay)
  let current = scoreNow(world)
  let days = new WholeDays(world)
  let best = snapshot(world, current)
  let isBestProved = limits.isProved(best.outcome)
  let sinceBetter = 0
  let iterations = 0
  const cooling = new Cooling()
  const plain = plainGuide(problem)
  let priced: PricedPeople | undefined
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
    // First every way of taking turns on alternating corridors once, as a whole; then the best of them is improved.
    const phases = phasings[iterations - 1]
    if (phases !== undefined) {
      const other = startWorld(problem, phases)
      complete(other)
      const score = scoreNow(other)
      if (compare(score.score, current.score) > 0) {
        world = other
        days = new WholeDays(world)
        current = score
        keepIfBest()
      }
      continue
    }
    // Then the other ways to begin: where vehicles or slots are short whole days are better by far than trip by trip.
    const first = ways[iterations - 1 - phasings.length]
    if (first !== undefined && isWorthTrying(first.way, world, current.outcome.floorShare)) {
      const other = first.isAfresh ? startWorld(problem, []) : begin(problem)
      other.phases = world.phases
      layFirst(other, first.way)
      const score = scoreNow(other)
      const isKept = other.isReciprocityKept() && other.isEveryRankKept()
      if (isKept && compare(score.score, current.score) > 0) {
        world = other
        days = new WholeDays(world)
        current = score
        keepIfBest()
      }
      continue
    }
    // The bound comes second: who has a second has the best plan that there is in one.
    if (limits.alongside?.(iterations, best.outcome) === true) isBestProved = limits.isProved(best.outcome)
    if (cooling.isOver() && compare(current.score, best.score) < 0) {
      layExactly(world, best)
      current = scoreNow(world)
    }
    // Where days are not what is best, neither are they by prices.
    if (firstWay !== 'by_levels' && iterations % pricedEvery === 0) priced = PricedPeople.of(problem, limits.prices?.())
    world.forget()
    const mark = world.mark()
    const slack = cooling.next()
    // Prices count less and less, at last only who is served.
    const pricedBefore = priced === undefined ? 0 : cooling.left * priced.costOfWaiting(world)
    const wholeShare = priced && wholeShares[iterations - pricedEvery]
    if (priced !== undefined && wholeShare !== undefined)
      days.again(ruinAllDays(world), random, priced.guide(wholeShare), true)
    else if (random.below(days.oneIn) === 0) {
      const touched = ruinLastTrips(world, random)
      complete(world, {
        random,
        blinksPerMille: 50,
        isFloorOnly: random.below(2) === 0,
        vehicles: random.below(10) === 0 ? undefined : touched,
        isCombining: isAnyCombiner && random.below(2) === 0,
      })
    } else days.again(ruinDays(world, random), random, priced?.guide(random.below(3) / 2) ?? plain)
    const candidate = scoreNow(world)
    // Plans as good are kept too, and for a while some that serve a few people less: that is how the search walks on.
    const gained = priced === undefined ? 0 : cooling.left * priced.costOfWaiting(world) - pricedBefore
    const isKept =
      isGoodEnough(candidate, current, slack, gained) && world.isReciprocityKept() && world.isEveryRankKept()
    if (!isKept) {
      world.rewind(mark)
      continue
    }
    current = candidate
    keepIfBest()
  }
}

/** What is promised, under way or in force. */
function begin(problem: Problem): World {
  const world = startWorld(problem, [])
  if (problem.inForce !== undefined) {
    layAgain(world, problem.inForce)
    world.forget()
  }
  return world
}

/** How often prices are asked for anew; the first time all the days are laid again by them, by these shares of them. */
const pricedEvery = 16
const wholeShares = [1, 0.75, 0.5] as const

/**
 * Fewer people of the last level, no fewer of any before it, may be let go for a while. `gained`: so many people more of that
 * level is what leaving others behind than before counts for.
 */
function isGoodEnough(candidate: Scored, current: Scored, slack: number, gained: number): boolean {
  const guided = candidate.score.map((entry, index) => (index === peopleEntry ? entry + gained : entry))
  const isBetter = compare(guided, current.score)
  if (isBetter >= 0 || slack === 0) return isBetter >= 0
  if (firstDifference(candidate.score.slice(0, peopleEntry), current.score.slice(0, peopleEntry)) < 0) return false
  return (guided[peopleEntry] ?? 0) >= (current.score[peopleEntry] ?? 0) - slack
}

/** Index of level 5b among the entries of a score. */
const peopleEntry = 5

type Scored = { readonly outcome: Outcome; readonly score: Score }

/** Takes a plan apart that has grown worse, and lays the best again as it was: its walks too, for who walks now may ride in it. */
export function layExactly(world: World, best: Built): void {
  const kept = new Set(best.trips)
  for (const trip of world.trips()) if (!kept.has(trip)) world.uncommit(trip)
  // Of walks only the last can go.
  const same = sameAtFirst(world.walks, best.walks)
  for (const walk of world.walks.slice(same).reverse()) world.uncommit(walk)
  const there = new Set(world.trips())
  for (const walk of best.walks.slice(same)) world.commit(walk)
  for (const trip of best.trips) if (!there.has(trip)) world.commit(trip)
  world.forget()
}

function sameAtFirst<T>(one: readonly T[], other: readonly T[]): number {
  const differs = one.findIndex((each, at) => each !== other[at])
  return differs === -1 ? one.length : differs
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
function ruinLastTrips(world: World, { below }: Random): Set<number> {
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
  const touched = takeOut(world, cut, cutFrom)
  // Somebody else may do better with what has come free.
  for (let extra = 0; extra < 3; extra++) {
    const vehicle = below(Math.max(1, problem.vehicles.length))
    touched.add(vehicle)
  }
  return touched
}

function takeOut(
  world: World,
  cut: ReadonlyMap<number, number>,
  cutFrom: (vehicle: number, index: number) => void,
): Set<number> {
  withWholeConvoys(world, cut, cutFrom)
  for (const [vehicle, index] of cut) {
    for (let trip = world.tripsOf(vehicle).at(-1); world.tripsOf(vehicle).length > index; ) {
      if (trip === undefined) break
      world.uncommit(trip)
      trip = world.tripsOf(vehicle).at(-1)
    }
  }
  return new Set(cut.keys())
}

/** Takes out whole days, or what begins after an instant, of a few vehicles that have something to do with each other. */
function ruinDays(world: World, { below }: Random): Set<number> {
  const { problem } = world
  const cut = new Map<number, number>()
  // Where patients still wait, three times in four only those who could fetch them make room for each other.
  const urgent = problem.groups.filter(({ tier, index }) => tier < 2 && (world.waiting[index] ?? 0) > 0)
  const isForPatients = urgent.length > 0 && below(4) > 0
  const vehicles = [...problem.vehicles.keys()].filter((vehicle) => {
    const fleet = problem.vehicles[vehicle]?.fleet
    if (fleet === undefined || fleet.kind === 'escort') return false
    return !isForPatients || urgent.some(({ group }) => fleet.carries.includes(group.movement))
  })
  const seed = vehicles[below(Math.max(1, vehicles.length))]
  if (seed === undefined) return new Set()
  const [open, close] = [problem.windows[0]?.open ?? 0, problem.windows.at(-1)?.clearBy ?? 0]
  const from = below(2) === 0 ? Number.NEGATIVE_INFINITY : open + below(Math.max(1, close - open))
  const cutFrom = (vehicle: number, index: number) => {
    const trips = world.tripsOf(vehicle)
    const firstLoose = trips.findLastIndex(isFixed) + 1
    cut.set(vehicle, Math.min(cut.get(vehicle) ?? trips.length, Math.max(firstLoose, index)))
  }
  const take = (vehicle: number) => {
    const index = world.tripsOf(vehicle).findIndex(({ departure }) => departure >= from)
    cutFrom(vehicle, index === -1 ? world.tripsOf(vehicle).length : index)
  }
  take(seed)
  const many = 2 + below(5)
  const trips = world.tripsOf(seed)
  const like = trips[below(Math.max(1, trips.length))]
  const passage = like?.passages[below(Math.max(1, like.passages.length))]
  const stop = like?.boarded[0]?.group.group.at
  const isRelated = [
    () => true,
    (trip: PlannedTrip) =>
      trip.passages.some(
        (each) =>
          each.corridor === passage?.corridor &&
          each.direction === passage.direction &&
          Math.abs(each.entry - passage.entry) < nearSeconds,
      ),
    (trip: PlannedTrip) => trip.boarded.some(({ group }) => group.group.at === stop),
  ][like === undefined ? 0 : below(3)]
  // From anywhere on, so that it is not always the first that are taken.
  const begin = below(vehicles.length)
  for (let count = 0; count < vehicles.length && cut.size < many; count++) {
    const vehicle = vehicles[(begin + count) % vehicles.length] ?? seed
    const theirs = world.tripsOf(vehicle)
    if (isRelated !== undefined && (theirs.length === 0 ? like === undefined : theirs.some(isRelated))) take(vehicle)
  }
  return takeOut(world, cut, cutFrom)
}

const nearSeconds = 1800

/** Takes out the whole days of all who bring out people of the last level. */
function ruinAllDays(world: World): Set<number> {
  const { problem } = world
  const movements = new Set<Use>(problem.groups.flatMap(({ tier, group }) => (tier === 3 ? [group.movement] : [])))
  const cut = new Map<number, number>()
  const cutFrom = (vehicle: number, index: number) => {
    const firstLoose = world.tripsOf(vehicle).findLastIndex(isFixed) + 1
    cut.set(vehicle, Math.max(firstLoose, index))
  }
  problem.vehicles.forEach(({ fleet }, vehicle) => {
    if (fleet.carries.some((use) => movements.has(use))) cutFrom(vehicle, 0)
  })
  return takeOut(world, cut, cutFrom)
}

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
