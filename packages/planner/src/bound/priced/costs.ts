// Prices of rows turned into costs by cell of time: what it costs at the least, whenever in the cell it is.

import type { Block, Clock } from './clock.ts'
import type { Calendar, Way } from './space.ts'
import type { Usage } from './usage.ts'

/** Of entering a way; infinite while it is closed. */
export function slotCosts(clock: Clock, index: number, way: Way, prices: Float64Array): Float64Array {
  const block = clock.blocks[index]
  const costs = new Float64Array(block?.cells ?? 0)
  if (block === undefined) return costs
  const { open, close, clearBy } = block.window
  const end = way.direction === 'in' ? Math.min(close, clearBy) : clearBy
  for (let cell = 0; cell < costs.length; cell++) {
    const from = open + cell * clock.cellSeconds
    const isOpen = from < end && from + clock.cellSeconds > way.earliest
    const row = isOpen && way.slots !== undefined ? cheapestRow(clock, way.slots, index, cell, prices) : -1
    costs[cell] = isOpen ? (row < 0 ? 0 : (prices[row] ?? 0)) : Number.POSITIVE_INFINITY
  }
  return costs
}

/** Of the rows that a cell touches, the cheapest; −1: none is counted then. */
export function cheapestRow(
  clock: Clock,
  calendar: Calendar,
  index: number,
  cell: number,
  prices: Float64Array,
  longer = 0,
): number {
  const { seconds } = calendar
  const from = cell * clock.cellSeconds
  const first = Math.floor(from / seconds)
  const last = Math.floor((from + clock.cellSeconds + longer - 1) / seconds)
  const [base, count] = [calendar.first[index] ?? 0, calendar.count[index] ?? 0]
  let best = -1
  for (let number = first; number <= last; number++) {
    if (number >= count) return -1
    if (best < 0 || (prices[base + number] ?? 0) < (prices[best] ?? 0)) best = base + number
  }
  return best
}

/** Of being served at the way's gate, from some moment of the cell on; cells are counted from the mouth. */
export function gateCosts(clock: Clock, index: number, way: Way, prices: Float64Array): Float64Array | undefined {
  const { gate } = way
  const block = clock.blocks[index]
  if (gate === undefined || block === undefined) return undefined
  const sums = sumsOf(gate.rows, index, prices)
  if (sums.length === 1 || (sums.at(-1) ?? 0) === 0) return new Float64Array(block.cells)
  const costs = new Float64Array(block.cells)
  const { seconds } = gate.rows
  const { serviceSeconds } = gate
  for (let cell = 0; cell < costs.length; cell++) {
    const from = cell * clock.cellSeconds + way.toGateSeconds
    let least = Number.POSITIVE_INFINITY
    for (const start of startsIn(from, clock.cellSeconds, serviceSeconds, seconds)) {
      const cost = sumAt(sums, seconds, start + serviceSeconds) - sumAt(sums, seconds, start)
      if (cost < least) least = cost
    }
    // What is not there cannot pay: below nothing only by rounding.
    costs[cell] = Math.max(0, least)
  }
  return costs
}

/** Lane-seconds that a service takes of each row, for the cheapest start in the cell. */
export function takeGate(
  clock: Clock,
  index: number,
  way: Way,
  prices: Float64Array,
  cell: number,
  usage: Usage,
): void {
  const { gate } = way
  if (gate === undefined) return
  const sums = sumsOf(gate.rows, index, prices)
  const { seconds } = gate.rows
  const from = cell * clock.cellSeconds + way.toGateSeconds
  let [best, least] = [from, Number.POSITIVE_INFINITY]
  for (const start of startsIn(from, clock.cellSeconds, gate.serviceSeconds, seconds)) {
    const cost = sumAt(sums, seconds, start + gate.serviceSeconds) - sumAt(sums, seconds, start)
    if (cost < least) [best, least] = [start, cost]
  }
  const [base, rows] = [gate.rows.first[index] ?? 0, gate.rows.count[index] ?? 0]
  const end = best + gate.serviceSeconds
  for (let number = Math.floor(best / seconds); number < rows && number * seconds < end; number++) {
    const overlap = Math.min(end, (number + 1) * seconds) - Math.max(best, number * seconds)
    usage.add(base + number, overlap)
  }
}

/** The overlap with each row is piecewise linear in the start: its ends, and where the service meets a boundary. */
function startsIn(from: number, cellSeconds: number, serviceSeconds: number, rowSeconds: number): number[] {
  const until = from + cellSeconds
  const starts = [from, until]
  for (const shift of [0, serviceSeconds]) {
    const boundary = Math.ceil((from + shift) / rowSeconds) * rowSeconds - shift
    for (let at = boundary; at < until; at += rowSeconds) if (at > from) starts.push(at)
  }
  return starts
}

/** Price of all lane-seconds up to each boundary. */
function sumsOf(rows: Calendar, index: number, prices: Float64Array): Float64Array {
  const count = rows.count[index] ?? 0
  const sums = new Float64Array(count + 1)
  for (let number = 0; number < count; number++)
    sums[number + 1] = (sums[number] ?? 0) + rows.seconds * (prices[(rows.first[index] ?? 0) + number] ?? 0)
  return sums
}

/** Beyond the last row nothing costs anything. */
function sumAt(sums: Float64Array, seconds: number, at: number): number {
  const number = Math.floor(at / seconds)
  if (number >= sums.length - 1) return sums[sums.length - 1] ?? 0
  const [before, after] = [sums[number] ?? 0, sums[number + 1] ?? 0]
  return before + ((after - before) * (at - number * seconds)) / seconds
}

/** Of a person taken in, for each length of unloading: in the cheapest bin that it touches. */
export function intakeCosts(
  clock: Clock,
  index: number,
  calendar: Calendar | undefined,
  unloadSeconds: readonly number[],
  prices: Float64Array,
): Float64Array | undefined {
  const block: Block | undefined = clock.blocks[index]
  if (calendar === undefined || block === undefined) return undefined
  const costs = new Float64Array(unloadSeconds.length * block.cells)
  unloadSeconds.forEach((seconds, number) => {
    for (let cell = 0; cell < block.cells; cell++) {
      const row = cheapestRow(clock, calendar, index, cell, prices, seconds)
      costs[number * block.cells + cell] = row < 0 ? 0 : (prices[row] ?? 0)
    }
  })
  return costs
}
