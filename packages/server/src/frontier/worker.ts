// Runs in a thread of a frontier: one task after another, until it is ended.

import { parentPort, workerData } from 'node:worker_threads'
import { readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import type { PoolData } from './pool.ts'
import { done, type FrontierTask } from './task.ts'

// The only caller is pool.ts, which sends just this.
const { bytes, files, hashes, inputSha256, seed, kept, stopCell } = workerData as PoolData

const { pause } = readPause(bytes, (name) => files.get(name) ?? 'missing')
if (pause === undefined) throw new Error('a thread of the frontier was given a pause file with errors')
const context = {
  pause,
  times: travelTimesOf(pause),
  seed,
  kept,
  inputSha256,
  files: hashes,
  isStopped: () => Atomics.load(stopCell, 0) !== 0,
}
parentPort?.on('message', (task: FrontierTask) => parentPort?.postMessage(done(task, context)))
