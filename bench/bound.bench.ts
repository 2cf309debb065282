// The bound on level 5b of pauses like that of Aleppo, among plans at least as good on earlier levels as the first that is built:
// how low it is after half a CPU-second and in the end, and what that costs.
//
// --instances: regimes, or one pause of a regime (mixed-3); three pauses a regime, from --seed on. --size.

import { travelTimesOf } from '@treve/network'
import { boundOf } from '../packages/planner/src/bound/bound.ts'
import { problemOf } from '../packages/planner/src/problem.ts'
import { search } from '../packages/planner/src/search.ts'
import { aleppoLike, chosenSize, type Regime, regimes } from './pauses/aleppo-like.ts'
import { pausesAsked } from './pauses/asked.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const pausesOfARegime = 3
const options = benchOptions()
const size = chosenSize(options.size)
const results = pausesAsked(options.instances, { regimes, seed: options.seed, ofEach: pausesOfARegime }).map(
  ({ regime, seed }) => measured(regime, seed),
)
reportBench(
  `The bound on level 5b, ${size}`,
  results,
  undefined,
  `mean of the bound after 0.5 CPU-s over the best: ${mean(results.map(({ gap_percent }) => gap_percent ?? 0)).toFixed(3)} %`,
)

function measured(regime: Regime, seed: number): Measured {
  const pause = aleppoLike(size ?? 'standard', regime, seed)
  const times = travelTimesOf(pause)
  const problem = problemOf(pause, times)
  const outcome = search(problem, { seed: 1, iterations: 0, mustStop: () => undefined, isProved: () => false }).best
    .outcome
  const before = cpuSeconds()
  const bound = boundOf(problem)
  const now = () => bound.levels(outcome).get('5b') ?? 0
  const atSight = now()
  let soon = atSight
  let withinSeconds = cpuSeconds() - before
  const path: { readonly seconds: number; readonly value: number }[] = [{ seconds: withinSeconds, value: atSight }]
  while (bound.priced?.step('5b', outcome) === true) {
    const seconds = cpuSeconds() - before
    if (seconds <= 0.5) soon = now()
    path.push({ seconds, value: now() })
  }
  const best = now()
  withinSeconds = path.find(({ value }) => value <= 1.02 * best)?.seconds ?? 0
  const seconds = cpuSeconds() - before
  console.log(
    `${size}-${regime}-${seed}: at sight ${atSight}, after 0.5 CPU-s ${soon}, best ${best} after ${seconds.toFixed(2)} CPU-s and ${path.length - 1} steps; within 2% after ${withinSeconds.toFixed(2)} CPU-s`,
  )
  return {
    instance: `${size}-${regime}-${seed}`,
    seconds_cpu: seconds,
    value: soon,
    best,
    gap_percent: (100 * (soon - best)) / best,
    feasible: true,
    seed,
    unit: 'people',
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
