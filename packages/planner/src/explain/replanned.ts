// Planning a changed pause anew, from the plan in force.

import type { Pause } from '@treve/model'
import { complete } from '../construct.ts'
import type { Outcome } from '../objective.ts'
import { type PlannedGroup, type Problem, problemOf } from '../problem.ts'
import { type Built, scoreNow, snapshot, startWorld } from '../search.ts'
import type { PlannedTrip } from '../trip.ts'
import type { World } from '../world.ts'
import { type Served, servedBy } from './cases.ts'

export interface Replanned {
  readonly problem: Problem
  readonly built: Built
  readonly served: Served
}

/**
 * Every trip of the plan in force is still possible, since a change takes nothing away; they stand, and what has come free
 * is filled. `favoured`: the other cases of its level, and of later ones, ask for no more than they have; who is more
 * urgent still does. A small plan is also built afresh, since a change may let a trip be another, not only one more be
 * made; then the better for the case, of those by which no level loses, is taken.
 */
export function replanned(pause: Pause, problem: Problem, built: Built, favoured?: Favour): Replanned {
  const next = { ...problemOf(pause, problem.times), inForce: undefined }
  const warm = startWorld(next, [])
  for (const trip of built.trips) if (trip.committedId === undefined) adopt(warm, problem, trip)
  for (const walk of built.walks) warm.commit({ ...walk, group: groupIn(next, walk.group) })
  favoured?.limit(warm)
  complete(warm)
  const found = taken(next, warm)
  if (built.trips.length > mostPlannedAfresh || isAllServed(found)) return found
  const cold = startWorld(next, [])
  favoured?.limit(cold)
  complete(cold)
  const afresh = taken(next, cold)
  const [one, other] = [found, afresh].map(({ served }) => favoured?.gain(served) ?? 0)
  return isNoWorse(afresh.built.outcome, built.outcome) && (other ?? 0) > (one ?? 0) ? afresh : found
}

const mostPlannedAfresh = 100

/** How a case is put before others. */
export interface Favour {
  /** Before anything is added: what is not asked for does not wait. */
  readonly limit: (world: World) => void
  readonly gain: (served: Served) => number
}

function isAllServed({ problem, served }: Replanned): boolean {
  return (
    problem.groups.every(({ group, index }) => served.people[index] === group.count.best) &&
    problem.items.every(({ item, index }) => served.pieces[index] === item.count)
  )
}

function taken(problem: Problem, world: World): Replanned {
  return {
    problem,
    built: snapshot(world, scoreNow(world)),
    served: servedBy(problem, { trips: world.trips(), walks: world.walks }),
  }
}

/** On no level of people and aid is a plan worse than another. */
export function isNoWorse(a: Outcome, b: Outcome): boolean {
  return (
    a.people.every((count, tier) => count >= (b.people[tier] ?? 0)) &&
    a.floorShare >= b.floorShare &&
    a.floorGrams >= b.floorGrams &&
    a.leastShare >= b.leastShare &&
    a.gramsByNeed >= b.gramsByNeed
  )
}

function adopt(world: World, problem: Problem, trip: PlannedTrip): void {
  const { problem: next } = world
  const vehicle = next.vehicleById.get(problem.vehicles[trip.vehicle]?.id ?? '')
  if (vehicle === undefined) return
  world.commit({
    ...trip,
    vehicle,
    boarded: trip.boarded.map((each) => ({ ...each, group: groupIn(next, each.group) })),
    arrived: trip.arrived.map((each) => ({ ...each, group: groupIn(next, each.group) })),
  })
}

function groupIn(next: Problem, planned: PlannedGroup): PlannedGroup {
  return next.groupById.get(planned.group.id) ?? planned
}
