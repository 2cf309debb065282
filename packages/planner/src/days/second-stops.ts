// Who is only partly full goes by another pick-up, if the rest of the day allows it.

import type { Fleet } from '@treve/model'
import { fill, type Load } from '../people-trip.ts'
import { fits, noPlaces, placeCounts, plus, total } from '../places.ts'
import { handlingSeconds, type PeopleJob, type PlannedGroup } from '../problem.ts'
import type { World } from '../world.ts'
import type { Guide } from './guide.ts'
import { noWay, type Rounds } from './rounds.ts'

/** A stop at which people board. */
export interface StopMade {
  readonly job: PeopleJob
  readonly load: Load
  /** When all have boarded. */
  readonly boarded: number
}

/** Of the places, so many must be left for it to be looked into: one in so many. */
const leastShareLeft = 8

export function secondStops(world: World, fleet: Fleet, rounds: Rounds, first: StopMade, guide: Guide): StopMade[] {
  const { problem } = world
  let taken = noPlaces
  for (const [planned, count] of first.load.people) taken = plus(taken, planned.unit, count)
  const fitting = fleet.loads.flatMap((load, configuration) => {
    const offered = placeCounts(load)
    const left = total(offered) - total(taken)
    return fits(taken, offered) && left > 0 && left * leastShareLeft >= total(offered)
      ? [{ configuration, offered }]
      : []
  })
  if (fitting.length === 0) return []
  const found: StopMade[] = []
  for (const { id, offers } of rounds.pickUps) {
    if (id === first.job.pickUp) continue
    for (const { jobs } of offers) {
      const job = jobs.find((each) => each.job.destination === first.job.destination)?.job
      if (job === undefined || !job.groups.some(({ index }) => (world.waiting[index] ?? 0) > 0)) continue
      const at = problem.times.arrival(fleet.kind, first.job.pickUp, id, first.boarded)
      if (at === undefined || at >= first.boarded + noWay) continue
      let best: { configuration: number; people: ReadonlyMap<PlannedGroup, number> } | undefined
      let most = 0
      for (const { configuration, offered } of fitting) {
        const people = fill(world, job, at, offered, first.load.people)
        const worth = worthOf(people, guide)
        if (worth > most) [best, most] = [{ configuration, people }, worth]
      }
      if (best === undefined) continue
      const boarded = at + handlingSeconds(fleet.board, fleet.doors, best.people)
      found.push({ job, load: { at, ...best }, boarded })
    }
  }
  return found
}

export function worthOf(people: ReadonlyMap<PlannedGroup, number>, guide: Guide): number {
  let worth = 0
  for (const [planned, count] of people) worth += count * (guide.person[planned.index] ?? 0)
  return worth
}
