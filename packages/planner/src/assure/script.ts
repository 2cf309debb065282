// A plan as the simulation acts it out: for every vehicle a list of steps, in flat arrays, with all that does not change
// from day to day looked up once.

import { type Assumptions, assumptionsOf, type Corridor, type Leg, type Pause, type Trip, type Use } from '@treve/model'
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
import { remainingSeconds, type Way } from './remaining-way.ts'
import { type CompiledWalk, compiledWalks } from './script-walks.ts'
import { keyOf } from './streams.ts'

/** What a step is. */
export const steps = {
  /** A trip begins: not before its departure. */
  begin: 0,
  /** Boarding, alighting, loading, unloading. */
  handle: 1,
  /** Passes the mouth of a corridor, if it may. */
  enter: 2,
  gate: 3,
  /** Passes the other mouth. */
  exit: 4,
  /** Stands at a place. */
  stay: 5,
} as const

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
  /** For travel factors: hours from `firstHour` on. */
  readonly firstHour: number
  readonly hours: number
  /** Ranks of events at one instant: see `rankSteps`. */
  readonly movementsAwaited: readonly Use[]
}

/** Where each figure of a step stands in its row. What nearly every step asks for comes first: that is one line of the cache. */
export const column = {
  kind: 0,
  drive: 1,
  corridor: 2,
  notBefore: 3,
  driveKey: 4,
  sign: 5,
  queue: 6,
  booking: 7,
  by: 8,
  key: 9,
  fixed: 10,
  variable: 11,
  keptUntil: 12,
  convoy: 13,
  people: 14,
  load: 15,
  share: 16,
  personsEach: 17,
  spare: 18,
  unit: 19,
  grams: 20,
  isInside: 21,
  trip: 22,
  plannedUntil: 23,
  exitCorridor: 24,
  passage: 25,
  awaits: 26,
  waitsUntil: 27,
  heralds: 28,
  rank: 29,
} as const
export const width = 32

/** One entry a step, all trips of a vehicle after one another. */
export interface Steps {
  readonly count: number
  /** All of it once more, a row of `width` for each step: what a step needs is then read from one place. */
  readonly row: Float64Array
  readonly kind: Uint8Array
  readonly trip: Int32Array
  /** The leg of the trip it is (part) of; −1: of none. */
  readonly leg: Int32Array
  /** Mean seconds driven before it: on streets, or for gate and exit on the corridor. */
  readonly drive: Float64Array
  readonly driveKey: Int32Array
  /** Not before this instant: what the plan has reserved or ordered. */
  readonly notBefore: Float64Array
  /** As planned: its end. */
  readonly plannedUntil: Float64Array
  /** Corridor that it is on or, of a drive, whose hour it shares; −1: none. */
  readonly corridor: Int32Array
  /** Gate: its queue. Handle: the bays' queue, or −1. */
  readonly queue: Int32Array
  /** Handle: seconds whoever comes, and beside them seconds as planned for all. Gate: service in `fixed`. */
  readonly fixed: Float64Array
  readonly variable: Float64Array
  readonly key: Int32Array
  /** Handle: −1 unloads, +1 loads. Enter and exit: −1 in, +1 out. */
  readonly sign: Int8Array
  readonly isInside: Uint8Array
  /** Handle: people moved, persons with companions for each, grams moved, share of what is aboard that is unloaded. */
  readonly people: Float64Array
  readonly personsEach: Float64Array
  readonly spare: Float64Array
  readonly unit: Float64Array
  readonly grams: Float64Array
  readonly share: Float64Array
  /** Handle: index into `loads`, or −1. */
  readonly load: Int32Array
  /** Enter: slots, or −1. Handle: intake, or −1. */
  readonly booking: Int32Array
  /** Enter: until when its own place in the bin is kept for it. */
  readonly keptUntil: Float64Array
  /** Enter: the convoy passed with, or −1. */
  readonly convoy: Int32Array
  /** Enter inward: enter by. Handle inside: leave the stop by. Enter outward: join the exit by. */
  readonly by: Float64Array
  /** Enter inward: the corridor of the reserved exit, or −1. */
  readonly exitCorridor: Int32Array
  /** Enter: seconds from there to the other mouth as planned, for alternating corridors. */
  readonly passage: Float64Array
  /** Enter: a bit for each awaited movement that must be out first; −1 bit 31: an instant, in `waitsUntil`. */
  readonly awaits: Int32Array
  readonly waitsUntil: Float64Array
  /** Exit: bits of awaited movements that this passage is the loaded exit of. */
  readonly heralds: Int32Array
  /** Order among events of one instant. */
  readonly rank: Float64Array
}

export interface ScriptTrip {
  readonly id: string
  readonly vehicle: number
  readonly window: number
  /** Step at which the vehicle's next trip begins; the end of its steps if this is the last. */
  readonly nextBegin: number
  /** Drive from the outside mouth to where that begins, where this trip is not made. */
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

/** A step being written. */
interface Draft {
  kind: number
  trip: number
  leg: number
  drive: number
  driveKey: number
  notBefore: number
  corridor: number
  queue: number
  fixed: number
  variable: number
  key: number
  sign: number
  isInside: boolean
  people: number
  personsEach: number
  spare: number
  unit: number
  grams: number
  share: number
  load: number
  booking: number
  keptUntil: number
  convoy: number
  by: number
  exitCorridor: number
  passage: number
  awaits: number
  waitsUntil: number
  heralds: number
  plannedUntil: number
}

const blank: Draft = {
  kind: steps.stay,
  trip: 0,
  leg: -1,
  drive: 0,
  driveKey: 0,
  notBefore: 0,
  corridor: -1,
  queue: -1,
  fixed: 0,
  variable: 0,
  key: 0,
  sign: 0,
  isInside: false,
  people: 0,
  personsEach: 1,
  spare: 0,
  unit: 1,
  grams: 0,
  share: 0,
  load: -1,
  booking: -1,
  keptUntil: Number.POSITIVE_INFINITY,
  convoy: -1,
  by: Number.POSITIVE_INFINITY,
  exitCorridor: -1,
  passage: 0,
  awaits: 0,
  waitsUntil: Number.NEGATIVE_INFINITY,
  heralds: 0,
  plannedUntil: 0,
}

/** `assumptions`: how the day is; `ordered`: those that the turn-back times on the orders were computed with. */
export function scriptOf(
  pause: Pause,
  times: Times,
  plan: PlanToAssure,
  assumptions: Assumptions = assumptionsOf(pause),
  ordered: Assumptions = assumptions,
): Script {
  const { reserve } = plan
  const counted = reserve == null ? ordered : { ...ordered, turnBack: reserve.turn_back }
  return new Writer(problemOf(pauseOfOrders(pause, reserve), times), plan, assumptions, counted).script()
}

class Writer {
  private readonly problem: Problem
  private readonly plan: PlanToAssure
  private readonly assumptions: Assumptions
  private readonly ordered: Assumptions
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

  constructor(problem: Problem, plan: PlanToAssure, assumptions: Assumptions, ordered: Assumptions) {
    this.problem = problem
    this.plan = plan
    this.assumptions = assumptions
    this.ordered = ordered
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
    for (const [index, { id }] of problem.vehicles.entries()) {
      const trips = byVehicle.get(id)
      if (trips === undefined) continue
      const first = this.drafts.length
      this.writeVehicle(
        index,
        [...trips].sort((a, b) => startOf(a) - startOf(b)),
      )
      vehicles.push({ id, first, end: this.drafts.length, key: keyOf('vehicle', id) })
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
    for (const { to, arrivals } of walks)
      for (const { at, persons } of arrivals) this.take(this.intakeOf(to), at, persons)
    problem.cars.forEach((passages, corridor) => {
      for (const { enter } of passages) this.take(this.slotBookings[corridor] ?? -1, enter, 1)
    })
    const firstOpen = Math.min(...problem.windows.map(({ open }) => open))
    const firstHour = Math.floor(firstOpen / 3600) - 24
    return {
      problem,
      assumptions: this.assumptions,
      ordered: this.ordered,
      windows: problem.windows,
      steps: flat(this.drafts),
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
      hours: Math.ceil(this.horizon / 3600) + 13 - firstHour,
      movementsAwaited: this.awaited,
    }
  }

  private writeVehicle(vehicle: number, trips: readonly Trip[]): void {
    const written: { trip: Trip; index: number; begin: number; end: number }[] = []
    let place = ''
    let left = 0
    for (const trip of trips) {
      const begin = this.drafts.length
      const index = this.trips.length
      this.trips.push({ ...emptyTrip, id: trip.id, vehicle })
      const ended = this.writeTrip(vehicle, trip, index, place, left)
      place = ended.place
      left = ended.at
      written.push({ trip, index, begin, end: this.drafts.length })
    }
    for (const [number, { trip, index, begin, end }] of written.entries()) {
      const next = written[number + 1]
      const own = this.trips[index]
      if (own === undefined) continue
      this.trips[index] = { ...own, nextBegin: end, ...this.turnBack(vehicle, trip, begin, end, next?.trip) }
    }
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
    const drive = (to: string) => {
      if (place === '' || place === to) return 0
      const arrival = problem.times.arrival(kind, place, to, at)
      return arrival === undefined ? 0 : arrival - at
    }
    const key = (what: string, when: number) =>
      keyOf(problem.vehicles[vehicle]?.id ?? '', what, Math.floor(when / 3600), drives++)
    const aboard = new Map<string, number>()
    let gramsAboard = 0
    let isInside = false
    const firstPlace = placeOfStart(problem, trip)
    this.push({
      ...blank,
      kind: steps.begin,
      trip: index,
      drive: drive(firstPlace),
      driveKey: key('drive', at),
      notBefore: startOf(trip),
      leg: trip.legs[0]?.kind === 'depart' ? 0 : -1,
    })
    if (place !== firstPlace) place = firstPlace
    at = Math.max(at, startOf(trip))
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
          drive: isUnderWay(problem, trip, number) ? 0 : drive(mouth),
          driveKey: key('drive', at),
          notBefore: leg.from,
          corridor: corridorIndex,
          key: key('passage', leg.from),
          sign: isOut ? 1 : -1,
          isInside: isOut,
          booking,
          keptUntil: Math.min(leg.from + keptSeconds, this.endOfBin(booking, leg.from)),
          passage: leg.until - leg.from,
          ...heldBy,
          plannedUntil: leg.from,
        })
        this.writePassage(trip, number, index, corridorIndex, isOut, isLoaded ? movements : [], kind)
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
        drive: drive(to),
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
    trip: Trip,
    number: number,
    index: number,
    corridorIndex: number,
    isOut: boolean,
    loadedWith: readonly Use[],
    kind: Parameters<Times['arrival']>[0],
  ): void {
    const { problem } = this
    const leg = trip.legs[number]
    const corridor = problem.corridors[corridorIndex]
    if (leg === undefined || corridor === undefined) return
    const travel = valueThen(problem, corridor.travel, leg.from)[kind] ?? leg.until - leg.from
    let position = isOut ? 1 : 0
    let at: number = leg.from
    const base = { ...blank, trip: index, corridor: corridorIndex, sign: isOut ? 1 : -1, isInside: true }
    for (let next = number + 1; trip.legs[next]?.kind === 'gate'; next++) {
      const service = trip.legs[next]
      const gateIndex = corridor.gates.findIndex(({ id }) => id === service?.gate)
      const gate = corridor.gates[gateIndex]
      if (service === undefined || gate === undefined) continue
      // Who is on the way already when a plan is made anew has less before them than the whole.
      const segment = Math.min(secondsBetween(position, gate.position, travel), service.from - at)
      this.push({
        ...base,
        kind: steps.gate,
        leg: next,
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
      leg: number,
      drive: Math.min(secondsBetween(position, isOut ? 0 : 1, travel), leg.until - at),
      heralds,
      plannedUntil: leg.until,
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
    const by = (remaining: Way) => {
      const last = clearBy - this.remaining(remaining)
      return recall?.window === window ? Math.min(last, recall.at) : last
    }
    let enter = Number.POSITIVE_INFINITY
    let leaveStop = Number.POSITIVE_INFINITY
    let joinExit = Number.POSITIVE_INFINITY
    let exitCorridor = -1
    let way: { drives: number[]; fixedSeconds: number; handlingSeconds: number } | undefined
    let isStopMet = false
    let passageSeconds = 0
    // Backwards from the exit: what remains from each step on.
    for (let index = end - 1; index >= begin; index--) {
      const step = this.drafts[index]
      if (step === undefined) continue
      if (step.kind === steps.exit && step.sign === 1) {
        way = { drives: [], fixedSeconds: 0, handlingSeconds: 0 }
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
      } else if (step.kind === steps.enter && step.sign === 1) {
        way.drives.push(passageSeconds)
        step.by = by(way)
        if (joinExit === Number.POSITIVE_INFINITY) joinExit = step.by
        way.drives.push(step.drive)
      } else if (step.kind === steps.handle || step.kind === steps.stay) {
        step.by = by(way)
        if (!isStopMet && leaveStop === Number.POSITIVE_INFINITY) leaveStop = step.by
        isStopMet = true
        way.handlingSeconds += step.plannedUntil - step.notBefore
        way.drives.push(step.drive)
      } else if (step.kind === steps.enter) {
        way.drives.push(passageSeconds)
        step.by = by(way)
        step.exitCorridor = exitCorridor
        enter = step.by
        way = undefined
      }
    }
    const first = trip.legs.find(({ kind }) => kind === 'corridor_in')
    const mouth = problem.corridors[this.corridorIndex.get(first?.corridor ?? '') ?? -1]?.outside
    const kind = problem.vehicles[vehicle]?.fleet.kind ?? 'bus'
    const goal = next === undefined ? undefined : placeOfStart(problem, next)
    return {
      window,
      enter,
      leaveStop: leaveStop === Number.POSITIVE_INFINITY ? joinExit : leaveStop,
      joinExit,
      exitCorridor,
      skipDrive: mouth === undefined || goal === undefined ? 0 : (problem.times.leastSeconds(kind, mouth, goal) ?? 0),
      people: this.drafts
        .slice(begin, end)
        .reduce((sum, { kind, sign, people }) => sum + (kind === steps.handle && sign === 1 ? people : 0), 0),
    }
  }

  private readonly known = new Map<string, number>()

  private remaining(way: Way): number {
    const key = `${way.fixedSeconds} ${way.handlingSeconds} ${way.drives.join(' ')}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const found = remainingSeconds(way, this.ordered)
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

  /** For the step that is written next. */
  private hold(index: number, at: number, isOut: boolean): void {
    this.bookings[index]?.holding[this.cellOf(index, at, isOut)]?.push(this.drafts.length)
  }

  private push(draft: Draft): void {
    this.drafts.push(draft)
  }
}

/** How long a slot is kept for its holder after the moment it is for; then it is for whoever waits. */
const keptSeconds = 180

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

function flat(drafts: readonly Draft[]): Steps {
  const columns = inColumns(drafts)
  const row = new Float64Array(drafts.length * width)
  for (const [name, place] of Object.entries(column) as [keyof typeof column, number][]) {
    const values = columns[name]
    for (let step = 0; step < values.length; step++) row[step * width + place] = values[step] ?? 0
  }
  return { ...columns, row }
}

function inColumns(drafts: readonly Draft[]): Omit<Steps, 'row'> {
  const numbers = (value: (draft: Draft) => number) => Float64Array.from(drafts, value)
  const wholes = (value: (draft: Draft) => number) => Int32Array.from(drafts, value)
  return {
    count: drafts.length,
    kind: Uint8Array.from(drafts, ({ kind }) => kind),
    trip: wholes(({ trip }) => trip),
    leg: wholes(({ leg }) => leg),
    drive: numbers(({ drive }) => Math.max(0, drive)),
    driveKey: wholes(({ driveKey }) => driveKey),
    notBefore: numbers(({ notBefore }) => notBefore),
    plannedUntil: numbers(({ plannedUntil }) => plannedUntil),
    corridor: wholes(({ corridor }) => corridor),
    queue: wholes(({ queue }) => queue),
    fixed: numbers(({ fixed }) => fixed),
    variable: numbers(({ variable }) => variable),
    key: wholes(({ key }) => key),
    sign: Int8Array.from(drafts, ({ sign }) => sign),
    isInside: Uint8Array.from(drafts, ({ isInside }) => (isInside ? 1 : 0)),
    people: numbers(({ people }) => people),
    personsEach: numbers(({ personsEach }) => personsEach),
    spare: numbers(({ spare }) => spare),
    unit: numbers(({ unit }) => unit),
    grams: numbers(({ grams }) => grams),
    share: numbers(({ share }) => share),
    load: wholes(({ load }) => load),
    booking: wholes(({ booking }) => booking),
    keptUntil: numbers(({ keptUntil }) => keptUntil),
    convoy: wholes(({ convoy }) => convoy),
    by: numbers(({ by }) => by),
    exitCorridor: wholes(({ exitCorridor }) => exitCorridor),
    passage: numbers(({ passage }) => passage),
    awaits: wholes(({ awaits }) => awaits),
    waitsUntil: numbers(({ waitsUntil }) => waitsUntil),
    heralds: wholes(({ heralds }) => heralds),
    rank: rankSteps(drafts),
  }
}

/**
 * Ties. At one instant gates and bays serve before anybody enters a corridor, so that what leaves it is known; and they
 * serve in the order of the plan, the shorter service first: one that takes no time may begin on a lane just before another.
 */
function rankSteps(drafts: readonly Draft[]): Float64Array {
  const isQueue = ({ kind, queue }: Draft) => kind === steps.gate || (kind === steps.handle && queue !== -1)
  const inOrder = drafts
    .map((draft, index) => ({ draft, index }))
    .sort(
      (a, b) =>
        Number(isQueue(b.draft)) - Number(isQueue(a.draft)) ||
        a.draft.notBefore - b.draft.notBefore ||
        a.draft.plannedUntil - b.draft.plannedUntil ||
        a.index - b.index,
    )
  const ranks = new Float64Array(drafts.length)
  for (const [rank, { index }] of inOrder.entries()) ranks[index] = rank
  return ranks
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

/** The moment it sets off: a vehicle may stand ready before. */
function startOf({ legs: [first] }: Trip): number {
  return (first?.kind === 'depart' ? first.until : first?.from) ?? 0
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
