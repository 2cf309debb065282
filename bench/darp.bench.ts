// Dial-a-ride with a longest ride (Cordeau 2006): mean gap to the proved optimum. Goal: 0.1 % in 10 CPU-s.
// --size: how many vehicles, 2 to 8.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RoutingEngine, type RoutingProblem } from '@treve/planner/routing'
import { mean, measureEach } from './lilim/each.ts'
import { benchOptions, chosenOf, type Measured, reportBench } from './report.ts'
import { checkDialARide } from './routing-instances/check-darp.ts'
import { readTable } from './routing-instances/csv.ts'
import { type DialARideInstance, readDialARide } from './routing-instances/darp.ts'
import { cpuWatch, instanceFolder } from './routing-instances/folder.ts'
import { readOrThrow } from './routing-instances/reading.ts'

const { size, seconds = 10, seed, data, instances, json } = benchOptions()
const folder = instanceFolder(
  data,
  'darp',
  'The instances a2-16 to a8-96 are Cordeau’s (2006), with a table optimal.csv of what is proved.',
)
if (folder !== undefined) {
  const table = readFileSync(join(folder, 'optimal.csv'), 'utf8')
  const optima = readOrThrow(readTable('optimal.csv', table, ['instance'], ['optimal_cost']))
  const sizeOf = (instance: string) => instance.slice(1).split('-')[0] ?? ''
  const chosen = chosenOf({ instances, size }, optima, {
    nameOf: ({ instance }) => instance,
    sizeOf: ({ instance }) => sizeOf(instance),
  })
  const tasks = chosen.map(({ instance: name, optimal_cost: best = Number.NaN }) => ({
    name,
    seconds,
    measure: (): Measured => {
      const file = join(folder, `${name}.txt`)
      const instance = readOrThrow(readDialARide(file, name, readFileSync(file, 'utf8')))
      const cpuSeconds = cpuWatch()
      const engine = new RoutingEngine(problemOf(instance), { seed })
      const { iterations } = engine.run({ timeUsed: () => cpuSeconds() / seconds })
      const answer = engine.answer()
      const used = cpuSeconds()
      const routes = answer.routes.map(({ stops }) => ({
        nodes: stops.map(({ request, kind }) => request + 1 + (kind === 'pickup' ? 0 : instance.requests)),
        starts: stops.map(({ starts }) => starts),
      }))
      const { violations, unserved, distance } = checkDialARide(instance, routes)
      const faults = [...violations, ...unserved.map((request) => `request ${request} is not served`)]
      for (const fault of faults) console.log(`${name}: ${fault}`)
      // The optima are those of the set with 3 seats and rides of 30. In some copies of it files of the other set, with 6
      // and 45, stand under these names.
      const isOfSet = instance.capacity === 3 && instance.longestRide === 30
      if (!isOfSet)
        console.log(`${name}: ${instance.capacity} seats and rides of ${instance.longestRide}: of another set`)
      return {
        instance: name,
        seconds_cpu: used,
        value: distance,
        best: isOfSet ? best : null,
        gap_percent: isOfSet ? (100 * (distance - best)) / best : null,
        feasible: faults.length === 0,
        seed,
        unit: 'distance',
        more: { iterations },
      }
    },
  }))
  const measured = measureEach(tasks, seed, json)
  const gaps = measured.flatMap(({ gap_percent }) => (gap_percent === null ? [] : [gap_percent]))
  reportBench(
    'Dial-a-ride',
    measured,
    undefined,
    `mean gap ${mean(gaps).toFixed(3)} % over ${gaps.length} of ${measured.length}`,
  )
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}

/** One place a node; request r of the engine is request r + 1 of the file. */
function problemOf(instance: DialARideInstance): RoutingProblem {
  const { nodes, travel, requests, capacity, longestRide, longestRoute, vehicles } = instance
  const stop = (at: number) => {
    const { opens = 0, closes = 0, service = 0 } = nodes[at] ?? {}
    return { place: at, opens, closes, service }
  }
  return {
    places: nodes.length,
    matrices: [{ durations: travel, distances: travel }],
    dimensions: 1,
    vehicles: [
      {
        count: vehicles,
        matrix: 0,
        start: 0,
        end: nodes.length - 1,
        opens: nodes[0]?.opens ?? 0,
        closes: nodes.at(-1)?.closes ?? 0,
        maxDuration: longestRoute,
        configurations: [[capacity]],
      },
    ],
    requests: Array.from({ length: requests }, (_, r) => ({
      pickup: stop(r + 1),
      delivery: stop(requests + r + 1),
      load: [nodes[r + 1]?.load ?? 0],
      maxRide: longestRide,
    })),
    objective: 'distance',
  }
}
