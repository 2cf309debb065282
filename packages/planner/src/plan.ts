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
  type Pause,
  type Plan,
  type PlanLevel,
  type Priority,
  priorities,
  type Served,
  type Trip,
} from '@treve/model'
import { type Bound, boundOf, isProved, relaxed } from './bound/bound.ts'
import type { Built } from './construct.ts'
import { explain } from './explain.ts'
import type { Outcome } from './objective.ts'
import { type Problem, problemOf, type Times } from './problem.ts'
import { type Found, search } from './search.ts'
import { type NotPlanned, notPlannedYet } from './support.ts'

export interface PlanRequest {
  readonly seed: number
  readonly iterations?: number
  /** Asked between iterations: time is up, or somebody said stop. Libraries read no clock. */
  readonly mustStop: () => 'time' | 'cancelled' | undefined
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

export type Planned = { readonly plan: Plan } | { readonly notPlanned: readonly NotPlanned[] }

export function planPause(pause: Pause, times: Times, request: PlanRequest): Planned {
  const notPlanned = notPlannedYet(pause)
  if (notPlanned.length > 0) return { notPlanned }
  const startedAt = request.cpuSeconds()
  const problem = problemOf(pause, times)
  const bound = boundOf(problem)
  const found = search(
    problem,
    {
      seed: request.seed,
      ...(request.iterations === undefined ? {} : { iterations: request.iterations }),
      mustStop: request.mustStop,
      isProved: (built) => isProved(bound, built.outcome),
    },
    (iterations, { outcome, trips }) =>
      request.onProgress?.({
        iterations,
        people: outcome.people.reduce((sum, count) => sum + count, 0),
        aidGrams: gramsOf(trips),
      }),
  )
  const { unserved, bottleneck } = explain(problem, found.best)
  const levels = levelsOf(bound, found.best.outcome)
  const widest = widestGap(levels)
  const plan: Plan = {
    treve_plan: 1,
    pause: pause.id,
    input_sha256: request.inputSha256,
    files: request.files,
    seed: request.seed,
    effort: effortOf(found, request.cpuSeconds() - startedAt),
    served: servedOf(found.best),
    levels,
    bound: { people: bound.people, aid_g: bound.aidGrams, relaxed, slot_s: null },
    gap_percent: widest?.gap_percent ?? 0,
    gap_level: widest?.level ?? null,
    windows: windowsOf(problem, found.best),
    clear_probability: null,
    bottleneck,
    trips: tripsOf(problem, found.best),
    walking: [],
    directions: [],
    unserved,
  }
  return { plan }
}

function effortOf(found: Found, seconds: number): Plan['effort'] {
  return {
    iterations: found.iterations,
    seconds_cpu: Math.round(seconds * 1000) / 1000,
    assurance_seconds_cpu: 0,
    stopped_by: found.stoppedBy,
  }
}

export function servedOf(built: Built): Served {
  const byMobility: Record<Mobility, number> = zeros(mobilities)
  const byPriority: Record<Priority, number> = zeros(priorities)
  const byMovement: Record<Movement, number> = zeros(movements)
  const byCategory: Record<Category, number> = zeros(categories)
  let people = 0
  let companions = 0
  let aid = 0
  for (const { load } of built.trips) {
    if (load.kind === 'people') {
      for (const [{ group }, count] of load.people) {
        people += count
        companions += count * group.companions
        byMobility[group.mobility] += count
        byPriority[group.priority] += count
        byMovement[group.movement] += count
      }
    } else {
      for (const [{ item }, count] of load.pieces) {
        aid += count * item.mass
        byCategory[item.category] += count * item.mass
      }
    }
  }
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

function levelsOf(bound: Bound, outcome: Outcome): PlanLevel[] {
  const bounds = bound.levels(outcome)
  const [lifeCritical = 0, medical = 0, dependent = 0, general = 0] = outcome.people
  const level = (name: LevelName, unit: PlanLevel['unit'], served: number): PlanLevel => {
    const most = bounds.get(name)
    if (most === undefined)
      return { level: name, unit, served, bound: null, gap: null, gap_percent: null, proved: false }
    if (most < served) throw new Error(`level ${name}: the plan reaches ${served}, above its bound ${most}`)
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
  return problem.windows.map((window, index) => {
    const exits = built.trips.filter((trip) => trip.window === index).map((trip) => trip.outward.exit)
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
  const inOrder = [...built.trips].sort((a, b) => a.inward.entry - b.inward.entry || a.vehicle - b.vehicle)
  const counts = new Map<number, number>()
  return inOrder.map((trip) => {
    const number = (counts.get(trip.vehicle) ?? 0) + 1
    counts.set(trip.vehicle, number)
    const vehicle = problem.vehicles[trip.vehicle]?.id ?? ''
    return {
      id: `${vehicle}-t${number}`,
      vehicle,
      configuration: trip.configuration,
      convoy: null,
      escort_of: null,
      legs: trip.legs,
      turn_back: null,
    }
  })
}

function gramsOf(trips: Built['trips']): number {
  return trips.reduce((sum, { load }) => sum + (load.kind === 'aid' ? load.grams : 0), 0)
}
