// What the threads of a frontier are asked, each by itself: a plan by changed terms, the prices of a bound, days.

import { cpuUsage } from 'node:process'
import { checkPlan, type Violation } from '@treve/checker'
import type { Pause, Plan } from '@treve/model'
import type { Change } from '@treve/model/frontier'
import { type PauseToPlan, planPause, type StandingPlan, type Times } from '@treve/planner'
import {
  applyAll,
  type Bar,
  type ChangedPlan,
  type Days,
  type KeptBySearch,
  keeping,
  leastSlack,
  type Priced,
  pricesOf,
  simulatedDays,
} from '@treve/planner/frontier'

export type FrontierTask =
  | {
      readonly kind: 'plan'
      readonly changes: readonly Change[]
      readonly begin: StandingPlan | undefined
      /** Sooner than its orders allow; where nothing more is kept than the terms ask for, none. */
      readonly slack: number
      /** Wall time; with a number of iterations, whatever time they take. */
      readonly seconds: number
      readonly iterations: number | undefined
      readonly seed: number
    }
  | {
      readonly kind: 'prices'
      readonly levels: Plan['levels']
      readonly plans: readonly ChangedPlan[]
      /** Wall time; undefined: until nothing more is looked for. */
      readonly seconds: number | undefined
    }
  | {
      readonly kind: 'days'
      readonly changes: readonly Change[]
      readonly plan: Plan
      readonly slack: number
      readonly replications: number
    }
  | {
      readonly kind: 'slack'
      readonly changes: readonly Change[]
      readonly plan: Plan
      readonly slacks: readonly number[]
      readonly most: number
      readonly bar: Bar | undefined
      readonly seed: number
    }

export type FrontierResult =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly violations: readonly Violation[] }
  | { readonly kind: 'prices'; readonly priced: Priced }
  | { readonly kind: 'days'; readonly days: Days | undefined }
  | { readonly kind: 'slack'; readonly slack: number; readonly bar: Bar | undefined }

export interface TaskContext {
  readonly pause: Pause
  readonly times: Times
  readonly seed: number
  /** What the plan that all begins from holds back beyond the terms: with other terms no less is held back. */
  readonly kept: KeptBySearch | undefined
  readonly inputSha256: string
  readonly files: Readonly<Record<string, string>>
  readonly isStopped: () => boolean
}

export function done(task: FrontierTask, context: TaskContext): FrontierResult {
  const { pause, times, seed, isStopped } = context
  switch (task.kind) {
    case 'plan': {
      const changed = applyAll(pause, task.changes)
      const plan = byTerms(changed, planned(keeping(changed, context.kept, task.slack), task, context))
      return { kind: 'plan', plan, violations: checkPlan(changed, plan) }
    }
    case 'prices': {
      const startedAt = performance.now()
      const allowed = (task.seconds ?? Number.POSITIVE_INFINITY) * 1000
      const mustStop = (share: number) => isStopped() || performance.now() - startedAt >= share * allowed
      const of = { pause, reserved: keeping(pause, context.kept), times }
      return { kind: 'prices', priced: pricesOf(of, task.levels, task.plans, mustStop) }
    }
    case 'days': {
      const changed = applyAll(pause, task.changes)
      const { reserve } = keeping(changed, context.kept, task.slack)
      const plan = reserve === undefined ? task.plan : { ...task.plan, reserve }
      return {
        kind: 'days',
        days: simulatedDays(changed, times, plan, { seed, replications: task.replications, isStopped }),
      }
    }
    case 'slack': {
      const { kept } = context
      const { plan, slacks, most, bar } = task
      if (kept === undefined) return { kind: 'slack', slack: most, bar }
      const changed = applyAll(pause, task.changes)
      const quickly = {
        kind: 'plan',
        changes: task.changes,
        begin: plan,
        seconds: 0,
        iterations: 0,
        seed: task.seed,
      } as const
      const planWith = (slack: number) => planned(keeping(changed, kept, slack), { ...quickly, slack }, context)
      return {
        kind: 'slack',
        ...leastSlack({ pause: changed, times, kept, slacks, most, plan, bar, planWith, seed, isStopped }),
      }
    }
  }
}

/** It states no reserve, and is judged by the terms, which it keeps with time to spare. */
function byTerms({ terms }: Pause, plan: Plan): Plan {
  const { buffer } = terms.clear
  const windows = plan.windows.map((window) => ({
    ...window,
    clear_by: (window.close - buffer) as typeof window.clear_by,
  }))
  return { ...plan, windows }
}

function planned(
  pause: PauseToPlan,
  { begin, seconds, iterations, seed }: FrontierTask & { kind: 'plan' },
  { times, inputSha256, files, isStopped }: TaskContext,
): Plan {
  const deadline = performance.now() + seconds * 1000
  return planPause(pause, times, {
    seed,
    ...(iterations === undefined ? {} : { iterations }),
    ...(begin === undefined ? {} : { begin }),
    isBoundQuick: true,
    mustStop: () => {
      if (isStopped()) return 'cancelled'
      return iterations === undefined && performance.now() >= deadline ? 'time' : undefined
    },
    mayExplain: () => false,
    cpuSeconds,
    inputSha256,
    files,
  })
}

function cpuSeconds(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1e6
}
