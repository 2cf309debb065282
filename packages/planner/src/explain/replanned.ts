// Planning a changed pause anew, from the plan in force.

import type { Pause } from '@treve/model'
import { complete } from '../construct.ts'
import { compare, type Outcome } from '../objective.ts'
import { type PlannedGroup, type Problem, problemOf } from '../problem.ts'
import { type Built, scoreNow, search, snapshot, startWorld } from '../search.ts'
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
 * is filled. `favour`: the other cases of its level, and of later ones, ask for no more than they have; who is more urgent
 * still does. A small plan is also built afresh, since a change may let a trip be another, not only one more be made; and,
 * where asked, searched for a little. Of those by which no level loses, the best for the case is taken.
 */
export function replanned(
  pause: Pause,
  problem: Problem,
  built: Built,
  favour?: Favour,
  isSearched = false,
): Replanned {
  const next = { ...problemOf(pause, problem.times), inForce: undefined }
  const warm = standingIn(next, problem, built)
  favour?.limit(warm)
  complete(warm)
  const found = taken(next, warm)
  if (!isSmall(built) || favour === undefined || favour.isServed(found.served)) return found
  const others = [afresh, ...(isSearched ? [searched] : [])]
  let best = found
  for (const other of others) {
    const again = other(next, favour, best)
    if (!isNoWorse(again.built.outcome, built.outcome) || favour.gain(again.served) <= favour.gain(best.served))
      continue
    best = again
    if (favour.isServed(best.served)) break
  }
  return best
}

/** Trips up to which a change may be looked at more closely. */
export function isSmall({ trips }: Built): boolean {
  return trips.length <= 100
}

/** How a case is put before others. */
export interface Favour {
  /** Before anything is added: what is not asked for does not wait. */
  readonly limit: (world: World) => void
  readonly gain: (served: Served) => number
  readonly tier: number
  /** How many people of the level a gain is; none, where it is of aid. */
  readonly people: (gain: number) => number
  readonly isServed: (served: Served) => boolean
}

function standingIn(next: Problem, problem: Problem, { trips, walks }: Pick<Built, 'trips' | 'walks'>): World {
  const world = startWorld(next, [])
  for (const trip of trips) if (trip.committedId === undefined) adopt(world, problem, trip)
  for (const walk of walks) world.commit({ ...walk, group: groupIn(next, walk.group) })
  return world
}

function afresh(next: Problem, favour: Favour): Replanned {
  const world = startWorld(next, [])
  favour.limit(world)
  complete(world)
  return taken(next, world)
}

/** With one seed, so that a reason is the same on any machine. */
function searched(next: Problem, favour: Favour, from: Replanned): Replanned {
  let isServed = false
  const begin = () => {
    const world = standingIn(next, next, from.built)
    favour.limit(world)
    world.forget()
    return world
  }
  const { best } = search(
    next,
    {
      seed: 1,
      iterations: searchIterations,
      begin,
      mustStop: () => (isServed ? 'cancelled' : undefined),
      isProved: () => false,
    },
    (_, better) => {
      isServed = favour.isServed(servedBy(next, better))
    },
  )
  return { problem: next, built: best, served: servedBy(next, best) }
}

const searchIterations = 40

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

/** A plan with what still fits: a search fills what it takes out, but does not look for part of a load. */
export function filled(problem: Problem, built: Built): Built {
  const world = standingIn(problem, problem, built)
  complete(world)
  const now = scoreNow(world)
  const isKept = world.isReciprocityKept() && world.isEveryRankKept()
  return isKept && compare(now.score, built.score) > 0 ? snapshot(world, now) : built
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
