// The state of a plan under construction: what is reserved, who still waits, where each vehicle is and from when.
// Everything enters by `commit` and leaves by `uncommit`, so any step can be taken back.

import type { Corridor, Use } from '@treve/model'
import { BinCalendar, Bins, LaneCalendar, TurnCalendar } from './calendar.ts'
import { type Changes, changesAt } from './days/changes.ts'
import { noPlaces, type PlaceCounts, placeCounts, plus } from './places.ts'
import { type PlannedGroup, type Problem, slotRowAt } from './problem.ts'
import { isOrderKept, type RankedLoad, rankedAt } from './ranks.ts'
import { type PauseToPlan, spreadSlots } from './reserve/kept.ts'
import type { PlannedTrip, Walk } from './trip.ts'

interface CorridorState {
  /** By row of the capacity; the same calendar twice where the directions share their slots. */
  readonly slots: readonly Readonly<Record<'in' | 'out', BinCalendar>>[]
  /** Movements by bin, with how many passages brought each there. */
  readonly movements: Map<string, Map<Use, number>>
  readonly lanes: readonly LaneCalendar[]
  readonly footLanes: readonly LaneCalendar[]
  /** Of an alternating corridor. */
  readonly turns: TurnCalendar | undefined
  /** What was put in and taken out, for whoever keeps what they have found. */
  readonly changes: Readonly<Record<'in' | 'out', Changes>>
}

interface VehicleState {
  readonly place: string
  readonly free: number
  readonly trips: PlannedTrip[]
}

/** What a destination still has. Undefined: not limited. */
interface DestinationState {
  bedsTaken: PlaceCounts
  readonly beds: PlaceCounts | undefined
  placesLeft: number
  readonly intake: BinCalendar | undefined
  readonly intakeRate: number
}

type Step = { readonly what: PlannedTrip | Walk; readonly isCommit: boolean }

export class World {
  readonly problem: Problem
  readonly bins: Bins
  /** By group index. */
  readonly waiting: number[]
  readonly isRemainderGone: boolean[]
  /** By item index. */
  readonly pieces: number[]
  /** By drop index. */
  readonly deliveredGrams: number[]
  readonly walks: Walk[] = []
  /**
   * Instants at which an alternating corridor is kept for one direction; undefined: turns as they come. Set once what
   * is promised stands, which follows no turns of ours.
   */
  phases: readonly (Phase | undefined)[] = []
  /** While set, nobody is loaded before all of a lower rank at the same pick-up: else these could not follow. */
  isRankFirst = false
  private readonly vehicles: VehicleState[]
  private readonly corridors: CorridorState[]
  private readonly destinations = new Map<string, DestinationState>()
  private readonly bays = new Map<string, LaneCalendar>()
  /** Loaded exits by movement, for conditions that wait for the first. */
  private readonly loadedExits = new Map<Use, number[]>()
  private readonly rankedLoads = new Map<string, RankedLoad[]>()
  private readonly log: Step[] = []

  constructor(problem: Problem) {
    this.problem = problem
    const opens = problem.windows.map((window) => window.open)
    this.bins = new Bins(opens)
    const start = (opens[0] ?? 0) - 86_400
    this.vehicles = problem.vehicles.map(({ fleet }) => ({
      place: fleet.at,
      free: Math.max(fleet.available?.[0] ?? start, problem.pause.rules.state?.at ?? start),
      trips: [],
    }))
    this.waiting = problem.groups.map(({ group }) => group.count.best)
    this.isRemainderGone = problem.groups.map(() => false)
    this.pieces = problem.items.map(({ item }) => item.count)
    this.deliveredGrams = problem.drops.map(() => 0)
    this.corridors = problem.corridors.map((corridor) => ({
      slots: slotsOf(corridor, this.bins),
      movements: new Map(),
      lanes: corridor.gates.map((gate) => new LaneCalendar(gate.lanes)),
      footLanes: corridor.gates.map((gate) => new LaneCalendar(gate.foot_lanes)),
      turns: corridor.direction === 'alternating' ? new TurnCalendar(corridor.clearance) : undefined,
      changes: changesAt(corridor),
    }))
    this.admitCars()
    this.keepSpare(problem.pause)
  }

  /** Where a vehicle is free again, and from when. */
  whereabouts(vehicle: number): { readonly place: string; readonly free: number } {
    const state = this.vehicles[vehicle]
    const last = state?.trips.at(-1)
    return last === undefined
      ? { place: state?.place ?? '', free: state?.free ?? 0 }
      : { place: last.endPlace, free: last.end }
  }

  /** A vehicle that a stated position puts elsewhere than at its depot. */
  place(vehicle: number, place: string, free: number): void {
    const state = this.vehicles[vehicle]
    if (state !== undefined) this.vehicles[vehicle] = { ...state, place, free }
  }

  tripsOf(vehicle: number): readonly PlannedTrip[] {
    return this.vehicles[vehicle]?.trips ?? []
  }

  trips(): PlannedTrip[] {
    return this.vehicles.flatMap(({ trips }) => trips)
  }

  /** What a trip delivers. */
  gramsOf(trip: PlannedTrip): number {
    return trip.delivered.reduce((sum, { item, count }) => sum + count * (this.problem.items[item]?.item.mass ?? 0), 0)
  }

  /** First departure of the vehicle's crew in a window. */
  shiftStart(vehicle: number, window: number): number | undefined {
    return this.vehicles[vehicle]?.trips.find((trip) => trip.window === window)?.departure
  }

  /** What `look` finds where a vehicle has made only its first `count` trips; all that the later ones hold stays held. */
  before<T>(vehicle: number, count: number, look: () => T): T {
    const state = this.vehicles[vehicle]
    if (state === undefined) return look()
    const later = state.trips.splice(count)
    const found = look()
    state.trips.push(...later)
    return found
  }

  /** A mark to which `rewind` returns. */
  mark(): number {
    return this.log.length
  }

  rewind(mark: number): void {
    while (this.log.length > mark) {
      const step = this.log.pop()
      if (step === undefined) return
      this.apply(step.what, step.isCommit ? -1 : 1)
    }
  }

  /** What came before can no longer be taken back. */
  forget(): void {
    this.log.length = 0
  }

  commit(what: PlannedTrip | Walk): void {
    this.apply(what, 1)
    this.log.push({ what, isCommit: true })
  }

  /** Of a vehicle's trips only the last can go: the next begins where it ended. */
  uncommit(what: PlannedTrip | Walk): void {
    this.apply(what, -1)
    this.log.push({ what, isCommit: false })
  }

  private apply(what: PlannedTrip | Walk, sign: 1 | -1): void {
    if (what.kind === 'walk') this.applyWalk(what, sign)
    else this.applyTrip(what, sign)
  }

  private applyTrip(trip: PlannedTrip, sign: 1 | -1): void {
    const vehicle = this.vehicles[trip.vehicle]
    if (vehicle === undefined) return
    if (sign === 1) {
      // Most come last; one that fills a gap comes before those after it.
      const after = vehicle.trips.findIndex(({ departure }) => departure > trip.departure)
      vehicle.trips.splice(after === -1 ? vehicle.trips.length : after, 0, trip)
    } else vehicle.trips.splice(vehicle.trips.indexOf(trip), 1)
    for (const passage of trip.passages) {
      const { corridor, direction, entry, exit, services, movements, isLoaded, isUnderWay } = passage
      const state = this.corridors[corridor]
      if (state === undefined) continue
      if (!isUnderWay) {
        this.slotsAt(corridor, direction, entry)?.take(entry, sign)
        this.labelBin(corridor, direction, entry, movements, sign)
      }
      state.changes[direction].note(entry)
      // Who is told on it has it from then on, also while they wait where they stand.
      const since = isUnderWay === true ? Math.min(entry, this.problem.pause.rules.state?.at ?? entry) : entry
      state.turns?.[sign === 1 ? 'reserve' : 'release'](direction, since, exit)
      for (const { gate, lane, start, end } of services)
        state.lanes[gate]?.[sign === 1 ? 'reserve' : 'release'](lane, start, end - start)
      if (isLoaded)
        for (const movement of movements)
          if ((movement === 'aid') === (direction === 'in')) this.noteLoadedExit(movement, exit, sign)
    }
    for (const { group, count, at } of trip.boarded) {
      this.waiting[group.index] = (this.waiting[group.index] ?? 0) - sign * count
      if (count % group.group.group_size !== 0) this.isRemainderGone[group.index] = sign === 1
      if (group.group.rank !== undefined) this.noteRankedLoad({ group, at, count }, sign)
    }
    for (const { group, count, destination, at } of trip.arrived) this.fill(group, count, destination, at, sign)
    for (const { item, count } of trip.pieces) this.pieces[item] = (this.pieces[item] ?? 0) - sign * count
    for (const { item, count } of trip.delivered) {
      const line = this.problem.items[item]
      if (line !== undefined)
        this.deliveredGrams[line.drop] = (this.deliveredGrams[line.drop] ?? 0) + sign * count * line.item.mass
    }
    for (const { place, activity, lane, start, seconds } of trip.handlings)
      this.baysOf(place, activity)?.[sign === 1 ? 'reserve' : 'release'](lane, start, seconds)
  }

  private applyWalk(walk: Walk, sign: 1 | -1): void {
    const { group, corridor, people, from, until, firstExit, lastExit, gates, arrivals, to } = walk
    if (sign === 1) this.walks.push(walk)
    else if (this.walks.pop() !== walk) throw new Error('only the last walk can be taken back')
    this.waiting[group.index] = (this.waiting[group.index] ?? 0) - sign * people
    if (people % group.group.group_size !== 0) this.isRemainderGone[group.index] = sign === 1
    const state = this.corridors[corridor]
    state?.changes.out.noteAll()
    state?.turns?.[sign === 1 ? 'reserve' : 'release']('out', from, lastExit)
    for (const at of this.binsBetween(corridor, 'out', from, until))
      this.labelBin(corridor, 'out', at, [group.group.movement], sign)
    for (const { gate, isReservedLane, lanes, from: start, until: end } of gates) {
      const calendar = (isReservedLane ? state?.lanes : state?.footLanes)?.[gate]
      for (const lane of lanes) calendar?.[sign === 1 ? 'reserve' : 'release'](lane, start, end - start)
    }
    this.noteLoadedExit(group.group.movement, firstExit, sign)
    const destination = this.destination(to)
    destination.bedsTaken = plus(destination.bedsTaken, group.bed, sign * people)
    destination.placesLeft -= sign * people * (1 + group.group.companions)
    for (const { at, persons } of arrivals) destination.intake?.take(at, sign * persons)
  }

  private fill(group: PlannedGroup, count: number, id: string, at: number, sign: 1 | -1): void {
    const destination = this.destination(id)
    const persons = count * (1 + group.group.companions)
    destination.bedsTaken = plus(destination.bedsTaken, group.bed, sign * count)
    destination.placesLeft -= sign * persons
    destination.intake?.take(at, sign * persons)
  }

  /** Slots that an entry at this instant is charged to; undefined: no limit. */
  slotsAt(corridorIndex: number, direction: 'in' | 'out', entry: number): BinCalendar | undefined {
    const corridor = this.problem.corridors[corridorIndex]
    const state = this.corridors[corridorIndex]
    if (corridor?.capacity === undefined || state === undefined) return undefined
    return state.slots[slotRowAt(this.problem, corridor, entry)]?.[direction]
  }

  changesOf(corridor: number, direction: 'in' | 'out'): Changes | undefined {
    return this.corridors[corridor]?.changes[direction]
  }

  lanesOf(corridor: number, gate: number): LaneCalendar | undefined {
    return this.corridors[corridor]?.lanes[gate]
  }

  footLanesOf(corridor: number, gate: number): LaneCalendar | undefined {
    return this.corridors[corridor]?.footLanes[gate]
  }

  turnsOf(corridor: number): TurnCalendar | undefined {
    return this.corridors[corridor]?.turns
  }

  /** Whether somebody from whom these movements are kept apart has the bin. */
  isKeptApart(corridor: number, direction: 'in' | 'out', movements: readonly Use[], entry: number): boolean {
    const { separate } = this.problem.pause.rules
    if (separate.length === 0) return false
    const present = this.corridors[corridor]?.movements.get(this.binKey(corridor, direction, entry))
    if (present === undefined) return false
    return separate.some(
      ([one, other]) =>
        one !== other &&
        ((movements.includes(one) && present.has(other)) || (movements.includes(other) && present.has(one))),
    )
  }

  /** End of the bin of separation and convoys, which is the slot where there is one. */
  nextBin(corridor: number, entry: number): number {
    return this.bins.end(entry, this.binSeconds(corridor, entry))
  }

  binStart(corridor: number, instant: number): number {
    return this.bins.start(instant, this.binSeconds(corridor, instant))
  }

  isSameBin(corridor: number, one: number, other: number): boolean {
    const [per, otherPer] = [this.binSeconds(corridor, one), this.binSeconds(corridor, other)]
    return per === otherPer && this.bins.start(one, per) === this.bins.start(other, per)
  }

  /** One instant in each bin that a flow passes. */
  binsBetween(corridor: number, _direction: 'out', from: number, until: number): number[] {
    if (this.problem.pause.rules.separate.length === 0) return []
    const found: number[] = [from]
    for (let at = this.nextBin(corridor, from); at < until; at = this.nextBin(corridor, at)) found.push(at)
    return found
  }

  /** Bays for loading or unloading at a place; undefined where the place states none: then handling takes no time. */
  baysOf(place: string, activity: 'load' | 'unload'): LaneCalendar | undefined {
    const handling = this.problem.placeById.get(place)?.[activity]
    if (handling === undefined) return undefined
    const key = `${activity} ${place}`
    let bays = this.bays.get(key)
    if (bays === undefined) {
      bays = new LaneCalendar(handling.bays)
      this.bays.set(key, bays)
    }
    return bays
  }

  destination(id: string): DestinationState {
    let state = this.destinations.get(id)
    if (state === undefined) {
      const place = this.problem.placeById.get(id)
      const intake = place?.intake
      state = {
        bedsTaken: noPlaces,
        beds: place?.beds === undefined ? undefined : placeCounts(place.beds),
        placesLeft: place?.places ?? Number.POSITIVE_INFINITY,
        intake: intake === undefined ? undefined : new BinCalendar(this.bins, intake.per, intake.people),
        intakeRate: intake?.people ?? Number.POSITIVE_INFINITY,
      }
      this.destinations.set(id, state)
    }
    return state
  }

  /** How many of a group have come by an instant and still wait. */
  presentBy(planned: PlannedGroup, instant: number): number {
    const come = planned.ready.findLast((each) => each.at <= instant)?.count ?? 0
    const gone = planned.group.count.best - (this.waiting[planned.index] ?? 0)
    return Math.max(0, come - gone)
  }

  /** From when a movement may start out loaded; infinite while what it waits for has not been planned. */
  allowedFrom(movement: Use): number {
    let from = Number.NEGATIVE_INFINITY
    for (const rule of this.problem.waits.get(movement) ?? []) {
      const met = rule.metAt ?? Math.min(...(this.loadedExits.get(rule.movement) ?? [Number.POSITIVE_INFINITY]))
      from = Math.max(from, met)
    }
    return from
  }

  /** Whether nobody starts out before what they wait for: what they wait for may have been taken back since. */
  isReciprocityKept(): boolean {
    if (this.problem.waits.size === 0) return true
    for (const trip of this.trips()) {
      for (const { movements, isLoaded, direction, entry } of trip.passages) {
        if (!isLoaded) continue
        for (const movement of movements)
          if ((movement === 'aid') === (direction === 'in') && entry < this.allowedFrom(movement)) return false
      }
    }
    return this.walks.every(({ group, from }) => from >= this.allowedFrom(group.group.movement))
  }

  /** Whether all loads of a pick-up keep the clinicians' order. */
  isRankKept(pickUp: string): boolean {
    return isOrderKept(this.rankedLoads.get(pickUp) ?? [])
  }

  /** Whether loads may be added at a pick-up where the order is kept so far. */
  mayAddRanked(pickUp: string, added: readonly RankedLoad[]): boolean {
    return isOrderKept([...(this.rankedLoads.get(pickUp) ?? []), ...added])
  }

  /** Those with a rank who still wait at a pick-up, the lowest rank first. */
  rankedWaiting(pickUp: string): PlannedGroup[] {
    if (!this.isRankFirst) return []
    return rankedAt(this.problem, pickUp).filter(({ index }) => (this.waiting[index] ?? 0) > 0)
  }

  /** When ranked loads are planned at a pick-up. */
  rankedMoments(pickUp: string): number[] {
    return (this.rankedLoads.get(pickUp) ?? []).map(({ at }) => at)
  }

  isEveryRankKept(): boolean {
    return [...this.rankedLoads.keys()].every((pickUp) => this.isRankKept(pickUp))
  }

  private noteLoadedExit(movement: Use, exit: number, sign: 1 | -1): void {
    if (this.problem.waits.size === 0) return
    // Who waits for it may start out earlier, or not at all.
    for (const { changes } of this.corridors) changes.in.noteAll()
    for (const { changes } of this.corridors) changes.out.noteAll()
    const exits = this.loadedExits.get(movement) ?? []
    this.loadedExits.set(movement, exits)
    if (sign === 1) exits.push(exit)
    else exits.splice(exits.indexOf(exit), 1)
  }

  private noteRankedLoad(load: RankedLoad, sign: 1 | -1): void {
    const loads = this.rankedLoads.get(load.group.group.at) ?? []
    this.rankedLoads.set(load.group.group.at, loads)
    if (sign === 1) loads.push(load)
    else
      loads.splice(
        loads.findIndex((each) => each.group === load.group && each.at === load.at && each.count === load.count),
        1,
      )
  }

  private labelBin(
    corridor: number,
    direction: 'in' | 'out',
    entry: number,
    movements: readonly Use[],
    sign: 1 | -1,
  ): void {
    if (this.problem.pause.rules.separate.length === 0) return
    const labels = this.corridors[corridor]?.movements
    if (labels === undefined) return
    const key = this.binKey(corridor, direction, entry)
    const present = labels.get(key) ?? new Map<Use, number>()
    labels.set(key, present)
    for (const movement of movements) {
      const count = (present.get(movement) ?? 0) + sign
      if (count > 0) present.set(movement, count)
      else present.delete(movement)
    }
  }

  private binKey(corridor: number, direction: 'in' | 'out', entry: number): string {
    const per = this.binSeconds(corridor, entry)
    return `${direction} ${per} ${this.bins.start(entry, per)}`
  }

  private binSeconds(index: number, entry: number): number {
    const corridor = this.problem.corridors[index]
    const row = corridor?.capacity?.[corridor === undefined ? 0 : slotRowAt(this.problem, corridor, entry)]
    return row?.value.per ?? separationSeconds
  }

  /** What a reserve keeps from all that is planned: lanes in the last part of a window, and half of its slots outward. */
  private keepSpare({ reserve, corridors }: PauseToPlan): void {
    for (const { close } of this.problem.windows) {
      for (const { corridor: id, gate: gateId, lanes, within_s } of reserve?.spare_lanes ?? []) {
        const corridor = corridors.findIndex((each) => each.id === id)
        const gate = corridors[corridor]?.gates.findIndex((each) => each.id === gateId) ?? -1
        const all = corridors[corridor]?.gates[gate]?.lanes ?? 0
        for (let lane = Math.max(0, all - lanes); lane < all; lane++)
          this.lanesOf(corridor, gate)?.reserve(lane, close - within_s, within_s)
      }
      if (reserve?.staggered === undefined) continue
      for (const corridor of corridors.keys()) this.spreadExits(corridor, close - reserve.staggered.within_s, close)
    }
  }

  private spreadExits(corridor: number, from: number, close: number): void {
    for (let at = this.slotsAt(corridor, 'out', from)?.nextBin(from - 1) ?? close; at < close; ) {
      const slots = this.slotsAt(corridor, 'out', at)
      if (slots === undefined) return
      const row = this.problem.corridors[corridor]
      const isShared = row?.capacity?.[slotRowAt(this.problem, row, at)]?.value.shared === true
      if (!isShared) slots.take(at, slots.limit - spreadSlots(slots.limit))
      at = slots.nextBin(at)
    }
  }

  /** Private cars come by themselves: they take their slots, and their side of an alternating corridor. */
  private admitCars(): void {
    this.problem.cars.forEach((passages, corridor) => {
      for (const { enter, exit } of passages) {
        this.slotsAt(corridor, 'out', enter)?.take(enter, 1)
        this.corridors[corridor]?.turns?.reserve('out', enter, exit)
      }
    })
  }
}

function slotsOf(corridor: Corridor, bins: Bins): CorridorState['slots'] {
  // Rows of one length count the same slots, each with its own limit.
  const taken = new Map<string, Map<number, number>>()
  return (corridor.capacity ?? []).map(({ value: { per, shared, vehicles } }) => {
    const calendar = (way: string) => {
      const key = `${way} ${per}`
      const counts = taken.get(key) ?? new Map<number, number>()
      taken.set(key, counts)
      return new BinCalendar(bins, per, vehicles, counts)
    }
    return shared ? { in: calendar('both'), out: calendar('both') } : { in: calendar('in'), out: calendar('out') }
  })
}

/** Separated movements never share a slot; where a corridor has none, the bins are of 15 minutes. */
const separationSeconds = 900

/** For each alternating corridor: directions by turns of stated lengths, from the opening on. */
export interface Phase {
  readonly from: number
  readonly inSeconds: number
  readonly outSeconds: number
}
