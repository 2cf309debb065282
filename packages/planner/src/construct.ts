// Completes a plan, level by level, the most urgent first: the vehicle that is free first takes what serves most of the
// level for the time it costs, alone or at the head of a convoy; who can walk walks.

import { aidTrip } from './aid-trip.ts'
import { combine, withMore } from './combined-trip.ts'
import { aidConvoy, type ConvoyChoice, peopleConvoy } from './convoy.ts'
import { tripInGap } from './gaps.ts'
import { ppm } from './objective.ts'
import { isConvoyAsked } from './passage.ts'
import { bestPeopleTrip, movementsWaiting } from './people-trip.ts'
import type { AidJob } from './problem.ts'
import type { Random } from './random.ts'
import { isFixed, type PlannedTrip } from './trip.ts'
import { layWalks } from './walking.ts'
import type { World } from './world.ts'

/** How a construction may differ from the plainest one. */
export interface Variation {
  readonly random: Random
  /** Of 1,000 choices, how many pass over the best candidate. */
  readonly blinksPerMille: number
  /** Bring no more than floors while floors are filled. */
  readonly isFloorOnly: boolean
  /** Vehicles that may be given more to do; undefined: all. */
  readonly vehicles: ReadonlySet<number> | undefined
  /** A trip takes what its vehicle can move besides at once, and not only once all else is planned. */
  readonly isCombining: boolean
}

export type Level = { kind: 'people'; tier: number } | { kind: 'floor'; isFloorOnly: boolean } | { kind: 'aid' }

/** Adds trips and walks until nothing more fits. */
export function complete(world: World, variation?: Variation): void {
  openForPromised(world)
  completeLevel(world, { kind: 'people', tier: 0 }, variation)
  completeLevel(world, { kind: 'people', tier: 1 }, variation)
  completeLevel(world, { kind: 'people', tier: 2 }, variation)
  completeLevel(world, { kind: 'floor', isFloorOnly: variation?.isFloorOnly ?? false }, variation)
  completeLevel(world, { kind: 'people', tier: 3 }, variation)
  completeLevel(world, { kind: 'aid' }, variation)
  // What a movement waited for may have come in a later level than its own.
  if (world.problem.waits.size > 0) {
    completeLevel(world, { kind: 'people', tier: 2 }, variation)
    completeLevel(world, { kind: 'floor', isFloorOnly: false }, variation)
    completeLevel(world, { kind: 'people', tier: 3 }, variation)
    completeLevel(world, { kind: 'aid' }, variation)
  }
  combine(world, variation?.vehicles, variation !== undefined)
}

/** Brings out patients, whoever is free first going for whoever is most urgent: so that all set out at once. */
export function completePatients(world: World): void {
  completeLevel(world, { kind: 'people', tier: 0 }, undefined)
  completeLevel(world, { kind: 'people', tier: 1 }, undefined)
}

/** Brings in what drops must have at the least, and no more. */
export function completeFloors(world: World, variation: Variation | undefined): void {
  completeLevel(world, { kind: 'floor', isFloorOnly: true }, variation)
}

/** Brings in what is left of the aid. */
export function completeAid(world: World, variation: Variation): void {
  completeLevel(world, { kind: 'floor', isFloorOnly: variation.isFloorOnly }, variation)
  completeLevel(world, { kind: 'aid' }, variation)
}

function completeLevel(world: World, level: Level, variation: Variation | undefined): void {
  if (isDone(world, level)) return
  openWaits(world, level.kind === 'people' ? movementsWaiting(world, level.tier) : ['aid'])
  if (level.kind === 'people') layWalks(world, level.tier)
  // A vehicle that finds nothing now finds nothing later: time and demand only shrink. But a first trip may free what
  // waited for it, so those conditions are looked at once more when all are through.
  // Where clinicians have set an order, it is kept first; whoever is left of a higher rank comes then.
  const isRanked = level.kind === 'people' && world.problem.groups.some(({ group }) => group.rank !== undefined)
  for (let rounds = isRanked ? -1 : 0; rounds < 2; rounds++) {
    world.isRankFirst = rounds === -1
    const candidates = new Set(candidatesFor(world, level, variation))
    let isAny = false
    while (candidates.size > 0 && !isDone(world, level)) {
      const vehicle = nextFree(world, candidates)
      const found = bestFor(world, vehicle, level, candidates, variation)
      if (found === undefined) candidates.delete(vehicle)
      else {
        for (const trip of found.trips) world.commit((variation?.isCombining === true && withMore(world, trip)) || trip)
        isAny = true
      }
    }
    if (rounds >= 0) isAny = fillGaps(world, level, variation) || isAny
    if (rounds >= 0 && (!isAny || world.problem.waits.size === 0)) return
  }
}

/** What is left may still find room before trips that were laid first. */
function fillGaps(world: World, level: Level, variation: Variation | undefined): boolean {
  let isAny = false
  for (const vehicle of vehiclesFor(world, level, variation)) {
    while (!isDone(world, level)) {
      const trip = tripInGap(world, vehicle, () => aloneFor(world, vehicle, level, variation)?.trips[0])
      if (trip === undefined) break
      world.commit(trip)
      isAny = true
    }
  }
  return isAny
}

function isDone(world: World, level: Level): boolean {
  if (level.kind === 'people') return movementsWaiting(world, level.tier).length === 0
  return neediest(world, level).length === 0
}

function candidatesFor(world: World, level: Level, variation: Variation | undefined): number[] {
  const last = world.problem.windows.at(-1)?.clearBy ?? 0
  return vehiclesFor(world, level, variation).filter((vehicle) => world.whereabouts(vehicle).free < last)
}

function vehiclesFor(world: World, level: Level, variation: Variation | undefined): number[] {
  const { problem } = world
  const wanted = level.kind === 'people' ? movementsWaiting(world, level.tier) : (['aid'] as const)
  return [...problem.vehicles.keys()].filter((vehicle) => {
    const fleet = problem.vehicles[vehicle]?.fleet
    if (fleet === undefined || fleet.kind === 'escort' || variation?.vehicles?.has(vehicle) === false) return false
    return wanted.some((movement) => fleet.carries.includes(movement))
  })
}

export function nextFree(world: World, candidates: ReadonlySet<number>): number {
  let next = -1
  let earliest = Number.POSITIVE_INFINITY
  for (const vehicle of candidates) {
    const { free } = world.whereabouts(vehicle)
    if (next === -1 || free < earliest) {
      next = vehicle
      earliest = free
    }
  }
  return next
}

interface Choice {
  readonly trips: readonly PlannedTrip[]
  readonly gain: number
  readonly cost: number
}

function bestFor(
  world: World,
  vehicle: number,
  level: Level,
  candidates: ReadonlySet<number>,
  variation: Variation | undefined,
): Choice | undefined {
  const alone = aloneFor(world, vehicle, level, variation)
  if (!isConvoyAskedFor(world, vehicle, level)) return alone
  const others = [...candidates]
    .filter((each) => each !== vehicle)
    .sort((a, b) => world.whereabouts(a).free - world.whereabouts(b).free || a - b)
  const together = convoyFor(world, vehicle, others, level)
  if (alone === undefined || together === undefined) return alone ?? together
  return together.gain * alone.cost > alone.gain * together.cost ? together : alone
}

function aloneFor(world: World, vehicle: number, level: Level, variation: Variation | undefined): Choice | undefined {
  if (level.kind === 'people') {
    const choice = bestPeopleTrip(
      world,
      vehicle,
      level.tier,
      (gain, cost, best) => {
        if (variation !== undefined && variation.random.below(1000) < variation.blinksPerMille) return false
        if (best === undefined) return true
        return gain * best.cost > best.gain * cost
      },
      // A last round with part of a load is looked for once, not in every try of the search.
      variation === undefined,
    )
    return choice && { ...choice, trips: [choice.trip] }
  }
  // The drop that has least is served first, whatever the drive.
  for (const job of neediest(world, level)) {
    const aid = world.problem.aidJobs[job]
    if (aid === undefined) continue
    if (variation !== undefined && variation.random.below(1000) < variation.blinksPerMille) continue
    const trip = aidTrip(world, vehicle, aid, limitOf(world, level, aid))
    if (trip === undefined) continue
    const grams = world.gramsOf(trip)
    const gain = level.kind === 'floor' ? Math.min(grams, floorLeft(world, aid)) : grams
    const open = world.problem.windows[trip.window]?.open ?? 0
    const cost = Math.max(1, trip.end - Math.max(world.whereabouts(vehicle).free, open))
    if (gain > 0) return { trips: [trip], gain, cost }
  }
  return undefined
}

function convoyFor(world: World, leader: number, others: readonly number[], level: Level): ConvoyChoice | undefined {
  if (level.kind === 'people') return peopleConvoy(world, leader, others, level.tier)
  return aidConvoy(world, leader, others, () =>
    neediest(world, level).flatMap((index) => {
      const job = world.problem.aidJobs[index]
      return job === undefined ? [] : [{ job, limitGrams: limitOf(world, level, job) }]
    }),
  )
}

function isConvoyAskedFor(world: World, vehicle: number, level: Level): boolean {
  const { problem } = world
  if (problem.pause.rules.convoys.length === 0) return false
  const carries = problem.vehicles[vehicle]?.fleet.carries ?? []
  const wanted =
    level.kind === 'people'
      ? movementsWaiting(world, level.tier).filter((movement) => carries.includes(movement))
      : (['aid'] as const)
  return problem.corridors.some((_, corridor) =>
    wanted.some((movement) => isConvoyAsked(problem, corridor, [movement])),
  )
}

/** What is promised may wait for something: that comes first of all. */
function openForPromised(world: World): void {
  if (world.problem.waits.size === 0) return
  const promised = world.trips().filter(isFixed)
  openWaits(world, [...new Set(promised.flatMap(({ passages }) => passages.flatMap(({ movements }) => movements)))])
}

/** One trip of what these movements wait for, where none is planned yet. */
function openWaits(world: World, wanted: readonly string[]): void {
  const { waits } = world.problem
  if (waits.size === 0) return
  const opened = new Set<string>(wanted)
  const open = (movement: string): void => {
    for (const [waiting, conditions] of waits) {
      if (waiting !== movement) continue
      for (const { movement: awaited } of conditions) {
        if (awaited === undefined || opened.has(awaited)) continue
        opened.add(awaited)
        open(awaited)
        if (Number.isFinite(world.allowedFrom(waiting))) continue
        const first = firstOf(world, awaited)
        for (const trip of first?.trips ?? []) world.commit(trip)
      }
    }
  }
  for (const movement of wanted) open(movement)
}

/** The trip, or the convoy, of a movement that is out (aid: in) first. */
function firstOf(world: World, movement: string): Choice | undefined {
  let best: Choice | undefined
  const levels: Level[] =
    movement === 'aid'
      ? [{ kind: 'floor', isFloorOnly: false }, { kind: 'aid' }]
      : [0, 1, 2, 3].map((tier) => ({ kind: 'people', tier }))
  for (const level of levels) {
    if (isDone(world, level)) continue
    for (const vehicle of candidatesFor(world, level, undefined)) {
      if (!world.problem.vehicles[vehicle]?.fleet.carries.some((use) => use === movement)) continue
      const choice = bestFor(world, vehicle, level, new Set(candidatesFor(world, level, undefined)), undefined)
      const exit = choice?.trips[0]?.passages.at(-1)?.exit ?? Number.POSITIVE_INFINITY
      const moves = choice?.trips[0]?.passages.at(-1)?.movements.some((use) => use === movement)
      if (moves === true && exit < (best?.trips[0]?.passages.at(-1)?.exit ?? Number.POSITIVE_INFINITY)) best = choice
    }
    if (best !== undefined) return best
  }
  return undefined
}

/** Indices of the jobs that still help the level, the least served drop first. */
function neediest(world: World, level: { kind: 'floor' } | { kind: 'aid' }): number[] {
  const { problem } = world
  const shares = problem.aidJobs.map(({ drop, items }) => {
    const wanted = level.kind === 'floor' ? drop.floorGrams : drop.demandGrams
    const isAnyLeft = items.some(({ index }) => (world.pieces[index] ?? 0) > 0)
    return wanted === 0 || !isAnyLeft ? 1_000_000 : ppm(Math.min(world.deliveredGrams[drop.index] ?? 0, wanted), wanted)
  })
  const shareOf = (job: number) => shares[job] ?? 1_000_000
  return [...shares.keys()].filter((job) => shareOf(job) < 1_000_000).sort((a, b) => shareOf(a) - shareOf(b))
}

function limitOf(world: World, level: Level, job: AidJob): number {
  if (level.kind !== 'floor' || !level.isFloorOnly) return Number.POSITIVE_INFINITY
  // The piece that reaches the floor may go beyond it: else the last grams of it would take a truck of their own.
  const heaviest = Math.max(0, ...job.items.map(({ index, item }) => ((world.pieces[index] ?? 0) > 0 ? item.mass : 0)))
  return floorLeft(world, job) + Math.max(0, heaviest - 1)
}

function floorLeft(world: World, job: AidJob): number {
  return Math.max(0, job.drop.floorGrams - (world.deliveredGrams[job.drop.index] ?? 0))
}
