// npm start, from a fresh clone to ready, and once more. Goals: 180 s and 10 s of wall time on 2 cores.

import { spawn } from 'node:child_process'
import { type Clone, freshClone } from './clone.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const { seed, json } = benchOptions()
const clone = freshClone()
try {
  const measured = [await timed('fresh clone to ready', 180, clone), await timed('second time to ready', 10, clone)]
  reportBench(
    'npm start',
    measured,
    json,
    `npm start ${measured.map(({ value }) => value.toFixed(1)).join(' s, then ')} s (goals 180 s, 10 s)`,
  )
} finally {
  clone.remove()
}

async function timed(instance: string, goal: number, { folder, env }: Clone): Promise<Measured> {
  const from = performance.now()
  const child = spawn('npm', ['start', '--', '--port', '8917'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  await new Promise<void>((ready, failed) => {
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
      if (out.includes('Treve is ready at')) ready()
    })
    child.on('exit', (code) => failed(new Error(`npm start ended with ${code} before it was ready:\n${out}`)))
  })
  const value = (performance.now() - from) / 1000
  child.removeAllListeners('exit')
  const gone = new Promise((done) => child.on('exit', done))
  child.kill('SIGINT')
  await gone
  return { instance, seconds_cpu: null, value, best: goal, gap_percent: null, feasible: value <= goal, seed, unit: 's' }
}
