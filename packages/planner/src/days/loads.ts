// What a vehicle of a fleet would load for a job, by when it comes: kept until somebody else loads there.

import type { Fleet } from '@treve/model'
import { loadsOf } from '../people-trip.ts'
import { handlingSeconds, type PeopleJob, type PlannedGroup } from '../problem.ts'
import type { World } from '../world.ts'
import type { Grid } from './grid.ts'
import type { Guide } from './guide.ts'

export interface Offer {
  /** Steps of arrival for which it holds. */
  readonly fromStep: number
  readonly untilStep: number
  /** Of the load that is worth most as it is guided now. */
  boardSeconds: number
  gain: number
  /** By fitting-out. */
  readonly loads: readonly {
    readonly boardSeconds: number
    readonly people: readonly (readonly [PlannedGroup, number])[]
  }[]
}

interface Kept {
  /** What the offers were found with. */
  readonly waiting: readonly number[]
  readonly room: string
  readonly offers: readonly Offer[]
}

export class Loads {
  private readonly kept = new Map<Fleet, Map<PeopleJob, Kept>>()

  of(world: World, fleet: Fleet, job: PeopleJob, grid: Grid, guide: Guide): readonly Offer[] {
    const byJob = this.kept.get(fleet) ?? new Map<PeopleJob, Kept>()
    this.kept.set(fleet, byJob)
    let known = byJob.get(job)
    if (known === undefined || !isStillSo(world, job, known)) {
      known = {
        waiting: job.groups.map(({ index }) => world.waiting[index] ?? 0),
        room: roomAt(world, job),
        offers: offersOf(world, fleet, job, grid),
      }
      byJob.set(job, known)
    }
    for (const offer of known.offers) {
      offer.gain = 0
      for (const { boardSeconds, people } of offer.loads) {
        let gain = 0
        for (const [planned, count] of people) gain += count * (guide.person[planned.index] as number)
        if (gain > offer.gain) {
          offer.gain = gain
          offer.boardSeconds = boardSeconds
        }
      }
    }
    return known.offers
  }
}

function isStillSo(world: World, job: PeopleJob, known: Kept): boolean {
  for (let at = 0; at < job.groups.length; at++)
    if (world.waiting[job.groups[at]?.index ?? -1] !== known.waiting[at]) return false
  return roomAt(world, job) === known.room
}

/** Only where it may be felt: a destination with room for many is the same to everybody. */
function roomAt(world: World, { destination }: PeopleJob): string {
  const { beds, bedsTaken, placesLeft } = world.destination(destination)
  const places = placesLeft > 1000 ? '' : `${placesLeft}`
  return beds === undefined ? places : `${places} ${bedsTaken.stretcher} ${bedsTaken.wheelchair} ${bedsTaken.seated}`
}

function offersOf(world: World, fleet: Fleet, job: PeopleJob, grid: Grid): Offer[] {
  if (!job.groups.some(({ index }) => (world.waiting[index] ?? 0) > 0)) return []
  const moments = [...new Set([grid.start, ...job.groups.flatMap(({ ready }) => ready.map(({ at }) => at))])]
    .filter((at) => at >= grid.start)
    .sort((a, b) => a - b)
  const offers: Offer[] = []
  moments.forEach((at, number) => {
    const loads = loadsOf(world, fleet, job, at).map(({ people }) => ({
      boardSeconds: handlingSeconds(fleet.board, fleet.doors, people),
      people: [...people],
    }))
    const next = moments[number + 1]
    const fromStep = Math.ceil((at - grid.start) / grid.stepSeconds)
    const untilStep = next === undefined ? grid.steps : Math.ceil((next - grid.start) / grid.stepSeconds) - 1
    if (loads.length === 0 || untilStep < fromStep || fromStep > grid.steps) return
    offers.push({ fromStep, untilStep, boardSeconds: 0, gain: 0, loads })
  })
  return offers
}
