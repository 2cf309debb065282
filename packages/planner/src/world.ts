// The state of a plan under construction: what is reserved, who still waits, where each vehicle is and from when.

import type { Corridor, Gate, Use, VehicleKind } from '@treve/model'
import { BinCalendar, LaneCalendar } from './calendar.ts'
import { noPlaces, type PlaceCounts, placeCounts } from './places.ts'
import { gatesOf, type PlannedGroup, type Problem, secondsBetween, valueThen } from './problem.ts'

/** Separated movements never share a slot; where a corridor has none, the bins are of 15 minutes. */
const separationSeconds = 900

export interface Passage {
  readonly corridor: Corridor
  readonly direction: 'in' | 'out'
  /** Passes the mouth of entry, and the other mouth. */
  readonly entry: number
  readonly exit: number
  readonly services: readonly {
    readonly gate: Gate
    readonly lane: number
    readonly start: number
    readonly end: number
  }[]
}

interface CorridorState {
  /** Undefined: no limit stated. The same calendar twice where the slots are shared. */
  readonly slots: Record<'in' | 'out', BinCalendar | undefined>
  readonly movements: Record<'in' | 'out', { readonly bins: BinCalendar; readonly seen: Map<string, Set<Use>> }>
  readonly gates: ReadonlyMap<string, LaneCalendar>
}

export interface VehicleState {
  place: string
  /** From when it is free. */
  free: number
  /** Window of its last trip and first departure in it: crews work so long at most. */
  shift: { window: number; departure: number } | undefined
  trips: number
}

/** What a destination still has. Undefined: not limited. */
interface DestinationState {
  bedsTaken: PlaceCounts
  readonly beds: PlaceCounts | undefined
  placesLeft: number
  readonly intake: BinCalendar | undefined
  readonly intakeRate: number
}

export class World {
  readonly problem: Problem
  readonly vehicles: VehicleState[]
  /** By group index: how many wait still, and whether the load that holds the group's remainder has gone. */
  readonly waiting: number[]
  readonly isRemainderGone: boolean[]
  /** Pieces left by item object. */
  readonly pieces: Map<object, number>
  readonly deliveredGrams: number[]
  private readonly corridors: CorridorState[]
  private readonly destinations = new Map<string, DestinationState>()
  private readonly bays = new Map<string, LaneCalendar>()
  private readonly opens: readonly number[]

  constructor(problem: Problem) {
    this.problem = problem
    this.opens = problem.windows.map((window) => window.open)
    const start = (this.opens[0] ?? 0) - 86_400
    this.vehicles = problem.vehicles.map(({ fleet }) => ({
      place: fleet.at,
      free: fleet.available?.[0] ?? start,
      shift: undefined,
      trips: 0,
    }))
    this.waiting = problem.groups.map(({ group }) => group.count.best)
    this.isRemainderGone = problem.groups.map(() => false)
    this.pieces = new Map(
      problem.pause.aid.flatMap((consignment) => consignment.items.map((item) => [item, item.count] as const)),
    )
    this.deliveredGrams = problem.drops.map(() => 0)
    this.corridors = problem.corridors.map((corridor) => this.corridorState(corridor))
  }

  /** Earliest passage from `ready` on; undefined if none starts before `until`. Nothing is reserved. */
  earliestPassage(
    corridorIndex: number,
    direction: 'in' | 'out',
    kind: VehicleKind,
    movements: readonly Use[],
    ready: number,
    until: number,
    pendingIn?: Passage,
  ): Passage | undefined {
    const corridor = this.problem.corridors[corridorIndex]
    const state = this.corridors[corridorIndex]
    if (corridor === undefined || state === undefined) return undefined
    const gates = gatesOf(corridor, direction)
    if (gates.some((gate) => gate.service[kind] === undefined || gate.lanes === 0)) return undefined
    const slots = state.slots[direction]
    const isSharedWithPending =
      pendingIn?.corridor === corridor && slots !== undefined && slots === state.slots.in && direction === 'out'
    let entry = ready
    search: while (entry < until) {
      const travel = valueThen(this.problem, corridor.travel, entry)[kind]
      if (travel === undefined) {
        entry += 60
        continue
      }
      const needed = isSharedWithPending && slots.isSameBin(pendingIn.entry, entry) ? 2 : 1
      if (slots !== undefined && slots.room(entry) < needed) {
        entry = slots.nextBin(entry)
        continue
      }
      if (this.isKeptApart(state, direction, movements, entry)) {
        entry = state.movements[direction].bins.nextBin(entry)
        continue
      }
      // Served on arrival at every gate: then services follow arrivals, whatever order trips are planned in, and
      // nobody queues on the corridor. Waiting is done before the mouth.
      const services: { gate: Gate; lane: number; start: number; end: number }[] = []
      let position = direction === 'in' ? 0 : 1
      let at = entry
      for (const gate of gates) {
        const seconds = gate.service[kind] ?? 0
        const arrival = at + secondsBetween(position, gate.position, travel)
        const free = state.gates.get(gate.id)?.earliest(arrival, seconds)
        if (free === undefined) return undefined
        if (free.start > arrival) {
          entry += free.start - arrival
          continue search
        }
        services.push({ gate, lane: free.lane, start: arrival, end: arrival + seconds })
        at = arrival + seconds
        position = gate.position
      }
      const exit = at + secondsBetween(position, direction === 'in' ? 1 : 0, travel)
      return { corridor, direction, entry, exit, services }
    }
    return undefined
  }

  reservePassage(corridorIndex: number, passage: Passage, movements: readonly Use[]): void {
    const state = this.corridors[corridorIndex]
    if (state === undefined) return
    state.slots[passage.direction]?.take(passage.entry, 1)
    const { bins, seen } = state.movements[passage.direction]
    const { key } = bins.binAt(passage.entry)
    const present = seen.get(key) ?? new Set<Use>()
    for (const movement of movements) present.add(movement)
    seen.set(key, present)
    for (const { gate, lane, start, end } of passage.services)
      state.gates.get(gate.id)?.reserve(lane, start, end - start)
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
        intake: intake === undefined ? undefined : new BinCalendar(this.opens, intake.per, () => intake.people),
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

  private isKeptApart(
    state: CorridorState,
    direction: 'in' | 'out',
    movements: readonly Use[],
    entry: number,
  ): boolean {
    const { bins, seen } = state.movements[direction]
    const present = seen.get(bins.binAt(entry).key)
    if (present === undefined) return false
    return this.problem.pause.rules.separate.some(
      ([one, other]) =>
        (movements.includes(one) && present.has(other)) || (movements.includes(other) && present.has(one)),
    )
  }

  private corridorState(corridor: Corridor): CorridorState {
    const capacity = corridor.capacity
    const [first] = capacity ?? []
    const slots = () =>
      capacity === undefined || first === undefined
        ? undefined
        : new BinCalendar(this.opens, first.value.per, (instant) =>
            this.leastCapacity(corridor, instant, first.value.per),
          )
    const inward = slots()
    const labels = () => ({
      bins: new BinCalendar(this.opens, first?.value.per ?? separationSeconds, () => 0),
      seen: new Map<string, Set<Use>>(),
    })
    return {
      slots: { in: inward, out: first?.value.shared === true ? inward : slots() },
      movements: { in: labels(), out: labels() },
      gates: new Map(corridor.gates.map((gate) => [gate.id, new LaneCalendar(gate.lanes)])),
    }
  }

  /** Where the capacity changes within a slot, the least that holds in it: never too many. */
  private leastCapacity(corridor: Corridor, instant: number, per: number): number {
    const rows = corridor.capacity ?? []
    if (rows.length === 1) return rows[0]?.value.vehicles ?? 0
    const window = this.problem.windows.findLast((each) => each.open <= instant) ?? this.problem.windows[0]
    const open = window?.open ?? 0
    const start = open + Math.floor((instant - open) / per) * per
    let least = Number.POSITIVE_INFINITY
    for (let at = start; at < start + per; at += 60) least = Math.min(least, valueThen(this.problem, rows, at).vehicles)
    return least
  }
}
