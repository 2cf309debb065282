// From a pause to a plan: bound, search, reasons, and the figures of the contract.

import {
  type Category,
  categories,
  type Instant,
  type LevelName,
  type Mobility,
  type Movement,
  mobilities,
  movements,
  type Plan,
  type PlanLevel,
  type Priority,
  priorities,
  type Served,
  type Trip,
  type Unserved,
} from '@treve/model'
import { bestBeginning, type StandingPlan } from './begin.ts'
import { type Bound, boundOf, isProved, relaxed } from './bound/bound.ts'
import { stepsIn } from './bound/pacing.ts'
import { conflictsOf } from './conflict/conflict.ts'
import { explain } from './explain/explain.ts'
import { notPlanned } from './explain/not-planned.ts'
import { filled } from './explain/replanned.ts'
import { inForceOf } from './in-force.ts'
import type { Outcome } from './objective.ts'
import { type PlannedGroup, type Problem, problemOf, type Times } from './problem.ts'
import type { PauseToPlan } from './reserve/kept.ts'
import { withSecondExits } from './reserve/second-exits.ts'
import { type Built, type Found, search } from './search.ts'
import type { Convoy } from './trip.ts'

export interface PlanRequest {
  readonly seed: number
  readonly iterations?: number
  /** Trips of the plan in force, where it is made anew: it begins from them, and changes no more orders than it must. */
  readonly inForce?: readonly Trip[]
  /** A plan that is there already, of terms that ask for no less: the search begins from it, and serves at least as much. */
  readonly begin?: StandingPlan
  /** Only the bounds that are found at sight: the steps towards prices take their time. */
  readonly isBoundQuick?: boolean
  /** Asked between iterations: time is up, or somebody said stop. Libraries read no clock. */
  readonly mustStop: () => 'time' | 'cancelled' | undefined
  /** Asked between the changes that reasons are confirmed by, after the search; absent: as long as it takes. */
  readonly mayExplain?: () => boolean
  /** Who is unserved by the plan without reserve, where this is to be the one with it. */
  readonly without?: readonly Unserved[]
  /** CPU time used so far, for the account of effort. */
  readonly cpuSeconds: () => number
  readonly inputSha256: string
  readonly files: Readonly<Record<string, string>>
  readonly onProgress?: (progress: {
    readonly iterations: number
    readonly people: number
    readonly aidGrams: number
  }) => void
}

export function planPause(pause: PauseToPlan, times: Times, request: PlanRequest): Plan {
  const startedAt = request.cpuSeconds()
  const alone = problemOf(pause, times)
  const problem = request.inForce === undefined ? alone : { ...alone, inForce: inForceOf(alone, request.inForce) }
  const bound = boundOf(problem)
  const { begin } = request
  const found = search(
    problem,
    {
      seed: request.seed,
      ...(request.iterations === undefined ? {} : { iterations: request.iterations }),
      mustStop: request.mustStop,
      ...(begin === undefined ? {} : { begin: () => bestBeginning(problem, begin) }),
      prices: () => bound.prices('5b'),
      isProved: (outcome) => isProved(bound, outcome),
      alongside: (iteration, outcome) =>
        request.isBoundQuick !== true && bound.tighten(outcome, stepsIn(iteration)) > 0,
    },
    (iterations, built) =>
      request.onProgress?.({
        iterations,
        people: built.outcome.people.reduce((sum, count) => sum + count, 0),
        aidGrams: gramsOf(problem, built),
      }),
  )
  const best = filled(problem, found.best)
  const mayExplain = request.mayExplain ?? (() => true)
  const conflicts = conflictsOf(problem, best, mayExplain)
  const { unserved, bottleneck, bottleneckLookedAt } = explain(problem, best, mayExplain, request.without)
  const levels = levelsOf(bound, best.outcome)
  const widest = widestGap(levels)
  return {
    treve_plan: 1,
    pause: pause.id,
    input_sha256: request.inputSha256,
    files: request.files,
    seed: request.seed,
    effort: effortOf(found, request.cpuSeconds() - startedAt),
    ...withExits(pause, times, laidOut(problem, best)),
    levels,
    bound: { people: bound.people, aid_g: bound.aidGrams, relaxed, slot_s: bound.priced?.slotSeconds() ?? null },
    gap_percent: widest?.gap_percent ?? 0,
    gap_level: widest?.level ?? null,
    clear_probability: null,
    assurance: null,
    reserve: null,
    ...(problem.inForce === undefined ? {} : { changed_orders: best.outcome.changedOrders }),
    bottleneck,
    ...(bottleneckLookedAt === undefined ? {} : { bottleneck_looked_at: bottleneckLookedAt }),
    unserved: [...unserved, ...notPlanned(pause)],
    ...(conflicts.length === 0 ? {} : { conflicts }),
  }
}

/** Second exits are found among what is left once everything stands: by the terms, which allow later exits than the reserve. */
function withExits(pause: PauseToPlan, times: Times, plan: ReturnType<typeof laidOut>): ReturnType<typeof laidOut> {
  const { reserve, ...terms } = pause
  return reserve === undefined ? plan : withSecondExits(terms, times, plan, reserve)
}

/** What a plan does, apart from what is told about it. */
export function laidOut(
  problem: Problem,
  built: Built,
): Pick<Plan, 'served' | 'windows' | 'trips' | 'walking' | 'directions'> {
  return {
    served: servedOf(problem, built),
    windows: windowsOf(problem, built),
    trips: tripsOf(problem, built),
    walking: walkingOf(problem, built),
    directions: directionsOf(problem, built),
  }
}

function effortOf(found: Found, seconds: number): Plan['effort'] {
  return {
    iterations: found.iterations,
    seconds_cpu: Math.round(seconds * 1000) / 1000,
    assurance_seconds_cpu: 0,
    stopped_by: found.stoppedBy,
  }
}

function servedOf(problem: Problem, built: Built): Served {
  const byMobility: Record<Mobility, number> = zeros(mobilities)
  const byPriority: Record<Priority, number> = zeros(priorities)
  const byMovement: Record<Movement, number> = zeros(movements)
  const byCategory: Record<Category, number> = zeros(categories)
  let people = 0
  let companions = 0
  let aid = 0
  const serve = ({ group }: PlannedGroup, count: number) => {
    people += count
    companions += count * group.companions
    byMobility[group.mobility] += count
    byPriority[group.priority] += count
    byMovement[group.movement] += count
  }
  for (const { arrived, delivered } of built.trips) {
    for (const { group, count } of arrived) serve(group, count)
    for (const { item: index, count } of delivered) {
      const grams = count * (problem.items[index]?.item.mass ?? 0)
      const category = problem.items[index]?.item.category
      aid += grams
      if (category !== undefined) byCategory[category] += grams
    }
  }
  for (const walk of built.walks) serve(walk.group, walk.people)
  return {
    people,
    by_mobility: byMobility,
    by_priority: byPriority,
    by_movement: byMovement,
    companions,
    aid_g: aid,
    by_category: byCategory,
  }
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>
}

export function levelsOf(bound: Bound, outcome: Outcome): PlanLevel[] {
  const bounds = bound.levels(outcome)
  const [lifeCritical = 0, medical = 0, dependent = 0, general = 0] = outcome.people
  const level = (name: LevelName, unit: PlanLevel['unit'], served: number): PlanLevel => {
    const most = bounds.get(name)
    if (most === undefined)
      return { level: name, unit, served, bound: null, gap: null, gap_percent: null, proved: false }
    // Less than nothing only where a promise breaks the terms: the checker, which every plan passes, refuses it.
    const gap = most - served
    return {
      level: name,
      unit,
      served,
      bound: most,
      gap,
      gap_percent: most === 0 ? 0 : (100 * gap) / most,
      proved: gap === 0,
    }
  }
  const floor = level('5a', 'g', outcome.floorGrams)
  return [
    level('2', 'people', lifeCritical),
    level('3', 'people', medical),
    level('4', 'people', dependent),
    { ...floor, share_ppm: outcome.floorShare, proved: floor.proved && outcome.floorShare === bound.aid.floorShare },
    level('5b', 'people', general),
    level('6a', 'ppm', outcome.leastShare),
    level('6b', 'g', outcome.gramsByNeed),
    level(
      '7',
      's',
      outcome.exitSeconds.reduce((sum, seconds) => sum + seconds, 0),
    ),
  ]
}

function widestGap(levels: readonly PlanLevel[]): { level: LevelName; gap_percent: number } | undefined {
  let widest: { level: LevelName; gap_percent: number } | undefined
  for (const { level, gap_percent } of levels) {
    if (gap_percent !== null && (widest === undefined || gap_percent > widest.gap_percent))
      widest = { level, gap_percent }
  }
  return widest
}

function windowsOf(problem: Problem, built: Built): Plan['windows'] {
  return problem.windows.map((window) => {
    // Who leaves after the close, where no plan brings them out in time, is late in that window, not in none.
    const next = Math.min(...problem.windows.map(({ open }) => open).filter((open) => open > window.open))
    const isOfIt = (at: number) => window.open <= at && at < next
    const exits = built.trips
      .flatMap(({ passages }) => passages)
      .filter(({ direction, entry }) => direction === 'out' && isOfIt(entry))
      .map(({ exit }) => exit)
    for (const { from, lastExit } of built.walks) if (isOfIt(from)) exits.push(lastExit)
    const last = exits.reduce((latest, exit) => Math.max(latest, exit), Number.NEGATIVE_INFINITY)
    return {
      id: window.id,
      close: window.close as Instant,
      clear_by: window.clearBy as Instant,
      last_exit: exits.length === 0 ? null : (last as Instant),
    }
  })
}

function tripsOf(problem: Problem, built: Built): Trip[] {
  const begins = (trip: Built['trips'][number]) => trip.passages[0]?.entry ?? trip.departure
  const inOrder = [...built.trips].sort((a, b) => begins(a) - begins(b) || a.vehicle - b.vehicle)
  const convoys = new Map<Convoy, string>()
  const counts = new Map<number, number>()
  const taken = new Set(built.trips.map((trip) => trip.committedId))
  const promises = new Map(problem.pause.rules.committed.map((promise) => [promise.id, promise]))
  const named = new Set([...promises.values()].flatMap((promise) => promise.convoy ?? promise.escort_of ?? []))
  return inOrder.map((trip) => {
    const vehicle = problem.vehicles[trip.vehicle]?.id ?? ''
    let id = trip.committedId
    while (id === undefined) {
      const number = (counts.get(trip.vehicle) ?? 0) + 1
      counts.set(trip.vehicle, number)
      const free = `${vehicle}-t${number}`
      if (!taken.has(free)) id = free
    }
    const { convoy } = trip
    if (convoy !== undefined && !convoys.has(convoy)) {
      const corridor = problem.corridors[convoy.corridor]?.id ?? ''
      let number = 1
      while (named.has(`${corridor}-convoy-${number}`)) number += 1
      convoys.set(convoy, `${corridor}-convoy-${number}`)
      named.add(`${corridor}-convoy-${number}`)
    }
    const name = convoy === undefined ? null : (convoys.get(convoy) ?? null)
    const promise = promises.get(trip.committedId ?? '')
    return {
      id,
      vehicle,
      configuration: trip.configuration,
      convoy: promise?.convoy ?? (trip.isEscort === true ? null : name),
      escort_of: promise?.escort_of ?? (trip.isEscort === true ? name : null),
      legs: trip.legs,
      turn_back: null,
    }
  })
}

function walkingOf(problem: Problem, built: Built): Plan['walking'] {
  return built.walks.map(({ group, corridor: index, to, from, until, people, gates }) => {
    const corridor = problem.corridors[index]
    return {
      group: group.group.id,
      corridor: corridor?.id ?? '',
      to,
      from: from as Instant,
      until: until as Instant,
      people,
      gates: gates.map((each) => {
        const gate = corridor?.gates[each.gate]
        const first = each.isReservedLane ? 0 : (gate?.lanes ?? 0)
        return {
          gate: gate?.id ?? '',
          lanes: each.lanes.map((lane) => first + lane),
          from: each.from as Instant,
          until: each.until as Instant,
        }
      }),
    }
  })
}

function directionsOf(problem: Problem, built: Built): Plan['directions'] {
  return built.directions.map(({ corridor, direction, from, until }) => ({
    corridor: problem.corridors[corridor]?.id ?? '',
    direction,
    from: from as Instant,
    until: until as Instant,
  }))
}

function gramsOf(problem: Problem, { trips }: Built): number {
  let grams = 0
  for (const { delivered } of trips)
    for (const { item, count } of delivered) grams += count * (problem.items[item]?.item.mass ?? 0)
  return grams
}
