// One day of a plan, event by event. Vehicles go through their steps by themselves; whatever they share is met in order of
// time: lanes of gates, bays, slots that a late comer must find, turns of alternating corridors, convoys, conditions.
//
// What the field does, and so the simulation:
// - nothing begins before the plan has it: a slot, an exit, a boarding is reserved for that moment;
// - who misses the bin of their slot takes the next with room, among what others have reserved; never another corridor,
//   but for one on which a second exit is reserved: whoever still waits at the moment ordered turns to that;
// - who would enter after “enter by” does not; the trip is not made;
// - who is at a stop at “leave the stop by” leaves, with whoever has boarded, or empty;
// - who is inside and cannot be out in time goes to a refuge, if the terms name one that takes them: sheltered, never clear.

import { DayBookings, dropped } from './day-bookings.ts'
import { Draws } from './draws.ts'
import { EventQueue } from './event-queue.ts'
import type { DayTrace } from './fan.ts'
import { heldFor, interruptionsFor, openFrom, workedUntil } from './interruptions.ts'
import { freeFrom, type Queues, queuesOf, serve } from './lanes.ts'
import { PrivateCars } from './private-cars.ts'
import type { Script } from './script.ts'
import { real, realRow, steps, traits, whole, wholeRow } from './step-rows.ts'
import { type Day, drawOf } from './streams.ts'
import { fromTable, type Tables, tablesOf } from './tables.ts'
import { afterTurnsAgainst } from './turns.ts'
import { conditionsMet, WalkingFlows } from './walking-flows.ts'
import { never, type Scenario, uniform, type Weather, WeatherMaker, weatherFor } from './weather.ts'

/** What a day came to. Overwritten by the next. */
export interface DayResult {
  /** Nobody who moved is inside at the close of any window, and nobody sheltered. */
  isClear: boolean
  /** The same at close − buffer. */
  isClearByBuffer: boolean
  /** People with companions, aboard or on foot, inside at a close. */
  personsLate: number
  personsSheltered: number
  vehiclesLate: number
  /** Cars of their own inside at a close. */
  carsLate: number
  /** People out by the close, companions not counted. */
  peopleOut: number
  gramsIn: number
  /** The last exit of a vehicle or of anybody on foot. */
  lastExit: number
  /** Vehicle seconds with people aboard and not driving, but for boarding and alighting. */
  standingSeconds: number
  /** Whether chance had a halt of everything for this day, whether or not the scenario lets it happen. */
  hasHalt: boolean
}

/** What happened to a trip, as bits. */
export const tripFlags = { late: 1, notEntered: 2, partLoaded: 4, sheltered: 8 } as const

// Figures of a step, by name. What is imported would be looked up anew at each use; constants of this file are not.
const kindAt = whole.kind
const corridorAt = whole.corridor
const traitsAt = whole.traits
const queueAt = whole.queue
const bookingAt = whole.booking
const rankAt = whole.rank
const tripAt = whole.trip
const keptAt = whole.kept
const driveAt = real.drive
const ownAt = real.own
const notBeforeAt = real.notBefore
const byAt = real.by
const fixedAt = real.fixed
const variableAt = real.variable
const peopleAt = real.people
const shareAt = real.share
const personsEachAt = real.personsEach
const spareAt = real.spare
const gramsAt = real.grams
const unitAt = real.unit
const wholesEach = wholeRow
const realsEach = realRow
const handleStep = steps.handle
const enterStep = steps.enter
const gateStep = steps.gate
const exitStep = steps.exit
const stayStep = steps.stay
const { isOutward, isInside, isEarly, isJoint, isAwaited, isVarying, isRejoining } = traits

// Of a vehicle, in a row of `vehicleRow`: where it stands in time; people aboard, and persons with companions; grams;
// its pace on the corridor that it is on; since when it has stood before one; driving left until it next breaks down.
// Numbers in flat arrays are never boxed; handed about, they are.
const clockAt = 0
const aboardAt = 1
const personsAt = 2
/** Of each vehicle: whoever drives it is inside with it, whether or not anybody else is aboard. How many crew there are is not told. */
const drivers = 1
const massAt = 3
const paceAt = 4
const mouthAt = 5
const soundAt = 6
const vehicleRow = 8

export class Simulation {
  readonly script: Script
  readonly result: DayResult = {
    isClear: true,
    isClearByBuffer: true,
    personsLate: 0,
    personsSheltered: 0,
    vehiclesLate: 0,
    carsLate: 0,
    peopleOut: 0,
    gramsIn: 0,
    lastExit: Number.NEGATIVE_INFINITY,
    standingSeconds: 0,
    hasHalt: false,
  }
  /** By trip: `tripFlags` of the last day. */
  readonly trips: Uint8Array
  /** When each step began on the last day, NaN where it was not reached; and when it ended, where that is another instant. */
  readonly began: Float64Array
  readonly ended: Float64Array
  /** By step that boards, alights, loads or unloads: how many people and grams on the last day, where it was reached. */
  readonly handledPeople: Float64Array
  readonly handledGrams: Float64Array
  /** By vehicle and by corridor: whether late on the last day. */
  readonly isVehicleLate: Uint8Array
  readonly isCorridorLate: Uint8Array
  readonly cars: PrivateCars
  /** Where a day is to be told against time: by whoever asks for it. */
  trace: DayTrace | undefined
  private readonly wholes: Int32Array
  private readonly reals: Float64Array
  private readonly tables: Tables
  private readonly weatherMaker: WeatherMaker
  private readonly weather: Weather
  private readonly draws: Draws
  private readonly events: EventQueue
  private readonly queues: Queues
  private readonly bookings: DayBookings
  readonly walks: WalkingFlows
  /** Rows of `vehicleRow`. */
  private readonly vehicles: Float64Array
  private readonly repairs: Int32Array
  private readonly vehicleOf: Int32Array
  private readonly vehicleEnd: Int32Array
  private readonly secondEnd: Int32Array
  private readonly ratios: Float64Array
  private readonly isDropped: Uint8Array
  // By convoy.
  private readonly arrived: Int32Array
  private readonly expected: Int32Array
  private readonly shift: Float64Array
  private readonly isReleased: Uint8Array
  private readonly isPresent: Uint8Array
  // By corridor, inward and outward: vehicles inside whose exit is not known yet, and the latest known exit.
  private readonly hasTurns: Uint8Array
  private readonly inside: Int32Array
  private readonly insideUntil: Float64Array
  private readonly firstHeralded: Float64Array
  private readonly refugeRoom: Float64Array
  private readonly cityWhere: number
  private readonly doesBreak: boolean
  private readonly firstInstant: number
  private readonly hours: number
  private readonly tripWindow: Int32Array
  private readonly tripNext: Int32Array
  /** When a trip that is not made was given up, before its mouth; and where the vehicle goes instead, when it is there. NaN: it was made. */
  readonly turnedAt: Float64Array
  readonly backAt: Float64Array
  private readonly tripSkipDrive: Float64Array
  private readonly closes: Float64Array
  private readonly clearBys: Float64Array
  // How a vehicle goes on after a trip that is not made: at which step, −1 not at all; and after what drive.
  private skipTo = -1
  private skipSeconds = 0

  constructor(script: Script) {
    const { steps: list, vehicles, trips, convoys, problem, windows } = script
    this.script = script
    const rows = list.rows.slice(0)
    this.wholes = new Int32Array(rows)
    this.reals = new Float64Array(rows)
    this.tables = tablesOf(script.assumptions)
    this.weatherMaker = new WeatherMaker(script, this.tables)
    this.weather = weatherFor(script)
    this.draws = new Draws(script, this.tables, this.reals)
    this.events = new EventQueue(
      2 * vehicles.length + script.walks.length + convoys.length + 16,
      Math.min(...windows.map(({ open }) => open)),
      Math.max(...windows.map(({ close }) => close)),
    )
    this.queues = queuesOf(script.lanes)
    this.trips = new Uint8Array(trips.length)
    this.began = new Float64Array(list.count)
    this.ended = new Float64Array(list.count)
    this.handledPeople = new Float64Array(list.count)
    this.handledGrams = new Float64Array(list.count)
    this.isVehicleLate = new Uint8Array(vehicles.length)
    this.isCorridorLate = new Uint8Array(problem.corridors.length)
    this.vehicles = new Float64Array(vehicles.length * vehicleRow)
    this.repairs = new Int32Array(vehicles.length)
    this.vehicleOf = new Int32Array(list.count)
    this.vehicleEnd = Int32Array.from(vehicles, ({ end }) => end)
    this.secondEnd = Int32Array.from(vehicles, ({ secondEnd }) => secondEnd)
    vehicles.forEach(({ first, secondEnd }, vehicle) => {
      this.vehicleOf.fill(vehicle, first, secondEnd)
    })
    this.ratios = new Float64Array(script.groups.length)
    this.isDropped = new Uint8Array(list.count)
    this.bookings = new DayBookings(script, this.wholes, this.began, this.isDropped)
    this.arrived = new Int32Array(convoys.length)
    this.expected = new Int32Array(convoys.length)
    this.shift = new Float64Array(convoys.length)
    this.isReleased = new Uint8Array(convoys.length)
    this.isPresent = new Uint8Array(list.count)
    this.hasTurns = Uint8Array.from(script.turns, (turns) => (turns === undefined ? 0 : 1))
    this.inside = new Int32Array(2 * problem.corridors.length)
    this.insideUntil = new Float64Array(2 * problem.corridors.length)
    this.firstHeralded = new Float64Array(script.movementsAwaited.length)
    this.refugeRoom = new Float64Array(script.refuges.length)
    this.cityWhere = problem.corridors.length
    this.doesBreak = script.assumptions.breakdowns.perHour > 0
    this.firstInstant = script.firstHour * 3600
    this.hours = script.hours
    this.tripWindow = Int32Array.from(trips, ({ window }) => window)
    this.tripNext = Int32Array.from(trips, ({ nextBegin }) => nextBegin)
    this.turnedAt = new Float64Array(trips.length).fill(Number.NaN)
    this.backAt = new Float64Array(trips.length).fill(Number.NaN)
    this.tripSkipDrive = Float64Array.from(trips, ({ skipDrive }) => skipDrive)
    this.closes = Float64Array.from(windows, ({ close }) => close)
    this.clearBys = Float64Array.from(windows, ({ clearBy }) => clearBy)
    this.walks = new WalkingFlows(script, this.tables)
    this.cars = new PrivateCars(script, this.tables)
  }

  run(day: Day, scenario: Scenario): DayResult {
    const { script, weather, result, events } = this
    const { vehicles, convoys } = script
    this.weatherMaker.make(weather, day, scenario)
    this.draws.make(weather)
    this.reset()
    this.trace?.begin()
    for (let convoy = 0; convoy < convoys.length; convoy++)
      events.push(convoys[convoy]?.deadline ?? never, lastRank, script.steps.count + script.walks.length + convoy)
    this.cars.run(weather, result)
    this.walks.begin(weather, this.ratios, (at, walk) => events.push(at, -1, script.steps.count + walk))
    for (let vehicle = 0; vehicle < vehicles.length; vehicle++) this.start(vehicle)
    for (let event = events.pop(); event >= 0; event = events.pop()) {
      if (event < script.steps.count) this.act(event)
      else if (event < script.steps.count + script.walks.length) this.walk(event - script.steps.count, events.time)
      else this.release(event - script.steps.count - script.walks.length, events.time, true)
    }
    result.isClear =
      result.vehiclesLate === 0 && result.personsLate === 0 && result.personsSheltered === 0 && result.carsLate === 0
    result.isClearByBuffer = result.isClearByBuffer && result.isClear
    result.hasHalt = weather.hasHalt
    return result
  }

  private reset(): void {
    const { script, weather, result, queues } = this
    const { one, two } = weather
    result.isClearByBuffer = true
    result.personsLate = 0
    result.personsSheltered = 0
    result.vehiclesLate = 0
    result.carsLate = 0
    result.peopleOut = script.past.peopleOut
    result.gramsIn = script.past.gramsIn
    result.lastExit = Number.NEGATIVE_INFINITY
    result.standingSeconds = 0
    this.events.clear()
    this.bookings.clear()
    queues.free.fill(Number.NEGATIVE_INFINITY)
    this.began.fill(Number.NaN)
    this.trips.fill(0)
    this.turnedAt.fill(Number.NaN)
    this.backAt.fill(Number.NaN)
    this.isVehicleLate.fill(0)
    this.isCorridorLate.fill(0)
    this.vehicles.fill(0)
    this.repairs.fill(0)
    const { past } = script
    this.inside.set(past.inside)
    this.insideUntil.set(past.insideUntil)
    for (let bit = 0; bit < this.firstHeralded.length; bit++)
      this.firstHeralded[bit] = Math.min(never, past.heralded[bit] ?? never)
    this.isPresent.fill(0)
    this.isDropped.fill(0)
    for (let convoy = 0; convoy < script.convoys.length; convoy++) {
      this.arrived[convoy] = 0
      this.expected[convoy] = script.convoys[convoy]?.members.length ?? 0
      this.shift[convoy] = 0
      this.isReleased[convoy] = 0
    }
    for (let index = 0; index < past.entered.length; index++) {
      const step = past.entered[index] ?? 0
      this.began[step] = script.steps.notBefore[step] ?? 0
      const convoy = script.steps.convoy[step] ?? -1
      if (convoy >= 0) this.expected[convoy] = (this.expected[convoy] ?? 0) - 1
    }
    for (let refuge = 0; refuge < script.refuges.length; refuge++)
      this.refugeRoom[refuge] = script.refuges[refuge]?.persons ?? 0
    // Half of all days have fewer people than planned, evenly down to the least of the range; half have more.
    for (let group = 0; group < script.groups.length; group++) {
      const own = script.groups[group]
      if (own === undefined) continue
      const u = 2 * uniform(drawOf(own.key, one, two))
      this.ratios[group] =
        own.low === 1 && own.high === 1 ? 1 : u < 1 ? own.low + (1 - own.low) * u : 1 + (own.high - 1) * (u - 1)
    }
    if (this.doesBreak)
      for (let vehicle = 0; vehicle < script.vehicles.length; vehicle++)
        this.vehicles[vehicle * vehicleRow + soundAt] = this.untilBreakdown(vehicle, script.vehicles[vehicle]?.key ?? 0)
  }

  private start(vehicle: number): void {
    const { vehicles, weather } = this
    const start = this.script.starts[vehicle]
    if (start === undefined) return
    const own = vehicle * vehicleRow
    vehicles[own + clockAt] = start.at
    vehicles[own + aboardAt] = start.people
    vehicles[own + personsAt] = start.persons
    vehicles[own + massAt] = start.grams
    if (start.passage >= 0) {
      const corridor = this.wholes[start.passage * wholesEach + corridorAt] ?? 0
      const hour = Math.max(0, Math.min(this.hours - 1, ((start.at - this.firstInstant) / 3600) | 0))
      vehicles[own + paceAt] =
        (this.reals[start.passage * realsEach + ownAt] ?? 1) * (weather.hourly[corridor * this.hours + hour] ?? 1)
    }
    this.advance(vehicle, start.step)
  }

  /**
   * Goes through a vehicle's steps from where it stands, until it meets what others share: that becomes an event. Nearly all
   * of a day is spent here, so what happens to nearly everybody is written out in one place.
   */
  private advance(vehicle: number, from: number): void {
    const { wholes, reals, vehicles, weather, began, ended, events, firstInstant, hours, hasTurns } = this
    const { hourly, interruptions } = weather
    const { earliest, latest } = interruptions
    const own = vehicle * vehicleRow
    let end = this.vehicleEnd[vehicle] ?? 0
    // Second exits stand after all that is planned, with one step between.
    if (from > end) end = this.secondEnd[vehicle] ?? 0
    let isThere = false
    let at = vehicles[own + clockAt] ?? 0
    for (let step = from; step < end; step++) {
      const figures = step * wholesEach
      const others = step * realsEach
      const kind = wholes[figures + kindAt] ?? 0
      const corridor = wholes[figures + corridorAt] ?? -1
      let seconds = isThere ? 0 : (reals[others + driveAt] ?? 0)
      isThere = false
      if (seconds > 0) {
        // On a corridor at its pace; on streets as the city, the drive and the corridor's hour are.
        const isPassing = kind >= gateStep && kind <= exitStep
        if (!isPassing && ((wholes[figures + traitsAt] ?? 0) & isVarying) !== 0) seconds *= this.byHour(step, at)
        if (isPassing) seconds *= vehicles[own + paceAt] ?? 1
        else if (corridor >= 0) {
          const hour = ((at - firstInstant) / 3600) | 0
          seconds *= hourly[corridor * hours + (hour < 0 ? 0 : hour < hours ? hour : hours - 1)] ?? 1
        }
        const where = isPassing ? corridor : this.cityWhere
        let there = at + seconds
        // What a function answers is boxed, and so is whatever takes its place: it is added, and only where there is any.
        if (there > (earliest[where] ?? 0) && at < (latest[where] ?? 0))
          there += heldFor(interruptions, where, at, seconds)
        if (this.doesBreak) {
          const left = (vehicles[own + soundAt] ?? 0) - seconds
          vehicles[own + soundAt] = left
          if (left < 0) there += this.brokenFor(vehicle, there, where)
        }
        if (there !== at + seconds && there < never && (vehicles[own + personsAt] ?? 0) > 0)
          this.result.standingSeconds += there - at - seconds
        at = there
      }
      if (kind === gateStep) {
        vehicles[own + clockAt] = at
        events.pushFrom(vehicles, own + clockAt, wholes[figures + rankAt] ?? 0, step)
        return
      }
      if (kind === exitStep) {
        began[step] = at
        const marks = wholes[figures + traitsAt] ?? 0
        if ((marks & (isOutward | isAwaited)) !== 0 || hasTurns[corridor] === 1) {
          vehicles[own + clockAt] = at
          this.leave(step, vehicle)
        }
        continue
      }
      const planned = reals[others + notBeforeAt] ?? 0
      if (kind === enterStep) {
        const entry = at > planned ? at : planned
        const mark = wholes[figures + traitsAt] ?? 0
        // Whoever is in time, where nothing is shut and no condition holds, depends on nobody.
        if (
          (mark & (isEarly | isJoint)) !== 0 ||
          entry > planned + (wholes[figures + keptAt] ?? 0) ||
          (entry >= (earliest[corridor] ?? 0) &&
            entry < (latest[corridor] ?? 0) &&
            openFrom(interruptions, corridor, entry) > entry)
        ) {
          const isWaiting = (mark & isEarly) === 0 && ((mark & isJoint) === 0 || this.script.steps.convoy[step] === -1)
          vehicles[own + mouthAt] = at
          vehicles[own + clockAt] = isWaiting ? entry : at
          events.pushFrom(vehicles, own + clockAt, wholes[figures + rankAt] ?? 0, step)
          return
        }
        // Who is early waits for the slot: whether it is too late to go in is judged by when it passes.
        const judged = (mark & isOutward) === 0 ? entry : at
        if (judged > (reals[others + byAt] ?? never) || weather.hasLost) {
          vehicles[own + mouthAt] = at
          vehicles[own + clockAt] = at
          if (!this.enter(step, vehicle)) {
            step = this.skipTo - 1
            if (step < 0) return
            at = (vehicles[own + clockAt] ?? 0) + this.skipSeconds
            continue
          }
          at = vehicles[own + clockAt] ?? 0
          continue
        }
        // Its own slot: no more is asked.
        began[step] = entry
        if (entry > at && (vehicles[own + personsAt] ?? 0) > 0) this.result.standingSeconds += entry - at
        const hour = ((entry - firstInstant) / 3600) | 0
        vehicles[own + paceAt] =
          (reals[others + ownAt] ?? 1) *
          (hourly[corridor * hours + (hour < 0 ? 0 : hour < hours ? hour : hours - 1)] ?? 1)
        if ((mark & isVarying) !== 0) this.paceByHour(step, vehicle, entry)
        at = entry
        continue
      }
      if (planned > at) {
        // Nobody waits at a stop past the moment to leave it.
        const by = reals[others + byAt] ?? never
        if (by >= planned) at = planned
        else if (by > at) at = by
      }
      if (kind === handleStep) {
        if (((wholes[figures + queueAt] ?? -1) & (wholes[figures + bookingAt] ?? -1)) !== -1) {
          vehicles[own + clockAt] = at
          events.pushFrom(vehicles, own + clockAt, wholes[figures + rankAt] ?? 0, step)
          return
        }
        vehicles[own + clockAt] = at
        this.handle(step, vehicle)
        at = vehicles[own + clockAt] ?? 0
        continue
      }
      // A trip begins, or the vehicle stands at a place.
      began[step] = at
      const until = reals[others + ownAt] ?? 0
      if (kind === stayStep && until > at) at = until
      ended[step] = at
      if (((wholes[figures + traitsAt] ?? 0) & isRejoining) !== 0) {
        step = (this.script.steps.rejoin[step] ?? 0) - 1
        end = this.vehicleEnd[vehicle] ?? 0
        isThere = true
      }
    }
    vehicles[own + clockAt] = at
  }

  /** After a trip that is not made: on with the next, if there is one. */
  private goOn(step: number, now: number): void {
    const vehicle = this.vehicleOf[step] ?? 0
    this.vehicles[vehicle * vehicleRow + clockAt] = now + this.skipSeconds
    if (this.skipTo >= 0) this.advance(vehicle, this.skipTo)
  }

  /** An event of a vehicle: what it shares with others is met now. */
  private act(step: number): void {
    const { queues, weather, wholes, reals, vehicles } = this
    const vehicle = this.vehicleOf[step] ?? 0
    const own = vehicle * vehicleRow
    const figures = step * wholesEach
    const others = step * realsEach
    const now = this.events.time
    vehicles[own + clockAt] = now
    switch (wholes[figures + kindAt]) {
      case gateStep: {
        const service = reals[others + ownAt] ?? 0
        const queue = wholes[figures + queueAt] ?? 0
        const end = serve(queues, queue, now, service, weather.interruptions, wholes[figures + corridorAt] ?? 0)
        this.began[step] = end - service
        this.ended[step] = end
        if ((vehicles[own + personsAt] ?? 0) > 0) this.result.standingSeconds += end - now
        vehicles[own + clockAt] = end
        this.advance(vehicle, step + 1)
        return
      }
      case handleStep: {
        const booking = wholes[figures + bookingAt] ?? -1
        if (booking >= 0) {
          const persons = Math.round((vehicles[own + personsAt] ?? 0) * (reals[others + shareAt] ?? 1))
          this.bookings.takeIn(booking, persons, vehicles, own + clockAt)
        }
        this.handle(step, vehicle)
        this.advance(vehicle, step + 1)
        return
      }
      default:
        this.meet(step, vehicle)
    }
  }

  /** At a mouth where it depends on others: passes, waits, or turns round. */
  private meet(step: number, vehicle: number): void {
    const { wholes, reals } = this
    const now = this.events.time
    const figures = step * wholesEach
    const others = step * realsEach
    const isIn = ((wholes[figures + traitsAt] ?? 0) & isOutward) === 0
    const convoy = this.script.steps.convoy[step] ?? -1
    if (convoy >= 0 && this.isReleased[convoy] === 0) {
      this.gather(step, convoy, now)
      return
    }
    // Whoever comes after their convoy does not go in alone; who is inside must get out.
    if (convoy >= 0 && isIn) {
      this.skip(step, now)
      this.goOn(step, now)
      return
    }
    const isHeld = ((wholes[figures + traitsAt] ?? 0) & isJoint) !== 0
    const later = Math.max(isHeld ? this.heldUntil(step, vehicle, now) : now, this.closedUntil(step, now))
    if (later > now && isIn && later > (reals[others + byAt] ?? never)) {
      this.skip(step, now)
      this.goOn(step, now)
    } else if (later > now && this.mayTurn(step, now)) this.waitOrTurn(step, vehicle, now, later)
    else if (later > now && !this.mayShelter(step, now)) this.events.push(later, wholes[figures + rankAt] ?? 0, step)
    else if (this.enter(step, vehicle)) this.advance(vehicle, step + 1)
    else this.goOn(step, now)
  }

  private mayTurn(step: number, now: number): boolean {
    const { second, turnLatest } = this.script.steps
    return (second[step] ?? -1) >= 0 && now <= (turnLatest[step] ?? 0)
  }

  /** Before a mouth that does not let it through: waits until the moment ordered, then turns to the exit kept for it. */
  private waitOrTurn(step: number, vehicle: number, now: number, later: number): void {
    const { wholes, vehicles, weather } = this
    const { second, turnBy } = this.script.steps
    const rank = wholes[step * wholesEach + rankAt] ?? 0
    const at = turnBy[step] ?? 0
    if (now < at) {
      this.events.push(Math.min(later, at), rank, step)
      return
    }
    // Who knows that the other one is shut as well stays.
    const entry = second[step] ?? 0
    if (openFrom(weather.interruptions, wholes[entry * wholesEach + corridorAt] ?? 0, now) > now) {
      this.events.push(Math.min(later, now + askAgainSeconds), rank, step)
      return
    }
    const own = vehicle * vehicleRow
    if ((vehicles[own + personsAt] ?? 0) > 0) this.result.standingSeconds += now - (vehicles[own + mouthAt] ?? now)
    this.isDropped[step] = dropped.turned
    vehicles[own + clockAt] = now
    this.advance(vehicle, entry)
  }

  /** Passes the mouth at the earliest; false if it does not: `skipTo` then says how it goes on, −1 not at all. */
  private enter(step: number, vehicle: number): boolean {
    const { weather, wholes, reals, vehicles } = this
    const figures = step * wholesEach
    const others = step * realsEach
    const own = vehicle * vehicleRow
    const now = vehicles[own + clockAt] ?? 0
    const planned = reals[others + notBeforeAt] ?? 0
    const marks = wholes[figures + traitsAt] ?? 0
    const isOut = (marks & isOutward) !== 0
    const isLate = now > (reals[others + byAt] ?? never)
    if (!isOut) {
      const exit = this.script.steps.exitCorridor[step] ?? -1
      // Who is early waits for the slot: what counts is when it passes.
      const isLateIn = Math.max(now, planned) > (reals[others + byAt] ?? never)
      if (isLateIn || (exit >= 0 && (weather.lostFrom[exit] ?? never) <= now)) {
        this.skip(step, now)
        return false
      }
    } else if (isLate && this.shelter(step, vehicle, now)) return false
    if (now > planned || (marks & isEarly) !== 0) {
      const booking = wholes[figures + bookingAt] ?? -1
      if (booking >= 0) this.bookings.takeRoom(booking, isOut, planned, now)
    } else vehicles[own + clockAt] = planned
    this.pass(step, vehicle)
    return true
  }

  /** Until when the corridor itself keeps somebody waiting: closed, or its slots kept for others. */
  private closedUntil(step: number, now: number): number {
    const { wholes, reals } = this
    const figures = step * wholesEach
    const others = step * realsEach
    const marks = wholes[figures + traitsAt] ?? 0
    const open = openFrom(this.weather.interruptions, wholes[figures + corridorAt] ?? 0, now)
    if (open > now) return open
    const booking = wholes[figures + bookingAt] ?? -1
    const isOwnSlot = now <= (reals[others + notBeforeAt] ?? 0) && (marks & isEarly) === 0
    return isOwnSlot || booking < 0 ? now : this.bookings.roomAt(booking, (marks & isOutward) !== 0, 1, step, now)
  }

  /** It passes at that moment, whatever was asked before. */
  private pass(step: number, vehicle: number): void {
    const { weather, wholes, reals, vehicles } = this
    const figures = step * wholesEach
    const others = step * realsEach
    const own = vehicle * vehicleRow
    const entry = vehicles[own + clockAt] ?? 0
    const corridor = wholes[figures + corridorAt] ?? 0
    this.began[step] = entry
    if ((vehicles[own + personsAt] ?? 0) > 0)
      this.result.standingSeconds += Math.min(entry, never) - (vehicles[own + mouthAt] ?? entry)
    const hour = Math.max(0, Math.min(this.hours - 1, ((entry - this.firstInstant) / 3600) | 0))
    vehicles[own + paceAt] = (reals[others + ownAt] ?? 1) * (weather.hourly[corridor * this.hours + hour] ?? 1)
    if (((wholes[figures + traitsAt] ?? 0) & isVarying) !== 0) this.paceByHour(step, vehicle, entry)
    if (this.hasTurns[corridor] === 1) {
      const cell = 2 * corridor + ((wholes[figures + traitsAt] ?? 0) & isOutward)
      this.inside[cell] = (this.inside[cell] ?? 0) + 1
    }
  }

  /** What the drive to a step takes at that hour ÷ as planned. */
  private byHour(step: number, at: number): number {
    const { hoursOfDay, steps: list } = this.script
    return hoursOfDay.ratio(list.way[step] ?? -1, list.leaves[step] ?? at, at)
  }

  private paceByHour(step: number, vehicle: number, entry: number): void {
    const { hoursOfDay, steps: list } = this.script
    const ratio = hoursOfDay.ratio(list.passageWay[step] ?? -1, list.notBefore[step] ?? entry, entry)
    this.vehicles[vehicle * vehicleRow + paceAt] = (this.vehicles[vehicle * vehicleRow + paceAt] ?? 1) * ratio
  }

  /** It is through, out or in. */
  private leave(step: number, vehicle: number): void {
    const { result, wholes, vehicles } = this
    const figures = step * wholesEach
    const own = vehicle * vehicleRow
    const now = vehicles[own + clockAt] ?? 0
    const corridor = wholes[figures + corridorAt] ?? 0
    const isOut = ((wholes[figures + traitsAt] ?? 0) & isOutward) !== 0
    if (this.hasTurns[corridor] === 1) {
      const cell = 2 * corridor + (isOut ? 1 : 0)
      this.inside[cell] = (this.inside[cell] ?? 0) - 1
      if (now > (this.insideUntil[cell] ?? 0)) this.insideUntil[cell] = now
    }
    const heralds = this.script.steps.heralds[step] ?? 0
    if (heralds !== 0)
      for (let bit = 0; bit < this.firstHeralded.length; bit++)
        if ((heralds & (1 << bit)) !== 0 && now < (this.firstHeralded[bit] ?? never)) this.firstHeralded[bit] = now
    if (!isOut) return
    const trip = wholes[figures + tripAt] ?? 0
    const window = this.tripWindow[trip] ?? 0
    if (now > result.lastExit) result.lastExit = now
    if (now > (this.clearBys[window] ?? 0)) result.isClearByBuffer = false
    const aboard = vehicles[own + aboardAt] ?? 0
    if (aboard > 0) this.trace?.note(now, aboard, -aboard)
    if (now <= (this.closes[window] ?? 0)) {
      result.peopleOut += aboard
      return
    }
    result.personsLate += (vehicles[own + personsAt] ?? 0) + drivers
    result.vehiclesLate++
    this.isVehicleLate[vehicle] = 1
    this.isCorridorLate[corridor] = 1
    this.flag(trip, tripFlags.late)
  }

  /** Boards, alights, loads or unloads, until it is done or broken off. */
  private handle(step: number, vehicle: number): void {
    const { script, weather, result, wholes, reals, vehicles } = this
    const figures = step * wholesEach
    const others = step * realsEach
    const own = vehicle * vehicleRow
    const bays = wholes[figures + queueAt] ?? -1
    const marks = wholes[figures + traitsAt] ?? 0
    const isLoad = (marks & isOutward) !== 0
    const from = vehicles[own + clockAt] ?? 0
    const start = bays < 0 ? from : Math.max(from, freeFrom(this.queues, bays))
    const planned = reals[others + peopleAt] ?? 0
    const ownShare = reals[others + shareAt] ?? 1
    const aboard = vehicles[own + aboardAt] ?? 0
    const { one, two, interruptions } = weather
    let people = planned
    let wait = 0
    if (planned > 0) {
      if (isLoad) {
        const { latePeople, refusedBoarding } = script.assumptions
        const key = this.script.steps.key[step] ?? 0
        // Fewer or more are there than planned, up to what the vehicle takes.
        const { first, group, people: inLoad } = script.loads
        const load = script.steps.load[step] ?? -1
        if (load >= 0) {
          const end = first[load + 1] ?? 0
          people = 0
          for (let row = first[load] ?? 0; row < end; row++)
            people += Math.round((inLoad[row] ?? 0) * (this.ratios[group[row] ?? 0] ?? 1))
          const most = planned + (reals[others + spareAt] ?? 0)
          if (people > most) people = most
        }
        if (refusedBoarding > 0)
          people -= Math.floor(people * refusedBoarding + (drawOf(key ^ 0x5a17, one, two) >>> 0) * ofWords)
        if (latePeople.share > 0 && (drawOf(key ^ 0x3c91, one, two) >>> 0) * ofWords < latePeople.share)
          wait = fromTable(this.tables.waiting, drawOf(key ^ 0x71d3, one, two)) * latePeople.meanSeconds
      } else people = ownShare === 1 ? aboard : Math.min(aboard, Math.round(aboard * ownShare))
    }
    const factor = reals[others + ownAt] ?? 1
    const fixed = (reals[others + fixedAt] ?? 0) * factor
    let variable = (reals[others + variableAt] ?? 0) * factor
    if (planned > 0) variable = people > 0 ? variable * (people / planned) : 0
    const grams = reals[others + gramsAt] ?? 0
    const unloaded = grams === 0 ? 0 : isLoad ? grams : Math.min(vehicles[own + massAt] ?? 0, grams)
    if (grams > 0 && planned === 0 && !isLoad) variable *= unloaded / grams
    const needed = planned > 0 && people <= 0 && grams === 0 ? 0 : fixed + variable
    let done = start + needed
    if (done > (interruptions.earliest[this.cityWhere] ?? 0) && start < (interruptions.latest[this.cityWhere] ?? 0))
      done += heldFor(interruptions, this.cityWhere, start, needed)
    const isInZone = (marks & isInside) !== 0
    const by = isInZone ? (reals[others + byAt] ?? never) : never
    let share = 1
    if (done > by) {
      // The turn-back rule: it leaves with who is aboard by then, or empty.
      const time = by - start - fixed
      share = time <= 0 || variable <= 0 ? 0 : Math.min(1, time / variable)
      if (isLoad && planned > 0) {
        const unit = reals[others + unitAt] ?? 1
        people = Math.floor((people * share) / unit) * unit
      }
      done = by > start ? by : start
      this.flag(wholes[figures + tripAt] ?? 0, tripFlags.partLoaded)
    } else if (wait > 0) {
      const last = start + wait
      if (last > by) {
        // Whoever is not there by then stays.
        people = Math.max(0, people - (reals[others + unitAt] ?? 1))
        done = Math.max(done, Math.min(last, by))
      } else done = Math.max(done, last)
    }
    if (planned > 0) {
      const persons = people * (reals[others + personsEachAt] ?? 1)
      const left = isLoad ? aboard + people : ownShare === 1 ? 0 : Math.max(0, aboard - people)
      vehicles[own + aboardAt] = left
      vehicles[own + personsAt] =
        left === 0 ? 0 : Math.max(0, (vehicles[own + personsAt] ?? 0) + (isLoad ? persons : -persons))
      if (isInZone) this.trace?.note(done, 0, left - aboard)
    }
    if (grams > 0) {
      const change = isLoad ? grams * share : -unloaded * share
      vehicles[own + massAt] = Math.max(0, (vehicles[own + massAt] ?? 0) + change)
      if (!isLoad && isInZone) result.gramsIn += unloaded * share
    }
    this.handledPeople[step] = planned > 0 ? people : 0
    this.handledGrams[step] = (isLoad ? grams : unloaded) * share
    // The bay is taken for as long as this took.
    if (bays >= 0) serve(this.queues, bays, start, done - start, noInterruptions, 0)
    this.began[step] = start
    this.ended[step] = done
    vehicles[own + clockAt] = done
  }

  /** Members wait for one another; the last to come sets them off. */
  private gather(step: number, convoy: number, now: number): void {
    const { wholes, reals } = this
    const isIn = ((wholes[step * wholesEach + traitsAt] ?? 0) & isOutward) === 0
    if (isIn && now > (reals[step * realsEach + byAt] ?? never)) {
      this.skip(step, now)
      this.goOn(step, now)
      return
    }
    this.isPresent[step] = 1
    this.arrived[convoy] = (this.arrived[convoy] ?? 0) + 1
    this.shift[convoy] = Math.max(this.shift[convoy] ?? 0, now - (reals[step * realsEach + notBeforeAt] ?? 0))
    if (this.arrived[convoy] === this.expected[convoy]) this.release(convoy, now, false)
  }

  /** All who are there pass, as far apart as planned, once the corridor lets them. */
  private release(convoy: number, now: number, isDeadline: boolean): void {
    const { script, weather } = this
    const own = script.convoys[convoy]
    const { wholes, reals } = this
    if (own === undefined || this.isReleased[convoy] === 1) return
    // One that has passed already is not missing.
    const hasEscort = (step: number) => this.isPresent[step] === 1 || !Number.isNaN(this.began[step])
    const isMissingEscort = own.escorts.length > 0 && !own.escorts.some(hasEscort)
    const present = own.members.filter((step) => this.isPresent[step] === 1)
    const [first] = present.toSorted(
      (a, b) => (reals[a * realsEach + notBeforeAt] ?? 0) - (reals[b * realsEach + notBeforeAt] ?? 0),
    )
    if (first === undefined || (isMissingEscort && !own.isOut)) {
      // Nobody goes in without the escort.
      if (!isDeadline && !isMissingEscort) return
      this.isReleased[convoy] = 1
      for (const step of present) {
        this.skip(step, now)
        this.goOn(step, now)
      }
      return
    }
    const planned = reals[first * realsEach + notBeforeAt] ?? 0
    // Where their slot is later than the last moment to join the exit, they take the first with room.
    const isEarly = own.isOut && own.slack < 0
    let entry = isEarly ? now : planned + Math.max(this.shift[convoy] ?? 0, 0)
    if (entry < now && isDeadline) entry = now
    for (const step of present) {
      const later = this.heldUntil(step, this.vehicleOf[step] ?? 0, Math.max(entry, now))
      if (later <= Math.max(entry, now)) continue
      // Not yet: they ask again then.
      this.events.push(later, lastRank, script.steps.count + script.walks.length + convoy)
      this.shift[convoy] = Math.max(this.shift[convoy] ?? 0, later - planned)
      return
    }
    let later = openFrom(weather.interruptions, own.corridor, Math.max(entry, now))
    const booking = wholes[first * wholesEach + bookingAt] ?? -1
    if ((entry > planned || isEarly) && booking >= 0 && later <= now)
      later = Math.max(later, this.bookings.roomAt(booking, own.isOut, present.length, first, now))
    if (later > now && later > entry) {
      this.shift[convoy] = Math.max(this.shift[convoy] ?? 0, later - planned)
      this.events.push(later, lastRank, script.steps.count + script.walks.length + convoy)
      return
    }
    this.isReleased[convoy] = 1
    for (const step of present) {
      const vehicle = this.vehicleOf[step] ?? 0
      const at = (reals[step * realsEach + notBeforeAt] ?? 0) + (entry - planned)
      if (!own.isOut && at > (reals[step * realsEach + byAt] ?? never) + own.span) {
        this.skip(step, now)
        this.goOn(step, now)
        continue
      }
      if (own.isOut && at > (reals[step * realsEach + byAt] ?? never) + own.span && this.shelter(step, vehicle, now))
        continue
      if (booking >= 0) this.bookings.takeRoom(booking, own.isOut, reals[step * realsEach + notBeforeAt] ?? 0, at)
      this.vehicles[vehicle * vehicleRow + clockAt] = at
      this.pass(step, vehicle)
      this.advance(vehicle, step + 1)
    }
  }

  /**
   * Until when an entry is held: by a condition not yet met, or by who comes against it on an alternating corridor. Asked
   * again then. Who is loaded and still held at their “by” does not go on waiting: people get off, and the vehicle leaves.
   */
  private heldUntil(step: number, vehicle: number, now: number): number {
    const { script, wholes, reals, vehicles } = this
    const aboard = vehicle * vehicleRow
    const by = reals[step * realsEach + byAt] ?? never
    const isOut = ((wholes[step * wholesEach + traitsAt] ?? 0) & isOutward) !== 0
    const isHeld = (this.script.steps.awaits[step] ?? 0) !== 0 || (script.steps.waitsUntil[step] ?? 0) > now
    if (isHeld && ((vehicles[aboard + aboardAt] ?? 0) > 0 || (vehicles[aboard + massAt] ?? 0) > 0)) {
      const later = conditionsMet(
        { awaits: this.script.steps.awaits[step] ?? 0, waitsUntil: script.steps.waitsUntil[step] ?? 0 },
        this.firstHeralded,
        now,
      )
      if (later > now) {
        if (later <= by || !isOut) return later
        this.trace?.note(now, 0, -(vehicles[aboard + aboardAt] ?? 0))
        vehicles[aboard + aboardAt] = 0
        vehicles[aboard + personsAt] = 0
      }
    }
    const corridor = wholes[step * wholesEach + corridorAt] ?? 0
    const turns = script.turns[corridor]
    if (turns === undefined || now >= this.giveUpAt(step)) return now
    const clearance = script.problem.corridors[corridor]?.clearance ?? 0
    const later = afterTurnsAgainst(turns, clearance, isOut, now, script.steps.passage[step] ?? 0)
    if (later > now) return later
    const against = 2 * corridor + (isOut ? 0 : 1)
    if ((this.inside[against] ?? 0) > 0) return now + 60
    const cars = isOut ? Number.NEGATIVE_INFINITY : this.cars.outBy(corridor, now)
    return Math.max(now, Math.max(this.insideUntil[against] ?? 0, cars) + clearance)
  }

  private giveUpAt(step: number): number {
    return (this.closes[this.tripWindow[this.wholes[step * wholesEach + tripAt] ?? 0] ?? 0] ?? 0) + 6 * 3600
  }

  /** The trip is not made. What it had reserved is free for others. */
  private skip(step: number, now: number): void {
    const { wholes } = this
    const trip = wholes[step * wholesEach + tripAt] ?? 0
    const vehicle = this.vehicleOf[step] ?? 0
    this.flag(trip, tripFlags.notEntered)
    const own = vehicle * vehicleRow
    this.vehicles[own + aboardAt] = 0
    this.vehicles[own + personsAt] = 0
    this.vehicles[own + massAt] = 0
    const next = this.tripNext[trip] ?? 0
    for (let other = step; other < next; other++) {
      this.isDropped[other] = dropped.notMade
      if (wholes[other * wholesEach + kindAt] !== enterStep) continue
      const convoy = this.script.steps.convoy[other] ?? -1
      if (convoy < 0 || this.isReleased[convoy] === 1 || this.isPresent[other] === 1) continue
      this.expected[convoy] = (this.expected[convoy] ?? 0) - 1
      if (this.expected[convoy] === this.arrived[convoy] && (this.arrived[convoy] ?? 0) > 0)
        this.events.push(now, lastRank, this.script.steps.count + this.script.walks.length + convoy)
    }
    this.skipSeconds = (this.tripSkipDrive[trip] ?? 0) * this.weather.city
    this.turnedAt[trip] = now
    this.backAt[trip] = now + this.skipSeconds
    this.skipTo = next < (this.script.vehicles[vehicle]?.end ?? 0) ? next : -1
  }

  private mayShelter(step: number, now: number): boolean {
    const isOut = ((this.wholes[step * wholesEach + traitsAt] ?? 0) & isOutward) !== 0
    return this.script.refuges.length > 0 && isOut && now > (this.reals[step * realsEach + byAt] ?? never)
  }

  /** Into a refuge that the terms name, has room, and is reached in time; false where there is none. */
  private shelter(step: number, vehicle: number, now: number): boolean {
    const { script, result, wholes } = this
    const corridor = wholes[step * wholesEach + corridorAt] ?? 0
    const trip = wholes[step * wholesEach + tripAt] ?? 0
    const persons = (this.vehicles[vehicle * vehicleRow + personsAt] ?? 0) + drivers
    for (let refuge = 0; refuge < script.refuges.length; refuge++) {
      const own = script.refuges[refuge]
      const seconds = own?.fromMouth[corridor] ?? -1
      if (own === undefined || seconds < 0 || (this.refugeRoom[refuge] ?? 0) < persons) continue
      const window = this.tripWindow[trip] ?? 0
      const arrival = workedUntil(this.weather.interruptions, this.cityWhere, now, seconds * this.weather.city)
      if (arrival > (this.closes[window] ?? 0) || own.until < (this.closes[window] ?? 0)) continue
      this.refugeRoom[refuge] = (this.refugeRoom[refuge] ?? 0) - persons
      result.personsSheltered += persons
      result.isClearByBuffer = false
      this.flag(trip, tripFlags.sheltered)
      this.skipTo = -1
      return true
    }
    return false
  }

  private walk(walk: number, now: number): void {
    const next = this.walks.act(walk, now, this.weather, this.queues, this.result, this.firstHeralded)
    if (next !== undefined) this.events.push(next, -1, this.script.steps.count + walk)
  }

  /** It breaks down; how long until it goes on. */
  private brokenFor(vehicle: number, at: number, where: number): number {
    const { one, two } = this.weather
    const key = this.script.vehicles[vehicle]?.key ?? 0
    const { meanSeconds } = this.script.assumptions.breakdowns
    const number = this.repairs[vehicle] ?? 0
    const repair =
      fromTable(this.tables.waiting, drawOf(key ^ Math.imul(number + 1, 0x1f3d5b79), one, two)) * meanSeconds
    this.repairs[vehicle] = number + 1
    this.vehicles[vehicle * vehicleRow + soundAt] = this.untilBreakdown(vehicle, key)
    return repair + heldFor(this.weather.interruptions, where, at, repair)
  }

  private untilBreakdown(vehicle: number, key: number): number {
    const { one, two } = this.weather
    const number = this.repairs[vehicle] ?? 0
    const hours = fromTable(this.tables.waiting, drawOf(key ^ Math.imul(number + 1, 0x49a7c3e1), one, two))
    return (hours * 3600) / this.script.assumptions.breakdowns.perHour
  }

  private flag(trip: number, bit: number): void {
    this.trips[trip] = (this.trips[trip] ?? 0) | bit
  }
}

/** How often who waits asks whether the second exit is open again. */
const askAgainSeconds = 300

/** A word of chance times this lies evenly in [0, 1). */
const ofWords = 1 / 4294967296

/** After everything else of an instant. */
const lastRank = 1e9
const noInterruptions = interruptionsFor(0)
