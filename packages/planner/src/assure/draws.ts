// What chance makes of the steps of a day, drawn in one go before the day begins and written into their rows: draws that
// wait for nothing between them take less than half the time.

import type { Script } from './script.ts'
import { real, realRow, steps } from './step-rows.ts'
import { drawOf } from './streams.ts'
import { fromTable, type Table, type Tables } from './tables.ts'
import type { Weather } from './weather.ts'

export class Draws {
  private readonly reals: Float64Array
  private readonly tables: Tables
  /** Seconds driven on streets, as the city and the drive are that day. */
  private readonly drives: Drawn
  /** The pace of a passage, but for the hour. */
  private readonly passages: Drawn
  /** How boarding goes, beside what is stated. */
  private readonly handlings: Drawn

  constructor({ steps: list }: Script, tables: Tables, reals: Float64Array) {
    const all = [...list.kind.keys()]
    const ofKind = (kind: number) => all.filter((step) => list.kind[step] === kind)
    const onStreets = all.filter((step) => list.kind[step] !== steps.gate && list.kind[step] !== steps.exit)
    this.reals = reals
    this.tables = tables
    this.drives = drawnFor(
      onStreets.filter((step) => (list.drive[step] ?? 0) > 0),
      real.drive,
      list.driveKey,
      list.drive,
    )
    const ones = new Float64Array(list.count).fill(1)
    this.passages = drawnFor(ofKind(steps.enter), real.own, list.key, ones)
    this.handlings = drawnFor(ofKind(steps.handle), real.own, list.key, ones)
  }

  make({ one, two, city }: Weather): void {
    draw(this.reals, this.drives, this.tables.leg, one, two, city)
    draw(this.reals, this.passages, this.tables.leg, one, two, city)
    draw(this.reals, this.handlings, this.tables.boarding, one, two, 1)
  }
}

/** Draws from one table: where each is written, by what key it is drawn, and what it is multiplied with. */
interface Drawn {
  readonly places: Int32Array
  readonly keys: Int32Array
  readonly means: Float64Array
}

function drawnFor(which: readonly number[], column: number, keys: Int32Array, means: Float64Array): Drawn {
  return {
    places: Int32Array.from(which, (step) => step * realRow + column),
    keys: Int32Array.from(which, (step) => keys[step] ?? 0),
    means: Float64Array.from(which, (step) => means[step] ?? 0),
  }
}

function draw(into: Float64Array, drawn: Drawn, table: Table, one: number, two: number, city: number): void {
  const { places, keys, means } = drawn
  for (let index = 0; index < places.length; index++)
    into[places[index] ?? 0] = (means[index] ?? 0) * city * fromTable(table, drawOf(keys[index] ?? 0, one, two))
}
