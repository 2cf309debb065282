// Pickup and delivery on real road travel times (Sartori & Buriol 2020): vehicles first, then cost, beside the best known.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureEach } from './lilim/each.ts'
import { solve } from './lilim/solve.ts'
import { benchOptions, chosenOf, type Measured, reportBench } from './report.ts'
import { readTable } from './routing-instances/csv.ts'
import { instanceFolder } from './routing-instances/folder.ts'
import { readOrThrow } from './routing-instances/reading.ts'
import { readSartoriBuriol } from './routing-instances/sartori-buriol.ts'

const { size, seconds = 10, seed, data, instances, json } = benchOptions()
const folder = instanceFolder(
  data,
  'sartori_buriol',
  'The instances are Sartori and Buriol’s (2020), with a table best.csv of the best known.',
)
if (folder !== undefined) {
  const table = readFileSync(join(folder, 'best.csv'), 'utf8')
  const known = readOrThrow(readTable('best.csv', table, ['instance', 'size'], ['vehicles', 'cost']))
  const names = {
    nameOf: (each: (typeof known)[number]) => each.instance,
    sizeOf: (each: (typeof known)[number]) => each.size,
  }
  const chosen = chosenOf({ instances, size }, known, names)
  const tasks = chosen.map(({ instance: name, vehicles, cost }) => ({
    name,
    seconds,
    measure: (): Measured => {
      const file = join(folder, `${name}.txt`)
      const instance = readOrThrow(readSartoriBuriol(file, readFileSync(file, 'utf8')))
      const solved = solve(instance, { objective: 'vehicles' }, seconds, seed)
      const faults = [...solved.violations, ...solved.unserved.map((node) => `node ${node} is not served`)]
      for (const fault of faults) console.log(`${name}: ${fault}`)
      const isAsFew = solved.vehicles === vehicles
      return {
        instance: name,
        seconds_cpu: solved.seconds,
        value: solved.distance,
        best: cost ?? null,
        // Costs are comparable only where the vehicles are as many.
        gap_percent: isAsFew && cost !== undefined ? (100 * (solved.distance - cost)) / cost : null,
        feasible: faults.length === 0,
        seed,
        unit: 'cost',
        more: { vehicles: solved.vehicles, 'best known vehicles': vehicles ?? null },
      }
    },
  }))
  const measured = measureEach(tasks, seed, json)
  const gaps = measured.flatMap(({ gap_percent }) => (gap_percent === null ? [] : [gap_percent]))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const last = `mean gap ${mean.toFixed(3)} % in cost, over the ${gaps.length} of ${measured.length} with as many vehicles as the best known`
  reportBench('Sartori & Buriol, vehicles first', measured, undefined, last)
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}
