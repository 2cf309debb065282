// Better prices: a bundle method with a model of its own for each who answers (Lemaréchal 1975; by parts as in Frangioni
// 2002). The answers found so far stand for all that may be answered; the best mixture of them, with a price on moving away
// from the best prices known, gives the next prices (master.ts). Any prices give a bound: these steps only make it lower,
// so that it may be left, and taken up again, between any two of them.

import { type Answer, evaluate } from './evaluate.ts'
import type { Goal } from './goal.ts'
import { Master } from './master.ts'
import type { Space } from './space.ts'
import { leastSecondsEach, secondPrices, shapedPrices } from './start.ts'
import { tieOf } from './tie.ts'

/** Prices, and what they come to where nothing is kept: what is kept changes it by price × amount. */
export interface Priced {
  readonly prices: Float64Array
  /** Of the goal without what it keeps. */
  readonly free: number
  /** Sum of the magnitudes that were added up. */
  readonly magnitude: number
  readonly answers: readonly Answer[]
}

/** What no plan exceeds that keeps what the goal keeps. */
export function boundAt({ prices, free }: Priced, goal: Goal): number {
  let value = free
  for (const [row, limit] of goal.kept) value += (prices[row] ?? 0) * limit
  return value
}

export function pricedAt(space: Space, goal: Goal, prices: Float64Array): Priced {
  const { value, magnitude, answers } = evaluate(space, goal, prices)
  let free = value
  for (const [row, limit] of goal.kept) free -= (prices[row] ?? 0) * limit
  return { prices, free, magnitude: magnitude + Math.abs(free) + Math.abs(value), answers }
}

/** Answers of any goal: they are as good for another, which only values them otherwise. */
export type Heard = (readonly Answer[])[]

/** Steps with all groups of a kind tied; then with each group by itself. Slots and gates are tied over the day. */
export interface Steps {
  readonly tied: number
  readonly untied: number
}

export interface Step {
  readonly best: number
  readonly model: number
  readonly trial: number
  readonly reach: number
}

/** Steps for what is kept having changed, once good prices are known. */
const stepsAgain = 4

export class Improvement {
  private readonly space: Space
  private readonly heard: Heard
  private readonly start: Float64Array
  private readonly steps: Steps
  private readonly onStep: ((step: Step) => void) | undefined
  private goal: Goal
  private known: Priced | undefined
  /** Where vehicles are short their time has a price, and who is far away is worth less: so dear that ever fewer pay. */
  private shapes: Float64Array[] | undefined
  private stage: 'shapes' | 'tied' | 'untied' | 'done' = 'shapes'
  private master: Master | undefined
  private taught = 0
  private left = 0
  private reach = firstReach

  constructor(
    space: Space,
    goal: Goal,
    start: Float64Array,
    heard: Heard,
    steps: Steps,
    onStep?: (step: Step) => void,
  ) {
    this.space = space
    this.goal = goal
    this.start = start
    this.heard = heard
    this.steps = steps
    this.onStep = onStep
  }

  /** The best prices so far. */
  get best(): Priced | undefined {
    return this.known
  }

  /**
   * One evaluation of the Lagrangian. The goal may keep other amounts than the last time. False where nothing more is
   * looked for: it is below the next whole number over `target`, which some plan has, or as low as it comes.
   */
  step(goal: Goal, target: number): boolean {
    const isKeptChanged = [...goal.kept].some(([row, limit]) => this.goal.kept.get(row) !== limit)
    this.goal = goal
    if (this.known === undefined) {
      this.listen(this.start)
      return true
    }
    // All levels are whole numbers: below the next one, what some plan has is proved.
    if (boundAt(this.known, goal) < target + 1) return false
    if (this.stage === 'done') {
      if (!isKeptChanged || this.steps.untied === 0) return false
      this.begin('untied', stepsAgain)
    }
    if (this.stage === 'shapes') {
      if (this.nextShape()) return true
      this.begin('tied', this.steps.tied)
    }
    while (this.stage !== 'done') {
      if (this.left > 0 && this.move()) return true
      if (this.stage === 'tied') this.begin('untied', this.steps.untied)
      else this.stage = 'done'
    }
    return false
  }

  private listen(prices: Float64Array): { readonly priced: Priced; readonly value: number } {
    const priced = pricedAt(this.space, this.goal, prices)
    const value = boundAt(priced, this.goal)
    this.heard.push(priced.answers)
    if (this.known === undefined || value < boundAt(this.known, this.goal)) this.known = priced
    return { priced, value }
  }

  private nextShape(): boolean {
    const { space, goal } = this
    if (this.shapes === undefined) {
      const seconds = leastSecondsEach(space)
      this.shapes = secondPrices(space, goal, seconds).map((price) => shapedPrices(space, goal, seconds, price))
    }
    const prices = this.shapes.shift()
    if (prices === undefined) return false
    const before = this.known
    this.listen(prices)
    // Dearer still would be worse still.
    if (this.known === before) this.shapes = []
    return true
  }

  private begin(stage: 'tied' | 'untied', left: number): void {
    this.stage = stage
    this.left = left
    this.reach = firstReach
    this.master = undefined
  }

  /** False: nothing better is expected anywhere. */
  private move(): boolean {
    const { space, goal, known, heard } = this
    if (known === undefined) return false
    if (this.master === undefined) {
      this.master = new Master(space, goal, tieOf(space, goal, known.prices, this.stage === 'tied'))
      this.taught = 0
    }
    for (; this.taught < heard.length; this.taught++) this.master.add(heard[this.taught] ?? [])
    const value = boundAt(known, goal)
    const { prices, model } = this.master.solve(goal, known.prices, this.reach)
    const expected = value - model
    // Far from here nothing better is expected either.
    if (this.reach > 8 && expected < closeEnough * Math.abs(value)) return false
    this.left -= 1
    const trial = this.listen(prices)
    const gained = value - trial.value
    this.onStep?.({ best: value, model, trial: trial.value, reach: this.reach })
    if (gained > 0.02 * expected && gained > 0)
      this.reach *= gained > 0.8 * expected ? 4 : gained > 0.4 * expected ? 2 : 1
    else if (gained < -expected) this.reach = Math.max(0.02, this.reach * 0.5)
    return true
  }
}

const firstReach = 0.03
const closeEnough = 1e-4
