// How much sooner than its orders allow a plan by changed terms must end. A reserve is found for the plan in force, and its
// slack with it: frozen, it would take from other terms what they need not give.

import type { Kept, Pause, Plan, Reserve } from '@treve/model'
import { scriptOf } from '../assure/script.ts'
import { Simulation, tripFlags } from '../assure/simulation.ts'
import type { Times } from '../problem.ts'
import { isStanding, type PauseToPlan } from '../reserve/kept.ts'
import { stepSeconds } from '../reserve/seek.ts'

/** What the plan that all begins from holds back, and on which days it was found to be enough. */
export type KeptBySearch = Kept & Pick<Reserve, 'sought_on'>

/** Enough to see which trips are hardly ever made. */
export const slackDays = 200
const onMostDays = 0.5

/**
 * By changed terms no less is held back. A longer buffer is taken from the slack, as far as there is any: all are out by
 * then already.
 */
export function keeping(pause: Pause, kept: KeptBySearch | undefined, slack = kept?.slack_s ?? 0): PauseToPlan {
  if (kept === undefined) return pause
  const longer = Math.max(0, pause.terms.clear.buffer - kept.buffer_s)
  return { ...pause, reserve: { ...kept, buffer_s: kept.buffer_s + longer, slack_s: Math.max(0, slack - longer) } }
}

/** What a plan must come to on the days for its slack to be enough. */
export interface Bar {
  /** On so many of them somebody may be late. */
  readonly badDays: number
  /** Brought by all the days together, at the least. */
  readonly out: number
  readonly grams: number
}

export interface SlackSought {
  readonly pause: Pause
  readonly times: Times
  readonly kept: KeptBySearch
  /** Tried one after another. */
  readonly slacks: readonly number[]
  /** Where none of them is enough. */
  readonly most: number
  /** Planned with `most`. */
  readonly plan: Plan
  /** Undefined: that of the plan. */
  readonly bar: Bar | undefined
  /** A plan with that slack, quickly. */
  readonly planWith: (slack: number) => Plan
  readonly seed: number
  readonly isStopped: () => boolean
}

/**
 * The first slack with which a plan is as sure, brings as much on the days, and promises no trip that is not made on most of
 * them.
 */
export function leastSlack(sought: SlackSought): { readonly slack: number; readonly bar: Bar | undefined } {
  const { slacks, most, plan, isStopped } = sought
  const bar = sought.bar ?? barOf(sought, plan)
  if (bar === undefined) return { slack: most, bar }
  for (const slack of slacks) {
    if (isStopped()) break
    const found = actedOut(sought, sought.planWith(slack), slack, bar.badDays)
    if (found !== undefined && found.out >= bar.out && found.grams >= bar.grams) return { slack, bar }
  }
  return { slack: most, bar }
}

/** None, and half. */
export function lesserSlacks(most: number): number[] {
  const half = Math.floor(most / 2 / stepSeconds) * stepSeconds
  return half === 0 ? [0] : [0, half]
}

/** As many bad days as the terms allow, or as that plan has; and as much as it brings, less what may be chance. */
function barOf(sought: SlackSought, plan: Plan): Bar | undefined {
  const allowed = Math.floor(slackDays * (1 - (sought.pause.terms.clear.probability ?? 0)))
  const found = actedOut(sought, plan, sought.most, Number.POSITIVE_INFINITY)
  return (
    found && {
      badDays: Math.max(allowed, found.badDays),
      out: (1 - byChance) * found.out,
      grams: (1 - byChance) * found.grams,
    }
  )
}

const byChance = 0.005

/** Undefined: more days are bad than may be, or a trip is not made on most; or it was stopped. */
function actedOut(
  { pause, times, kept, seed, isStopped }: SlackSought,
  plan: Plan,
  slack: number,
  mostBad: number,
): Bar | undefined {
  const { reserve } = keeping(pause, kept, slack)
  const simulation = new Simulation(scriptOf(pause, times, { ...plan, ...(reserve === undefined ? {} : { reserve }) }))
  const standing = new Set(plan.trips.filter((trip) => isStanding(pause, trip)).map(({ id }) => id))
  const notMade = simulation.script.trips.map(({ id }) => ({ days: 0, isCounted: !standing.has(id) }))
  const mostNotMade = mostBad === Number.POSITIVE_INFINITY ? mostBad : slackDays * (1 - onMostDays)
  let [badDays, out, grams] = [0, 0, 0]
  for (let replication = 0; replication < slackDays; replication++) {
    if (isStopped()) return undefined
    const day = { seed, purpose: 'tuning', block: slackBlock, replication } as const
    const { isClear, peopleOut, gramsIn } = simulation.run(day, { hasHalts: kept.sought_on === 'with_halts' })
    if (!isClear) badDays += 1
    out += peopleOut
    grams += gramsIn
    notMade.forEach((trip, index) => {
      if (trip.isCounted && ((simulation.trips[index] ?? 0) & notOut) !== 0) trip.days += 1
    })
    if (badDays > mostBad || notMade.some(({ days }) => days > mostNotMade)) return undefined
  }
  return { badDays, out, grams }
}

const notOut = tripFlags.late | tripFlags.notEntered | tripFlags.sheltered

/** Days other than those that a reserve is sought and proved on. */
const slackBlock = 3
