// What the threads of a frontier are asked, each by itself: a plan by changed terms, the prices of a bound, days.

import { cpuUsage } from 'node:process'
import { checkPlan, type Violation } from '@treve/checker'
import type { Kept, Pause, Plan } from '@treve/model'
import type { Change } from '@treve/model/frontier'
import { type PauseToPlan, planPause, type StandingPlan, type Times } from '@treve/planner'
import { applyAll, type ChangedPlan, type Days, type Priced, pricesOf, simulatedDays } from '@treve/planner/frontier'

export type FrontierTask =
  | {
      readonly kind: 'plan'
      readonly changes: readonly Change[]
      readonly begin: StandingPlan | undefined
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
  | { readonly kind: 'days'; readonly changes: readonly Change[]; readonly plan: Plan; readonly replications: number }

export type FrontierResult =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly violations: readonly Violation[] }
  | { readonly kind: 'prices'; readonly priced: Priced }
  | { readonly kind: 'days'; readonly days: Days | undefined }

export interface TaskContext {
  readonly pause: Pause
  readonly times: Times
  readonly seed: number
  /** What the plan that all begins from holds back beyond the terms: with other terms no less is held back. */
  readonly kept: Kept | undefined
  readonly inputSha256: string
  readonly files: Readonly<Record<string, string>>
  readonly isStopped: () => boolean
}

export function done(task: FrontierTask, context: TaskContext): FrontierResult {
  const { pause, times, seed, isStopped } = context
  switch (task.kind) {
    case 'plan': {
      const changed = applyAll(pause, task.changes)
      const plan = byTerms(changed, planned(keeping(changed, task.changes, context.kept), task, context))
      return { kind: 'plan', plan, violations: checkPlan(changed, plan) }
    }
    case 'prices': {
      const deadline = performance.now() + (task.seconds ?? Number.POSITIVE_INFINITY) * 1000
      const mustStop = () => isStopped() || performance.now() >= deadline
      return {
        kind: 'prices',
        priced: pricesOf(keeping(pause, [], context.kept), times, task.levels, task.plans, mustStop),
      }
    }
    case 'days': {
      const changed = applyAll(pause, task.changes)
      const { reserve } = keeping(changed, task.changes, context.kept)
      const plan = reserve === undefined ? task.plan : { ...task.plan, reserve }
      return {
        kind: 'days',
        days: simulatedDays(changed, times, plan, { seed, replications: task.replications, isStopped }),
      }
    }
  }
}

/** A longer buffer is held back beside the rest. */
function keeping(pause: Pause, changes: readonly Change[], kept: Kept | undefined): PauseToPlan {
  if (kept === undefined) return pause
  const longer = changes.reduce((sum, change) => sum + (change.kind === 'buffer' ? change.seconds : 0), 0)
  return { ...pause, reserve: { ...kept, buffer_s: kept.buffer_s + longer } }
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
