// The best that a vehicle of a fleet can still make of its day, from every moment on, as the calendars stand: a backward
// dynamic programme over steps of time. In by a corridor, to a pick-up, out by a corridor, to a destination, and again.
// It is only a proposal: waits in queues, intake and the order of ranks are left to the schedule that follows it.

import { placeCounts, total } from '../places.ts'
import type { PeopleJob } from '../problem.ts'
import type { World } from '../world.ts'
import { type Grid, inSteps, stepAt } from './grid.ts'
import type { Guide } from './guide.ts'
import type { Loads, Offer } from './loads.ts'
import { noWay, type RoundOffer, type Rounds } from './rounds.ts'
import { never, type Timetable, type Timetables } from './timetables.ts'

const nothing = -1e30

/** Values by step, one list for each place of a round; written over at each look. */
interface Layers {
  readonly rounds: Rounds
  /** At the outer mouth of a way in, about to enter. */
  readonly outer: readonly Float64Array[]
  /** At its inner mouth. */
  readonly inner: readonly Float64Array[]
  /** At a pick-up. */
  readonly stop: readonly Float64Array[]
  /** At the inner mouth of a way out, loaded: by way out × destination, and × set of destinations, whichever is best. */
  readonly leaving: readonly Float64Array[]
  readonly leavingFor: readonly Float64Array[]
  /** By way out: the destinations, and the sets of them, of whom a pick-up sends by it. */
  readonly sentBy: readonly { readonly destinations: readonly number[]; readonly choices: readonly number[] }[]
  /** By index of the destination: which of the places outside it is. */
  readonly placeOf: Int32Array
  /** From each place outside to the mouth of each way in, in steps. */
  readonly toMouth: Int32Array
  readonly toPickUp: Int32Array
  /** From each way out to each destination, in steps. */
  readonly home: Int32Array
  readonly alightSteps: number
  /** Most people that get off at once. */
  readonly most: number
  /** By destination: from when whoever comes at a step is taken in. */
  readonly takenIn: readonly Int32Array[]
}

export interface Chosen {
  readonly rounds: Rounds
  readonly corridor: number
  readonly value: number
}

export class Outlook {
  private readonly grid: Grid
  private readonly layers: readonly Layers[]
  /** Free at an outside place. */
  private readonly free: readonly Float64Array[]
  private readonly loads: Loads

  constructor(world: World, grid: Grid, all: readonly Rounds[], loads: Loads) {
    this.grid = grid
    this.loads = loads
    const layer = () => new Float64Array(grid.steps + 1)
    const places = [...new Set(all.flatMap(({ destinations }) => destinations))]
    this.free = places.map(layer)
    const { problem } = world
    const noon = Math.floor(grid.start + (grid.steps * grid.stepSeconds) / 2)
    const stepsOf = (seconds: number) => (seconds >= noWay ? noWay : inSteps(grid, seconds))
    this.layers = all.map((rounds) => ({
      rounds,
      outer: rounds.ins.map(layer),
      inner: rounds.ins.map(layer),
      stop: rounds.pickUps.map(layer),
      leaving: rounds.outs.flatMap(() => rounds.destinations.map(layer)),
      leavingFor: rounds.outs.flatMap(() => rounds.choices.map(layer)),
      sentBy: rounds.outs.map((_, out) => {
        const offers = rounds.pickUps.flatMap((pickUp) => (pickUp.outs.includes(out) ? pickUp.offers : []))
        const sent = [...new Set(offers.map(({ choice }) => choice))]
        return { choices: sent, destinations: [...new Set(sent.flatMap((choice) => rounds.choices[choice] ?? []))] }
      }),
      placeOf: Int32Array.from(rounds.destinations, (id) => places.indexOf(id)),
      toMouth: Int32Array.from(
        places.flatMap((place) =>
          rounds.ins.map((corridor) => {
            const outside = problem.corridors[corridor]?.outside ?? ''
            const arrival = problem.times.arrival(rounds.fleet.kind, place, outside, noon)
            return arrival === undefined ? noWay : inSteps(grid, arrival - noon)
          }),
        ),
      ),
      toPickUp: rounds.toPickUp.map(stepsOf),
      home: rounds.toDestination.map(stepsOf),
      alightSteps: inSteps(grid, rounds.alightSeconds),
      most: Math.max(0, ...rounds.fleet.loads.map((load) => total(placeCounts(load)))),
      takenIn: rounds.destinations.map(() => new Int32Array(grid.steps + 1)),
    }))
  }

  /** Looks ahead again, at what the calendars hold now, for a vehicle whose work may last from one step to another. */
  look(world: World, tables: Timetables, guide: Guide, firstStep: number, lastStep: number): void {
    const { grid } = this
    const { steps } = grid
    for (const values of this.free) values.fill(0, firstStep)
    // The least steps from being free outside to a mouth, through it, to a stop, to the mouth of a way out, and home.
    let [toMouth, through, toStop, toOut, home] = [steps, steps, steps, steps, steps]
    const parts = this.layers.map((layers) => {
      const { rounds } = layers
      const { kind } = rounds.fleet
      const ins = rounds.ins.map((corridor) => tables.of(corridor, 'in', kind, rounds.movement, false))
      const outs = rounds.outs.map((corridor) => tables.of(corridor, 'out', kind, rounds.movement, true))
      const offers = rounds.pickUps.map(({ offers: those }, pickUp) =>
        those.flatMap((offer) => {
          const loads = this.loadsOf(world, rounds, offer, guide)
          for (const { boardSeconds } of loads)
            for (const out of rounds.pickUps[pickUp]?.outs ?? [])
              toOut = Math.min(
                toOut,
                inSteps(grid, boardSeconds + (rounds.toOut[pickUp * outs.length + out] as number)),
              )
          return loads.length === 0 ? [] : [{ offer, loads }]
        }),
      )
      for (const ahead of layers.toMouth) toMouth = Math.min(toMouth, ahead)
      for (const ahead of layers.toPickUp) toStop = Math.min(toStop, ahead)
      for (const { quickest } of ins) through = Math.min(through, quickest)
      outs.forEach(({ quickest }, out) => {
        for (let to = 0; to < rounds.destinations.length; to++)
          home = Math.min(
            home,
            quickest + (layers.home[out * rounds.destinations.length + to] as number) + layers.alightSteps,
          )
      })
      for (let to = 0; to < rounds.destinations.length; to++) this.takeIn(world, layers, to, firstStep)
      return { layers, ins, outs, offers }
    })
    // Each layer runs ahead of the next by the least time between them: so each is worked out in long runs.
    const known = { leaving: steps + 1, stop: steps + 1, inner: steps + 1, outer: steps + 1, free: steps + 1 }
    // Until the mouths are known: whoever starts nearer to one than any destination is there first.
    while (known.outer > firstStep) {
      const leaving = Math.max(firstStep, Math.min(known.leaving - 1, known.free - home))
      const stop = Math.max(firstStep, Math.min(known.stop, leaving - toOut))
      const inner = Math.max(firstStep, Math.min(known.inner, stop - toStop))
      const outer = Math.max(firstStep, Math.min(known.outer, inner - through))
      const free = Math.max(firstStep, Math.min(known.free, outer - toMouth))
      for (const { layers, ins, outs, offers } of parts) {
        this.leave(layers, outs, guide, lastStep, leaving, known.leaving - 1)
        for (let pickUp = 0; pickUp < offers.length; pickUp++)
          this.stopAt(layers, pickUp, offers[pickUp] ?? [], stop, known.stop - 1)
        this.goIn(layers, offers, inner, known.inner - 1)
        this.enter(layers, ins, guide, outer, known.outer - 1)
      }
      this.set(free, known.free - 1)
      Object.assign(known, { leaving, stop, inner, outer, free })
    }
  }

  /** Where a destination takes in so many in a quarter of an hour, whoever comes waits for one with room. */
  private takeIn(world: World, { rounds, takenIn, most }: Layers, to: number, firstStep: number): void {
    const { start, stepSeconds, steps } = this.grid
    const begins = takenIn[to] as Int32Array
    const { intake, intakeRate } = world.destination(rounds.destinations[to] ?? '')
    const needed = Math.min(most, intakeRate)
    let next = steps + 1
    let bin = Number.NaN
    let isRoom = true
    for (let step = steps; step >= firstStep; step--) {
      const at = start + step * stepSeconds
      if (intake !== undefined && !(bin <= at)) {
        bin = intake.binStart(at)
        isRoom = intake.room(at) >= needed
      }
      if (isRoom) next = step
      begins[step] = next
    }
  }

  private leave(
    { rounds, leaving, leavingFor, sentBy, placeOf, home, alightSteps, takenIn }: Layers,
    outs: readonly Timetable[],
    guide: Guide,
    lastStep: number,
    from: number,
    until: number,
  ): void {
    const { steps } = this.grid
    const count = rounds.destinations.length
    for (let out = 0; out < outs.length; out++) {
      const exits = (outs[out] as Timetable).exit
      const price = guide.passage(rounds.outs[out] as number, 'out', rounds.fleet.kind)
      for (const to of sentBy[out]?.destinations ?? []) {
        const values = leaving[out * count + to] as Float64Array
        const after = this.free[placeOf[to] as number] as Float64Array
        const drive = home[out * count + to] as number
        const begins = takenIn[to] as Int32Array
        for (let step = from; step <= until; step++) {
          const arrival = (exits[step] as number) + drive
          const end = alightSteps + (arrival > steps ? arrival : (begins[arrival] as number))
          values[step] =
            end > lastStep || end >= never
              ? nothing
              : (end > steps ? 0 : (after[end] as number)) - price - step * earlier
        }
      }
      for (const choice of sentBy[out]?.choices ?? []) {
        const values = leavingFor[out * rounds.choices.length + choice] as Float64Array
        const [first = 0, ...others] = rounds.choices[choice] ?? []
        values.set((leaving[out * count + first] as Float64Array).subarray(from, until + 1), from)
        for (const to of others) raise(values, leaving[out * count + to] as Float64Array, 0, from, until)
      }
    }
  }

  private stopAt(
    { rounds, stop, leavingFor }: Layers,
    pickUp: number,
    offers: readonly { readonly offer: RoundOffer; readonly loads: readonly Offer[] }[],
    from: number,
    until: number,
  ): void {
    const { grid } = this
    const { steps } = grid
    const values = stop[pickUp] as Float64Array
    values.fill(nothing, from, until + 1)
    const outs = rounds.outs.length
    const nearOuts = rounds.pickUps[pickUp]?.outs ?? []
    for (const { offer, loads } of offers) {
      for (const { fromStep, untilStep, gain, boardSeconds } of loads) {
        const first = Math.max(from, fromStep)
        const last = Math.min(until, untilStep)
        if (gain <= 0 || first > last) continue
        for (const out of nearOuts) {
          const ahead = inSteps(grid, boardSeconds + (rounds.toOut[pickUp * outs + out] as number))
          const then = leavingFor[out * rounds.choices.length + offer.choice] as Float64Array
          const end = Math.min(last, steps - ahead)
          for (let step = first; step <= end; step++) {
            const value = gain + (then[step + ahead] as number)
            if (value > (values[step] as number)) values[step] = value
          }
        }
      }
    }
    // Who finds nobody waits for those who come next.
    let next = until < steps ? (values[until + 1] as number) : nothing
    for (let step = until; step >= from; step--) {
      if ((values[step] as number) < nothing / 2) values[step] = next
      next = values[step] as number
    }
  }

  private goIn(
    { rounds, inner, stop, toPickUp }: Layers,
    offers: readonly (readonly unknown[])[],
    from: number,
    until: number,
  ): void {
    const { steps } = this.grid
    const count = rounds.pickUps.length
    for (const inside of inner) inside.fill(nothing, from, until + 1)
    for (let pickUp = 0; pickUp < count; pickUp++) {
      if (offers[pickUp]?.length === 0) continue
      for (const into of rounds.pickUps[pickUp]?.ins ?? []) {
        const ahead = toPickUp[into * count + pickUp] as number
        raise(inner[into] as Float64Array, stop[pickUp] as Float64Array, ahead, from, Math.min(until, steps - ahead))
      }
    }
  }

  private enter(
    { rounds, inner, outer }: Layers,
    ins: readonly Timetable[],
    guide: Guide,
    from: number,
    until: number,
  ): void {
    const { steps } = this.grid
    for (let into = 0; into < ins.length; into++) {
      const inside = inner[into] as Float64Array
      const outside = outer[into] as Float64Array
      const exits = (ins[into] as Timetable).exit
      const price = guide.passage(rounds.ins[into] as number, 'in', rounds.fleet.kind)
      for (let step = from; step <= until; step++) {
        const exit = exits[step] as number
        outside[step] = exit > steps ? nothing : (inside[exit] as number) - price
      }
    }
  }

  private set(from: number, until: number): void {
    const { steps } = this.grid
    for (let place = 0; place < this.free.length; place++) {
      const values = this.free[place] as Float64Array
      for (const { outer, toMouth } of this.layers) {
        for (let into = 0; into < outer.length; into++) {
          const ahead = toMouth[place * outer.length + into] as number
          if (ahead < noWay) raise(values, outer[into] as Float64Array, ahead, from, Math.min(until, steps - ahead))
        }
      }
      // Who has nothing better to do waits.
      for (let step = Math.min(until, steps - 1); step >= from; step--)
        if ((values[step + 1] as number) > (values[step] as number)) values[step] = values[step + 1] as number
    }
  }

  /** As for the destination that has most room for them. */
  private loadsOf(world: World, { fleet }: Rounds, { jobs }: RoundOffer, guide: Guide): readonly Offer[] {
    let best: readonly Offer[] = []
    let most = 0
    for (const { job } of jobs) {
      const loads = this.loads.of(world, fleet, job, this.grid, guide)
      let sum = 0
      for (const { gain } of loads) sum += gain
      if (sum > most) [best, most] = [loads, sum]
    }
    return best
  }

  /** Ways in, the best first, for a vehicle free at a place. */
  waysIn(world: World, place: string, ready: number): Chosen[] {
    const found: Chosen[] = []
    for (const { rounds, outer } of this.layers) {
      for (let into = 0; into < rounds.ins.length; into++) {
        const corridor = rounds.ins[into] as number
        const mouth = world.problem.corridors[corridor]?.outside ?? ''
        const arrival = world.problem.times.arrival(rounds.fleet.kind, place, mouth, ready)
        if (arrival === undefined) continue
        const value = (outer[into] as Float64Array)[stepAt(this.grid, arrival)] ?? 0
        if (value > 0) found.push({ rounds, corridor, value })
      }
    }
    return found.sort((a, b) => b.value - a.value)
  }

  /** The best pick-up from the inner mouth of a way in, and who is asked for there. */
  stopFrom(world: World, rounds: Rounds, corridor: number, exit: number, guide: Guide): RoundOffer | undefined {
    const layers = this.layers.find((each) => each.rounds === rounds)
    if (layers === undefined) return undefined
    const { grid } = this
    const mouth = world.problem.corridors[corridor]?.inside ?? ''
    const into = rounds.ins.indexOf(corridor)
    const outs = rounds.outs.length
    let best: RoundOffer | undefined
    let most = nothing / 2
    for (let pickUp = 0; pickUp < rounds.pickUps.length; pickUp++) {
      const { id, offers, ins, outs: nearOuts } = rounds.pickUps[pickUp] as Rounds['pickUps'][number]
      if (!ins.includes(into)) continue
      const arrival = world.problem.times.arrival(rounds.fleet.kind, mouth, id, exit)
      if (arrival === undefined) continue
      const step = stepAt(grid, arrival)
      if (((layers.stop[pickUp] as Float64Array)[step] ?? nothing) <= most) continue
      for (const offer of offers) {
        for (const load of this.loadsOf(world, rounds, offer, guide)) {
          if (load.gain <= 0 || load.untilStep < step) continue
          const at = Math.max(step, load.fromStep)
          for (const out of nearOuts) {
            const drive = rounds.toOut[pickUp * outs + out] as number
            const then = layers.leavingFor[out * rounds.choices.length + offer.choice] as Float64Array
            const ahead = inSteps(grid, load.boardSeconds + drive)
            const value = load.gain + (then[at + ahead] ?? nothing)
            if (value <= most) continue
            most = value
            best = offer
          }
          break
        }
      }
    }
    return best
  }

  /** Ways out with what the rest of the day is worth by each, for whoever leaves a stop for a destination at an instant. */
  waysOut(
    world: World,
    rounds: Rounds,
    { pickUp, destination }: PeopleJob,
    leaves: number,
  ): { readonly corridor: number; readonly value: number }[] {
    const layers = this.layers.find((each) => each.rounds === rounds)
    const to = rounds.destinations.indexOf(destination)
    const found: { corridor: number; value: number }[] = []
    for (const out of rounds.pickUps.find(({ id }) => id === pickUp)?.outs ?? []) {
      const corridor = rounds.outs[out] as number
      const mouth = world.problem.corridors[corridor]?.inside ?? ''
      const arrival = world.problem.times.arrival(rounds.fleet.kind, pickUp, mouth, leaves)
      if (arrival === undefined) continue
      const values = layers?.leaving[out * rounds.destinations.length + to]
      const value = values?.[stepAt(this.grid, arrival)] ?? nothing
      if (value > nothing / 2) found.push({ corridor, value })
    }
    return found
  }
}

/** `values` becomes the greater of itself and of `then` so many steps later. */
function raise(values: Float64Array, then: Float64Array, ahead: number, from: number, until: number): void {
  for (let step = from; step <= until; step++) {
    const value = then[step + ahead] as number
    if (value > (values[step] as number)) values[step] = value
  }
}

/** Of two days that serve alike the one that serves earlier is better, by a little for each step. */
const earlier = 1e-3
