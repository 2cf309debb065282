// Runs in the thread that keeps saying how sure it is now.

import { parentPort, workerData } from 'node:worker_threads'
import { travelTimesOf } from '@treve/network'
import { firstReplicationsNow } from '@treve/planner'
import { goesOn, type NowJob, type NowMessage, type NowResult } from './sure-now.ts'
import { answerState } from './told.ts'

// The only caller is sure-now.ts, which sends just this.
const { pause, plan, asked, stopCell } = workerData as NowJob
const times = travelTimesOf(pause)

parentPort?.on('message', ({ bytes, shut }: NowMessage) => {
  const tell = (message: NowResult) => parentPort?.postMessage(message)
  let isFirstTold = false
  const result = answerState({ pause, plan }, times, bytes, {
    ...asked,
    shut,
    isStopped: () => !goesOn(stopCell, isFirstTold),
    first: {
      replications: firstReplicationsNow,
      tell: (few) => {
        isFirstTold = true
        tell({ result: few, isLast: false })
      },
    },
  })
  tell({ result, isLast: true })
})
