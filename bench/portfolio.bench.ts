// A portfolio of two searches on Li & Lim's instances, by one thread and by two: the same answer, and how much sooner. What one
// search gives in as many iterations, and what it gives in twice as many, stands beside it. Wall time, so on a machine that is free.
//
// --size, --instances as for lilim; --seconds: CPU of the one search that says how many iterations each part makes (5).

import { partsInTurn, prepareRouting, RoutingEngine, runPortfolio } from '@treve/planner/routing'
import { bestDistances, instanceOf, liLimFolder } from './lilim/data.ts'
import { checkedAnswer, problemOf } from './lilim/solve.ts'
import { partsInThreads } from './portfolio/threads.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'
import { cpuWatch } from './routing-instances/folder.ts'

const { size = '200', seconds = 5, seed, data, instances, json } = benchOptions()
const folder = liLimFolder(data)
if (folder !== undefined) {
  const chosen = bestDistances(folder).filter((each) =>
    instances === undefined ? size.split(',').includes(each.size) : instances.includes(each.instance),
  )
  const measured: Measured[] = []
  let same = 0
  for (const best of chosen) {
    const instance = instanceOf(folder, best)
    const asked = { objective: 'distance' } as const
    const { problem, pickups } = problemOf(instance, asked)
    const prepared = prepareRouting(problem)
    const cpuSeconds = cpuWatch()
    const probe = new RoutingEngine(prepared, { seed })
    const { iterations } = probe.run({ timeUsed: () => cpuSeconds() / seconds })
    const settings = { parts: 2, seed, iterations, rounds: 8 }
    const threads = partsInThreads(prepared)
    const one = await timed(() => runPortfolio(prepared, { ...settings, parts: 1, rounds: 1 }, partsInTurn(prepared)))
    const twice = await timed(() =>
      runPortfolio(prepared, { ...settings, parts: 1, rounds: 1, iterations: 2 * iterations }, partsInTurn(prepared)),
    )
    const inTurn = await timed(() => runPortfolio(prepared, settings, partsInTurn(prepared)))
    const side = await timed(() => runPortfolio(prepared, settings, threads.runParts))
    await threads.stop()
    const isSame = JSON.stringify(side.answer) === JSON.stringify(inTurn.answer)
    const { violations, unserved } = checkedAnswer(instance, asked, pickups, side.answer)
    for (const violation of violations) console.log(`${best.instance}: ${violation}`)
    const isFeasible = violations.length === 0 && unserved.length === 0 && isSame
    same += isSame ? 1 : 0
    const gap = (cost: number) => (100 * (cost - best.distance)) / best.distance
    measured.push({
      instance: best.instance,
      seconds_cpu: null,
      value: gap(side.answer.cost),
      best: null,
      gap_percent: gap(side.answer.cost),
      feasible: isFeasible,
      seed,
      unit: '% over the best known',
      more: {
        'one search': gap(one.answer.cost).toFixed(3),
        'one, twice as long': gap(twice.answer.cost).toFixed(3),
        'iterations each': iterations,
        'in turn, s': inTurn.wall.toFixed(1),
        'two threads, s': side.wall.toFixed(1),
      },
    })
  }
  reportBench(
    'A portfolio of two, by one thread and by two',
    measured,
    json,
    `the same answer on ${same} of ${measured.length}`,
  )
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}

async function timed<Result>(run: () => Promise<Result>): Promise<Result & { readonly wall: number }> {
  const from = performance.now()
  const result = await run()
  return { ...result, wall: (performance.now() - from) / 1000 }
}
