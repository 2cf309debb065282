// Bus evacuation: our longest route, and our own proof of how short it could be at most, beside what is known.
// Goals: proved optima of the sets 2 to 8 in 1 CPU-s each; Valparaíso within 2% of the bound in 10.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planEvacuation } from '@treve/planner/evacuation'
import { benchOptions, chosenOf, type Measured, reportBench } from './report.ts'
import { readBusEvacuation } from './routing-instances/bep.ts'
import { checkBusEvacuation } from './routing-instances/check-bep.ts'
import { readTable } from './routing-instances/csv.ts'
import { cpuWatch, instanceFolder } from './routing-instances/folder.ts'
import { readOrThrow } from './routing-instances/reading.ts'

const { size, seconds, seed, data, instances, json } = benchOptions()
const folder = instanceFolder(
  data,
  'bep',
  'The instances are those of Loyola’s BEP-GRASP, with a table best.csv of what is known.',
)
if (folder !== undefined) {
  const known = readOrThrow(
    readTable(
      'best.csv',
      readFileSync(join(folder, 'best.csv'), 'utf8'),
      ['instance'],
      ['lower_bound', 'best', 'published_cplex_1h', 'published_grasp'],
    ),
  )
  const measured: Measured[] = []
  const all = known.map((each) => {
    const file = join(folder, `${each.instance}.txt`)
    return { ...each, given: readOrThrow(readBusEvacuation(file, each.instance, readFileSync(file, 'utf8'))) }
  })
  const chosen = chosenOf({ instances, size }, all, {
    nameOf: ({ instance }) => instance,
    sizeOf: ({ given }) => `${given.loadsAt.length}`,
  })
  for (const { instance: name, given: instance, ...values } of chosen) {
    const limit = seconds ?? (instance.loadsAt.length > 8 ? 10 : 1)
    const toPickup = Int32Array.from(instance.toPickup)
    const toShelter = Int32Array.from(instance.toShelter)
    const cpuSeconds = cpuWatch()
    const { evacuation, fault } = planEvacuation(
      { ...instance, toPickup, toShelter },
      { seed, iterations: Number.POSITIVE_INFINITY, mustStop: () => cpuSeconds() >= limit },
    )
    const used = cpuSeconds()
    if (evacuation === undefined) throw new Error(`${name}: ${fault}`)
    const { violations, longest } = checkBusEvacuation(instance, evacuation.routes)
    for (const violation of violations) console.log(`${name}: ${violation}`)
    measured.push({
      instance: name,
      seconds_cpu: used,
      value: longest,
      best: values.best ?? null,
      gap_percent: (100 * (longest - evacuation.bound)) / Math.max(1, evacuation.bound),
      feasible: violations.length === 0 && longest === evacuation.longest,
      seed,
      unit: 'longest',
      more: {
        bound: evacuation.bound,
        'CPU-s': used.toFixed(3),
        'known bound': values.lower_bound ?? null,
        'CPLEX 1 h': values.published_cplex_1h ?? null,
        GRASP: values.published_grasp ?? null,
      },
    })
  }
  const proved = measured.filter(({ gap_percent }) => gap_percent === 0).length
  const mean = measured.reduce((sum, { gap_percent }) => sum + (gap_percent ?? 0), 0) / measured.length
  reportBench(
    'Bus evacuation: gaps are to our own bound',
    measured,
    json,
    `mean gap ${mean.toFixed(3)} %, ${proved} of ${measured.length} proved`,
  )
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}
