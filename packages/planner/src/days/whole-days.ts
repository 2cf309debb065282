// Plans made of whole days: first those of who are most urgent, then the floors of the drops, then everybody.

import { combine, combiners } from '../combined-trip.ts'
import { complete, completeAid, completeFloors, completePatients, nextFree, type Variation } from '../construct.ts'
import type { Problem } from '../problem.ts'
import type { Random } from '../random.ts'
import { layWalks } from '../walking.ts'
import type { World } from '../world.ts'
import { Days } from './days.ts'
import { type Guide, plainGuide } from './guide.ts'

/** Rules that tie vehicles to each other: days laid one by one find no way by themselves. */
function hasRulesBetweenVehicles({ pause, corridors, groups, inForce }: Problem): boolean {
  const { convoys, reciprocal, separate, committed, state } = pause.rules
  return (
    convoys.length > 0 ||
    reciprocal.length > 0 ||
    separate.length > 0 ||
    committed.length > 0 ||
    state !== undefined ||
    inForce !== undefined ||
    corridors.some(({ direction }) => direction === 'alternating') ||
    groups.some(({ group }) => group.rank !== undefined)
  )
}

/**
 * Ways to begin: all trip by trip, level by level; by whole days, but patients trip by trip, who is free first; all by
 * whole days, with fewer trips; or patients by days and all others level by level.
 */
export type FirstWay = 'by_levels' | 'patients_trip_by_trip' | 'all_by_days' | 'patients_by_days'

/** In the order in which they are tried. `isBegun`: most of a plan is there already, and the first fills what is left. */
export function firstWaysFor(problem: Problem, isBegun: boolean): readonly FirstWay[] {
  return !isBegun && oneIn(problem) > 2
    ? ['patients_trip_by_trip', 'all_by_days', 'by_levels', 'patients_by_days']
    : ['by_levels', 'patients_trip_by_trip', 'all_by_days', 'patients_by_days']
}

/**
 * Trip by trip every vehicle that is free looks at every stop by every corridor, each time. Where that is many it is worth its
 * time only if dependents are left, or floors are not full: patients it would bring out in the same way.
 */
export function isWorthTrying(way: FirstWay, { problem, waiting }: World, floorShare: number): boolean {
  // Without patients it is the way by levels again.
  if (way === 'patients_by_days' && !problem.groups.some(({ tier }) => tier < 2)) return false
  if (way === 'patients_trip_by_trip' || way === 'all_by_days') return true
  const looks = problem.vehicles.length * stopsByCorridor(problem)
  if (looks <= fewLooks) return true
  return floorShare < 1_000_000 || problem.groups.some(({ tier, index }) => tier === 2 && (waiting[index] ?? 0) > 0)
}

const fewLooks = 1_000_000

/** A plan made in one of these ways, on a world that holds only what must be. */
export function layFirst(world: World, way: FirstWay): void {
  if (way === 'by_levels') complete(world)
  else if (way === 'patients_by_days') {
    layPatientsInTurns(world, new Days(world, tripsPerLook(world.problem)), plainGuide(world.problem))
    complete(world)
  } else layWholeDays(world, way)
}

function layWholeDays(world: World, way: 'patients_trip_by_trip' | 'all_by_days'): void {
  const { problem } = world
  const days = new Days(world, tripsPerLook(problem))
  const guide = plainGuide(problem)
  const vehicles = [...problem.vehicles.keys()]
  for (let tier = 0; tier < 4; tier++) layWalks(world, tier)
  if (way === 'patients_trip_by_trip') completePatients(world)
  else {
    layPatientsInTurns(world, days, guide)
    for (const vehicle of vehicles) if (isUrgent(problem, vehicle)) days.lay(vehicle, guide)
  }
  if (world.pieces.some((count) => count > 0)) completeFloors(world, undefined)
  for (const vehicle of vehicles) days.lay(vehicle, guide)
  complete(world)
}

/** Whoever is free first makes the next trip of its day: so that patients go out side by side, and not one vehicle's day long. */
function layPatientsInTurns(world: World, days: Days, guide: Guide): void {
  const { problem } = world
  const candidates = new Set([...problem.vehicles.keys()].filter((vehicle) => isUrgent(problem, vehicle)))
  const isAnyWaiting = () => problem.groups.some(({ tier, index }) => tier < 2 && (world.waiting[index] ?? 0) > 0)
  while (candidates.size > 0 && isAnyWaiting()) {
    const vehicle = nextFree(world, candidates)
    if (!days.lay(vehicle, guide, 1)) candidates.delete(vehicle)
  }
}

/** Looking ahead takes as long as there are stops and corridors to go by: what one vehicle saw then does for some more. */
function tripsPerLook(problem: Problem): number {
  return Math.max(1, Math.floor(stopsByCorridor(problem) / 500))
}

function stopsByCorridor({ peopleJobs, corridors }: Problem): number {
  return new Set(peopleJobs.map(({ pickUp }) => pickUp)).size * corridors.length
}

/** Days laid again, in another order. */
export class WholeDays {
  /** One iteration in so many is left to trips laid one by one: more where vehicles are few or depend on each other. */
  readonly oneIn: number
  private readonly world: World
  private readonly days: Days
  private readonly isAnyCombiner: boolean
  private count = 0

  constructor(world: World) {
    this.world = world
    this.isAnyCombiner = combiners(world.problem).includes(true)
    this.days = new Days(world)
    this.oneIn = oneIn(world.problem)
  }

  /** `areMany`: what one vehicle saw does for some more. */
  again(touched: ReadonlySet<number>, random: Random, guide: Guide, areMany = false): void {
    const { world } = this
    const { problem } = world
    const days = areMany ? new Days(world, tripsPerLook(problem)) : this.days
    const order = shuffled([...touched], random)
    const variation: Variation = {
      random,
      blinksPerMille: 20,
      isFloorOnly: random.below(2) === 0,
      vehicles: touched,
      isCombining: this.isAnyCombiner && random.below(2) === 0,
    }
    for (const vehicle of order) if (isUrgent(problem, vehicle)) days.lay(vehicle, guide)
    const bringsAid = order.some((vehicle) => problem.vehicles[vehicle]?.fleet.carries.includes('aid') === true)
    if (bringsAid) completeFloors(world, variation)
    for (const vehicle of order) if (!isUrgent(problem, vehicle)) days.lay(vehicle, guide)
    this.count += 1
    if (this.oneIn === 2 || this.count % 8 === 0) complete(world, variation)
    else {
      if (bringsAid) completeAid(world, variation)
      combine(world, touched, true)
    }
  }
}

function oneIn(problem: Problem): number {
  if (problem.peopleJobs.length === 0) return 1
  return problem.vehicles.length <= fewVehicles || hasRulesBetweenVehicles(problem) ? 2 : 8
}

const fewVehicles = 40

/** Those whom patients wait for. */
function isUrgent({ vehicles, groups }: Problem, vehicle: number): boolean {
  const carries = vehicles[vehicle]?.fleet.carries ?? []
  return groups.some(({ tier, group }) => tier < 2 && carries.includes(group.movement))
}

function shuffled(list: number[], { below }: Random): number[] {
  for (let count = list.length; count > 1; count--) {
    const other = below(count)
    const last = list[count - 1] as number
    list[count - 1] = list[other] as number
    list[other] = last
  }
  return list
}
