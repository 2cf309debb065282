// Li & Lim's pickups and deliveries, vehicles first and then distance, as SINTEF ranks them. Goal: the best known number of
// vehicles on every instance of 100 tasks within 10 s.

import { bestVehiclesFirst, chosenLiLim, instanceOf, liLimFolder } from './lilim/data.ts'
import { mean, measureEach } from './lilim/each.ts'
import { solve } from './lilim/solve.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const { size, seconds = 10, seed, data, instances, json } = benchOptions()
const folder = liLimFolder(data)
if (folder !== undefined) {
  const chosen = chosenLiLim({ instances, size }, bestVehiclesFirst(folder))
  const distances = new Map<string, number>()
  const tasks = chosen.map((best) => ({
    name: best.instance,
    seconds,
    measure: (): Measured => {
      const solved = solve(instanceOf(folder, best), { objective: 'vehicles' }, seconds, seed)
      const faults = [...solved.violations, ...(solved.unserved.length > 0 ? ['not all are served'] : [])]
      for (const fault of faults) console.log(`${best.instance}: ${fault}`)
      const most = best.vehicles ?? Number.NaN
      distances.set(best.instance, (100 * (solved.distance - best.distance)) / best.distance)
      console.log(
        `  ${best.instance}: ${solved.vehicles} of ${most}, distance ${solved.distance.toFixed(2)} of ${best.distance}`,
      )
      return {
        instance: best.instance,
        seconds_cpu: solved.seconds,
        value: solved.vehicles,
        best: most,
        gap_percent: (100 * (solved.vehicles - most)) / most,
        feasible: faults.length === 0,
        seed,
        unit: 'vehicles',
      }
    },
  }))
  const measured = measureEach(tasks, seed, json)
  const reached = measured.filter(({ value, best }) => best !== null && value <= best)
  const equal = reached.flatMap(({ instance }) => distances.get(instance) ?? [])
  console.log(
    `best known number of vehicles on ${reached.length} of ${measured.length}; there distance is ${mean(equal).toFixed(3)} % over the best known of that number`,
  )
  reportBench(
    'Li & Lim, vehicles first',
    measured,
    undefined,
    `mean gap ${mean(measured.map(({ gap_percent }) => gap_percent ?? Number.NaN)).toFixed(3)} %`,
  )
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}
