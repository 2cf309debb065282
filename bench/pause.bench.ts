// Pauses like that of Aleppo, in four regimes, planned for so many CPU-seconds: each level beside its bound. The bound is
// worked out in the same time. Every plan is checked.
//
// --instances: regimes (demand, fleet, corridor, mixed), or one pause of a regime (mixed-3); ten pauses a regime, from
// --seed on. --size: small, standard, large. --seconds: CPU of each plan; else 1, 10 and 30. With --json FILE each result
// is kept as it comes, and what the file has already is not planned again.

import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import type { Pause, Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { boundByWeights, planPause } from '@treve/planner'
import { aleppoLike, type Regime, regimes, type Size, sizes } from './pauses/aleppo-like.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

interface Result extends Measured {
  readonly size: Size
  readonly regime: Regime
  readonly seconds: number
  readonly iterations: number
  readonly weighted_bound_seconds_cpu: number
  readonly planned_seconds_cpu: number
  readonly levels: readonly { readonly level: string; readonly served: number; readonly bound: number | null }[]
}

const pausesOfARegime = 10
const weights = { person: [10, 10, 4, 1], gram: 5e-6 }

const options = benchOptions()
const size = sizes.find((each) => each === (options.size ?? 'standard'))
if (size === undefined) throw new Error(`--size is one of ${sizes.join(', ')}`)
const seconds = options.seconds === undefined ? [1, 10, 30] : [options.seconds]
const kept = keptIn(options.json)
const results: Result[] = []
for (const { regime, seed } of pausesAsked())
  for (const limit of seconds) results.push(resultOf(size, regime, seed, limit))
reportBench(
  `Pauses like that of Aleppo, ${size}: share of the bound`,
  summary(results),
  undefined,
  `mean gap ${mean(results.map(({ gap_percent }) => gap_percent ?? 0)).toFixed(3)} %`,
)

function pausesAsked(): { readonly regime: Regime; readonly seed: number }[] {
  return (options.instances ?? regimes).flatMap((name) => {
    const [, word, number] = /^([a-z]+)(?:-(\d+))?$/.exec(name) ?? []
    const regime = regimes.find((each) => each === word)
    if (regime === undefined) throw new Error(`--instances: ${name}; regimes are ${regimes.join(', ')}`)
    if (number !== undefined) return [{ regime, seed: Number(number) }]
    return Array.from({ length: pausesOfARegime }, (_, index) => ({ regime, seed: options.seed + index }))
  })
}

function resultOf(ofSize: Size, regime: Regime, seed: number, limit: number): Result {
  const instance = `${ofSize}-${regime}-${seed} cold ${limit} s`
  const known = kept.get(instance)
  if (known !== undefined) return known
  const pause = aleppoLike(ofSize, regime, seed)
  const { plan, cpuSeconds } = planned(pause, limit)
  const violations = checkPlan(pause, plan)
  if (violations.length > 0) throw new Error(`${instance}: ${violations[0]?.text}`)
  const score = scoreOf(plan.levels.map(({ level, served }) => ({ level, value: served })))
  const before = process.cpuUsage()
  const most = boundByWeights(pause, travelTimesOf(pause), weights)?.value ?? Number.NaN
  const used = process.cpuUsage(before)
  const result: Result = {
    instance,
    size: ofSize,
    regime,
    seconds: limit,
    seconds_cpu: cpuSeconds,
    value: score,
    best: most,
    gap_percent: (100 * (most - score)) / most,
    feasible: true,
    seed,
    unit: 'weighted',
    iterations: plan.effort.iterations,
    weighted_bound_seconds_cpu: (used.user + used.system) / 1e6,
    planned_seconds_cpu: plan.effort.seconds_cpu,
    levels: plan.levels.map(({ level, served, bound }) => ({ level, served, bound })),
  }
  const shown = plan.levels
    .filter(({ bound }) => bound !== null)
    .map(({ level, served, bound }) => `${level}: ${served}/${bound}`)
  console.log(
    `${instance}: ${cpuSeconds.toFixed(2)} CPU-s, ${((100 * score) / most).toFixed(2)}% weighted; ${shown.join(', ')}`,
  )
  if (options.json !== undefined) appendFileSync(options.json, `${JSON.stringify(result)}\n`)
  return result
}

function planned(pause: Pause, limit: number): { readonly plan: Plan; readonly cpuSeconds: number } {
  const times = travelTimesOf(pause)
  const before = process.cpuUsage()
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  const plan = planPause(pause, times, {
    seed: 1,
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
  return regimes.flatMap((regime) =>
    seconds.flatMap((limit) => {
      const those = all.filter((each) => each.regime === regime && each.seconds === limit)
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
        row(`${regime}, ${limit} s: ${what}, mean`, mean(list)),
        row(`${regime}, ${limit} s: ${what}, worst`, Math.min(...list)),
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
