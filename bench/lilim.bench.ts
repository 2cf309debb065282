// Li & Lim's pickups and deliveries, distance alone: mean gap to the best known, over the instances that have one, one thread.

import { bestDistances, chosenLiLim, instanceOf, liLimFolder, peersOf } from './lilim/data.ts'
import { mean, measureEach } from './lilim/each.ts'
import { solve } from './lilim/solve.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const usualSeconds: Readonly<Record<string, number>> = { 100: 1, 200: 5, 400: 30, 600: 60, 1000: 60 }
const goals: Readonly<Record<string, string>> = {
  '100 1': '0.05',
  '100 5': '0.02',
  '200 5': '0.05',
  '400 30': '0.5',
  '600 60': '1.0',
  '1000 60': '2.5',
  '1000 600': '1.0',
}

const { size, seconds, seed, data, instances, json } = benchOptions()
const folder = liLimFolder(data)
if (folder !== undefined) {
  const chosen = chosenLiLim({ instances, size }, bestDistances(folder))
  const tasks = chosen.map((best) => {
    const limit = seconds ?? usualSeconds[best.size] ?? 60
    return {
      name: best.instance,
      seconds: limit,
      measure: (): Measured => {
        const solved = solve(instanceOf(folder, best), { objective: 'distance' }, limit, seed)
        const faults = [...solved.violations, ...(solved.unserved.length > 0 ? ['not all are served'] : [])]
        for (const fault of faults) console.log(`${best.instance}: ${fault}`)
        return {
          instance: best.instance,
          seconds_cpu: solved.seconds,
          value: solved.distance,
          best: best.distance,
          gap_percent: (100 * (solved.distance - best.distance)) / best.distance,
          feasible: faults.length === 0,
          seed,
          unit: 'distance',
        }
      },
    }
  })
  const measured = measureEach(tasks, seed, json)
  const gap = (names: readonly string[]) =>
    mean(measured.flatMap((each) => (names.includes(each.instance) ? [each.gap_percent ?? Number.NaN] : [])))
  for (const each of new Set(chosen.map((best) => best.size))) {
    const own = chosen.filter((best) => best.size === each)
    const limit = seconds ?? usualSeconds[each] ?? 60
    const goal = goals[`${each} ${limit}`]
    console.log(
      `${each} tasks, ${limit} CPU-s: mean gap ${gap(own.map(({ instance }) => instance)).toFixed(3)} %${goal === undefined ? '' : ` (goal ${goal} %)`}`,
    )
    for (const peer of new Set(peersOf(folder).map((row) => row.peer))) {
      const rows = peersOf(folder).flatMap((row) => {
        const best = own.find(({ instance }) => instance === row.instance)
        if (best === undefined || row.peer !== peer || row.setting.includes('capped') || row.unserved > 0) return []
        return [(100 * (row.distance - best.distance)) / best.distance]
      })
      if (rows.length > 0) console.log(`  ${peer}: ${mean(rows).toFixed(3)} % over ${rows.length} of ${own.length}`)
    }
  }
  const last = `mean gap ${gap(chosen.map(({ instance }) => instance)).toFixed(3)} %`
  reportBench('Li & Lim, distance', measured, undefined, last)
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}
