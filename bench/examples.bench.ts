// The examples, planned: the first plan, the plan after so many seconds, each held against its bound and the checker.
// Goals: first plan 1 s; after 10 s levels 2 to 4 within one unit or 2% of the bound, 5a full if the bound is, 5b 90%.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkPlan } from '@treve/checker'
import { type Pause, type Plan, readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { benchOptions, chosenFrom, type Measured, reportBench } from './report.ts'

const { seed, json, seconds, instances } = benchOptions()
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'examples')
const usual = [
  'aleppo-2016-11-04/pause',
  'aleppo-2016-11-04/pause-0900',
  'aleppo-2016-12/pause',
  'ghouta-2018-03/pause',
]
const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(^|\/)pause[^/]*\.yaml$/.test(name))
  .map((name) => name.replace(/\.yaml$/, ''))
const chosen = instances === undefined ? usual : chosenFrom(instances, all)

const measured: Measured[] = []
for (const name of chosen) {
  const pause = pauseAt(name)
  const first = plan(pause, 0)
  measured.push(figure(name, 'first plan', first.cpuSeconds, 1, 's', first))
  const later = plan(pause, seconds ?? (name.startsWith('aleppo-2016-12') ? 60 : 10))
  for (const level of later.plan.levels) {
    if (level.bound === null) continue
    const share = level.bound === 0 ? 100 : (100 * level.served) / level.bound
    const goal = level.level === '5b' ? 90 : 98
    measured.push(figure(name, `level ${level.level}, of its bound`, share, goal, '%', later))
  }
  const before = process.cpuUsage()
  const violations = checkPlan(pause, later.plan)
  const used = process.cpuUsage(before)
  if (violations.length > 0) throw new Error(`${name}: ${violations[0]?.text}`)
  measured.push(figure(name, 'checker', (used.user + used.system) / 1e6, 1, 's', later))
}
const widest = Math.max(...measured.map(({ gap_percent }) => gap_percent ?? 0))
reportBench('The examples, planned in process', measured, json, `widest gap ${widest.toFixed(3)} %`)

function pauseAt(name: string): Pause {
  const file = join(folder, `${name}.yaml`)
  const read = readPause(readFileSync(file), (beside) => readFileSync(join(dirname(file), beside)))
  if (read.pause === undefined) throw new Error(`${name} is not sound`)
  return read.pause
}

function plan(pause: Pause, wallSeconds: number): { readonly plan: Plan; readonly cpuSeconds: number } {
  const times = travelTimesOf(pause)
  const start = performance.now()
  const before = process.cpuUsage()
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  let firstPlanSeconds = 0
  const plan = planPause(pause, times, {
    seed,
    mustStop: () => {
      if (firstPlanSeconds === 0) firstPlanSeconds = cpuSeconds()
      return performance.now() - start >= wallSeconds * 1000 ? 'time' : undefined
    },
    cpuSeconds,
    inputSha256: '0'.repeat(64),
    files: {},
  })
  return { plan, cpuSeconds: firstPlanSeconds }
}

function figure(
  name: string,
  what: string,
  value: number,
  best: number,
  unit: string,
  { plan: found, cpuSeconds }: { readonly plan: Plan; readonly cpuSeconds: number },
): Measured {
  return {
    instance: `${name}: ${what}`,
    seconds_cpu: cpuSeconds,
    value,
    best,
    gap_percent: unit === '%' ? 100 - value : null,
    feasible: true,
    seed: found.seed,
    unit,
  }
}
