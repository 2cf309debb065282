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
export interface Heard {
  readonly draft: (readonly Answer[])[]
  readonly exact: (readonly Answer[])[]
}

/**
 * The order of the work. On the draft: how dear vehicles' time is, then all groups of a kind tied, then each by itself. Then,
 * and from then on with values that are bounds: rounds of falling and balancing.
 */
export interface Steps {
  readonly tied: number
  readonly untied: number
  readonly rounds: number
  readonly balanced: number
}

type Stage = 'shapes' | 'tied' | 'untied' | 'exact' | 'falling' | 'balanced' | 'done'

export interface Step {
  readonly stage: Stage
  readonly best: number
  readonly model: number
  readonly trial: number
  readonly reach: number
}

export class Improvement {
  private readonly space: Space
  private readonly draft: Space | undefined
  private readonly heard: Heard
  private readonly start: Float64Array
  private readonly steps: Steps
  private readonly onStep: ((step: Step) => void) | undefined
  private goal: Goal
  private stage: Stage
  private known: Priced | undefined
  private sketched: Priced | undefined
  /** Where vehicles are short their time has a price, and who is far away is worth less: so dear that ever fewer pay. */
  private shapes: Float64Array[] | undefined
  private master: Master | undefined
  private taught = 0
  private left = 0
  private rounds = 0
  private reach = firstReach
  private fall: Fall | undefined
  private valueBefore = Number.POSITIVE_INFINITY

  /** `isGood`: prices that are near the best already; nothing is drafted. */
  constructor(
    space: Space,
    draft: Space | undefined,
    goal: Goal,
    start: { readonly prices: Float64Array; readonly isGood: boolean },
    heard: Heard,
    steps: Steps,
    onStep?: (step: Step) => void,
  ) {
    this.space = space
    this.draft = draft
    this.goal = goal
    this.start = start.prices
    this.stage = start.isGood ? 'exact' : 'shapes'
    this.heard = heard
    this.steps = steps
    this.onStep = onStep
  }

  /** The best prices so far whose value is a bound. */
  get best(): Priced | undefined {
    return this.known
  }

  /**
   * One evaluation of the Lagrangian, or a few. The goal may keep other amounts than the last time. False where nothing
   * more is looked for: it is below the next whole number over `target`, which some plan has, or as low as it comes.
   */
  step(goal: Goal, target: number): boolean {
    const isKeptChanged = [...goal.kept].some(([row, limit]) => this.goal.kept.get(row) !== limit)
    this.goal = goal
    // All levels are whole numbers: below the next one, what some plan has is proved.
    if (this.known !== undefined && boundAt(this.known, goal) < target + 1) return false
    if (this.stage === 'done') {
      if (!isKeptChanged) return false
      this.beginRound(1)
    }
    for (;;) {
      switch (this.stage) {
        case 'shapes':
          if (this.nextShape()) return true
          this.balance('tied', this.steps.tied)
          break
        case 'tied':
          if (this.move()) return true
          this.balance('untied', this.steps.untied)
          break
        case 'untied':
          if (this.move()) return true
          this.stage = 'exact'
          break
        case 'exact':
          this.listen(this.sketched?.prices ?? this.start)
          this.beginRound(this.steps.rounds)
          return true
        case 'falling':
          if (this.fallFurther()) return true
          this.balance('balanced', this.steps.balanced)
          break
        case 'balanced':
          if (this.move()) return true
          this.endRound()
          break
        case 'done':
          return false
      }
    }
  }

  private get isDrafting(): boolean {
    return this.draft !== undefined && (this.stage === 'shapes' || this.stage === 'tied' || this.stage === 'untied')
  }

  /** Where the work is, and the best there. */
  private get place(): Space {
    return this.isDrafting ? (this.draft ?? this.space) : this.space
  }

  private get centre(): Priced | undefined {
    return this.isDrafting ? this.sketched : this.known
  }

  private listen(prices: Float64Array): number {
    const priced = pricedAt(this.place, this.goal, prices)
    const value = boundAt(priced, this.goal)
    const best = this.centre
    if (this.isDrafting) this.heard.draft.push(priced.answers)
    else this.heard.exact.push(priced.answers)
    if (best === undefined || value < boundAt(best, this.goal)) {
      if (this.isDrafting) this.sketched = priced
      else this.known = priced
    }
    return value
  }

  private nextShape(): boolean {
    const { goal } = this
    if (this.shapes === undefined) {
      const seconds = leastSecondsEach(this.place)
      const dearer = secondPrices(this.place, goal, seconds).map((price) =>
        shapedPrices(this.place, goal, seconds, price),
      )
      this.shapes = [this.start, ...dearer]
    }
    const prices = this.shapes.shift()
    if (prices === undefined) return false
    const before = this.centre
    this.listen(prices)
    // Dearer still would be worse still.
    if (this.centre === before) this.shapes = []
    return true
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
    else this.stage = 'done'
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

  private balance(stage: 'tied' | 'untied' | 'balanced', left: number): void {
    this.stage = stage
    this.left = left
    this.reach = firstReach
    this.master = undefined
  }

  /** A step of the bundle method. False: nothing better is expected anywhere. */
  private move(): boolean {
    const { goal, centre } = this
    if (centre === undefined || this.left === 0) return false
    const heard = this.isDrafting ? this.heard.draft : this.heard.exact
    if (this.master === undefined) {
      this.master = new Master(this.place, goal, tieOf(this.place, goal, centre.prices, this.stage === 'tied'))
      this.taught = 0
    }
    for (; this.taught < heard.length; this.taught++) this.master.add(heard[this.taught] ?? [])
    const value = boundAt(centre, goal)
    const { prices, model } = this.master.solve(goal, centre.prices, this.reach)
    const expected = value - model
    // Far from here nothing better is expected either.
    if (this.reach > 8 && expected < closeEnough * Math.abs(value)) return false
    this.left -= 1
    const trial = this.listen(prices)
    const gained = value - trial
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
const leastPart = 0.2
/** Of its value that a round must have gained for another to follow. */
const worthARound = 5e-4
