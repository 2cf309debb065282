// The master problem of the bundle method: over mixtures of the answers found so far, with prices that follow from how
// far each row is over its limit.
//
// For weights w (of each who answers, at most `count` in all) the rows take u = Σ w · column, and the prices
// π = max(0, centre + reach · step · (u − limit)) are the best answer to them: it is the dual of minimising the model
// plus |π − centre|² ÷ (2 · reach · step) over π ≥ 0. Weights are moved from one column to another of the same who, where
// the one is worth more at these prices: sequential minimal optimisation (Platt 1998).

import type { Answer } from './evaluate.ts'
import { limitOf } from './evaluate.ts'
import { type Goal, worthOf } from './goal.ts'
import type { Space } from './space.ts'
import { unitPrices } from './start.ts'
import type { Column } from './usage.ts'

interface Entry {
  readonly column: Column
  /** What it is worth without prices. */
  readonly worth: number
  weight: number
  /** Rounds in which it had no weight. */
  idle: number
}

interface Part {
  readonly count: number
  /** The first takes nothing and gives nothing. */
  entries: Entry[]
}

const nothing: Column = { rows: new Int32Array(0), amounts: new Float64Array(0) }

/** Prices that are moved together: each row's is a share of its tie's; −1: it stays as it is, at nothing. */
export interface Tie {
  readonly count: number
  readonly of: Int32Array
  readonly shares: Float64Array
}

export class Master {
  private readonly space: Space
  private readonly goal: Goal
  private readonly tie: Tie
  private readonly limits: Float64Array
  /** How far a price moves for one unit over the limit. */
  private readonly steps: Float64Array
  private readonly parts = new Map<string, Part>()
  private readonly taken: Float64Array
  private readonly difference: Float64Array

  constructor(space: Space, goal: Goal, tie: Tie) {
    this.space = space
    this.goal = goal
    this.tie = tie
    const { rows } = space
    const units = unitPrices(space, goal)
    this.limits = new Float64Array(tie.count)
    this.setLimits(goal)
    const scales = new Float64Array(tie.count)
    this.steps = new Float64Array(tie.count)
    const counts = new Float64Array(tie.count)
    for (let row = 0; row < rows.count; row++) {
      const to = tie.of[row] as number
      if (to < 0) continue
      const share = tie.shares[row] as number
      scales[to] = Math.max(scales[to] as number, share * (rows.scales[row] ?? 1))
      this.steps[to] = (this.steps[to] as number) + (units[row] ?? 0) / share
      counts[to] = (counts[to] as number) + 1
    }
    for (let to = 0; to < tie.count; to++)
      this.steps[to] =
        (this.steps[to] as number) /
        Math.max(1, counts[to] as number) /
        Math.max(Math.abs(this.limits[to] as number), scales[to] as number, 1e-12)
    this.taken = new Float64Array(tie.count)
    this.difference = new Float64Array(tie.count)
  }

  private setLimits(goal: Goal): void {
    const { space, limits, tie } = this
    limits.fill(0)
    for (let row = 0; row < space.rows.count; row++) {
      const to = tie.of[row] as number
      if (to >= 0) limits[to] = (limits[to] as number) + (tie.shares[row] as number) * limitOf(space, goal, row)
    }
  }

  private tied({ rows, amounts }: Column): Column {
    const { of, shares } = this.tie
    const sums = new Map<number, number>()
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as number
      const to = of[row] as number
      if (to >= 0) sums.set(to, (sums.get(to) ?? 0) + (shares[row] as number) * (amounts[index] as number))
    }
    return { rows: Int32Array.from(sums.keys()), amounts: Float64Array.from(sums.values()) }
  }

  add(answers: readonly Answer[]): void {
    for (const { who, count, others, column: own } of answers) {
      const part = this.parts.get(who) ?? { count, entries: [{ column: nothing, worth: 0, weight: count, idle: 0 }] }
      this.parts.set(who, part)
      for (const full of [own, ...others]) {
        if (full.rows.length === 0) continue
        const worth = worthOf(this.space, this.goal, who, full)
        const column = this.tied(full)
        const isKnown = part.entries.some(
          (each) => isSame(each.column, column) && Math.abs(each.worth - worth) <= 1e-9 * Math.abs(worth),
        )
        if (!isKnown) part.entries.push({ column, worth, weight: 0, idle: 0 })
      }
    }
  }

  /**
   * The next prices, and the value of the model there, which is not above the true one. The goal is the one it was made
   * for, but that it may keep other amounts.
   */
  solve(
    goal: Goal,
    fullCentre: Float64Array,
    reach: number,
  ): { readonly prices: Float64Array; readonly model: number } {
    this.setLimits(goal)
    const { taken, limits, steps, tie } = this
    const centre = new Float64Array(tie.count)
    for (let row = 0; row < fullCentre.length; row++) {
      const to = tie.of[row] as number
      if (to >= 0) centre[to] = (fullCentre[row] as number) / (tie.shares[row] as number)
    }
    const prices = new Float64Array(tie.count)
    taken.fill(0)
    for (const { entries } of this.parts.values()) for (const { column, weight } of entries) this.shift(column, weight)
    for (let row = 0; row < prices.length; row++) prices[row] = this.priceOf(row, centre, reach)
    const move = (column: Column, amount: number) => {
      if (amount === 0) return
      const { rows, amounts } = column
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index] as number
        taken[row] = (taken[row] as number) + amount * (amounts[index] as number)
        const price =
          (centre[row] as number) + reach * (steps[row] as number) * ((taken[row] as number) - (limits[row] as number))
        prices[row] = price > 0 ? price : 0
      }
    }
    let scale = 1
    for (let sweep = 0; sweep < mostSweeps; sweep++) {
      let gap = 0
      for (const { count, entries } of this.parts.values()) {
        for (let turn = 0; turn < 3; turn++) {
          let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
          let to: Entry | undefined
          let from: Entry | undefined
          for (const entry of entries) {
            const gain = entry.worth - paid(entry.column, prices)
            if (gain > most) [most, to] = [gain, entry]
            if (entry.weight > 0 && gain < least) [least, from] = [gain, entry]
          }
          if (to === undefined || from === undefined || to === from || most - least <= 1e-7 * scale) break
          if (turn === 0) gap += count * (most - least)
          const curvature = this.curvature(to.column, from.column, prices, reach)
          const amount = Math.min(from.weight, curvature > 0 ? (most - least) / curvature : from.weight)
          move(from.column, -amount)
          move(to.column, amount)
          from.weight -= amount
          to.weight += amount
        }
      }
      scale = Math.max(1, this.modelAt(prices))
      if (gap < 2e-4 * scale) break
    }
    const model = this.modelAt(prices)
    this.forget()
    return {
      prices: Float64Array.from(fullCentre, (price, row) => {
        const to = tie.of[row] as number
        return to < 0 ? price : (prices[to] as number) * (tie.shares[row] as number)
      }),
      model,
    }
  }

  private priceOf(row: number, centre: Float64Array, reach: number): number {
    const { taken, limits, steps } = this
    return Math.max(
      0,
      (centre[row] as number) + reach * (steps[row] as number) * ((taken[row] as number) - (limits[row] as number)),
    )
  }

  private shift({ rows, amounts }: Column, weight: number): void {
    if (weight === 0) return
    for (let index = 0; index < rows.length; index++)
      this.taken[rows[index] as number] =
        (this.taken[rows[index] as number] as number) + weight * (amounts[index] as number)
  }

  /** How fast the difference between two columns shrinks while weight is moved from one to the other. */
  private curvature(to: Column, from: Column, prices: Float64Array, reach: number): number {
    const difference = this.difference
    const touched: number[] = []
    for (const [column, sign] of [
      [to, 1],
      [from, -1],
    ] as const) {
      const { rows, amounts } = column
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index] as number
        if ((difference[row] as number) === 0) touched.push(row)
        difference[row] = (difference[row] as number) + sign * (amounts[index] as number)
      }
    }
    let sum = 0
    for (const row of touched) {
      const each = difference[row] as number
      difference[row] = 0
      if ((prices[row] as number) > 0) sum += (this.steps[row] as number) * each * each
    }
    return reach * sum
  }

  private modelAt(prices: Float64Array): number {
    let value = 0
    for (let row = 0; row < prices.length; row++) value += (prices[row] as number) * (this.limits[row] as number)
    for (const { count, entries } of this.parts.values()) {
      let most = 0
      for (const { column, worth } of entries) most = Math.max(most, worth - paid(column, prices))
      value += count * most
    }
    return value
  }

  /** Columns that have long had no weight are dropped: what they taught is in the centre. */
  private forget(): void {
    for (const part of this.parts.values()) {
      for (const entry of part.entries) entry.idle = entry.weight > 0 ? 0 : entry.idle + 1
      if (part.entries.length > mostEntries)
        part.entries = part.entries.filter(({ idle, column }) => idle < 15 || column === nothing)
    }
  }
}

const mostSweeps = 60
const mostEntries = 40

function paid({ rows, amounts }: Column, prices: Float64Array): number {
  let sum = 0
  for (let index = 0; index < rows.length; index++)
    sum += (amounts[index] as number) * (prices[rows[index] as number] as number)
  return sum
}

function isSame(one: Column, other: Column): boolean {
  return (
    one.rows.length === other.rows.length &&
    one.rows.every((row, index) => row === other.rows[index] && one.amounts[index] === other.amounts[index])
  )
}
