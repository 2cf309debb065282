// Better prices. Any prices give a bound: these steps only make it lower, so that it may be left, and taken up again, between
// any two of them. Two things are done in turn.
//
// - Balancing: a bundle method with a model of its own for each who answers (Lemaréchal 1975; by parts as in Frangioni
//   2002). The answers found so far stand for all that may be answered; the best mixture of them, with a price on moving
//   away from the best prices known, gives the next prices (master.ts). Prices that belong together are moved together
//   (tie.ts).
// - Falling: what is too dear for anybody to use becomes as cheap as it can without being worth it (slack.ts): the way in
//   when it is too late to come out again, the way out when nobody can be there yet.

import { slackAt } from './days.ts'
import { type Answer, evaluate } from './evaluate.ts'
import { EvenDay } from './even-day.ts'
import type { Goal } from './goal.ts'
import { Master } from './master.ts'
import type { Space } from './space.ts'
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

/** Rounds of falling and balancing, each with so many steps of the bundle method. */
export interface Steps {
  readonly rounds: number
  readonly balanced: number
}

type Stage = 'start' | 'falling' | 'balanced' | 'done'

export interface Step {
  readonly stage: Stage
  readonly best: number
  readonly model: number
  readonly trial: number
  readonly reach: number
}

export class Improvement {
  private readonly space: Space
  private readonly heard: Heard
  private readonly even: EvenDay | undefined
  private readonly start: Float64Array | undefined
  private readonly steps: Steps
  private readonly onStep: ((step: Step) => void) | undefined
  private goal: Goal
  private stage: Stage = 'start'
  private known: Priced | undefined
  private master: Master | undefined
  private taught = 0
  private left = 0
  private inVain = 0
  private rounds = 0
  private reach = firstReach
  private fall: Fall | undefined
  private valueBefore = Number.POSITIVE_INFINITY
  private valueAtLast = 0

  /** `start`: good prices, where some are known. */
  constructor(
    space: Space,
    goal: Goal,
    start: Float64Array | undefined,
    heard: Heard,
    steps: Steps,
    onStep?: (step: Step) => void,
  ) {
    this.space = space
    this.goal = goal
    this.start = start
    this.even = start === undefined ? new EvenDay(space, goal) : undefined
    this.heard = heard
    this.steps = steps
    this.onStep = onStep
  }

  /** The best prices so far. */
  get best(): Priced | undefined {
    return this.known
  }

  /**
   * One evaluation of the Lagrangian, or a few. The goal may keep other amounts than the last time. False where nothing
   * more is looked for: it is below the next whole number over `target`, which some plan has, or as low as it comes.
   */
  step(goal: Goal, target: number): boolean {
    this.goal = goal
    const value = this.known === undefined ? Number.POSITIVE_INFINITY : boundAt(this.known, goal)
    // All levels are whole numbers: below the next one, what some plan has is proved.
    if (value < target + 1) return false
    if (this.stage === 'done') {
      // Other amounts kept ask for other prices, where they count for much.
      if (Math.abs(value - this.valueAtLast) <= worthStarting * Math.abs(this.valueAtLast)) return false
      this.beginRound(1)
    }
    for (;;) {
      switch (this.stage) {
        case 'start':
          if (this.even !== undefined && this.isEvenImproved(this.even)) return true
          this.listen(this.start ?? this.even?.prices ?? new Float64Array(this.space.rows.count))
          this.beginRound(this.steps.rounds)
          return true
        case 'falling':
          if (this.fallFurther()) return true
          this.beginBalancing()
          break
        case 'balanced':
          if (this.balance()) return true
          this.endRound()
          break
        case 'done':
          return false
      }
    }
  }

  /** Some rounds at once where they are quick. */
  private isEvenImproved(even: EvenDay): boolean {
    for (let round = 0; round < Math.max(1, Math.floor(600 / even.size)); round++) if (!even.improve()) return false
    return true
  }

  private listen(prices: Float64Array): number {
    const priced = pricedAt(this.space, this.goal, prices)
    const value = boundAt(priced, this.goal)
    this.heard.push(priced.answers)
    if (this.known === undefined || value < boundAt(this.known, this.goal)) this.known = priced
    return value
  }

  private beginRound(rounds: number): void {
    this.stage = 'falling'
    this.rounds = rounds
    this.fall = undefined
    this.valueBefore = this.known === undefined ? Number.POSITIVE_INFINITY : boundAt(this.known, this.goal)
  }

  private endRound(): void {
    const value = this.known === undefined ? 0 : boundAt(this.known, this.goal)
    if (this.rounds > 1 && this.valueBefore - value > worthARound * value) this.beginRound(this.rounds - 1)
    else {
      this.stage = 'done'
      this.valueAtLast = value
    }
  }

  /** Prices fall by their slack, all of it or part. */
  private fallFurther(): boolean {
    const { known, goal, space } = this
    if (known === undefined) return false
    const value = boundAt(known, goal)
    this.fall ??= { from: known.prices, slack: slackAt(space, goal, known.prices), part: 1 }
    const { from, slack, part } = this.fall
    if (part < leastPart) return false
    const prices = from.map((price, row) => {
      const each = slack[row] ?? 0
      return Math.max(0, price - (each === Number.POSITIVE_INFINITY ? price : part * each))
    })
    const trial = this.listen(prices)
    this.onStep?.({ stage: this.stage, best: value, model: Number.NaN, trial, reach: part })
    // Once it helped, less would help less.
    this.fall = { from, slack, part: trial < value ? 0 : part / 2 }
    return true
  }

  private beginBalancing(): void {
    this.stage = 'balanced'
    this.left = this.steps.balanced
    this.inVain = 0
    this.reach = firstReach
    this.master = undefined
  }

  /** A step of the bundle method. False: nothing better is expected anywhere. */
  private balance(): boolean {
    const { goal, known: centre, heard, space } = this
    if (centre === undefined || this.left === 0) return false
    if (this.master === undefined) {
      this.master = new Master(space, goal, tieOf(space, goal, centre.prices))
      this.taught = 0
    }
    for (; this.taught < heard.length; this.taught++) this.master.add(heard[this.taught] ?? [])
    const value = boundAt(centre, goal)
    const { prices, model } = this.master.solve(goal, centre.prices, this.reach)
    const expected = value - model
    // Far from here nothing better is expected either; or long nothing came of what little was expected.
    if (this.reach > 8 && expected < closeEnough * Math.abs(value)) return false
    if (this.inVain >= patience && expected < little * Math.abs(value)) return false
    this.left -= 1
    const trial = this.listen(prices)
    const gained = value - trial
    this.inVain = gained > 0 ? 0 : this.inVain + 1
    this.onStep?.({ stage: this.stage, best: value, model, trial, reach: this.reach })
    if (gained > 0.02 * expected && gained > 0)
      this.reach *= gained > 0.8 * expected ? 4 : gained > 0.4 * expected ? 2 : 1
    else if (gained < -expected) this.reach = Math.max(0.02, this.reach * 0.5)
    return true
  }
}

/** How far prices are to fall, beside what they were. */
interface Fall {
  readonly from: Float64Array
  readonly slack: Float64Array
  readonly part: number
}

const firstReach = 0.03
const closeEnough = 1e-4
const patience = 4
const little = 0.015
const leastPart = 0.2
const worthStarting = 5e-3
/** Of its value that a round must have gained for another to follow. */
const worthARound = 5e-4
