// How sure a plan is: days simulated, counted, and claimed no further than the count allows.
//
// - What tuned a plan cannot vouch for it: tuning and decision days have seeds of their own.
// - How many days is fixed before any is looked at.
// - The k-th decision test of a pause takes new days, and may be wrong with probability 0.05 ÷ (k(k + 1)): all tests that
//   are ever made, together, with at most 0.05.
// - The claim is the exact one-sided limit on those days.

import {
  type Assumptions,
  type Assurance,
  assumptionsOf,
  type Claim,
  type Instant,
  keysAssumed,
  type Pause,
  type Plan,
  type TurnBack,
} from '@treve/model'
import { leastForDecision, mostDays } from '@treve/model/claims'
import type { Times } from '../problem.ts'
import { alphaOf, lowerLimit, upperLimit } from './limits.ts'
import { type PlanToAssure, type Script, scriptOf } from './script.ts'
import { type DayResult, Simulation, tripFlags } from './simulation.ts'
import type { Day, Purpose } from './streams.ts'
import { turnBackTimes } from './turn-back.ts'
import { never, type Scenario } from './weather.ts'

export interface AssuranceRequest {
  readonly seed: number
  /** Which decision test of this pause it is, from 1. */
  readonly test?: number
  readonly replications?: number
  /** Asked between days: true breaks off, and nothing is claimed. */
  readonly isStopped?: () => boolean
}

export interface Assured {
  readonly clearProbability: NonNullable<Plan['clear_probability']>
  readonly assurance: Assurance
  readonly turnBack: ReadonlyMap<string, TurnBack>
}

/** Days of a decision test, fixed before any is looked at. */
const leastDecisionDays = 5000
/** Trips that may be acted out beyond the least number of days: of a small plan days cost next to nothing. */
const tripDays = 100_000

/**
 * By the number of trips alone, so before any day is looked at. With more days the limit that may be claimed is nearer to
 * what is so: then a plan that is sure enough is not refused because of how few were counted.
 */
export function decisionDays({ trips }: Pick<PlanToAssure, 'trips'>): number {
  const days = Math.floor(tripDays / Math.max(1, trips.length) / 1000) * 1000
  return Math.min(mostDays, Math.max(leastDecisionDays, days))
}

/** Each vehicle may be late on at most one day in so many. */
const vehicleLateMost = 0.001
const worstOfDays = 1000
/** Of days that are asked about and decide nothing: enough to see what they do. */
const stressDays = 500
const lostCorridorDays = 200

/** Nobody goes in or out by it, nor by themselves: there is nothing to be sure of, and no probability is stated. */
export function movesNobody(pause: Pause, { trips, walking }: Pick<PlanToAssure, 'trips' | 'walking'>): boolean {
  const cars = pause.corridors.some(({ private_cars }) => (private_cars?.vehicles ?? 0) > 0)
  return trips.length === 0 && walking.length === 0 && !cars
}

/** What a decision test counted. */
export interface Decision extends Pick<Assurance, 'test' | 'with_halts' | 'without_halts' | 'trips'> {
  /** With the days beside it, on which nothing is decided. Undefined where it was broken off. */
  readonly whole: () => Assured | undefined
}

/** Undefined where it was broken off. */
export function assurePlan(
  pause: Pause,
  times: Times,
  plan: PlanToAssure,
  request: AssuranceRequest,
): Assured | undefined {
  return decidePlan(pause, times, plan, request)?.whole()
}

/** The test alone. Undefined where it was broken off. */
export function decidePlan(
  pause: Pause,
  times: Times,
  plan: PlanToAssure,
  request: AssuranceRequest,
): Decision | undefined {
  const assumptions = assumptionsOf(pause)
  const script = scriptOf(pause, times, plan, assumptions)
  const simulation = new Simulation(script)
  const { seed, test = 1, replications = decisionDays(plan), isStopped = () => false } = request
  const tallies = decide(simulation, { seed, purpose: 'decision', block: test }, replications, isStopped)
  if (tallies === undefined) return undefined
  const { withHalts, withoutHalts, records } = tallies
  const required = pause.terms.clear.probability
  const alpha = alphaOf(test)
  const decided = {
    test,
    with_halts: claimOf(script, withHalts, required, alpha, leastForDecision),
    without_halts: claimOf(script, withoutHalts, required, alpha, leastForDecision),
    trips: tripsOf(script, withHalts),
  }
  const whole = (): Assured | undefined => {
    const wider = () => new Simulation(scriptOf(pause, times, plan, twiceTheSpread(assumptions), assumptions))
    const beside = daysBeside(simulation, wider, { seed, replications, isStopped })
    if (beside === undefined) return undefined
    const { estimate, lower_95, expected_people_late } = decided.with_halts
    return {
      clearProbability: { estimate, lower_95, replications, expected_people_late },
      assurance: {
        seed,
        alpha,
        required,
        ...decided,
        ...beside,
        vehicles: vehiclesOf(script, withHalts),
        corridors: corridorsOf(script, withHalts),
        last_exit: instantsOf(records.lastExit),
        people_out: amountsOf(records.peopleOut),
        aid_g: amountsOf(records.gramsIn),
        standing_s: amountsOf(records.standing),
        // What a reserve has chosen is not assumed.
        assumed: keysAssumed(pause).filter(
          (key) => key !== 'turn_back' || script.ordered.turnBack === assumptions.turnBack,
        ),
        assumptions: written({ ...assumptions, turnBack: script.ordered.turnBack }),
      },
      turnBack: turnBackTimes(script),
    }
  }
  return { ...decided, whole }
}

/** A half-day halt, each corridor lost, and every spread twice as large. */
function daysBeside(
  simulation: Simulation,
  wider: () => Simulation,
  { seed, replications, isStopped }: Required<Pick<AssuranceRequest, 'seed' | 'replications' | 'isStopped'>>,
): Pick<Assurance, 'half_day_halt' | 'lost_corridor' | 'twice_the_spread'> | undefined {
  const { corridors } = simulation.script.problem
  const stressed = (scenario: Scenario, days: number, one: Simulation = simulation) =>
    stress(one, scenario, seed, Math.min(days, replications), isStopped)
  const halfDay = stressed({ hasHalts: true, hasHalfDayHalt: true }, stressDays)
  const lost = corridors.flatMap(({ id }, lostCorridor) => {
    const found = stressed({ hasHalts: true, lostCorridor }, lostCorridorDays)
    return found === undefined ? [] : [{ corridor: id, ...found }]
  })
  const twice = stressed({ hasHalts: true }, stressDays, wider())
  if (halfDay === undefined || twice === undefined || lost.length < corridors.length) return undefined
  return {
    half_day_halt: halfDay,
    lost_corridor: lost.toSorted((a, b) => b.expected_people_late - a.expected_people_late),
    twice_the_spread: twice,
  }
}

export interface Tally {
  days: number
  clear: number
  clearByBuffer: number
  personsLate: number
  worstLate: number
  sheltered: number
  /** Days late by vehicle and by corridor; by trip, days of each flag. */
  readonly vehicles: Int32Array
  readonly corridors: Int32Array
  readonly trips: Readonly<Record<keyof typeof tripFlags, Int32Array>>
}

export interface Records {
  readonly lastExit: Float64Array
  readonly peopleOut: Float64Array
  readonly gramsIn: Float64Array
  readonly standing: Float64Array
}

/** What days have shown so far. */
export interface Counted {
  readonly withHalts: Tally
  readonly withoutHalts: Tally
  readonly records: Records
}

/** Undefined where it was broken off. */
export function decide(
  simulation: Simulation,
  block: Omit<Day, 'replication'>,
  replications: number,
  isStopped: () => boolean,
): Counted | undefined {
  return new DayCount(simulation, block, replications).upTo(replications, isStopped)
}

/** Days of a block, counted one after another: what the first of them show can be said before the others are acted out. */
export class DayCount {
  private readonly simulation: Simulation
  private readonly block: Omit<Day, 'replication'>
  private readonly withHalts: Tally
  private readonly withoutHalts: Tally
  private readonly records: Records

  constructor(simulation: Simulation, block: Omit<Day, 'replication'>, most: number) {
    this.simulation = simulation
    this.block = block
    this.withHalts = tallyFor(simulation.script)
    this.withoutHalts = tallyFor(simulation.script)
    this.records = {
      lastExit: new Float64Array(most),
      peopleOut: new Float64Array(most),
      gramsIn: new Float64Array(most),
      standing: new Float64Array(most),
    }
  }

  /**
   * Every day without halts, and again with them where chance has one: on all other days it is the same day. What is given
   * holds until more days are counted; undefined where it was broken off. `afterDay`: each as it was with whatever halts it has.
   */
  upTo(
    days: number,
    isStopped: () => boolean,
    afterDay: (replication: number) => void = () => undefined,
  ): Counted | undefined {
    const { simulation, withHalts, withoutHalts, records } = this
    for (let replication = withHalts.days; replication < days; replication++) {
      if (isStopped()) return undefined
      const day = { ...this.block, replication }
      let result = simulation.run(day, { hasHalts: false })
      count(withoutHalts, simulation, result)
      if (result.hasHalt) result = simulation.run(day, { hasHalts: true })
      count(withHalts, simulation, result)
      records.lastExit[replication] = result.lastExit
      records.peopleOut[replication] = result.peopleOut
      records.gramsIn[replication] = result.gramsIn
      records.standing[replication] = result.standingSeconds
      afterDay(replication)
    }
    const soFar = (values: Float64Array) => values.subarray(0, days)
    return {
      withHalts,
      withoutHalts,
      records: {
        lastExit: soFar(records.lastExit),
        peopleOut: soFar(records.peopleOut),
        gramsIn: soFar(records.gramsIn),
        standing: soFar(records.standing),
      },
    }
  }
}

function tallyFor(script: Script): Tally {
  const byTrip = () => new Int32Array(script.trips.length)
  return {
    days: 0,
    clear: 0,
    clearByBuffer: 0,
    personsLate: 0,
    worstLate: 0,
    sheltered: 0,
    vehicles: new Int32Array(script.vehicles.length),
    corridors: new Int32Array(script.problem.corridors.length),
    trips: { late: byTrip(), notEntered: byTrip(), partLoaded: byTrip(), sheltered: byTrip() },
  }
}

function count(tally: Tally, simulation: Simulation, result: DayResult): void {
  if (tally.days < worstOfDays) tally.worstLate = Math.max(tally.worstLate, result.personsLate)
  tally.days++
  if (result.isClear) tally.clear++
  if (result.isClearByBuffer) tally.clearByBuffer++
  tally.personsLate += result.personsLate
  tally.sheltered += result.personsSheltered
  if (result.vehiclesLate > 0) {
    addInto(tally.vehicles, simulation.isVehicleLate)
    addInto(tally.corridors, simulation.isCorridorLate)
  }
  const { late, notEntered, partLoaded, sheltered } = tally.trips
  const flags = simulation.trips
  for (let trip = 0; trip < flags.length; trip++) {
    const flag = flags[trip] ?? 0
    if (flag === 0) continue
    if ((flag & tripFlags.late) !== 0) late[trip] = (late[trip] ?? 0) + 1
    if ((flag & tripFlags.notEntered) !== 0) notEntered[trip] = (notEntered[trip] ?? 0) + 1
    if ((flag & tripFlags.partLoaded) !== 0) partLoaded[trip] = (partLoaded[trip] ?? 0) + 1
    if ((flag & tripFlags.sheltered) !== 0) sheltered[trip] = (sheltered[trip] ?? 0) + 1
  }
}

function addInto(sums: Int32Array, marks: Uint8Array): void {
  for (let index = 0; index < marks.length; index++) sums[index] = (sums[index] ?? 0) + (marks[index] ?? 0)
}

/** @param leastDays on fewer nothing is shown */
export function claimOf(script: Script, tally: Tally, required: number | null, alpha: number, leastDays = 1): Claim {
  const { days, clear } = tally
  const worst = tally.vehicles.reduce((most, late) => Math.max(most, late), 0)
  const lower = lowerLimit(clear, days, alpha)
  return {
    estimate: clear / days,
    lower_95: lowerLimit(clear, days, 0.05),
    lower_at_alpha: lower,
    replications: days,
    expected_people_late: tally.personsLate / days,
    worst_people_late: tally.worstLate,
    expected_people_sheltered: tally.sheltered / days,
    clear_by_buffer: tally.clearByBuffer / days,
    worst_vehicle: worst === 0 ? null : (script.vehicles[tally.vehicles.indexOf(worst)]?.id ?? null),
    worst_vehicle_late: worst / days,
    is_probability_met: required === null ? null : days >= leastDays && lower >= required,
    is_each_vehicle_met: worst / days <= vehicleLateMost,
  }
}

/** Days of a kind that is not assumed, but asked about. */
function stress(
  simulation: Simulation,
  scenario: Scenario,
  seed: number,
  days: number,
  isStopped: () => boolean,
): Assurance['half_day_halt'] | undefined {
  let clear = 0
  let late = 0
  let worst = 0
  const purpose: Purpose = 'stress'
  for (let replication = 0; replication < days; replication++) {
    if (isStopped()) return undefined
    const result = simulation.run({ seed, purpose, block: 1, replication }, scenario)
    if (result.isClear) clear++
    late += result.personsLate
    worst = Math.max(worst, result.personsLate)
  }
  return {
    estimate: clear / days,
    lower_95: lowerLimit(clear, days, 0.05),
    replications: days,
    expected_people_late: late / days,
    worst_people_late: worst,
  }
}

/** Orders stay as they are: it is the day that is other than was thought. */
function twiceTheSpread(assumptions: Assumptions): Assumptions {
  const { city, corridorHour, leg, boarding } = assumptions
  return { ...assumptions, city: 2 * city, corridorHour: 2 * corridorHour, leg: 2 * leg, boarding: 2 * boarding }
}

export function vehiclesOf(script: Script, { vehicles, days }: Tally): Assurance['vehicles'] {
  return script.vehicles
    .map(({ id }, vehicle) => {
      const late = vehicles[vehicle] ?? 0
      return { id, late: late / days, upper_95: upperLimit(late, days, 0.05) }
    })
    .sort((a, b) => b.late - a.late)
}

export function corridorsOf(script: Script, { corridors, days }: Tally): Assurance['corridors'] {
  return script.problem.corridors.map(({ id }, corridor) => ({ id, late: (corridors[corridor] ?? 0) / days }))
}

export function tripsOf(script: Script, { trips, days }: Tally): Assurance['trips'] {
  return script.trips.map(({ id }, trip) => ({
    id,
    late: (trips.late[trip] ?? 0) / days,
    not_entered: (trips.notEntered[trip] ?? 0) / days,
    part_loaded: (trips.partLoaded[trip] ?? 0) / days,
    sheltered: (trips.sheltered[trip] ?? 0) / days,
  }))
}

function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** Nobody out on a day, or somebody never: no instant. */
export function instantsOf(values: Float64Array): Assurance['last_exit'] {
  const sorted = values.toSorted()
  const instant = (value: number) =>
    Number.isFinite(value) && value < never / 2 ? (Math.round(value) as Instant) : null
  return {
    at_p05: instant(at(sorted, 0.05)),
    at_p50: instant(at(sorted, 0.5)),
    at_p95: instant(at(sorted, 0.95)),
    at_worst: instant(at(sorted, 1)),
  }
}

export function amountsOf(values: Float64Array): Assurance['people_out'] {
  const sorted = values.toSorted()
  const whole = (value: number) => Math.round(value)
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    p05: whole(at(sorted, 0.05)),
    p50: whole(at(sorted, 0.5)),
    p95: whole(at(sorted, 0.95)),
    least: whole(at(sorted, 0)),
    most: whole(at(sorted, 1)),
  }
}

export function written(assumptions: Assumptions): Assurance['assumptions'] {
  const { closures, halts, breakdowns, latePeople } = assumptions
  return {
    city: assumptions.city,
    corridor_hour: assumptions.corridorHour,
    leg: assumptions.leg,
    boarding: assumptions.boarding,
    closures_per_hour: closures.perHour,
    closures_mean_s: closures.meanSeconds,
    halts_per_hour: halts.perHour,
    halts_mean_s: halts.meanSeconds,
    breakdowns_per_hour: breakdowns.perHour,
    breakdowns_mean_s: breakdowns.meanSeconds,
    late_people_share: latePeople.share,
    late_people_mean_s: latePeople.meanSeconds,
    refused_boarding: assumptions.refusedBoarding,
    turn_back: assumptions.turnBack,
  }
}
