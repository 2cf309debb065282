// Where the vehicles of a fleet may go for one movement, in numbers: corridors, pick-ups, destinations, and the seconds
// between them. It does not change during a search.

import type { Fleet, Movement } from '@treve/model'
import { mayPass, type Passing } from '../passage.ts'
import { jobsByPickUpOf } from '../people-trip.ts'
import type { PeopleJob, Problem } from '../problem.ts'

export interface Rounds {
  readonly fleet: Fleet
  readonly movement: Movement
  /** Indices of corridors by which it may go in empty, and come out loaded. */
  readonly ins: readonly number[]
  readonly outs: readonly number[]
  readonly pickUps: readonly RoundPickUp[]
  /** Destinations of any of the jobs. */
  readonly destinations: readonly string[]
  /** Sets of destinations, by index, that people of one pick-up may choose from. */
  readonly choices: readonly (readonly number[])[]
  /** By way in × pick-up, pick-up × way out, way out × destination; `noWay` where there is none. */
  readonly toPickUp: Int32Array
  readonly toOut: Int32Array
  readonly toDestination: Int32Array
  readonly alightSeconds: number
}

export interface RoundPickUp {
  readonly id: string
  readonly offers: readonly RoundOffer[]
  /** Indices of the ways in and out that are looked at: where there are many, those near it, or that it is near to. */
  readonly ins: readonly number[]
  readonly outs: readonly number[]
}

/** The same people, who may go to any of some destinations. */
export interface RoundOffer {
  readonly jobs: readonly { readonly job: PeopleJob; readonly destination: number }[]
  /** Index of the set of these destinations. */
  readonly choice: number
}

export const noWay = 1 << 28

export function roundsOf(problem: Problem, fleet: Fleet, movement: Movement): Rounds | undefined {
  const passing: Passing = { kind: fleet.kind, movements: [movement], isLoaded: false }
  const all = [...problem.corridors.keys()]
  const ins = all.filter((index) => mayPass(problem, index, 'in', passing))
  const outs = all.filter((index) => mayPass(problem, index, 'out', { ...passing, isLoaded: true }))
  const byPickUp = [...jobsByPickUpOf(problem, movement)]
  const destinations = [...new Set(byPickUp.flatMap(([, jobs]) => jobs.map(({ destination }) => destination)))]
  const choices: number[][] = []
  const choiceOf = (chosen: readonly number[]) => {
    const known = choices.findIndex((each) => each.join() === chosen.join())
    return known === -1 ? choices.push([...chosen]) - 1 : known
  }
  const offered = byPickUp.map(([id, jobs]) => ({
    id,
    offers: alike(jobs).map((those) => {
      const found = those.map((job) => ({ job, destination: destinations.indexOf(job.destination) }))
      return { jobs: found, choice: choiceOf(found.map(({ destination }) => destination)) }
    }),
  }))
  if (ins.length === 0 || outs.length === 0 || offered.length === 0) return undefined
  const noon = problem.windows[0] === undefined ? 0 : (problem.windows[0].open + problem.windows[0].clearBy) / 2
  const seconds = (from: string, to: string) => {
    const arrival = problem.times.arrival(fleet.kind, from, to, Math.floor(noon))
    return arrival === undefined ? noWay : arrival - Math.floor(noon)
  }
  const inside = (index: number) => problem.corridors[index]?.inside ?? ''
  const outside = (index: number) => problem.corridors[index]?.outside ?? ''
  const toPickUp = Int32Array.from(ins.flatMap((index) => offered.map(({ id }) => seconds(inside(index), id))))
  const toOut = Int32Array.from(offered.flatMap(({ id }) => outs.map((index) => seconds(id, inside(index)))))
  const toDestination = Int32Array.from(outs.flatMap((index) => destinations.map((id) => seconds(outside(index), id))))
  const nearIns = nearOf(
    offered.length,
    ins.length,
    (pickUp, into) => toPickUp[into * offered.length + pickUp] ?? noWay,
  )
  const nearOuts = nearOf(offered.length, outs.length, (pickUp, out) => {
    const homes = offered[pickUp]?.offers.flatMap(({ jobs }) =>
      jobs.map(({ destination }) => toDestination[out * destinations.length + destination] ?? noWay),
    )
    return Math.min(noWay, (toOut[pickUp * outs.length + out] ?? noWay) + Math.min(...(homes ?? [])))
  })
  return {
    fleet,
    movement,
    ins,
    outs,
    pickUps: offered.map((each, index) => ({ ...each, ins: nearIns[index] ?? [], outs: nearOuts[index] ?? [] })),
    destinations,
    choices,
    toPickUp,
    toOut,
    toDestination,
    alightSeconds: alightSecondsOf(fleet),
  }
}

/** More ways than so many are not all looked at from each pick-up: looking ahead would take as long as their product. */
const mostWays = 12

/** By pick-up: the ways nearest to it, and those that it is among the nearest to, so that none is left to nobody. */
function nearOf(pickUps: number, ways: number, seconds: (pickUp: number, way: number) => number): number[][] {
  const near = Array.from({ length: pickUps }, () => new Set<number>())
  const nearest = (count: number, secondsTo: (index: number) => number) =>
    [...Array(count).keys()]
      .filter((index) => secondsTo(index) < noWay)
      .sort((a, b) => secondsTo(a) - secondsTo(b) || a - b)
      .slice(0, mostWays)
  near.forEach((found, pickUp) => {
    for (const way of nearest(ways, (each) => seconds(pickUp, each))) found.add(way)
  })
  if (ways > mostWays)
    for (let way = 0; way < ways; way++)
      for (const pickUp of nearest(pickUps, (each) => seconds(each, way))) near[pickUp]?.add(way)
  return near.map((found) => [...found].sort((a, b) => a - b))
}

/** Jobs of one pick-up, those of the same groups together. */
function alike(jobs: readonly PeopleJob[]): PeopleJob[][] {
  const found: PeopleJob[][] = []
  for (const job of jobs) {
    const others = found.find(([first]) => first !== undefined && isSame(first.groups, job.groups))
    if (others === undefined) found.push([job])
    else others.push(job)
  }
  return found
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at])
}

/** Of a vehicle whose every seat is taken. */
function alightSecondsOf({ alight, doors, loads }: Fleet): number {
  const most = Math.max(
    0,
    ...loads.map(
      ({ seated = 0, wheelchair = 0, stretcher = 0 }) =>
        seated * (alight.seated ?? 0) +
        wheelchair * (alight.wheelchair ?? alight.seated ?? 0) +
        stretcher * (alight.stretcher ?? alight.seated ?? 0),
    ),
  )
  return alight.fixed + Math.ceil(most / (alight.doors ?? doors ?? 1))
}
