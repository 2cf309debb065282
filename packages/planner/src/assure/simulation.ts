// One day of a plan, event by event. Vehicles go through their steps by themselves; whatever they share is met in order of
// time: lanes of gates, bays, slots that a late comer must find, turns of alternating corridors, convoys, conditions.
//
// What the field does, and so the simulation:
// - nothing begins before the plan has it: a slot, an exit, a boarding is reserved for that moment;
// - who misses the bin of their slot takes the next with room, among what others have reserved; never another corridor;
// - who would enter after “enter by” does not; the trip is not made;
// - who is at a stop at “leave the stop by” leaves, with whoever has boarded, or empty;
// - who is inside and cannot be out in time goes to a refuge, if the terms name one that takes them: sheltered, never clear.

import { EventQueue } from './event-queue.ts'
import { openFrom, workedUntil } from './interruptions.ts'
import { freeFrom, type Queues, queuesOf, serve } from './lanes.ts'
import { PrivateCars } from './private-cars.ts'
import { binAt, column, type Script, steps, width } from './script.ts'
import { type Day, drawOf } from './streams.ts'
import { fromTable, type Tables, tablesOf } from './tables.ts'
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

export class Simulation {
  readonly script: Script
  private readonly row: Float64Array
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
  /** When each step began and ended on the last day; NaN where it was not reached. */
  readonly began: Float64Array
  readonly ended: Float64Array
  /** By vehicle and by corridor: whether late on the last day. */
  readonly isVehicleLate: Uint8Array
  readonly isCorridorLate: Uint8Array
  private readonly tables: Tables
  private readonly weatherMaker: WeatherMaker
  private readonly weather: Weather
  private readonly events: EventQueue
  private readonly queues: Queues
  private readonly walks: WalkingFlows
  private readonly cars: PrivateCars
  // By vehicle: what is aboard, the factor of the passage under way, driving left until the next breakdown.
  /** By vehicle: where it stands in time. Kept here, not handed about: a number in flat arrays is never boxed. */
  private readonly clock: Float64Array
  private readonly people: Float64Array
  private readonly persons: Float64Array
  private readonly grams: Float64Array
  private readonly pace: Float64Array
  /** Since when it has stood before the corridor. */
  private readonly atMouth: Float64Array
  private readonly soundFor: Float64Array
  private readonly repairs: Int32Array
  private readonly vehicleOf: Int32Array
  private readonly vehicleEnd: Int32Array
  private readonly ratios: Float64Array
  /** By booking and bin: taken by who passes in another bin than their own. */
  private readonly extra: Float64Array[]
  private isExtraTaken = false
  private readonly isDropped: Uint8Array
  // By convoy.
  private readonly arrived: Int32Array
  private readonly expected: Int32Array
  private readonly shift: Float64Array
  private readonly isReleased: Uint8Array
  private readonly isPresent: Uint8Array
  // By corridor, inward and outward: vehicles inside whose exit is not known yet, and the latest known exit.
  private readonly inside: Int32Array
  private readonly insideUntil: Float64Array
  private readonly firstHeralded: Float64Array
  private readonly refugeRoom: Float64Array
  private readonly cityWhere: number
  private readonly doesBreak: boolean
  private readonly tripWindow: Int32Array
  private readonly tripNext: Int32Array
  private readonly tripSkipDrive: Float64Array
  private readonly closes: Float64Array
  private readonly clearBys: Float64Array
  private skipTo = -1

  constructor(script: Script) {
    const { steps: list, vehicles, trips, convoys, problem } = script
    this.script = script
    this.row = list.row
    this.tables = tablesOf(script.assumptions)
    this.weatherMaker = new WeatherMaker(script, this.tables)
    this.weather = weatherFor(script)
    this.events = new EventQueue(2 * vehicles.length + script.walks.length + convoys.length + 16)
    this.queues = queuesOf(script.lanes)
    this.trips = new Uint8Array(trips.length)
    this.began = new Float64Array(list.count)
    this.ended = new Float64Array(list.count)
    this.isVehicleLate = new Uint8Array(vehicles.length)
    this.isCorridorLate = new Uint8Array(problem.corridors.length)
    this.clock = new Float64Array(vehicles.length)
    this.people = new Float64Array(vehicles.length)
    this.persons = new Float64Array(vehicles.length)
    this.grams = new Float64Array(vehicles.length)
    this.pace = new Float64Array(vehicles.length)
    this.atMouth = new Float64Array(vehicles.length)
    this.soundFor = new Float64Array(vehicles.length)
    this.repairs = new Int32Array(vehicles.length)
    this.vehicleOf = new Int32Array(list.count)
    this.vehicleEnd = Int32Array.from(vehicles, ({ end }) => end)
    vehicles.forEach(({ first, end }, vehicle) => {
      this.vehicleOf.fill(vehicle, first, end)
    })
    this.ratios = new Float64Array(script.groups.length)
    this.extra = script.bookings.map(({ taken }) => new Float64Array(taken.length))
    this.isDropped = new Uint8Array(list.count)
    this.arrived = new Int32Array(convoys.length)
    this.expected = new Int32Array(convoys.length)
    this.shift = new Float64Array(convoys.length)
    this.isReleased = new Uint8Array(convoys.length)
    this.isPresent = new Uint8Array(list.count)
    this.inside = new Int32Array(2 * problem.corridors.length)
    this.insideUntil = new Float64Array(2 * problem.corridors.length)
    this.firstHeralded = new Float64Array(script.movementsAwaited.length)
    this.refugeRoom = new Float64Array(script.refuges.length)
    this.cityWhere = problem.corridors.length
    this.doesBreak = script.assumptions.breakdowns.perHour > 0
    this.tripWindow = Int32Array.from(trips, ({ window }) => window)
    this.tripNext = Int32Array.from(trips, ({ nextBegin }) => nextBegin)
    this.tripSkipDrive = Float64Array.from(trips, ({ skipDrive }) => skipDrive)
    this.closes = Float64Array.from(script.windows, ({ close }) => close)
    this.clearBys = Float64Array.from(script.windows, ({ clearBy }) => clearBy)
    this.walks = new WalkingFlows(script, this.tables)
    this.cars = new PrivateCars(script, this.tables)
  }

  run(day: Day, scenario: Scenario): DayResult {
    const { script, weather, result, events } = this
    const { vehicles, convoys } = script
    this.weatherMaker.make(weather, day, scenario)
    this.reset()
    for (let convoy = 0; convoy < convoys.length; convoy++)
      events.push(convoys[convoy]?.deadline ?? never, lastRank, script.steps.count + script.walks.length + convoy)
    this.cars.run(weather, result)
    this.walks.begin(weather, this.ratios, (at, walk) => events.push(at, -1, script.steps.count + walk))
    for (let vehicle = 0; vehicle < vehicles.length; vehicle++) this.advance(vehicle, vehicles[vehicle]?.first ?? 0)
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
    result.peopleOut = 0
    result.gramsIn = 0
    result.lastExit = Number.NEGATIVE_INFINITY
    result.standingSeconds = 0
    this.events.clear()
    queues.free.fill(Number.NEGATIVE_INFINITY)
    this.began.fill(Number.NaN)
    this.ended.fill(Number.NaN)
    this.trips.fill(0)
    this.isVehicleLate.fill(0)
    this.isCorridorLate.fill(0)
    this.clock.fill(Number.NEGATIVE_INFINITY)
    this.people.fill(0)
    this.persons.fill(0)
    this.grams.fill(0)
    this.repairs.fill(0)
    this.inside.fill(0)
    this.insideUntil.fill(Number.NEGATIVE_INFINITY)
    this.firstHeralded.fill(never)
    this.isPresent.fill(0)
    this.isDropped.fill(0)
    if (this.isExtraTaken) for (const extra of this.extra) extra.fill(0)
    this.isExtraTaken = false
    for (let convoy = 0; convoy < script.convoys.length; convoy++) {
      this.arrived[convoy] = 0
      this.expected[convoy] = script.convoys[convoy]?.members.length ?? 0
      this.shift[convoy] = 0
      this.isReleased[convoy] = 0
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
        this.soundFor[vehicle] = this.untilBreakdown(vehicle, script.vehicles[vehicle]?.key ?? 0)
  }

  /** Goes through a vehicle's steps from where it stands, until it meets what others share. */
  private advance(vehicle: number, from: number): void {
    const { row, clock } = this
    const end = this.vehicleEnd[vehicle] ?? 0
    let step = from
    while (step < end) {
      const kind = row[step * width + column.kind] ?? 0
      if ((row[step * width + column.drive] ?? 0) > 0) this.travel(step, vehicle)
      if (kind === steps.gate) {
        this.post(step, vehicle)
        return
      }
      if (kind === steps.exit) {
        this.leave(step, vehicle)
        step++
        continue
      }
      const arrival = clock[vehicle] ?? 0
      const planned = row[step * width + column.notBefore] ?? 0
      if (planned > arrival && kind !== steps.enter) {
        // Nobody waits at a stop past the moment to leave it.
        const by = row[step * width + column.by] ?? never
        clock[vehicle] = by < planned ? Math.max(arrival, by) : planned
      }
      if (kind === steps.handle) {
        if ((row[step * width + column.queue] ?? -1) >= 0 || (row[step * width + column.booking] ?? -1) >= 0) {
          this.post(step, vehicle)
          return
        }
        this.handle(step, vehicle)
      } else if (kind === steps.enter) {
        this.atMouth[vehicle] = arrival
        if (this.mustMeetOthers(step, vehicle)) {
          if (planned > arrival && row[step * width + column.convoy] === -1 && !this.mustPassEarly(step))
            clock[vehicle] = planned
          this.post(step, vehicle)
          return
        }
        if (!this.enter(step, vehicle)) {
          step = this.skipTo
          if (step < 0) return
          clock[vehicle] = (clock[vehicle] ?? 0) + this.skipSeconds
          continue
        }
      } else {
        // A trip begins, or the vehicle stands at a place.
        this.began[step] = clock[vehicle] ?? 0
        const until = row[step * width + column.plannedUntil] ?? 0
        if (kind === steps.stay && until > (clock[vehicle] ?? 0)) clock[vehicle] = until
        this.ended[step] = clock[vehicle] ?? 0
      }
      step++
    }
  }

  /** Its next event is this step, where it stands. */
  private post(step: number, vehicle: number): void {
    this.events.pushFrom(this.clock, vehicle, this.row[step * width + column.rank] ?? 0, step)
  }

  /** Drives to a step: on streets as the city, the corridor's hour and the drive itself are; on a corridor at its pace. */
  private travel(step: number, vehicle: number): void {
    const { row, clock, weather } = this
    const kind = row[step * width + column.kind] ?? 0
    const corridor = row[step * width + column.corridor] ?? -1
    const from = clock[vehicle] ?? 0
    let seconds = row[step * width + column.drive] ?? 0
    let where = this.cityWhere
    if (kind === steps.gate || kind === steps.exit) {
      seconds *= this.pace[vehicle] ?? 1
      where = corridor
    } else {
      this.drawLeg(row[step * width + column.driveKey] ?? 0)
      seconds *= weather.city * (this.drawn[0] ?? 1)
      if (corridor >= 0) seconds *= this.hour(corridor, from)
    }
    let end = from + seconds
    if (weather.interruptions.counts[where] !== 0) end = workedUntil(weather.interruptions, where, from, seconds)
    if (this.doesBreak) {
      const left = (this.soundFor[vehicle] ?? 0) - seconds
      this.soundFor[vehicle] = left
      if (left < 0) end = this.broken(vehicle, end, where)
    }
    if ((this.persons[vehicle] ?? 0) > 0 && end < never) this.result.standingSeconds += end - from - seconds
    clock[vehicle] = end
  }

  private skipSeconds = 0
  private readonly drawn = new Float64Array(1)

  /** After a trip that is not made: on with the next, if there is one. */
  private goOn(step: number, now: number): void {
    const vehicle = this.vehicleOf[step] ?? 0
    this.clock[vehicle] = now + this.skipSeconds
    if (this.skipTo >= 0) this.advance(vehicle, this.skipTo)
  }

  /** An event of a vehicle: what it shares with others is met now. */
  private act(step: number): void {
    const { queues, weather, row, clock } = this
    const vehicle = this.vehicleOf[step] ?? 0
    const now = this.events.time
    clock[vehicle] = now
    switch (row[step * width + column.kind]) {
      case steps.gate: {
        const service = row[step * width + column.fixed] ?? 0
        const end = serve(
          queues,
          row[step * width + column.queue] ?? 0,
          now,
          service,
          weather.interruptions,
          row[step * width + column.corridor] ?? 0,
        )
        this.began[step] = end - service
        this.ended[step] = end
        if ((this.persons[vehicle] ?? 0) > 0) this.result.standingSeconds += end - now
        clock[vehicle] = end
        this.advance(vehicle, step + 1)
        return
      }
      case steps.handle: {
        const booking = row[step * width + column.booking] ?? -1
        if (booking >= 0)
          clock[vehicle] = this.takenIn(booking, this.persons[vehicle] ?? 0, row[step * width + column.share] ?? 1, now)
        this.handle(step, vehicle)
        this.advance(vehicle, step + 1)
        return
      }
      default: {
        const convoy = row[step * width + column.convoy] ?? -1
        if (convoy >= 0 && this.isReleased[convoy] === 0) {
          this.gather(step, convoy, now)
          return
        }
        // Whoever comes after their convoy does not go in alone; who is inside must get out.
        if (convoy >= 0 && row[step * width + column.sign] === -1) {
          this.skip(step, now)
          this.goOn(step, now)
          return
        }
        const later = Math.max(this.heldUntil(step, vehicle, now), this.closedUntil(step, now))
        if (
          later > now &&
          !(row[step * width + column.sign] === -1 && later > (row[step * width + column.by] ?? never)) &&
          !this.mayShelter(step, now)
        ) {
          this.events.push(later, row[step * width + column.rank] ?? 0, step)
          return
        }
        if (later > now && row[step * width + column.sign] === -1) {
          this.skip(step, now)
          this.goOn(step, now)
          return
        }
        if (this.enter(step, vehicle)) this.advance(vehicle, step + 1)
        else this.goOn(step, now)
      }
    }
  }

  /** Whether its slot out is later than the last moment to join the exit: it then takes the first with room. */
  private mustPassEarly(step: number): boolean {
    const { row } = this
    return (
      row[step * width + column.sign] === 1 &&
      (row[step * width + column.by] ?? never) < (row[step * width + column.notBefore] ?? 0)
    )
  }

  /** Whether an entry depends on what others do: not that of a vehicle in time on a corridor without turns. */
  private mustMeetOthers(step: number, vehicle: number): boolean {
    const { row } = this
    if (this.mustPassEarly(step)) return true
    const now = this.clock[vehicle] ?? 0
    const corridor = row[step * width + column.corridor] ?? 0
    if ((row[step * width + column.convoy] ?? -1) >= 0 || this.script.turns[corridor] !== undefined) return true
    if ((row[step * width + column.awaits] ?? 0) !== 0 || (row[step * width + column.waitsUntil] ?? 0) > now)
      return true
    const planned = row[step * width + column.notBefore] ?? 0
    const entry = now > planned ? now : planned
    return (
      entry > (row[step * width + column.keptUntil] ?? never) ||
      openFrom(this.weather.interruptions, corridor, entry) > entry
    )
  }

  /** Passes the mouth at the earliest; false if it does not: `skipTo` then says how it goes on, −1 not at all. */
  private enter(step: number, vehicle: number): boolean {
    const { weather, row, clock } = this
    const now = clock[vehicle] ?? 0
    const planned = row[step * width + column.notBefore] ?? 0
    const isOut = row[step * width + column.sign] === 1
    const by = row[step * width + column.by] ?? Number.POSITIVE_INFINITY
    if (!isOut) {
      const exit = row[step * width + column.exitCorridor] ?? -1
      // Who is early waits for the slot: what counts is when it passes.
      if (Math.max(now, planned) > by || (exit >= 0 && (weather.lostFrom[exit] ?? never) <= now)) {
        this.skip(step, now)
        return false
      }
    } else if (now > by && this.shelter(step, vehicle, now)) return false
    if (now > planned || this.mustPassEarly(step)) {
      const booking = row[step * width + column.booking] ?? -1
      if (booking >= 0) this.takeRoom(booking, isOut, 1, planned, now)
    } else clock[vehicle] = planned
    this.pass(step, vehicle)
    return true
  }

  /** Until when the corridor itself keeps somebody waiting: closed, or its slots kept for others. */
  private closedUntil(step: number, now: number): number {
    const { row } = this
    const planned = row[step * width + column.notBefore] ?? 0
    const open = openFrom(this.weather.interruptions, row[step * width + column.corridor] ?? 0, now)
    if (open > now) return open
    const booking = row[step * width + column.booking] ?? -1
    return (now > planned || this.mustPassEarly(step)) && booking >= 0
      ? this.roomAt(booking, row[step * width + column.sign] === 1, 1, step, now)
      : now
  }

  /** It passes at that moment, whatever was asked before. */
  private pass(step: number, vehicle: number): void {
    const { script, weather, row } = this
    const entry = this.clock[vehicle] ?? 0
    const corridor = row[step * width + column.corridor] ?? 0
    this.began[step] = entry
    this.ended[step] = entry
    if ((this.persons[vehicle] ?? 0) > 0)
      this.result.standingSeconds += Math.min(entry, never) - (this.atMouth[vehicle] ?? entry)
    this.drawLeg(row[step * width + column.key] ?? 0)
    this.pace[vehicle] = weather.city * (this.drawn[0] ?? 1) * this.hour(corridor, entry)
    if (script.turns[corridor] !== undefined) {
      const cell = 2 * corridor + (row[step * width + column.sign] === 1 ? 1 : 0)
      this.inside[cell] = (this.inside[cell] ?? 0) + 1
    }
  }

  /** It is through, out or in. */
  private leave(step: number, vehicle: number): void {
    const { script, result, row } = this
    const now = this.clock[vehicle] ?? 0
    const corridor = row[step * width + column.corridor] ?? 0
    const isOut = row[step * width + column.sign] === 1
    this.began[step] = now
    this.ended[step] = now
    if (script.turns[corridor] !== undefined) {
      const cell = 2 * corridor + (isOut ? 1 : 0)
      this.inside[cell] = (this.inside[cell] ?? 0) - 1
      if (now > (this.insideUntil[cell] ?? 0)) this.insideUntil[cell] = now
    }
    const heralds = row[step * width + column.heralds] ?? 0
    if (heralds !== 0)
      for (let bit = 0; bit < this.firstHeralded.length; bit++)
        if ((heralds & (1 << bit)) !== 0 && now < (this.firstHeralded[bit] ?? never)) this.firstHeralded[bit] = now
    if (!isOut) return
    const trip = row[step * width + column.trip] ?? 0
    const window = this.tripWindow[trip] ?? 0
    if (now > result.lastExit) result.lastExit = now
    if (now > (this.clearBys[window] ?? 0)) result.isClearByBuffer = false
    if (now <= (this.closes[window] ?? 0)) {
      result.peopleOut += this.people[vehicle] ?? 0
      return
    }
    result.personsLate += this.persons[vehicle] ?? 0
    result.vehiclesLate++
    this.isVehicleLate[vehicle] = 1
    this.isCorridorLate[corridor] = 1
    this.flag(trip, tripFlags.late)
  }

  /** Boards, alights, loads or unloads, until it is done or broken off. */
  private handle(step: number, vehicle: number): void {
    const { script, weather, result } = this
    const { row } = this
    const bays = row[step * width + column.queue] ?? -1
    const from = this.clock[vehicle] ?? 0
    const start = bays < 0 ? from : Math.max(from, freeFrom(this.queues, bays))
    const { latePeople, refusedBoarding } = script.assumptions
    const isLoad = row[step * width + column.sign] === 1
    const isInside = row[step * width + column.isInside] === 1
    const planned = row[step * width + column.people] ?? 0
    const each = row[step * width + column.personsEach] ?? 1
    const key = row[step * width + column.key] ?? 0
    const { one, two } = weather
    const factor = fromTable(this.tables.boarding, drawOf(key, one, two))
    let people = planned
    let wait = 0
    if (isLoad && planned > 0) {
      people = this.turnUp(step, planned)
      if (refusedBoarding > 0) people -= Math.floor(people * refusedBoarding + uniform(drawOf(key ^ 0x5a17, one, two)))
      if (latePeople.share > 0 && uniform(drawOf(key ^ 0x3c91, one, two)) < latePeople.share)
        wait = fromTable(this.tables.waiting, drawOf(key ^ 0x71d3, one, two)) * latePeople.meanSeconds
    } else if (planned > 0) {
      const aboard = this.people[vehicle] ?? 0
      people =
        row[step * width + column.share] === 1
          ? aboard
          : Math.min(aboard, Math.round(aboard * (row[step * width + column.share] ?? 1)))
    }
    const fixed = (row[step * width + column.fixed] ?? 0) * factor
    let variable = (row[step * width + column.variable] ?? 0) * factor
    if (planned > 0) variable *= people / planned
    if (planned > 0 && people <= 0) variable = 0
    const grams = row[step * width + column.grams] ?? 0
    const unloaded = grams === 0 ? 0 : isLoad ? grams : Math.min(this.grams[vehicle] ?? 0, grams)
    if (grams > 0 && planned === 0 && !isLoad) variable *= unloaded / grams
    const needed = planned > 0 && people <= 0 && grams === 0 ? 0 : fixed + variable
    let done = workedUntil(weather.interruptions, this.cityWhere, start, needed)
    const by = isInside ? (row[step * width + column.by] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
    let share = 1
    if (done > by) {
      // The turn-back rule: it leaves with who is aboard by then, or empty.
      const time = by - start - fixed
      share = time <= 0 || variable <= 0 ? 0 : Math.min(1, time / variable)
      if (isLoad && planned > 0) {
        const unit = row[step * width + column.unit] ?? 1
        people = Math.floor((people * share) / unit) * unit
      }
      done = by > start ? by : start
      const trip = row[step * width + column.trip] ?? 0
      this.flag(trip, tripFlags.partLoaded)
    } else if (wait > 0) {
      const last = start + wait
      if (last > by) {
        // Whoever is not there by then stays.
        people = Math.max(0, people - (row[step * width + column.unit] ?? 1))
        done = Math.max(done, Math.min(last, by))
      } else done = Math.max(done, last)
    }
    if (isLoad) {
      if (planned > 0) {
        this.people[vehicle] = (this.people[vehicle] ?? 0) + people
        this.persons[vehicle] = (this.persons[vehicle] ?? 0) + people * each
      }
      if (grams > 0) this.grams[vehicle] = (this.grams[vehicle] ?? 0) + grams * share
    } else {
      if (planned > 0) {
        const left = (this.people[vehicle] ?? 0) - people
        this.persons[vehicle] =
          left <= 0 || row[step * width + column.share] === 1
            ? 0
            : Math.max(0, (this.persons[vehicle] ?? 0) - people * each)
        this.people[vehicle] = row[step * width + column.share] === 1 ? 0 : Math.max(0, left)
      }
      if (grams > 0) {
        this.grams[vehicle] = Math.max(0, (this.grams[vehicle] ?? 0) - unloaded * share)
        if (isInside) result.gramsIn += unloaded * share
      }
    }
    // The bay is taken for as long as this took.
    if (bays >= 0) serve(this.queues, bays, start, done - start, noInterruptions, 0)
    this.began[step] = start
    this.ended[step] = done
    this.clock[vehicle] = done
  }

  /** Who is there to board: fewer or more than planned, up to what the vehicle takes. */
  private turnUp(step: number, planned: number): number {
    const { first, group, people } = this.script.loads
    const load = this.row[step * width + column.load] ?? 0
    let come = 0
    for (let row = first[load] ?? 0; row < (first[load + 1] ?? 0); row++)
      come += Math.round((people[row] ?? 0) * (this.ratios[group[row] ?? 0] ?? 1))
    const most = planned + (this.row[step * width + column.spare] ?? 0)
    return come < most ? come : most
  }

  /** Members wait for one another; the last to come sets them off. */
  private gather(step: number, convoy: number, now: number): void {
    const { row } = this
    if (row[step * width + column.sign] === -1 && now > (row[step * width + column.by] ?? never)) {
      this.skip(step, now)
      this.goOn(step, now)
      return
    }
    this.isPresent[step] = 1
    this.arrived[convoy] = (this.arrived[convoy] ?? 0) + 1
    this.shift[convoy] = Math.max(this.shift[convoy] ?? 0, now - (row[step * width + column.notBefore] ?? 0))
    if (this.arrived[convoy] === this.expected[convoy]) this.release(convoy, now, false)
  }

  /** All who are there pass, as far apart as planned, once the corridor lets them. */
  private release(convoy: number, now: number, isDeadline: boolean): void {
    const { script, weather } = this
    const own = script.convoys[convoy]
    const { row } = this
    if (own === undefined || this.isReleased[convoy] === 1) return
    const isMissingEscort = own.escorts.length > 0 && !own.escorts.some((step) => this.isPresent[step] === 1)
    const present = own.members.filter((step) => this.isPresent[step] === 1)
    const [first] = present.toSorted(
      (a, b) => (row[a * width + column.notBefore] ?? 0) - (row[b * width + column.notBefore] ?? 0),
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
    const planned = row[first * width + column.notBefore] ?? 0
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
    const booking = row[first * width + column.booking] ?? -1
    if ((entry > planned || isEarly) && booking >= 0 && later <= now)
      later = Math.max(later, this.roomAt(booking, own.isOut, present.length, first, now))
    if (later > now && later > entry) {
      this.shift[convoy] = Math.max(this.shift[convoy] ?? 0, later - planned)
      this.events.push(later, lastRank, script.steps.count + script.walks.length + convoy)
      return
    }
    this.isReleased[convoy] = 1
    for (const step of present) {
      const vehicle = this.vehicleOf[step] ?? 0
      const at = (row[step * width + column.notBefore] ?? 0) + (entry - planned)
      if (!own.isOut && at > (row[step * width + column.by] ?? never) + own.span) {
        this.skip(step, now)
        this.goOn(step, now)
        continue
      }
      if (own.isOut && at > (row[step * width + column.by] ?? never) + own.span && this.shelter(step, vehicle, now))
        continue
      if (booking >= 0) this.takeRoom(booking, own.isOut, 1, row[step * width + column.notBefore] ?? 0, at)
      this.clock[vehicle] = at
      this.pass(step, vehicle)
      this.advance(vehicle, step + 1)
    }
  }

  /**
   * Until when an entry is held: by a condition not yet met, or by who comes against it on an alternating corridor. Asked
   * again then. Who is loaded and still held at their “by” does not go on waiting: people get off, and the vehicle leaves.
   */
  private heldUntil(step: number, vehicle: number, now: number): number {
    const { script } = this
    const { row } = this
    const by = row[step * width + column.by] ?? never
    const isOut = row[step * width + column.sign] === 1
    const isHeld = (row[step * width + column.awaits] ?? 0) !== 0 || (row[step * width + column.waitsUntil] ?? 0) > now
    if (isHeld && ((this.people[vehicle] ?? 0) > 0 || (this.grams[vehicle] ?? 0) > 0)) {
      const later = conditionsMet(
        { awaits: row[step * width + column.awaits] ?? 0, waitsUntil: row[step * width + column.waitsUntil] ?? 0 },
        this.firstHeralded,
        now,
      )
      if (later > now) {
        if (later <= by || !isOut) return later
        this.people[vehicle] = 0
        this.persons[vehicle] = 0
      }
    }
    const corridor = row[step * width + column.corridor] ?? 0
    const turns = script.turns[corridor]
    if (turns === undefined || now >= this.giveUpAt(step)) return now
    let later = now
    for (const turn of turns) {
      if (turn.isOut === isOut) continue
      // Their turn is theirs, with the clearance before it.
      const clearance = script.problem.corridors[corridor]?.clearance ?? 0
      const meets =
        later + (row[step * width + column.passage] ?? 0) + clearance > turn.from && later < turn.until + clearance
      if (meets) later = turn.until + clearance
    }
    if (later > now) return later
    const against = 2 * corridor + (isOut ? 0 : 1)
    const clearance = script.problem.corridors[corridor]?.clearance ?? 0
    if ((this.inside[against] ?? 0) > 0) return now + 60
    return Math.max(now, (this.insideUntil[against] ?? 0) + clearance)
  }

  private giveUpAt(step: number): number {
    return (this.closes[this.tripWindow[this.row[step * width + column.trip] ?? 0] ?? 0] ?? 0) + 6 * 3600
  }

  /** The trip is not made. What it had reserved is free for others. */
  private skip(step: number, now: number): void {
    const { row } = this
    const trip = row[step * width + column.trip] ?? 0
    const vehicle = this.vehicleOf[step] ?? 0
    this.flag(trip, tripFlags.notEntered)
    this.people[vehicle] = 0
    this.persons[vehicle] = 0
    this.grams[vehicle] = 0
    const next = this.tripNext[trip] ?? 0
    for (let other = step; other < next; other++) {
      this.isDropped[other] = 1
      if (row[other * width + column.kind] !== steps.enter) continue
      const convoy = row[other * width + column.convoy] ?? -1
      if (convoy < 0 || this.isReleased[convoy] === 1 || this.isPresent[other] === 1) continue
      this.expected[convoy] = (this.expected[convoy] ?? 0) - 1
      if (this.expected[convoy] === this.arrived[convoy] && (this.arrived[convoy] ?? 0) > 0)
        this.events.push(now, lastRank, this.script.steps.count + this.script.walks.length + convoy)
    }
    this.skipSeconds = (this.tripSkipDrive[trip] ?? 0) * this.weather.city
    this.skipTo = next < (this.script.vehicles[vehicle]?.end ?? 0) ? next : -1
  }

  private mayShelter(step: number, now: number): boolean {
    const { script } = this
    return (
      script.refuges.length > 0 &&
      this.row[step * width + column.sign] === 1 &&
      now > (this.row[step * width + column.by] ?? never)
    )
  }

  /** Into a refuge that the terms name, has room, and is reached in time; false where there is none. */
  private shelter(step: number, vehicle: number, now: number): boolean {
    const { script, result } = this
    const corridor = this.row[step * width + column.corridor] ?? 0
    const trip = this.row[step * width + column.trip] ?? 0
    const persons = (this.persons[vehicle] ?? 0) + 1
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

  /**
   * When somebody who did not come for their own slot may pass, as far as is known now: now, if the bin has room beside
   * those who have passed and those it is still kept for; else when one of these may lapse, or the bin ends.
   */
  private roomAt(index: number, isOut: boolean, amount: number, step: number, now: number): number {
    const booking = this.script.bookings[index]
    const extra = this.extra[index]
    if (booking === undefined || extra === undefined) return now
    const { edges, limit, isShared, taken, first, holders } = booking
    const bins = edges.length
    const bin = binAt(booking, now)
    const most = limit[bin] ?? 0
    const ends = edges[bin + 1] ?? never
    let used = 0
    let later = ends
    for (let side = 0; side < 2; side++) {
      if (side !== (isOut ? 1 : 0) && isShared[bin] === 0) continue
      const cell = side * bins + bin
      used += (taken[cell] ?? 0) + (extra[cell] ?? 0)
      for (let place = first[cell] ?? 0; place < (first[cell + 1] ?? 0); place++) {
        const holder = holders[place] ?? 0
        const at = this.began[holder] ?? Number.NaN
        const keptUntil = this.row[holder * width + column.keptUntil] ?? 0
        if (holder === step) {
          // One's own place, as long as it is kept.
          if (keptUntil >= now) return now
          continue
        }
        if (Number.isNaN(at)) {
          if (this.isDropped[holder] === 1 || keptUntil < now) continue
          if (keptUntil + 1 < later) later = keptUntil + 1
        } else if (at >= ends) continue
        used += 1
      }
    }
    return used + amount <= most || (amount > most && used === 0) ? now : later
  }

  /** When a destination begins to take in so many: in the first bin from now on with room for them, first come, first served. */
  private takenIn(index: number, aboard: number, share: number, now: number): number {
    const booking = this.script.bookings[index]
    const extra = this.extra[index]
    const persons = Math.round(aboard * share)
    if (booking === undefined || extra === undefined || persons === 0) return now
    const { edges, limit, taken } = booking
    const bins = edges.length
    for (let bin = binAt(booking, now); bin < bins; bin++) {
      const used = (taken[bins + bin] ?? 0) + (extra[bins + bin] ?? 0)
      const most = limit[bin] ?? 0
      // More than any bin takes is taken in when there is nobody else.
      if (used + persons > most && !(persons > most && used === 0)) continue
      extra[bins + bin] = (extra[bins + bin] ?? 0) + persons
      this.isExtraTaken = true
      return Math.max(now, edges[bin] ?? now)
    }
    return now
  }

  /** Whoever passes in another bin than their own takes room there. */
  private takeRoom(index: number, isOut: boolean, amount: number, planned: number, at: number): void {
    const booking = this.script.bookings[index]
    const extra = this.extra[index]
    if (booking === undefined || extra === undefined) return
    const bin = binAt(booking, at)
    if (bin === binAt(booking, planned)) return
    const cell = bin + (isOut ? booking.edges.length : 0)
    extra[cell] = (extra[cell] ?? 0) + amount
    this.isExtraTaken = true
  }

  private broken(vehicle: number, at: number, where: number): number {
    const { one, two } = this.weather
    const key = this.script.vehicles[vehicle]?.key ?? 0
    const { meanSeconds } = this.script.assumptions.breakdowns
    const number = this.repairs[vehicle] ?? 0
    const repair =
      fromTable(this.tables.waiting, drawOf(key ^ Math.imul(number + 1, 0x1f3d5b79), one, two)) * meanSeconds
    this.repairs[vehicle] = number + 1
    this.soundFor[vehicle] = this.untilBreakdown(vehicle, key)
    return workedUntil(this.weather.interruptions, where, at, repair)
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

  /** Draws the factor of a drive, or of a passage, into `drawn`. */
  private drawLeg(key: number): void {
    this.drawn[0] = fromTable(this.tables.leg, drawOf(key, this.weather.one, this.weather.two))
  }

  private hour(corridor: number, at: number): number {
    const { firstHour, hours } = this.script
    let hour = Math.floor(at / 3600) - firstHour
    if (hour < 0) hour = 0
    else if (hour >= hours) hour = hours - 1
    return this.weather.hourly[corridor * hours + hour] ?? 1
  }
}

/** After everything else of an instant. */
const lastRank = 1e9
const noInterruptions = { starts: new Float64Array(0), ends: new Float64Array(0), counts: new Int32Array(1) }
