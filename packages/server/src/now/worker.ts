// Runs in the thread that keeps saying how sure it is now.

import { parentPort, workerData } from 'node:worker_threads'
import { type TravelTimes, travelTimesOf } from '@treve/network'
import { firstReplicationsNow } from '@treve/planner'
import { type NowCells, type NowMessage, type NowResult, type Wish, wishes } from './thread.ts'
import { answerState, type NowAsked, type PauseInForce, tryOut } from './told.ts'

// The only caller is thread.ts, which sends just this.
const cells = workerData as NowCells
let known:
  | { readonly inForce: PauseInForce; readonly times: TravelTimes; readonly asked: NowAsked; readonly number: number }
  | undefined

parentPort?.on('message', (message: NowMessage) => {
  if (message.kind === 'state') return answer(message.bytes, message.shut)
  const { inForce, asked, number } = message
  known = { inForce, times: travelTimesOf(inForce.pause), asked, number }
  if (!isWished(wishes.tryOut)) return
  tryOut(inForce, known.times, { ...asked, isStopped: () => !isWished(wishes.tryOut) })
})

function answer(bytes: Uint8Array, shut: readonly string[]): void {
  if (known === undefined) return
  const { inForce, times, asked, number } = known
  const tell = (message: Omit<NowResult, 'number'>) => parentPort?.postMessage({ ...message, number })
  let isFirstTold = false
  const result = answerState(inForce, times, bytes, {
    ...asked,
    shut,
    isStopped: () => !isWished(wishes.goOn) && (isFirstTold || !isWished(wishes.onlyFirst)),
    first: {
      replications: firstReplicationsNow,
      tell: (few) => {
        isFirstTold = true
        tell({ result: few, isLast: false })
      },
    },
  })
  tell({ result, isLast: true })
}

/** Of the plan that is known here; not, where another has come meanwhile. */
function isWished(wish: Wish): boolean {
  return Atomics.load(cells, 1) === known?.number && Atomics.load(cells, 0) === wish
}
