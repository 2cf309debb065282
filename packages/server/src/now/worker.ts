// Runs in the thread that keeps saying how sure it is now.

import { parentPort, workerData } from 'node:worker_threads'
import { travelTimesOf } from '@treve/network'
import { replicationsNow } from '@treve/planner'
import type { NowJob, NowMessage, NowResult } from './sure-now.ts'
import { answerState } from './told.ts'

// The only caller is sure-now.ts, which sends just this.
const { pause, plan, asked, stopCell } = workerData as NowJob
const times = travelTimesOf(pause)
const slowMilliseconds = 1200
const fewDays = 200

const { replications = replicationsNow } = asked
const isStopped = () => Atomics.load(stopCell, 0) !== 0
const answer = (bytes: Uint8Array, days: number, isWhole: boolean) => {
  const result = answerState({ pause, plan }, times, bytes, { ...asked, replications: days, isStopped })
  parentPort?.postMessage({ result, isWhole: isWhole || result.kind !== 'assured' } satisfies NowResult)
  return result.kind === 'assured'
}

/** Of the last whole answer; of the first nothing is known. */
let milliseconds = Number.POSITIVE_INFINITY

parentPort?.on('message', ({ bytes }: NowMessage) => {
  // Where the machine is busy, a few of the same days come first.
  const isSlow = milliseconds > slowMilliseconds && replications > fewDays
  if (isSlow && !answer(bytes, fewDays, false)) return
  const startedAt = performance.now()
  answer(bytes, replications, true)
  milliseconds = performance.now() - startedAt
})
