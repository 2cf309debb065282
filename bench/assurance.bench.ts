// How fast days are simulated, and whether what is stated is what happens: over generated pauses, the stated probability
// against the frequency on days never used before.
//
// What a plan that is 99% sure keeps of one that is not: pauses like that of Aleppo, fleet-bound and mixed.
//
// Goals: 2,000 replications of a 700-trip plan per CPU-second; how sure a plan in force is now, within 2 s of a change;
// stated and found agree (plot, Brier score); the plan with its reserve keeps 85% of the people of the plan without, on
// levels 2 to 5b.
// --size N: generated pauses (200); --instances speed,now,calibration,reserve: some of the four alone.

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { formatClock, type Instant, type Pause, type Plan, readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { assurePlan, firstReplicationsNow, planPause, planSurely, replicationsNow } from '@treve/planner'
import { SureNow } from '@treve/server/now'
import fc from 'fast-check'
import { lowerLimit } from '../packages/planner/src/assure/limits.ts'
import { scriptOf } from '../packages/planner/src/assure/script.ts'
import { Simulation } from '../packages/planner/src/assure/simulation.ts'
import { type PauseData, pauses } from '../packages/planner/test/generate.ts'
import { type Calibrated, calibrationPlot } from './calibration-plot.ts'
import { aleppoLike, type Regime } from './pauses/aleppo-like.ts'
import { benchOptions, chosenFrom, type Measured, median, reportBench } from './report.ts'

const reserveRegimes = ['fleet', 'mixed'] as const
/** Pauses of each regime. */
const reservePauses = 3

const { seed, json, size, instances } = benchOptions()
const chosen = chosenFrom(instances, ['speed', 'now', 'calibration', 'reserve'])
const measured: Measured[] = []
let last = ''
if (chosen.includes('speed')) speed()
if (chosen.includes('now')) await now()
if (chosen.includes('calibration')) calibration(Number(size ?? 200))
if (chosen.includes('reserve')) for (const regime of reserveRegimes) reserveOf(regime)
reportBench('Assurance', measured, json, last)

/** Planned, and on average of days: what is kept of the plan by the terms alone; and on days never used, how sure it is. */
function reserveOf(regime: Regime): void {
  const kept = new Map<string, number[]>()
  const note = (what: string, value: number) => kept.set(what, [...(kept.get(what) ?? []), value])
  const days = 5000
  const startedAt = process.cpuUsage()
  for (let pauseSeed = seed; pauseSeed < seed + reservePauses; pauseSeed++) {
    const made = aleppoLike('standard', regime, pauseSeed)
    const pause = { ...made, terms: { ...made.terms, clear: { ...made.terms.clear, probability: 0.99 } } }
    const { plan } = planSurely(pause, travelTimesOf(pause), {
      seed: 1,
      iterations: 3,
      mustStop: () => undefined,
      mustStopFirst: () => undefined,
      isStopped: () => false,
      mayExplain: () => false,
      cpuSeconds: () => cpuSeconds(startedAt),
      inputSha256: '0'.repeat(64),
      files: {},
    })
    const { reserve } = plan
    if (reserve === null) throw new Error(`${regime} ${pauseSeed}: a reserve is sought`)
    const simulation = new Simulation(scriptOf(pause, travelTimesOf(pause), plan))
    let clear = 0
    for (let replication = 0; replication < days; replication++) {
      const day = { seed: seed + 1000, purpose: 'fresh', block: 1, replication } as const
      if (simulation.run(day, { hasHalts: reserve.sought_on === 'with_halts' }).isClear) clear++
    }
    const share = (part: number, whole: number) => (whole === 0 ? 100 : (100 * part) / whole)
    for (const { level, without, served, on_average_without, on_average } of reserve.price) {
      if (on_average === null || on_average_without === null) continue
      note(`level ${level}, as planned`, share(served, without))
      note(`level ${level}, on average of days`, share(on_average, on_average_without))
    }
    note('all people, on average of days', share(reserve.people_out, reserve.without.people_out))
    note('clear on fresh days', (100 * clear) / days)
    note('lower limit of that at 95%', 100 * lowerLimit(clear, days, 0.05))
    note('clear without reserve', 100 * reserve.without.clear_without_halts)
    note('shown by a decision test', reserve.is_shown ? 100 : 0)
    console.log(
      `${regime} ${pauseSeed}: ${reserve.sought_on}, ${reserve.uses.find(({ is_taken }) => is_taken)?.use}; people on average ${Math.round(reserve.people_out)} of ${Math.round(reserve.without.people_out)}; clear ${clear} of ${days}; ${reserve.price.map(({ level, served, without }) => `${level}: ${served}/${without}`).join(', ')}`,
    )
  }
  for (const [what, values] of kept) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const goal = what.startsWith('level') ? 85 : what.includes('limit') ? 99 : null
    const instance = `${regime}: ${what}, mean of ${values.length} (worst ${Math.min(...values).toFixed(1)})`
    measured.push({
      instance,
      seconds_cpu: null,
      value: mean,
      best: goal,
      gap_percent: null,
      feasible: true,
      seed,
      unit: '%',
    })
    if (what.startsWith('all people')) last = `${last === '' ? '' : `${last}; `}${regime}: ${mean.toFixed(1)} % kept`
  }
}

/** The Aleppo example has some 700 trips. */
function speed(): void {
  const pause = aleppo()
  const plan = planOf(pause, 20)
  const simulation = new Simulation(scriptOf(pause, travelTimesOf(pause), plan))
  const run = (first: number, days: number) => {
    for (let replication = first; replication < first + days; replication++)
      simulation.run({ seed, purpose: 'fresh', block: 1, replication }, { hasHalts: true })
  }
  run(0, 500)
  // The fastest and the median of several: the machine is shared.
  const rates = Array.from({ length: 7 }, (_, round) => {
    const before = process.cpuUsage()
    run(500 + round * 500, 500)
    return 500 / cpuSeconds(before)
  })
  const figure = (instance: string, value: number, best: number | null, unit: string) =>
    measured.push({ instance, seconds_cpu: null, value, best, gap_percent: null, feasible: true, seed, unit })
  figure(`days of ${plan.trips.length} trips, median of 7`, median(rates), 2000, 'a CPU-s')
  figure(`days of ${plan.trips.length} trips, fastest of 7`, Math.max(...rates), 2000, 'a CPU-s')
  const before = process.cpuUsage()
  const assured = assurePlan(pause, travelTimesOf(pause), plan, { seed })
  figure('the whole assurance of it', cpuSeconds(before), null, 'CPU-s')
  figure('its lower limit at 95%', assured?.clearProbability.lower_95 ?? Number.NaN, null, '')
  last = `${median(rates).toFixed(0)} replications per CPU-second`
}

/** From a change of the state until the new answer is there, as the server keeps it: in a thread of its own. */
async function now(): Promise<void> {
  const pause = aleppo()
  const plan = planOf(pause, 20)
  const open = pause.terms.windows[0]?.open ?? 0
  const figure = (instance: string, value: number, best: number | null, unit: string) =>
    measured.push({ instance, seconds_cpu: null, value, best, gap_percent: null, feasible: true, seed, unit })
  const tell = (sure: SureNow, seconds: number) => {
    const at = formatClock((open + seconds) as Instant, pause.time_zone)
    sure.tell(new TextEncoder().encode(JSON.stringify({ at, vehicles: [] })))
  }
  /** Seconds of wall time, and of CPU of all threads. */
  const first = async (sure: SureNow, seconds: number): Promise<readonly [number, number]> => {
    const [startedAt, before] = [performance.now(), process.cpuUsage()]
    const known = sure.view().answer
    tell(sure, seconds)
    for (let view = sure.view(); view.answer === known; ) view = await sure.newer(view.version, 60_000)
    return [(performance.now() - startedAt) / 1000, cpuSeconds(before)]
  }
  // Beside one another, since the machine is shared: a thread just begun; one that has tried itself out; one of the plan before.
  const kinds = new Map<string, (readonly [number, number])[]>()
  const note = (kind: string, took: readonly [number, number]) => kinds.set(kind, [...(kinds.get(kind) ?? []), took])
  for (let round = 0; round < 3; round++) {
    const begun = new SureNow({ pause, plan }, { seed })
    note('of a thread just begun', await first(begun, 60))
    const after = new SureNow({ pause, plan }, { seed }, begun.handOver())
    note('of another plan, in the thread of the one before', await first(after, 120))
    await after.close()
    const ready = new SureNow({ pause, plan }, { seed })
    await wait(2000 * (kinds.get('of a thread just begun')?.[round]?.[0] ?? 1))
    note('of a thread that has tried itself out', await first(ready, 60))
    await ready.close()
  }
  for (const [kind, took] of kinds) {
    const walls = took.map(([wall]) => wall)
    figure(`the first answer ${kind}, slowest of 3`, Math.max(...walls), 2, 's')
    figure('the same, CPU, median', median(took.map(([, cpu]) => cpu)), null, 'CPU-s')
  }
  const sure = new SureNow({ pause, plan }, { seed })
  await first(sure, 0)
  for (const [when, hour] of [
    ['at the opening', 0],
    ['four hours later', 4],
  ] as const) {
    const [firsts, walls, costs]: [number[], number[], number[]] = [[], [], []]
    for (let change = 1; change < 6; change++) {
      const [startedAt, before] = [performance.now(), process.cpuUsage()]
      firsts.push((await first(sure, 3600 * hour + 60 * change))[0])
      let view = sure.view()
      while (view.isWorking) view = await sure.newer(view.version, 60_000)
      if (view.trouble !== undefined) throw new Error(view.trouble.what.kind)
      walls.push((performance.now() - startedAt) / 1000)
      costs.push(cpuSeconds(before))
    }
    const told = `how sure it is now, ${when}, ${plan.trips.length} trips, ${replicationsNow} days`
    figure(`${told}: from a change to the whole answer, median of 5`, median(walls), null, 's')
    figure(`the same, the slowest`, Math.max(...walls), null, 's')
    figure(`until there is an answer, of ${firstReplicationsNow} days first, the slowest`, Math.max(...firsts), 2, 's')
    figure(`the same, CPU of all days, median`, median(costs), 2, 'CPU-s')
  }
  await sure.close()
  const slowest = measured.filter(({ instance }) => instance.startsWith('until')).map(({ value }) => value)
  last = `${last === '' ? '' : `${last}; `}refreshed within ${Math.max(...slowest).toFixed(2)} s of a change`
}

/** Stated on decision days; found on fresh ones. */
function calibration(count: number): void {
  const found: Calibrated[] = []
  const days = 3000
  const startedAt = process.cpuUsage()
  for (const data of fc.sample(pauses, { numRuns: 4 * count, seed })) {
    if (found.length >= count) break
    const pause = pauseOf(data)
    const plan = planOf(pause, 5)
    if (plan.trips.length === 0) continue
    const assured = assurePlan(pause, travelTimesOf(pause), plan, { seed, replications: days })
    if (assured === undefined) continue
    const simulation = new Simulation(scriptOf(pause, travelTimesOf(pause), plan))
    let clear = 0
    for (let replication = 0; replication < days; replication++)
      if (simulation.run({ seed: seed + 1, purpose: 'fresh', block: 1, replication }, { hasHalts: true }).isClear)
        clear++
    const { estimate, lower_95 } = assured.clearProbability
    found.push({ stated: estimate, lower: lower_95, frequency: clear / days, days })
  }
  // The Brier score of the stated probability on the fresh days, and the least that any statement could have.
  const mean = (value: (each: Calibrated) => number) => found.reduce((sum, each) => sum + value(each), 0) / found.length
  const brier = mean(({ stated: p, frequency: f }) => f * (1 - p) ** 2 + (1 - f) * p ** 2)
  const least = mean(({ frequency: f }) => f * (1 - f))
  const overall = mean(({ frequency }) => frequency)
  const ignorant = mean(({ frequency: f }) => f * (1 - overall) ** 2 + (1 - f) * overall ** 2)
  const held = mean(({ lower, frequency }) => Number(frequency >= lower))
  const apart = mean(({ stated, frequency }) => Math.abs(stated - frequency))
  // Both are shares of so many days: how far they should be apart by chance alone.
  const expected = mean(({ frequency: f }) => Math.sqrt((2 * f * (1 - f)) / days) * 0.7979)
  const figure = (instance: string, value: number, best: number | null, unit = '') =>
    measured.push({ instance, seconds_cpu: null, value, best, gap_percent: null, feasible: true, seed, unit })
  figure(`pauses, ${days} days each, twice`, found.length, count)
  figure('stated and found apart, mean (best: by chance alone)', apart, Number(expected.toFixed(5)))
  figure('Brier score of what is stated (best: of the truth)', brier, Number(least.toFixed(6)))
  figure('Brier score of one number for all', ignorant, null)
  figure('share whose frequency is at least the lower limit', held, 0.95)
  figure('CPU', cpuSeconds(startedAt), null, 's')
  const file = join(dirname(fileURLToPath(import.meta.url)), 'assurance-calibration.svg')
  writeFileSync(file, calibrationPlot(found))
  last = `${last === '' ? '' : `${last}; `}Brier ${brier.toFixed(5)} of at least ${least.toFixed(5)}`
}

function aleppo(): Pause {
  const file = new URL('../examples/aleppo-2016-11-04/pause.yaml', import.meta.url)
  const read = readPause(readFileSync(file), (beside) => readFileSync(new URL(beside, file)))
  if (read.pause === undefined) throw new Error('the example is sound')
  return read.pause
}

function pauseOf(data: PauseData): Pause {
  const read = readPause(new TextEncoder().encode(JSON.stringify(data)))
  if (read.pause === undefined) throw new Error('generated pauses are sound')
  return read.pause
}

function planOf(pause: Pause, iterations: number): Plan {
  return planPause(pause, travelTimesOf(pause), {
    seed,
    iterations,
    mustStop: () => undefined,
    mayExplain: () => false,
    cpuSeconds: () => 0,
    inputSha256: '0'.repeat(64),
    files: {},
  })
}

function cpuSeconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
