// A distribution as a table of its quantiles, drawn from with one word of chance and no exp or log.

import type { Assumptions } from '@treve/model'
import { exp, gammaQuantile, log, normalQuantile, powerOfTwo } from './functions.ts'

/**
 * Cells are of equal width in the middle and halve towards both ends, 64 to each halving, so that a chance of one in a
 * thousand million has cells of its own. Within a cell quantiles are joined by a straight line; the whole is scaled so that the mean
 * is exactly what it should be.
 */
export interface Table {
  /**
   * By cell, two figures of its line: its value where a word has no distance from the end, and how much it grows with each
   * step away from there. Cells of the lower end first, then those of the upper one.
   */
  readonly lines: Float64Array
}

const cellBits = 6
const perOctave = 1 << cellBits
const halfCells = perOctave * (32 - cellBits)
const halves = 0x80000000

/** Draws by one 32-bit word: its first bit says which end, the others how far from it. */
export function fromTable({ lines }: Table, word: number): number {
  const near = word & 0x7fffffff
  const shift = 31 - cellBits - Math.clz32(near | perOctave)
  const line = 2 * ((word >>> 31) * halfCells + (shift << cellBits) + (near >>> shift))
  return (lines[line] ?? 0) + (lines[line + 1] ?? 0) * (near + 0.5)
}

/** `quantile(p, above)`: above = 1 − p, without loss where p is near 1. `mean`: what the table is scaled to. */
function tableOf(quantile: (p: number, above: number) => number, mean: number): Table {
  const lines = new Float64Array(4 * halfCells)
  const at = (near: number, isUpper: boolean) => {
    const p = Math.max(near, 0.25) / (2 * halves)
    return isUpper ? quantile(1 - p, p) : quantile(p, 1 - p)
  }
  let sum = 0
  for (const isUpper of [false, true]) {
    let from = 0
    let value = at(0, isUpper)
    for (let cell = 0; cell < halfCells; cell++) {
      const width = cell < perOctave ? 1 : powerOfTwo(Math.floor(cell / perOctave) - 1)
      const next = at(from + width, isUpper)
      const index = 2 * (cell + (isUpper ? halfCells : 0))
      const growth = (next - value) / width
      lines[index] = value - growth * from
      lines[index + 1] = growth
      sum += (width / (2 * halves)) * (value + (next - value) / 2)
      from += width
      value = next
    }
  }
  const scale = mean / sum
  return { lines: lines.map((figure) => figure * scale) }
}

/** Always 1. */
const constant: Table = { lines: Float64Array.from({ length: 4 * halfCells }, (_, index) => 1 - (index & 1)) }

/** Mean 1, and this standard deviation. */
export function lognormalTable(spread: number): Table {
  if (spread === 0) return constant
  const sigma = lognormalSigma(spread)
  return tableOf((p, above) => exp(sigma * (p < 0.5 ? normalQuantile(p) : -normalQuantile(above))), 1)
}

/** Standard deviation of the logarithm of a lognormal with mean 1 and this standard deviation. */
export function lognormalSigma(spread: number): number {
  return Math.sqrt(log(1 + spread * spread))
}

/** Mean 1, and this standard deviation. */
export function gammaTable(spread: number): Table {
  if (spread === 0) return constant
  const shape = 1 / (spread * spread)
  return tableOf((p, above) => gammaQuantile(shape, p, above), 1)
}

/** Mean 1: how long something lasts that ends by chance, whatever its age; and the time between such things. */
export function exponentialTable(): Table {
  return tableOf((p, above) => -log(above > 0.5 ? 1 - p : above), 1)
}

/** Those that a day draws from. */
export interface Tables {
  readonly city: Table
  readonly corridorHour: Table
  readonly leg: Table
  readonly boarding: Table
  readonly waiting: Table
}

export function tablesOf(assumptions: Pick<Assumptions, 'city' | 'corridorHour' | 'leg' | 'boarding'>): Tables {
  return {
    city: known(`lognormal ${assumptions.city}`, () => lognormalTable(assumptions.city)),
    corridorHour: known(`lognormal ${assumptions.corridorHour}`, () => lognormalTable(assumptions.corridorHour)),
    leg: known(`lognormal ${assumptions.leg}`, () => lognormalTable(assumptions.leg)),
    boarding: known(`gamma ${assumptions.boarding}`, () => gammaTable(assumptions.boarding)),
    waiting: known('exponential', exponentialTable),
  }
}

// A cache of pure functions: a table takes longer to make than hundreds of days of a small plan to simulate.
const tables = new Map<string, Table>()
const mostTables = 64

function known(key: string, make: () => Table): Table {
  const found = tables.get(key)
  if (found !== undefined) return found
  const made = make()
  if (tables.size >= mostTables) tables.clear()
  tables.set(key, made)
  return made
}
