// Runs in the planning thread.

import { parentPort, workerData } from 'node:worker_threads'
import { readPause } from '@treve/model'
import { answerPause } from './answer.ts'
import type { PlanningJob, PlanningMessage } from './in-worker.ts'

// The only caller is in-worker.ts, which sends just this.
const { bytes, files, request, stopCell } = workerData as PlanningJob
const send = (message: PlanningMessage) => parentPort?.postMessage(message)

const read = readPause(bytes, (name) => files.get(name) ?? 'missing')
if (read.pause === undefined) throw new Error('the planning thread was given a pause file with errors')
const answer = answerPause(read.pause, read, bytes, {
  ...request,
  isStopped: () => Atomics.load(stopCell, 0) !== 0,
  onProgress: (progress) => send({ kind: 'progress', ...progress }),
  onStage: (stage) => send({ kind: 'stage', stage }),
})
send({ kind: 'answer', answer })
