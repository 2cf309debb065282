// Every day that one vehicle might have: trips one after another, stop by stop, on the grid of time.
//
// What is left out, because whatever it is in can be changed to something that is not left out, is accepted where it was,
// and reaches as much:
// - Times off the grid. Round each instant of an accepted plan down to the grid. Every least time between two instants is
//   a multiple of the grid, so it still lies between them (if t ≥ s + k·grid, then ⌊t⌋ ≥ ⌊s⌋ + k·grid), and so does every
//   greatest one; who came no later comes no later; each bin, window, opening, hour and readiness begins on the grid, so an
//   instant stays on its side of them. No rule knows anything else of time.
// - Handling, driving and passing for longer than it takes: it ends earlier, and the waiting comes after.
// - Waiting after the first handling of a stay, unless handling is contested: all handling of the stay is as late as its
//   exit allows. More people are ready then, and nothing else depends on when it is. It is contested where bays are few,
//   clinicians have set an order, or driving varies; then every wait is tried.
// - Stops on one stay at a place where the vehicle has been, unless contested: all is handled at the last of them.
// - Unloading outside later than on arrival, except to the beginning of a bin of intake.
// - Setting off for the first time earlier than it must to be at the mouth in time, but where bays are few.
// - Stays in which nothing is handled and nothing was aboard, back to the mouth they came from: it waits there instead.
// - Which of several configurations that hold all the trip loads.
//
// What the checker would accept and is left out although it may reach more, because the words of the format mean trips
// from outside to outside: a trip that ends in the zone.

import type { Corridor, Fleet, Leg, Pause, Trip, Vehicle } from '@treve/model'
import type { TravelTimes } from '@treve/network'
import { isPartOfAPlan } from './acceptance.ts'
import { entriesOf, grid, isOpen, onGrid, times } from './grid.ts'
import { leastPassage, legOf, passagesFrom } from './passing.ts'
import {
  everyTally,
  fits,
  hasPeople,
  mayCarry,
  minus,
  namedIn,
  plus,
  sumOf,
  type Tally,
  type Thing,
  tallyOfLeg,
} from './things.ts'

export interface Day {
  readonly trips: readonly Trip[]
  /** Brought out, or delivered where it was for. */
  readonly reached: Tally
}

interface Draft {
  readonly trips: readonly Trip[]
  readonly trip: string
  /** Of the trip under way. */
  readonly legs: readonly Leg[]
  readonly place: string
  /** Undefined: it has not set off. */
  readonly at: number | undefined
  /** Aid to be loaded, by warehouse, before it sets off. */
  readonly early: readonly (readonly [string, Tally])[]
  readonly stay: Stay | undefined
  /** Places where it has unloaded since it came out. */
  readonly unloadedAt: readonly string[]
  readonly aboard: Tally
  readonly loaded: Tally
  readonly reached: Tally
  /** Configurations that have held everything so far. */
  readonly fitting: readonly number[]
}

interface Stay {
  readonly clearBy: number
  readonly mouth: string
  readonly cameWithSomething: boolean
  readonly stops: readonly string[]
}

/** `mayEndInside`: trips may also end and begin in the zone, as the checker lets them. */
export function everyDay(
  pause: Pause,
  things: readonly Thing[],
  ways: TravelTimes,
  vehicle: Vehicle,
  mayEndInside: boolean,
): Day[] {
  return [...new Days(pause, things, ways, vehicle, mayEndInside).all()]
}

class Days {
  readonly pause: Pause
  readonly things: readonly Thing[]
  readonly ways: TravelTimes
  readonly vehicle: Vehicle
  readonly fleet: Fleet
  readonly isContested: boolean
  /** A thing that the fleet may not carry counts as none. */
  readonly limits: Tally
  readonly isEscort: boolean

  readonly mayEndInside: boolean

  constructor(pause: Pause, things: readonly Thing[], ways: TravelTimes, vehicle: Vehicle, mayEndInside: boolean) {
    this.pause = pause
    this.mayEndInside = mayEndInside
    this.things = things
    this.ways = ways
    this.vehicle = vehicle
    this.fleet = vehicle.fleet
    this.limits = things.map((thing) => {
      if (!mayCarry(vehicle.fleet, thing)) return 0
      return thing.kind === 'people' ? thing.group.count.best : thing.item.count
    })
    this.isEscort = vehicle.fleet.loads.length === 0 && vehicle.fleet.carries.length === 0
    const trucks = pause.fleet
      .filter(({ carries }) => carries.includes('aid'))
      .reduce((sum, { count }) => sum + count, 0)
    const areBaysFew = trucks > 1 && pause.places.some(({ load, unload }) => (load ?? unload) !== undefined)
    const isRanked = pause.people.some(({ rank }) => rank !== undefined)
    const isVarying = pause.links.some(({ time }) => (time?.length ?? 0) > 1)
    this.isContested = areBaysFew || isRanked || isVarying
  }

  *all(): Generator<Day> {
    yield* this.from(this.start())
  }

  private start(): Draft {
    const none = this.things.map(() => 0)
    const start: Draft = {
      trips: [],
      trip: this.tripId(1),
      legs: [],
      place: this.fleet.at,
      at: undefined,
      early: [],
      stay: undefined,
      unloadedAt: [],
      aboard: none,
      loaded: none,
      reached: none,
      fitting: this.fleet.loads.map((_, index) => index),
    }
    const promised = this.pause.rules.committed.find(({ vehicle }) => vehicle === this.vehicle.id)
    return promised === undefined ? start : this.replayed({ ...start, trip: promised.id }, promised.legs)
  }

  private tripId(number: number): string {
    return `${this.vehicle.id}-t${number}`
  }

  /** After what is promised: the families that promise promise the vehicle's first trip. */
  private replayed(start: Draft, legs: readonly Leg[]): Draft {
    let draft: Draft = { ...start, legs, at: legs[0]?.from }
    for (const leg of legs) {
      draft = { ...draft, at: leg.kind === 'gate' ? draft.at : leg.until, place: leg.place ?? draft.place }
      const corridor = this.pause.corridors.find(({ id }) => id === leg.corridor)
      if (corridor !== undefined && leg.kind === 'corridor_in') {
        const entry = entriesOf(this.pause, undefined).find(({ at }) => at === leg.from)
        const cameWithSomething = sumOf(draft.aboard) > 0
        const stay = { clearBy: entry?.clearBy ?? 0, mouth: corridor.outside, cameWithSomething, stops: [] }
        draft = { ...draft, place: corridor.inside, stay }
      } else if (corridor !== undefined && leg.kind === 'corridor_out') {
        draft = { ...draft, place: corridor.outside, stay: undefined, unloadedAt: [] }
      } else if (leg.kind === 'load' || leg.kind === 'unload') {
        const moved = tallyOfLeg(this.things, leg)
        const stay = draft.stay && { ...draft.stay, stops: [...draft.stay.stops, draft.place] }
        const after = { ...draft, stay, aboard: minus(draft.aboard, moved), reached: plus(draft.reached, moved) }
        draft = leg.kind === 'unload' ? after : (this.withLoad({ ...draft, stay }, moved) ?? draft)
      }
    }
    return draft
  }

  private *from(draft: Draft): Generator<Day> {
    if (draft.stay !== undefined) {
      if (this.mayEndInside && draft.legs.length > 0 && !hasPeople(this.things, draft.aboard))
        for (const next of this.inside(this.ended(draft), draft.stay)) yield* this.from(next)
      for (const next of this.inside(draft, draft.stay)) yield* this.from(next)
      return
    }
    const mayEnd = draft.legs.some(({ kind }) => kind === 'corridor_out') && !hasPeople(this.things, draft.aboard)
    if (mayEnd) {
      const day = this.ended(draft)
      if (isPartOfAPlan(this.pause, day.trips, [])) {
        yield { trips: day.trips, reached: day.reached }
        yield* this.from(day)
      }
    }
    for (const next of this.outside(draft)) yield* this.from(next)
  }

  private ended(draft: Draft): Draft {
    const trip: Trip = {
      id: draft.trip,
      vehicle: this.vehicle.id,
      configuration: this.isEscort ? null : (draft.fitting[0] ?? 0),
      convoy: null,
      escort_of: this.isEscort ? 'unnamed' : null,
      legs: draft.legs,
      turn_back: null,
    }
    const trips = [...draft.trips, trip]
    const fitting = this.fleet.loads.map((_, index) => index)
    return { ...draft, trips, trip: this.tripId(trips.length + 1), legs: [], unloadedAt: [], fitting }
  }

  private *outside(draft: Draft): Generator<Draft> {
    yield* this.entering(draft)
    yield* this.unloadingPeople(draft)
    for (const { id } of this.pause.places.filter(({ kind }) => kind === 'warehouse')) yield* this.loadingAid(draft, id)
  }

  private *entering(draft: Draft): Generator<Draft> {
    for (const corridor of this.pause.corridors) {
      if (!isOpen(corridor, 'in')) continue
      const ready = draft.at === undefined ? undefined : this.arrival(draft.place, corridor.outside, draft.at)
      if (draft.at !== undefined && ready === undefined) continue
      for (const { at, clearBy } of entriesOf(this.pause, corridor.opens.earliest)) {
        if (ready !== undefined && at < ready) continue
        const stay: Stay = {
          clearBy,
          mouth: corridor.outside,
          cameWithSomething: sumOf(draft.early.reduce((sum, [, each]) => plus(sum, each), draft.aboard)) > 0,
          stops: [],
        }
        for (const before of draft.at === undefined ? this.settingOff(draft, corridor, at) : [draft]) {
          for (const legs of passagesFrom(this.pause, corridor, 'in', this.fleet.kind, at, clearBy)) {
            const until = legs[0]?.until ?? at
            if (until + this.leastOut(corridor.inside) > clearBy) continue
            yield { ...before, legs: [...before.legs, ...legs], place: corridor.inside, at: until, stay }
          }
        }
      }
    }
  }

  /** From where it stands at first, by the warehouses it loads at, to the mouth: as late as it may, and where bays are few, earlier. */
  private *settingOff(draft: Draft, corridor: Corridor, enter: number): Generator<Draft> {
    const firstOf = (start: number): Draft | undefined => {
      let next: Draft | undefined = {
        ...draft,
        at: start,
        early: [],
        legs: [this.leg('depart', start, start, draft.place)],
      }
      for (const [place, moved] of draft.early) {
        const at: number | undefined = next && this.arrival(next.place, place, next.at ?? start)
        next = next && at !== undefined ? this.loadedAt(next, place, at, moved) : undefined
      }
      const arrival = next && this.arrival(next.place, corridor.outside, next.at ?? start)
      return arrival !== undefined && arrival <= enter ? next : undefined
    }
    const horizon = 24
    let found = 0
    for (let back = 0; back <= horizon && found <= (this.isContested && draft.early.length > 0 ? 4 : 0); back++) {
      const before = firstOf(enter - back * grid)
      if (before === undefined) continue
      found += 1
      yield before
    }
  }

  private *unloadingPeople(draft: Draft): Generator<Draft> {
    if (draft.at === undefined) return
    const here = (thing: Thing, place: string) => thing.kind === 'people' && thing.group.to.includes(place)
    for (const { id, intake } of this.pause.places) {
      const limits = draft.aboard.map((count, index) => {
        const thing = this.things[index]
        return thing !== undefined && here(thing, id) ? count : 0
      })
      if (sumOf(limits) === 0 || (intake === undefined && draft.unloadedAt.includes(id))) continue
      const arrival = this.arrival(draft.place, id, draft.at)
      if (arrival === undefined) continue
      for (const moved of everyTally(limits)) {
        const staysAboard = minus(limits, moved)
        // Who has nowhere else to go is unloaded here, where there is no reason to wait.
        const hasNoReason = this.things.some(
          (thing, index) => thing.kind === 'people' && thing.group.to.length === 1 && (staysAboard[index] ?? 0) > 0,
        )
        if (intake === undefined && hasNoReason) continue
        for (const from of this.unloadingTimes(arrival, intake?.per)) {
          const until = from + this.handlingTime('alight', moved)
          yield {
            ...draft,
            legs: [...draft.legs, { ...this.leg('unload', from, until, id), ...namedIn(this.things, moved) }],
            place: id,
            at: until,
            unloadedAt: [...draft.unloadedAt, id],
            aboard: minus(draft.aboard, moved),
            reached: plus(draft.reached, moved),
          }
        }
      }
    }
  }

  /** On arrival, and at the beginning of each bin after it, until everybody might have come one by one. */
  private *unloadingTimes(arrival: number, per: number | undefined): Generator<number> {
    yield arrival
    if (per === undefined) return
    const last = Math.max(...this.pause.terms.windows.map(({ close }) => close))
    const people = this.pause.people.reduce((sum, { count, companions }) => sum + count.best * (1 + companions), 0)
    const opening = this.pause.terms.windows.findLast(({ open }) => open <= arrival)?.open ?? 0
    for (const at of times(arrival + 1, last + people * per)) if ((at - opening) % per === 0) yield at
  }

  private *loadingAid(draft: Draft, place: string): Generator<Draft> {
    const limits = this.thingsLeft(draft).map((count, index) => {
      const thing = this.things[index]
      return thing?.kind === 'pieces' && thing.consignment.from === place ? count : 0
    })
    if (sumOf(limits) === 0) return
    const last = draft.legs.at(-1)
    const wasHere = last?.kind === 'load' && last.place === place
    if (draft.early.some(([id]) => id === place) || (wasHere && !this.isContested)) return
    for (const moved of everyTally(limits)) {
      if (draft.at === undefined) {
        if (
          this.withLoad(
            draft,
            plus(
              moved,
              draft.early.reduce((sum, [, each]) => plus(sum, each), draft.aboard),
            ),
          )
        )
          yield { ...draft, early: [...draft.early, [place, moved]] }
        continue
      }
      const arrival = this.arrival(draft.place, place, draft.at)
      if (arrival === undefined) continue
      for (let wait = 0; wait <= (this.isContested ? 4 : 0); wait++) {
        const next = this.loadedAt(draft, place, arrival + wait * grid, moved)
        if (next !== undefined) yield next
      }
    }
  }

  private *inside(draft: Draft, stay: Stay): Generator<Draft> {
    const at = draft.at ?? 0
    const mayWait = this.isContested || stay.stops.length === 0
    for (const corridor of this.pause.corridors) {
      if (!isOpen(corridor, 'out')) continue
      const isIdle = stay.stops.length === 0 && !stay.cameWithSomething && !this.isEscort
      if (isIdle && corridor.outside === stay.mouth) continue
      const arrival = this.arrival(draft.place, corridor.inside, at)
      if (arrival === undefined) continue
      for (const enter of times(arrival, mayWait ? stay.clearBy : arrival)) {
        if (corridor.opens.earliest !== undefined && enter < corridor.opens.earliest) continue
        for (const legs of passagesFrom(this.pause, corridor, 'out', this.fleet.kind, enter, stay.clearBy)) {
          const until = legs[0]?.until ?? enter
          const out = { place: corridor.outside, at: until, stay: undefined, unloadedAt: [] }
          yield { ...draft, ...out, legs: [...draft.legs, ...legs] }
        }
      }
    }
    for (const place of this.pause.places) {
      if (!place.inside || (stay.stops.includes(place.id) && !this.isContested)) continue
      const arrival = this.arrival(draft.place, place.id, at)
      if (arrival === undefined) continue
      const latest = stay.clearBy - this.leastOut(place.id)
      const stayed = { ...draft, stay: { ...stay, stops: [...stay.stops, place.id] } }
      const unloaded = draft.aboard.map((count, index) => {
        const thing = this.things[index]
        return thing?.kind === 'pieces' && thing.consignment.to === place.id ? count : 0
      })
      for (const moved of everyTally(unloaded)) {
        const seconds = this.aidTime(place.unload, moved)
        for (const from of times(arrival, mayWait ? latest - seconds : arrival)) {
          const leg = { ...this.leg('unload', from, from + seconds, place.id), ...namedIn(this.things, moved) }
          if (from + seconds > latest) continue
          yield {
            ...stayed,
            legs: [...draft.legs, leg],
            place: place.id,
            at: from + seconds,
            aboard: minus(draft.aboard, moved),
            reached: plus(draft.reached, moved),
          }
        }
      }
      const limits = this.thingsLeft(draft).map((count, index) => {
        const thing = this.things[index]
        return thing?.kind === 'people' && thing.group.at === place.id ? count : 0
      })
      for (const moved of everyTally(limits)) {
        for (const from of times(arrival, mayWait ? latest : arrival)) {
          const next = this.loadedAt(stayed, place.id, from, moved)
          if (next === undefined) break
          if ((next.at ?? from) <= latest) yield next
        }
      }
    }
  }

  private thingsLeft({ loaded }: Draft): Tally {
    return minus(this.limits, loaded)
  }

  private withLoad(draft: Draft, moved: Tally): Draft | undefined {
    const aboard = plus(draft.aboard, moved)
    const fitting = draft.fitting.filter((number) => {
      const configuration = this.fleet.loads[number]
      return configuration !== undefined && fits(this.things, configuration, aboard)
    })
    return fitting.length === 0 ? undefined : { ...draft, aboard, fitting, loaded: plus(draft.loaded, moved) }
  }

  private loadedAt(draft: Draft, place: string, from: number, moved: Tally): Draft | undefined {
    const next = this.withLoad(draft, moved)
    if (next === undefined) return undefined
    const rate = this.pause.places.find(({ id }) => id === place)?.load
    const until = from + (hasPeople(this.things, moved) ? this.handlingTime('board', moved) : this.aidTime(rate, moved))
    const leg = { ...this.leg('load', from, until, place), ...namedIn(this.things, moved) }
    return { ...next, legs: [...draft.legs, leg], place, at: until }
  }

  private handlingTime(which: 'board' | 'alight', moved: Tally): number {
    const handling = this.fleet[which]
    const seated = handling.seated ?? 0
    let sum = 0
    this.things.forEach((thing, index) => {
      if (thing.kind !== 'people') return
      const { mobility, companions } = thing.group
      const each = mobility === 'on_foot' ? seated : (handling[mobility] ?? seated)
      sum += (moved[index] ?? 0) * (each + companions * seated)
    })
    return onGrid(handling.fixed + Math.ceil(sum / (handling.doors ?? this.fleet.doors ?? 1)))
  }

  private aidTime(rate: { readonly mass: number; readonly per: number } | undefined, moved: Tally): number {
    if (rate === undefined) return 0
    const grams = this.things.reduce(
      (sum, thing, index) => (thing.kind === 'pieces' ? sum + thing.item.mass * (moved[index] ?? 0) : sum),
      0,
    )
    return onGrid(Math.ceil((grams * rate.per) / rate.mass))
  }

  private arrival(from: string, to: string, departure: number): number | undefined {
    const at = this.ways.arrival(this.fleet.kind, from, to, departure)
    return at === undefined ? undefined : onGrid(at)
  }

  /** From a place inside to outside, at the least. */
  private leastOut(place: string): number {
    const ways = this.pause.corridors.flatMap((corridor) => {
      if (!isOpen(corridor, 'out')) return []
      const drive = this.ways.leastSeconds(this.fleet.kind, place, corridor.inside)
      const passage = leastPassage(corridor, 'out', this.fleet.kind)
      return drive === undefined || passage === undefined ? [] : [drive + passage]
    })
    return Math.min(Number.POSITIVE_INFINITY, ...ways)
  }

  private leg(kind: Leg['kind'], from: number, until: number, place: string): Leg {
    return legOf(kind, from, until, { place })
  }
}
