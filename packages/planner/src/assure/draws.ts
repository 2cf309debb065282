// What chance makes of the steps of a day, drawn in one go before the day begins: draws that wait for nothing between them
// take less than half the time.

import { type Script, steps } from './script.ts'
import { drawOf } from './streams.ts'
import { fromTable, type Table, type Tables } from './tables.ts'
import type { Weather } from './weather.ts'

export class Draws {
  /** By step: seconds driven before it: on streets as the city and the drive are that day, on a corridor still as stated. */
  readonly driven: Float64Array
  /** By step: the pace of the passage that begins there, but for the hour; or how boarding goes, beside what is stated. */
  readonly factors: Float64Array
  private readonly drives: Drawn
  private readonly passages: Drawn
  private readonly handlings: Drawn
  private readonly tables: Tables

  constructor({ steps: list }: Script, tables: Tables) {
    const all = [...list.kind.keys()]
    const isDriven = (step: number) => list.kind[step] !== steps.gate && list.kind[step] !== steps.exit
    this.tables = tables
    this.driven = list.drive.slice()
    this.factors = new Float64Array(list.count).fill(1)
    this.drives = drawnFor(
      all.filter((step) => isDriven(step) && (list.drive[step] ?? 0) > 0),
      list.driveKey,
      list.drive,
    )
    const ones = new Float64Array(list.count).fill(1)
    this.passages = drawnFor(
      all.filter((step) => list.kind[step] === steps.enter),
      list.key,
      ones,
    )
    this.handlings = drawnFor(
      all.filter((step) => list.kind[step] === steps.handle),
      list.key,
      ones,
    )
  }

  make({ one, two, city }: Weather): void {
    draw(this.driven, this.drives, this.tables.leg, one, two, city)
    draw(this.factors, this.passages, this.tables.leg, one, two, city)
    draw(this.factors, this.handlings, this.tables.boarding, one, two, 1)
  }
}

/** Steps that draw from one table: which, by what key, and what is multiplied. */
interface Drawn {
  readonly steps: Int32Array
  readonly keys: Int32Array
  readonly means: Float64Array
}

function drawnFor(which: readonly number[], keys: Int32Array, means: Float64Array): Drawn {
  return {
    steps: Int32Array.from(which),
    keys: Int32Array.from(which, (step) => keys[step] ?? 0),
    means: Float64Array.from(which, (step) => means[step] ?? 0),
  }
}

function draw(into: Float64Array, drawn: Drawn, table: Table, one: number, two: number, city: number): void {
  const { steps: which, keys, means } = drawn
  for (let index = 0; index < which.length; index++)
    into[which[index] ?? 0] = (means[index] ?? 0) * city * fromTable(table, drawOf(keys[index] ?? 0, one, two))
}
