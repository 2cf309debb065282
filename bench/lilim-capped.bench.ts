// Li & Lim's pickups and deliveries with too few vehicles: 100, 80 and 60 % of the best known number, rounded down. Everything is
// optional, once all of one class (serve the most pairs, then least distance), once in three classes, every third request in
// the first, served class by class. Held against what VROOM left unserved where that was measured (all of one class).

import { bestVehiclesFirst, chosenLiLim, instanceOf, liLimFolder, peersOf } from './lilim/data.ts'
import { mean, measureEach } from './lilim/each.ts'
import { solve } from './lilim/solve.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const shares = [100, 80, 60]
const classes = 3

const { size, seconds = 5, seed, data, instances, json } = benchOptions()
const folder = liLimFolder(data)
if (folder !== undefined) {
  const chosen = chosenLiLim({ instances, size }, bestVehiclesFirst(folder))
  const peers = new Map(
    peersOf(folder).flatMap(({ instance, setting, unserved }) => {
      const share = /fleet capped at (\d+) %/.exec(setting)?.[1] ?? (setting.includes('best known number') ? '100' : '')
      return share === '' ? [] : [[`${instance} ${share} %` as string, unserved] as const]
    }),
  )
  const tasks = chosen.flatMap((best) =>
    shares.flatMap((share) =>
      [1, classes].map((of) => {
        const name = `${best.instance} ${share} %${of === 1 ? '' : ' by class'}`
        return {
          name,
          seconds,
          measure: (): Measured => {
            const fleet = Math.max(1, Math.floor(((best.vehicles ?? 1) * share) / 100))
            const instance = instanceOf(folder, best)
            const solved = solve(instance, { objective: 'distance', fleet, rankOf: (r) => r % of }, seconds, seed)
            for (const fault of solved.violations) console.log(`${name}: ${fault}`)
            if (of > 1) console.log(`  ${name}: left out by class ${leftOutByClass(instance.nodes, solved.unserved)}`)
            const peer = of === 1 ? (peers.get(name) ?? null) : null
            return {
              instance: name,
              seconds_cpu: solved.seconds,
              value: solved.unserved.length,
              best: peer,
              gap_percent: null,
              feasible: solved.violations.length === 0,
              seed,
              unit: 'pairs left out',
            }
          },
        }
      }),
    ),
  )
  const measured = measureEach(tasks, seed, json)
  for (const share of shares) {
    const own = measured.filter(({ instance }) => instance.endsWith(` ${share} %`))
    const held = own.filter(({ best }) => best !== null)
    const fewer = held.filter(({ value, best }) => best !== null && value < best).length
    const more = held.filter(({ value, best }) => best !== null && value > best).length
    console.log(
      `${share} % of the vehicles: ${mean(own.map(({ value }) => value)).toFixed(2)} pairs left out on average; of ${held.length} that VROOM was measured on, fewer on ${fewer}, more on ${more}`,
    )
  }
  const worse = measured.filter(({ value, best }) => best !== null && value > best).length
  reportBench('Li & Lim, too few vehicles', measured, undefined, `worse than VROOM on ${worse}`)
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}

function leftOutByClass(nodes: readonly { readonly demand: number }[], unserved: readonly number[]): string {
  const pickups = nodes.flatMap(({ demand }, at) => (demand > 0 ? [at] : []))
  return Array.from(
    { length: classes },
    (_, rank) => unserved.filter((at) => pickups.indexOf(at) % classes === rank).length,
  ).join(' / ')
}
