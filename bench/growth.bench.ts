// How cost grows: CPU time until a plan brings out 95 % of the people that the bound allows, and memory, against the loads that
// there are to move, from 100 to 3,000. Each pause is planned in a process of its own, so that memory is its own. Every plan is
// checked. Beside RESULTS.md a plot is drawn, growth.svg.
//
// --size: some of loads-100, loads-300, loads-1000, loads-3000. --instances: regimes (fleet, mixed); --seconds: CPU of each plan (60).

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { type Grown, growthPlot } from './growth/plot.ts'
import { loadsOf, type Size } from './pauses/aleppo-like.ts'
import { benchOptions, chosenFrom, type Measured, reportBench } from './report.ts'

const growing: readonly Size[] = ['loads-100', 'loads-300', 'loads-1000', 'loads-3000']

const { size, seconds = 60, seed, instances, json } = benchOptions()
const asked = chosenFrom(size?.split(','), growing, '--size')
const grown: Grown[] = []
for (const regime of chosenFrom(instances, ['fleet', 'mixed']))
  for (const each of asked) {
    const found = spawnSync(
      process.execPath,
      [new URL('./growth/one.ts', import.meta.url).pathname, each, regime, `${seed}`, `${seconds}`],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    )
    if (found.status !== 0) throw new Error(`${each} ${regime}: no plan`)
    const one = { regime, loads: loadsOf(each), ...(JSON.parse(found.stdout) as Omit<Grown, 'regime' | 'loads'>) }
    console.log(JSON.stringify(one))
    grown.push(one)
  }
const measured = grown.map(
  ({ regime, loads, secondsTo95, reachedPercent, megabytes, firstSeconds, iterations }): Measured => ({
    instance: `${regime}, ${loads} loads`,
    seconds_cpu: secondsTo95,
    value: reachedPercent,
    best: null,
    gap_percent: 100 - reachedPercent,
    feasible: true,
    seed,
    unit: `% of the bound after ${seconds} CPU-s`,
    more: {
      'first plan, CPU-s': firstSeconds.toFixed(2),
      '95 %, CPU-s': secondsTo95?.toFixed(2) ?? 'not reached',
      'memory, MB': Math.round(megabytes),
      iterations,
    },
  }),
)
const short = grown.filter(({ secondsTo95 }) => secondsTo95 === null).length
reportBench(
  'How cost grows with the loads there are to move',
  measured,
  json,
  short === 0
    ? 'all reach 95 % of the bound'
    : `${short} of ${grown.length} do not reach 95 % of the bound in ${seconds} CPU-s`,
)
// A part of it is not drawn over the whole.
if (size === undefined && instances === undefined)
  writeFileSync(new URL('./growth.svg', import.meta.url), growthPlot(grown, seconds))
