// Days to tune by: how late who is late comes out, so that one run tells how much earlier all would have to turn back.

import type { Kept, Pause, Plan, Trip } from '@treve/model'
import { log } from '../assure/functions.ts'
import { type PlanToAssure, type Script, scriptOf } from '../assure/script.ts'
import { type DayResult, Simulation, tripFlags } from '../assure/simulation.ts'
import { steps, whole, wholeRow } from '../assure/step-rows.ts'
import type { Times } from '../problem.ts'
import { isStanding, moreSeconds } from './kept.ts'
import { inTheWay } from './kept-free.ts'

export interface Trial {
  readonly pause: Pause
  readonly times: Times
  readonly plan: PlanToAssure
  readonly seed: number
  /** Days of another block are other days. */
  readonly block: number
  readonly isStopped: () => boolean
  /** After how many days it is looked at, on the way to more. */
  readonly looks?: readonly number[]
}

/** Somebody inside at a close, on one day. */
export interface Late {
  readonly day: number
  /** Index among the script's vehicles; −1: on foot, or by car. */
  readonly vehicle: number
  readonly corridor: string | undefined
  readonly seconds: number
}

/** Which days: with halts of everything as assumed, or the same without. */
export type Sort = 'with_halts' | 'without_halts'

export interface Tried {
  readonly days: number
  readonly plan: PlanToAssure
  readonly script: Script
  readonly late: Readonly<Record<Sort, readonly Late[]>>
  readonly clear: Readonly<Record<Sort, number>>
  /** Mean, with halts. */
  readonly peopleOut: number
  /** By id of trip: on what share of days it is made and out by the close, with halts. */
  readonly made: ReadonlyMap<string, number>
}

/** A plan acted out on tuning days, a few at first and more where they are worth it. */
export class Rehearsal {
  private readonly trial: Trial
  private readonly simulation: Simulation
  private readonly exits: readonly ExitStep[]
  private readonly late: Record<Sort, Late[]> = { with_halts: [], without_halts: [] }
  private readonly clear: Record<Sort, number> = { with_halts: 0, without_halts: 0 }
  private readonly lost: Float64Array
  private peopleOut = 0
  private days = 0
  private readonly known = new Map<number, Tried>()

  constructor(trial: Trial) {
    const script = scriptOf(trial.pause, trial.times, trial.plan)
    this.trial = trial
    this.simulation = new Simulation(script)
    this.exits = exitSteps(script)
    this.lost = new Float64Array(script.trips.length)
  }

  /** The first days: so many; fewer than before only where it is looked at after them. Undefined where it was stopped. */
  upTo(days: number): Tried | undefined {
    while (this.days < days) {
      if (this.trial.isStopped()) return undefined
      this.actOut(this.days++)
      if (this.trial.looks?.includes(this.days)) this.known.set(this.days, this.sum())
    }
    const tried = this.known.get(days) ?? this.sum()
    this.known.set(days, tried)
    return tried
  }

  private actOut(replication: number): void {
    const { simulation, late, clear, lost, exits } = this
    const { seed, block } = this.trial
    const day = { seed, purpose: 'tuning', block, replication } as const
    let result = simulation.run(day, { hasHalts: false })
    if (result.isClear) clear.without_halts++
    else note(late.without_halts, replication, simulation, result, exits)
    if (result.hasHalt) result = simulation.run(day, { hasHalts: true })
    if (result.isClear) clear.with_halts++
    else note(late.with_halts, replication, simulation, result, exits)
    this.peopleOut += result.peopleOut
    for (let trip = 0; trip < lost.length; trip++)
      if (((simulation.trips[trip] ?? 0) & (tripFlags.late | tripFlags.notEntered | tripFlags.sheltered)) !== 0)
        lost[trip] = (lost[trip] ?? 0) + 1
  }

  private sum(): Tried {
    const { days, late, clear, lost, simulation } = this
    const { script } = simulation
    return {
      days,
      plan: this.trial.plan,
      script,
      late: { with_halts: [...late.with_halts], without_halts: [...late.without_halts] },
      clear: { with_halts: clear.with_halts / days, without_halts: clear.without_halts / days },
      peopleOut: this.peopleOut / days,
      made: new Map(script.trips.map(({ id }, trip) => [id, 1 - (lost[trip] ?? 0) / days])),
    }
  }
}

interface ExitStep {
  readonly step: number
  readonly vehicle: number
  readonly corridor: string | undefined
  readonly close: number
}

function exitSteps(script: Script): ExitStep[] {
  const { steps: list, trips, windows, vehicles, problem } = script
  const rows = new Int32Array(list.rows)
  const exits: ExitStep[] = []
  vehicles.forEach(({ first, secondEnd }, vehicle) => {
    for (let step = first; step < secondEnd; step++) {
      if (list.kind[step] !== steps.exit || list.sign[step] !== 1) continue
      const trip = trips[list.trip[step] ?? -1]
      const corridor = problem.corridors[rows[step * wholeRow + whole.corridor] ?? -1]?.id
      exits.push({ step, vehicle, corridor, close: windows[trip?.window ?? 0]?.close ?? 0 })
    }
  })
  return exits
}

function note(
  late: Late[],
  day: number,
  simulation: Simulation,
  { vehiclesLate, lastExit, personsSheltered }: DayResult,
  exits: readonly ExitStep[],
): void {
  if (vehiclesLate > 0 || personsSheltered > 0)
    for (const { step, vehicle, corridor, close } of exits) {
      const seconds = (simulation.began[step] ?? Number.NaN) - close
      if (simulation.isVehicleLate[vehicle] === 1 && seconds > 0) late.push({ day, vehicle, corridor, seconds })
    }
  if (late.at(-1)?.day === day) return
  // On foot, by car, or in a refuge: by how much is known of those on foot alone.
  const close = Math.max(...simulation.script.windows.map((window) => window.close))
  late.push({ day, vehicle: -1, corridor: undefined, seconds: lastExit > close ? lastExit - close : unknownSeconds })
}

const unknownSeconds = 900

/** How surely what is required would be shown: of so many tuning days so many may go wrong, and for each vehicle so many. */
export interface Goal {
  readonly sort: Sort
  readonly badDays: number
  readonly badDaysOfVehicle: number
}

/** By how much earlier all would have to be out for the goal to be met, if all that is late shifts with it. 0: it is met. */
export function secondsShort(tried: Tried, goal: Goal, lessBy: (late: Late) => number = () => 0): number {
  const byDay = new Map<number, number>()
  for (const each of tried.late[goal.sort]) {
    const seconds = each.seconds - lessBy(each)
    if (seconds > 0) byDay.set(each.day, Math.max(byDay.get(each.day) ?? 0, seconds))
  }
  let short = shortBy([...byDay.values()], goal.badDays)
  // Halts strike every vehicle at once: no margin of a single one helps.
  const byVehicle = new Map<number, number[]>()
  for (const each of tried.late.without_halts) {
    const seconds = each.seconds - lessBy(each)
    if (each.vehicle === -1 || seconds <= 0) continue
    const own = byVehicle.get(each.vehicle) ?? []
    own.push(seconds)
    byVehicle.set(each.vehicle, own)
  }
  for (const own of byVehicle.values()) short = Math.max(short, shortBy(own, goal.badDaysOfVehicle))
  return short
}

/** By how much later all could be out, by the same reckoning, before too many days went wrong. Undefined: nobody is, on any day. */
export function secondsToSpare(tried: Tried, goal: Goal): number | undefined {
  const byDay = new Map<number, number>()
  for (const { day, seconds } of tried.late[goal.sort]) byDay.set(day, Math.max(byDay.get(day) ?? 0, seconds))
  if (byDay.size === 0) return undefined
  if (byDay.size >= goal.badDays) return 0
  const excess = [...byDay.values()].reduce((sum, seconds) => sum + seconds, 0) / byDay.size
  return excess * log(goal.badDays / byDay.size)
}

/**
 * By how much values must shrink for only so many to be above 0. So few are left then that the value of that rank is mostly
 * chance: what is above a lower threshold is taken to fall off exponentially, as closures and repairs do (Weissman 1978).
 */
function shortBy(values: readonly number[], allowed: number): number {
  if (values.length <= allowed) return 0
  const sorted = [...values].sort((a, b) => b - a)
  const above = Math.min(sorted.length, 4 * allowed + 8)
  const threshold = sorted[above] ?? 0
  const excess = sorted.slice(0, above).reduce((sum, value) => sum + value - threshold, 0) / above
  return Math.max(1, threshold + excess * log(above / Math.max(0.5, allowed)))
}

/** The trips that are out by what is kept, and leave free what is kept free; of a convoy all or none. */
export function cutTo(
  pause: Pause,
  plan: Pick<Plan, 'trips' | 'walking' | 'directions' | 'windows'>,
  kept: Kept,
): PlanToAssure {
  const isOut = (trip: Trip) => {
    const exit = trip.legs.findLast(({ kind }) => kind === 'corridor_out')
    if (exit === undefined || isStanding(pause, trip)) return true
    const window = plan.windows.find(({ close }) => exit.from < close) ?? plan.windows.at(-1)
    return exit.until <= (window?.close ?? 0) - kept.buffer_s - kept.slack_s - moreSeconds(kept, exit.corridor ?? '')
  }
  const inTime = without(
    plan.trips,
    plan.trips.filter((trip) => !isOut(trip)),
  )
  const trips = without(inTime, inTheWay(pause, inTime, kept))
  return { trips, walking: plan.walking, directions: plan.directions, reserve: kept }
}

/** What a vehicle does after a trip that is cut begins from where that ended: it is cut too. */
function without(trips: readonly Trip[], cut: readonly Trip[]): readonly Trip[] {
  if (cut.length === 0) return trips
  const convoyOf = ({ convoy, escort_of }: Trip) => convoy ?? escort_of
  const convoys = new Set(cut.map(convoyOf))
  const gone = new Set(cut)
  const from = new Map<string, number>()
  for (const trip of trips) {
    const convoy = convoyOf(trip)
    if (!gone.has(trip) && (convoy === null || !convoys.has(convoy))) continue
    const start = trip.legs[0]?.from ?? 0
    from.set(trip.vehicle, Math.min(from.get(trip.vehicle) ?? start, start))
  }
  return trips.filter(({ vehicle, legs }) => (legs[0]?.from ?? 0) < (from.get(vehicle) ?? Number.POSITIVE_INFINITY))
}
