// How much each price may fall before anybody's best day gains by it: a second dynamic programme, from the first cell to the
// last, beside that of days.ts.
//
// What a day through a certain slot is worth is the best that leads there, and the best from there on. Where that is less
// than the best day, the slot is too dear to be used by any vehicle, and its price may fall by the difference without that
// day gaining: the bound falls by as much for each vehicle it holds. That is so for one price that a day uses once; where many
// fall together a day may use several of them, so that what comes of it has to be evaluated.

import type { Programme } from './days.ts'
import type { PersonGains } from './gains.ts'
import { gramBuckets, type Space, type Way } from './space.ts'

const never = Number.NEGATIVE_INFINITY

/** By row: how far its price may fall, 0 where that is not known. Infinite where nothing can make use of it. */
export class Slack {
  readonly ofRow: Float64Array
  private readonly space: Space

  constructor(space: Space) {
    this.space = space
    this.ofRow = Float64Array.from(space.rows.names, ({ kind }) =>
      kind === 'slot' || kind === 'gate' ? Number.POSITIVE_INFINITY : 0,
    )
    for (const { index } of space.problem.groups) {
      const row = space.groupRows[index]?.at(-1)
      if (row !== undefined) this.ofRow[row] = Number.POSITIVE_INFINITY
    }
  }

  lower(row: number | undefined, slack: number): void {
    if (row === undefined || row < 0) return
    const least = Math.max(0, slack)
    if (least < (this.ofRow[row] as number)) this.ofRow[row] = least
  }

  group(index: number, slack: number): void {
    this.lower(this.space.groupRows[index]?.at(-1), slack)
  }
}

/** People on foot take whoever is worth most: another may be worth as much as that one. */
export function walkersSlack(space: Space, gains: PersonGains, slack: Slack): void {
  for (const { spans, choices } of space.walks)
    for (const { until } of spans) {
      const each = choices.map(({ group, to, walkSeconds }) => gains.gain(group, to, until - walkSeconds + 2))
      const most = Math.max(0, ...each)
      choices.forEach(({ group }, index) => {
        slack.group(group.index, most - (each[index] ?? never))
      })
    }
}

interface Ahead {
  readonly outside: Float64Array
  readonly gate: Float64Array
  readonly pickUp: Float64Array
  readonly drop: Float64Array
  /** About to enter a way out with a kind of load for a job. */
  readonly leave: Float64Array
  readonly empty: Float64Array
  readonly arrived: Float64Array
}

/** `programme` has run; `worths`: what its best day is worth, by its starts. */
export function daysSlack(space: Space, programme: Programme, worths: readonly number[], slack: Slack): void {
  const { of, clock, buckets, beyond, cells: arcs, loads } = programme
  const { ins, outs, pickUps, drops, jobs } = of
  const jobBuckets = jobs.length * buckets
  let before: { readonly ahead: Ahead; readonly long: number; readonly length: number } | undefined
  clock.blocks.forEach((block, index) => {
    const values = programme.valuesOf(index)
    if (values === undefined) return
    const length = block.cells
    const long = length + beyond
    const array = (states: number) => new Float64Array(states * long).fill(never)
    const ahead: Ahead = {
      outside: array(ins.length),
      gate: array(ins.length),
      pickUp: array(pickUps.length),
      drop: array(drops.length),
      leave: array(outs.length * jobBuckets),
      empty: array(outs.length),
      arrived: array(jobBuckets),
    }
    const raise = (list: Float64Array, at: number, value: number) => {
      if (value > (list[at] as number)) list[at] = value
    }
    of.starts.forEach(({ from }, start) => {
      from.forEach((at, way) => {
        if (!Number.isFinite(at)) return
        const place = programme.cellAt(at)
        if (place.block === index) raise(ahead.outside, way * long + place.cell, -(worths[start] ?? 0))
      })
    })
    const earlier = before
    if (earlier !== undefined) {
      const gapCells = Math.ceil((block.window.open - (clock.blocks[index - 1]?.window.open ?? 0)) / clock.cellSeconds)
      for (let way = 0; way < ins.length; way++) {
        for (let cell = 0; cell < earlier.long; cell++) {
          const into = Math.max(0, cell - gapCells)
          const value = earlier.ahead.outside[way * earlier.long + cell] as number
          if (into < long) raise(ahead.outside, way * long + into, value)
        }
      }
    }
    before = { ahead, long, length }
    const inWays = ins.map((way) => rowsAt(space, index, way, programme.prices))
    const outWays = outs.map((way) => rowsAt(space, index, way, programme.prices))
    const lastOut = outs.map((way) =>
      Math.floor(
        (block.window.clearBy - way.toGateSeconds - way.fromGateSeconds - block.window.open) / clock.cellSeconds,
      ),
    )
    const groupsBest = pickUps.map((_, stop) => new Float64Array(loads.choicesCount(stop)).fill(never))
    const gateLeave = new Float64Array(outs.length * jobBuckets).fill(never)
    const gateEmpty = new Float64Array(outs.length).fill(never)
    for (let cell = 0; cell < length; cell++) {
      for (let way = 0; way < ins.length; way++) {
        const at = way * long + cell
        if (cell > 0) raise(ahead.outside, at, ahead.outside[at - 1] as number)
        const outside = ahead.outside[at] as number
        if (outside === never) continue
        const entering = outside - (values.slotIn[way]?.[cell] as number)
        inWays[way]?.slot(slack, cell, -(entering + (values.gate[at] as number)))
        let served = entering
        if (values.gateIn[way] !== undefined) {
          if (cell > 0) served = Math.max(served, ahead.gate[at - 1] as number)
          ahead.gate[at] = served
          inWays[way]?.gate(slack, cell, -(served + (values.gate[at] as number)))
          served -= values.gateIn[way]?.[cell] as number
        }
        if (served === never) continue
        for (let stop = 0; stop < pickUps.length; stop++) {
          const offset = arcs.inToPickUp[way * pickUps.length + stop] as number
          if (offset >= 0) raise(ahead.pickUp, stop * long + cell + offset, served)
        }
        for (let stop = 0; stop < drops.length; stop++) {
          const offset = arcs.inToDrop[way * drops.length + stop] as number
          if (offset >= 0) raise(ahead.drop, stop * long + cell + offset, served)
        }
        for (let out = 0; out < outs.length; out++) {
          const offset = arcs.inToOut[way * outs.length + out] as number
          if (offset < 0) continue
          raise(ahead.empty, out * long + cell + offset, served)
        }
      }
      const instant = block.window.open + (cell + 1) * clock.cellSeconds - 1
      for (let stop = 0; stop < pickUps.length; stop++) {
        const at = stop * long + cell
        if (cell > 0) raise(ahead.pickUp, at, ahead.pickUp[at - 1] as number)
        const here = ahead.pickUp[at] as number
        if (here === never) continue
        const choices = loads.choicesAt(stop, instant)
        const first = arcs.loadFrom[stop] as number
        const best = groupsBest[stop] as Float64Array
        for (let choice = 0; choice < choices.length; choice++) {
          const place = choices.places[choice] as number
          const value = here + (choices.gains[choice] as number) + programme.aside.gain
          const offsets = first + (place % buckets) * outs.length
          let through = never
          for (let out = 0; out < outs.length; out++) {
            const offset = arcs.loadToOut[offsets + out] as number
            if (offset < 0) continue
            const to = (out * jobBuckets + place) * long + cell + offset
            if (value > (ahead.leave[to] as number)) ahead.leave[to] = value
            const whole = value + (values.leave[to] as number)
            if (whole > through) through = whole
          }
          const number = choices.first + choice
          if (through > (best[number] as number)) best[number] = through
        }
      }
      for (let stop = 0; stop < drops.length; stop++) {
        const at = stop * long + cell
        if (cell > 0) raise(ahead.drop, at, ahead.drop[at - 1] as number)
        const here = ahead.drop[at] as number
        if (here === never) continue
        for (let part = 1; part <= gramBuckets; part++) {
          const gain = programme.deliveryGain(stop, part)
          if (gain <= 0) continue
          for (let out = 0; out < outs.length; out++) {
            const offset = arcs.dropToOut[(stop * gramBuckets + part - 1) * outs.length + out] as number
            if (offset >= 0) raise(ahead.empty, out * long + cell + offset, here + gain)
          }
        }
      }
      for (let out = 0; out < outs.length; out++) {
        const rows = outWays[out]
        const prices = values.gateOut[out]
        const slot = values.slotOut[out]?.[cell] as number
        const isInTime = cell <= (lastOut[out] ?? -1)
        let mostSlot = never
        let mostGate = never
        for (let place = 0; place < jobBuckets; place++) {
          const key = out * jobBuckets + place
          const offset = arcs.outToJob[key] as number
          if (offset < 0) continue
          const at = key * long + cell
          const here = ahead.leave[at] as number
          if (here !== never) mostSlot = Math.max(mostSlot, here + (values.leave[at] as number))
          let served = here - slot
          if (prices !== undefined) {
            served = Math.max(served, gateLeave[key] as number)
            gateLeave[key] = served
            served -= prices[cell] as number
          }
          if (served === never || !isInTime) continue
          if (prices !== undefined)
            mostGate = Math.max(mostGate, served + (values.arrived[place * long + cell + offset] as number))
          raise(ahead.arrived, place * long + cell + offset, served)
        }
        const at = out * long + cell
        const here = ahead.empty[at] as number
        if (here !== never) mostSlot = Math.max(mostSlot, here + (values.empty[at] as number))
        let served = here - slot
        if (prices !== undefined) {
          served = Math.max(served, gateEmpty[out] as number)
          gateEmpty[out] = served
          served -= prices[cell] as number
        }
        if (served !== never && isInTime) {
          let after = 0
          for (let into = 0; into < ins.length; into++) {
            const offset = arcs.outToIn[out * ins.length + into] as number
            if (offset < 0) continue
            after = Math.max(after, values.outside[into * long + cell + offset] as number)
            raise(ahead.outside, into * long + cell + offset, served)
          }
          if (prices !== undefined) mostGate = Math.max(mostGate, served + after)
        }
        if (mostSlot !== never) rows?.slot(slack, cell, -mostSlot)
        if (mostGate !== never) rows?.gate(slack, cell, -mostGate)
      }
      for (let place = 0; place < jobBuckets; place++) {
        const at = place * long + cell
        if (cell > 0) raise(ahead.arrived, at, ahead.arrived[at - 1] as number)
        let here = ahead.arrived[at] as number
        if (here === never) continue
        const intake = values.intake[Math.floor(place / buckets)]
        const bucket = place % buckets
        if (intake !== undefined)
          here -= (intake[bucket * length + cell] as number) * (of.loads.buckets[bucket]?.persons ?? 0)
        for (let into = 0; into < ins.length; into++) {
          const offset = arcs.jobToIn[place * ins.length + into] as number
          if (offset >= 0) raise(ahead.outside, into * long + cell + offset, here)
        }
      }
      // Out and in again within a cell.
      for (let way = 0; way < ins.length; way++) {
        const at = way * long + cell
        raise(ahead.outside, at + 1, ahead.outside[at] as number)
      }
    }
    groupsBest.forEach((best, stop) => {
      loads.groupsSlack(stop, best, slack)
    })
  })
}

/** Which rows a passage in a cell may be counted in, and how dear each is beside the one it would choose. */
function rowsAt(space: Space, index: number, way: Way, prices: Float64Array) {
  const { clock } = space
  const { slots, gate } = way
  return {
    slot(slack: Slack, cell: number, each: number): void {
      if (slots === undefined) return
      const from = cell * clock.cellSeconds
      const first = Math.floor(from / slots.seconds)
      const last = Math.floor((from + clock.cellSeconds - 1) / slots.seconds)
      const [base, count] = [slots.first[index] ?? 0, slots.count[index] ?? 0]
      if (last >= count) return
      let least = Number.POSITIVE_INFINITY
      for (let number = first; number <= last; number++) least = Math.min(least, prices[base + number] ?? 0)
      for (let number = first; number <= last; number++)
        slack.lower(base + number, each + (prices[base + number] ?? 0) - least)
    },
    gate(slack: Slack, cell: number, each: number): void {
      if (gate === undefined) return
      const { seconds, first, count } = gate.rows
      const from = cell * clock.cellSeconds + way.toGateSeconds
      const end = from + clock.cellSeconds + gate.serviceSeconds
      const [base, rows] = [first[index] ?? 0, count[index] ?? 0]
      for (let number = Math.floor(from / seconds); number < rows && number * seconds < end; number++)
        slack.lower(base + number, each / gate.serviceSeconds)
    },
  }
}
