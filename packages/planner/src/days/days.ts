// Whole days of vehicles that bring people out: each trip as the outlook proposes, laid to the second by the exact calendars.

import type { Fleet } from '@treve/model'
import { isWithinShift, type Passing, waysIn, waysOut } from '../passage.ts'
import { departureFor, emptyTrip, firstHome, firstLoad, holding, peopleTrip, takeIn } from '../people-trip.ts'
import { handlingSeconds } from '../problem.ts'
import type { PlannedTrip } from '../trip.ts'
import type { World } from '../world.ts'
import { type Grid, gridOf, stepAt } from './grid.ts'
import type { Guide } from './guide.ts'
import { Loads } from './loads.ts'
import { type Chosen, Outlook } from './outlook.ts'
import { type Rounds, roundsOf } from './rounds.ts'
import { type StopMade, secondStops, worthOf } from './second-stops.ts'
import { Timetables } from './timetables.ts'

/** What is kept beside a world while days are laid in it. */
export class Days {
  private readonly world: World
  private readonly windows: readonly { readonly grid: Grid; readonly tables: Timetables }[]
  private readonly outlooks = new Map<string, readonly (Outlook | undefined)[]>()
  /** After so many trips the next vehicle looks ahead anew, and does not go by what the one before it saw. */
  private readonly tripsPerLook: number
  private readonly looks = new Map<Outlook, { readonly from: number; readonly trips: number }>()
  private trips = 0

  constructor(world: World, tripsPerLook = 1) {
    this.world = world
    this.tripsPerLook = tripsPerLook
    this.windows = world.problem.windows.map((window, index) => {
      const grid = gridOf(world.problem, window)
      return { grid, tables: new Timetables(world, grid, index) }
    })
  }

  /** Fills what is left of a vehicle's days, or adds no more than so many trips; whether anything was added. */
  lay(vehicle: number, guide: Guide, most = mostTrips): boolean {
    const { world, windows } = this
    const fleet = world.problem.vehicles[vehicle]?.fleet
    if (fleet === undefined) return false
    let left = most
    windows.forEach(({ grid, tables }, index) => {
      const window = world.problem.windows[index]
      const outlook = this.outlooksOf(fleet)[index]
      if (outlook === undefined || window === undefined) return
      const look = (from: number) => {
        const step = stepAt(grid, from)
        outlook.look(world, tables, guide, step, this.lastStep(vehicle, fleet, index))
        this.looks.set(outlook, { from: step, trips: this.trips })
      }
      const isShared = this.tripsPerLook > 1 && fleet.crew_hours === undefined && fleet.available === undefined
      let isStale = !isShared || this.isOutOfDate(outlook, stepAt(grid, world.whereabouts(vehicle).free))
      while (left > 0) {
        if (world.whereabouts(vehicle).free >= window.clearBy) return
        const { free } = world.whereabouts(vehicle)
        if (isStale) look(free)
        const trip = this.next(vehicle, fleet, index, outlook, guide, look)
        if (trip === undefined) return
        world.commit(trip)
        this.trips += 1
        left -= 1
        isStale =
          !isShared &&
          (fleet.crew_hours !== undefined ||
            trip.boarded.some(({ group, count }) => (world.waiting[group.index] ?? 0) < count))
      }
    })
    return left < most
  }

  private isOutOfDate(outlook: Outlook, step: number): boolean {
    const last = this.looks.get(outlook)
    return last === undefined || last.from > step || this.trips - last.trips >= this.tripsPerLook
  }

  /** Crews' hours count from the first departure: where there is none yet, from the earliest. */
  private lastStep(vehicle: number, fleet: Fleet, index: number): number {
    const { world } = this
    const window = world.problem.windows[index]
    const grid = this.windows[index]?.grid
    if (window === undefined || grid === undefined) return 0
    let last = fleet.available?.[1] ?? Number.POSITIVE_INFINITY
    if (fleet.crew_hours !== undefined) {
      const begins = world.shiftStart(vehicle, index) ?? Math.max(world.whereabouts(vehicle).free, window.open - 3600)
      last = Math.min(last, begins + fleet.crew_hours)
    }
    return Math.floor((last - grid.start) / grid.stepSeconds)
  }

  private outlooksOf(fleet: Fleet): readonly (Outlook | undefined)[] {
    const key = likeness(fleet)
    let known = this.outlooks.get(key)
    if (known === undefined) {
      const { problem } = this.world
      const all = fleet.carries.flatMap((use): Rounds[] => {
        if (use === 'aid') return []
        const rounds = roundsOf(problem, fleet, use)
        return rounds === undefined ? [] : [rounds]
      })
      known = this.windows.map(({ grid }) =>
        all.length === 0 || fleet.kind === 'escort' ? undefined : new Outlook(this.world, grid, all, new Loads()),
      )
      this.outlooks.set(key, known)
    }
    return known
  }

  private next(
    vehicle: number,
    fleet: Fleet,
    index: number,
    outlook: Outlook,
    guide: Guide,
    look: (from: number) => void,
  ): PlannedTrip | undefined {
    const { place, free } = this.world.whereabouts(vehicle)
    for (const chosen of outlook.waysIn(this.world, place, free).slice(0, mostTries)) {
      const trip = this.tripBy(vehicle, fleet, index, outlook, guide, look, chosen)
      if (trip !== undefined) return trip
    }
    return undefined
  }

  private tripBy(
    vehicle: number,
    fleet: Fleet,
    index: number,
    outlook: Outlook,
    guide: Guide,
    look: (from: number) => void,
    { rounds, corridor: inCorridor }: Chosen,
  ): PlannedTrip | undefined {
    const { world } = this
    const { problem } = world
    const window = problem.windows[index]
    if (window === undefined) return undefined
    const { place, free } = world.whereabouts(vehicle)
    const passing: Passing = { kind: fleet.kind, movements: [rounds.movement], isLoaded: false }
    const [inward] = waysIn(world, passing, place, free, window, (corridor) => corridor === inCorridor)
    const offer = inward && outlook.stopFrom(world, rounds, inCorridor, inward.exit, guide)
    const mouth = problem.corridors[inCorridor]?.inside
    const pickUp = offer?.jobs[0]?.job.pickUp
    if (inward === undefined || offer === undefined || mouth === undefined || pickUp === undefined) return undefined
    const arrival = problem.times.arrival(fleet.kind, mouth, pickUp, inward.exit)
    if (arrival === undefined) return undefined
    const departure = departureFor(world, vehicle, inward)
    const endings: Ending[] = []
    for (const { job } of offer.jobs) {
      const load = firstLoad(world, vehicle, job, arrival, { worth: guide.person })
      if (load === undefined) continue
      const stop = { job, load, boarded: load.at + handlingSeconds(fleet.board, fleet.doors, load.people) }
      const gain = worthOf(load.people, guide)
      const seconds = secondStops(world, fleet, rounds, stop, guide)
      // Who has boarded here is not fetched again: without a new look the rest of the day would count them twice, and a
      // second stop would never be worth its time.
      if (
        seconds.length > 0 &&
        [...load.people].some(([{ index: group }, count]) => (world.waiting[group] ?? 0) < 2 * count)
      ) {
        const mark = world.mark()
        const boarded = [...load.people].map(([group, count]) => ({ group, count, at: load.at }))
        world.commit({ ...emptyTrip(vehicle, index), departure, boarded })
        look(stop.boarded)
        world.rewind(mark)
      }
      for (const { corridor, value } of outlook.waysOut(world, rounds, job, stop.boarded))
        endings.push({ ...stop, corridor, value: gain + value })
      for (const second of seconds)
        for (const { corridor, value } of outlook.waysOut(world, rounds, second.job, second.boarded))
          endings.push({ ...second, before: stop, corridor, value: gain + worthOf(second.load.people, guide) + value })
    }
    endings.sort((a, b) => b.value - a.value)
    for (const { corridor, job, load, boarded, before } of endings.slice(0, mostTries)) {
      const outs = holding(world, vehicle, index, inward, () =>
        waysOut(world, { ...passing, isLoaded: true }, job.pickUp, boarded, window, (each) => each === corridor),
      )
      const out = firstHome(world, outs, fleet.kind, job.destination)
      const people = before === undefined ? load.people : new Map([...before.load.people, ...load.people])
      const taken = out && takeIn(world, vehicle, job, people, out.arrival)
      if (out === undefined || taken === undefined) continue
      if (!isWithinShift(world, vehicle, index, departure, taken.end)) continue
      const round = { window: index, load, boarded, inward, outward: out.passage, taken, departure }
      return peopleTrip(world, vehicle, job, before === undefined ? round : { ...round, before })
    }
    return undefined
  }
}

interface Ending extends StopMade {
  readonly before?: StopMade
  readonly corridor: number
  readonly value: number
}

/** Fleets that differ only in where they start look ahead to the same. */
function likeness({ kind, carries, loads, board, alight, doors }: Fleet): string {
  return JSON.stringify([kind, carries, loads, board, alight, doors])
}

/** More than a vehicle makes in all windows. */
const mostTrips = 1000
const mostTries = 4
