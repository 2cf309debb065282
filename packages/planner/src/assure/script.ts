// A plan as the simulation acts it out: for every vehicle a list of steps, in flat arrays, with all that does not change
// from day to day looked up once.

import {
  type Assumptions,
  assumptionsOf,
  type Corridor,
  type Leg,
  type Pause,
  type SecondExit,
  type Trip,
  type Use,
} from '@treve/model'
import { Bins } from '../calendar.ts'
import { noPlaces, placeCounts, plus, unitsThatFit } from '../places.ts'
import {
  type PlannedWindow,
  type Problem,
  problemOf,
  secondsBetween,
  slotRowAt,
  type Times,
  valueThen,
} from '../problem.ts'
import { moreSeconds, type PlanWithReserve, pauseOfOrders } from '../reserve/kept.ts'
import { departureOf, shiftEnds } from './crews.ts'
import { HoursOfDay } from './hours-of-day.ts'
import { aboardOf, type Orders, type Past, type Present, pastOf, type Start, startNow, type Told } from './present.ts'
import { closedOnArrival, remainingSeconds, type Way } from './remaining-way.ts'
import { type CompiledWalk, compiledWalks } from './script-walks.ts'
import { blank, type Draft, type Steps, steps, stepsOf } from './step-rows.ts'
import { keyOf } from './streams.ts'

export interface PlanToAssure extends PlanWithReserve {
  /** All are called out of this window then: nobody goes in, and who is inside leaves at once. */
  readonly recall?: { readonly window: number; readonly at: number }
}

export interface Script {
  readonly problem: Problem
  readonly assumptions: Assumptions
  readonly ordered: Assumptions
  readonly windows: readonly PlannedWindow[]
  readonly steps: Steps
  readonly trips: readonly ScriptTrip[]
  readonly vehicles: readonly ScriptVehicle[]
  /** The instant from which a plan in force goes on; undefined: the whole of it. */
  readonly from: number | undefined
  /** Corridors whose mouths are shut from then on. */
  readonly shut: readonly number[]
  /** By vehicle: how it begins, or goes on. */
  readonly starts: readonly Start[]
  readonly past: Past
  /** Vehicles that are told to be where their orders do not lead. */
  readonly astray: readonly string[]
  readonly walks: readonly CompiledWalk[]
  /** Lanes by queue: every gate's for vehicles, every gate's for walkers (as one), every place's bays. */
  readonly lanes: readonly number[]
  /** Slots of corridors, and intakes of destinations. */
  readonly bookings: readonly Booking[]
  readonly convoys: readonly ScriptConvoy[]
  readonly turns: readonly (readonly Turn[] | undefined)[]
  readonly refuges: readonly ScriptRefuge[]
  readonly groups: readonly ScriptGroup[]
  readonly loads: Loads
  /** For travel factors: hours from `firstHour` on; before and after them, the nearest holds. */
  readonly firstHour: number
  readonly hours: number
  readonly hoursOfDay: HoursOfDay
  /** Ranks of events at one instant: see `rankSteps`. */
  readonly movementsAwaited: readonly Use[]
}

export interface ScriptTrip {
  readonly id: string
  /** Among the script's vehicles. */
  readonly vehicle: number
  readonly window: number
  /** Step at which the vehicle's next trip begins; the end of its steps if this is the last. */
  readonly nextBegin: number
  /** Drive from the outside mouth to where that begins, or back where there is no other, where this trip is not made. */
  readonly skipDrive: number
  readonly enter: number
  readonly leaveStop: number
  readonly joinExit: number
  /** Of the loaded way out, or of the last. */
  readonly exitCorridor: number
  /** People planned out. */
  readonly people: number
}

export interface ScriptVehicle {
  readonly id: string
  readonly first: number
  readonly end: number
  /** Between these two stand its second exits, if there are any. */
  readonly secondEnd: number
  readonly key: number
}

export interface ScriptConvoy {
  readonly members: readonly number[]
  readonly isOut: boolean
  readonly corridor: number
  /** When those who are there no longer wait for the others. */
  readonly deadline: number
  /** By how much all of them may be late; less than nothing where their slot is later than they should pass. */
  readonly slack: number
  /** Seconds between the first and the last of them, as planned. */
  readonly span: number
  /** Steps of escorts among the members. */
  readonly escorts: readonly number[]
}

export interface Turn {
  readonly isOut: boolean
  readonly from: number
  readonly until: number
}

/** Bins of time that hold so much. Slots are kept for their holders; intake is for who comes first. */
export interface Booking {
  readonly edges: Float64Array
  /** Length of a bin, where all are alike; else 0. */
  readonly evenSeconds: number
  readonly limit: Float64Array
  /** 1: both directions count. */
  readonly isShared: Uint8Array
  /** Taken whatever happens: by cars, and by people on foot. Inward bins first, then outward ones, here and below. */
  readonly taken: Float64Array
  /** By bin: where its holders begin among `holders`; one more at the end. Steps that are to begin in the bin. */
  readonly first: Int32Array
  readonly holders: Int32Array
}

/** What is still before a vehicle, the last part of it first. */
interface WayThen {
  readonly parts: Part[]
  fixedSeconds: number
  handlingSeconds: number
}

/** A drive: which of the ways it is that take longer at some hours, or −1, and since when as planned; or a service. */
interface Part {
  readonly seconds: number
  readonly way: number
  readonly planned: number
  readonly isDrive: boolean
}

function driveTo({ drive, way, leaves }: Draft): Part {
  return { seconds: drive, way, planned: leaves, isDrive: true }
}

function passageOf({ passageWay, notBefore }: Draft, seconds: number): Part {
  return { seconds, way: passageWay, planned: notBefore, isDrive: true }
}

function lasting(seconds: number): Part {
  return { seconds, way: -1, planned: 0, isDrive: false }
}

interface DraftBooking extends Omit<Booking, 'first' | 'holders'> {
  readonly holding: number[][]
}

export interface ScriptRefuge {
  readonly place: string
  readonly persons: number
  readonly until: number
  /** By corridor and kind is not kept: the longest drive of any kind from each corridor's inside mouth; −1: no way. */
  readonly fromMouth: Float64Array
}

/** Who is boarded: by load where its rows begin, one more at the end; by row the group and how many. */
export interface Loads {
  readonly first: Int32Array
  readonly group: Int32Array
  readonly people: Float64Array
}

export interface ScriptGroup {
  readonly key: number
  /** People of the range ÷ planned. */
  readonly low: number
  readonly high: number
}

/**
 * `assumptions`: how the day is; `ordered`: those that the turn-back times on the orders were computed with; `present`: from
 * where a plan in force goes on, in the middle of its day.
 */
export function scriptOf(
  pause: Pause,
  times: Times,
  plan: PlanToAssure,
  assumptions: Assumptions = assumptionsOf(pause),
  ordered: Assumptions = assumptions,
  present?: Present,
): Script {
  const { reserve } = plan
  const counted = reserve == null ? ordered : { ...ordered, turnBack: reserve.turn_back }
  return new Writer(problemOf(pauseOfOrders(pause, reserve), times), plan, assumptions, counted, present).script()
}

class Writer {
  private readonly problem: Problem
  private readonly plan: PlanToAssure
  private readonly assumptions: Assumptions
  private readonly ordered: Assumptions
  private readonly present: Present | undefined
  private readonly drafts: Draft[] = []
  private readonly trips: ScriptTrip[] = []
  private readonly loads: { group: number; people: number }[][] = []
  private readonly lanes: number[] = []
  private readonly gateQueues: number[][]
  private readonly footQueues: number[][]
  private readonly bayQueues = new Map<string, number>()
  private readonly bookings: DraftBooking[] = []
  private readonly slotBookings: number[]
  private readonly intakeBookings = new Map<string, number>()
  private readonly corridorIndex: ReadonlyMap<string, number>
  private readonly awaited: Use[]
  private readonly horizon: number
  private readonly hoursOfDay: HoursOfDay

  constructor(
    problem: Problem,
    plan: PlanToAssure,
    assumptions: Assumptions,
    ordered: Assumptions,
    present: Present | undefined,
  ) {
    this.present = present
    this.problem = problem
    this.plan = plan
    this.assumptions = assumptions
    this.ordered = ordered
    this.hoursOfDay = new HoursOfDay(problem)
    this.corridorIndex = new Map(problem.corridors.map(({ id }, index) => [id, index]))
    this.gateQueues = problem.corridors.map((corridor) => corridor.gates.map(({ lanes }) => this.lanes.push(lanes) - 1))
    this.footQueues = problem.corridors.map((corridor) => corridor.gates.map(() => this.lanes.push(1) - 1))
    this.horizon = Math.max(...problem.windows.map(({ close }) => close)) + 43_200
    this.slotBookings = problem.corridors.map((corridor) => this.slotsOf(corridor))
    this.awaited = [...new Set([...problem.waits.values()].flat().flatMap(({ movement }) => movement ?? []))]
  }

  script(): Script {
    const { problem, plan } = this
    const byVehicle = Map.groupBy(plan.trips, ({ vehicle }) => vehicle)
    const vehicles: ScriptVehicle[] = []
    const starts: (Start | undefined)[] = []
    for (const [index, { id }] of problem.vehicles.entries()) {
      const trips = byVehicle.get(id)
      if (trips === undefined) continue
      const first = this.drafts.length
      const end = this.writeVehicle(
        index,
        vehicles.length,
        [...trips].sort((a, b) => departureOf(a) - departureOf(b)),
      )
      vehicles.push({ id, first, end, secondEnd: this.drafts.length, key: keyOf('vehicle', id) })
      const tripIds = this.trips.slice(this.drafts[first]?.trip).map((trip) => trip.id)
      const start = this.start({ vehicle: index, first, end, tripIds })
      starts.push(start)
      this.keepHours(index, trips, first, start)
    }
    const convoys = this.convoys()
    const walks = compiledWalks(
      problem,
      plan.walking,
      this.ordered,
      { gateQueues: this.gateQueues, footQueues: this.footQueues },
      (movements) => this.heldBy(movements, true),
      (movements) => this.heraldsOf(movements, true),
    )
    for (const { to, arrivals } of walks) this.takeEvenly(this.intakeOf(to), arrivals)
    problem.cars.forEach((passages, corridor) => {
      for (const { enter } of passages) this.take(this.slotBookings[corridor] ?? -1, enter, 1)
    })
    const firstHour = Math.floor(
      Math.min(...problem.windows.map(({ open }) => open), ...plan.trips.map(departureOf)) / 3600,
    )
    const lastClose = Math.max(...problem.windows.map(({ close }) => close))
    const begun = starts.map((start, vehicle) => start ?? startOfDay(vehicles[vehicle]?.first ?? 0))
    return {
      problem,
      assumptions: this.assumptions,
      ordered: this.ordered,
      windows: problem.windows,
      from: this.present?.at,
      shut: problem.corridors.flatMap(({ id }, index) => (this.present?.shut?.has(id) === true ? [index] : [])),
      starts: begun,
      past: pastOf(
        this.drafts,
        begun.map((start, vehicle) => ({
          first: vehicles[vehicle]?.first ?? 0,
          start,
          aboard: this.aboardAtStart(vehicles[vehicle]?.id),
        })),
        walks,
        {
          from: this.present?.at,
          peopleOut: this.outAtStart(),
          corridors: problem.corridors.length,
          awaited: this.awaited.length,
        },
      ),
      astray: vehicles.filter((_, vehicle) => starts[vehicle] === undefined).map(({ id }) => id),
      steps: stepsOf(
        this.drafts,
        problem.corridors.map(({ direction }) => direction === 'alternating'),
      ),
      trips: this.trips,
      vehicles,
      walks,
      lanes: this.lanes,
      bookings: this.bookings.map(({ holding, ...booking }) => ({ ...booking, ...inRows(holding) })),
      convoys,
      turns: problem.corridors.map((corridor) => this.turnsOf(corridor)),
      refuges: this.refuges(),
      groups: problem.groups.map(({ group: { id, count } }) => ({
        key: keyOf('group', id),
        low: count.best === 0 ? 1 : count.low / count.best,
        high: count.best === 0 ? 1 : count.high / count.best,
      })),
      loads: {
        first: inRows(this.loads.map((rows) => rows.map(({ group }) => group))).first,
        group: Int32Array.from(this.loads.flat(), ({ group }) => group),
        people: Float64Array.from(this.loads.flat(), ({ people }) => people),
      },
      firstHour,
      hoursOfDay: this.hoursOfDay,
      hours: Math.ceil((lastClose + afterCloseSeconds) / 3600) - firstHour,
      movementsAwaited: this.awaited,
    }
  }

  /** How a vehicle begins: with its first trip; where a plan was made anew, with those who were aboard; or as it is now. */
  private start(orders: Orders): Start | undefined {
    const { problem, present } = this
    const told = this.toldAtStart(orders.vehicle)
    if (present !== undefined) {
      const found = told === undefined ? {} : { found: this.found(orders, told, present.at) }
      return startNow(problem, present, this.drafts, { ...orders, ...found })
    }
    return { ...startOfDay(orders.first), ...(told === undefined ? {} : aboardOf(problem, told)) }
  }

  private found({ vehicle, first }: Orders, told: Told, at: number): NonNullable<Orders['found']> {
    const { problem } = this
    const { place } = told
    const kind = problem.vehicles[vehicle]?.fleet.kind ?? 'bus'
    const to = this.drafts[first]?.place ?? ''
    const arrival = place === undefined || place === to ? at : problem.times.arrival(kind, place, to, at)
    const known = arrival === undefined ? undefined : place
    return {
      ...aboardOf(problem, told),
      place: known,
      drive: (arrival ?? at) - at,
      at: problem.pause.rules.state?.at ?? at,
    }
  }

  /** Where a plan was made anew: what was told of a vehicle, unless its first trip began before and tells it by its legs. */
  private toldAtStart(vehicle: number): Told | undefined {
    const { vehicles, pause } = this.problem
    const { state } = pause.rules
    const id = vehicles[vehicle]?.id
    const first = Math.min(...this.plan.trips.filter((trip) => trip.vehicle === id).map(departureOf))
    return state === undefined || first < state.at ? undefined : state.vehicles.find((told) => told.id === id)
  }

  private aboardAtStart(id: string | undefined): number {
    const { problem } = this
    const told = this.toldAtStart(problem.vehicleById.get(id ?? '') ?? -1)
    return told === undefined ? 0 : aboardOf(problem, told).people
  }

  /** Of those whom a plan made anew finds aboard: people who are out of the zone already. */
  private outAtStart(): number {
    const { problem } = this
    return problem.vehicles.reduce((sum, _, vehicle) => {
      const told = this.toldAtStart(vehicle)
      const isOutside = told?.place !== undefined && problem.placeById.get(told.place)?.inside !== true
      return told !== undefined && isOutside ? sum + aboardOf(problem, told).people : sum
    }, 0)
  }

  /** Nobody goes in whose crew’s hours would end before the trip is over. The orders’ turn-back times are about the close alone. */
  private keepHours(vehicle: number, trips: readonly Trip[], first: number, start: Start | undefined): void {
    const { problem, present } = this
    const fleet = problem.vehicles[vehicle]?.fleet
    if (fleet === undefined || (fleet.crew_hours === undefined && fleet.available === undefined)) return
    const inOrder = [...trips].sort((a, b) => departureOf(a) - departureOf(b))
    // Where nothing is done yet, their hours have not begun.
    const before = this.drafts.slice(first, start?.step ?? first)
    const told = present?.vehicles.get(problem.vehicles[vehicle]?.id ?? '')
    const hasNotLeft = told?.place === this.drafts[first]?.place && before.every(({ kind }) => kind === steps.begin)
    const notBefore = present !== undefined && hasNotLeft ? present.at : Number.NEGATIVE_INFINITY
    const ends = shiftEnds(fleet, inOrder, problem.windows, notBefore)
    const tripEnds = new Map(trips.map(({ id, legs }) => [id, Math.max(...legs.map(({ until }) => until))]))
    for (const draft of this.drafts.slice(first)) {
      if (draft.kind !== steps.enter || draft.sign !== -1) continue
      const id = this.trips[draft.trip]?.id ?? ''
      const remaining = (tripEnds.get(id) ?? draft.notBefore) - draft.notBefore
      draft.by = Math.min(draft.by, (ends.get(id) ?? Number.POSITIVE_INFINITY) - remaining)
    }
  }

  /**
   * Where its planned steps end: its second exits stand after them. `vehicle` among all there are, `own` among those with trips.
   */
  private writeVehicle(vehicle: number, own: number, trips: readonly Trip[]): number {
    const written: { trip: Trip; index: number; begin: number; end: number }[] = []
    let place = ''
    let left = 0
    for (const trip of trips) {
      const begin = this.drafts.length
      const index = this.trips.length
      this.trips.push({ ...emptyTrip, id: trip.id, vehicle: own })
      const ended = this.writeTrip(vehicle, trip, index, place, left)
      place = ended.place
      left = ended.at
      written.push({ trip, index, begin, end: this.drafts.length })
    }
    const planned = this.drafts.length
    // One step that is never taken stands between them: whoever is past the last one planned is done.
    if (written.some(({ trip }) => trip.second_exit !== undefined))
      this.push({ ...blank, trip: this.drafts[planned - 1]?.trip ?? 0, first: planned })
    for (const { trip, begin, end } of written)
      if (trip.second_exit !== undefined) this.writeSecondExit(vehicle, trip, trip.second_exit, begin, end)
    for (const [number, { trip, index, begin, end }] of written.entries()) {
      const next = written[number + 1]
      const known = this.trips[index]
      if (known === undefined) continue
      this.trips[index] = { ...known, nextBegin: end, ...this.turnBack(vehicle, trip, begin, end, next?.trip) }
    }
    return planned
  }

  /** Steps of a trip that begins where the last one ended. */
  private writeTrip(vehicle: number, trip: Trip, index: number, from: string, left: number) {
    const { problem } = this
    const fleet = problem.vehicles[vehicle]?.fleet
    const kind = fleet?.kind ?? 'bus'
    const movements = movementsOf(problem, trip)
    let place = from
    let at = left
    let drives = 0
    const driven = (to: string) => {
      if (place === '' || place === to) return { drive: 0 }
      const arrival = problem.times.arrival(kind, place, to, at)
      const way = this.hoursOfDay.drive(kind, place, to)
      return { drive: arrival === undefined ? 0 : arrival - at, way, leaves: at }
    }
    const key = (what: string, when: number) =>
      keyOf(problem.vehicles[vehicle]?.id ?? '', what, Math.floor(when / 3600), drives++)
    const told = from === '' ? this.toldAtStart(vehicle) : undefined
    const aboard = new Map(Object.entries(told?.aboard ?? {}))
    let gramsAboard = 0
    let isInside = false
    const firstPlace = placeOfStart(problem, trip)
    this.push({
      ...blank,
      kind: steps.begin,
      trip: index,
      place: firstPlace,
      ...driven(firstPlace),
      driveKey: key('drive', at),
      notBefore: departureOf(trip),
      leg: trip.legs[0]?.kind === 'depart' ? 0 : -1,
    })
    if (place !== firstPlace) place = firstPlace
    at = Math.max(at, departureOf(trip))
    for (let number = 0; number < trip.legs.length; number++) {
      const leg = trip.legs[number]
      if (leg === undefined || leg.kind === 'gate' || (leg.kind === 'depart' && number === 0)) continue
      if (leg.kind === 'corridor_in' || leg.kind === 'corridor_out') {
        const isOut = leg.kind === 'corridor_out'
        const corridorIndex = this.corridorIndex.get(leg.corridor ?? '') ?? -1
        const corridor = problem.corridors[corridorIndex]
        if (corridor === undefined) continue
        const mouth = isOut ? corridor.inside : corridor.outside
        const isLoaded = aboard.size > 0 || gramsAboard > 0
        const heldBy = isLoaded ? this.heldBy(movements, isOut) : { awaits: 0, waitsUntil: Number.NEGATIVE_INFINITY }
        const booking = this.slotBookings[corridorIndex] ?? -1
        this.hold(booking, leg.from, isOut)
        this.push({
          ...blank,
          kind: steps.enter,
          trip: index,
          leg: number,
          place: mouth,
          ...(isUnderWay(problem, trip, number) ? {} : driven(mouth)),
          passageWay: this.hoursOfDay.passage(kind, corridor),
          driveKey: key('drive', at),
          notBefore: leg.from,
          corridor: corridorIndex,
          key: key('passage', leg.from),
          sign: isOut ? 1 : -1,
          isInside: isOut,
          booking,
          kept: Math.min(keptSeconds, this.endOfBin(booking, leg.from) - leg.from),
          passage: leg.until - leg.from,
          ...heldBy,
          plannedUntil: leg.from,
        })
        this.writePassage(
          { from: leg.from, until: leg.until, services: servicesAfter(trip, number), leg: number },
          index,
          corridorIndex,
          isOut,
          isLoaded ? movements : [],
          kind,
        )
        isInside = !isOut
        place = isOut ? corridor.outside : corridor.inside
        at = leg.until
        continue
      }
      const to = leg.place ?? place
      const base = {
        ...blank,
        trip: index,
        leg: number,
        place: to,
        ...driven(to),
        driveKey: key('drive', at),
        notBefore: leg.from,
        isInside,
        corridor: this.corridorOfDrive(trip, number),
        key: key(leg.kind, leg.from),
        plannedUntil: leg.until,
      }
      if (leg.kind === 'load' || leg.kind === 'unload')
        gramsAboard = this.writeHandling(base, leg, trip, vehicle, to, aboard, gramsAboard)
      else this.push({ ...base, kind: steps.stay })
      place = to
      at = leg.until
    }
    return { place, at }
  }

  private writePassage(
    passed: Passed,
    index: number,
    corridorIndex: number,
    isOut: boolean,
    loadedWith: readonly Use[],
    kind: Parameters<Times['arrival']>[0],
  ): void {
    const { problem } = this
    const corridor = problem.corridors[corridorIndex]
    if (corridor === undefined) return
    const { from, until, services, leg } = passed
    const travel = valueThen(problem, corridor.travel, from)[kind] ?? until - from
    let position = isOut ? 1 : 0
    let at = from
    const base = { ...blank, trip: index, corridor: corridorIndex, sign: isOut ? 1 : -1, isInside: true }
    for (const [number, service] of services.entries()) {
      const gateIndex = corridor.gates.findIndex(({ id }) => id === service.gate)
      const gate = corridor.gates[gateIndex]
      if (gate === undefined) continue
      // Who is on the way already when a plan is made anew has less before them than the whole.
      const segment = Math.min(secondsBetween(position, gate.position, travel), service.from - at)
      this.push({
        ...base,
        kind: steps.gate,
        leg: leg === -1 ? -1 : leg + 1 + number,
        position: gate.position,
        drive: segment,
        queue: this.gateQueues[corridorIndex]?.[gateIndex] ?? -1,
        fixed: service.until - service.from,
        notBefore: service.from,
        plannedUntil: service.until,
      })
      at = service.until
      position = gate.position
    }
    const heralds = this.heraldsOf(loadedWith, isOut)
    this.push({
      ...base,
      kind: steps.exit,
      leg,
      place: isOut ? corridor.outside : corridor.inside,
      position: isOut ? 0 : 1,
      drive: Math.min(secondsBetween(position, isOut ? 0 : 1, travel), until - at),
      heralds,
      plannedUntil: until,
    })
  }

  /** From the mouth of its first exit to that of the second, through it, and on to where the first would have led. */
  private writeSecondExit(vehicle: number, trip: Trip, second: SecondExit, begin: number, end: number): void {
    const { problem } = this
    const { id = '', fleet } = problem.vehicles[vehicle] ?? {}
    const kind = fleet?.kind ?? 'bus'
    const entry = lastEntryOut(this.drafts, begin, end)
    const first = this.drafts[entry]
    const corridorIndex = this.corridorIndex.get(second.corridor) ?? -1
    const corridor = problem.corridors[corridorIndex]
    if (first === undefined || corridor === undefined) return
    let exit = entry
    while (exit < end && this.drafts[exit]?.kind !== steps.exit) exit++
    const drive = (from: string, to: string, at: number) => (problem.times.arrival(kind, from, to, at) ?? at) - at
    const booking = this.slotBookings[corridorIndex] ?? -1
    const toMouth = drive(first.place, corridor.inside, first.notBefore)
    first.second = this.drafts.length
    first.turnBy = second.turn_by
    first.turnLatest = second.kept_until - toMouth
    this.hold(booking, second.from, true)
    const on = { ...blank, trip: first.trip, corridor: corridorIndex }
    this.push({
      ...on,
      kind: steps.enter,
      place: corridor.inside,
      drive: toMouth,
      way: this.hoursOfDay.drive(kind, first.place, corridor.inside),
      leaves: first.notBefore,
      passageWay: this.hoursOfDay.passage(kind, corridor),
      driveKey: keyOf(id, 'drive to second exit', second.from),
      notBefore: second.from,
      key: keyOf(id, 'second passage', second.from),
      sign: 1,
      isInside: true,
      booking,
      kept: Math.max(0, Math.min(second.kept_until, this.endOfBin(booking, second.from)) - second.from),
      passage: second.until - second.from,
      awaits: first.awaits,
      waitsUntil: first.waitsUntil,
      plannedUntil: second.from,
      first: entry,
    })
    const loadedWith = this.drafts[exit]?.heralds === 0 ? [] : movementsOf(problem, trip)
    this.writePassage(
      { from: second.from, until: second.until, services: second.gates, leg: -1 },
      first.trip,
      corridorIndex,
      true,
      loadedWith,
      kind,
    )
    const next = this.drafts[exit + 1]
    const place = next === undefined || next.first >= 0 ? corridor.outside : next.place
    this.push({
      ...on,
      kind: steps.stay,
      place,
      drive: drive(corridor.outside, place, second.until),
      way: this.hoursOfDay.drive(kind, corridor.outside, place),
      leaves: second.until,
      driveKey: keyOf(id, 'drive from second exit', second.from),
      first: entry,
      rejoin: exit + 1,
    })
  }

  /** Grams aboard afterwards. */
  private writeHandling(
    base: Draft,
    leg: Leg,
    trip: Trip,
    vehicle: number,
    place: string,
    aboard: Map<string, number>,
    gramsAboard: number,
  ): number {
    const { problem } = this
    const fleet = problem.vehicles[vehicle]?.fleet
    const isLoad = leg.kind === 'load'
    const seconds = leg.until - leg.from
    const groups = Object.entries(leg.people).flatMap(([id, people]) => {
      const planned = problem.groupById.get(id)
      return planned === undefined || people === 0 ? [] : [{ planned, people }]
    })
    const people = groups.reduce((sum, each) => sum + each.people, 0)
    const persons = groups.reduce((sum, each) => sum + each.people * (1 + each.planned.group.companions), 0)
    const before = [...aboard.values()].reduce((sum, count) => sum + count, 0)
    for (const each of groups) {
      const { id } = each.planned.group
      const left = (aboard.get(id) ?? 0) + (isLoad ? each.people : -each.people)
      if (left > 0) aboard.set(id, left)
      else aboard.delete(id)
    }
    const grams = Object.entries(leg.aid).reduce((sum, [consignment, items]) => {
      const lines = problem.pause.aid.find(({ id }) => id === consignment)?.items ?? []
      const mass = (item: string) => lines.find(({ id }) => id === item)?.mass ?? 0
      return sum + Object.entries(items).reduce((total, [item, count]) => total + count * mass(item), 0)
    }, 0)
    const rule = isLoad ? fleet?.board : fleet?.alight
    const fixed = people === 0 ? 0 : Math.min(seconds, rule?.fixed ?? 0)
    let spare = 0
    if (isLoad && people > 0) {
      let taken = noPlaces
      for (const [id, count] of aboard) taken = plus(taken, problem.groupById.get(id)?.unit ?? noPlaces, count)
      const offered = placeCounts(fleet?.loads[trip.configuration ?? -1] ?? {})
      spare = groups.reduce((least, { planned }) => Math.min(least, unitsThatFit(planned.unit, taken, offered)), 1e9)
    }
    let load = -1
    if (isLoad && people > 0) {
      load = this.loads.length
      this.loads.push(groups.map((each) => ({ group: each.planned.index, people: each.people })))
    }
    const bays = grams > 0 ? this.baysOf(place, isLoad) : -1
    const booking = !isLoad && people > 0 ? this.intakeOf(place) : -1
    this.push({
      ...base,
      kind: steps.handle,
      sign: isLoad ? 1 : -1,
      queue: bays,
      fixed,
      variable: seconds - fixed,
      people,
      personsEach: people === 0 ? 1 : persons / people,
      spare,
      unit: Math.max(1, ...groups.map(({ planned }) => planned.group.group_size)),
      grams,
      share: isLoad
        ? 1
        : before > 0 && people > 0
          ? people / before
          : grams > 0 && gramsAboard > 0
            ? grams / gramsAboard
            : 1,
      load,
      booking,
    })
    return gramsAboard + (isLoad ? grams : -grams)
  }

  /** The three times of a trip, written into its steps; and how it goes on if it is not made. */
  private turnBack(vehicle: number, trip: Trip, begin: number, end: number, next: Trip | undefined) {
    const { problem } = this
    const window = windowOf(problem.windows, trip)
    const { reserve, recall } = this.plan
    let clearBy = problem.windows[window]?.clearBy ?? 0
    // Which second exit the way that is looked at may turn to, and what lies before the mouth where it would: a closure of
    // the corridor inward is waited for, as on any way.
    let second:
      | {
          readonly turnBy: number
          readonly passageSeconds: number
          readonly drives: number[]
          fixedSeconds: number
          inwardSeconds: number
        }
      | undefined
    const by = (remaining: WayThen, planned: number) => {
      let last = this.lastMoment(remaining, clearBy, planned)
      // Where a way takes longer at some hours, a second exit is not counted on: what it spares then was not worked out.
      if (second !== undefined && remaining.parts.every((part) => part.way < 0)) {
        const { turnBy, drives, fixedSeconds } = second
        const { handlingSeconds } = remaining
        const passageSeconds = second.passageSeconds + second.inwardSeconds
        const spared = clearBy - this.remaining({ ...this.wayAt(remaining), passageSeconds }, mostOfIt)
        const inTime = turnBy - this.remaining({ drives, fixedSeconds, handlingSeconds }, 1 - mostOfIt, true)
        // A second exit never makes anybody turn back sooner.
        last = Math.max(last, Math.min(spared, inTime))
      }
      return recall?.window === window ? Math.min(last, recall.at) : last
    }
    let enter = Number.POSITIVE_INFINITY
    let leaveStop = Number.POSITIVE_INFINITY
    let joinExit = Number.POSITIVE_INFINITY
    let exitCorridor = -1
    let way: WayThen | undefined
    let isStopMet = false
    let passageSeconds = 0
    // Backwards from the exit: what remains from each step on.
    for (let index = end - 1; index >= begin; index--) {
      const step = this.drafts[index]
      if (step === undefined) continue
      if (step.kind === steps.exit && step.sign === 1) {
        way = { parts: [], fixedSeconds: 0, handlingSeconds: 0 }
        isStopMet = false
        exitCorridor = exitCorridor === -1 ? step.corridor : exitCorridor
        clearBy =
          (problem.windows[window]?.clearBy ?? 0) - moreSeconds(reserve, problem.corridors[step.corridor]?.id ?? '')
      }
      if (way === undefined) continue
      // A passage goes at one pace, from mouth to mouth: it counts as one drive.
      if (step.kind === steps.exit) passageSeconds = step.drive
      else if (step.kind === steps.gate) {
        passageSeconds += step.drive
        way.fixedSeconds += step.fixed
        way.parts.push(lasting(step.fixed))
        if (second !== undefined && step.sign === -1) second.fixedSeconds += step.fixed
      } else if (step.kind === steps.enter && step.sign === 1) {
        way.parts.push(passageOf(step, passageSeconds))
        second =
          step.second < 0
            ? undefined
            : { turnBy: step.turnBy, passageSeconds, drives: [], fixedSeconds: 0, inwardSeconds: 0 }
        step.by = by(way, step.notBefore)
        if (joinExit === Number.POSITIVE_INFINITY) joinExit = step.by
        way.parts.push(driveTo(step))
        second?.drives.push(step.drive)
      } else if (step.kind === steps.handle || step.kind === steps.stay) {
        step.by = by(way, step.plannedUntil)
        if (!isStopMet && leaveStop === Number.POSITIVE_INFINITY) leaveStop = step.by
        isStopMet = true
        way.handlingSeconds += step.plannedUntil - step.notBefore
        way.parts.push(lasting(step.plannedUntil - step.notBefore), driveTo(step))
        second?.drives.push(step.drive)
      } else if (step.kind === steps.enter) {
        way.parts.push(passageOf(step, passageSeconds))
        if (second !== undefined) {
          second.drives.push(passageSeconds)
          second.inwardSeconds += passageSeconds
        }
        step.by = by(way, step.notBefore)
        step.exitCorridor = exitCorridor
        enter = step.by
        way = undefined
        second = undefined
      }
    }
    const first = trip.legs.find(({ kind }) => kind === 'corridor_in')
    const mouth = problem.corridors[this.corridorIndex.get(first?.corridor ?? '') ?? -1]?.outside
    const kind = problem.vehicles[vehicle]?.fleet.kind ?? 'bus'
    const goal = placeOfStart(problem, next ?? trip)
    return {
      window,
      enter,
      leaveStop: leaveStop === Number.POSITIVE_INFINITY ? joinExit : leaveStop,
      joinExit,
      exitCorridor,
      skipDrive: mouth === undefined ? 0 : (problem.times.leastSeconds(kind, mouth, goal) ?? 0),
      people: this.drafts
        .slice(begin, end)
        .reduce((sum, { kind, sign, people }) => sum + (kind === steps.handle && sign === 1 ? people : 0), 0),
    }
  }

  /** The last moment from which a way ends in time; where it takes longer at some hours, as long as it does at that moment. */
  private lastMoment(way: WayThen, clearBy: number, planned: number): number {
    const isInTime = (at: number) => at + this.remaining(this.wayAt(way, at)) <= clearBy
    const usual = clearBy - this.remaining(this.wayAt(way))
    if (way.parts.every((part) => part.way < 0)) return usual
    if (!isInTime(planned)) return Math.min(usual, planned)
    if (usual < planned) return usual
    // Who sets out later may be out sooner, where a slow hour ends: no moment before the last one may be too late.
    let low = planned
    let high = planned
    while (high < usual && isInTime(high)) {
      low = high
      high = Math.min(usual, high + 60)
    }
    if (isInTime(high)) return high
    while (high - low > 1) {
      const middle = (low + high) / 2
      if (isInTime(middle)) low = middle
      else high = middle
    }
    return low
  }

  /** As it is from an instant on, at the usual pace; undefined: as planned. */
  private wayAt({ parts, fixedSeconds, handlingSeconds }: WayThen, from?: number): Way {
    const drives: number[] = []
    let at = from
    for (const { seconds, way, planned, isDrive } of parts.toReversed()) {
      const then = at === undefined ? seconds : seconds * this.hoursOfDay.ratio(way, planned, at)
      if (isDrive) drives.unshift(then)
      if (at !== undefined) at += then
    }
    return { drives, fixedSeconds, handlingSeconds }
  }

  private readonly known = new Map<string, number>()

  /**
   * At the quantile that orders count on. With a share of what may go wrong alone, where another part is for something else;
   * and where it only counts on days on which the first exit is closed, so much more of them.
   */
  private remaining(way: Way, share = 1, isIfClosed = false): number {
    const { fixedSeconds, handlingSeconds, drives, passageSeconds } = way
    const key = `${share} ${isIfClosed} ${passageSeconds} ${fixedSeconds} ${handlingSeconds} ${drives.join(' ')}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const { ordered } = this
    const wrong = ((1 - ordered.turnBack) * share) / (isIfClosed ? Math.max(1e-9, closedOnArrival(ordered)) : 1)
    const turnBack = share === 1 ? ordered.turnBack : 1 - Math.min(0.5, wrong)
    const closures = isIfClosed ? { ...ordered.closures, perHour: 0 } : ordered.closures
    const found = remainingSeconds(way, { ...ordered, turnBack, closures })
    this.known.set(key, found)
    return found
  }

  /** What holds a loaded passage: movements that must be out first, or an instant. */
  private heldBy(movements: readonly Use[], isOut: boolean): { awaits: number; waitsUntil: number } {
    let awaits = 0
    let waitsUntil = Number.NEGATIVE_INFINITY
    if (movements.includes('medical')) return { awaits, waitsUntil }
    for (const movement of movements) {
      if ((movement === 'aid') === isOut) continue
      for (const { movement: other, metAt } of this.problem.waits.get(movement) ?? []) {
        if (other === undefined) waitsUntil = Math.max(waitsUntil, metAt)
        else awaits |= 1 << this.awaited.indexOf(other)
      }
    }
    return { awaits, waitsUntil }
  }

  private heraldsOf(movements: readonly Use[], isOut: boolean): number {
    return this.awaited.reduce(
      (bits, movement, bit) => bits | (movements.includes(movement) && (movement === 'aid') !== isOut ? 1 << bit : 0),
      0,
    )
  }

  /** Members of a convoy that pass a corridor together: they wait for one another, and for their escort. */
  private convoys(): ScriptConvoy[] {
    const found = new Map<string, { members: number[]; escorts: number[]; corridor: number; isOut: boolean }>()
    const ruled = new Set(this.problem.pause.rules.convoys.map(({ corridor }) => corridor))
    const names = this.trips.map(({ id }) => id)
    const tripById = new Map(this.plan.trips.map((trip) => [trip.id, trip]))
    const bins = new Bins(this.problem.windows.map(({ open }) => open))
    this.drafts.forEach((step, index) => {
      const trip = tripById.get(names[step.trip] ?? '')
      const convoy = trip?.convoy ?? trip?.escort_of
      const corridor = this.problem.corridors[step.corridor]
      if (step.kind !== steps.enter || convoy == null || corridor === undefined || !ruled.has(corridor.id)) return
      const row = corridor.capacity?.[slotRowAt(this.problem, corridor, step.notBefore)]
      const bin = bins.start(step.notBefore, row?.value.per ?? 900)
      const key = `${convoy} ${step.corridor} ${step.sign} ${bin}`
      const group = found.get(key) ?? { members: [], escorts: [], corridor: step.corridor, isOut: step.sign === 1 }
      group.members.push(index)
      if (trip?.escort_of != null) group.escorts.push(index)
      found.set(key, group)
    })
    const convoys: ScriptConvoy[] = []
    for (const { members, escorts, corridor, isOut } of found.values()) {
      if (members.length < 2) continue
      for (const index of members) {
        const step = this.drafts[index]
        if (step !== undefined) step.convoy = convoys.length
      }
      const planned = members.map((index) => this.drafts[index]?.notBefore ?? 0)
      const slack = Math.min(...members.map((index, at) => (this.drafts[index]?.by ?? 0) - (planned[at] ?? 0)))
      const span = Math.max(...planned) - Math.min(...planned)
      convoys.push({ members, escorts, corridor, isOut, deadline: Math.max(...planned) + slack, slack, span })
    }
    return convoys
  }

  private turnsOf(corridor: Corridor): Turn[] | undefined {
    if (corridor.direction !== 'alternating') return undefined
    return this.plan.directions
      .filter((each) => each.corridor === corridor.id && each.direction !== 'closed')
      .map(({ from, until, direction }) => ({ isOut: direction === 'out', from, until }))
      .sort((a, b) => a.from - b.from)
  }

  private refuges(): ScriptRefuge[] {
    const { problem } = this
    const kinds = new Set(problem.vehicles.map(({ fleet }) => fleet.kind))
    return problem.pause.rules.refuges.map(({ at, capacity, until }) => ({
      place: at,
      persons: capacity,
      until,
      fromMouth: Float64Array.from(problem.corridors, ({ inside }) => {
        const ways = [...kinds].map((kind) => problem.times.leastSeconds(kind, inside, at) ?? -1)
        return ways.length === 0 || ways.includes(-1) ? -1 : Math.max(...ways)
      }),
    }))
  }

  /** A drive shares the hour of the corridor that it leads to, or else of the one that it comes from. */
  private corridorOfDrive(trip: Trip, number: number): number {
    const isPassage = ({ kind }: Leg) => kind === 'corridor_in' || kind === 'corridor_out'
    const found = trip.legs.slice(0, number).findLast(isPassage) ?? trip.legs.slice(number).find(isPassage)
    return this.corridorIndex.get(found?.corridor ?? '') ?? -1
  }

  private baysOf(place: string, isLoad: boolean): number {
    const handling = this.problem.placeById.get(place)?.[isLoad ? 'load' : 'unload']
    if (handling === undefined) return -1
    const key = `${isLoad} ${place}`
    const queue = this.bayQueues.get(key) ?? this.lanes.push(handling.bays) - 1
    this.bayQueues.set(key, queue)
    return queue
  }

  private slotsOf(corridor: Corridor): number {
    const { capacity } = corridor
    if (capacity === undefined) return -1
    return this.bookingOf((at) => {
      const row = capacity[slotRowAt(this.problem, corridor, at)]?.value
      return { per: row?.per ?? 900, limit: row?.vehicles ?? 0, isShared: row?.shared === true }
    })
  }

  private intakeOf(place: string): number {
    const known = this.intakeBookings.get(place)
    if (known !== undefined) return known
    const intake = this.problem.placeById.get(place)?.intake
    const booking =
      intake === undefined ? -1 : this.bookingOf(() => ({ per: intake.per, limit: intake.people, isShared: false }))
    this.intakeBookings.set(place, booking)
    return booking
  }

  private bookingOf(rowAt: (at: number) => { per: number; limit: number; isShared: boolean }): number {
    const opens = this.problem.windows.map(({ open }) => open)
    const bins = new Bins(opens)
    const edges: number[] = []
    const limit: number[] = []
    const shared: number[] = []
    for (let at = Math.min(...opens); at < this.horizon; ) {
      const row = rowAt(at)
      edges.push(at)
      limit.push(row.limit)
      shared.push(row.isShared ? 1 : 0)
      at = bins.end(at, row.per)
    }
    return (
      this.bookings.push({
        edges: Float64Array.from(edges),
        evenSeconds: evenly(edges),
        limit: Float64Array.from(limit),
        isShared: Uint8Array.from(shared),
        taken: new Float64Array(2 * edges.length),
        holding: Array.from({ length: 2 * edges.length }, () => []),
      }) - 1
    )
  }

  private cellOf(index: number, at: number, isOut: boolean): number {
    const booking = this.bookings[index]
    return booking === undefined ? -1 : binAt(booking, at) + (isOut ? booking.edges.length : 0)
  }

  /** A second before the next bin begins. */
  private endOfBin(index: number, at: number): number {
    const booking = this.bookings[index]
    return booking === undefined ? Number.POSITIVE_INFINITY : (booking.edges[binAt(booking, at) + 1] ?? at) - 1
  }

  /** By who comes whatever else happens. */
  private take(index: number, at: number, amount: number): void {
    const booking = this.bookings[index]
    if (booking === undefined) return
    const cell = this.cellOf(index, at, true)
    booking.taken[cell] = (booking.taken[cell] ?? 0) + amount
  }

  /** By a flow at an even rate: each bin rounded to its favour, as planner and checker count. */
  private takeEvenly(index: number, { first, last, persons }: CompiledWalk['arrivals']): void {
    const booking = this.bookings[index]
    if (booking === undefined) return
    const span = Math.max(1, last - first)
    let counted = 0
    for (let at = first; at - first < span; ) {
      const next = booking.edges[binAt(booking, at) + 1] ?? Number.POSITIVE_INFINITY
      const arrived = Math.floor((persons * Math.min(next - first, span)) / span)
      this.take(index, at, arrived - counted)
      counted = arrived
      at = next
    }
  }

  /** For the step that is written next. */
  private hold(index: number, at: number, isOut: boolean): void {
    this.bookings[index]?.holding[this.cellOf(index, at, isOut)]?.push(this.drafts.length)
  }

  private push(draft: Draft): void {
    this.drafts.push(draft)
  }
}

/** Longest that halts, closures and slow hours are looked for after a close: whoever is late then is late by any count. */
export const afterCloseSeconds = 6 * 3600

/** Of what may go wrong by turn-back times with a second exit: by the first one itself; the rest is for coming too late to turn. */
const mostOfIt = 0.9

/** How long a slot is kept for its holder after the moment it is for; then it is for whoever waits. */
const keptSeconds = 180

/** A passage as it is planned. */
interface Passed {
  readonly from: number
  readonly until: number
  readonly services: readonly { readonly gate: string | null; readonly from: number; readonly until: number }[]
  /** The leg that it is; −1: a second exit, which is none. */
  readonly leg: number
}

/** The services that follow a corridor leg. */
function servicesAfter({ legs }: Trip, number: number): Leg[] {
  const end = legs.findIndex(({ kind }, index) => index > number && kind !== 'gate')
  return legs.slice(number + 1, end === -1 ? legs.length : end)
}

/** The last entry outward among the steps of a trip; −1: none. */
function lastEntryOut(drafts: readonly Draft[], begin: number, end: number): number {
  for (let index = end - 1; index >= begin; index--)
    if (drafts[index]?.kind === steps.enter && drafts[index]?.sign === 1) return index
  return -1
}

function startOfDay(step: number): Start {
  return { step, done: step, at: Number.NEGATIVE_INFINITY, people: 0, persons: 0, grams: 0, passage: -1 }
}

const emptyTrip: ScriptTrip = {
  id: '',
  vehicle: 0,
  window: 0,
  nextBegin: 0,
  skipDrive: 0,
  enter: Number.POSITIVE_INFINITY,
  leaveStop: Number.POSITIVE_INFINITY,
  joinExit: Number.POSITIVE_INFINITY,
  exitCorridor: -1,
  people: 0,
}

/** The bin that holds an instant; the first one before them all. */
export function binAt({ edges, evenSeconds }: Pick<Booking, 'edges' | 'evenSeconds'>, at: number): number {
  if (evenSeconds > 0) {
    const bin = Math.floor((at - (edges[0] ?? 0)) / evenSeconds)
    return bin < 0 ? 0 : bin < edges.length ? bin : edges.length - 1
  }
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function evenly(edges: readonly number[]): number {
  const [first = 0, second = 0] = edges
  return edges.every((edge, bin) => edge === first + bin * (second - first)) ? second - first : 0
}

function inRows(rows: readonly (readonly number[])[]): Pick<Booking, 'first' | 'holders'> {
  const first = new Int32Array(rows.length + 1)
  rows.forEach((row, index) => {
    first[index + 1] = (first[index] ?? 0) + row.length
  })
  return { first, holders: Int32Array.from(rows.flat()) }
}

function movementsOf(problem: Problem, trip: Trip): Use[] {
  const found = new Set<Use>()
  for (const { people, aid } of trip.legs) {
    for (const id of Object.keys(people)) {
      const movement = problem.groupById.get(id)?.group.movement
      if (movement !== undefined) found.add(movement)
    }
    if (Object.keys(aid).length > 0) found.add('aid')
  }
  return [...found]
}

function placeOfStart(problem: Problem, { legs: [first] }: Trip): string {
  if (first === undefined) return ''
  if (first.place !== null) return first.place
  const corridor = problem.corridors.find(({ id }) => id === first.corridor)
  return (first.kind === 'corridor_out' ? corridor?.inside : corridor?.outside) ?? ''
}

/** Where a plan made anew finds the vehicle on a corridor, the entry lies before the plan. */
function isUnderWay(problem: Problem, trip: Trip, number: number): boolean {
  const told = problem.pause.rules.state?.vehicles.find(({ id }) => id === trip.vehicle)
  return number === 0 && told?.corridor !== undefined
}

/** A trip belongs to the latest window begun when it enters its first corridor; before the first, to that. */
function windowOf(windows: readonly PlannedWindow[], trip: Trip): number {
  const first = trip.legs.find(({ kind }) => kind === 'corridor_in' || kind === 'corridor_out')
  const at = first?.from ?? trip.legs.at(-1)?.until ?? 0
  let found = 0
  windows.forEach(({ open }, index) => {
    if (open <= at && open > (windows[found]?.open ?? 0)) found = index
  })
  return found
}
