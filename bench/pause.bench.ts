// Pauses like that of Aleppo, in four regimes, planned for so many CPU-seconds: each level beside its bound. That by
// weights is worked out after it. Every plan is checked. Warm: a second by the plan that the longest time gave, as where it is made anew.
// The search is guided by prices of the bound, whose time is within it.
//
// --instances: regimes (demand, fleet, corridor, mixed), or one pause of a regime (mixed-3); ten pauses a regime, from
// --seed on. --size: small, standard, large. --seconds: CPU of each plan; else 1, 10 and 30. With --json FILE each result
// is kept as it comes, and what the file has already is not planned again.

import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import type { Pause, Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { boundByWeights, planPause } from '@treve/planner'
import { aleppoLike, chosenSize, type Regime, regimes, type Size } from './pauses/aleppo-like.ts'
import { pausesAsked } from './pauses/asked.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

interface Result extends Measured {
  readonly size: Size
  readonly regime: Regime
  readonly seconds: number
  readonly start: 'cold' | 'warm'
  readonly iterations: number
  readonly weighted_bound_seconds_cpu: number
  readonly planned_seconds_cpu: number
  readonly levels: readonly { readonly level: string; readonly served: number; readonly bound: number | null }[]
}

interface Asked {
  readonly size: Size
  readonly regime: Regime
  readonly seed: number
  readonly limit: number
  readonly start: 'cold' | 'warm'
}

interface Weighted {
  readonly value: number
  readonly seconds: number
}

const pausesOfARegime = 10
const warmSeconds = 1
const weights = { person: [10, 10, 4, 1], gram: 5e-6 }

const options = benchOptions()
const size = chosenSize(options.size)
const seconds = options.seconds === undefined ? [1, 10, 30] : [options.seconds]
const kept = keptIn(options.json)
const results: Result[] = []
for (const { regime, seed } of pausesAsked(options.instances, {
  regimes,
  seed: options.seed,
  ofEach: pausesOfARegime,
})) {
  const pause = aleppoLike(size, regime, seed)
  let most: Weighted | undefined
  const boundOnce = () => {
    most ??= weightedBound(pause)
    return most
  }
  let longest: Plan | undefined
  for (const limit of seconds) {
    const { result, plan } = resultOf({ size, regime, seed, limit, start: 'cold' }, pause, boundOnce, undefined)
    results.push(result)
    longest = plan ?? longest
  }
  const last = { size, regime, seed, limit: warmSeconds, start: 'warm' } as const
  if (longest !== undefined || kept.has(nameOf(last))) results.push(resultOf(last, pause, boundOnce, longest).result)
}
reportBench(
  `Pauses like that of Aleppo, ${size}: share of the bound`,
  summary(results),
  undefined,
  `mean gap ${mean(results.map(({ gap_percent }) => gap_percent ?? 0)).toFixed(3)} %`,
)

function nameOf({ size: ofSize, regime, seed, limit, start }: Asked): string {
  return `${ofSize}-${regime}-${seed} ${start} ${limit} s`
}

function resultOf(
  asked: Asked,
  pause: Pause,
  boundOnce: () => Weighted,
  inForce: Plan | undefined,
): { readonly result: Result; readonly plan: Plan | undefined } {
  const instance = nameOf(asked)
  const known = kept.get(instance)
  if (known !== undefined) return { result: known, plan: undefined }
  const { plan, cpuSeconds } = planned(pause, asked.limit, inForce)
  const violations = checkPlan(pause, plan)
  if (violations.length > 0) throw new Error(`${instance}: ${violations[0]?.text}`)
  const score = scoreOf(plan.levels.map(({ level, served }) => ({ level, value: served })))
  const most = boundOnce()
  const result: Result = {
    instance,
    size: asked.size,
    regime: asked.regime,
    seconds: asked.limit,
    start: asked.start,
    seconds_cpu: cpuSeconds,
    value: score,
    best: most.value,
    gap_percent: (100 * (most.value - score)) / most.value,
    feasible: true,
    seed: asked.seed,
    unit: 'weighted',
    iterations: plan.effort.iterations,
    weighted_bound_seconds_cpu: most.seconds,
    planned_seconds_cpu: plan.effort.seconds_cpu,
    levels: plan.levels.map(({ level, served, bound }) => ({ level, served, bound })),
  }
  const shown = plan.levels
    .filter(({ bound }) => bound !== null)
    .map(({ level, served, bound }) => `${level}: ${served}/${bound}`)
  console.log(
    `${instance}: ${cpuSeconds.toFixed(2)} CPU-s with the bound, ${plan.effort.iterations} iterations, ${((100 * score) / most.value).toFixed(2)}% weighted; ${shown.join(', ')}`,
  )
  if (options.json !== undefined) appendFileSync(options.json, `${JSON.stringify(result)}\n`)
  return { result, plan }
}

function weightedBound(pause: Pause): Weighted {
  const before = process.cpuUsage()
  const value = boundByWeights(pause, travelTimesOf(pause), weights)?.value ?? Number.NaN
  const used = process.cpuUsage(before)
  return { value, seconds: (used.user + used.system) / 1e6 }
}

function planned(
  pause: Pause,
  limit: number,
  inForce: Plan | undefined,
): { readonly plan: Plan; readonly cpuSeconds: number } {
  const times = travelTimesOf(pause)
  const before = process.cpuUsage()
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  const plan = planPause(pause, times, {
    seed: 1,
    ...(inForce === undefined ? {} : { inForce: inForce.trips }),
    mustStop: () => (cpuSeconds() >= limit ? 'time' : undefined),
    mayExplain: () => false,
    cpuSeconds,
    inputSha256: '0'.repeat(64),
    files: {},
  })
  return { plan, cpuSeconds: cpuSeconds() }
}

/** A person counts 1, a dependent 4, a patient 10, a tonne by need 5: for comparison only, no plan is chosen by it. */
function scoreOf(levels: readonly { readonly level: string; readonly value: number }[]): number {
  const [lifeCritical = 0, medical = 0, dependent = 0, general = 0] = weights.person
  const byLevel: Readonly<Record<string, number>> = {
    '2': lifeCritical,
    '3': medical,
    '4': dependent,
    '5b': general,
    '6b': weights.gram,
  }
  return levels.reduce((sum, { level, value }) => sum + (byLevel[level] ?? 0) * value, 0)
}

function summary(all: readonly Result[]): Measured[] {
  const rows = [...seconds.map((limit) => ({ start: 'cold', limit })), { start: 'warm', limit: warmSeconds }]
  return regimes.flatMap((regime) =>
    rows.flatMap(({ start, limit }) => {
      const those = all.filter(
        (each) => each.regime === regime && each.seconds === limit && (each.start ?? 'cold') === start,
      )
      if (those.length === 0) return []
      const names = those[0]?.levels.flatMap(({ level, bound }) => (bound === null ? [] : [level])) ?? []
      const shares = names.map((name) => ({
        what: `level ${name}`,
        shares: those.map(({ levels }) => {
          const found = levels.find(({ level }) => level === name)
          return found === undefined || !found.bound ? 100 : (100 * found.served) / found.bound
        }),
      }))
      const weighted = { what: 'weighted', shares: those.map(({ gap_percent }) => 100 - (gap_percent ?? 0)) }
      return [weighted, ...shares].flatMap(({ what, shares: list }) => [
        row(`${regime}, ${start} ${limit} s: ${what}, mean`, mean(list)),
        row(`${regime}, ${start} ${limit} s: ${what}, worst`, Math.min(...list)),
      ])
    }),
  )
}

function row(instance: string, value: number): Measured {
  return {
    instance,
    seconds_cpu: null,
    value,
    best: null,
    gap_percent: 100 - value,
    feasible: true,
    seed: options.seed,
    unit: '%',
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function keptIn(file: string | undefined): Map<string, Result> {
  if (file === undefined || !existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n')
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Result)
      .map((result) => [result.instance, result]),
  )
}
