// Runs in the thread that keeps saying how sure it is now.

import { parentPort, workerData } from 'node:worker_threads'
import { travelTimesOf } from '@treve/network'
import type { NowJob, NowMessage, NowResult } from './sure-now.ts'
import { answerState } from './told.ts'

// The only caller is sure-now.ts, which sends just this.
const { pause, plan, asked, stopCell } = workerData as NowJob
const times = travelTimesOf(pause)

parentPort?.on('message', ({ bytes }: NowMessage) => {
  const isStopped = () => Atomics.load(stopCell, 0) !== 0
  const result: NowResult = answerState({ pause, plan }, times, bytes, { ...asked, isStopped })
  parentPort?.postMessage(result)
})
