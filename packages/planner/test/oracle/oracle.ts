// What can be had at all in a tiny pause: every vehicle's every day (days.ts), every way of walking out (walks.ts) and of
// naming convoys (convoys.ts) are put together, and the checker says which plans are valid. Vectors of levels are kept that no
// other exceeds on every level. No code of the planner or its bound is used.
//
// Passed over without asking the checker is only
// - what could not exceed what was found, even if each remaining vehicle did its best undisturbed;
// - what contains a part that is in no accepted plan (acceptance.ts): two days that cannot be together, or a day alone;
// - plans that differ in which of two like vehicles has which day.

import { type Pause, type Trip, type Vehicle, vehiclesOf, type Walk } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { isAccepted, isPartOfAPlan, mayPassTogether } from './acceptance.ts'
import { everyNaming } from './convoys.ts'
import { type Day, everyDay } from './days.ts'
import { countOf, isWithin, least, most, plus, sumOf, type Tally, type Thing, thingsOf } from './things.ts'
import { Front, type Vector, vectorOf } from './vector.ts'
import { everyWalks } from './walks.ts'

/** What one vehicle, or all on foot, might do. */
interface Option {
  readonly key: string
  readonly passes: string
  readonly trips: readonly Trip[]
  readonly walks: readonly Walk[]
  readonly reached: Tally
}

interface Agent {
  readonly options: readonly Option[]
  /** Like the agent before it: of two like agents the second has no earlier option. */
  readonly isLikeBefore: boolean
}

/** All vectors of levels that some accepted plan reaches and no other exceeds; none, if not even nothing is accepted. */
export function everyBest(pause: Pause, mayEndInside = false): Vector[] {
  return new Oracle(pause, mayEndInside).front()
}

class Oracle {
  readonly pause: Pause
  readonly things: readonly Thing[]
  readonly limits: Tally
  readonly agents: readonly Agent[]
  /** The most that the agents from one on may add. */
  readonly ahead: readonly Tally[]
  readonly found = new Front()
  readonly together = new Map<string, boolean>()
  readonly passing = new Map<string, boolean>()

  constructor(pause: Pause, mayEndInside: boolean) {
    this.pause = pause
    this.things = thingsOf(pause)
    this.limits = this.things.map(countOf)
    this.agents = agentsOf(pause, this.things, mayEndInside)
    const none = this.things.map(() => 0)
    const ahead: Tally[] = [none]
    for (const { options } of this.agents.toReversed()) {
      const best = options.reduce<Tally>((sum, { reached }) => most(sum, reached), none)
      ahead.unshift(plus(best, ahead[0] ?? none))
    }
    this.ahead = ahead
  }

  front(): Vector[] {
    this.choose(
      [],
      [],
      this.limits.map(() => 0),
    )
    return this.found.vectors
  }

  private choose(chosen: readonly Option[], numbers: readonly number[], reached: Tally): void {
    const number = chosen.length
    const atMost = least(this.limits, plus(reached, this.ahead[number] ?? reached))
    if (this.found.covers(vectorOf(this.pause, this.things, atMost))) return
    const agent = this.agents[number]
    if (agent === undefined) {
      this.judge(chosen, reached)
      return
    }
    const first = agent.isLikeBefore ? (numbers.at(-1) ?? 0) : 0
    agent.options.forEach((option, index) => {
      if (index < first) return
      const sum = plus(reached, option.reached)
      if (!isWithin(sum, this.limits) || !this.isPossible(chosen, option)) return
      this.choose([...chosen, option], [...numbers, index], sum)
    })
  }

  private judge(chosen: readonly Option[], reached: Tally): void {
    const walks = chosen.flatMap((each) => each.walks)
    for (const trips of everyNaming(
      this.pause,
      chosen.flatMap((each) => each.trips),
    )) {
      if (!isAccepted(this.pause, this.things, trips, walks, reached)) continue
      this.found.add(vectorOf(this.pause, this.things, reached))
      return
    }
  }

  private isPossible(chosen: readonly Option[], option: Option): boolean {
    if (isIdle(option)) return true
    const busy = chosen.filter((other) => !isIdle(other))
    if (!busy.every((other) => this.mayBeTogether(other, option))) return false
    return busy.length < 2 || isPartOfAPlan(this.pause, ...partsOf([...busy, option]))
  }

  private mayBeTogether(one: Option, other: Option): boolean {
    const passKey = `${one.passes}|${other.passes}`
    let mayPass = this.passing.get(passKey)
    if (mayPass === undefined) {
      mayPass = mayPassTogether(this.pause, ...partsOf([one, other]))
      this.passing.set(passKey, mayPass)
    }
    if (!mayPass) return false
    const key = `${one.key}|${other.key}`
    let may = this.together.get(key)
    if (may === undefined) {
      may = isPartOfAPlan(this.pause, ...partsOf([one, other]))
      this.together.set(key, may)
    }
    return may
  }
}

const isIdle = ({ trips, walks }: Option): boolean => trips.length === 0 && walks.length === 0

function partsOf(options: readonly Option[]): [Trip[], Walk[]] {
  return [options.flatMap(({ trips }) => trips), options.flatMap(({ walks }) => walks)]
}

function agentsOf(pause: Pause, things: readonly Thing[], mayEndInside: boolean): Agent[] {
  const ways = travelTimesOf(pause)
  const agents: Agent[] = []
  const promised = new Set(pause.rules.committed.map(({ vehicle }) => vehicle))
  // Who has promised something goes first: everything else depends on it.
  const vehicles = vehiclesOf(pause).sort((a, b) => Number(promised.has(b.id)) - Number(promised.has(a.id)))
  const daysByFleet = new Map<string, readonly Day[]>()
  vehicles.forEach((vehicle, index) => {
    const before = vehicles[index - 1]
    const isLikeBefore =
      before !== undefined &&
      before.fleet.id === vehicle.fleet.id &&
      !promised.has(before.id) &&
      !promised.has(vehicle.id)
    let days = promised.has(vehicle.id) ? undefined : daysByFleet.get(vehicle.fleet.id)
    if (days === undefined) {
      days = everyDay(pause, things, ways, vehicle, mayEndInside)
      if (!promised.has(vehicle.id)) daysByFleet.set(vehicle.fleet.id, days)
    }
    const options = days.map((day, number) => ofVehicle(day, vehicle, number))
    if (!promised.has(vehicle.id)) options.push(idle(things, vehicle.id))
    agents.push({ options: fullestFirst(options), isLikeBefore })
  })
  const walks = everyWalks(pause, things, ways)
  if (walks.length > 1) {
    const options = walks.map((each, number): Option => {
      const key = `walks ${number}`
      return { ...each, key, passes: key, trips: [] }
    })
    agents.push({ options: fullestFirst(options), isLikeBefore: false })
  }
  return agents
}

/** Sorting is stable: like vehicles have their options in one order. */
function fullestFirst(options: readonly Option[]): Option[] {
  return options.toSorted((a, b) => sumOf(b.reached) - sumOf(a.reached))
}

function idle(things: readonly Thing[], vehicle: string): Option {
  return { key: `${vehicle} idle`, passes: '', trips: [], walks: [], reached: things.map(() => 0) }
}

/** Days are the same for all vehicles of a fleet, and so are keys: which of two has which does not matter to the checker. */
function ofVehicle({ trips, reached }: Day, vehicle: Vehicle, number: number): Option {
  const own = trips.map((trip) => {
    const id = trip.vehicle === vehicle.id ? trip.id : trip.id.replace(trip.vehicle, vehicle.id)
    // Legs of its own: lanes are told by leg.
    return { ...trip, id, vehicle: vehicle.id, legs: trip.legs.map((leg) => ({ ...leg })) }
  })
  const passages = trips.flatMap(({ legs }) => legs.filter(({ corridor }) => corridor !== null))
  const passes = passages.map(({ kind, corridor, gate, from, until }) => [kind, corridor, gate, from, until].join(' '))
  return {
    key: `${vehicle.fleet.id} ${number}`,
    passes: `${vehicle.fleet.kind} ${passes}`,
    trips: own,
    walks: [],
    reached,
  }
}
