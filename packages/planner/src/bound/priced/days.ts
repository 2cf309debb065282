// The best day of each vehicle at given prices: a dynamic programme over cells of time, from the last to the first.

import { type ArcCells, arcCellsOf } from './arcs.ts'
import type { Block, Clock } from './clock.ts'
import { cheapestRow, gateCosts, intakeCosts, slotCosts, takeGate } from './costs.ts'
import { type PersonGains, personGains } from './gains.ts'
import type { Goal } from './goal.ts'
import { type LoadGains, loadGains } from './load-gains.ts'
import { daysSlack, Slack, walkersSlack } from './slack.ts'
import { gramBuckets, type Space, type VehicleClass, type Way } from './space.ts'
import type { Column, Usage } from './usage.ts'

export interface BestDay {
  /** Indexes of fleets, all of which start alike. */
  readonly fleets: readonly number[]
  readonly count: number
  /** Of one vehicle; never negative: it may stay where it is. */
  readonly value: number
  readonly column: Column
  /** Days that begin elsewhere or later: not the best, but good. */
  readonly others: readonly Column[]
}

export function bestDays(space: Space, goal: Goal, prices: Float64Array, gains: PersonGains, usage: Usage): BestDay[] {
  return space.classes.flatMap((each) => {
    const programme = new Programme(space, each, goal, prices, gains)
    programme.run()
    return each.starts.map(({ fleets, count, from }) => {
      const { value, way, block, cell } = programme.bestStart(from)
      if (value > 0) programme.follow(way, block, cell, usage)
      const column = usage.column()
      const others = programme.laterStarts(from, value * 0.3).map((start) => {
        programme.follow(start.way, start.block, start.cell, usage)
        return usage.column()
      })
      return { fleets, count, value, column, others }
    })
  })
}

/** How far prices may fall, by row (slack.ts). */
export function slackAt(space: Space, goal: Goal, prices: Float64Array): Float64Array {
  const slack = new Slack(space)
  const gains = personGains(space, goal, prices)
  walkersSlack(space, gains, slack)
  for (const each of space.classes) {
    const programme = new Programme(space, each, goal, prices, gains)
    programme.run()
    const worths = each.starts.map(({ from }) => programme.bestStart(from).value)
    daysSlack(space, programme, worths, slack)
  }
  return slack.ofRow
}

const laterParts = 6
const never = Number.NEGATIVE_INFINITY

/** Values in one block, by state and cell; all arrays end in cells from which nothing can be done any more. */
interface Arrays {
  /** Free outside at the mouth of a way in. With cells past the end of the block. */
  readonly outside: Float64Array
  /** At the gate of a way in. */
  readonly gate: Float64Array
  readonly pickUp: Float64Array
  readonly drop: Float64Array
  /** Entering a way out with a kind of load for a job. */
  readonly leave: Float64Array
  /** Entering a way out with nobody aboard. */
  readonly empty: Float64Array
  /** Come to a destination with a kind of load. With cells past the end of the block. */
  readonly arrived: Float64Array
}

export interface Values extends Arrays {
  readonly slotIn: readonly Float64Array[]
  readonly slotOut: readonly Float64Array[]
  readonly gateIn: readonly (Float64Array | undefined)[]
  readonly gateOut: readonly (Float64Array | undefined)[]
  readonly intake: readonly (Float64Array | undefined)[]
}

/** Cells of a block that are worked out together, and what is carried from one such run to the one before it. */
interface Run {
  readonly values: Values
  from: number
  until: number
  readonly open: number
  readonly clearBy: number
  readonly length: number
  readonly long: number
  /** Being served at the gate of a way out now or later, by what follows. */
  readonly gateLeave: Float64Array
  readonly gateEmpty: Float64Array
  /** Of each cell of the run. */
  readonly best: Float64Array
}

/** Raises each cell's best to what follows from another state, which begins at `at`. */
function raise(best: Float64Array, values: Float64Array, at: number, count: number, gain: number): void {
  for (let cell = 0; cell < count; cell++) {
    const value = gain + (values[at + cell] as number)
    if (value > (best[cell] as number)) best[cell] = value
  }
}

/** At a stop it may wait. */
function waitFor(best: Float64Array, values: Float64Array, at: number, from: number, until: number): void {
  let value = values[at + until] as number
  for (let cell = until - 1; cell >= from; cell--) {
    const now = best[cell - from] as number
    if (now > value) value = now
    values[at + cell] = value
  }
}

// Memory of one class, used again by each evaluation: owned by whichever programme runs.
const arraysKnown = new WeakMap<VehicleClass, Arrays[]>()

export class Programme {
  private readonly space: Space
  readonly of: VehicleClass
  readonly prices: Float64Array
  readonly clock: Clock
  readonly loads: LoadGains
  private readonly gramGains: Float64Array
  readonly aside: { readonly gain: number; readonly stop: number; readonly grams: number }
  private readonly values: Values[] = []
  readonly buckets: number
  /** Arcs in whole cells, rounded down; −1 where there is none. */
  readonly cells: ArcCells
  /** Cells kept after the end of a block, for what ends after it. */
  readonly beyond: number

  constructor(space: Space, of: VehicleClass, goal: Goal, prices: Float64Array, gains: PersonGains) {
    this.space = space
    this.of = of
    this.prices = prices
    this.clock = space.clock
    this.buckets = of.loads.buckets.length
    this.loads = loadGains(of, gains)
    this.cells = arcCellsOf(of, space.clock.cellSeconds)
    this.beyond = this.cells.longest + 1
    this.gramGains = Float64Array.from(of.drops, ({ drop }) => gramGain(space, goal, prices, drop))
    this.aside = this.aidAside()
  }

  run(): void {
    const { blocks } = this.clock
    for (let index = blocks.length - 1; index >= 0; index--) {
      const block = blocks[index]
      if (block !== undefined) this.values[index] = this.runBlock(block, index)
    }
  }

  valuesOf(block: number): Values | undefined {
    return this.values[block]
  }

  bestStart(from: readonly number[]): { value: number; way: number; block: number; cell: number } {
    let best = { value: 0, way: -1, block: 0, cell: 0 }
    from.forEach((at, way) => {
      if (!Number.isFinite(at)) return
      const { block, cell } = this.cellAt(at)
      const values = this.values[block]
      if (values === undefined) return
      const value = values.outside[way * this.lengthWithBeyond(block) + cell] ?? 0
      if (value > best.value) best = { value, way, block, cell }
    })
    return best
  }

  /** By each way in, at some moments of each block: days worth more than `least`. */
  laterStarts(from: readonly number[], least: number): { value: number; way: number; block: number; cell: number }[] {
    const found: { value: number; way: number; block: number; cell: number }[] = []
    const seen = new Set<number>()
    this.clock.blocks.forEach((block, index) => {
      const long = this.lengthWithBeyond(index)
      for (let part = 0; part < laterParts; part++) {
        const cell = Math.floor((part * block.cells) / laterParts)
        from.forEach((at, way) => {
          if (!(at <= block.window.open + cell * this.clock.cellSeconds)) return
          const value = this.values[index]?.outside[way * long + cell] ?? 0
          if (value <= least || seen.has(value)) return
          seen.add(value)
          found.push({ value, way, block: index, cell })
        })
      }
    })
    return found
  }

  /** The cell of the latest block begun that holds an instant; before the first, its first cell. */
  cellAt(instant: number): { block: number; cell: number } {
    const { blocks, cellSeconds } = this.clock
    let block = 0
    while (block + 1 < blocks.length && (blocks[block + 1]?.window.open ?? 0) <= instant) block += 1
    const cell = Math.max(0, Math.floor((instant - (blocks[block]?.window.open ?? 0)) / cellSeconds))
    const last = (blocks[block]?.cells ?? 0) + this.beyond - 1
    return { block, cell: Math.min(cell, last) }
  }

  private lengthWithBeyond(block: number): number {
    return (this.clock.blocks[block]?.cells ?? 0) + this.beyond
  }

  /**
   * From the last cells to the first, a run of them at a time: so many as the shortest way inward takes, after whose
   * beginning nothing in the run depends any more. In a run all of one state are worked out before those of the next, over
   * memory that lies together.
   */
  private runBlock(block: Block, index: number): Values {
    const values = this.emptyValues(block, index)
    this.carryOver(values, index)
    const run: Run = {
      values,
      from: 0,
      until: block.cells,
      open: block.window.open,
      clearBy: block.window.clearBy,
      length: block.cells,
      long: block.cells + this.beyond,
      gateLeave: new Float64Array(this.of.outs.length * this.of.jobs.length * this.buckets).fill(never),
      gateEmpty: new Float64Array(this.of.outs.length).fill(never),
      best: new Float64Array(this.cells.shortestIn),
    }
    for (let until = block.cells; until > 0; until = run.from) {
      run.until = until
      run.from = Math.max(0, until - this.cells.shortestIn)
      this.runGates(run)
      this.runOutside(run)
      this.runArrived(run)
      this.runLeave(run)
      this.runEmpty(run)
      this.runPickUps(run)
      this.runDrops(run)
    }
    return values
  }

  /** At the gates of ways in: wait, or be served and drive to a stop, or straight through. */
  private runGates({ values, from, until, long, best }: Run): void {
    const { of, cells: arcs } = this
    const { ins, outs, pickUps, drops } = of
    const { gate, pickUp, drop, empty } = values
    for (let way = 0; way < ins.length; way++) {
      best.fill(never)
      for (let stop = 0; stop < pickUps.length; stop++) {
        const offset = arcs.inToPickUp[way * pickUps.length + stop] as number
        if (offset >= 0) raise(best, pickUp, stop * long + from + offset, until - from, 0)
      }
      for (let stop = 0; stop < drops.length; stop++) {
        const offset = arcs.inToDrop[way * drops.length + stop] as number
        if (offset >= 0) raise(best, drop, stop * long + from + offset, until - from, 0)
      }
      for (let out = 0; out < outs.length; out++) {
        const offset = arcs.inToOut[way * outs.length + out] as number
        if (offset < 0) continue
        raise(best, empty, out * long + from + offset, until - from, 0)
      }
      const prices = values.gateIn[way]
      for (let cell = until - 1; cell >= from; cell--) {
        let value = best[cell - from] as number
        if (prices !== undefined) {
          value -= prices[cell] as number
          const waiting = gate[way * long + cell + 1] as number
          if (waiting > value) value = waiting
        }
        gate[way * long + cell] = value
      }
    }
  }

  private runOutside({ values, from, until, long }: Run): void {
    const { gate, outside, slotIn } = values
    for (let way = 0; way < this.of.ins.length; way++) {
      const slots = slotIn[way] as Float64Array
      let value = outside[way * long + until] as number
      for (let cell = until - 1; cell >= from; cell--) {
        const entering = (gate[way * long + cell] as number) - (slots[cell] as number)
        if (entering > value) value = entering
        outside[way * long + cell] = value
      }
    }
  }

  private runArrived({ values, from, until, open, length, long, best }: Run): void {
    const { of, buckets, cells: arcs, clock } = this
    const { outside, arrived } = values
    for (let job = 0; job < of.jobs.length; job++) {
      const intake = values.intake[job]
      for (let bucket = 0; bucket < buckets; bucket++) {
        const place = job * buckets + bucket
        const { alightSeconds = 0, persons = 0 } = of.loads.buckets[bucket] ?? {}
        // The last cell in which it may still alight.
        const last = Math.floor((of.until - alightSeconds - open) / clock.cellSeconds)
        const end = Math.max(from, Math.min(until, last + 1))
        best.fill(0, 0, end - from)
        best.fill(never, end - from)
        for (let way = 0; way < of.ins.length; way++) {
          const offset = arcs.jobToIn[place * of.ins.length + way] as number
          if (offset >= 0) raise(best, outside, way * long + from + offset, end - from, 0)
        }
        let value = arrived[place * long + until] as number
        for (let cell = until - 1; cell >= from; cell--) {
          let alighting = best[cell - from] as number
          if (intake !== undefined) alighting -= (intake[bucket * length + cell] as number) * persons
          if (alighting > value) value = alighting
          arrived[place * long + cell] = value
        }
      }
    }
  }

  private runLeave({ values, from, until, open, clearBy, long, gateLeave }: Run): void {
    const { of, buckets, cells: arcs, clock } = this
    const { arrived, leave } = values
    const jobBuckets = of.jobs.length * buckets
    for (let out = 0; out < of.outs.length; out++) {
      const way = of.outs[out]
      if (way === undefined) continue
      const prices = values.gateOut[out]
      const slots = values.slotOut[out] as Float64Array
      const last = Math.floor((clearBy - way.toGateSeconds - way.fromGateSeconds - open) / clock.cellSeconds)
      for (let place = 0; place < jobBuckets; place++) {
        const offset = arcs.outToJob[out * jobBuckets + place] as number
        if (offset < 0) continue
        const key = out * jobBuckets + place
        let served = gateLeave[key] as number
        for (let cell = until - 1; cell >= from; cell--) {
          let best = cell <= last ? (arrived[place * long + cell + offset] as number) : never
          if (prices !== undefined) {
            best -= prices[cell] as number
            if (served > best) best = served
            served = best
          }
          leave[key * long + cell] = best - (slots[cell] as number)
        }
        gateLeave[key] = served
      }
    }
  }

  private runEmpty({ values, from, until, open, clearBy, long, gateEmpty, best }: Run): void {
    const { of, cells: arcs, clock } = this
    const { outside, empty } = values
    for (let out = 0; out < of.outs.length; out++) {
      const way = of.outs[out]
      if (way === undefined) continue
      const prices = values.gateOut[out]
      const slots = values.slotOut[out] as Float64Array
      const passage = way.toGateSeconds + way.fromGateSeconds
      const last = Math.floor((Math.min(clearBy, of.until) - passage - open) / clock.cellSeconds)
      const end = Math.max(from, Math.min(until, last + 1))
      best.fill(0, 0, end - from)
      best.fill(never, end - from)
      for (let into = 0; into < of.ins.length; into++) {
        const offset = arcs.outToIn[out * of.ins.length + into] as number
        if (offset >= 0) raise(best, outside, into * long + from + offset, end - from, 0)
      }
      for (let cell = until - 1; cell >= from; cell--) {
        let value = best[cell - from] as number
        if (prices !== undefined) {
          value -= prices[cell] as number
          if ((gateEmpty[out] as number) > value) value = gateEmpty[out] as number
          gateEmpty[out] = value
        }
        empty[out * long + cell] = value - (slots[cell] as number)
      }
    }
  }

  private runPickUps({ values, from, until, open, long, best }: Run): void {
    const { of, buckets, cells: arcs, clock, loads } = this
    const { pickUp, leave } = values
    const jobBuckets = of.jobs.length * buckets
    const outs = of.outs.length
    const aside = this.aside.gain
    for (let stop = 0; stop < of.pickUps.length; stop++) {
      const offsetsOfStop = arcs.loadFrom[stop] as number
      best.fill(never)
      // While the same people are there the choices are the same.
      for (let end = until; end > from; ) {
        const choices = loads.choicesAt(stop, open + end * clock.cellSeconds - 1)
        let begin = end - 1
        while (begin > from && loads.choicesAt(stop, open + begin * clock.cellSeconds - 1) === choices) begin -= 1
        for (let choice = 0; choice < choices.length; choice++) {
          const place = choices.places[choice] as number
          const gain = (choices.gains[choice] as number) + aside
          const offsets = offsetsOfStop + (place % buckets) * outs
          for (let out = 0; out < outs; out++) {
            const offset = arcs.loadToOut[offsets + out] as number
            if (offset < 0) continue
            const at = (out * jobBuckets + place) * long + offset
            for (let cell = begin; cell < end; cell++) {
              const value = gain + (leave[at + cell] as number)
              if (value > (best[cell - from] as number)) best[cell - from] = value
            }
          }
        }
        end = begin
      }
      waitFor(best, pickUp, stop * long, from, until)
    }
  }

  private runDrops({ values, from, until, long, best }: Run): void {
    const { of, cells: arcs } = this
    const { drop, empty } = values
    const outs = of.outs.length
    for (let stop = 0; stop < of.drops.length; stop++) {
      best.fill(never)
      for (let part = 1; part <= gramBuckets; part++) {
        const gain = this.deliveryGain(stop, part)
        if (gain <= 0) continue
        for (let out = 0; out < outs; out++) {
          const offset = arcs.dropToOut[(stop * gramBuckets + part - 1) * outs + out] as number
          if (offset >= 0) raise(best, empty, out * long + from + offset, until - from, gain)
        }
      }
      waitFor(best, drop, stop * long, from, until)
    }
  }

  private emptyValues(block: Block, index: number): Values {
    const { of, clock, prices } = this
    const alightSeconds = of.loads.buckets.map((bucket) => bucket.alightSeconds)
    return {
      ...this.arraysOf(block, index),
      slotIn: of.ins.map((way) => slotCosts(clock, index, way, prices)),
      slotOut: of.outs.map((way) => slotCosts(clock, index, way, prices)),
      gateIn: of.ins.map((way) => gateCosts(clock, index, way, prices)),
      gateOut: of.outs.map((way) => gateCosts(clock, index, way, prices)),
      intake: of.jobs.map((job) => intakeCosts(clock, index, job.intake, alightSeconds, prices)),
    }
  }

  /** The same arrays each time: what a run writes every run writes, and the rest stays as it is. */
  private arraysOf(block: Block, index: number): Arrays {
    const { of, buckets, beyond } = this
    const known = arraysKnown.get(of) ?? []
    arraysKnown.set(of, known)
    const long = block.cells + beyond
    const array = (states: number) => new Float64Array(states * long).fill(never)
    known[index] ??= {
      outside: array(of.ins.length),
      gate: array(of.ins.length),
      pickUp: array(of.pickUps.length),
      drop: array(of.drops.length),
      leave: array(of.outs.length * of.jobs.length * buckets),
      empty: array(of.outs.length),
      arrived: array(of.jobs.length * buckets),
    }
    return known[index]
  }

  /** After the end of a block a vehicle is where the next block begins, or does no more; who arrives then, is taken in. */
  private carryOver({ outside, arrived }: Values, index: number): void {
    const { of, beyond, buckets } = this
    const length = this.clock.blocks[index]?.cells ?? 0
    const long = length + beyond
    for (let past = 0; past < beyond; past++) {
      let best = 0
      for (let way = 0; way < of.ins.length; way++) {
        const value = this.nextOutside(index, way, length + past)
        outside[way * long + length + past] = value
        if (value > best) best = value
      }
      for (let place = 0; place < of.jobs.length * buckets; place++) arrived[place * long + length + past] = best
    }
  }

  private nextOutside(index: number, way: number, cell: number): number {
    const [here, next] = [this.clock.blocks[index], this.clock.blocks[index + 1]]
    const values = this.values[index + 1]
    if (here === undefined || next === undefined || values === undefined) return 0
    const at = here.window.open + cell * this.clock.cellSeconds
    const long = this.lengthWithBeyond(index + 1)
    const into = Math.floor((at - next.window.open) / this.clock.cellSeconds)
    return values.outside[way * long + Math.min(Math.max(0, into), long - 1)] ?? 0
  }

  deliveryGain(stop: number, part: number): number {
    const drop = this.space.problem.drops[this.of.drops[stop]?.drop ?? -1]
    const grams = Math.min((this.of.loads.grams * part) / gramBuckets, drop?.demandGrams ?? 0)
    return (this.gramGains[stop] ?? 0) * grams
  }

  /** What a person's round may also deliver, at any drop and in no time: only of vehicles that carry both. */
  private aidAside(): { readonly gain: number; readonly stop: number; readonly grams: number } {
    let best = { gain: 0, stop: -1, grams: 0 }
    this.gramGains.forEach((each, stop) => {
      const grams = Math.min(
        this.of.loads.grams,
        this.space.problem.drops[this.of.drops[stop]?.drop ?? -1]?.demandGrams ?? 0,
      )
      if (each * grams > best.gain) best = { gain: each * grams, stop, grams }
    })
    return best
  }

  /** The day that the values promise, from a way in on: what it takes. */
  follow(fromWay: number, fromBlock: number, fromCell: number, usage: Usage): void {
    let position: { way: number; block: number; cell: number } | undefined = {
      way: fromWay,
      block: fromBlock,
      cell: fromCell,
    }
    while (position !== undefined) position = this.followRound(position, usage)
  }

  private followRound(
    { way, block: index, cell: start }: { way: number; block: number; cell: number },
    usage: Usage,
  ): { way: number; block: number; cell: number } | undefined {
    const { of, clock, prices, cells: arcs } = this
    const block = clock.blocks[index]
    const values = this.values[index]
    const into = of.ins[way]
    if (block === undefined || values === undefined || into === undefined) return undefined
    const length = block.cells
    const long = length + this.beyond
    if (start >= length) return this.followBeyond(way, index, start)
    let cell = start
    const outside = way * long
    while (cell < length && values.outside[outside + cell] === values.outside[outside + cell + 1]) cell += 1
    if (cell >= length) return this.followBeyond(way, index, cell)
    if (!((values.outside[outside + cell] ?? 0) > 0)) return undefined
    this.takeSlot(into, index, cell, usage)
    const gate = way * long
    if (values.gateIn[way] !== undefined) {
      while (cell + 1 < length && values.gate[gate + cell] === values.gate[gate + cell + 1]) cell += 1
      takeGate(clock, index, into, prices, cell, usage)
    }
    // Which step is the best from here, as in `runBlock`.
    const best = { value: never, kind: 'none', to: 0, at: 0, place: 0 }
    const consider = (value: number, kind: string, to: number, at: number, place = 0) => {
      if (value > best.value) Object.assign(best, { value, kind, to, at, place })
    }
    of.pickUps.forEach((_, stop) => {
      const offset = arcs.inToPickUp[way * of.pickUps.length + stop] ?? -1
      if (offset >= 0) consider(values.pickUp[stop * long + cell + offset] ?? never, 'pick_up', stop, cell + offset)
    })
    of.drops.forEach((_, stop) => {
      const offset = arcs.inToDrop[way * of.drops.length + stop] ?? -1
      if (offset >= 0) consider(values.drop[stop * long + cell + offset] ?? never, 'drop', stop, cell + offset)
    })
    of.outs.forEach((_, out) => {
      const offset = arcs.inToOut[way * of.outs.length + out] ?? -1
      if (offset < 0) return
      consider(values.empty[out * long + cell + offset] ?? never, 'empty', out, cell + offset)
    })
    if (best.kind === 'empty') return this.followEmpty(best.to, index, best.at, usage)
    if (best.kind === 'pick_up') return this.followPickUp(best.to, index, best.at, usage)
    if (best.kind === 'drop') return this.followDrop(best.to, index, best.at, usage)
    return undefined
  }

  private followBeyond(way: number, index: number, cell: number) {
    const [here, next] = [this.clock.blocks[index], this.clock.blocks[index + 1]]
    if (here === undefined || next === undefined) return undefined
    const at = here.window.open + cell * this.clock.cellSeconds
    const into = Math.max(0, Math.floor((at - next.window.open) / this.clock.cellSeconds))
    return { way, block: index + 1, cell: Math.min(into, this.lengthWithBeyond(index + 1) - 1) }
  }

  private takeSlot(way: Way, index: number, cell: number, usage: Usage): void {
    if (way.slots === undefined) return
    const row = cheapestRow(this.clock, way.slots, index, cell, this.prices)
    if (row >= 0) usage.add(row, 1)
  }

  private followPickUp(stop: number, index: number, start: number, usage: Usage) {
    const { of, buckets, cells: arcs } = this
    const values = this.values[index]
    const block = this.clock.blocks[index]
    if (values === undefined || block === undefined) return undefined
    const long = block.cells + this.beyond
    let cell = start
    while (cell < block.cells && values.pickUp[stop * long + cell] === values.pickUp[stop * long + cell + 1]) cell += 1
    const instant = block.window.open + (cell + 1) * this.clock.cellSeconds - 1
    const choices = this.loads.choicesAt(stop, instant)
    const aside = this.aside
    const best = { value: never, out: 0, place: 0, at: 0 }
    for (let choice = 0; choice < choices.length; choice++) {
      const place = choices.places[choice] ?? 0
      of.outs.forEach((_, out) => {
        const offset = arcs.loadToOut[(arcs.loadFrom[stop] ?? 0) + (place % buckets) * of.outs.length + out] ?? -1
        if (offset < 0) return
        const leave = values.leave[(out * of.jobs.length * buckets + place) * long + cell + offset] ?? never
        const value = (choices.gains[choice] ?? 0) + aside.gain + leave
        if (value > best.value) Object.assign(best, { value, out, place, at: cell + offset })
      })
    }
    if (best.value === never) return undefined
    this.loads.takeLoad(usage, stop, instant, best.place)
    if (aside.gain > 0) this.takeGrams(aside.stop, aside.grams, usage)
    return this.followLoaded(best.out, best.place, index, best.at, usage)
  }

  private followDrop(stop: number, index: number, start: number, usage: Usage) {
    const { of, cells: arcs } = this
    const values = this.values[index]
    const block = this.clock.blocks[index]
    if (values === undefined || block === undefined) return undefined
    const long = block.cells + this.beyond
    let cell = start
    while (cell < block.cells && values.drop[stop * long + cell] === values.drop[stop * long + cell + 1]) cell += 1
    const best = { value: never, out: 0, part: 0, at: 0 }
    for (let part = 1; part <= gramBuckets; part++) {
      const gain = this.deliveryGain(stop, part)
      if (gain <= 0) continue
      of.outs.forEach((_, out) => {
        const offset = arcs.dropToOut[(stop * gramBuckets + part - 1) * of.outs.length + out] ?? -1
        if (offset < 0) return
        const value = gain + (values.empty[out * long + cell + offset] ?? never)
        if (value > best.value) Object.assign(best, { value, out, part, at: cell + offset })
      })
    }
    if (best.value === never) return undefined
    const demand = this.space.problem.drops[of.drops[stop]?.drop ?? -1]?.demandGrams ?? 0
    this.takeGrams(stop, Math.min((of.loads.grams * best.part) / gramBuckets, demand), usage)
    return this.followEmpty(best.out, index, best.at, usage)
  }

  private takeGrams(stop: number, grams: number, usage: Usage): void {
    const { space } = this
    const drop = this.of.drops[stop]?.drop ?? -1
    usage.add(space.demandRows[drop], grams)
    for (const rows of [space.floorKeptRows, space.shareKeptRows, space.floorDeliveredRows, space.shareDeliveredRows])
      usage.add(rows[drop], -grams)
  }

  private followLoaded(out: number, place: number, index: number, start: number, usage: Usage) {
    const { of, clock, prices, cells: arcs } = this
    const values = this.values[index]
    const block = clock.blocks[index]
    const way = of.outs[out]
    const job = of.jobs[Math.floor(place / this.buckets)]
    if (values === undefined || block === undefined || way === undefined || job === undefined) return undefined
    this.takeSlot(way, index, start, usage)
    const long = block.cells + this.beyond
    const offset = arcs.outToJob[out * of.jobs.length * this.buckets + place] ?? 0
    let cell = this.serviceCell(out, index, start, (at) => values.arrived[place * long + at + offset] ?? never)
    takeGate(clock, index, way, prices, cell, usage)
    cell += offset
    while (cell < block.cells && values.arrived[place * long + cell] === values.arrived[place * long + cell + 1])
      cell += 1
    if (cell >= block.cells) {
      let best = { value: 0, way: -1 }
      of.ins.forEach((_, into) => {
        const value = values.outside[into * long + cell] ?? 0
        if (value > best.value) best = { value, way: into }
      })
      return best.way < 0 ? undefined : this.followBeyond(best.way, index, cell)
    }
    const bucket = place % this.buckets
    const { alightSeconds = 0, persons = 0 } = of.loads.buckets[bucket] ?? {}
    if (job.intake !== undefined) {
      const row = cheapestRow(clock, job.intake, index, cell, prices, alightSeconds)
      if (row >= 0) usage.add(row, persons)
    }
    return this.onward(index, (into) => arcs.jobToIn[place * of.ins.length + into] ?? -1, cell)
  }

  private followEmpty(out: number, index: number, start: number, usage: Usage) {
    const { of, clock, prices, cells: arcs } = this
    const way = of.outs[out]
    const block = clock.blocks[index]
    if (way === undefined || block === undefined) return undefined
    this.takeSlot(way, index, start, usage)
    const cell = this.serviceCell(out, index, start, (at) => this.onwardValue(out, index, at))
    takeGate(clock, index, way, prices, cell, usage)
    return this.onward(index, (into) => arcs.outToIn[out * of.ins.length + into] ?? -1, cell)
  }

  private onwardValue(out: number, index: number, cell: number): number {
    const { of, cells: arcs } = this
    const block = this.clock.blocks[index]
    const way = of.outs[out]
    if (block === undefined || way === undefined) return never
    const exit = block.window.open + cell * this.clock.cellSeconds + way.toGateSeconds + way.fromGateSeconds
    if (exit > of.until) return never
    const long = block.cells + this.beyond
    let best = 0
    of.ins.forEach((_, into) => {
      const offset = arcs.outToIn[out * of.ins.length + into] ?? -1
      if (offset >= 0) best = Math.max(best, this.values[index]?.outside[into * long + cell + offset] ?? 0)
    })
    return best
  }

  /** When it is served at the gate of a way out that it enters in a cell, if `after` is what follows. */
  private serviceCell(out: number, index: number, start: number, after: (cell: number) => number): number {
    const way = this.of.outs[out]
    const block = this.clock.blocks[index]
    const costs = this.values[index]?.gateOut[out]
    if (way === undefined || block === undefined || costs === undefined) return start
    let [best, at] = [never, start]
    for (let cell = start; cell < block.cells; cell++) {
      const exit = block.window.open + cell * this.clock.cellSeconds + way.toGateSeconds + way.fromGateSeconds
      if (exit > block.window.clearBy) break
      const value = after(cell) - (costs[cell] ?? 0)
      if (value > best) [best, at] = [value, cell]
    }
    return at
  }

  private onward(index: number, offsetTo: (into: number) => number, cell: number) {
    const block = this.clock.blocks[index]
    const values = this.values[index]
    if (block === undefined || values === undefined) return undefined
    const long = block.cells + this.beyond
    let best = { value: 0, way: -1, cell: 0 }
    this.of.ins.forEach((_, into) => {
      const offset = offsetTo(into)
      if (offset < 0) return
      const value = values.outside[into * long + cell + offset] ?? 0
      if (value > best.value) best = { value, way: into, cell: cell + offset }
    })
    return best.way < 0 ? undefined : { way: best.way, block: index, cell: best.cell }
  }
}

/** What a gram brought to a drop is worth. */
export function gramGain(space: Space, goal: Goal, prices: Float64Array, drop: number): number {
  const price = (rows: readonly number[]) => prices[rows[drop] ?? -1] ?? 0
  return (
    (goal.gram[drop] ?? 0) +
    price(space.floorDeliveredRows) +
    price(space.shareDeliveredRows) +
    price(space.floorKeptRows) +
    price(space.shareKeptRows) -
    price(space.demandRows)
  )
}
