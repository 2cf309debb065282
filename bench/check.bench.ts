// `check` of a 5,000-line file, in process. Goal: 0.5 CPU-s.

import { readFileSync } from 'node:fs'
import { readPause } from '@treve/model'
import { benchOptions, type Measured, median, reportBench } from './report.ts'

const { seed, json, size } = benchOptions()
const lines = Number(size ?? 5000)
const minimal = readFileSync(new URL('../examples/minimal/pause.yaml', import.meta.url), 'utf8')

const measured: Measured[] = [
  measure(`sound, ${lines} lines, the first time in a process`, pauseOfLines(lines), 1),
  measure(`sound, ${lines} lines`, pauseOfLines(lines)),
  measure(
    `every destination misspelt, ${lines} lines`,
    pauseOfLines(lines).replaceAll('to: [reception]', 'to: [recepcion]'),
  ),
]
const [cold, warm] = measured
reportBench(
  'treve check, in process, median of 7 runs but for the first',
  measured,
  json,
  `check ${warm?.value.toFixed(3)} CPU-s (goal 0.5); ${cold?.value.toFixed(3)} CPU-s the first time in a process`,
)

function measure(instance: string, text: string, count = 7): Measured {
  const bytes = new TextEncoder().encode(text)
  const runs = Array.from({ length: count }, () => {
    const before = process.cpuUsage()
    readPause(bytes)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  })
  const value = median(runs)
  return {
    instance,
    seconds_cpu: value,
    value,
    best: 0.5,
    gap_percent: null,
    feasible: value <= 0.5,
    seed,
    unit: 'CPU-s',
  }
}

/** examples/minimal with so many more pick-ups, links and groups, nine lines for the three. */
function pauseOfLines(count: number): string {
  const [places, links, people]: string[][] = [[], [], []]
  const shift = seed % 40
  for (let index = 0; index < count / 9; index++) {
    const at = `[${(37.141 + (index % 50) / 1000).toFixed(4)}, ${(36.185 + ((index + shift) % 40) / 1000).toFixed(4)}]`
    places?.push(`  - { id: p${index}, kind: pick_up, at: ${at}, inside: true, district: north, holding: 400 }`)
    links?.push(`  - { between: [inner, p${index}], time: ${1 + (index % 9)} min, on_foot: 20 min }`)
    people?.push(
      `  - id: g${index}`,
      `    at: p${index}`,
      '    count: { low: 5, best: 10, high: 20, source: local council, assumed: true }',
      '    mobility: seated',
      '    priority: general',
      '    movement: civilians',
      '    to: [reception]',
    )
  }
  return minimal
    .replace(/^links:.*$/m, `${places?.join('\n')}\n\nlinks:\n${links?.join('\n')}`)
    .replace(/^people:.*$/m, `people:\n${people?.join('\n')}`)
}
