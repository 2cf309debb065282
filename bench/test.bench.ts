// npm test in a fresh clone, installation included. Goal: 600 s of wall time.

import { spawnSync } from 'node:child_process'
import { freshClone } from './clone.ts'
import { benchOptions, reportBench } from './report.ts'

const { seed, json } = benchOptions()
const clone = freshClone()
try {
  const from = performance.now()
  const { status } = spawnSync('npm', ['test'], { cwd: clone.folder, env: clone.env, stdio: 'inherit' })
  const value = (performance.now() - from) / 1000
  const measured = {
    instance: 'npm test',
    seconds_cpu: null,
    value,
    best: 600,
    gap_percent: null,
    feasible: status === 0 && value <= 600,
    seed,
    unit: 's',
  }
  reportBench(
    `npm test, ${status === 0 ? 'passed' : `failed with ${status}`}`,
    [measured],
    json,
    `npm test ${value.toFixed(0)} s (goal 600 s)`,
  )
  process.exitCode = status === 0 ? 0 : 1
} finally {
  clone.remove()
}
